//! The parts of a family: what each key of a role or a variation says.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::super::problem::ProblemKind;
use super::{Reader, as_integer};
use crate::model::{
    Body, BodyDetails, CareerLadder, CheckSettings, Date, Extends, Grade, HiringProcess, Indicator,
    Item, ItemDetails, LadderStep, ListKind, Need, ReportsTo, Status, Track, Waiver,
};
use crate::text::said;

impl Reader<'_> {
    pub(super) fn body(&mut self, table: &DeTable<'_>) -> Body {
        Body {
            title: self.text(table, "title"),
            summary: self.text(table, "summary"),
            grade: self.grade(table),
            reports_to: self.reports_to(table),
            track: self.word::<Track>(table, "track", Track::WORDS),
            extends: self.extends(table).into(),
            lists: ListKind::ALL.map(|kind| self.items(table, kind.key())),
            more: self.body_details(table).into(),
        }
    }

    fn body_details(&mut self, table: &DeTable<'_>) -> BodyDetails {
        BodyDetails {
            status: self.word::<Status>(table, "status", Status::WORDS),
            owner: self.text(table, "owner"),
            review_due: self.date(table, "review_due"),
            tags: self.strings(table, "tags"),
            omit: self.strings(table, "omit"),
            performance_indicators: self.indicators(table),
            career_ladder: self.ladder(table).into(),
            hiring_process: self.hiring(table).into(),
            waive: self.waivers(table),
        }
    }

    fn date(&mut self, table: &DeTable<'_>, key: &str) -> Option<Date> {
        let value = table.get(key)?;
        let date = match value.get_ref() {
            DeValue::Datetime(datetime) => datetime.date.map(|date| Date {
                year: date.year,
                month: date.month,
                day: date.day,
            }),
            DeValue::String(text) if text.is_empty() => return None,
            DeValue::String(text) => text.parse().ok(),
            _ => None,
        };
        if date.is_none() {
            self.wrong(key, said!("reading-a-date-such-as-2027"), value);
        }
        date
    }

    fn grade(&mut self, table: &DeTable<'_>) -> Option<Grade> {
        let value = table.get("grade")?;
        match value.get_ref() {
            DeValue::String(text) => self.text_of(text).map(Grade::Text),
            other => {
                let number = as_integer(other).map(Grade::Number);
                if number.is_none() {
                    self.wrong("grade", said!("reading-a-whole-number-or-a"), value);
                }
                number
            }
        }
    }

    fn reports_to(&mut self, table: &DeTable<'_>) -> Vec<ReportsTo> {
        // One manager written without the list around it is clear enough.
        let alone = table
            .get("reports_to")
            .filter(|value| matches!(value.get_ref(), DeValue::String(_) | DeValue::Table(_)));
        let values = match alone {
            Some(value) => vec![value],
            None => self.values(table, "reports_to"),
        };
        let mut managers = Vec::with_capacity(values.len());
        for value in values {
            match value.get_ref() {
                DeValue::String(title) => {
                    managers.extend(self.text_of(title).map(|title| ReportsTo {
                        title,
                        ..ReportsTo::default()
                    }));
                }
                DeValue::Table(inner) => {
                    self.unknown(inner, &[&["title", "role", "link"]]);
                    managers.push(ReportsTo {
                        title: self.text(inner, "title").unwrap_or_default(),
                        role: self.text(inner, "role"),
                        link: self.text(inner, "link"),
                    });
                }
                _ => self.wrong("reports_to", said!("reading-a-list-of"), value),
            }
        }
        managers
    }

    fn extends(&mut self, table: &DeTable<'_>) -> Extends {
        let mut extends = Extends::default();
        let Some(value) = table.get("extends") else {
            return extends;
        };
        match value.get_ref() {
            DeValue::String(id) => extends.all = self.text_of(id).map(String::from),
            DeValue::Table(inner) => {
                self.unknown(
                    inner,
                    &[&["responsibilities", "requirements", "nice_to_have"]],
                );
                extends.lists = ListKind::ALL.map(|kind| self.string(inner, kind.key()));
            }
            _ => self.wrong("extends", said!("reading-the-id-of-a-role"), value),
        }
        extends
    }

    fn items(&mut self, table: &DeTable<'_>, key: &str) -> Vec<Item> {
        let values = self.values(table, key);
        let mut items = Vec::with_capacity(values.len());
        for value in values {
            match value.get_ref() {
                DeValue::String(text) => items.push(Item::new(self.piece(text))),
                DeValue::Table(inner) => {
                    self.unknown(inner, &[&["text", "id", "tags", "need", "waive"]]);
                    let more = ItemDetails {
                        id: self.string(inner, "id"),
                        tags: self.strings(inner, "tags"),
                        need: match self.string(inner, "need").as_deref() {
                            Some("must") => Some(Need::Must),
                            Some("preferred") => Some(Need::Preferred),
                            Some(other) => {
                                let span = inner.get("need").map_or(0..0, Spanned::span);
                                self.problem(
                                    span,
                                    ProblemKind::UnknownWord {
                                        key: "need",
                                        value: other.to_owned(),
                                        allowed: &["must", "preferred"],
                                    },
                                );
                                None
                            }
                            None => None,
                        },
                        waive: self.waivers(inner),
                    };
                    let text = self.text(inner, "text").unwrap_or_default();
                    items.push(Item::with(text, more));
                }
                _ => self.wrong(key, said!("reading-items-texts-in-quotes-or"), value),
            }
        }
        items
    }

    pub(super) fn waivers(&mut self, table: &DeTable<'_>) -> Vec<Waiver> {
        let mut waivers = Vec::new();
        for value in self.values(table, "waive") {
            match value.get_ref() {
                DeValue::String(rule) => waivers.push(Waiver::of(rule.as_ref())),
                DeValue::Table(inner) => {
                    self.unknown(inner, &[&["rule", "reason", "by", "until", "hash"]]);
                    waivers.push(Waiver {
                        rule: self.string(inner, "rule").unwrap_or_default(),
                        reason: self.string(inner, "reason"),
                        by: self.string(inner, "by"),
                        until: self.date(inner, "until"),
                        hash: self.string(inner, "hash"),
                    });
                }
                _ => self.wrong("waive", said!("reading-a-list-of-rules"), value),
            }
        }
        waivers
    }

    /// What `catalog.toml` asks of the check.
    pub(super) fn check(&mut self, table: &DeTable<'_>) -> CheckSettings {
        self.unknown(
            table,
            &[&["profile", "severity", "words", "allow", "budget"]],
        );
        CheckSettings {
            profile: self.string(table, "profile"),
            severity: self.keyed(table, "severity", |reader, inner, key| {
                reader.string(inner, key)
            }),
            words: self.keyed(table, "words", |reader, inner, key| {
                Some(reader.strings(inner, key))
            }),
            allow: self.keyed(table, "allow", |reader, inner, key| {
                Some(reader.strings(inner, key))
            }),
            budget: self.keyed(table, "budget", |reader, inner, key| {
                reader.integer(inner, key)
            }),
            waive: Vec::new(),
        }
    }

    /// A table whose keys anybody may choose.
    fn keyed<T>(
        &mut self,
        table: &DeTable<'_>,
        name: &str,
        value: impl Fn(&mut Self, &DeTable<'_>, &str) -> Option<T>,
    ) -> BTreeMap<String, T> {
        let Some(inner) = self.table(table, name) else {
            return BTreeMap::new();
        };
        let keys = inner.iter().map(|(key, _)| key.get_ref());
        keys.filter_map(|key| Some((key.to_string(), value(self, inner, key)?)))
            .collect()
    }

    fn indicators(&mut self, table: &DeTable<'_>) -> Vec<Indicator> {
        let tables = self.tables(table, "performance_indicators");
        let mut indicators = Vec::with_capacity(tables.len());
        for (inner, _) in tables {
            self.unknown(inner, &[&["name", "target", "link"]]);
            indicators.push(Indicator {
                name: self.text(inner, "name").unwrap_or_default(),
                target: self.text(inner, "target"),
                link: self.text(inner, "link"),
            });
        }
        indicators
    }

    fn ladder(&mut self, table: &DeTable<'_>) -> CareerLadder {
        let Some(inner) = self.table(table, "career_ladder") else {
            return CareerLadder::default();
        };
        self.unknown(inner, &[&["summary", "steps"]]);
        let mut ladder = CareerLadder {
            summary: self.string(inner, "summary"),
            steps: Vec::new(),
        };
        for (step, _) in self.tables(inner, "steps") {
            self.unknown(step, &[&["from", "to", "kind"]]);
            ladder.steps.push(LadderStep {
                from: self.string(step, "from").unwrap_or_default(),
                to: self.string(step, "to").unwrap_or_default(),
                kind: self.string(step, "kind"),
            });
        }
        ladder
    }

    fn hiring(&mut self, table: &DeTable<'_>) -> HiringProcess {
        let Some(inner) = self.table(table, "hiring_process") else {
            return HiringProcess::default();
        };
        self.unknown(inner, &[&["intro", "steps", "outro"]]);
        HiringProcess {
            intro: self.string(inner, "intro"),
            steps: self.strings(inner, "steps"),
            outro: self.string(inner, "outro"),
        }
    }
}
