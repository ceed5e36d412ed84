//! Where the parts and items of a family are after somebody else has changed it: by what they are called and say,
//! not by their places.

use crate::model::{ElementKind, Family, Item, ListKind, Node, Position};

/// A family that became another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Became<'f> {
    pub(super) old: &'f Family,
    pub(super) new: &'f Family,
}

impl Became<'_> {
    /// Where a part is now; `None` when it is not there any more.
    pub(super) fn part(self, node: Node) -> Option<Node> {
        let (make, at, count): (fn(usize) -> Node, usize, usize) = match node {
            Node::Family => return Some(node),
            Node::Role(n) => (Node::Role, n, self.new.roles.len()),
            Node::Specialty(n) => (Node::Specialty, n, self.new.specialties.len()),
            Node::Segment(n) => (Node::Segment, n, self.new.segments.len()),
        };
        // Where it was, before anywhere else: ids may be there twice.
        let places = || std::iter::once(at).chain(0..count).filter(|at| *at < count);
        let named = |family: &Family, node| {
            let id = family.id(node).filter(|id| !id.is_empty());
            id.map(str::to_owned)
        };
        let find = |same: &dyn Fn(Node) -> bool| places().map(make).find(|node| same(*node));
        let title = |family: &Family, node| family.body(node).and_then(|body| body.title.clone());
        match named(self.old, node) {
            Some(id) => find(&|now| self.new.id(now) == Some(&id)).or_else(|| {
                // It has another id and the same title, in the same place.
                let now = (at < count).then(|| make(at))?;
                let its_title = title(self.old, node)?;
                let is_other =
                    named(self.new, now).is_some_and(|id| named_in(self.old, make, at, &id));
                (title(self.new, now)? == its_title && !is_other).then_some(now)
            }),
            None => find(&|now| {
                named(self.new, now).is_none() && title(self.new, now) == title(self.old, node)
            }),
        }
    }

    /// Where a position is now, or the nearest one above it that is still there.
    pub(super) fn position(self, position: Position) -> Position {
        self.exact(position).unwrap_or_else(|| {
            let mut above = position;
            if above.segment.take().is_none() && above.specialty.take().is_none() {
                above.role = None;
            }
            self.position(above)
        })
    }

    /// Where a position is now; `None` when it is not there any more.
    pub(super) fn exact(self, position: Position) -> Option<Position> {
        let place = |node: Node| match self.part(node)? {
            Node::Family => None,
            Node::Role(n) | Node::Specialty(n) | Node::Segment(n) => Some(n),
        };
        let moved = |part: Option<usize>, make: fn(usize) -> Node| match part {
            None => Some(None),
            Some(n) => place(make(n)).map(Some),
        };
        let now = Position {
            role: moved(position.role, Node::Role)?,
            specialty: moved(position.specialty, Node::Specialty)?,
            segment: moved(position.segment, Node::Segment)?,
        };
        self.new.has(now).then_some(now)
    }

    /// Where an item is now that says the same as before; `None` when there is none.
    pub(super) fn item(self, (node, list, index): Place) -> Option<Place> {
        let now = self.part(node)?;
        let old = self.old.body(node)?.list(list);
        let new = self.new.body(now)?.list(list);
        let item = old.get(index)?;
        let same = |other: &&Item| other.more().id == item.more().id && other.text() == item.text();
        // Of several that are alike, the one with as many of them before it.
        let before = old[..index].iter().filter(same).count();
        let mut alike = (0..new.len()).filter(|at| same(&&new[*at]));
        let first = alike.clone().next();
        alike.nth(before).or(first).map(|index| (now, list, index))
    }

    /// The first item that was not there before: in the part `first`, or else in any. `None` when parts came or went:
    /// then it is about those.
    pub(super) fn newcomer(self, first: Option<Node>) -> Option<Place> {
        let counts = |family: &Family| {
            let (roles, segments) = (family.roles.len(), family.segments.len());
            (roles, family.specialties.len(), segments)
        };
        if counts(self.old) != counts(self.new) {
            return None;
        }
        let numbered = |make: fn(usize) -> Node, count: usize| (0..count).map(make);
        let parts = first
            .into_iter()
            .chain([Node::Family])
            .chain(numbered(Node::Role, self.new.roles.len()))
            .chain(numbered(Node::Specialty, self.new.specialties.len()))
            .chain(numbered(Node::Segment, self.new.segments.len()));
        let mut lists = parts.flat_map(|node| ListKind::ALL.map(|list| (node, list)));
        lists.find_map(|(node, list)| {
            let new = self.new.body(node)?.list(list);
            let old = self.old.body(node)?.list(list);
            let count = |items: &[Item], item: &Item| items.iter().filter(|o| *o == item).count();
            let is_new = |n: &usize| count(&new[..=*n], &new[*n]) > count(old, &new[*n]);
            let at = (0..new.len()).find(is_new)?;
            Some((node, list, at))
        })
    }

    /// Where an element is now; `None` when it says something else, or is not there any more.
    pub(super) fn element(
        self,
        node: Node,
        kind: ElementKind,
        index: usize,
    ) -> Option<(Node, usize)> {
        let now = self.part(node)?;
        let (old, new) = (self.old.elements(node, kind), self.new.elements(now, kind));
        let before = old.get(..index)?;
        let element = old.get(index)?;
        let nth = before.iter().filter(|other| *other == element).count();
        let mut alike = (0..new.len()).filter(|at| new[*at] == *element);
        let first = alike.clone().next();
        alike.nth(nth).or(first).map(|index| (now, index))
    }

    /// Where a new element goes that was to be at this place: behind the same one as before.
    pub(super) fn element_gap(
        self,
        node: Node,
        kind: ElementKind,
        at: usize,
    ) -> Option<(Node, usize)> {
        let now = self.part(node)?;
        let behind = at
            .checked_sub(1)
            .and_then(|above| self.element(node, kind, above))
            .map(|(_, above)| above + 1);
        let len = self.new.element_count(now, kind);
        Some((now, behind.unwrap_or(at).min(len)))
    }

    /// Where a new item goes that was to be at this place: behind the same item as before.
    pub(super) fn gap(self, (node, list, at): Place) -> Option<Place> {
        let now = self.part(node)?;
        let len = self.new.body(now)?.list(list).len();
        let behind = at
            .checked_sub(1)
            .and_then(|above| self.item((node, list, above)))
            .map(|(.., above)| above + 1);
        Some((now, list, behind.unwrap_or(at).min(len)))
    }
}

