//! Entries of lists beside items: how each is written on one line, and what one of its keys can be set to.

use super::name::List;
use crate::document::{Edit, Field};
use crate::model::{Family, Indicator, LadderStep, Node, ReportsTo, Role, Section, Settings};
use crate::text::text;

/// What is done to a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) enum Deed {
    /// One more at its end.
    Add(String),
    /// Another in the place of one.
    Replace(usize, String),
    /// Another value for a key of one.
    Set(usize, String, String),
    /// Without these.
    Remove(Vec<usize>),
    /// These so that the first of them has this place afterwards.
    Move(Vec<usize>, usize),
}

/// What stands in a list.
trait Entry: Sized {
    /// The entry that a line describes.
    fn read(line: &str) -> Result<Self, String>;

    /// Sets what is written under a key; an empty value unsets it.
    fn set(&mut self, key: &str, value: &str) -> Result<(), String>;
}

/// Does it to a list of a part.
///
/// # Errors
/// What is wrong with the text or the number, in words.
pub(super) fn change(
    family: &mut Family,
    node: Node,
    list: List,
    deed: &Deed,
) -> Result<(), String> {
    if list == List::Sections {
        return match node {
            Node::Family => on(&mut family.sections, list, deed),
            _ => Err(text!("cli-sections-are-the-familys-give").to_owned()),
        };
    }
    let body = family
        .body_mut(node)
        .ok_or(text!("cli-the-family-has-no-such"))?;
    match list {
        List::Omit if node == Node::Family => {
            Err(text!("cli-a-family-inherits-nothing-to").to_owned())
        }
        List::Managers if node == Node::Family => {
            Err(text!("cli-a-family-has-no-reports").to_owned())
        }
        List::Omit => on(&mut body.more.omit, list, deed),
        List::Managers => on(&mut body.reports_to, list, deed),
        List::Indicators => on(&mut body.more.performance_indicators, list, deed),
        List::LadderSteps => on(&mut body.more.career_ladder.steps, list, deed),
        List::HiringSteps => on(&mut body.more.hiring_process.steps, list, deed),
        other => Err(text!("cli-is-of-the-catalogs-settings", key = other.key())),
    }
}

/// Does it to a list of the catalog's settings.
///
/// # Errors
/// As [`change`].
pub(super) fn change_settings(
    settings: &mut Settings,
    list: List,
    deed: &Deed,
) -> Result<(), String> {
    let house = &mut settings.house;
    match list {
        List::Required => on(&mut house.required, list, deed),
        List::MandatoryItems => on(&mut house.mandatory_items, list, deed),
        List::EntryGrades => on(&mut house.entry_grades, list, deed),
        other => Err(text!("cli-the-settings-of-the-catalog", key = other.key())),
    }
}

fn on<E: Entry>(entries: &mut Vec<E>, list: List, deed: &Deed) -> Result<(), String> {
    let len = entries.len();
    let there = |place: usize| match place < len {
        true => Ok(place),
        false => Err(text!(
            "cli-there-is-no-entry-in",
            number = place.saturating_add(1),
            key = list.key(),
            len
        )),
    };
    match deed {
        Deed::Add(line) => entries.push(E::read(line)?),
        Deed::Replace(place, line) => entries[there(*place)?] = E::read(line)?,
        Deed::Set(place, key, value) => entries[there(*place)?].set(key, value)?,
        Deed::Remove(places) => {
            for place in places {
                there(*place)?;
            }
            for place in places.iter().rev() {
                entries.remove(*place);
            }
        }
        Deed::Move(places, to) => {
            for place in places {
                there(*place)?;
            }
            if *to > len - places.len() {
                there(*to)?;
                there(len)?;
            }
            let mut moved: Vec<E> = places
                .iter()
                .rev()
                .map(|place| entries.remove(*place))
                .collect();
            moved.reverse();
            entries.splice(*to..*to, moved);
        }
    }
    Ok(())
}

fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn needed(text: &str, key: &str) -> Result<String, String> {
    filled(text).ok_or_else(|| text!("cli-needs-some-text", key))
}

fn no_key(what: &str, key: &str, known: &str) -> String {
    text!("cli-has-no-it-has", what, key, known)
}

impl Entry for String {
    fn read(line: &str) -> Result<Self, String> {
        needed(line, text!("cli-an-entry"))
    }

    fn set(&mut self, key: &str, _: &str) -> Result<(), String> {
        Err(text!("cli-an-entry-of-this-list", key))
    }
}

impl Entry for Indicator {
    fn read(line: &str) -> Result<Self, String> {
        let mut parts = line.split(" | ");
        let mut indicator = Self::default();
        indicator.set("name", parts.next().unwrap_or_default())?;
        indicator.target = parts.next().and_then(filled).map(Into::into);
        indicator.link = parts.next().and_then(filled).map(Into::into);
        match parts.next() {
            None => Ok(indicator),
            Some(_) => Err(text!("cli-it-takes-name-target-link").to_owned()),
        }
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), String> {
        match key {
            "name" => self.name = needed(value, key)?.into(),
            "target" => self.target = filled(value).map(Into::into),
            "link" => self.link = filled(value).map(Into::into),
            _ => {
                return Err(no_key(
                    text!("cli-a-performance-indicator"),
                    key,
                    text!("cli-name-target-and-link"),
                ));
            }
        }
        Ok(())
    }
}

