//! From heading to heading: what each one begins, and whose fields stand below it.
//!
//! Depths are a hint and no more, for pages have headings at any depth. What a heading says, what stands below it and
//! what came before decide. Where a field goes is told to [`super::fill`].

use super::chunk::{Chunk, Head};
use super::facts;
use super::fill::{Filling, LONGEST_TITLE, short};
use super::heading::{Field, Sort, same, words};
use super::report::NoteKind;
use crate::model::{Node, VariationKind};
use crate::text::said;

/// The part whose fields are being read.
#[derive(Debug, Clone, Copy)]
struct Current {
    node: Node,
    level: u8,
}

/// A heading below which parts stand.
#[derive(Debug, Clone, Copy)]
struct Container {
    of: Of,
    level: u8,
    /// The level of the parts below it, once one was seen.
    child: Option<u8>,
    /// The role whose variations they are, where the heading stands within it.
    role: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Roles,
    Variations(VariationKind),
}

/// How many headings ahead the fields of a part are looked for.
const AHEAD: usize = 100;

pub(super) struct Walk<'w, 's> {
    chunks: &'w [Chunk<'w>],
    pub(super) fill: Filling<'s>,
    /// The page is about one role that has no heading of its own.
    alone: bool,
    current: Option<Current>,
    container: Option<Container>,
    /// The field that was read last, whose it is and how deep its heading stands.
    last: Option<(Field, Node, u8)>,
}

