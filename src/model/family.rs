//! The parts of a family as the file format has them, before anything is inherited.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize, Serializer};

use super::item::Item;
use super::seldom::{Empty, Seldom};
use super::text::Text;
use super::waiver::Waiver;
use crate::text::text;

/// One job family: one TOML file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Family {
    /// What the family says for every role in it.
    pub body: Body,
    /// The roles (levels or titles) in the order of the file.
    pub roles: Vec<Role>,
    /// Variations by what people work on.
    pub specialties: Vec<Variation>,
    /// Variations by whom people sell to or serve.
    pub segments: Vec<Variation>,
    /// Whatever has no field of its own, in order.
    pub sections: Vec<Section>,
    /// How the handbook page is written that this family came from.
    pub page: Seldom<Page>,
}

/// What a family's handbook page has besides what the family says, so that the page can be written again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// The lines between the two `---` at the top, as they are; empty when there are none.
    pub front_matter: String,
    /// The page below its front matter, with a placeholder wherever something stands that the family says.
    pub template: String,
}

/// The fields that families, roles and variations share.
///
/// `None` and empty both mean "not set here": the effective role takes the nearest value that is set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// Display name.
    pub title: Option<Text>,
    /// What this is, in inline Markdown; may hold several lines.
    pub summary: Option<Text>,
    /// Job grade; not used on a family.
    pub grade: Option<Grade>,
    /// Whom the role reports to; not used on a family.
    pub reports_to: Vec<ReportsTo>,
    /// Individual contributor or manager; not used on a family.
    pub track: Option<Track>,
    /// Which role of the family this one extends; not used on a family.
    pub extends: Seldom<Extends>,
    /// Responsibilities, requirements and nice-to-haves, indexed by [`ListKind`].
    pub lists: [Vec<Item>; 3],
    /// What families say, and few of their roles and variations.
    pub more: Seldom<BodyDetails>,
}

/// What a part of a family can say beside what most roles do. Catalogs have up to tens of thousands of roles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BodyDetails {
    /// Where it stands in its life.
    pub status: Option<Status>,
    /// The team that keeps it.
    pub owner: Option<Text>,
    /// The day by which somebody should read it again.
    pub review_due: Option<Date>,
    /// Free labels.
    pub tags: Vec<String>,
    /// Inherited items that are dropped here, by text or by item id.
    pub omit: Vec<String>,
    /// Measures of success.
    pub performance_indicators: Vec<Indicator>,
    /// Where one can go from here.
    pub career_ladder: Seldom<CareerLadder>,
    /// What a candidate goes through.
    pub hiring_process: Seldom<HiringProcess>,
    /// Findings that somebody decided to live with throughout this part; on a family, in all of it.
    pub waive: Vec<Waiver>,
}

impl Body {
    /// The items of one list.
    pub fn list(&self, kind: ListKind) -> &[Item] {
        &self.lists[kind as usize]
    }
}

/// One position of a family: a level or a title of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Role {
    /// Unique in the family.
    pub id: Text,
    /// Everything else.
    pub body: Body,
}

/// A specialty or a segment: a variation of some roles of the family.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Variation {
    /// Unique in the family.
    pub id: Text,
    /// The ids of the roles that it varies; empty means all of them.
    pub roles: Vec<Text>,
    /// Everything else.
    pub body: Body,
}

/// Which of the two kinds of variation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VariationKind {
    /// What people work on.
    Specialty,
    /// Whom people sell to or serve.
    Segment,
}

impl Empty for BodyDetails {
    fn empty() -> &'static Self {
        static EMPTY: BodyDetails = BodyDetails {
            status: None,
            owner: None,
            review_due: None,
            tags: Vec::new(),
            omit: Vec::new(),
            performance_indicators: Vec::new(),
            career_ladder: Seldom::EMPTY,
            hiring_process: Seldom::EMPTY,
            waive: Vec::new(),
        };
        &EMPTY
    }
}

impl Empty for Extends {
    fn empty() -> &'static Self {
        static EMPTY: Extends = Extends {
            all: None,
            lists: [None, None, None],
        };
        &EMPTY
    }
}

impl Empty for CareerLadder {
    fn empty() -> &'static Self {
        static EMPTY: CareerLadder = CareerLadder {
            summary: None,
            steps: Vec::new(),
        };
        &EMPTY
    }
}

impl Empty for HiringProcess {
    fn empty() -> &'static Self {
        static EMPTY: HiringProcess = HiringProcess {
            intro: None,
            steps: Vec::new(),
            outro: None,
        };
        &EMPTY
    }
}

