//! What is wrong with a command line, in the language that is spoken. The parser has words of its own, which are English;
//! here it is asked what it found, and that is told.

use std::error::Error as _;
use std::num::ParseIntError;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::text::{Language, language, text};

/// What to print of a complaint, or else of the help that was asked for.
pub(super) fn told(error: &Error) -> String {
    let own = error.render().ansi().to_string();
    if language() == Language::English || !error.use_stderr() {
        return own;
    }
    let Some(mut out) = what(error) else {
        // Nothing is known of it but its words; those around them can be told.
        let own = own.replacen("error:", text!("cli-error"), 1);
        let own = own.replace("Usage:", text!("cli-usage"));
        return match own.split_once("For more information") {
            Some((before, _)) => format!("{before}{}\n", text!("cli-more-with-help")),
            None => own,
        };
    };
    let tips = tips(error);
    if !tips.is_empty() {
        out.push('\n');
    }
    for tip in tips {
        out.push_str(&format!("\n  {} {tip}", text!("cli-tip")));
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        let usage = usage.trim().trim_start_matches("Usage:").trim();
        out.push_str(&format!("\n\n{} {usage}", text!("cli-usage")));
    }
    format!(
        "{} {out}\n\n{}\n",
        text!("cli-error"),
        text!("cli-more-with-help")
    )
}

fn string(error: &Error, kind: ContextKind) -> Option<&str> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text),
        _ => None,
    }
}

/// A list of what could be said instead, one or several.
fn strings(error: &Error, kind: ContextKind) -> Vec<&str> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text],
        Some(ContextValue::Strings(texts)) => texts.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    }
}

/// The complaint itself, where it is one of those whose words are known.
fn what(error: &Error) -> Option<String> {
    let argument = || string(error, ContextKind::InvalidArg);
    let value = || string(error, ContextKind::InvalidValue);
    let number = |kind| match error.get(kind)? {
        ContextValue::Number(number) => Some(*number),
        _ => None,
    };
    Some(match error.kind() {
        ErrorKind::UnknownArgument => text!("cli-unexpected-argument", argument = argument()?),
        ErrorKind::InvalidSubcommand => {
            let command = string(error, ContextKind::InvalidSubcommand)?;
            text!("cli-unrecognized-subcommand", command)
        }
        ErrorKind::InvalidValue => {
            let said = match value()? {
                "" => text!("cli-a-value-is-required", argument = argument()?),
                value => text!("cli-invalid-value", value, argument = argument()?),
            };
            let known = strings(error, ContextKind::ValidValue);
            match known.as_slice() {
                [] => said,
                known => format!("{said}\n  {}", values(known)),
            }
        }
        ErrorKind::ValueValidation => {
            let said = text!(
                "cli-invalid-value",
                value = value()?,
                argument = argument()?
            );
            match error.source() {
                Some(source) if source.is::<ParseIntError>() => {
                    format!("{said}: {}", text!("cli-that-is-no-whole-number"))
                }
                Some(source) => format!("{said}: {source}"),
                None => said,
            }
        }
        ErrorKind::TooManyValues => {
            text!(
                "cli-unexpected-value",
                value = value()?,
                argument = argument()?
            )
        }
        ErrorKind::TooFewValues => text!(
            "cli-too-few-values",
            argument = argument()?,
            least = number(ContextKind::MinValues)?,
            given = number(ContextKind::ActualNumValues)?
        ),
        ErrorKind::NoEquals => text!("cli-equal-sign-is-needed", argument = argument()?),
        ErrorKind::ArgumentConflict => {
            let argument = argument()?;
            let others = strings(error, ContextKind::PriorArg);
            match others.as_slice() {
                [other] if *other == argument => text!("cli-cannot-be-used-twice", argument),
                others => {
                    text!(
                        "cli-cannot-be-used-with",
                        argument,
                        others = others.join(", ")
                    )
                }
            }
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = strings(error, ContextKind::InvalidArg);
            let rows: String = missing.iter().map(|one| format!("\n  {one}")).collect();
            format!("{}{rows}", text!("cli-required-arguments-are-missing"))
        }
        ErrorKind::MissingSubcommand => {
            let command = string(error, ContextKind::InvalidSubcommand)?;
            text!(
                "cli-a-subcommand-is-required",
                command,
                known = strings(error, ContextKind::ValidSubcommand).join(", ")
            )
        }
        ErrorKind::InvalidUtf8 => text!("cli-arguments-are-not-utf-8").to_owned(),
        _ => return None,
    })
}

/// The values that an argument takes.
pub(super) fn values(known: &[&str]) -> String {
    text!("cli-possible-values", known = known.join(", "))
}

fn tips(error: &Error) -> Vec<String> {
    let kinds = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ];
    let meant = kinds.map(|kind| strings(error, kind));
    let mut tips: Vec<String> = meant
        .iter()
        .filter(|meant| !meant.is_empty())
        .map(|meant| text!("cli-is-this-meant", meant = meant.join(", ")))
        .collect();
    // What is told of these is how an argument is given that begins like an option.
    if let (Some(ContextValue::StyledStrs(_)), Some(argument)) = (
        error.get(ContextKind::Suggested),
        string(error, ContextKind::InvalidArg),
    ) && tips.is_empty()
    {
        tips.push(text!("cli-to-pass-as-a-value", argument));
    }
    tips
}