impl<'w, 's> Walk<'w, 's> {
    pub(super) fn new(chunks: &'w [Chunk<'w>], fill: Filling<'s>, alone: bool) -> Self {
        Self {
            chunks,
            fill,
            alone,
            current: None,
            container: None,
            last: None,
        }
    }

    /// Reads the whole page.
    pub(super) fn run(mut self) -> Filling<'s> {
        if self.alone {
            let title = self.fill.title().to_owned();
            let node = self.fill.add_role(&title, None);
            self.current = Some(Current { node, level: 0 });
        }
        for n in 0..self.chunks.len() {
            let chunk = &self.chunks[n];
            match &chunk.heading {
                None => self.intro(n),
                Some(head) => match &head.sort {
                    Sort::Field(field, who) => self.field(n, head, *field, who),
                    Sort::Roles => self.container(n, head, Of::Roles),
                    Sort::Variations(kind) => self.container(n, head, Of::Variations(*kind)),
                    Sort::Name => self.name(n, head),
                },
            }
        }
        self.fill
    }

    fn next(&self, n: usize) -> Option<&'w Head> {
        self.chunks
            .get(n + 1)
            .and_then(|chunk| chunk.heading.as_ref())
    }

    fn intro(&mut self, n: usize) {
        let role = self.alone.then_some(Node::Role(0));
        self.fill
            .direct(&self.chunks[n], Node::Family, role, "", false);
    }

    fn container(&mut self, n: usize, head: &Head, of: Of) {
        let within = self.current.filter(|current| head.level > current.level);
        let role = match (of, within) {
            (
                Of::Variations(_),
                Some(Current {
                    node: Node::Role(role),
                    ..
                }),
            ) if !self.alone => Some(role),
            _ => None,
        };
        self.close();
        self.fill.enter(Node::Family, head.lines.start);
        self.container = Some(Container {
            of,
            level: head.level,
            child: None,
            role,
        });
        self.fill.section(&self.chunks[n], &head.title);
    }

    /// What follows is the family's.
    fn close(&mut self) {
        self.current = self.alone.then_some(Current {
            node: Node::Role(0),
            level: 0,
        });
        self.last = None;
    }

    fn field(&mut self, n: usize, head: &Head, field: Field, who: &str) {
        let chunk = &self.chunks[n];
        let owner = self.owner(n, head, field, who);
        self.fill.enter(owner, head.lines.start);
        self.last = Some((field, owner, head.level));
        match field {
            Field::List(kind) => self.fill.list(chunk, owner, kind, &head.title),
            Field::Grade => {
                let missing = owner != Node::Family && self.lacks_responsibilities(n, owner);
                self.fill.grade(chunk, owner, &head.title, missing);
            }
            Field::Manager => self.fill.manager(chunk, owner, &head.title),
            Field::Summary => {
                let of_role = if self.alone { Node::Role(0) } else { owner };
                self.fill
                    .direct(chunk, owner, Some(of_role), &head.title, false);
            }
            Field::Indicators => self.fill.indicators(chunk, owner, &head.title),
            Field::Ladder => self.fill.ladder(chunk, owner, &head.title),
            Field::Hiring => self.fill.hiring(chunk, owner, &head.title),
        }
    }

    /// Whose a field is.
    fn owner(&mut self, n: usize, head: &Head, field: Field, who: &str) -> Node {
        let of_part = matches!(
            field,
            Field::List(_) | Field::Grade | Field::Manager | Field::Summary
        );
        let of_family = same(who, self.fill.title());
        if let Some(current) = self.current {
            let title = self.fill.part_title(current.node).to_owned();
            let named = !who.is_empty() && same(who, &title);
            if head.level > current.level || named {
                if self.alone && !of_part {
                    return Node::Family;
                }
                if !(who.is_empty() || named || within(who, &title) || within(&title, who)) {
                    let (who, title) = (short(who), short(&title));
                    let text = said!("import-heading-stands-with", who, title);
                    self.fill.note(head.lines.start, NoteKind::Look, text);
                }
                return current.node;
            }
            let lacks = self.fill.lacks(current.node, field);
            if of_part
                && head.level == current.level
                && lacks
                && (who.is_empty() || within(who, &title))
            {
                let text = said!("import-heading-is-as-deep", title = short(&title));
                self.fill.note(head.lines.start, NoteKind::Look, text);
                return current.node;
            }
        }
        if of_part
            && field != Field::Summary
            && !who.is_empty()
            && who.len() <= LONGEST_TITLE
            && !of_family
        {
            return self.unnamed(n, head, who);
        }
        self.close();
        if self
            .container
            .is_some_and(|container| head.level <= container.level)
        {
            self.container = None;
        }
        match self.alone && of_part {
            true => Node::Role(0),
            false => Node::Family,
        }
    }

    /// A field of a part that has no heading of its own, or had it elsewhere.
    fn unnamed(&mut self, n: usize, head: &Head, who: &str) -> Node {
        let node = match self.fill.part_with_title(who) {
            Some(node) => node,
            None => {
                let text = said!("import-has-no-heading", title = short(who));
                self.fill.note(head.lines.start, NoteKind::Look, text);
                match self.variation(n, head) {
                    Some(kind) => self.add_variation(kind, who, head),
                    None => {
                        self.container =
                            self.container.filter(|container| container.of == Of::Roles);
                        self.fill.add_role(who, Some(head))
                    }
                }
            }
        };
        self.current = Some(Current {
            node,
            level: head.level,
        });
        node
    }

    /// Whether no heading of the part that is being read is about its responsibilities.
    fn lacks_responsibilities(&self, n: usize, owner: Node) -> bool {
        let level = self.current.map_or(0, |current| current.level);
        let title = self.fill.part_title(owner);
        let list = Field::List(crate::model::ListKind::Responsibilities);
        self.fill.lacks(owner, list)
            && !self.chunks[n + 1..]
                .iter()
                .filter_map(|chunk| chunk.heading.as_ref())
                .take(AHEAD)
                .take_while(|head| match &head.sort {
                    Sort::Field(_, who) => head.level > level || same(who, title),
                    Sort::Name => same(&head.title, title),
                    _ => false,
                })
                .any(|head| matches!(&head.sort, Sort::Field(field, _) if *field == list))
    }

    fn name(&mut self, n: usize, head: &Head) {
        let chunk = &self.chunks[n];
        // The page's own title.
        if head.level == 1 && self.fill.is_page_title(&head.title) {
            let role = self.alone.then_some(Node::Role(0));
            self.fill
                .direct(chunk, Node::Family, role, &head.title, false);
            return;
        }
        if let Some(current) = self.current
            && head.level > current.level
            && same(&head.title, self.fill.part_title(current.node))
        {
            self.fill.enter(current.node, head.lines.start);
            self.direct(n, current.node, &head.title);
            return;
        }
        let named = !head.title.is_empty() && head.title.len() <= LONGEST_TITLE;
        if named && let Some(kind) = self.variation(n, head) {
            let node = self.add_variation(kind, &head.title, head);
            self.current = Some(Current {
                node,
                level: head.level,
            });
            self.direct(n, node, &head.title);
            return;
        }
        if self.below_field(n, head) {
            return;
        }
        if !self.alone && named && self.is_role(n, head) {
            let node = self.fill.add_role(&head.title, Some(head));
            if let Some(container) = &mut self.container {
                match container.of {
                    Of::Roles => container.child = container.child.or(Some(head.level)),
                    Of::Variations(_) => self.container = None,
                }
            }
            self.current = Some(Current {
                node,
                level: head.level,
            });
            self.last = None;
            self.direct(n, node, &head.title);
            return;
        }
        if self
            .current
            .is_some_and(|current| head.level <= current.level)
        {
            self.close();
            self.fill.enter(Node::Family, head.lines.start);
        }
        let next_is_deeper = self.next(n).is_some_and(|next| next.level > head.level);
        if !chunk.says_something() && next_is_deeper && !self.alone {
            // A heading for several roles.
            self.close();
            self.fill.enter(Node::Family, head.lines.start);
            self.container = Some(Container {
                of: Of::Roles,
                level: head.level,
                child: None,
                role: None,
            });
            let text = said!("import-heading-stands-alone", title = short(&head.title));
            self.fill.note(head.lines.start, NoteKind::Kept, text);
            return;
        }
        self.last = None;
        if let Some(current) = self.current {
            self.fill.take_named(chunk, current.node);
        }
        self.fill.section(chunk, &head.title);
    }

    /// What stands directly below the heading of a part.
    fn direct(&mut self, n: usize, node: Node, title: &str) {
        let missing = self.lacks_responsibilities(n, node);
        self.fill
            .direct(&self.chunks[n], node, Some(node), title, missing);
        self.last = None;
    }

    fn add_variation(&mut self, kind: VariationKind, title: &str, head: &Head) -> Node {
        let role = self.container.and_then(|container| container.role);
        if let Some(container) = &mut self.container {
            container.child = container.child.or(Some(head.level));
        }
        self.fill.add_variation(kind, title, role, head)
    }

    /// Which kind of variation a heading begins, if it stands where such are.
    fn variation(&mut self, n: usize, head: &Head) -> Option<VariationKind> {
        let container = self.container?;
        let Of::Variations(kind) = container.of else {
            return None;
        };
        let has_fields = self.next(n).is_some_and(|next| {
            next.level > head.level
                && matches!(next.sort, Sort::Field(Field::List(_) | Field::Summary, _))
        });
        let varies = self.fill.role_that_begins(&head.title).is_some();
        let inside = match container.child {
            None => {
                head.level > container.level
                    || (head.level + 1 >= container.level && (has_fields || varies))
            }
            Some(child) if head.level > child => has_fields,
            Some(child) if head.level > container.level || child <= container.level => {
                head.level == child || head.level > container.level
            }
            Some(_) => varies && head.title.ends_with(')'),
        };
        if !inside && head.level <= container.level {
            self.container = None;
        }
        inside.then_some(kind)
    }

    /// Whether a heading stands below a field and is a part of it; then it is read.
    fn below_field(&mut self, n: usize, head: &Head) -> bool {
        let Some((field, owner, level)) = self.last else {
            return false;
        };
        let chunk = &self.chunks[n];
        let next_is_field = self
            .next(n)
            .is_some_and(|next| next.level > head.level && matches!(next.sort, Sort::Field(..)));
        if head.level <= level || !chunk.has_list() || next_is_field {
            return false;
        }
        match field {
            Field::List(kind) => {
                self.fill.enter(owner, head.lines.start);
                let text = said!("import-items-are-joined", title = short(&head.title));
                self.fill.note(head.lines.start, NoteKind::Look, text);
                self.fill.list(chunk, owner, kind, &head.title);
            }
            Field::Indicators => {
                let of = self.fill.part_meant_by(&head.title).unwrap_or(owner);
                self.fill.enter(of, head.lines.start);
                if of == owner {
                    let text = said!("import-indicators-are-joined", title = short(&head.title));
                    self.fill.note(head.lines.start, NoteKind::Look, text);
                }
                self.fill.indicators(chunk, of, &head.title);
            }
            _ => return false,
        }
        true
    }

    fn is_role(&self, n: usize, head: &Head) -> bool {
        let next = self.next(n);
        let of_part = |field: &Field| {
            matches!(
                field,
                Field::List(_) | Field::Grade | Field::Manager | Field::Summary
            )
        };
        if let Some(next) = next {
            match &next.sort {
                Sort::Field(field, _) if next.level > head.level && of_part(field) => return true,
                Sort::Field(_, who) if !who.is_empty() && same(who, &head.title) => return true,
                Sort::Field(field, who)
                    if next.level == head.level
                        && who.is_empty()
                        && of_part(field)
                        && (same(&head.title, self.fill.title()) || self.is_said_of(n, head)) =>
                {
                    return true;
                }
                Sort::Name if next.level > head.level && same(&next.title, &head.title) => {
                    return true;
                }
                _ => {}
            }
        }
        if self.fill.says_facts(&self.chunks[n], &head.title) {
            return true;
        }
        // What the part that is being read has already is that of another one.
        if let (
            Some(current),
            Some(Head {
                sort: Sort::Field(field, _),
                ..
            }),
        ) = (self.current, next)
            && of_part(field)
            && !self.fill.lacks(current.node, *field)
            && !self.chunks[n].says_something()
        {
            return true;
        }
        let beside = self
            .current
            .is_none_or(|current| head.level <= current.level);
        self.container.is_some_and(|container| {
            let at = head.level > container.level || container.child == Some(head.level);
            container.of == Of::Roles && at && beside
        })
    }

    /// Whether the first words below a heading are about what it names.
    fn is_said_of(&self, n: usize, head: &Head) -> bool {
        let text = self.fill.first_text(&self.chunks[n]);
        let first = facts::sentences(text).into_iter().next().unwrap_or(0..0);
        let said = words(&text[first]);
        let title = words(&head.title);
        let behind: &[String] = match said.first().map(String::as_str) {
            Some("the" | "a" | "an") => &said[1..],
            Some("as") => said.get(2..).unwrap_or_default(),
            _ => &said,
        };
        !title.is_empty() && behind.starts_with(&title)
    }
}

/// Whether all words of one title are in another.
fn within(title: &str, other: &str) -> bool {
    let other = words(other);
    words(title).iter().all(|word| other.contains(word))
}