impl Empty for Page {
    fn empty() -> &'static Self {
        static EMPTY: Page = Page {
            front_matter: String::new(),
            template: String::new(),
        };
        &EMPTY
    }
}

/// The three lists of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ListKind {
    /// What the role does.
    Responsibilities,
    /// What it asks for.
    Requirements,
    /// What is welcome.
    NiceToHave,
}

impl ListKind {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Responsibilities, Self::Requirements, Self::NiceToHave];

    /// The key in the file.
    pub fn key(self) -> &'static str {
        match self {
            Self::Responsibilities => "responsibilities",
            Self::Requirements => "requirements",
            Self::NiceToHave => "nice_to_have",
        }
    }

    /// What the list is called on the screen, in the language that is spoken; [`Self::heading`] is what files say.
    pub fn label(self) -> &'static str {
        match self {
            Self::Responsibilities => text!("model-responsibilities"),
            Self::Requirements => text!("model-requirements"),
            Self::NiceToHave => text!("model-nice-to-have"),
        }
    }

    /// The heading on a page or a screen.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Responsibilities => "Responsibilities",
            Self::Requirements => "Requirements",
            Self::NiceToHave => "Nice to have",
        }
    }
}

impl FromStr for ListKind {
    type Err = ();

    /// Reads the key of the file or an unambiguous beginning of it ("req", "resp", "nice").
    fn from_str(text: &str) -> Result<Self, ()> {
        let text = text.trim().to_ascii_lowercase().replace('-', "_");
        if text.len() < 3 {
            return Err(());
        }
        Self::ALL
            .into_iter()
            .filter(|kind| kind.key().starts_with(&text))
            .collect::<Vec<_>>()
            .as_slice()
            .try_into()
            .map(|[kind]: [Self; 1]| kind)
            .map_err(|_| ())
    }
}

/// A grade as the file has it: a number or a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Grade {
    /// `grade = 8`
    Number(i64),
    /// `grade = "M2"`
    Text(Text),
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
        }
    }
}

impl FromStr for Grade {
    type Err = std::convert::Infallible;

    /// Digits make a number, anything else a text.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        Ok(text
            .parse()
            .map_or_else(|_| Self::Text(text.into()), Self::Number))
    }
}

impl Serialize for Grade {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => serializer.serialize_i64(*number),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

/// A calendar day without a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year of the common era.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Date {
    type Err = ();

    /// Reads `YYYY-MM-DD`, Gregorian calendar.
    fn from_str(text: &str) -> Result<Self, ()> {
        let text = text.trim();
        let digits = |range: std::ops::Range<usize>| -> Option<u16> {
            let part = text.get(range)?;
            part.bytes()
                .all(|byte| byte.is_ascii_digit())
                .then(|| part.parse().ok())?
        };
        if text.len() != 10 || text.as_bytes()[4] != b'-' || text.as_bytes()[7] != b'-' {
            return Err(());
        }
        let (year, month, day) = (
            digits(0..4).ok_or(())?,
            digits(5..7).ok_or(())?,
            digits(8..10).ok_or(())?,
        );
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let last = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return Err(()),
        };
        if day == 0 || day > last {
            return Err(());
        }
        Ok(Self {
            year,
            month: month as u8,
            day: day as u8,
        })
    }
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $name {
            /// The words that the file may say, in their usual order.
            pub const WORDS: &'static [&'static str] = &[$($word,)+];

            /// The word in the file.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.word())
            }
        }

        impl FromStr for $name {
            type Err = ();
            fn from_str(text: &str) -> Result<Self, ()> {
                match text.trim() { $($word => Ok(Self::$variant),)+ _ => Err(()) }
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }
    };
}

words! {
    /// Where a definition stands in its life.
    Status {
        /// Being written.
        Draft = "draft",
        /// Waiting for agreement.
        InReview = "in-review",
        /// In use.
        Active = "active",
        /// Kept for the record.
        Archived = "archived",
    }
}

words! {
    /// Which of the two tracks a role is on.
    Track {
        /// Individual contributor.
        Ic = "ic",
        /// Leads people.
        Manager = "manager",
    }
}

/// One manager of a role.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ReportsTo {
    /// The manager's title.
    pub title: Text,
    /// The address of that role in the catalog, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Text>,
    /// A link to a page about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<Text>,
}

/// What a role extends: one role for everything, or one a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extends {
    /// `extends = "id"`: scalars and all lists.
    pub all: Option<String>,
    /// `extends = { requirements = "id" }`: that list alone, indexed by [`ListKind`].
    pub lists: [Option<String>; 3],
}

