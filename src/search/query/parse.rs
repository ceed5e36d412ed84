//! From the text of a query to what it asks for.

use std::ops::Range;

use super::explain::{self, Note, NoteKind};
use super::value::{GradeTest, read_dates};
use super::{
    AnyOf, Clause, Having, Kind, MAX_CLAUSES, MAX_VALUE, MAX_VALUES, Query, QueryField, Takes,
    Test, Value, Words,
};
use crate::text::text;

/// Takes a text apart.
pub(super) fn query(text: &str) -> Query {
    let mut query = Query::default();
    // The alternatives that are being collected, and whether a bar has just been read.
    let mut open = AnyOf::default();
    let mut after_bar = false;
    let (mut count, mut values) = (0, 0);
    for token in Tokens::new(text) {
        if token.is_bar && !open.clauses.is_empty() && !after_bar {
            after_bar = true;
            continue;
        }
        if count == MAX_CLAUSES || values >= MAX_VALUES {
            query.notes.push(too_long(token.span.start..text.len()));
            break;
        }
        query.notes.extend(token.notes);
        let joins = std::mem::take(&mut after_bar);
        let Some(mut clause) = token.clause else {
            continue;
        };
        count += 1;
        values += clause.values.len();
        if values > MAX_VALUES {
            let kept = clause.values.len() - (values - MAX_VALUES);
            let cut = clause.values[kept].span.start;
            clause.values.truncate(kept);
            query.notes.push(too_long(cut..token.span.end));
        }
        if !joins {
            close(&mut query.all, std::mem::take(&mut open));
        }
        open.clauses.push(clause);
    }
    close(&mut query.all, open);
    query
}

fn too_long(span: Range<usize>) -> Note {
    Note {
        span,
        kind: NoteKind::Advice,
        message: text!(
            "query-this-is-left-out-only",
            max_clauses = MAX_CLAUSES,
            max_values = MAX_VALUES
        ),
        instead: None,
    }
}

/// Adds alternatives to what must hold. Names of one field that are asked for one after the other are
/// alternatives too; nobody is in two departments.
fn close(all: &mut Vec<AnyOf>, any: AnyOf) {
    let joins = |clause: &Clause| !clause.not && !clause.is_words() && !clause.compares();
    match any.clauses.as_slice() {
        [] => {}
        [clause] if joins(clause) => {
            let same = all
                .iter_mut()
                .find_map(|known| match known.clauses.as_mut_slice() {
                    [known] if joins(known) && known.field == clause.field => Some(known),
                    _ => None,
                });
            // What is there at all can all be there.
            match same.filter(|known| known.field != Some(QueryField::Has)) {
                Some(known) => known.values.extend(clause.values.iter().cloned()),
                None => all.push(any),
            }
        }
        _ if all.iter().any(|known| same(known, &any)) => {}
        _ => all.push(any),
    }
}

/// Whether two say the same, wherever they stand.
fn same(a: &AnyOf, b: &AnyOf) -> bool {
    let tests = |any: &AnyOf| -> Vec<(Option<QueryField>, bool, Vec<Test>)> {
        let clauses = any.clauses.iter();
        clauses
            .map(|clause| {
                let tests = clause.values.iter().map(|value| value.test.clone());
                (clause.field, clause.not, tests.collect())
            })
            .collect()
    };
    tests(a) == tests(b)
}

/// What stands between two pieces of white space.
pub(super) struct Token {
    pub(super) span: Range<usize>,
    is_bar: bool,
    /// `None` when nothing is asked for, or nothing that makes sense.
    pub(super) clause: Option<Clause>,
    /// Whether its last value has quotes that are still open.
    pub(super) is_open: bool,
    /// A field with a colon, and the raw values behind it.
    pub(super) field: Option<(QueryField, bool, Vec<Operand>)>,
    notes: Vec<Note>,
}

