//! Draws the reports: the pages as tabs, and the rows of one of them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::chrome::notice;
use super::pen::{clip, mark, pane, put, style};
use super::{Frame, area_of};
use crate::app::{App, Numbers, ReportPage, ReportRow, ReportView, Viewport};
use crate::config::Tone;
use crate::format::clean::clean_line;
use crate::format::report::{title, use_address};
use crate::format::wrap::width;
use crate::model::{BudgetOrder, Place};
use crate::text::text;

/// Below this width the pages are not all named.
const NARROW: u16 = 72;
/// Columns of what is counted, before its number.
const NAME: usize = 28;

pub(super) fn draw(
    frame: &mut Frame<'_>,
    app: &App,
    view: &ReportView,
    body: Rect,
    viewport: &mut Viewport,
) {
    let badge = match (view.making, view.is_counting()) {
        (true, _) => text!("view-replacing"),
        (false, true) => text!("view-counting"),
        (false, false) => "",
    };
    let heading = text!("view-report", name = view.page.name());
    let inner = pane(frame, app, body, &heading, badge, true);
    if inner.height < 3 || inner.width < 8 {
        return;
    }
    tabs(frame.buffer_mut(), app, view, inner);
    let about = about(app, view);
    let about = app.keymap.fill(&about);
    let hint = u16::from(!about.is_empty() && inner.height > 5);
    let list = Rect {
        y: inner.y + 1,
        height: inner.height - 1 - hint,
        ..inner
    };
    viewport.list = area_of(list);
    let buffer = frame.buffer_mut();
    if hint > 0 {
        let quiet = style(app.theme, Tone::Quiet);
        let room = inner.width.saturating_sub(2);
        put(buffer, inner.x + 1, inner.bottom() - 1, room, &about, quiet);
    }
    if view.rows.is_empty() {
        return notice(frame, app, list, nothing(view));
    }
    let rows = view.rows.iter().enumerate().skip(view.offset);
    for (y, (at, row)) in (list.y..list.bottom()).zip(rows) {
        let area = Rect {
            y,
            height: 1,
            ..list
        };
        draw_row(buffer, app, view, row, area);
        if at == view.cursor && !matches!(row, ReportRow::Heading(_)) {
            mark(buffer, area, style(app.theme, Tone::Selected));
        }
    }
}

fn tabs(buffer: &mut Buffer, app: &App, view: &ReportView, inner: Rect) {
    let mut x = inner.x + 1;
    for (n, page) in ReportPage::ALL.into_iter().enumerate() {
        let is_here = page == view.page;
        if inner.width < NARROW && !is_here {
            continue;
        }
        let count = view.count(page);
        let mut text = page.name().to_owned();
        if let Some(count) = count {
            text.push_str(&format!(" {count}"));
        }
        if inner.width < NARROW {
            text = text!("view-of", text, n = n + 1, value = ReportPage::ALL.len());
        } else if is_here {
            text = format!("[{text}]");
        }
        let tone = if is_here { Tone::Heading } else { Tone::Quiet };
        let room = inner.right().saturating_sub(x);
        x += put(buffer, x, inner.y, room, &text, style(app.theme, tone)) + 2;
    }
}

/// What the page is about, below its rows.
fn about(app: &App, view: &ReportView) -> String {
    match view.page {
        ReportPage::Totals => text!("view-enter-finds-these-roles").to_owned(),
        ReportPage::Overdue => match view.numbers.as_ref().and_then(|n| n.today) {
            Some(today) => text!("view-to-be-read-again-before", today),
            None => String::new(),
        },
        ReportPage::WithoutGrade | ReportPage::WithoutManager => String::new(),
        ReportPage::Wordings => text!("view-enter-opens-and-closes-and").to_owned(),
        ReportPage::Budget => {
            let order = match view.order {
                BudgetOrder::Must => text!("view-by-musts"),
                BudgetOrder::Preferred => text!("view-by-what-is-preferred"),
                BudgetOrder::All => text!("view-by-both-together"),
                BudgetOrder::Title => text!("view-by-title"),
            };
            let house = &app.workspace.catalog().settings.house;
            let most = house.requirement_budget.map_or_else(String::new, |most| {
                text!("view-the-house-allows-musts-has", most)
            });
            text!("view-own-inherited-sorts", order, most)
        }
    }
}