impl Extends {
    /// What the given list is extended from; `None` asks for the scalars.
    pub fn target(&self, list: Option<ListKind>) -> Option<&str> {
        list.and_then(|kind| self.lists[kind as usize].as_deref())
            .or(self.all.as_deref())
    }
}

/// A measure of success.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Indicator {
    /// What is measured.
    pub name: Text,
    /// Comparator, value and unit as written: `< 21 days`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<Text>,
    /// A page that says how it is measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<Text>,
}

/// Where a role can lead.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CareerLadder {
    /// Prose.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The edges.
    pub steps: Vec<LadderStep>,
}

impl CareerLadder {
    /// Whether nothing at all is said.
    pub fn is_empty(&self) -> bool {
        self.summary.is_none() && self.steps.is_empty()
    }
}

/// One edge of a career ladder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct LadderStep {
    /// An id of this family or an address.
    pub from: String,
    /// An id of this family or an address.
    pub to: String,
    /// `promotion`, `lateral` or a house's own word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
}

/// What a candidate goes through.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct HiringProcess {
    /// Said before the steps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intro: Option<String>,
    /// In order.
    pub steps: Vec<String>,
    /// Said after the steps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outro: Option<String>,
}

impl HiringProcess {
    /// Whether nothing at all is said.
    pub fn is_empty(&self) -> bool {
        self.intro.is_none() && self.steps.is_empty() && self.outro.is_none()
    }
}

/// A part of a page that has no field of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Its heading.
    pub heading: String,
    /// Its text, Markdown.
    pub body: String,
}

/// A part of a family's file that has a [`Body`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Node {
    /// The family itself.
    Family,
    /// `[[roles]]`, by place.
    Role(usize),
    /// `[[specialties]]`, by place.
    Specialty(usize),
    /// `[[segments]]`, by place.
    Segment(usize),
}

/// A family, or one role of it with at most one specialty and one segment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// Place in `roles`; `None` is the family itself.
    pub role: Option<usize>,
    /// Place in `specialties`.
    pub specialty: Option<usize>,
    /// Place in `segments`.
    pub segment: Option<usize>,
}

impl Position {
    /// The family itself.
    pub const FAMILY: Self = Self {
        role: None,
        specialty: None,
        segment: None,
    };

    /// The parts of the file that it is made of, the family first; not those that they extend.
    pub fn parts(self) -> Vec<Node> {
        std::iter::once(Node::Family)
            .chain(self.role.map(Node::Role))
            .chain(self.specialty.map(Node::Specialty))
            .chain(self.segment.map(Node::Segment))
            .collect()
    }

    /// A role without variation.
    pub fn role(role: usize) -> Self {
        Self {
            role: Some(role),
            ..Self::FAMILY
        }
    }

    /// The part of the file that says what is particular to this position.
    pub fn node(self) -> Node {
        match (self.segment, self.specialty, self.role) {
            (Some(segment), _, _) => Node::Segment(segment),
            (_, Some(specialty), _) => Node::Specialty(specialty),
            (_, _, Some(role)) => Node::Role(role),
            _ => Node::Family,
        }
    }
}

impl Family {
    /// The body of one part; `None` when there is no such part.
    pub fn body(&self, node: Node) -> Option<&Body> {
        match node {
            Node::Family => Some(&self.body),
            Node::Role(n) => self.roles.get(n).map(|role| &role.body),
            Node::Specialty(n) => self.specialties.get(n).map(|variation| &variation.body),
            Node::Segment(n) => self.segments.get(n).map(|variation| &variation.body),
        }
    }

    /// The body of one part, to change it.
    pub fn body_mut(&mut self, node: Node) -> Option<&mut Body> {
        match node {
            Node::Family => Some(&mut self.body),
            Node::Role(n) => self.roles.get_mut(n).map(|role| &mut role.body),
            Node::Specialty(n) => self.specialties.get_mut(n).map(|v| &mut v.body),
            Node::Segment(n) => self.segments.get_mut(n).map(|v| &mut v.body),
        }
    }

    /// A specialty or a segment.
    pub fn variation(&self, node: Node) -> Option<&Variation> {
        match node {
            Node::Specialty(n) => self.specialties.get(n),
            Node::Segment(n) => self.segments.get(n),
            Node::Family | Node::Role(_) => None,
        }
    }

    /// A specialty or a segment, to change it.
    pub fn variation_mut(&mut self, node: Node) -> Option<&mut Variation> {
        match node {
            Node::Specialty(n) => self.specialties.get_mut(n),
            Node::Segment(n) => self.segments.get_mut(n),
            Node::Family | Node::Role(_) => None,
        }
    }

