//! What matrix and report print.

use super::World;

#[test]
fn a_matrix_in_every_form() {
    let world = World::new();
    let run = world.run(&["matrix", "--by", "track", "--rows", "department"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.starts_with("              "), "{}", run.out);
    assert!(run.out.contains("\nlegal "), "{}", run.out);
    let csv = world.run(&["matrix", "--format", "csv"]).out;
    assert!(
        csv.starts_with("key,title,4,5,6,7,8,9,10,11,M2,M3,M4\n"),
        "{csv}"
    );
    let json = world.json(&["matrix", "--by", "status"]);
    assert_eq!(json["columns"][0], "draft");
    let page = world.run(&["matrix", "--format", "markdown"]).out;
    assert!(page.contains("\n|---|"), "{page}");
    assert_eq!(world.run(&["matrix", "--by", "colour"]).code, 2);
}

#[test]
fn a_report_has_totals_and_lists() {
    let world = World::new();
    let run = world.run(&["report"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(
        run.out
            .contains("\nall                         21        59\n"),
        "{}",
        run.out
    );
    assert!(
        run.out
            .contains("21        21      1         Can use GitLab in daily work")
    );
    let json = world.json(&["report"]);
    assert_eq!(json["roles"], 59);
    assert!(json["today"].is_string());
    assert_eq!(json["wordings"][0]["families"], 21);
    let csv = world.run(&["report", "--format", "csv"]).out;
    assert!(csv.contains("Departments,all,21,59\n"), "{csv}");
}

#[test]
fn what_roles_ask_for_and_what_families_say() {
    let world = World::new();
    let run = world.run(&["report", "--budget", "--limit", "2", "--format", "csv"]);
    assert_eq!(
        run.out,
        "must,own,inherited,preferred,own,inherited,title,address\n\
         18,11,7,0,0,0,\"Manager, IT · IT Engineering\",finance/it-management#manager-it+it-engineering\n\
         18,11,7,0,0,0,\"Manager, IT · End User Services\",finance/it-management#manager-it+it-end-user-services\n"
    );
    let by_title = world.json(&["report", "--budget", "--sort", "title", "--limit", "1"]);
    assert_eq!(by_title[0]["title"], "Account Executive");
    let run = world.run(&["report", "--wordings"]);
    assert!(
        run.out.starts_with("21 families, 21 places, 1 wording\n"),
        "{}",
        run.out
    );
    assert_eq!(world.run(&["report", "--budget", "--wordings"]).code, 2);
    assert_eq!(world.run(&["report", "--sort", "title"]).code, 2);
}
