//! Plain text of a role: what a recruiter pastes into an applicant tracking system and what a screen reader
//! reads aloud. Labels instead of columns, "- " instead of bullets, no decoration.
//!
//! Knows the model and the sibling modules for Markdown, width and cleaning. Knows nothing of who prints.

mod page;

use self::page::{Fields, Page};
use super::clean::clean_line;
use super::inline::plain;
use crate::model::{
    Address, Effective, EffectiveItem, Family, ListKind, Node, Position, Status, Track,
};
use crate::text::text;

/// What the text should hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TextOptions {
    /// Columns at which lines are wrapped; `None` never wraps.
    pub width: Option<usize>,
    /// `(from Manager, IT)` behind inherited lines.
    pub origins: bool,
    /// Items numbered from 1 in each list, the way an edit names them. Only [`own`] can do so: in an effective
    /// role the numbers would be those of nobody's list.
    pub numbers: bool,
    /// Targets of links in brackets behind their labels.
    pub links: bool,
}

/// An effective role as text, with a newline at its end. At the family's own position its roles and sections
/// follow.
pub fn effective(effective: &Effective, family: &Family, options: TextOptions) -> String {
    let mut page = Page::new(options);
    page.title(&effective.title, &effective.address);
    page.fields(&Fields {
        grade: effective.grade.as_ref().map(|s| &s.value),
        reports_to: effective
            .reports_to
            .as_ref()
            .map_or(&[], |s| s.value.as_slice()),
        status: effective.status.as_ref().map(|s| s.value.word()),
        track: effective.track.as_ref().map(|s| s.value.word()),
        owner: effective.owner.as_ref().map(|s| s.value.as_str()),
        review_due: effective.review_due.as_ref().map(|s| s.value.to_string()),
        tags: &effective.tags,
    });
    page.prose(effective.summary.as_ref().map(|s| s.value.as_str()));
    for kind in ListKind::ALL {
        let lines = effective.list(kind);
        page.counted(kind.label(), lines.len());
        for line in lines {
            let mut text = page.item(&line.item);
            if options.origins
                && let Some((too, nodes)) = origins(effective, line)
            {
                let also = if too { text!("show-also") } else { "" };
                let titles = titles(family, &nodes, "");
                text.push_str(&text!("show-from-2", also, titles));
            }
            page.bullet("- ", &text);
        }
    }
    let indicators = effective.performance_indicators.as_ref();
    page.indicators(indicators.map_or(&[], |s| s.value.as_slice()));
    if let Some(ladder) = &effective.career_ladder {
        page.ladder(&ladder.value, family);
    }
    if let Some(process) = &effective.hiring_process {
        page.hiring(&process.value);
    }
    if effective.position == Position::FAMILY {
        page.family(&effective.address.family, family);
    }
    page.out
}

/// What one part of the file says itself, nothing inherited, with a newline at its end. A position that the
/// family does not have gives the family's own part.
pub fn own(key: &str, family: &Family, position: Position, options: TextOptions) -> String {
    let position = if family.has(position) {
        position
    } else {
        Position::FAMILY
    };
    let node = position.node();
    let mut page = Page::new(options);
    page.title(
        &family.position_title(position),
        &Address::of(key, family, position),
    );
    let Some(body) = family.body(node) else {
        return page.out;
    };
    page.fields(&Fields {
        grade: body.grade.as_ref(),
        reports_to: &body.reports_to,
        status: body.more.status.map(Status::word),
        track: body.track.map(Track::word),
        owner: body.more.owner.as_deref(),
        review_due: body.more.review_due.map(|date| date.to_string()),
        tags: &body.more.tags,
    });
    page.inheritance(family, node, body);
    page.prose(body.summary.as_deref());
    for kind in ListKind::ALL {
        let items = body.list(kind);
        page.counted(kind.label(), items.len());
        for (index, item) in items.iter().enumerate() {
            let text = page.item(item);
            page.numbered(index, &text);
        }
    }
    page.counted(text!("show-omitted"), body.more.omit.len());
    for (index, text) in body.more.omit.iter().enumerate() {
        let text = plain(text, options.links);
        page.numbered(index, &text);
    }
    page.indicators(&body.more.performance_indicators);
    page.ladder(&body.more.career_ladder, family);
    page.hiring(&body.more.hiring_process);
    if node == Node::Family {
        page.family(key, family);
    }
    page.out
}

