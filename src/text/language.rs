//! The languages, and which of them is spoken.

use std::cell::Cell;
use std::sync::atomic::{AtomicU8, Ordering};

/// A language that the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// English, which is complete by definition: the others say what it says.
    English,
    /// German.
    German,
}

static SPOKEN: AtomicU8 = AtomicU8::new(0);

thread_local! {
    /// What this thread speaks, where that is not what the program speaks.
    static HERE: Cell<Option<Language>> = const { Cell::new(None) };
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// Its code, as settings and web pages have it.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// What it calls itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
        }
    }

    /// The one with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// What a locale such as `de_AT.UTF-8` asks for; English for one that the program does not speak.
    pub fn of_locale(locale: &str) -> Self {
        let code = locale.split(['_', '-', '.', '@']).next().unwrap_or("");
        Self::from_code(&code.to_ascii_lowercase()).unwrap_or(Self::English)
    }
}

impl Language {
    /// The one that is meant by a setting: a code, or `auto` for what the environment asks for.
    pub fn chosen(setting: &str, environment: impl Fn(&str) -> Option<String>) -> Self {
        Self::from_code(setting).unwrap_or_else(|| {
            // The order in which they count is that of POSIX; an empty one counts as not set.
            let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
            let locales = names.into_iter().filter_map(environment);
            let locale = locales.into_iter().find(|locale| !locale.is_empty());
            locale.map_or(Self::English, |locale| Self::of_locale(&locale))
        })
    }
}

/// The language that is spoken.
pub fn language() -> Language {
    HERE.get().unwrap_or_else(|| {
        let spoken = usize::from(SPOKEN.load(Ordering::Relaxed));
        Language::ALL
            .get(spoken)
            .copied()
            .unwrap_or(Language::English)
    })
}

/// Speaks this language from now on, everywhere. Before the first call it is English, whatever the environment says.
pub fn speak(language: Language) {
    SPOKEN.store(language as u8, Ordering::Relaxed);
}

/// Speaks this language while `doing` lasts, on this thread only.
pub fn speaking<T>(language: Language, doing: impl FnOnce() -> T) -> T {
    struct Before(Option<Language>);
    impl Drop for Before {
        fn drop(&mut self) {
            HERE.set(self.0);
        }
    }
    let _before = Before(HERE.replace(Some(language)));
    doing()
}

/// A heading or a label as it stands amid a sentence: English writes it in lower case, German nouns keep their capital.
pub fn amid(label: &str) -> String {
    match language() {
        Language::English => label.to_lowercase(),
        Language::German => label.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_asks_for_a_language() {
        for locale in ["de", "de_DE.UTF-8", "de_AT@euro", "DE-ch"] {
            assert_eq!(Language::of_locale(locale), Language::German, "{locale}");
        }
        for locale in ["", "C", "POSIX", "C.UTF-8", "en_GB", "den", "fr_FR.UTF-8"] {
            assert_eq!(Language::of_locale(locale), Language::English, "{locale}");
        }
    }

    #[test]
    fn a_setting_counts_before_the_environment_and_that_in_its_order() {
        let of = |set: &'static [(&str, &str)]| {
            move |name: &str| {
                let found = set.iter().find(|(other, _)| *other == name);
                found.map(|(_, value)| (*value).to_owned())
            }
        };
        let german = of(&[
            ("LANG", "en_US.UTF-8"),
            ("LC_ALL", ""),
            ("LC_MESSAGES", "de_DE"),
        ]);
        assert_eq!(Language::chosen("auto", german), Language::German);
        assert_eq!(Language::chosen("en", german), Language::English);
        let english = of(&[("LC_ALL", "C"), ("LANG", "de_DE.UTF-8")]);
        assert_eq!(Language::chosen("auto", english), Language::English);
        assert_eq!(Language::chosen("de", english), Language::German);
        assert_eq!(Language::chosen("auto", of(&[])), Language::English);
    }

    #[test]
    fn a_scope_ends_where_it_ends() {
        assert_eq!(language(), Language::English);
        speaking(Language::German, || {
            assert_eq!(language(), Language::German);
            speaking(Language::English, || {
                assert_eq!(language(), Language::English);
            });
            assert_eq!(language(), Language::German);
        });
        assert_eq!(language(), Language::English);
    }
}
