//! What undo takes back in a field: splices, so that a step costs what it changed and not the whole text.

use std::collections::VecDeque;

/// How many steps are kept, and how many bytes they may take together.
const STEPS: usize = 1000;
const BYTES: usize = 16 * 1024 * 1024;

/// A part of the text that became another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) at: usize,
    pub(super) removed: String,
    pub(super) inserted: String,
    /// Where the cursor was before and after.
    pub(super) cursors: (usize, usize),
}

/// Whether the next step may belong to the last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Group {
    /// It stands alone.
    #[default]
    None,
    /// The characters of a word that is being typed.
    Typing,
    /// The characters of a word that is being rubbed out backwards.
    Erasing,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct History {
    done: VecDeque<Step>,
    undone: Vec<Step>,
    /// What `done` takes.
    bytes: usize,
    open: Group,
}

impl Step {
    fn size(&self) -> usize {
        self.removed.len() + self.inserted.len()
    }
}

impl History {
    /// Notes a step. One of the same group as the last, and beside it, becomes a part of it.
    pub(super) fn note(&mut self, step: Step, group: Group) {
        self.undone.clear();
        self.bytes += step.size();
        let last = self.done.back_mut().filter(|_| group == self.open);
        match (group, last) {
            (Group::Typing, Some(last))
                if step.removed.is_empty() && last.at + last.inserted.len() == step.at =>
            {
                last.inserted.push_str(&step.inserted);
                last.cursors.1 = step.cursors.1;
            }
            (Group::Erasing, Some(last))
                if step.inserted.is_empty()
                    && last.inserted.is_empty()
                    && step.at + step.removed.len() == last.at =>
            {
                last.at = step.at;
                last.removed.insert_str(0, &step.removed);
                last.cursors.1 = step.cursors.1;
            }
            _ => self.done.push_back(step),
        }
        self.open = group;
        while self.done.len() > STEPS || (self.bytes > BYTES && self.done.len() > 1) {
            self.bytes -= self.done.pop_front().map_or(0, |step| step.size());
        }
    }

    /// The next step stands alone.
    pub(super) fn close(&mut self) {
        self.open = Group::None;
    }

    /// The step to take back.
    pub(super) fn back(&mut self) -> Option<Step> {
        self.close();
        let step = self.done.pop_back()?;
        self.bytes -= step.size();
        self.undone.push(step.clone());
        Some(step)
    }

    /// The step to make again.
    pub(super) fn forward(&mut self) -> Option<Step> {
        self.close();
        let step = self.undone.pop()?;
        self.bytes += step.size();
        self.done.push_back(step.clone());
        Some(step)
    }
}
