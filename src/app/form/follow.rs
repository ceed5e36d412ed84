//! A form whose family somebody else has changed: it goes on where what it is about has gone, or it does not.

use std::sync::Arc;

use super::{Form, FormPreview, Purpose};
use crate::app::follow::Became;

impl Form {
    /// Has the family that it writes into become another. True when nothing in it contradicts that; it is about the
    /// same part and the same item then, wherever they are. False otherwise; it has changed nothing then.
    pub(in crate::app) fn follow(&mut self, became: &Became<'_>) -> bool {
        let Some(now) = self.opened_in(became) else {
            return false;
        };
        let pairs = || self.fields.iter().zip(&now.fields);
        let same_fields = self.fields.len() == now.fields.len()
            && pairs().all(|(field, now)| field.name == now.name);
        if !same_fields || !pairs().all(|(field, now)| field.agrees(now.before())) {
            return false;
        }
        for (field, now) in self.fields.iter_mut().zip(&now.fields) {
            field.begin_with(now);
        }
        self.node = now.node;
        self.purpose = now.purpose;
        self.preview = FormPreview::default();
        true
    }

    /// The form as it would be opened now on the same thing, if that is still there.
    fn opened_in(&self, became: &Became<'_>) -> Option<Self> {
        let (purpose, node) = match self.purpose.clone() {
            Purpose::Reword { list, index } => {
                let (node, list, index) = became.item((self.node, list, index))?;
                (Purpose::Reword { list, index }, node)
            }
            Purpose::NewItem { list, at } => {
                let (node, list, at) = became.gap((self.node, list, at))?;
                (Purpose::NewItem { list, at }, node)
            }
            Purpose::Split { list, index } => {
                let (node, list, index) = became.item((self.node, list, index))?;
                (Purpose::Split { list, index }, node)
            }
            Purpose::Element { kind, index } => {
                let (node, index) = became.element(self.node, kind, index)?;
                (Purpose::Element { kind, index }, node)
            }
            Purpose::NewElement { kind, at } => {
                let (node, at) = became.element_gap(self.node, kind, at)?;
                (Purpose::NewElement { kind, at }, node)
            }
            purpose @ (Purpose::Fields(_) | Purpose::Roles) => (purpose, became.part(self.node)?),
            Purpose::Settings
            | Purpose::Waive(_)
            | Purpose::Import
            | Purpose::Catalog(_)
            | Purpose::Export(..)
            | Purpose::Structure(..)
            | Purpose::Conflict(_) => return None,
        };
        let (title, key) = (self.title.clone(), self.key.clone());
        // What was written is checked with the checks that it was opened with.
        Self::of_part(purpose, title, (key, node), became.new, &Arc::default())
    }
}
