//! What stands below a heading, put into the family: items, prose, facts, sections. Each place of the page that the
//! family says from now on is remembered with the placeholder that stands for it.

mod lists;
mod prose;
mod told;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::chunk::{Chunk, Head};
use super::facts::Extended;
use super::heading::{Field, same, words};
use super::outline::{Block, Kind, Outline};
use super::report::{NoteKind, Report};
use super::slot::{FAMILY, Slot, What, escaped, part_line};
use super::source::Source;
use crate::model::{Body, Family, Node, Role, Section, Variation, VariationKind, slug};
use crate::text::said;

/// What a list of a part says so far.
#[derive(Default)]
struct Said {
    seen: HashSet<String>,
    /// How many items there are.
    count: usize,
    /// The items behind the one that the last placeholder begins with.
    behind: Vec<String>,
}

/// Titles that are longer are not told whole.
const SHORT: usize = 80;
/// What is longer is no title.
pub(super) const LONGEST_TITLE: usize = 400;
/// What is longer is not put behind a text that refers to it.
const LONGEST_DEFINITION: usize = 2_000;

/// A page on its way into a family.
pub(super) struct Filling<'s> {
    source: &'s Source,
    outline: &'s Outline,
    pub(super) family: Family,
    pub(super) report: Report,
    /// The words of the page's title, where the family has none yet.
    name: String,
    /// Whose fields the template speaks of.
    context: Node,
    /// Lines of the template that stand before a line of the page.
    marks: Vec<(usize, String)>,
    /// Lines of the page, and the line of the template that stands for them.
    slots: Vec<(Range<usize>, String)>,
    /// What the lists of the page say so far.
    said: HashMap<(Node, &'static str), Said>,
    /// Parts by the words of their titles, the first one each.
    titles: HashMap<Vec<String>, Node>,
    /// How many parts have an id that begins alike.
    ids: HashMap<String, usize>,
    /// How many bytes of definitions may still be put behind texts.
    room: usize,
    /// Anchors that headings give themselves.
    pub(super) anchors: Vec<(String, Node)>,
    /// What is still to be found among the roles.
    pub(super) extends: Vec<(Node, Extended, usize)>,
    /// What says where roles lead, whose it is, and the line that it stands on.
    pub(super) ladders: Vec<(Node, String, usize)>,
    /// A grade or a manager was said of no role.
    pub(super) homeless: bool,
}

impl<'s> Filling<'s> {
    pub(super) fn new(
        source: &'s Source,
        outline: &'s Outline,
        title: Option<String>,
        name: &str,
    ) -> Self {
        let mut family = Family::default();
        family.body.title = title.map(Into::into);
        Self {
            source,
            outline,
            family,
            report: Report::default(),
            name: name.to_owned(),
            context: Node::Family,
            marks: Vec::new(),
            slots: Vec::new(),
            said: HashMap::new(),
            titles: HashMap::new(),
            ids: HashMap::new(),
            room: 4 * source.body.len() + 65_536,
            anchors: Vec::new(),
            extends: Vec::new(),
            ladders: Vec::new(),
            homeless: false,
        }
    }

    /// The number that an editor shows for a line.
    pub(super) fn number(&self, line: usize) -> usize {
        self.source.number(line)
    }

    pub(super) fn note(&mut self, line: usize, kind: NoteKind, text: crate::text::Said) {
        self.report.note(self.source.number(line), kind, text);
    }

    /// The family's title, or what stands for it.
    pub(super) fn title(&self) -> &str {
        self.family.body.title.as_deref().unwrap_or(&self.name)
    }

    pub(super) fn part_title(&self, node: Node) -> &str {
        match node {
            Node::Family => self.title(),
            node => self.family.title(node),
        }
    }

    /// Whether a heading is the title of the page; the first one is where the page has no other.
    pub(super) fn is_page_title(&mut self, title: &str) -> bool {
        match &self.family.body.title {
            Some(own) => same(own, title),
            None if title.is_empty() || title.len() > LONGEST_TITLE => false,
            None => {
                self.family.body.title = Some(title.into());
                true
            }
        }
    }

    /// A title as notes have it.
    fn name(&self, node: Node) -> String {
        short(self.part_title(node))
    }

    pub(super) fn part_with_title(&self, title: &str) -> Option<Node> {
        self.titles.get(&words(title)).copied()
    }

