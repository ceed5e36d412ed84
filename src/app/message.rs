//! The line at the bottom.

/// How a message is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// For the record.
    Info,
    /// Something went as wanted.
    Done,
    /// Something did not.
    Error,
}

/// Something to tell the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// How it is meant.
    pub mood: Mood,
    /// In words.
    pub text: String,
}

impl Message {
    /// For the record.
    pub fn info(text: impl Into<String>) -> Self {
        Self {
            mood: Mood::Info,
            text: text.into(),
        }
    }

    /// Something went as wanted.
    pub fn done(text: impl Into<String>) -> Self {
        Self {
            mood: Mood::Done,
            text: text.into(),
        }
    }

    /// Something did not.
    pub fn error(text: impl Into<String>) -> Self {
        Self {
            mood: Mood::Error,
            text: text.into(),
        }
    }
}
