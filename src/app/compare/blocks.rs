//! What stands in the view: the blocks of a comparison in either form, and those of a delta.

use std::ops::Range;
use std::sync::Arc;

use super::{Block, BlockCell, BlockKind, Comparing, ComparingKind, Saying, Shape};
use crate::format::clean::clean_line;
use crate::format::compare::{self, letters, sign};
use crate::format::delta::{self, Deed};
use crate::model::{
    Cell, ComparedRow, ComparedSection, Comparison, Delta, DeltaChange, Effective, Family, Node,
    Position, RowState, Topic, column_letter, compose,
};
use crate::text::text;

impl Comparing {
    /// Makes everything anew, with the same line under the cursor as far as it is still there.
    pub(super) fn build(&mut self) {
        let held = self.blocks.get(self.cursor).cloned();
        let roles: Vec<(Effective, Arc<Family>)> = self
            .places
            .iter()
            .zip(&self.families)
            .map(|(place, family)| (compose(&place.key, family, place.position), family.clone()))
            .collect();
        let roles: Vec<(&Effective, &Family)> = roles
            .iter()
            .map(|(role, family)| (role, &**family))
            .collect();
        self.titles = roles.iter().map(|(role, _)| role.title.clone()).collect();
        self.shape = self.fitting();
        self.blocks.clear();
        match (self.kind, roles.as_slice()) {
            (ComparingKind::Delta, [from, to, ..]) => self.delta(&Delta::between(*from, *to)),
            _ => self.comparison(crate::model::compare(&roles)),
        }
        let cursor =
            held.and_then(|held| self.blocks.iter().position(|block| is_alike(block, &held)));
        let in_reach = self.cursor.min(self.blocks.len().saturating_sub(1));
        self.cursor = cursor.unwrap_or(in_reach);
        if !self.is_line(self.cursor) {
            let next = self.line_from(1, |_| true);
            let next = next.or_else(|| self.line_from(-1, |_| true));
            self.cursor = next.unwrap_or(0);
        }
        self.column = self.column.min(self.places.len().saturating_sub(1));
        self.lay_out();
    }

    fn comparison(&mut self, mut comparison: Comparison) {
        self.badge = match comparison.differences() {
            0 => text!("compare-no-difference").to_owned(),
            1 => text!("compare-1-difference").to_owned(),
            many => text!("compare-differences", many),
        };
        if self.differences {
            comparison.keep_differences();
            self.badge = text!("compare-differences-only", badge = self.badge);
        }
        if self.shape == Shape::List {
            self.roles_above(&comparison);
        }
        let mut is_first = true;
        for section in comparison.sections.iter().filter(|s| !s.rows.is_empty()) {
            let is_scalar = section.topic.is_scalar();
            if !is_scalar || std::mem::take(&mut is_first) {
                self.blank();
            }
            if !is_scalar {
                let heading = section.topic.heading();
                self.heading(
                    BlockKind::Heading,
                    &format!("{heading}: {}", compare::counts(section)),
                );
            }
            for row in &section.rows {
                match self.shape {
                    Shape::Columns => self.columns(section, row),
                    Shape::List => self.list(section, row),
                }
            }
        }
        if comparison
            .sections
            .iter()
            .all(|section| section.rows.is_empty())
        {
            self.blank();
            self.heading(
                BlockKind::Subheading,
                text!("compare-no-difference-all-say-the"),
            );
        }
    }

    /// The roles and their letters.
    fn roles_above(&mut self, comparison: &Comparison) {
        for (column, title) in comparison.titles.iter().enumerate() {
            let lead = format!("{} ", column_letter(column));
            let text = format!("{title}  {}", comparison.roles[column]);
            self.blocks.push(Block {
                kind: BlockKind::Heading,
                lead,
                cells: vec![Some(BlockCell {
                    text: clean_line(&text).into_owned(),
                    label: clean_line(title).len(),
                    ..BlockCell::default()
                })],
                differs: false,
            });
        }
    }

    fn columns(&mut self, section: &ComparedSection, row: &ComparedRow) {
        let shown = compare::shown(row);
        let cells = row
            .cells
            .iter()
            .zip(shown.texts)
            .zip(shown.marks)
            .enumerate();
        let cells = cells.map(|(role, ((cell, text), marks))| {
            let saying = self.saying_in(role, section.topic, cell.as_ref()?)?;
            Some(labelled(section.topic, &text?, marks, vec![saying], self))
        });
        let cells = cells.collect();
        self.blocks.push(Block {
            kind: BlockKind::Line,
            lead: format!("{} ", sign(row)),
            cells,
            differs: row.state != RowState::Same,
        });
    }

    fn list(&mut self, section: &ComparedSection, row: &ComparedRow) {
        let shown = compare::shown(row);
        for columns in shown.distinct() {
            let Some(text) = columns
                .first()
                .and_then(|first| shown.texts[*first].clone())
            else {
                continue;
            };
            let said = columns.iter().filter_map(|column| {
                let cell = row.cells[*column].as_ref()?;
                self.saying_in(*column, section.topic, cell)
            });
            let said = said.collect();
            let marks = shown.marks[columns[0]].clone();
            let cell = labelled(section.topic, &text, marks, said, self);
            self.blocks.push(Block {
                kind: BlockKind::Line,
                lead: format!("{} {} ", letters(&columns, row.cells.len()), sign(row)),
                cells: vec![Some(cell)],
                differs: row.state != RowState::Same,
            });
        }
    }