    /// The part that a heading means which may say more than its title: `Legal Counsel (Privacy)`.
    pub(super) fn part_meant_by(&self, heading: &str) -> Option<Node> {
        let inner = heading
            .strip_suffix(')')
            .and_then(|rest| rest.rsplit_once('('))
            .map(|(_, inner)| inner);
        self.part_with_title(heading).or_else(|| {
            let wanted = sorted(words(inner?));
            let titles = self.titles.iter().take(200);
            let mut found = titles.filter(|(title, _)| sorted(title.to_vec()) == wanted);
            found.next().map(|(_, node)| *node)
        })
    }

    /// The role with whose title a title begins, the longest one.
    pub(super) fn role_that_begins(&self, title: &str) -> Option<usize> {
        let wanted = words(title);
        (1..=wanted.len())
            .rev()
            .find_map(|length| match self.titles.get(&wanted[..length]) {
                Some(Node::Role(role)) => Some(*role),
                _ => None,
            })
    }

    /// Whether a part has nothing for a field yet.
    pub(super) fn lacks(&self, node: Node, field: Field) -> bool {
        self.family.body(node).is_some_and(|body| match field {
            Field::List(kind) => body.list(kind).is_empty(),
            Field::Grade => body.grade.is_none(),
            Field::Manager => body.reports_to.is_empty(),
            Field::Summary => body.summary.is_none(),
            Field::Indicators => body.more.performance_indicators.is_empty(),
            Field::Ladder => body.more.career_ladder.is_empty(),
            Field::Hiring => body.more.hiring_process.is_empty(),
        })
    }

    fn unique_id(&mut self, title: &str, stand_in: &str) -> String {
        let wanted = match slug(title).as_str() {
            "" => stand_in.to_owned(),
            id => id.to_owned(),
        };
        let mut id = wanted.clone();
        while self.ids.contains_key(&id) {
            let number = self.ids.entry(wanted.clone()).or_insert(1);
            *number += 1;
            id = format!("{wanted}-{number}");
        }
        self.ids.insert(id.clone(), 1);
        id
    }

    fn known(&mut self, title: &str, node: Node) {
        self.titles.entry(words(title)).or_insert(node);
    }

    pub(super) fn add_role(&mut self, title: &str, head: Option<&Head>) -> Node {
        let node = Node::Role(self.family.roles.len());
        let id = self.unique_id(title, "role");
        let body = Body {
            title: Some(title.into()),
            ..Body::default()
        };
        self.family.roles.push(Role {
            id: id.into(),
            body,
        });
        self.known(title, node);
        self.begin(node, "role", head);
        node
    }

    pub(super) fn add_variation(
        &mut self,
        kind: VariationKind,
        title: &str,
        role: Option<usize>,
        head: &Head,
    ) -> Node {
        let (word, node) = match kind {
            VariationKind::Specialty => {
                ("specialty", Node::Specialty(self.family.specialties.len()))
            }
            VariationKind::Segment => ("segment", Node::Segment(self.family.segments.len())),
        };
        let id = self.unique_id(title, word);
        let named = self
            .role_that_begins(title)
            .filter(|_| self.family.roles.len() > 1);
        let varied = role
            .or(named)
            .map(|role| self.family.roles[role].id.clone());
        let variation = Variation {
            id: id.into(),
            roles: varied.into_iter().collect(),
            body: Body {
                title: Some(title.into()),
                ..Body::default()
            },
        };
        match kind {
            VariationKind::Specialty => self.family.specialties.push(variation),
            VariationKind::Segment => self.family.segments.push(variation),
        }
        self.known(title, node);
        self.begin(node, word, Some(head));
        node
    }

    fn begin(&mut self, node: Node, word: &str, head: Option<&Head>) {
        let Some(head) = head else { return };
        let id = self.family.id(node).unwrap_or_default();
        let text = said!("import-part", what = word, title = self.name(node));
        self.marks.push((head.lines.start, part_line(word, id)));
        self.context = node;
        self.note(head.lines.start, NoteKind::Became, text);
        self.anchors
            .extend(head.anchor.clone().map(|anchor| (anchor, node)));
    }

    /// From this line on the template speaks of a part's fields.
    pub(super) fn enter(&mut self, node: Node, line: usize) {
        if self.context == node {
            return;
        }
        self.context = node;
        let id = self.family.id(node).unwrap_or_default();
        let mark = match node {
            Node::Family => FAMILY.to_owned(),
            Node::Role(_) => part_line("role", id),
            Node::Specialty(_) => part_line("specialty", id),
            Node::Segment(_) => part_line("segment", id),
        };
        self.marks.push((line, mark));
    }

