//! What list and show print.

use serde_json::{Value, json};

use super::{SERVICES, World};

#[test]
fn list_as_text() {
    let run = World::new().run(&["list", "--department", "legal"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    insta::assert_snapshot!(run.out.replace('\t', " | "), @"
    legal/contract-manager | family |  | archived | Contract Manager
    legal/contract-manager#contract-manager | role | 6 | archived | Contract Manager
    legal/contract-manager#contract-manager+contracts-purchasing | specialty | 6 | archived | Contract Manager · Purchasing
    legal/contract-manager#contract-manager-senior | role | 7 | archived | Senior Contract Manager
    legal/contract-manager#contract-manager-senior+contracts-purchasing | specialty | 7 | archived | Senior Contract Manager · Purchasing
    legal/legal-counsel | family |  | active | Legal Counsel
    legal/legal-counsel#counsel-intermediate | role | 7 | active | Legal Counsel
    legal/legal-counsel#counsel-intermediate+counsel-commercial | specialty | 7 | active | Legal Counsel · Commercial
    legal/legal-counsel#counsel-intermediate+counsel-privacy-product | specialty | 7 | active | Legal Counsel · Privacy and Product
    legal/legal-counsel#counsel-senior | role | 8 | active | Senior Legal Counsel
    legal/legal-counsel#counsel-senior+counsel-commercial | specialty | 8 | active | Senior Legal Counsel · Commercial
    legal/legal-counsel#counsel-senior+counsel-employment | specialty | 8 | active | Senior Legal Counsel · Employment
    legal/legal-counsel#counsel-senior+counsel-privacy-product | specialty | 8 | active | Senior Legal Counsel · Privacy and Product
    legal/legal-counsel#counsel-principal | role | 9 | active | Principal Legal Counsel
    legal/legal-counsel#counsel-principal+counsel-commercial | specialty | 9 | active | Principal Legal Counsel · Commercial
    legal/legal-counsel#counsel-principal+counsel-employment | specialty | 9 | active | Principal Legal Counsel · Employment
    legal/legal-counsel#counsel-principal+counsel-privacy-product | specialty | 9 | active | Principal Legal Counsel · Privacy and Product
    ");
}

#[test]
fn list_as_json() {
    let world = World::new();
    let all = world.json(&["list"]);
    let all = all.as_array().unwrap();
    let mut keys: Vec<&str> = Vec::new();
    for row in all {
        let row = row.as_object().unwrap();
        let names: Vec<&str> = row.keys().map(String::as_str).collect();
        assert_eq!(
            names,
            ["address", "kind", "title", "department", "grade", "status"]
        );
        keys.push(row["address"].as_str().unwrap().split('#').next().unwrap());
    }
    assert!(keys.is_sorted(), "catalog order");
    let it: Vec<&Value> = all
        .iter()
        .filter(|row| row["address"].as_str().unwrap().starts_with("finance/it-"))
        .collect();
    assert_eq!(
        it,
        [
            &json!({
                "address": "finance/it-management",
                "kind": "family",
                "title": "IT Management",
                "department": "finance",
                "grade": null,
                "status": "active",
            }),
            &json!({
                "address": "finance/it-management#manager-it",
                "kind": "role",
                "title": "Manager, IT",
                "department": "finance",
                "grade": 8,
                "status": "active",
            }),
            &json!({
                "address": "finance/it-management#manager-it+it-engineering",
                "kind": "specialty",
                "title": "Manager, IT · IT Engineering",
                "department": "finance",
                "grade": 8,
                "status": "active",
            }),
            &json!({
                "address": SERVICES,
                "kind": "specialty",
                "title": "Manager, IT · End User Services",
                "department": "finance",
                "grade": 8,
                "status": "active",
            }),
        ]
    );
}

#[test]
fn list_of_some() {
    let world = World::new();
    let kinds = |args: &[&str]| -> Vec<String> {
        let rows = world.json(args);
        let rows = rows.as_array().unwrap().iter();
        let mut kinds: Vec<String> = rows
            .map(|row| format!("{} {}", row["kind"], row["department"]).replace('"', ""))
            .collect();
        kinds.sort();
        kinds.dedup();
        kinds
    };
    assert_eq!(
        kinds(&["list", "--department", "Engineering/", "--kind", "family"]),
        [
            "family engineering",
            "family engineering/data",
            "family engineering/infrastructure"
        ]
    );
    assert_eq!(
        kinds(&["list", "--kind", "segment", "--department", "people"]),
        ["segment people"]
    );
    world.write("top.toml", "title = \"Top\"\n");
    let rows = world.json(&["list"]);
    let top = rows.as_array().unwrap().last().unwrap();
    assert_eq!(top["department"], "");
    assert_eq!(top["status"], Value::Null);
    let run = world.run(&["list", "--department", "financ"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("no department financ"), "{run:?}");
    assert!(run.err.contains("\n  finance\n"), "{run:?}");
    assert_eq!(world.run(&["list", "--kind", "job"]).code, 2);
}

#[test]
fn show_as_text() {
    let world = World::new();
    let run = world.run(&["show", "manager-it"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    insta::assert_snapshot!(run.out, @"
    Manager, IT
    Address: finance/it-management#manager-it
    Grade: 8
    Reports to: Sr Director, IT Operations (https://about.gitlab.com/job-families/finance/director-it-operations/)
    Track: manager

    Responsibilities (4)
    1. Meet every member of the IT teams in regular 1:1s
    2. Bring an asynchronous, distributed way of thinking into all of your work
    3. Host the IT group conversation on a regular schedule
    4. Bring an asynchronous, distributed way of thinking into all of your work

    Requirements (7)
    1. Has built up a team in a company that moves fast and grows quickly
    2. Strong communicator, both in writing and in conversation
    3. Shares the company's values and lets them guide the day-to-day work
    4. Can keep working hours that line up with time zones in the Americas
    5. Passes a background check, as explained in the GitLab Code of Business Conduct and Ethics (https://ir.gitlab.com/static-files/7d8c7eb3-cb17-4d68-a607-1b7a1fa1c95d)
    6. Meets what the company asks of its leaders under Leadership at GitLab (https://about.gitlab.com/company/team/structure/#management-group)
    7. Can use GitLab in daily work
    ");
    let run = world.run(&["show", "End User Services", "--effective"]);
    assert_eq!(run.code, 1, "a title is one of a position: {run:?}");
    let run = world.run(&["show", "manager-it+it-end-user-services", "--effective"]);
    assert!(run.out.contains("\nRequirements (18)\n"), "{run:?}");
    assert!(
        run.out
            .contains("\n- Can use GitLab in daily work (from Manager, IT)\n"),
        "{run:?}"
    );
    assert!(run.out.lines().any(|line| line.len() > 200), "no wrapping");
}

#[test]
fn show_as_json() {
    let world = World::new();
    let family = world.json(&["show", "finance/it-management.toml"]);
    assert_eq!(family["title"], "IT Management");
    assert_eq!(family["review_due"], "2027-01-31");
    assert_eq!(family["specialties"][1]["id"], "it-end-user-services");
    let part = world.json(&["show", SERVICES]);
    assert_eq!(part["title"], "End User Services");
    assert_eq!(part["requirements"].as_array().unwrap().len(), 11);
}

#[test]
fn the_effective_role_says_where_each_line_comes_from() {
    let role = World::new().json(&["show", SERVICES, "--effective"]);
    assert_eq!(role["address"], SERVICES);
    assert_eq!(role["title"], "Manager, IT · End User Services");
    let requirements = role["requirements"].as_array().unwrap();
    assert_eq!(requirements.len(), 18);
    for (n, line) in requirements.iter().enumerate() {
        let origin = match n {
            0..7 => "finance/it-management#manager-it",
            _ => SERVICES,
        };
        assert_eq!(line["origins"], json!([origin]), "{line}");
    }
    let both = &role["responsibilities"][0];
    assert_eq!(
        both["origins"],
        json!(["finance/it-management#manager-it", SERVICES])
    );
}

#[test]
fn a_miss_names_what_is_near() {
    let world = World::new();
    let run = world.run(&["show", "it-managment"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    insta::assert_snapshot!(run.err, @"
    error: nothing in the catalog has the address it-managment
      finance/it-management
      finance/it-management#manager-it
      finance/it-management#manager-it+it-engineering
      finance/it-management#manager-it+it-end-user-services
    ");
    world.write("legal/it-management.toml", "title = \"Other\"\n");
    for format in ["text", "json"] {
        let run = world.run(&["show", "IT-Management", "--format", format]);
        assert_eq!((run.code, run.out.as_str()), (1, ""));
        insta::allow_duplicates! {
            insta::assert_snapshot!(run.err, @"
            error: IT-Management could be any of these:
              finance/it-management
              legal/it-management
            ");
        }
    }
}

#[test]
fn broken_files_are_named_and_the_rest_works() {
    let world = World::new();
    world.write("legal/odd.toml", "title = \"Odd\"\ngrade = = 3\n");
    for args in [&["list"][..], &["search", "itil"], &["show", SERVICES]] {
        let run = world.run(args);
        assert_eq!(run.code, 0, "{run:?}");
        let path = world.catalog().join("legal/odd.toml");
        let start = format!("warning: {}:2:9: this is not valid TOML", path.display());
        assert!(run.err.starts_with(&start), "{run:?}");
        assert_eq!(run.err.lines().count(), 1, "{run:?}");
    }
    let run = world.run(&["show", "legal/odd"]);
    assert_eq!((run.code, run.out.as_str()), (3, ""));
    assert!(
        run.err.contains("error: the file of legal/odd is broken:"),
        "{run:?}"
    );
    for n in 0..6 {
        world.write(&format!("legal/odd-{n}.toml"), b"\xff");
    }
    let run = world.run(&["list", "--department", "legal"]);
    assert_eq!(run.code, 0);
    assert_eq!(run.err.lines().count(), 6, "{run:?}");
    assert!(run.err.ends_with("\nand 2 more\n"), "{run:?}");
}

#[test]
fn what_is_not_in_effect_is_said() {
    let world = World::new();
    world.write(
        "legal/part.toml",
        "title = \"Part\"\nstatus = \"gone\"\nrequirements = \"one\"\n",
    );
    let run = world.run(&["show", "legal/part", "--effective"]);
    assert_eq!(run.code, 0);
    assert_eq!(run.err.lines().count(), 2, "{run:?}");
    assert!(run.err.contains("part.toml:2:10: "), "{run:?}");
    assert_eq!(world.run(&["list"]).err, "");
}
