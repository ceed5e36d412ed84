//! What ladder prints.

use super::World;

#[test]
fn where_a_role_leads_and_how_one_gets_there() {
    let run = World::new().run(&["ladder", "accountant-senior"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    insta::assert_snapshot!(run.out, @"
    Senior Accountant · grade 7
    finance/accountant#accountant-senior

    In particular
    Payroll Accounting  finance/accountant#accountant-senior+accountant-payroll
    Tax  finance/accountant#accountant-senior+accountant-tax

    Where one can go from here
    └─ promotion: Manager, Accounting · grade 8  finance/accountant#accounting-manager

    How one gets here
    └─ promotion: Accountant · grade 6  finance/accountant#accountant-intermediate
       └─ in particular: Accountant · Payroll Accounting · grade 6  finance/accountant#accountant-intermediate+accountant-payroll
          └─ lateral: Senior Payroll Specialist · grade 6  finance/payroll#payroll-specialist-senior
             ├─ lateral: Accountant · Payroll Accounting · grade 6  ↺ comes back to it
             └─ promotion: Payroll Specialist · grade 5  finance/payroll#payroll-specialist
    ");
}

#[test]
fn the_whole_catalog_has_every_family_once() {
    let world = World::new();
    let run = world.run(&["ladder"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let families = world.json(&["list", "--kind", "family"]);
    for family in families.as_array().unwrap() {
        let heading = format!(
            "{}  {}\n",
            family["title"].as_str().unwrap(),
            family["address"].as_str().unwrap()
        );
        assert_eq!(run.out.matches(&heading).count(), 1, "{heading}");
    }
}

#[test]
fn drawings_for_other_programs() {
    let world = World::new();
    let dot = world
        .run(&["ladder", "finance/payroll", "--format", "dot"])
        .out;
    assert!(dot.starts_with("digraph ladder {"), "{dot}");
    assert!(
        dot.contains("[label=\"Senior Payroll Specialist\\ngrade 6\"]"),
        "{dot}"
    );
    let mermaid = world
        .run(&["ladder", "finance/payroll", "--format", "mermaid"])
        .out;
    assert!(mermaid.starts_with("flowchart BT\n"), "{mermaid}");
    let json = world.json(&["ladder", "payroll-specialist"]);
    let focus = json["focus"].as_u64().unwrap() as usize;
    assert_eq!(json["rungs"][focus]["title"], "Payroll Specialist");
    assert_eq!(world.run(&["ladder", "nobody"]).code, 1);
}
