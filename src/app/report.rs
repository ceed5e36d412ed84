//! Reports on the screen: pages of rows that lead to the roles, and the wordings of which one can become that of all.
//!
//! What is counted is counted in the background, because it goes through every item of the catalog.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::dialog::{Answer, Choice};
use super::tree::scroll_to;
use super::{App, Dialog, Effect, Focus, Message, MouseKind, Overlay, Target};
use crate::config::Action;
use crate::document::replace::{counted, reword};
use crate::document::{Line, Prepared, Workspace};
use crate::format::report::{use_address, use_place};
use crate::model::{
    Budget, BudgetOrder, Catalog, Cluster, Date, Place, Report, Use, budgets, clusters,
};
use crate::text::text;

/// One page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReportPage {
    /// How much there is of what.
    #[default]
    Totals,
    /// What should have been read again.
    Overdue,
    /// Roles without a grade.
    WithoutGrade,
    /// Roles that report to nobody.
    WithoutManager,
    /// What several families say.
    Wordings,
    /// What roles ask for.
    Budget,
}

impl ReportPage {
    /// All of them, in order.
    pub const ALL: [Self; 6] = [
        Self::Totals,
        Self::Overdue,
        Self::WithoutGrade,
        Self::WithoutManager,
        Self::Wordings,
        Self::Budget,
    ];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Totals => text!("view-totals"),
            Self::Overdue => text!("view-overdue"),
            Self::WithoutGrade => text!("view-no-grade"),
            Self::WithoutManager => text!("view-no-manager"),
            Self::Wordings => text!("view-wordings"),
            Self::Budget => text!("view-requirements"),
        }
    }
}

/// What is counted of a catalog in one go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Numbers {
    /// The day for which it is counted; `None` when nobody says.
    pub today: Option<Date>,
    /// Totals and lists.
    pub report: Report,
    /// What roles ask for.
    pub budgets: Vec<Budget>,
}

impl Numbers {
    /// Counts; takes as long as that takes.
    pub fn of(catalog: &Catalog, today: Option<Date>) -> Self {
        Self {
            today,
            report: Report::of(catalog, today),
            budgets: budgets(catalog, &|| false),
        }
    }
}

/// One row of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReportRow {
    /// What the rows below are.
    Heading(&'static str),
    /// A number, and the query that finds what it counts.
    Total {
        /// Of what.
        name: String,
        /// How many.
        number: String,
        /// The query; none where none finds it.
        query: Option<String>,
    },
    /// A place, by its number in the list of the page.
    Place(usize),
    /// What several families say.
    Cluster(usize),
    /// One wording of it.
    Wording(usize, usize),
    /// A place that has the wording.
    Use(usize, usize, usize),
}

/// The reports on the screen.
#[derive(Debug, Default)]
pub struct ReportView {
    /// Which page is shown.
    pub page: ReportPage,
    /// What was counted; none while it is being counted.
    pub numbers: Option<Numbers>,
    /// What several families say; none while it is being looked for.
    pub clusters: Option<Arc<Vec<Cluster>>>,
    /// The order of what roles ask for.
    pub order: BudgetOrder,
    /// The rows of the page.
    pub rows: Vec<ReportRow>,
    /// The row under the cursor.
    pub cursor: usize,
    /// The first row on the screen.
    pub offset: usize,
    /// Whether a wording is being made that of all.
    pub making: bool,
    open: BTreeSet<usize>,
}

impl ReportView {
    /// How many rows a page will have, where that says something.
    pub fn count(&self, page: ReportPage) -> Option<usize> {
        let numbers = self.numbers.as_ref();
        match page {
            ReportPage::Totals => None,
            ReportPage::Overdue => Some(numbers?.report.overdue.len()),
            ReportPage::WithoutGrade => Some(numbers?.report.without_grade.len()),
            ReportPage::WithoutManager => Some(numbers?.report.without_manager.len()),
            ReportPage::Wordings => Some(self.clusters.as_ref()?.len()),
            ReportPage::Budget => Some(numbers?.budgets.len()),
        }
    }

    /// Whether the page is still being counted.
    pub fn is_counting(&self) -> bool {
        match self.page {
            ReportPage::Wordings => self.clusters.is_none(),
            _ => self.numbers.is_none(),
        }
    }

    /// The place of a row, if it has one.
    pub fn place(&self, row: &ReportRow) -> Option<&Place> {
        let ReportRow::Place(at) = row else {
            return None;
        };
        let numbers = self.numbers.as_ref()?;
        let report = &numbers.report;
        match self.page {
            ReportPage::Overdue => report.overdue.get(*at).map(|found| &found.place),
            ReportPage::WithoutGrade => report.without_grade.get(*at),
            ReportPage::WithoutManager => report.without_manager.get(*at),
            ReportPage::Budget => numbers.budgets.get(*at).map(|budget| &budget.place),
            ReportPage::Totals | ReportPage::Wordings => None,
        }
    }

