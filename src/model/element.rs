//! What a part lists besides its items: managers, indicators, steps, sections, omissions. Each is an element, told
//! by its kind and its place.

use super::{Family, Indicator, LadderStep, Node, ReportsTo, Section};
use crate::text::text;

/// A list of elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ElementKind {
    /// `reports_to`
    Manager,
    /// `omit`
    Omission,
    /// `performance_indicators`
    Indicator,
    /// `career_ladder.steps`
    LadderStep,
    /// `hiring_process.steps`
    HiringStep,
    /// `sections`, which only the family has.
    Section,
}

/// One element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Element {
    /// Whom the role reports to.
    Manager(ReportsTo),
    /// The text or the id of an inherited item that is left out.
    Omission(String),
    /// A measure of success.
    Indicator(Indicator),
    /// A step from role to role.
    LadderStep(LadderStep),
    /// A step of the hiring process, inline Markdown.
    HiringStep(String),
    /// A section of the page.
    Section(Section),
}

impl ElementKind {
    /// All of them, in the order of the file.
    pub const ALL: [Self; 6] = [
        Self::Manager,
        Self::Omission,
        Self::Indicator,
        Self::LadderStep,
        Self::HiringStep,
        Self::Section,
    ];

    /// The key in the file; behind a dot, the key in the table of that name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Manager => "reports_to",
            Self::Omission => "omit",
            Self::Indicator => "performance_indicators",
            Self::LadderStep => "career_ladder.steps",
            Self::HiringStep => "hiring_process.steps",
            Self::Section => "sections",
        }
    }

    /// The kind with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// What one is called, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Manager => text!("model-manager"),
            Self::Omission => text!("model-omission"),
            Self::Indicator => text!("model-performance-indicator"),
            Self::LadderStep => text!("model-ladder-step"),
            Self::HiringStep => text!("model-hiring-step"),
            Self::Section => text!("model-section"),
        }
    }

    /// The part that has elements of this kind where another one is meant: sections are the family's.
    pub fn home(self, node: Node) -> Node {
        match self {
            Self::Section => Node::Family,
            _ => node,
        }
    }

    /// Whether a part may have such elements. Whom somebody reports to and what is left out is no matter of a family.
    pub fn suits(self, node: Node) -> bool {
        match self {
            Self::Manager | Self::Omission => node != Node::Family,
            Self::Section => node == Node::Family,
            Self::Indicator | Self::LadderStep | Self::HiringStep => true,
        }
    }
}

impl Element {
    /// Its kind.
    pub fn kind(&self) -> ElementKind {
        match self {
            Self::Manager(_) => ElementKind::Manager,
            Self::Omission(_) => ElementKind::Omission,
            Self::Indicator(_) => ElementKind::Indicator,
            Self::LadderStep(_) => ElementKind::LadderStep,
            Self::HiringStep(_) => ElementKind::HiringStep,
            Self::Section(_) => ElementKind::Section,
        }
    }

    /// An element that says nothing yet.
    pub fn blank(kind: ElementKind) -> Self {
        match kind {
            ElementKind::Manager => Self::Manager(ReportsTo::default()),
            ElementKind::Omission => Self::Omission(String::new()),
            ElementKind::Indicator => Self::Indicator(Indicator::default()),
            ElementKind::LadderStep => Self::LadderStep(LadderStep::default()),
            ElementKind::HiringStep => Self::HiringStep(String::new()),
            ElementKind::Section => Self::Section(Section::default()),
        }
    }

    /// What it says first, by which people know it.
    pub fn text(&self) -> &str {
        match self {
            Self::Manager(manager) => &manager.title,
            Self::Omission(text) | Self::HiringStep(text) => text,
            Self::Indicator(indicator) => &indicator.name,
            Self::LadderStep(step) => &step.to,
            Self::Section(section) => &section.heading,
        }
    }
}