/// Where a line of an effective role comes from, in words for a screen: `None` when only the position's own
/// part says it, `Manager, IT` or `IT Management (family)` when it is inherited, `also Manager, IT` when it is
/// both.
pub fn origin_label(
    effective: &Effective,
    family: &Family,
    item: &EffectiveItem,
) -> Option<String> {
    let (too, nodes) = origins(effective, item)?;
    let also = if too { text!("show-also") } else { "" };
    Some(format!(
        "{also}{}",
        titles(family, &nodes, text!("show-of-family"))
    ))
}

/// The other parts that say a line, each once, and whether the position's own part says it too.
fn origins(effective: &Effective, item: &EffectiveItem) -> Option<(bool, Vec<Node>)> {
    let here = effective.position.node();
    let mut nodes: Vec<Node> = Vec::new();
    for origin in &item.origins {
        if origin.node != here && !nodes.contains(&origin.node) {
            nodes.push(origin.node);
        }
    }
    (!nodes.is_empty()).then(|| (effective.is_own(item), nodes))
}

fn titles(family: &Family, nodes: &[Node], behind_family: &str) -> String {
    let titles: Vec<String> = nodes
        .iter()
        .map(|node| {
            let mark = match node {
                Node::Family => behind_family,
                _ => "",
            };
            format!("{}{mark}", clean_line(family.title(*node)))
        })
        .collect();
    // Titles have commas of their own.
    titles.join(text!("show-and"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::format::clean::is_hostile;
    use crate::format::wrap::width;
    use crate::model::{
        Body, BodyDetails, CareerLadder, Grade, HiringProcess, Indicator, Item, ItemDetails,
        LadderStep, Need, ReportsTo, Role, Section, Sourced, Variation, compose,
    };
    use proptest::prelude::*;

    fn item(text: &str) -> Item {
        Item::new(text)
    }

    fn sample() -> Family {
        let mut family = Family::default();
        family.body.title = Some("IT Management".into());
        family.body.more.status = Some(Status::Active);
        family.body.summary = Some("Leads the *IT* teams.\n\nSee [page](/p).".into());
        family.body.lists[1] = vec![item("Can use GitLab"), item("Is kind")];
        family.body.more.performance_indicators = vec![Indicator {
            name: "Delivery time".into(),
            target: Some("< 21 days".into()),
            link: Some("/metrics/".into()),
        }];
        *family.body.more.career_ladder = CareerLadder {
            summary: Some("Up.".to_owned()),
            steps: vec![LadderStep {
                from: "it-eus".to_owned(),
                to: "finance/director".to_owned(),
                kind: Some("promotion".to_owned()),
            }],
        };
        *family.body.more.hiring_process = HiringProcess {
            intro: Some("In this order.".to_owned()),
            steps: vec!["A [call](/c)".to_owned(), "An interview".to_owned()],
            outro: None,
        };
        family.sections = vec![Section {
            heading: "Job grade".to_owned(),
            body: "- one\n- two".to_owned(),
        }];
        family.roles.push(Role {
            id: "manager-it".into(),
            body: Body {
                title: Some("Manager, IT".into()),
                grade: Some(Grade::Number(8)),
                reports_to: vec![ReportsTo {
                    title: "Sr Director, IT".into(),
                    role: None,
                    link: Some("https://x.org".into()),
                }],
                lists: [
                    vec![item("Hold 1:1s"), item("Think **async**")],
                    vec![item("Is kind")],
                    Vec::new(),
                ],
                ..Body::default()
            },
        });
        family.specialties.push(Variation {
            id: "it-eus".into(),
            roles: vec!["manager-it".into()],
            body: Body {
                title: Some("End User Services".into()),
                lists: [
                    vec![item("Hold 1:1s"), item("Lead the service desk")],
                    Vec::new(),
                    vec![Item::with(
                        "ITIL",
                        ItemDetails {
                            need: Some(Need::Preferred),
                            ..ItemDetails::default()
                        },
                    )],
                ],
                more: BodyDetails {
                    omit: vec!["Is kind".to_owned()],
                    ..BodyDetails::default()
                }
                .into(),
                ..Body::default()
            },
        });
        family
    }

    const SPECIALTY: Position = Position {
        role: Some(0),
        specialty: Some(0),
        segment: None,
    };

    #[test]
    fn an_effective_role() {
        let family = sample();
        let role = compose("finance/it", &family, SPECIALTY);
        let options = TextOptions {
            origins: true,
            links: true,
            ..TextOptions::default()
        };
        assert_eq!(
            effective(&role, &family, options),
            "\
Manager, IT · End User Services
Address: finance/it#manager-it+it-eus
Grade: 8
Reports to: Sr Director, IT (https://x.org)
Status: active

Leads the IT teams.
See page (/p).

Responsibilities (3)
- Hold 1:1s (also from Manager, IT)
- Think async (from Manager, IT)
- Lead the service desk

Requirements (1)
- Can use GitLab (from IT Management)

Nice to have (1)
- ITIL (preferred)

Performance indicators (1)
- Delivery time: < 21 days (/metrics/)

Career ladder
Up.
- Promotion: from End User Services to finance/director

Hiring process
In this order.
1. A call (/c)
2. An interview
"
        );
    }

    #[test]
    fn a_part_alone() {
        let options = TextOptions {
            numbers: true,
            ..TextOptions::default()
        };
        assert_eq!(
            own("finance/it", &sample(), SPECIALTY, options),
            "\
Manager, IT · End User Services
Address: finance/it#manager-it+it-eus
For roles: Manager, IT

Responsibilities (2)
1. Hold 1:1s
2. Lead the service desk

Nice to have (1)
1. ITIL (preferred)

Omitted (1)
1. Is kind
"
        );
    }

    #[test]
    fn the_family() {
        let family = sample();
        let options = TextOptions::default();
        let whole = own("finance/it", &family, Position::FAMILY, options);
        let composed = compose("finance/it", &family, Position::FAMILY);
        assert_eq!(effective(&composed, &family, options), whole);
        assert!(whole.ends_with(
            "
Roles (1)
- Manager, IT (grade 8)

Specialties (1)
- End User Services

Job grade
- one
- two
"
        ));
        assert_eq!(
            own("finance/it", &family, Position::role(7), options),
            whole
        );
    }

    #[test]
    fn wrapped_lines_hang() {
        let mut family = sample();
        family.body.lists[1] = vec![item("one two three four")];
        let options = TextOptions {
            width: Some(11),
            ..TextOptions::default()
        };
        let text = own("it", &family, Position::FAMILY, options);
        assert!(
            text.contains("\nRequirement\ns (1)\n- one two\n  three\n  four\n"),
            "{text}"
        );
        assert!(text.lines().all(|line| width(line) <= 11), "{text}");
    }

    #[test]
    fn labels_for_screens() {
        let family = sample();
        let role = compose("finance/it", &family, SPECIALTY);
        let labels = |kind| -> Vec<Option<String>> {
            role.list(kind)
                .iter()
                .map(|line| origin_label(&role, &family, line))
                .collect()
        };
        assert_eq!(
            labels(ListKind::Responsibilities),
            [
                Some("also Manager, IT".to_owned()),
                Some("Manager, IT".to_owned()),
                None
            ]
        );
        assert_eq!(
            labels(ListKind::Requirements),
            [Some("IT Management (family)".to_owned())]
        );
        let manager = compose("finance/it", &family, Position::role(0));
        assert_eq!(
            origin_label(&manager, &family, &manager.list(ListKind::Requirements)[1]),
            Some("also IT Management (family)".to_owned())
        );
    }

    proptest! {
        #[test]
        fn nothing_hostile_comes_out(text in any::<String>(), columns in proptest::option::of(0usize..30)) {
            let mut family = sample();
            for body in [Node::Family, Node::Role(0), Node::Specialty(0)] {
                let body = family.body_mut(body).unwrap();
                body.title = Some(text.as_str().into());
                body.summary = Some(text.as_str().into());
                body.more.owner = Some(text.as_str().into());
                body.lists[0].push(item(&text));
                body.more.tags.push(text.clone());
                body.grade = Some(Grade::Text(text.as_str().into()));
            }
            family.sections[0].heading.clone_from(&text);
            family.body.more.career_ladder.steps[0].kind = Some(text.clone());
            let options = TextOptions { width: columns, origins: true, numbers: true, links: true };
            for position in family.positions() {
                let mut role = compose("k", &family, position);
                role.owner = Some(Sourced { value: text.as_str().into(), from: Node::Family });
                for out in [effective(&role, &family, options), own(&text, &family, position, options)] {
                    prop_assert!(!out.contains(is_hostile));
                    prop_assert!(out.lines().all(|line| !line.ends_with(' ')));
                    prop_assert!(out.ends_with('\n'));
                }
            }
        }
    }
}
