//! Which keys mean what where: a preset, and what the user's settings change in it. Keys can be pressed one after the
//! other for one action.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use super::action::{ACTIONS, Action, Context};
use super::key::{Key, KeyCode};
use super::presets::preset;
use crate::text::text;

/// Keys that are pressed one after the other.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Chord(Vec<Key>);

/// More keys than this for one action are a slip of the pen.
const LONGEST: usize = 4;

impl Chord {
    /// Its first key.
    pub fn first(&self) -> Option<Key> {
        self.0.first().copied()
    }

    /// Its keys.
    pub fn keys(&self) -> &[Key] {
        &self.0
    }

    /// Whether one is the other, or how it begins.
    fn stands_in_the_way_of(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0) || other.0.starts_with(&self.0)
    }
}

impl From<Key> for Chord {
    fn from(key: Key) -> Self {
        Self(vec![key])
    }
}

impl FromStr for Chord {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let keys: Result<Vec<Key>, ()> = text.split_whitespace().map(str::parse).collect();
        let keys = keys?;
        match keys.len() {
            1..=LONGEST => Ok(Self(keys)),
            _ => Err(()),
        }
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, key) in self.0.iter().enumerate() {
            let space = if n == 0 { "" } else { " " };
            write!(f, "{space}{key}")?;
        }
        Ok(())
    }
}

/// What keys mean that were pressed one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// An action.
    Action(Action),
    /// More keys are needed.
    Begun,
    /// Nothing.
    Nothing,
}

/// What is wrong with keys that the user has set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyProblem {
    /// Whose keys.
    pub action: Action,
    /// In words.
    pub what: String,
    /// Whether the keys are left out for it.
    pub is_error: bool,
}

/// Which keys do what where.
#[derive(Debug, Clone)]
pub struct Keymap {
    bindings: HashMap<(Context, Chord), Action>,
    /// The chords of every action, the one to show first, by its number.
    chords: Vec<Vec<Chord>>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::new("default", &[]).0
    }
}

impl Keymap {
    /// The preset with this name, or else the default, with what the user has set; and what is wrong with that.
    pub fn new(name: &str, own: &[(Action, Vec<Chord>)]) -> (Self, Vec<KeyProblem>) {
        let mut map = Self {
            bindings: HashMap::new(),
            chords: vec![Vec::new(); ACTIONS.len()],
        };
        let mut problems = Vec::new();
        for (action, chords) in own {
            for chord in chords {
                if let Some(what) = map.why_not(*action, chord) {
                    problems.push(KeyProblem {
                        action: *action,
                        what,
                        is_error: true,
                    });
                } else {
                    map.bind(*action, chord.clone());
                }
            }
        }
        // What the user has set takes keys away from the preset, and is told so where nothing is left.
        let is_own = |action: &Action| own.iter().any(|(own, _)| own == action);
        let given = preset(name)
            .or_else(|| preset("default"))
            .unwrap_or_default();
        let mut losers = Vec::new();
        for (action, chords) in given {
            let context = action.info().context;
            let had = !chords.is_empty();
            for chord in chords {
                let is_way_back = chord == Chord::from(Key::new(KeyCode::Esc));
                if is_own(&action) && !is_way_back {
                    continue;
                }
                let own_in_the_way = own.iter().find(|(other, theirs)| {
                    other.info().context == context
                        && theirs
                            .iter()
                            .any(|their| their.stands_in_the_way_of(&chord))
                });
                if map.in_the_way(context, &chord).is_none() {
                    map.bind(action, chord);
                } else if let Some((other, _)) = own_in_the_way {
                    losers.push((action, *other, chord));
                }
            }
            let left = map.chords(action).is_empty();
            if had && left && MUST_HAVE.contains(&action) {
                let key = Chord::from(Key::new(KeyCode::F(12)));
                problems.push(KeyProblem {
                    action,
                    what: text!(
                        "setting-must-have-a-key-so",
                        name = action.info().name(),
                        key
                    ),
                    is_error: true,
                });
                map.bind(action, key);
            }
        }
        for (loser, winner, chord) in losers {
            if map.chords(loser).is_empty() {
                problems.push(KeyProblem {
                    action: winner,
                    what: text!(
                        "setting-was-the-key-of-which",
                        chord,
                        name = loser.info().name()
                    ),
                    is_error: false,
                });
            }
        }
        (map, problems)
    }