    /// The id of one part; `None` for the family, which has none.
    pub fn id(&self, node: Node) -> Option<&str> {
        match node {
            Node::Family => None,
            Node::Role(n) => self.roles.get(n).map(|role| role.id.as_str()),
            Node::Specialty(n) => self.specialties.get(n).map(|v| v.id.as_str()),
            Node::Segment(n) => self.segments.get(n).map(|v| v.id.as_str()),
        }
    }

    /// The title of one part as it is shown: its own, or its id, or a stand-in.
    pub fn title(&self, node: Node) -> &str {
        self.body(node)
            .and_then(|body| body.title.as_deref())
            .or(self.id(node).filter(|id| !id.is_empty()))
            .unwrap_or_else(|| text!("model-no-title"))
    }

    /// The place of the role with this id.
    pub fn role_index(&self, id: &str) -> Option<usize> {
        self.roles.iter().position(|role| role.id == id)
    }

    /// The part with this id: a role before a specialty, and that before a segment.
    pub fn named(&self, id: &str) -> Option<Node> {
        let place = |list: &[Variation]| list.iter().position(|variation| variation.id == id);
        self.role_index(id)
            .map(Node::Role)
            .or_else(|| place(&self.specialties).map(Node::Specialty))
            .or_else(|| place(&self.segments).map(Node::Segment))
    }

    /// Which variations of one kind apply to a role, by place.
    pub fn variations_of(
        &self,
        kind: VariationKind,
        role: usize,
    ) -> impl Iterator<Item = usize> + '_ {
        let id = self.roles.get(role).map(|role| role.id.as_str());
        let variations = match kind {
            VariationKind::Specialty => &self.specialties,
            VariationKind::Segment => &self.segments,
        };
        variations
            .iter()
            .enumerate()
            .filter(move |(_, variation)| {
                id.is_some_and(|id| {
                    variation.roles.is_empty() || variation.roles.iter().any(|role| role == id)
                })
            })
            .map(|(index, _)| index)
    }

    /// The positions directly below one position: roles of a family; specialties and segments of a role;
    /// segments of a specialty.
    pub fn children(&self, position: Position) -> Vec<Position> {
        match (position.role, position.specialty, position.segment) {
            (None, _, _) => (0..self.roles.len()).map(Position::role).collect(),
            (Some(role), None, None) => {
                let specialties =
                    self.variations_of(VariationKind::Specialty, role)
                        .map(|specialty| Position {
                            specialty: Some(specialty),
                            ..position
                        });
                specialties
                    .chain(self.segments_below(position, role))
                    .collect()
            }
            (Some(role), Some(_), None) => self.segments_below(position, role).collect(),
            _ => Vec::new(),
        }
    }

    fn segments_below(
        &self,
        position: Position,
        role: usize,
    ) -> impl Iterator<Item = Position> + '_ {
        self.variations_of(VariationKind::Segment, role)
            .map(move |segment| Position {
                segment: Some(segment),
                ..position
            })
    }

    /// Every position, the family first, each before its children.
    pub fn positions(&self) -> Vec<Position> {
        if self.specialties.is_empty() && self.segments.is_empty() {
            let roles = (0..self.roles.len()).map(Position::role);
            return std::iter::once(Position::FAMILY).chain(roles).collect();
        }
        let mut all = Vec::with_capacity(1 + self.roles.len());
        let mut stack = vec![Position::FAMILY];
        while let Some(position) = stack.pop() {
            all.push(position);
            stack.extend(self.children(position).into_iter().rev());
        }
        all
    }

    /// How many positions stand below the family: roles, and every variation of each.
    pub fn position_count(&self) -> usize {
        self.positions().len() - 1
    }

    /// Whether a position exists in this family.
    pub fn has(&self, position: Position) -> bool {
        match position.role {
            None => position == Position::FAMILY,
            Some(role) => {
                role < self.roles.len()
                    && position.specialty.is_none_or(|wanted| {
                        self.variations_of(VariationKind::Specialty, role)
                            .any(|n| n == wanted)
                    })
                    && position.segment.is_none_or(|wanted| {
                        self.variations_of(VariationKind::Segment, role)
                            .any(|n| n == wanted)
                    })
            }
        }
    }

    /// The title of a position as it is read on its own: `Manager, IT · End User Services`.
    pub fn position_title(&self, position: Position) -> String {
        let Some(role) = position.role else {
            return self.title(Node::Family).to_owned();
        };
        let mut title = self.title(Node::Role(role)).to_owned();
        let variations = position
            .specialty
            .map(Node::Specialty)
            .into_iter()
            .chain(position.segment.map(Node::Segment));
        for node in variations {
            title.push_str(" · ");
            title.push_str(self.title(node));
        }
        title
    }
}