    /// Makes the rows of the page anew.
    fn fill(&mut self) {
        let numbers = self.numbers.as_ref();
        self.rows = match self.page {
            ReportPage::Totals => numbers.map(totals).unwrap_or_default(),
            ReportPage::Wordings => self.wording_rows(),
            page => (0..self.count(page).unwrap_or(0))
                .map(ReportRow::Place)
                .collect(),
        };
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
        self.step(0);
    }

    fn wording_rows(&self) -> Vec<ReportRow> {
        let mut rows = Vec::new();
        for (n, cluster) in self.clusters.iter().flat_map(|all| all.iter()).enumerate() {
            rows.push(ReportRow::Cluster(n));
            if !self.open.contains(&n) {
                continue;
            }
            for (w, wording) in cluster.wordings.iter().enumerate() {
                rows.push(ReportRow::Wording(n, w));
                rows.extend((0..wording.uses.len()).map(|u| ReportRow::Use(n, w, u)));
            }
        }
        rows
    }

    fn step(&mut self, by: isize) {
        let last = self.rows.len().saturating_sub(1);
        let is_heading = |at: usize| matches!(self.rows.get(at), Some(ReportRow::Heading(_)));
        let mut at = self.cursor.saturating_add_signed(by).min(last);
        // Headings are passed over; the first of them has nothing above it.
        let direction = if by < 0 { -1 } else { 1 };
        if is_heading(at) {
            let next = at.saturating_add_signed(direction).min(last);
            at = if is_heading(next) || next == at {
                (at + 1).min(last)
            } else {
                next
            };
        }
        self.cursor = at;
    }

    fn turn(&mut self, forward: bool) {
        let at = ReportPage::ALL.iter().position(|page| *page == self.page);
        let count = ReportPage::ALL.len();
        let next = at.unwrap_or(0) + if forward { 1 } else { count - 1 };
        self.page = ReportPage::ALL[next % count];
        self.cursor = 0;
        self.offset = 0;
        self.fill();
    }

    fn sort(&mut self, catalog: &Catalog) {
        if let Some(numbers) = &mut self.numbers {
            Budget::sort(&mut numbers.budgets, catalog, self.order);
        }
    }

    pub(super) fn keep_in_view(&mut self, height: u16) {
        let rows = self.rows.len();
        self.offset = scroll_to(self.offset, self.cursor, usize::from(height), rows);
    }
}

/// The rows of the first page.
fn totals(numbers: &Numbers) -> Vec<ReportRow> {
    let report = &numbers.report;
    let total = |name: &str, number: String, query: Option<String>| ReportRow::Total {
        name: name.to_owned(),
        number,
        query,
    };
    let roles = |number: usize| counted(number, "role");
    // A value with other signs in it would be another query.
    let plain = |value: &str| {
        let is_plain = |c: char| c.is_alphanumeric() || "-_/.".contains(c);
        !value.is_empty() && value.chars().all(is_plain)
    };
    let query = |field: &str, value: &str| plain(value).then(|| format!("{field}:{value}"));
    let mut rows = vec![ReportRow::Heading(text!("view-departments"))];
    for (department, count) in &report.departments {
        let name = if department.is_empty() {
            text!("view-top")
        } else {
            department
        };
        let families = text!("count-families", count = count.families);
        let number = format!("{families}, {}", roles(count.roles));
        rows.push(total(name, number, query("dept", department)));
    }
    rows.push(ReportRow::Heading(text!("view-grades")));
    for (grade, count) in &report.grades {
        let name = grade.as_deref().unwrap_or(text!("view-no-grade-2"));
        let query = match grade {
            Some(grade) => query("grade", grade),
            None => Some("!has:grade".to_owned()),
        };
        rows.push(total(name, roles(*count), query));
    }
    rows.push(ReportRow::Heading(text!("view-status")));
    for (status, count) in &report.statuses {
        let name = status.map_or(text!("view-no-status"), |status| status.word());
        let query = match status {
            Some(status) => query("status", status.word()),
            None => Some("!has:status".to_owned()),
        };
        rows.push(total(name, roles(*count), query));
    }
    rows
}

/// Works out what becomes of the files when items are given one wording. `Ok(None)` when it was called off; else why it
/// cannot be made, in words.
pub(super) fn prepare(
    workspace: &Workspace,
    items: &[(Use, String)],
    text: &str,
    called_off: &dyn Fn() -> bool,
) -> Result<Option<Prepared>, String> {
    let replacing = reword(workspace.catalog(), items, text).map_err(|error| error.to_string())?;
    workspace
        .prepare(&replacing.plan, called_off)
        .map_err(|error| error.to_string())
}