/// A value as it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Operand {
    /// A sign before a quote.
    sign: Option<char>,
    /// Without quotes, and with plain spaces for escaped ones.
    pub(super) body: String,
    quoted: bool,
    /// Whether the quotes are still open, and would swallow whatever follows.
    is_open: bool,
    /// Whether a `$` follows the quotes.
    end: bool,
    pub(super) span: Range<usize>,
}

/// Reads a text token by token.
pub(super) struct Tokens<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Tokens<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn eat(&mut self, wanted: char) -> bool {
        let found = self.rest().starts_with(wanted);
        if found {
            self.at += wanted.len_utf8();
        }
        found
    }

    /// A name and a colon. A name that is no field is none, but is told.
    fn field(&mut self, notes: &mut Vec<Note>) -> Option<QueryField> {
        let name = name_before_colon(self.rest())?;
        let span = self.at..self.at + name.len() + 1;
        match QueryField::named(name) {
            Some(field) => {
                self.at = span.end;
                Some(field)
            }
            None => {
                let behind = &self.text[span.end..];
                notes.extend(explain::unknown_field(name, behind, span));
                None
            }
        }
    }

    /// One value: up to white space, or to a comma where there is a list.
    fn operand(&mut self, in_list: bool) -> Operand {
        let start = self.at;
        let mut operand = Operand {
            sign: None,
            body: String::new(),
            quoted: false,
            is_open: false,
            end: false,
            span: start..start,
        };
        let after_sign = self.rest().strip_prefix(['\'', '^']);
        if after_sign.is_some_and(|rest| rest.starts_with(is_quote)) {
            operand.sign = self.rest().chars().next();
            self.at += 1;
        }
        if let Some(inside) = self.rest().strip_prefix(is_quote) {
            self.at = self.text.len() - inside.len();
            let end = inside.find(is_quote).unwrap_or(inside.len());
            operand.is_open = end == inside.len();
            operand.body.push_str(&inside[..end]);
            operand.quoted = true;
            self.at += end;
            self.at += self.rest().chars().next().map_or(0, char::len_utf8);
            operand.end = self.eat('$');
        } else {
            while let Some(c) = self.rest().chars().next() {
                if c == '\\' && self.rest()[1..].starts_with(' ') {
                    operand.body.push(' ');
                    self.at += 2;
                    continue;
                }
                if c.is_whitespace() || (in_list && c == ',') {
                    break;
                }
                operand.body.push(c);
                self.at += c.len_utf8();
            }
        }
        operand.span.end = self.at;
        operand
    }

    /// Values with commas between them.
    fn list(&mut self) -> Vec<Operand> {
        let mut list = vec![self.operand(true)];
        while self.eat(',') {
            list.push(self.operand(true));
        }
        list
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
        let start = self.at;
        if self.rest().is_empty() {
            return None;
        }
        let mut token = Token {
            span: start..start,
            is_bar: false,
            clause: None,
            is_open: false,
            field: None,
            notes: Vec::new(),
        };
        let not = self.eat('!');
        match self.field(&mut token.notes) {
            Some(field) => {
                let operands = self.list();
                token.is_open = operands.last().is_some_and(|last| last.is_open);
                token.span.end = self.at;
                token.clause = clause_of(field, not, &operands, &mut token);
                token.field = Some((field, not, operands));
            }
            None => {
                let operand = self.operand(false);
                token.is_open = operand.is_open;
                token.span.end = self.at;
                token.is_bar = !not && !operand.quoted && operand.body == "|";
                token.clause = words(&operand, not).map(|words| Clause {
                    field: None,
                    not,
                    values: vec![Value {
                        test: Test::Words(words),
                        span: operand.span,
                    }],
                    span: token.span.clone(),
                });
            }
        }
        Some(token)
    }
}

