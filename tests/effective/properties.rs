//! Whatever a family is like: nothing is lost, nothing is made up, and the order is that of inheritance.

use std::collections::BTreeSet;

use crate::families::family;
use proptest::prelude::*;
use rolebook::model::{
    Body, CompositionProblem, Effective, Family, ListKind, Node, Origin, Position, compose,
};

/// The parts that make up a list (or the scalars) of a position, said a second time: the chain of each part
/// from its root down, each part once.
fn layers(family: &Family, position: Position, list: Option<ListKind>) -> Vec<Node> {
    let mut all = vec![Node::Family];
    let parts = [
        position.role.map(Node::Role),
        position.specialty.map(Node::Specialty),
        position.segment.map(Node::Segment),
    ];
    for part in parts.into_iter().flatten() {
        let mut chain = vec![part];
        while let Some(next) = parent(family, chain[chain.len() - 1], list) {
            if chain.contains(&next) {
                break;
            }
            chain.push(next);
        }
        for node in chain.into_iter().rev() {
            if !all.contains(&node) {
                all.push(node);
            }
        }
    }
    all
}

fn parent(family: &Family, node: Node, list: Option<ListKind>) -> Option<Node> {
    let extends = &family.body(node)?.extends;
    let own = list.and_then(|kind| extends.lists[kind as usize].clone());
    let target = own.or_else(|| extends.all.clone())?;
    let number = |prefix: &str, len: usize| {
        let n: usize = target.strip_prefix(prefix)?.parse().ok()?;
        (n < len).then_some(n)
    };
    let sibling = match node {
        Node::Specialty(_) => number("sp", family.specialties.len()).map(Node::Specialty),
        Node::Segment(_) => number("sg", family.segments.len()).map(Node::Segment),
        _ => None,
    };
    sibling.or_else(|| number("r", family.roles.len()).map(Node::Role))
}

fn text_at(family: &Family, kind: ListKind, origin: &Origin) -> String {
    let body: &Body = family.body(origin.node).unwrap();
    body.list(kind)[origin.index].text().to_string()
}