    /// The lines of blocks, the first to the last.
    fn span(blocks: &[Block]) -> Range<usize> {
        let start = blocks.first().map_or(0, |block| block.lines.start);
        start..blocks.last().map_or(start, |block| block.lines.end)
    }

    /// What lines say, with the definitions that their links need.
    fn text(&mut self, lines: Range<usize>) -> String {
        let text = self.source.text(lines.clone()).to_owned();
        self.with_definitions(text, &lines)
    }

    fn with_definitions(&mut self, mut text: String, lines: &Range<usize>) -> String {
        let first = self
            .outline
            .references
            .partition_point(|reference| reference.lines.start < lines.start);
        let outline: &'s Outline = self.outline;
        let mut added: Vec<&str> = Vec::new();
        for reference in &outline.references[first..] {
            if reference.lines.start >= lines.end {
                break;
            }
            let definition = reference.definition.as_str();
            let fits = definition.len() <= LONGEST_DEFINITION.min(self.room);
            if fits && !added.contains(&definition) && !text.contains(definition) {
                self.room -= definition.len();
                added.push(definition);
            }
        }
        for (n, definition) in added.into_iter().enumerate() {
            text.push_str(if n == 0 { "\n\n" } else { "\n" });
            text.push_str(definition);
        }
        text
    }

    /// The lines of the page that a line of the template stands for.
    fn stands_for(&mut self, lines: Range<usize>, slot: &Slot) {
        self.slots.push((lines, slot.line()));
    }

    /// Blocks that have no field, as a section.
    fn keep(&mut self, blocks: &[Block], heading: &str) {
        if blocks.is_empty() {
            return;
        }
        let lines = Self::span(blocks);
        let heading = heading.trim().to_owned();
        let body = self.text(lines.clone());
        self.stands_for(lines.clone(), &Slot::new(What::Section(heading.clone())));
        let text = match heading.as_str() {
            "" => said!("import-text-without-a-heading"),
            heading => said!("import-text-as-a-section", heading = short(heading)),
        };
        self.note(lines.start, NoteKind::Kept, text);
        self.family.sections.push(Section { heading, body });
    }

    /// Everything below a heading, as a section. What stands at its ends for the page alone stays there.
    pub(super) fn section(&mut self, chunk: &Chunk<'_>, heading: &str) {
        self.keep(without_furniture(chunk.blocks), heading);
    }

    fn paragraph(&self, block: &Block) -> Option<&'s str> {
        let source: &'s Source = self.source;
        (block.kind == Kind::Paragraph).then(|| source.text(block.lines.clone()))
    }

    /// The page with a placeholder wherever something stands that the family says.
    pub(super) fn template(&mut self) -> String {
        self.slots.sort_by_key(|(lines, _)| lines.start);
        let mut marks = std::mem::take(&mut self.marks);
        marks.sort_by_key(|(line, _)| *line);
        let (mut marks, mut slots) = (marks.into_iter().peekable(), self.slots.iter().peekable());
        let mut lines: Vec<String> = Vec::new();
        let mut at = 0;
        while at < self.source.len() {
            while let Some((_, mark)) = marks.next_if(|(line, _)| *line <= at) {
                lines.push(mark);
            }
            match slots.next_if(|(range, _)| range.start == at) {
                Some((range, slot)) => {
                    lines.push(slot.clone());
                    at = range.end.max(at + 1);
                }
                None => {
                    lines.push(escaped(self.source.line(at)));
                    at += 1;
                }
            }
        }
        lines.join("\n")
    }
}

fn sorted(mut words: Vec<String>) -> Vec<String> {
    words.sort();
    words
}

/// A title as notes have it.
pub(super) fn short(title: &str) -> String {
    match title.char_indices().nth(SHORT) {
        Some((at, _)) => format!("{}…", &title[..at]),
        None => title.to_owned(),
    }
}

/// Whether a paragraph only leads to what follows it.
pub(super) fn leads(text: &str) -> bool {
    text.trim_end_matches(['*', '_', ' ']).ends_with([':', ';'])
}

/// Blocks without what stands at their ends for the page alone.
fn without_furniture(blocks: &[Block]) -> &[Block] {
    let is_text = |block: &Block| block.kind != Kind::Furniture;
    let Some(first) = blocks.iter().position(is_text) else {
        return &[];
    };
    let last = blocks.iter().rposition(is_text).unwrap_or(first);
    &blocks[first..=last]
}
