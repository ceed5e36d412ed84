//! Families that say anything that a file can say.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use rolebook::model::*;

const TEXTS: &[&str] = &[
    "Runs the service desk",
    "Écrit für Größe",
    "Says \"no\" when it counts",
    "It's plain, isn't it",
    "Both \"these\" and 'those'",
    "A # that is no comment",
    "Keeps C:\\logs\\ tidy",
    "C:\\ and it's",
    "[brackets], {braces} = \"both\"",
    "日本語の説明 👩‍💻 e\u{301}",
    "One line\nand another",
    "\nBegins with a line",
    "First\n# looks like a comment\n  \"three\", ]\n",
    "Three \"\"\" quotes\nand ''' more",
    "Ends in quotes \"\"",
    "Ends in a backslash\n\\",
    "  spaces around  ",
    "tab\there",
    "a bell\u{7}, a return\r and an escape\u{1b}[0m",
    "\u{feff}a mark, \u{85} and \u{2028}",
    "42",
    "true",
];

/// Any text that is set.
pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(TEXTS).prop_map(str::to_owned),
        2 => "[a-zA-Z][a-z ,'\"\\\\#]{0,120}",
        1 => "\\PC{1,20}",
    ]
}

/// Any text, the empty one too.
fn entry() -> impl Strategy<Value = String> {
    prop_oneof![9 => text(), 1 => Just(String::new())]
}

fn id() -> impl Strategy<Value = String> {
    "[a-z][a-z0-9-]{0,30}"
}

fn waiver() -> impl Strategy<Value = Waiver> {
    let more = (
        option::of(text()),
        option::of(text()),
        option::of(date()),
        option::of(id()),
    );
    (id(), more).prop_map(|(rule, (reason, by, until, hash))| Waiver {
        rule,
        reason,
        by,
        until,
        hash,
    })
}

fn item() -> impl Strategy<Value = Item> {
    let more = (
        option::of(id()),
        vec(entry(), 0..3),
        option::of(prop::sample::select(&[Need::Must, Need::Preferred][..])),
        vec(waiver(), 0..3),
    );
    let plain = entry().prop_map(Item::new);
    let full = (entry(), more).prop_map(|(text, (id, tags, need, waive))| {
        let more = ItemDetails {
            id,
            tags,
            need,
            waive,
        };
        Item::with(text, more)
    });
    prop_oneof![3 => plain, 1 => full]
}

fn manager() -> impl Strategy<Value = ReportsTo> {
    (entry(), option::of(id()), option::of(text())).prop_map(|(title, role, link)| ReportsTo {
        title: title.into(),
        role: role.map(Into::into),
        link: link.map(Into::into),
    })
}

fn extends() -> impl Strategy<Value = Extends> {
    prop_oneof![
        option::of(id()).prop_map(|all| Extends {
            all,
            ..Extends::default()
        }),
        prop::array::uniform3(option::of(id())).prop_map(|lists| Extends { all: None, lists }),
    ]
}

fn grade() -> impl Strategy<Value = Grade> {
    prop_oneof![
        any::<i64>().prop_map(Grade::Number),
        text().prop_map(|text| Grade::Text(text.into()))
    ]
}

fn date() -> impl Strategy<Value = Date> {
    (0..10_000u16, 1..13u8, 1..29u8).prop_map(|(year, month, day)| Date { year, month, day })
}

fn indicator() -> impl Strategy<Value = Indicator> {
    (entry(), option::of(text()), option::of(text())).prop_map(|(name, target, link)| Indicator {
        name: name.into(),
        target: target.map(Into::into),
        link: link.map(Into::into),
    })
}

fn ladder() -> impl Strategy<Value = CareerLadder> {
    let step = (entry(), entry(), option::of(text())).prop_map(|(from, to, kind)| LadderStep {
        from,
        to,
        kind,
    });
    (option::of(text()), vec(step, 0..3))
        .prop_map(|(summary, steps)| CareerLadder { summary, steps })
}

fn hiring() -> impl Strategy<Value = HiringProcess> {
    (option::of(text()), vec(entry(), 0..3), option::of(text())).prop_map(
        |(intro, steps, outro)| HiringProcess {
            intro,
            steps,
            outro,
        },
    )
}

fn body() -> impl Strategy<Value = Body> {
    let words = (
        option::of(text()),
        option::of(text()),
        option::of(prop::sample::select(Status::WORDS)),
        option::of(text()),
        option::of(date()),
        vec(entry(), 0..4),
        option::of(grade()),
        vec(manager(), 0..3),
        option::of(prop::sample::select(Track::WORDS)),
        extends(),
    );
    let rest = (
        prop::array::uniform3(vec(item(), 0..4)),
        vec(entry(), 0..3),
        vec(indicator(), 0..3),
        option::of(ladder()),
        option::of(hiring()),
        vec(waiver(), 0..2),
    );
    (words, rest).prop_map(
        |(words, (lists, omit, indicators, ladder, hiring, waive))| {
            let (title, summary, status, owner, due, tags, grade, managers, track, extends) = words;
            let more = BodyDetails {
                status: status.map(|word| word.parse().unwrap()),
                owner: owner.map(Into::into),
                review_due: due,
                tags,
                omit,
                performance_indicators: indicators,
                career_ladder: ladder.unwrap_or_default().into(),
                hiring_process: hiring.unwrap_or_default().into(),
                waive,
            };
            Body {
                title: title.map(Into::into),
                summary: summary.map(Into::into),
                grade,
                reports_to: managers,
                track: track.map(|word| word.parse().unwrap()),
                extends: extends.into(),
                lists,
                more: more.into(),
            }
        },
    )
}

fn variation() -> impl Strategy<Value = Variation> {
    (entry(), vec(entry(), 0..4), body()).prop_map(|(id, roles, body)| Variation {
        id: id.into(),
        roles: roles.into_iter().map(Into::into).collect(),
        body,
    })
}

pub fn family() -> impl Strategy<Value = Family> {
    let role = (entry(), body()).prop_map(|(id, body)| Role {
        id: id.into(),
        body,
    });
    let section = (entry(), entry()).prop_map(|(heading, body)| Section { heading, body });
    (
        body(),
        vec(role, 0..3),
        vec(variation(), 0..2),
        vec(variation(), 0..2),
        vec(section, 0..3),
        option::of((entry(), entry())),
    )
        .prop_map(
            |(body, roles, specialties, segments, sections, page)| Family {
                body,
                roles,
                specialties,
                segments,
                sections,
                page: page
                    .map(|(front_matter, template)| Page {
                        front_matter,
                        template,
                    })
                    .unwrap_or_default()
                    .into(),
            },
        )
}