/// Looks for what several families say.
pub(super) fn wordings(catalog: &Catalog) -> Vec<Cluster> {
    clusters(catalog, &|| false)
}

impl App {
    pub(super) fn open_report(&mut self) -> Vec<Effect> {
        self.overlays.push(Overlay::Report(Box::default()));
        self.count_report()
    }

    pub(super) fn report_view(&mut self) -> Option<&mut ReportView> {
        let mut overlays = self.overlays.iter_mut().rev();
        overlays.find_map(|overlay| match overlay {
            Overlay::Report(view) => Some(&mut **view),
            _ => None,
        })
    }

    /// Whether the report is uppermost, at a page.
    pub(super) fn is_report_at(&self, page: ReportPage) -> bool {
        matches!(self.overlays.last(), Some(Overlay::Report(view)) if view.page == page)
    }

    /// Has the report counted; what was counted before shows until then.
    pub(super) fn count_report(&mut self) -> Vec<Effect> {
        if self.report_view().is_none() {
            return Vec::new();
        }
        self.views_generation += 1;
        let generation = self.views_generation;
        let catalog = || Box::new(self.workspace.catalog().clone());
        vec![
            Effect::Count {
                generation,
                catalog: catalog(),
                today: None,
            },
            Effect::FindWordings {
                generation,
                catalog: catalog(),
            },
        ]
    }

    pub(super) fn report_counted(&mut self, generation: u64, numbers: Numbers) {
        if generation != self.views_generation {
            return;
        }
        let catalog = self.workspace.catalog();
        for overlay in &mut self.overlays {
            if let Overlay::Report(view) = overlay {
                view.numbers = Some(numbers);
                view.sort(catalog);
                view.fill();
                break;
            }
        }
        self.measure();
    }

    pub(super) fn wordings_found(&mut self, generation: u64, clusters: Vec<Cluster>) {
        if generation == self.views_generation
            && let Some(view) = self.report_view()
        {
            view.clusters = Some(Arc::new(clusters));
            view.fill();
            self.measure();
        }
    }