    fn delta(&mut self, delta: &Delta) {
        self.badge = match delta.is_empty() {
            true => text!("compare-no-difference").to_owned(),
            false => {
                let count = |deed: Deed| {
                    let sections = delta.sections.iter();
                    sections
                        .map(|section| delta::with(section, deed).count())
                        .sum::<usize>()
                };
                let (added, dropped) = (count(Deed::Added), count(Deed::Dropped));
                text!("compare-new-no-longer-asked", added, dropped)
            }
        };
        let mut is_first = true;
        for section in delta.sections.iter().filter(|s| !s.changes.is_empty()) {
            let topic = section.topic;
            if topic.is_scalar() {
                if std::mem::take(&mut is_first) {
                    self.blank();
                }
            } else {
                self.blank();
                let text = format!("{}: {}", topic.heading(), delta::counts(section));
                self.heading(BlockKind::Heading, &text);
            }
            for deed in Deed::ALL {
                let mut changes = delta::with(section, deed).peekable();
                if !topic.is_scalar() && changes.peek().is_some() {
                    self.heading(BlockKind::Subheading, deed.heading());
                }
                for change in changes {
                    self.change(topic, deed, change);
                }
            }
        }
        if delta.is_empty() {
            self.blank();
            self.heading(
                BlockKind::Subheading,
                text!("compare-no-difference-both-say-the"),
            );
        }
    }

    fn change(&mut self, topic: Topic, deed: Deed, change: &DeltaChange) {
        let (before, after) = delta::sides(change);
        let (old, new) = delta::shown(change);
        let old_says = before.and_then(|cell| self.saying_in(0, topic, cell));
        let new_says = after.and_then(|cell| self.saying_in(1, topic, cell));
        let lead = format!("{} ", deed.sign());
        if let Some(text) = delta::short(change) {
            let said = new_says.into_iter().chain(old_says).collect();
            let cell = labelled(topic, &text, Vec::new(), said, self);
            return self.line(lead, cell);
        }
        let is_both = old.is_some() && new.is_some();
        if let Some(new) = new {
            let said = new_says.into_iter().collect();
            let cell = labelled(topic, &new.text, new.marks, said, self);
            self.line(lead.clone(), cell);
        }
        if let Some(old) = old {
            let said = old_says.into_iter().collect();
            match is_both {
                true => {
                    let cell = with_label(text!("compare-was"), &old.text, old.marks, said, self);
                    self.line("  ".to_owned(), cell);
                }
                false => {
                    let cell = labelled(topic, &old.text, old.marks, said, self);
                    self.line(lead, cell);
                }
            }
        }
    }

    fn line(&mut self, lead: String, cell: BlockCell) {
        self.blocks.push(Block {
            kind: BlockKind::Line,
            lead,
            cells: vec![Some(cell)],
            differs: true,
        });
    }

    fn blank(&mut self) {
        if self
            .blocks
            .last()
            .is_some_and(|block| block.kind != BlockKind::Blank)
        {
            self.blocks.push(Block {
                kind: BlockKind::Blank,
                lead: String::new(),
                cells: Vec::new(),
                differs: false,
            });
        }
    }

    fn heading(&mut self, kind: BlockKind, text: &str) {
        self.blocks.push(Block {
            kind,
            lead: match kind {
                BlockKind::Subheading => "  ".to_owned(),
                _ => String::new(),
            },
            cells: vec![Some(BlockCell {
                text: text.to_owned(),
                ..BlockCell::default()
            })],
            differs: false,
        });
    }

    /// Where a role says what is in a cell: in its own part if there too, or else as near to it as it is said.
    fn saying_in(&self, role: usize, topic: Topic, cell: &Cell) -> Option<Saying> {
        let own = self.own_node(role);
        let is_own = |node: Node| Some(node) == own;
        let mut written = cell.written.iter();
        let here = written.clone().find(|written| is_own(written.node));
        Some(Saying {
            role,
            topic,
            written: *here.or_else(|| written.next_back())?,
        })
    }

    fn own_node(&self, role: usize) -> Option<Node> {
        self.places
            .get(role)
            .map(|place| Position::node(place.position))
    }
}

fn labelled(
    topic: Topic,
    text: &str,
    marks: Vec<Range<usize>>,
    said: Vec<Saying>,
    of: &Comparing,
) -> BlockCell {
    let label = match topic.is_scalar() {
        true => format!("{}: ", topic.heading()),
        false => String::new(),
    };
    with_label(&label, text, marks, said, of)
}

fn with_label(
    label: &str,
    text: &str,
    marks: Vec<Range<usize>>,
    said: Vec<Saying>,
    of: &Comparing,
) -> BlockCell {
    let is_own = |saying: &Saying| Some(saying.written.node) == of.own_node(saying.role);
    let marks = marks.into_iter();
    BlockCell {
        text: format!("{label}{text}"),
        label: label.len(),
        marks: marks
            .map(|mark| mark.start + label.len()..mark.end + label.len())
            .collect(),
        is_inherited: !said.iter().any(is_own),
        said,
    }
}

/// Whether two blocks are about the same line, whatever the form.
fn is_alike(block: &Block, other: &Block) -> bool {
    let topic = |cell: &BlockCell| cell.said.first().map(|saying| saying.topic);
    let mut wanted = other.cells.iter().flatten();
    let Some(wanted) = wanted.find(|cell| topic(cell).is_some()) else {
        return false;
    };
    let mut cells = block.cells.iter().flatten();
    cells.any(|cell| cell.text == wanted.text && topic(cell) == topic(wanted))
}
