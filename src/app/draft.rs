//! What a form in a journal was a form of, and finding that again in a family that may have changed since.

use std::iter::once;

use serde::{Deserialize, Serialize};

use super::{App, Dialog, Overlay, Purpose};
use crate::document::Draft;
use crate::model::{Family, ListKind, Node, Place};

/// What a form is of, in words that outlive the run: a part by its id as well as its place, an item by its text.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Target {
    what: What,
    part: Part,
    /// Which of the parts of its kind.
    number: usize,
    id: Option<String>,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum What {
    Reword {
        list: String,
        index: usize,
        before: String,
    },
    NewItem {
        list: String,
        at: usize,
    },
    Fields,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Part {
    Family,
    Role,
    Specialty,
    Segment,
}

impl Target {
    /// `before` is what the form's first field had when it was opened.
    pub(super) fn of(purpose: &Purpose, node: Node, id: Option<&str>, before: &str) -> Self {
        let (part, number) = match node {
            Node::Family => (Part::Family, 0),
            Node::Role(n) => (Part::Role, n),
            Node::Specialty(n) => (Part::Specialty, n),
            Node::Segment(n) => (Part::Segment, n),
        };
        let what = match *purpose {
            Purpose::Reword { list, index } => What::Reword {
                list: list.key().to_owned(),
                index,
                before: before.to_owned(),
            },
            Purpose::NewItem { list, at } => What::NewItem {
                list: list.key().to_owned(),
                at,
            },
            // Of these only the text is kept, to read.
            Purpose::Fields
            | Purpose::Conflict
            | Purpose::Details
            | Purpose::Structure(..)
            | Purpose::Split { .. } => What::Fields,
        };
        Self {
            what,
            part,
            number,
            id: id.filter(|id| !id.is_empty()).map(str::to_owned),
        }
    }

    /// As the journal keeps it.
    pub(super) fn written(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// What it is in this family; `None` when it is not there any more.
    fn find(&self, family: &Family) -> Option<(Node, Purpose)> {
        let (make, count): (fn(usize) -> Node, usize) = match self.part {
            Part::Family => (|_| Node::Family, 1),
            Part::Role => (Node::Role, family.roles.len()),
            Part::Specialty => (Node::Specialty, family.specialties.len()),
            Part::Segment => (Node::Segment, family.segments.len()),
        };
        // Where it was, or else wherever its id is.
        let node = once(self.number).chain(0..count).map(make).find(|node| {
            let id = family.id(*node).filter(|id| !id.is_empty());
            family.body(*node).is_some() && id == self.id.as_deref()
        })?;
        let body = family.body(node)?;
        let list_of = |name: &str| name.parse::<ListKind>().ok();
        let purpose = match &self.what {
            What::Fields => Purpose::Fields,
            What::NewItem { list, at } => {
                let list = list_of(list)?;
                let at = (*at).min(body.list(list).len());
                Purpose::NewItem { list, at }
            }
            What::Reword {
                list,
                index,
                before,
            } => {
                let list = list_of(list)?;
                let items = body.list(list);
                let is_it = |index: &usize| items.get(*index).is_some_and(|i| i.text == *before);
                let index = Some(*index)
                    .filter(is_it)
                    .or_else(|| (0..items.len()).find(is_it))?;
                Purpose::Reword { list, index }
            }
        };
        Some((node, purpose))
    }
}

impl App {
    /// Opens the form of a draft again with all that was written in it. False when what it is of is not there any
    /// more; its text is shown then.
    pub(super) fn restore_draft(&mut self, draft: &Draft) -> bool {
        let found = Target::read(&draft.form).and_then(|target| {
            let entry = self.workspace.catalog().get(&draft.key)?;
            target.find(&entry.family)
        });
        if let Some((node, purpose)) = found {
            let place = Place {
                key: draft.key.clone(),
                position: self.position_of(&draft.key, node),
            };
            self.tree.reveal(&self.workspace, &place);
            self.open_form_of(&place, node, &purpose, draft.title.clone());
            if let Some(Overlay::Form(form)) = self.overlays.last_mut()
                && form.fill(&draft.fields)
            {
                self.measure();
                return true;
            }
            // It has other fields now.
            self.overlays.pop();
        }
        let mut lines = vec![
            "What this form was about is not there any more. This was written in it:".to_owned(),
        ];
        lines.extend(draft_lines(draft));
        let dialog = Dialog::to_read(format!("Unsaved: {}", draft.title), lines);
        self.overlays.push(Overlay::Dialog(dialog));
        false
    }
}

/// The texts of a form, to read.
pub(super) fn draft_lines(draft: &Draft) -> Vec<String> {
    let mut lines = Vec::new();
    for (name, text) in &draft.fields {
        if text.is_empty() {
            continue;
        }
        lines.push(format!("  {name}:"));
        lines.extend(text.lines().map(|line| format!("    {line}")));
    }
    lines
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::document::read_family;

    const FAMILY: &str = "title = \"A\"\n[[roles]]\nid = \"one\"\nrequirements = [\"x\", \"y\"]\n[[roles]]\nid = \"two\"\n";

    fn find(target: &Target, text: &str) -> Option<(Node, Purpose)> {
        let read = Target::read(&target.written()).unwrap();
        assert_eq!(read, *target);
        read.find(&read_family(text).value.unwrap())
    }

    #[test]
    fn a_part_is_found_by_its_id_and_an_item_by_its_text() {
        let purpose = Purpose::Reword {
            list: ListKind::Requirements,
            index: 1,
        };
        let target = Target::of(&purpose, Node::Role(0), Some("one"), "y");
        assert_eq!(find(&target, FAMILY), Some((Node::Role(0), purpose)));
        let moved = "title = \"A\"\n[[roles]]\nid = \"zero\"\n[[roles]]\nid = \"one\"\nrequirements = [\"y\"]\n";
        let there = Purpose::Reword {
            list: ListKind::Requirements,
            index: 0,
        };
        assert_eq!(find(&target, moved), Some((Node::Role(1), there)));
        assert_eq!(find(&target, &moved.replace("\"y\"", "\"z\"")), None);
        assert_eq!(find(&target, &moved.replace("\"one\"", "\"uno\"")), None);
    }

    #[test]
    fn a_new_item_goes_to_the_end_of_a_list_that_is_shorter_now() {
        let purpose = Purpose::NewItem {
            list: ListKind::Requirements,
            at: 7,
        };
        let target = Target::of(&purpose, Node::Role(0), Some("one"), "");
        let there = Purpose::NewItem {
            list: ListKind::Requirements,
            at: 2,
        };
        assert_eq!(find(&target, FAMILY), Some((Node::Role(0), there)));
    }

    #[test]
    fn the_family_has_no_id_and_is_found() {
        let target = Target::of(&Purpose::Fields, Node::Family, None, "A");
        assert_eq!(find(&target, FAMILY), Some((Node::Family, Purpose::Fields)));
        assert_eq!(Target::read("nonsense"), None);
    }
}
