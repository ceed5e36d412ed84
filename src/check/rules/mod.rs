//! The rules: a file for each kin of them. Each file has its rules in `RULES`, with their examples, which are tests too.
//!
//! A new rule is a row of `RULES` in the file of its kin, and what it means and why in `rule.ftl` of each language; a new
//! kin is a file and its name below. What only looks for words is a list in `words/` beside that.

use std::sync::LazyLock;

use super::rule::Rule;

/// Declares the files, and lines their rules up.
macro_rules! kin {
    ($($file:ident)+) => {
        $(mod $file;)+

        static RULES: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
            [$($file::RULES),+].into_iter().flatten().collect()
        });
    };
}

kin! {
    reading
    inheritance
    references
    house
    upkeep
    levels
    indicators
    unfinished
    links
    repeats
    phrases
    place
    experience
    sentences
    coded
    duties
    titles
    labels
    reading_ease
    posting
    // Asks what the others have found, and so comes behind them.
    waivers
}

/// All rules, kin by kin.
pub fn rules() -> &'static [&'static Rule] {
    &RULES
}

/// The rule with this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().iter().copied().find(|rule| rule.id == id)
}

/// The rule whose id is spelled most like this, where one is near.
pub fn nearest(id: &str) -> Option<&'static Rule> {
    let near = |rule: &Rule| strsim::jaro_winkler(rule.id, id);
    let all = rules().iter().copied();
    all.max_by(|a, b| near(a).total_cmp(&near(b)))
        .filter(|rule| near(rule) > 0.75)
}

#[cfg(test)]
mod tests;