    /// Why a key that the user has set cannot be.
    fn why_not(&self, action: Action, chord: &Chord) -> Option<String> {
        let info = action.info();
        let esc = Key::new(KeyCode::Esc);
        if chord.keys().contains(&esc) && !info.keys.contains(&"Esc") {
            return Some(text!("setting-esc-always-goes-one-step").to_owned());
        }
        let typed = chord.first().and_then(Key::typed);
        let is_told = info
            .keys
            .iter()
            .any(|key| key.parse().as_ref() == Ok(chord));
        if info.context.takes_text() && typed.is_some() && !is_told {
            return Some(text!("setting-is-typed-there-take-a", chord));
        }
        let other = self.in_the_way(info.context, chord)?;
        (other != action).then(|| text!("setting-is-also-given-to", chord, id = other.info().id()))
    }

    /// The action whose keys would be confused with these.
    fn in_the_way(&self, context: Context, chord: &Chord) -> Option<Action> {
        self.bindings
            .iter()
            .find(|((place, other), _)| *place == context && other.stands_in_the_way_of(chord))
            .map(|(_, action)| *action)
    }

    fn bind(&mut self, action: Action, chord: Chord) {
        let context = action.info().context;
        self.chords[action as usize].push(chord.clone());
        self.bindings.insert((context, chord), action);
    }

    /// What keys mean in a context.
    pub fn meaning(&self, context: Context, typed: &[Key]) -> Meaning {
        let chord = Chord(typed.to_vec());
        if let Some(action) = self.bindings.get(&(context, chord)) {
            return Meaning::Action(*action);
        }
        let begins = |((place, chord), _): (&(Context, Chord), _)| {
            *place == context && chord.keys().starts_with(typed)
        };
        match self.bindings.iter().any(begins) {
            true => Meaning::Begun,
            false => Meaning::Nothing,
        }
    }

    /// The keys of an action, the one to show first.
    pub fn chords(&self, action: Action) -> &[Chord] {
        self.chords.get(action as usize).map_or(&[], Vec::as_slice)
    }

    /// The key to show for an action; its name in the palette where it has none.
    pub fn key(&self, action: Action) -> String {
        match self.chords(action).first() {
            Some(chord) => chord.to_string(),
            None => format!("\u{201c}{}\u{201d}", action.info().name()),
        }
    }

    /// All keys of an action.
    pub fn keys(&self, action: Action) -> String {
        let keys: Vec<String> = self.chords(action).iter().map(Chord::to_string).collect();
        keys.join(" ")
    }

    /// A text in which `{save}` and the like stand for the keys of that action.
    pub fn fill<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !text.contains('{') {
            return Cow::Borrowed(text);
        }
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let named = after.split_once('}').and_then(|(name, after)| {
                let info = ACTIONS.iter().find(|info| info.id() == name)?;
                Some((info.action, after))
            });
            match named {
                Some((action, after)) => {
                    out.push_str(&self.key(action));
                    rest = after;
                }
                None => {
                    out.push('{');
                    rest = after;
                }
            }
        }
        out.push_str(rest);
        Cow::Owned(out)
    }
}