    pub(super) fn report_action(&mut self, action: Action) -> Vec<Effect> {
        let page = isize::try_from(self.viewport.list.height.max(2) - 1).unwrap_or(1);
        let catalog = self.workspace.catalog();
        let Some(Overlay::Report(view)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        match action {
            Action::ViewUp => view.step(-1),
            Action::ViewDown => view.step(1),
            Action::ViewPageUp => view.step(-page),
            Action::ViewPageDown => view.step(page),
            Action::ViewTop => view.step(isize::MIN / 2),
            Action::ViewBottom => view.step(isize::MAX / 2),
            Action::ViewNext | Action::ViewRight => view.turn(true),
            Action::ViewPrevious | Action::ViewLeft => view.turn(false),
            Action::ViewSort if view.page == ReportPage::Budget => {
                view.order = match view.order {
                    BudgetOrder::Must => BudgetOrder::Preferred,
                    BudgetOrder::Preferred => BudgetOrder::All,
                    BudgetOrder::All => BudgetOrder::Title,
                    BudgetOrder::Title => BudgetOrder::Must,
                };
                view.sort(catalog);
                view.cursor = 0;
            }
            Action::ViewOpen => return self.open_report_row(),
            Action::ViewWording => self.ask_for_wording(),
            _ => {}
        }
        Vec::new()
    }

    fn open_report_row(&mut self) -> Vec<Effect> {
        let Some(view) = self.report_view() else {
            return Vec::new();
        };
        let Some(row) = view.rows.get(view.cursor).cloned() else {
            return Vec::new();
        };
        match row {
            ReportRow::Heading(_) => {}
            ReportRow::Total {
                query: Some(query), ..
            } => {
                self.overlays.clear();
                return self.open_finder(&query);
            }
            ReportRow::Total { .. } => {
                self.say(Message::info(text!("view-no-query-finds-exactly-these")));
            }
            ReportRow::Place(_) => {
                if let Some(place) = view.place(&row).cloned() {
                    self.leave_for(&place);
                }
            }
            ReportRow::Cluster(n) | ReportRow::Wording(n, _) => {
                if !view.open.remove(&n) {
                    view.open.insert(n);
                }
                view.fill();
                let heading = view
                    .rows
                    .iter()
                    .position(|row| *row == ReportRow::Cluster(n));
                view.cursor = heading.unwrap_or(0);
            }
            ReportRow::Use(n, w, u) => {
                let at = view.clusters.as_ref().and_then(|clusters| {
                    let wording = clusters.get(n)?.wordings.get(w)?;
                    wording.uses.get(u).cloned()
                });
                if let Some(at) = at {
                    self.leave_for_item(&at);
                }
            }
        }
        Vec::new()
    }

    /// Closes the views and shows an item.
    fn leave_for_item(&mut self, at: &Use) {
        if let Some(place) = use_place(self.workspace.catalog(), at) {
            self.leave_for(&place);
            self.focus = Focus::Detail;
            self.detail.go_to(at.node, Line::Item(at.list, at.index));
        }
    }

    /// Says what would change if the wording under the cursor was that of all that say the same.
    fn ask_for_wording(&mut self) {
        let Some(view) = self.report_view() else {
            return;
        };
        let chosen = match view.rows.get(view.cursor) {
            Some(ReportRow::Cluster(n)) => Some((*n, 0)),
            Some(ReportRow::Wording(n, w) | ReportRow::Use(n, w, _)) => Some((*n, *w)),
            _ => None,
        };
        let clusters = view.clusters.clone();
        let making = view.making;
        let cluster = chosen.zip(clusters.as_ref());
        let cluster = cluster.and_then(|((n, w), all)| Some((all.get(n)?, w)));
        let Some((cluster, chosen)) = cluster else {
            self.say(Message::info(text!("view-go-to-a-wording-on")));
            return;
        };
        if making {
            self.say(Message::info(text!("view-another-wording-is-still-being")));
            return;
        }
        let Some(text) = cluster.wordings.get(chosen).map(|w| w.text.to_string()) else {
            return;
        };
        let others = cluster.wordings.iter().enumerate();
        let others = others.filter(|(n, _)| *n != chosen);
        let items: Vec<(Use, String)> = others
            .flat_map(|(_, wording)| {
                let uses = wording.uses.iter();
                uses.map(|at| (at.clone(), wording.text.to_string()))
            })
            .collect();
        if items.is_empty() {
            self.say(Message::info(text!("view-all-that-say-this-say")));
            return;
        }
        let families: BTreeSet<&str> = items.iter().map(|(at, _)| &*at.key).collect();
        let families = text!("count-families", count = families.len());
        let mut lines = vec![
            text!(
                "view-of-would-say",
                items = counted(items.len(), "item"),
                families
            ),
            format!("+ {text}"),
            String::new(),
        ];
        let catalog = self.workspace.catalog();
        for (at, old) in items.iter().take(PREVIEW) {
            lines.push(use_address(catalog, at));
            lines.push(format!("- {old}"));
        }
        if items.len() > PREVIEW {
            lines.push(text!("view-and-more", items = items.len() - PREVIEW));
        }
        let mut dialog = Dialog::new(
            text!("view-one-wording-for-all"),
            lines,
            vec![
                Choice::new('b', text!("view-back"), Answer::Back),
                Choice::new('y', text!("view-yes-do-it"), Answer::Reword(items, text)),
            ],
        );
        dialog.is_difference = true;
        self.ask(dialog);
    }

    /// Has it worked out; what comes of it is one change.
    pub(super) fn reword_items(&mut self, items: Vec<(Use, String)>, text: String) -> Vec<Effect> {
        let workspace = Box::new(self.workspace.without_history());
        if let Some(view) = self.report_view() {
            view.making = true;
        }
        vec![Effect::Reword {
            workspace,
            items,
            text,
        }]
    }

    /// Takes what was worked out.
    pub(super) fn reworded(&mut self, result: Result<Box<Prepared>, String>) {
        if let Some(view) = self.report_view() {
            view.making = false;
        }
        let taken = result.and_then(|prepared| {
            let change = self.workspace.take(*prepared);
            change
                .map(Option::<&_>::cloned)
                .map_err(|error| error.to_string())
        });
        match taken {
            Ok(change) => self.made(change.as_ref()),
            Err(error) => {
                self.views_due = true;
                self.say(Message::error(text!("view-not-replaced", error)));
            }
        }
    }

    pub(super) fn mouse_in_report(
        &mut self,
        kind: MouseKind,
        target: Option<Target>,
    ) -> Vec<Effect> {
        let Some(view) = self.report_view() else {
            return Vec::new();
        };
        match (kind, target) {
            (MouseKind::Click, Some(Target::List(row))) => {
                let at = view.offset + row;
                if at < view.rows.len() {
                    // The first click selects, one on what is selected opens.
                    let again = view.cursor == at;
                    view.cursor = at;
                    view.step(0);
                    if again {
                        return self.open_report_row();
                    }
                }
            }
            (MouseKind::WheelUp, _) => view.step(-3),
            (MouseKind::WheelDown, _) => view.step(3),
            _ => {}
        }
        Vec::new()
    }
}

/// How many items a question lists.
const PREVIEW: usize = 200;