impl Family {
    /// All elements of a kind that a part has; none when there is no such part.
    pub fn elements(&self, node: Node, kind: ElementKind) -> Vec<Element> {
        if kind == ElementKind::Section {
            let sections = self.sections.iter().filter(|_| node == Node::Family);
            return sections.cloned().map(Element::Section).collect();
        }
        let Some(body) = self.body(node) else {
            return Vec::new();
        };
        match kind {
            ElementKind::Manager => cloned(&body.reports_to, Element::Manager),
            ElementKind::Omission => cloned(&body.more.omit, Element::Omission),
            ElementKind::Indicator => cloned(&body.more.performance_indicators, Element::Indicator),
            ElementKind::LadderStep => cloned(&body.more.career_ladder.steps, Element::LadderStep),
            ElementKind::HiringStep => cloned(&body.more.hiring_process.steps, Element::HiringStep),
            ElementKind::Section => Vec::new(),
        }
    }

    /// One element.
    pub fn element(&self, node: Node, kind: ElementKind, index: usize) -> Option<Element> {
        self.elements(node, kind).into_iter().nth(index)
    }

    /// How many elements of a kind a part has.
    pub fn element_count(&self, node: Node, kind: ElementKind) -> usize {
        match (kind, self.body(node)) {
            (ElementKind::Section, _) if node == Node::Family => self.sections.len(),
            (ElementKind::Section, _) | (_, None) => 0,
            (ElementKind::Manager, Some(body)) => body.reports_to.len(),
            (ElementKind::Omission, Some(body)) => body.more.omit.len(),
            (ElementKind::Indicator, Some(body)) => body.more.performance_indicators.len(),
            (ElementKind::LadderStep, Some(body)) => body.more.career_ladder.steps.len(),
            (ElementKind::HiringStep, Some(body)) => body.more.hiring_process.steps.len(),
        }
    }

    /// Makes these the elements of a kind that a part has; those of another kind are left out. False when there is
    /// no such part, or it has no such elements.
    pub fn set_elements(&mut self, node: Node, kind: ElementKind, elements: Vec<Element>) -> bool {
        let elements = elements.into_iter();
        if kind == ElementKind::Section {
            if node == Node::Family {
                self.sections = elements.filter_map(Element::section).collect();
            }
            return node == Node::Family;
        }
        let Some(body) = self.body_mut(node) else {
            return false;
        };
        match kind {
            ElementKind::Manager => {
                body.reports_to = elements.filter_map(Element::manager).collect();
            }
            ElementKind::Omission => {
                body.more.omit = elements.filter_map(Element::words).collect();
            }
            ElementKind::Indicator => {
                body.more.performance_indicators =
                    elements.filter_map(Element::indicator).collect();
            }
            ElementKind::LadderStep => {
                body.more.career_ladder.steps = elements.filter_map(Element::step).collect();
            }
            ElementKind::HiringStep => {
                body.more.hiring_process.steps = elements.filter_map(Element::words).collect();
            }
            ElementKind::Section => {}
        }
        true
    }
}

fn cloned<T: Clone>(values: &[T], element: fn(T) -> Element) -> Vec<Element> {
    values.iter().cloned().map(element).collect()
}

impl Element {
    fn manager(self) -> Option<ReportsTo> {
        match self {
            Self::Manager(manager) => Some(manager),
            _ => None,
        }
    }

    fn indicator(self) -> Option<Indicator> {
        match self {
            Self::Indicator(indicator) => Some(indicator),
            _ => None,
        }
    }

    fn step(self) -> Option<LadderStep> {
        match self {
            Self::LadderStep(step) => Some(step),
            _ => None,
        }
    }

    fn section(self) -> Option<Section> {
        match self {
            Self::Section(section) => Some(section),
            _ => None,
        }
    }

    fn words(self) -> Option<String> {
        match self {
            Self::Omission(text) | Self::HiringStep(text) => Some(text),
            _ => None,
        }
    }
}