type Place = (Node, ListKind, usize);

/// Whether another part than the one at `at` had this id.
fn named_in(family: &Family, make: fn(usize) -> Node, at: usize, id: &str) -> bool {
    (0..)
        .map(make)
        .take_while(|node| family.body(*node).is_some())
        .enumerate()
        .any(|(index, node)| index != at && family.id(node) == Some(id))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::document::read_family;

    fn family(text: &str) -> Family {
        read_family(text).value.unwrap()
    }

    const OLD: &str = r#"
[[roles]]
id = "one"
title = "One"
requirements = ["a", "b", "a"]
[[roles]]
id = "two"
title = "Two"
requirements = ["c"]
[[specialties]]
id = "x"
roles = ["two"]
"#;

    #[test]
    fn parts_are_found_by_their_ids_wherever_they_have_gone() {
        let old = family(OLD);
        let new = family(
            "[[roles]]\nid = \"zero\"\n[[roles]]\nid = \"two\"\n[[specialties]]\nid = \"w\"\n\
             [[specialties]]\nid = \"x\"\n",
        );
        let became = Became {
            old: &old,
            new: &new,
        };
        assert_eq!(became.part(Node::Role(1)), Some(Node::Role(1)));
        assert_eq!(became.part(Node::Role(0)), None);
        let varied = Position {
            specialty: Some(0),
            ..Position::role(1)
        };
        let there = Position {
            specialty: Some(1),
            ..Position::role(1)
        };
        assert_eq!(became.exact(varied), Some(there));
        assert_eq!(became.position(Position::role(0)), Position::FAMILY);
    }

    #[test]
    fn a_new_id_of_the_same_title_in_the_same_place_is_the_same_part() {
        let old = family(OLD);
        let new = family(&OLD.replace("id = \"one\"", "id = \"uno\""));
        let became = Became {
            old: &old,
            new: &new,
        };
        assert_eq!(became.part(Node::Role(0)), Some(Node::Role(0)));
        let swapped = family(&OLD.replace("id = \"one\"", "id = \"two\""));
        let became = Became {
            old: &old,
            new: &swapped,
        };
        assert_eq!(became.part(Node::Role(0)), None);
    }

    #[test]
    fn items_are_found_by_what_they_say() {
        let old = family(OLD);
        let new =
            family("[[roles]]\nid = \"one\"\nrequirements = [\"new\", \"a\", \"x\", \"a\"]\n");
        let became = Became {
            old: &old,
            new: &new,
        };
        let list = ListKind::Requirements;
        let now = |index| became.item((Node::Role(0), list, index)).map(|(.., at)| at);
        assert_eq!((now(0), now(1), now(2)), (Some(1), None, Some(3)));
        let gap = |at| became.gap((Node::Role(0), list, at)).map(|(.., at)| at);
        assert_eq!((gap(1), gap(3), gap(2)), (Some(2), Some(4), Some(2)));
        assert_eq!(became.item((Node::Role(1), list, 0)), None);
    }
}