/// Without these nobody finds the way out.
const MUST_HAVE: [Action; 2] = [Action::Quit, Action::Palette];

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::presets::PRESETS;
    use super::*;

    fn own(pairs: &[(Action, &[&str])]) -> Vec<(Action, Vec<Chord>)> {
        let chords = |texts: &[&str]| texts.iter().map(|text| text.parse().unwrap()).collect();
        pairs
            .iter()
            .map(|(action, texts)| (*action, chords(texts)))
            .collect()
    }

    fn meaning(map: &Keymap, context: Context, keys: &str) -> Meaning {
        let chord: Chord = keys.parse().unwrap();
        map.meaning(context, chord.keys())
    }

    #[test]
    fn every_preset_has_a_way_to_whatever_the_default_has_a_key_for() {
        for name in PRESETS {
            let (map, problems) = Keymap::new(name, &[]);
            assert_eq!(problems, [], "{name}");
            for context in Context::ALL
                .into_iter()
                .filter(|context| *context != Context::Browse)
            {
                for info in ACTIONS.iter().filter(|info| info.context == context) {
                    assert_eq!(
                        map.chords(info.action).len(),
                        info.keys.len(),
                        "{}",
                        info.id()
                    );
                }
            }
            for action in [
                Action::Quit,
                Action::Palette,
                Action::Help,
                Action::Edit,
                Action::Save,
            ] {
                assert!(!map.chords(action).is_empty(), "{name}: {action:?}");
            }
        }
        // In the others, nothing of the default gets lost.
        let vim = Keymap::new("vim", &[]).0;
        for info in ACTIONS {
            assert!(
                info.keys.is_empty() || !vim.chords(info.action).is_empty(),
                "{}",
                info.id()
            );
        }
        let plain = Keymap::new("plain", &[]).0;
        let letters = ('a'..='z').chain('A'..='Z');
        for letter in letters {
            let meaning = plain.meaning(Context::Browse, &[Key::char(letter)]);
            assert_eq!(meaning, Meaning::Nothing, "{letter}");
        }
    }

    #[test]
    fn keys_one_after_the_other() {
        let (map, problems) = Keymap::new("default", &own(&[(Action::Top, &["g g"])]));
        assert_eq!(problems, []);
        assert_eq!(meaning(&map, Context::Browse, "g"), Meaning::Begun);
        assert_eq!(
            meaning(&map, Context::Browse, "g g"),
            Meaning::Action(Action::Top)
        );
        assert_eq!(meaning(&map, Context::Browse, "g x"), Meaning::Nothing);
        assert_eq!(meaning(&map, Context::Browse, "Home"), Meaning::Nothing);
        assert_eq!(map.key(Action::Top), "g g");
    }

    #[test]
    fn a_key_means_one_thing_and_what_lost_it_is_told() {
        let (map, problems) = Keymap::new("default", &own(&[(Action::Find, &["e"])]));
        assert_eq!(
            meaning(&map, Context::Browse, "e"),
            Meaning::Action(Action::Find)
        );
        assert_eq!(problems.len(), 1);
        assert_eq!(
            problems[0].what,
            "e was the key of Edit, which has none now"
        );
        assert!(!problems[0].is_error);
        let twice = own(&[(Action::Find, &["x x"]), (Action::Save, &["x"])]);
        let (map, problems) = Keymap::new("default", &twice);
        assert_eq!(
            meaning(&map, Context::Browse, "x x"),
            Meaning::Action(Action::Find)
        );
        assert!(problems[0].is_error && problems[0].what.contains("also given to find"));
    }

    #[test]
    fn what_would_shut_somebody_in_is_refused() {
        let bad = own(&[
            (Action::Find, &["Esc"]),
            (Action::FormAccept, &["x"]),
            (Action::Quit, &[]),
            (Action::DialogClose, &["Ctrl-G"]),
        ]);
        let (map, problems) = Keymap::new("default", &bad);
        let errors: Vec<Action> = problems
            .iter()
            .filter(|problem| problem.is_error)
            .map(|problem| problem.action)
            .collect();
        assert_eq!(errors, [Action::Find, Action::FormAccept, Action::Quit]);
        assert!(!map.chords(Action::Quit).is_empty());
        let back = meaning(&map, Context::Dialog, "Esc");
        assert_eq!(back, Meaning::Action(Action::DialogClose));
        assert_eq!(meaning(&map, Context::Dialog, "Ctrl-G"), back);
    }

    #[test]
    fn texts_name_the_keys_that_are_set() {
        let (map, _) = Keymap::new("vim", &own(&[(Action::Save, &["Ctrl-W"])]));
        assert_eq!(
            map.fill("{save} saves, {x} {undo"),
            "Ctrl-W saves, {x} {undo"
        );
        assert_eq!(map.fill("{delete-item} deletes"), "d d deletes");
        assert_eq!(map.fill("nothing"), "nothing");
    }
}