/// Every origin that a list shows or has dropped.
fn origins(effective: &Effective, kind: ListKind) -> Vec<Origin> {
    let dropped = effective.dropped.iter().filter(|line| line.list == kind);
    effective
        .list(kind)
        .iter()
        .chain(dropped.map(|dropped| &dropped.line))
        .flat_map(|line| line.origins.iter().copied())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn nothing_is_lost_and_nothing_made_up(family in family()) {
        for position in family.positions() {
            let effective = compose("f", &family, position);
            for kind in ListKind::ALL {
                let nodes = layers(&family, position, Some(kind));
                let mut written = BTreeSet::new();
                for node in nodes {
                    let len = family.body(node).unwrap().list(kind).len();
                    written.extend((0..len).map(|index| Origin { node, index }));
                }
                let shown = origins(&effective, kind);
                let once: BTreeSet<Origin> = shown.iter().copied().collect();
                prop_assert_eq!(once.len(), shown.len(), "an origin twice");
                prop_assert_eq!(once, written);
            }
        }
    }

    #[test]
    fn each_origin_holds_the_text_and_each_text_stands_once(family in family()) {
        for position in family.positions() {
            let effective = compose("f", &family, position);
            for kind in ListKind::ALL {
                let dropped = effective.dropped.iter().filter(|line| line.list == kind);
                for line in effective.list(kind).iter().chain(dropped.map(|d| &d.line)) {
                    prop_assert!(!line.origins.is_empty());
                    for origin in &line.origins {
                        prop_assert_eq!(&text_at(&family, kind, origin), line.item.text());
                    }
                    let first = line.origins[0];
                    let body = family.body(first.node).unwrap();
                    prop_assert_eq!(&body.list(kind)[first.index], &line.item);
                    let own = line.origins.iter().any(|o| o.node == position.node());
                    prop_assert_eq!(effective.is_own(line), own);
                }
                let texts: Vec<_> = effective.list(kind).iter().map(|l| l.item.text()).collect();
                let once: BTreeSet<_> = texts.iter().collect();
                prop_assert_eq!(once.len(), texts.len());
            }
        }
    }

    #[test]
    fn the_order_is_that_of_inheritance(family in family()) {
        for position in family.positions() {
            let effective = compose("f", &family, position);
            for kind in ListKind::ALL {
                let nodes = layers(&family, position, Some(kind));
                let rank = |origin: &Origin| {
                    let layer = nodes.iter().position(|node| *node == origin.node).unwrap();
                    (layer, origin.index)
                };
                let firsts: Vec<_> = effective
                    .list(kind)
                    .iter()
                    .map(|line| rank(&line.origins[0]))
                    .collect();
                prop_assert!(firsts.is_sorted(), "{firsts:?}");
                for line in effective.list(kind) {
                    prop_assert!(line.origins.iter().map(rank).is_sorted());
                }
            }
            let nodes = layers(&family, position, None);
            let nearest = nodes
                .iter()
                .rev()
                .find_map(|node| Some((*node, family.body(*node)?.grade.clone()?)));
            let grade = effective.grade.map(|grade| (grade.from, grade.value));
            prop_assert_eq!(grade, nearest);
            let mut tags = Vec::new();
            for tag in nodes.iter().flat_map(|node| &family.body(*node).unwrap().more.tags) {
                if !tags.contains(tag) {
                    tags.push(tag.clone());
                }
            }
            prop_assert_eq!(effective.tags, tags);
        }
    }

    #[test]
    fn what_is_dropped_was_inherited_and_named(family in family()) {
        for position in family.positions() {
            let effective = compose("f", &family, position);
            for dropped in &effective.dropped {
                let kind = dropped.list;
                let nodes = layers(&family, position, Some(kind));
                let rank = |node: Node| nodes.iter().position(|n| *n == node).unwrap();
                let omit = &family.body(dropped.by).unwrap().more.omit;
                let named = dropped.line.origins.iter().any(|origin| {
                    let item = &family.body(origin.node).unwrap().list(kind)[origin.index];
                    omit.iter().any(|text| item.text().as_str() == *text) || item.more().id.as_ref().is_some_and(|id| omit.contains(id))
                });
                prop_assert!(named);
                for origin in &dropped.line.origins {
                    prop_assert!(rank(origin.node) < rank(dropped.by));
                }
            }
            // And whatever is named and inherited is gone, unless somebody nearer says it again.
            for kind in ListKind::ALL {
                let nodes = layers(&family, position, Some(kind));
                for line in effective.list(kind) {
                    for later in nodes.iter().rev().take_while(|n| **n != line.origins[0].node) {
                        let omit = &family.body(*later).unwrap().more.omit;
                        prop_assert!(omit.iter().all(|text| line.item.text().as_str() != *text), "{line:?} by {later:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_does_not_work_out_is_told_once(family in family()) {
        for position in family.positions() {
            let effective = compose("f", &family, position);
            for (n, problem) in effective.problems.iter().enumerate() {
                prop_assert!(!effective.problems[..n].contains(problem));
            }
            let mut expected = Vec::new();
            for list in [None].into_iter().chain(ListKind::ALL.map(Some)) {
                for part in [
                    position.role.map(Node::Role),
                    position.specialty.map(Node::Specialty),
                    position.segment.map(Node::Segment),
                ].into_iter().flatten() {
                    let mut chain = vec![part];
                    loop {
                        let node = chain[chain.len() - 1];
                        let extends = &family.body(node).unwrap().extends;
                        let Some(target) = extends.target(list).map(str::to_owned) else { break };
                        match parent(&family, node, list) {
                            None => {
                                expected.push(CompositionProblem::UnknownExtends { node, target });
                                break;
                            }
                            Some(next) if chain.contains(&next) => {
                                expected.push(CompositionProblem::Cycle { node, target });
                                break;
                            }
                            Some(next) => chain.push(next),
                        }
                    }
                }
            }
            for problem in &expected {
                prop_assert!(effective.problems.contains(problem), "{problem:?}");
            }
            for problem in &effective.problems {
                match problem {
                    CompositionProblem::OmitsNothing { node, text } => {
                        prop_assert!(family.body(*node).unwrap().more.omit.contains(text));
                        // It is not blamed on an omission that did drop something.
                        let hit = effective.dropped.iter().any(|dropped| {
                            dropped.by == *node && dropped.line.item.text().as_str() == *text
                        });
                        prop_assert!(!hit);
                    }
                    other => prop_assert!(expected.contains(other), "{other:?}"),
                }
            }
        }
    }

    #[test]
    fn a_position_that_is_not_there_gives_the_family(family in family(), role in 0usize..9, n in 0usize..9) {
        let position = Position { role: Some(role), specialty: Some(n), segment: Some(n) };
        let effective = compose("f", &family, position);
        prop_assert_eq!(family.has(position), family.positions().contains(&position));
        let expected = if family.has(position) { position } else { Position::FAMILY };
        prop_assert_eq!(effective.position, expected);
    }
}
