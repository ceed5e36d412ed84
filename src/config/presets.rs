//! Keymaps that are ready made: what each of them has other than the default.

use super::action::{ACTIONS, Action, Context};
use super::key::Key;
use super::keymap::Chord;

/// Their names.
pub const PRESETS: &[&str] = &["default", "vim", "plain"];

const VIM: &[(Action, &[&str])] = &[
    (Action::Top, &["Home", "g g"]),
    (Action::PageDown, &["PgDn", "Ctrl-F", "Ctrl-D"]),
    (Action::PageUp, &["PgUp", "Ctrl-B", "Ctrl-U"]),
    (Action::Find, &["/"]),
    (Action::NextFound, &["n", "F3"]),
    (Action::PreviousFound, &["N", "Shift-F3"]),
    (Action::DeleteItem, &["d d", "Del"]),
    (Action::CopyItem, &["y y"]),
    (Action::PasteItem, &["p"]),
    (Action::AddItem, &["o", "a"]),
    (Action::AddItemAbove, &["O", "A"]),
    (Action::Edit, &["e", "c c"]),
    (Action::Compare, &["g c"]),
    (Action::GoToOrigin, &["g d"]),
    (Action::ShowOmitted, &["g o"]),
    (Action::Problems, &["g p"]),
    (Action::NextProblem, &["] p", "F8"]),
    (Action::PreviousProblem, &["[ p", "Shift-F8"]),
    (Action::New, &["g n"]),
    (Action::Rename, &["g r", "F2"]),
    (Action::Toggle, &["z a"]),
    (Action::ExpandAll, &["z R", "*"]),
    (Action::CollapseAll, &["z M", "-"]),
];

const PLAIN: &[(Action, &[&str])] = &[
    (Action::Find, &["Ctrl-F", "/"]),
    (Action::Edit, &["F4"]),
    (Action::EditFields, &["F5"]),
    (Action::EditDetails, &["F6"]),
    (Action::AddItem, &["Ctrl-N"]),
    (Action::New, &["F7"]),
    (Action::CutItem, &["Ctrl-X"]),
    (Action::CopyItem, &["Ctrl-C"]),
    (Action::PasteItem, &["Ctrl-V"]),
    (Action::CopyOut, &["Alt-c"]),
    (Action::Compare, &["Ctrl-K"]),
    (Action::ToggleEffective, &["Ctrl-E"]),
    (Action::GoToOrigin, &["Ctrl-O"]),
    (Action::Undo, &["Ctrl-Z"]),
    (Action::Redo, &["Ctrl-Y"]),
    (Action::Suspend, &[]),
    (Action::Save, &["Ctrl-S"]),
    (Action::SaveAll, &["Alt-s"]),
    (Action::Replace, &["Ctrl-R"]),
    (Action::Problems, &["F10"]),
    (Action::Ladder, &["Alt-l"]),
    (Action::Matrix, &["Alt-x"]),
    (Action::Report, &["Alt-t"]),
    (Action::FilterTree, &["Ctrl-T"]),
    (Action::Quit, &["Ctrl-Q"]),
];

/// The keys of every action in a preset; `None` when there is none with that name.
pub(super) fn preset(name: &str) -> Option<Vec<(Action, Vec<Chord>)>> {
    let (changes, letters) = match name {
        "default" => (&[][..], true),
        "vim" => (VIM, true),
        "plain" => (PLAIN, false),
        _ => return None,
    };
    let of = |info: &super::action::ActionInfo| {
        let changed = changes.iter().find(|(action, _)| *action == info.action);
        let texts = changed.map_or(info.keys, |(_, keys)| keys);
        let is_letter = |chord: &Chord| {
            info.context == Context::Browse
                && chord
                    .first()
                    .and_then(Key::typed)
                    .is_some_and(char::is_alphabetic)
        };
        let chords = texts.iter().filter_map(|text| text.parse().ok());
        let chords = chords.filter(|chord| letters || !is_letter(chord));
        (
            info.action,
            changed.is_some(),
            chords.collect::<Vec<Chord>>(),
        )
    };
    let mut all: Vec<_> = ACTIONS.iter().map(of).collect();
    // What the preset says comes before what it leaves as it is, and takes keys from that.
    all.sort_by_key(|(_, is_changed, _)| !is_changed);
    let pairs = all.into_iter().map(|(action, _, chords)| (action, chords));
    Some(pairs.collect())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_a_preset_says_can_be_said_in_keys_and_is_said_once() {
        for changes in [VIM, PLAIN] {
            let mut seen = Vec::new();
            for (action, texts) in changes {
                assert!(!seen.contains(action), "{action:?}");
                seen.push(*action);
                for text in *texts {
                    let chord: Chord = text.parse().unwrap();
                    assert_eq!(chord.to_string(), *text);
                }
            }
        }
    }
}