fn nothing(view: &ReportView) -> &'static str {
    if view.is_counting() {
        return text!("view-counting-2");
    }
    let knows_day = view.numbers.as_ref().is_some_and(|n| n.today.is_some());
    match view.page {
        ReportPage::Totals | ReportPage::Budget => {
            text!("view-there-are-no-roles-yet")
        }
        ReportPage::Overdue if !knows_day => {
            text!("view-nobody-knows-which-day-it")
        }
        ReportPage::Overdue => {
            text!("view-nothing-is-overdue-the-field")
        }
        ReportPage::WithoutGrade => text!("view-every-role-has-a-grade"),
        ReportPage::WithoutManager => text!("view-every-role-reports-to-somebody"),
        ReportPage::Wordings => {
            text!("view-no-item-is-in-more")
        }
    }
}

fn draw_row(buffer: &mut Buffer, app: &App, view: &ReportView, row: &ReportRow, area: Rect) {
    let catalog = app.workspace.catalog();
    let mut x = area.x + 1;
    let mut piece = |text: &str, tone: Tone| {
        let room = area.right().saturating_sub(x);
        x += put(buffer, x, area.y, room, text, style(app.theme, tone));
    };
    let cluster = |n: usize| view.clusters.as_ref().and_then(|all| all.get(n));
    match row {
        ReportRow::Heading(text) => piece(text, Tone::Heading),
        ReportRow::Total { name, number, .. } => {
            let columns = usize::from(area.width.saturating_sub(5));
            let columns = columns.saturating_sub(width(number)).min(NAME);
            let name = clip(&clean_line(name), columns);
            let rest = columns.saturating_sub(width(&name));
            piece(&format!("  {name}{}", " ".repeat(rest)), Tone::Text);
            piece(&format!("  {number}"), Tone::Quiet);
        }
        ReportRow::Place(at) => {
            let Some((numbers, place)) = view.numbers.as_ref().zip(view.place(row)) else {
                return;
            };
            match view.page {
                ReportPage::Overdue => {
                    let due = numbers.report.overdue.get(*at).map(|found| found.due);
                    let due = due.map_or_else(String::new, |due| due.to_string());
                    piece(&format!("{due}  "), Tone::Warning);
                }
                ReportPage::Budget => piece(&budget(app, numbers, *at), Tone::Text),
                _ => {}
            }
            let tone = match view.page {
                ReportPage::Budget if is_over(app, numbers, *at) => Tone::Warning,
                _ => Tone::Text,
            };
            piece(&title(catalog, place), tone);
            piece(&format!("  {}", whose(app, place)), Tone::Quiet);
        }
        ReportRow::Cluster(n) => {
            let Some(cluster) = cluster(*n) else {
                return;
            };
            let wordings = match cluster.wordings.len() {
                1 => "   ".to_owned(),
                many => format!("≈{many:<2}"),
            };
            piece(&format!("{:>3}× {wordings} ", cluster.families), Tone::Key);
            let first = cluster.wordings.first().map_or("", |w| &w.text);
            piece(&crate::format::inline::plain(first, false), Tone::Text);
        }
        ReportRow::Wording(n, w) => {
            let Some(wording) = cluster(*n).and_then(|c| c.wordings.get(*w)) else {
                return;
            };
            piece(&format!("    {:>3}× ", wording.families), Tone::Key);
            piece(
                &crate::format::inline::plain(&wording.text, false),
                Tone::Heading,
            );
        }
        ReportRow::Use(n, w, u) => {
            let at = cluster(*n).and_then(|c| c.wordings.get(*w)?.uses.get(*u));
            if let Some(at) = at {
                piece(
                    &format!("         {}", use_address(catalog, at)),
                    Tone::Quiet,
                );
            }
        }
    }
}

/// The family of a place, which its title does not say.
fn whose(app: &App, place: &Place) -> String {
    place.key.to_string()
        + if app.is_place_marked(place) {
            " ◆"
        } else {
            ""
        }
}

fn is_over(app: &App, numbers: &Numbers, at: usize) -> bool {
    let house = &app.workspace.catalog().settings.house;
    let must = numbers
        .budgets
        .get(at)
        .map_or(0, |budget| budget.must.all());
    let most = house
        .requirement_budget
        .and_then(|most| usize::try_from(most).ok());
    most.is_some_and(|most| must > most)
}

/// The numbers of what a role asks for, in columns.
fn budget(app: &App, numbers: &Numbers, at: usize) -> String {
    let Some(budget) = numbers.budgets.get(at) else {
        return String::new();
    };
    let sign = if is_over(app, numbers, at) { "!" } else { " " };
    let count = |count: crate::model::Count| format!("{}+{}", count.own, count.inherited);
    text!(
        "view-must-preferred",
        sign,
        all = format!("{:>3}", budget.must.all()),
        must = format!("{:<6}", count(budget.must)),
        all2 = format!("{:>3}", budget.preferred.all()),
        preferred = format!("{:<6}", count(budget.preferred))
    )
}