/// What a field asks for; values that it cannot have are told and left out.
fn clause_of(
    field: QueryField,
    not: bool,
    operands: &[Operand],
    token: &mut Token,
) -> Option<Clause> {
    let mut values = Vec::new();
    for operand in operands.iter().filter(|operand| !operand.is_empty()) {
        match test(field, not, operand) {
            Some(test) => values.push(Value {
                test,
                span: operand.span.clone(),
            }),
            None => {
                let note = explain::wrong_value(field, &operand.body, operand.span.clone());
                token.notes.push(note);
            }
        }
    }
    if values.is_empty() {
        if token.notes.is_empty() {
            let note = explain::missing_value(field, token.span.clone());
            token.notes.push(note);
        }
        return None;
    }
    Some(Clause {
        field: Some(field),
        not,
        values,
        span: token.span.clone(),
    })
}

impl Operand {
    fn is_empty(&self) -> bool {
        self.body.trim().is_empty()
    }
}

/// The letters before a colon, if there are any: what could be meant for a field.
pub(super) fn name_before_colon(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_ascii_alphabetic() && !matches!(c, '-' | '_'))?;
    let (name, rest) = text.split_at(end);
    (rest.starts_with(':') && name.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(name)
}

pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

/// What a value of a field asks for; `None` when the field cannot have it.
fn test(field: QueryField, not: bool, operand: &Operand) -> Option<Test> {
    let text = operand.body.trim();
    match field.takes() {
        Takes::Words => words(operand, not).map(Test::Words),
        Takes::Name => Some(Test::Name(text.chars().take(MAX_VALUE).collect())),
        Takes::Grade => GradeTest::read(text).map(Test::Grade),
        Takes::Date => read_dates(text).map(Test::Date),
        Takes::Choice(choices) => {
            let choice = choice(choices, text)?;
            Some(match field {
                QueryField::Has => Test::Has(Having::of(choice)?),
                _ => Test::Choice(choice),
            })
        }
    }
}

/// The word that is meant, which may be begun only.
fn choice(choices: &'static [&'static str], text: &str) -> Option<&'static str> {
    let text = text.to_lowercase().replace([' ', '_'], "-");
    let mut begun = choices.iter().filter(|choice| choice.starts_with(&text));
    let whole = choices.iter().find(|choice| **choice == text);
    let only = begun.next().filter(|_| begun.next().is_none());
    whole.or(only).copied()
}

/// Words and how they must stand, by the signs around them. `None` when no words are left.
fn words(operand: &Operand, not: bool) -> Option<Words> {
    let (kind, text) = if operand.quoted {
        let kind = match (operand.sign, operand.end) {
            (Some('^'), true) => Kind::Equal,
            (Some('^'), false) => Kind::Prefix,
            (_, true) => Kind::Suffix,
            (Some(_), false) => Kind::Exact,
            (None, false) if not => Kind::Exact,
            (None, false) => Kind::Phrase,
        };
        (kind, operand.body.as_str())
    } else {
        signs(&operand.body, not)
    };
    let text: String = text.chars().take(MAX_VALUE).collect();
    (!text.trim().is_empty()).then_some(Words { text, kind })
}

/// The signs around words that are not quoted, in fzf's order: the end first, then what is before.
fn signs(text: &str, not: bool) -> (Kind, &str) {
    let (suffix, text) = match text.strip_suffix('$') {
        Some(before) if !before.is_empty() => (true, before),
        _ => (false, text),
    };
    if let Some(after) = text.strip_prefix('\'') {
        return match after.strip_suffix('\'') {
            Some(between) if !between.is_empty() => (Kind::Whole, between),
            _ => (Kind::Exact, after),
        };
    }
    if let Some(after) = text.strip_prefix('^') {
        let kind = if suffix { Kind::Equal } else { Kind::Prefix };
        return (kind, after);
    }
    if suffix {
        return (Kind::Suffix, text);
    }
    if not {
        return (Kind::Exact, text);
    }
    // A quote at the end was meant to close something; no word of a definition ends in one.
    let text = text.trim_end_matches(|c| c == '\'' || is_quote(c));
    (Kind::Fuzzy, text)
}
