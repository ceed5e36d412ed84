//! Forms of what a part has besides its fields and lists, performance indicators, career ladder, hiring process,
//! and of the catalog's settings. Lists are edited as lines; what is not touched stays as it is written.

use std::sync::Arc;

use super::form;
use super::{App, Effect, Form, FormField, FormKind, Message, Overlay, Purpose};
use crate::document::{Plan, SETTINGS_KEY, Step};
use crate::model::{Body, CareerLadder, Family, Indicator, LadderStep, Node, Settings};

const INDICATORS: &str = "performance_indicators";
const STEPS: &str = "career_ladder.steps";

/// A text as it is set: without blanks around it, and nothing when it is empty.
fn set(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn lines(text: &str) -> Vec<String> {
    form::lines(text).map(str::to_owned).collect()
}

fn words(text: &str) -> Vec<String> {
    form::words(text).map(str::to_owned).collect()
}

fn indicator_line(indicator: &Indicator) -> String {
    let mut line = indicator.name.clone();
    if indicator.target.is_some() || indicator.link.is_some() {
        line.push_str(" | ");
        line.push_str(indicator.target.as_deref().unwrap_or_default());
    }
    if let Some(link) = &indicator.link {
        line.push_str(" | ");
        line.push_str(link);
    }
    line
}

/// `Name | target | link`, a line for each.
fn indicators(text: &str) -> Result<Vec<Indicator>, String> {
    let one = |line: String| {
        let mut parts = line.split(" | ").map(set);
        let indicator = Indicator {
            name: parts.next().flatten().unwrap_or_default(),
            target: parts.next().flatten(),
            link: parts.next().flatten(),
        };
        match parts.next().is_some() || indicator.name.is_empty() {
            true => Err(format!("write it as Name | target | link: {line}")),
            false => Ok(indicator),
        }
    };
    lines(text).into_iter().map(one).collect()
}

fn step_line(step: &LadderStep) -> String {
    let mut line = format!("{} > {}", step.from, step.to);
    if let Some(kind) = &step.kind {
        line.push_str(" | ");
        line.push_str(kind);
    }
    line
}

/// `from > to | kind`, a line for each.
fn steps(text: &str) -> Result<Vec<LadderStep>, String> {
    let one = |line: String| {
        let (edge, kind) = match line.split_once(" | ") {
            Some((edge, kind)) => (edge, set(kind)),
            None => (line.as_str(), None),
        };
        match edge.split_once('>').map(|(from, to)| (set(from), set(to))) {
            Some((Some(from), Some(to))) => Ok(LadderStep { from, to, kind }),
            _ => Err(format!("write it as from > to | kind: {line}")),
        }
    };
    lines(text).into_iter().map(one).collect()
}

/// `word = meaning`, a line for each.
fn synonyms(text: &str) -> Result<Vec<(String, String)>, String> {
    let one = |line: String| match line.split_once('=').map(|(a, b)| (set(a), set(b))) {
        Some((Some(word), Some(meaning))) => Ok((word, meaning)),
        _ => Err(format!("write it as word = meaning: {line}")),
    };
    lines(text).into_iter().map(one).collect()
}

fn list(name: &'static str, label: &str, entries: &[String]) -> FormField {
    FormField::new(name, label, FormKind::List)
        .text(&entries.join("\n"))
        .wide()
}

fn prose(name: &'static str, label: &str, text: Option<&String>) -> FormField {
    let text = text.map_or("", String::as_str);
    FormField::new(name, label, FormKind::Text)
        .text(text)
        .wide()
}

fn part_fields(family: &Family, node: Node, body: &Body) -> Vec<FormField> {
    let indicator_lines: Vec<String> = body
        .performance_indicators
        .iter()
        .map(indicator_line)
        .collect();
    let step_lines: Vec<String> = body.career_ladder.steps.iter().map(step_line).collect();
    let mut fields = vec![
        list(INDICATORS, "Performance indicators", &indicator_lines)
            .help("A line for each: Name | target such as < 21 days | link.")
            .check(|text| indicators(text).map(|_| ())),
        prose(
            "career_ladder.summary",
            "Career ladder",
            body.career_ladder.summary.as_ref(),
        )
        .help("In a few sentences; Markdown links work."),
        list(STEPS, "Steps of the ladder", &step_lines)
            .help("A line for each: from > to | promotion; ids of this family, or addresses.")
            .check(|text| steps(text).map(|_| ())),
        prose(
            "hiring_process.intro",
            "Hiring process",
            body.hiring_process.intro.as_ref(),
        )
        .help("What is said before the steps."),
        list(
            "hiring_process.steps",
            "Steps of hiring",
            &body.hiring_process.steps,
        )
        .help("A line for each, in order."),
        prose(
            "hiring_process.outro",
            "After the steps",
            body.hiring_process.outro.as_ref(),
        )
        .help("What is said behind them."),
    ];
    if node != Node::Family {
        fields.push(
            list("omit", "Omitted", &body.omit).help(
                "Inherited items that are dropped here, by their text or id, a line for each.",
            ),
        );
    }
    let roles = match node {
        Node::Specialty(n) => family.specialties.get(n),
        Node::Segment(n) => family.segments.get(n),
        _ => None,
    };
    if let Some(variation) = roles {
        fields.push(
            FormField::new("roles", "Of the roles", FormKind::Line)
                .text(&variation.roles.join(", "))
                .help("Ids of roles, with commas between them; none is all of them."),
        );
    }
    fields
}

fn settings_fields(settings: &Settings) -> Vec<FormField> {
    let house = &settings.house;
    let synonym_lines: Vec<String> = settings
        .synonyms
        .iter()
        .map(|(word, meaning)| format!("{word} = {meaning}"))
        .collect();
    let budget = house.requirement_budget.map(|n| n.to_string());
    vec![
        FormField::new("name", "Name", FormKind::Line)
            .text(settings.name.as_deref().unwrap_or_default())
            .help("What the catalog is called."),
        prose("summary", "Summary", settings.summary.as_ref()).help("What it is."),
        FormField::new("required", "Required", FormKind::Line)
            .text(&house.required.join(", "))
            .help("Keys that every effective role must have, with commas between them."),
        list("mandatory_items", "Mandatory items", &house.mandatory_items)
            .help("Items that every effective role must carry, a line for each."),
        FormField::new("entry_grades", "Entry grades", FormKind::Line)
            .text(&house.entry_grades.join(", "))
            .help("Grades at which people start, with commas between them."),
        FormField::new("requirement_budget", "Requirement budget", FormKind::Line)
            .text(&budget.unwrap_or_default())
            .help("How many requirements an effective role may have.")
            .check(|text| match text.trim() {
                "" => Ok(()),
                text => text
                    .parse::<u32>()
                    .map(|_| ())
                    .map_err(|_| "a whole number is needed".into()),
            }),
        list("synonyms", "Synonyms", &synonym_lines)
            .help("A line for each: what people type = what the catalog says.")
            .check(|text| synonyms(text).map(|_| ())),
    ]
}

/// What the form's changed fields make of a body.
fn changed_body(form: &Form, body: &mut Body) -> Result<(), String> {
    let changed = |name: &str| form.field(name).filter(|field| field.is_changed());
    if let Some(field) = changed(INDICATORS) {
        body.performance_indicators = indicators(field.input.text())?;
    }
    let ladder: &mut CareerLadder = &mut body.career_ladder;
    if let Some(field) = changed("career_ladder.summary") {
        ladder.summary = set(field.input.text());
    }
    if let Some(field) = changed(STEPS) {
        ladder.steps = steps(field.input.text())?;
    }
    if let Some(field) = changed("hiring_process.intro") {
        body.hiring_process.intro = set(field.input.text());
    }
    if let Some(field) = changed("hiring_process.steps") {
        body.hiring_process.steps = lines(field.input.text());
    }
    if let Some(field) = changed("hiring_process.outro") {
        body.hiring_process.outro = set(field.input.text());
    }
    if let Some(field) = changed("omit") {
        body.omit = lines(field.input.text());
    }
    Ok(())
}

fn changed_family(form: &Form, family: &Family, node: Node) -> Result<Family, String> {
    let mut family = family.clone();
    let body = family
        .body_mut(node)
        .ok_or("the part is not there any more")?;
    changed_body(form, body)?;
    let roles = match node {
        Node::Specialty(n) => family.specialties.get_mut(n),
        Node::Segment(n) => family.segments.get_mut(n),
        _ => None,
    };
    let field = form.field("roles").filter(|field| field.is_changed());
    if let (Some(variation), Some(field)) = (roles, field) {
        variation.roles = words(field.input.text());
    }
    Ok(family)
}

fn changed_settings(form: &Form, settings: &Settings) -> Result<Settings, String> {
    let mut settings = settings.clone();
    let house = &mut settings.house;
    for field in form.fields.iter().filter(|field| field.is_changed()) {
        let text = field.input.text();
        match field.name {
            "name" => settings.name = set(text),
            "summary" => settings.summary = set(text),
            "required" => house.required = words(text),
            "mandatory_items" => house.mandatory_items = lines(text),
            "entry_grades" => house.entry_grades = words(text),
            "requirement_budget" => house.requirement_budget = text.trim().parse().ok(),
            "synonyms" => settings.synonyms = synonyms(text)?.into_iter().collect(),
            _ => {}
        }
    }
    Ok(settings)
}

impl App {
    /// Opens the form of what the selected part has besides its fields and lists.
    pub(super) fn open_details(&mut self) -> Vec<Effect> {
        let Some(place) = self.place() else {
            return Vec::new();
        };
        let node = place.position.node();
        let Some(entry) = self.workspace.catalog().get(&place.key) else {
            return Vec::new();
        };
        let Some(body) = entry.family.body(node) else {
            return Vec::new();
        };
        let title = format!("Details · {}", entry.family.position_title(place.position));
        let fields = part_fields(&entry.family, node, body);
        self.open_details_form(title, fields, place.key, node);
        Vec::new()
    }

    /// Opens the form of the catalog's settings.
    pub(super) fn open_settings(&mut self) -> Vec<Effect> {
        let fields = settings_fields(&self.workspace.catalog().settings);
        let title = "Catalog settings".to_owned();
        self.open_details_form(title, fields, Arc::from(SETTINGS_KEY), Node::Family);
        Vec::new()
    }

    fn open_details_form(
        &mut self,
        title: String,
        fields: Vec<FormField>,
        key: Arc<str>,
        node: Node,
    ) {
        self.push_form(Form::new(title, Purpose::Details, fields, key, node));
    }

    /// Keeps the uppermost form of details; an error leaves it open with all that is in it.
    pub(super) fn accept_details(&mut self) -> Vec<Effect> {
        let Some(Overlay::Form(form)) = self.overlays.last() else {
            return Vec::new();
        };
        let (key, node) = (form.key.clone(), form.node);
        let catalog = self.workspace.catalog();
        let step = match key.as_ref() {
            SETTINGS_KEY => changed_settings(form, &catalog.settings)
                .map(|settings| Step::Settings(Box::new(settings))),
            _ => match catalog.get(&key) {
                Some(entry) => changed_family(form, &entry.family, node)
                    .map(|family| Step::Become(Box::new(family))),
                None => Err("the family is not there any more".into()),
            },
        };
        let changed: Vec<String> = form
            .fields
            .iter()
            .filter(|field| field.is_changed())
            .map(|field| field.label.to_lowercase())
            .collect();
        if changed.is_empty() {
            self.overlays.pop();
            self.say(Message::info("Nothing has changed."));
            return Vec::new();
        }
        let done = step.and_then(|step| {
            let plan = Plan {
                label: format!("changed {}", changed.join(", ")),
                landing: (key.as_ref() != SETTINGS_KEY).then(|| (key.clone(), node)),
                steps: vec![(key.clone(), step)],
            };
            self.carry_out(&plan).map_err(|error| error.to_string())
        });
        match (done, self.overlays.last_mut()) {
            (Ok(()), _) => {
                self.overlays.pop();
            }
            (Err(why), Some(Overlay::Form(form))) => form.error = Some(why),
            _ => {}
        }
        Vec::new()
    }
}
