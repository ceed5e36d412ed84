//! The texts of the catalog's settings that people read: its name, its summary, the items that every role must carry,
//! and what the catalog says for what people type. What they type stays: they go on typing it.

use super::texts::Wording;
use crate::model::Settings;

/// Hands over every such text.
pub(super) fn each<'s>(settings: &'s Settings, take: &mut dyn FnMut(Wording, &'s str)) {
    if let Some(name) = &settings.name {
        take(Wording::Name, name);
    }
    if let Some(summary) = &settings.summary {
        take(Wording::Summary, summary);
    }
    for (n, text) in settings.house.mandatory_items.iter().enumerate() {
        take(Wording::Mandatory(n), text);
    }
    for (n, text) in settings.synonyms.values().enumerate() {
        take(Wording::Synonym(n), text);
    }
}

/// Puts a text in the place of the one that stands there. Where nothing may be said, an empty one unsets it.
pub(super) fn put(settings: &mut Settings, wording: Wording, text: String) {
    let place = match wording {
        Wording::Name => {
            settings.name = (!text.is_empty()).then_some(text);
            return;
        }
        Wording::Summary => {
            settings.summary = (!text.is_empty()).then_some(text);
            return;
        }
        Wording::Mandatory(n) => settings.house.mandatory_items.get_mut(n),
        Wording::Synonym(n) => settings.synonyms.values_mut().nth(n),
        _ => None,
    };
    if let Some(place) = place {
        *place = text;
    }
}
