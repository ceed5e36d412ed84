//! Addresses: `finance/it-management#manager-it+it-engineering`.

use std::fmt;

use super::{Family, Position};
use crate::text::text;

/// The name by which people and scripts point at a family or a position of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address {
    /// Path of the family's file in the catalog, without `.toml`, with `/` between folders.
    pub family: String,
    /// Id of the role.
    pub role: Option<String>,
    /// Ids of the specialty and the segment, in this order.
    pub variations: Vec<String>,
}

impl Address {
    /// The address of a position of a family.
    pub fn of(key: &str, family: &Family, position: Position) -> Self {
        let id = |node| family.id(node).unwrap_or_default().to_owned();
        Self {
            family: key.to_owned(),
            role: position.role.map(|n| id(super::Node::Role(n))),
            variations: position
                .specialty
                .map(super::Node::Specialty)
                .into_iter()
                .chain(position.segment.map(super::Node::Segment))
                .map(id)
                .collect(),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.family)?;
        if let Some(role) = &self.role {
            write!(f, "#{role}")?;
        }
        for variation in &self.variations {
            write!(f, "+{variation}")?;
        }
        Ok(())
    }
}

/// Why a text did not lead to exactly one place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Miss {
    /// Several places end in what was given.
    #[error("{}", text!("model-could-be-any-of", input, candidates = .candidates.join(", ")))]
    Ambiguous {
        /// What was asked for.
        input: String,
        /// Full addresses.
        candidates: Vec<String>,
    },
    /// No place has this address.
    #[error("{}", text!("model-nothing-has-the-address", input))]
    Unknown {
        /// What was asked for.
        input: String,
        /// Full addresses that are spelled most like it, the nearest first.
        nearest: Vec<String>,
    },
}