impl Entry for LadderStep {
    fn read(line: &str) -> Result<Self, String> {
        let (edge, kind) = line.split_once(" | ").unwrap_or((line, ""));
        let (from, to) = edge
            .split_once('>')
            .ok_or(text!("cli-it-takes-from-to-kind"))?;
        Ok(Self {
            from: needed(from, "from")?,
            to: needed(to, "to")?,
            kind: filled(kind),
        })
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), String> {
        match key {
            "from" => self.from = needed(value, key)?,
            "to" => self.to = needed(value, key)?,
            "kind" => self.kind = filled(value),
            _ => {
                return Err(no_key(
                    text!("cli-a-step-of-a-ladder"),
                    key,
                    text!("cli-from-to-and-kind"),
                ));
            }
        }
        Ok(())
    }
}

impl Entry for Section {
    fn read(line: &str) -> Result<Self, String> {
        let (heading, body) = line.split_once(" | ").unwrap_or((line, ""));
        Ok(Self {
            heading: needed(heading, "heading")?,
            body: body.trim().to_owned(),
        })
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), String> {
        match key {
            "heading" => self.heading = needed(value, key)?,
            "body" => self.body = value.trim().to_owned(),
            _ => {
                return Err(no_key(
                    text!("cli-a-section"),
                    key,
                    text!("cli-heading-and-body"),
                ));
            }
        }
        Ok(())
    }
}

impl Entry for ReportsTo {
    fn read(line: &str) -> Result<Self, String> {
        // The field as a whole is written the same way.
        let edit = Edit::Set {
            node: Node::Role(0),
            field: Field::ReportsTo,
            text: line.to_owned(),
        };
        let blank = Family {
            roles: vec![Role::default()],
            ..Family::default()
        };
        let mut read = edit.meaning(&blank).map_err(|error| error.to_string())?;
        let mut managers = read
            .body_mut(Node::Role(0))
            .map(|body| std::mem::take(&mut body.reports_to))
            .unwrap_or_default();
        match (managers.pop(), managers.is_empty()) {
            (Some(manager), true) => Ok(manager),
            _ => Err(text!("cli-it-takes-one-manager-title").to_owned()),
        }
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), String> {
        match key {
            "title" => self.title = needed(value, key)?.into(),
            "role" => self.role = filled(value).map(Into::into),
            "link" => self.link = filled(value).map(Into::into),
            _ => {
                return Err(no_key(
                    text!("cli-a-manager"),
                    key,
                    text!("cli-title-role-and-link"),
                ));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn strings(entries: &[&str]) -> Vec<String> {
        entries.iter().map(|entry| (*entry).to_owned()).collect()
    }

    #[test]
    fn the_first_of_what_moves_has_the_place_afterwards() {
        for (places, to, after) in [
            (&[0][..], 2, "bcad"),
            (&[3], 0, "dabc"),
            (&[0, 2], 1, "bacd"),
            (&[0, 1], 2, "cdab"),
        ] {
            let mut list = strings(&["a", "b", "c", "d"]);
            on(&mut list, List::Omit, &Deed::Move(places.to_vec(), to)).unwrap();
            assert_eq!(list.concat(), after);
        }
    }

    #[test]
    fn numbers_that_are_not_there_change_nothing() {
        for deed in [
            Deed::Replace(2, "x".to_owned()),
            Deed::Remove(vec![0, 2]),
            Deed::Move(vec![2], 0),
            Deed::Move(vec![0], 2),
            Deed::Move(vec![0, 1], 1),
            Deed::Set(7, "x".to_owned(), "y".to_owned()),
        ] {
            let mut list = strings(&["a", "b"]);
            let why = on(&mut list, List::Omit, &deed).unwrap_err();
            assert!(why.contains("in omit: it has 2"), "{deed:?}: {why}");
            assert_eq!(list, ["a", "b"]);
        }
    }

    #[test]
    fn entries_on_one_line() {
        let indicator = Indicator::read("CSAT | > 90 % | /csat").unwrap();
        assert_eq!(indicator.target.as_deref(), Some("> 90 %"));
        assert!(Indicator::read("a | b | c | d").is_err());
        assert!(Indicator::read(" | b").is_err());
        let step = LadderStep::read("a > it/desk#b | lateral").unwrap();
        assert_eq!((step.from.as_str(), step.to.as_str()), ("a", "it/desk#b"));
        assert!(LadderStep::read("a | b").is_err());
        let section = Section::read("Job grade | 8 | or 9").unwrap();
        assert_eq!(section.body, "8 | or 9");
        let manager = ReportsTo::read("[Head](https://x.example) <it/desk#head>").unwrap();
        assert_eq!(manager.role.as_deref(), Some("it/desk#head"));
        assert!(ReportsTo::read("One; Two").is_err());
        assert!(ReportsTo::read("").is_err());
    }
}
