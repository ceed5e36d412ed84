//! Families that have no text yet get one.

use proptest::prelude::*;
use rolebook::document::{ProblemKind, read_family, write_family};
use rolebook::model::*;

use crate::families;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_written_is_read_back(family in families::family()) {
        let text = write_family(&family);
        let reading = read_family(&text);
        prop_assert_eq!(reading.value.as_ref(), Some(&family), "{}", text);
        for problem in reading.problems {
            let of_the_family = matches!(
                problem.kind,
                ProblemKind::NoTitle
                    | ProblemKind::NoId(_)
                    | ProblemKind::DuplicateId(_)
                    | ProblemKind::BadId(_)
            );
            let of_roles_alone = matches!(
                &problem.kind,
                ProblemKind::UnknownKey { key, .. }
                    if ["grade", "reports_to", "extends", "track", "omit"].contains(&key.as_str())
            );
            prop_assert!(of_the_family || of_roles_alone, "{:?}\n{}", problem, text);
        }
    }
}

#[test]
fn nothing_is_written_for_nothing() {
    assert_eq!(write_family(&Family::default()), "");
}

#[test]
fn a_family_as_it_is_written() {
    let item = |text: &str| Item::new(text);
    let family = Family {
        body: Body {
            title: Some("IT Management".into()),
            lists: [vec![item("Hold regular 1:1s")], vec![], vec![]],
            more: BodyDetails {
                status: Some(Status::Active),
                review_due: "2027-01-31".parse().ok(),
                tags: vec!["it".into(), "people-manager".into()],
                performance_indicators: vec![Indicator {
                    name: "Laptops in time".into(),
                    target: Some("< 21 days".into()),
                    link: None,
                }],
                career_ladder: CareerLadder {
                    summary: Some("Up or across".into()),
                    steps: vec![LadderStep {
                        from: "manager-it".into(),
                        to: "director".into(),
                        kind: Some("promotion".into()),
                    }],
                }
                .into(),
                hiring_process: HiringProcess {
                    steps: vec!["A call".into()],
                    ..HiringProcess::default()
                }
                .into(),
                ..BodyDetails::default()
            }
            .into(),
            ..Body::default()
        },
        roles: vec![Role {
            id: "manager-it".into(),
            body: Body {
                title: Some("Manager, \"IT\"".into()),
                grade: Some(Grade::Number(8)),
                reports_to: vec![ReportsTo {
                    title: "Director".into(),
                    ..ReportsTo::default()
                }],
                track: Some(Track::Manager),
                lists: [
                    vec![],
                    vec![
                        item("Several years\nin IT"),
                        Item::with(
                            "An audit",
                            ItemDetails {
                                id: Some("audit".into()),
                                need: Some(Need::Preferred),
                                ..ItemDetails::default()
                            },
                        ),
                    ],
                    vec![],
                ],
                ..Body::default()
            },
        }],
        sections: vec![Section {
            heading: "More".into(),
            body: "Read on.".into(),
        }],
        ..Family::default()
    };
    assert_eq!(
        write_family(&family),
        r#"title = "IT Management"
status = "active"
review_due = 2027-01-31
tags = ["it", "people-manager"]
responsibilities = [
  "Hold regular 1:1s",
]

[[roles]]
id = "manager-it"
title = 'Manager, "IT"'
grade = 8
reports_to = [{ title = "Director" }]
track = "manager"
requirements = [
  """
Several years
in IT""",
  { text = "An audit", id = "audit", need = "preferred" },
]

[[performance_indicators]]
name = "Laptops in time"
target = "< 21 days"

[career_ladder]
summary = "Up or across"

[[career_ladder.steps]]
from = "manager-it"
to = "director"
kind = "promotion"

[hiring_process]
steps = [
  "A call",
]

[[sections]]
heading = "More"
body = "Read on."
"#
    );
}
