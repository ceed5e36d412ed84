//! Draws the state. Pure: the same state gives the same cells, and what it measures goes back as a [`Viewport`].
//!
//! One file a pane, named as in `app`. Text reaches the buffer only through `pen`, which makes it harmless first.

mod ascii;
mod chrome;
mod compare;
mod detail;
mod dialog;
mod finder;
mod first;
mod form;
mod frame;
mod ladder;
mod matrix;
mod pen;
mod picker;
mod replacing;
mod report;
mod tree;

use ratatui::layout::Rect;

use crate::app::{App, Area, Buttons, Focus, Loading, Overlay, Progress, Viewport};
use crate::text::text;
pub use first::{First, Seen, draw_first};
pub use frame::Frame;

/// Below this width there is room for one pane.
const NARROW: u16 = 70;
/// What a pane keeps, however the border between them is moved.
const NARROWEST: u16 = 20;

/// Draws one frame, whatever was in its cells before, and says what it measured.
pub fn draw(frame: &mut Frame<'_>, app: &App) -> Viewport {
    let area = frame.area();
    pen::clear(frame.buffer_mut(), app.theme, area);
    let viewport = draw_all(frame, app, area);
    if app.config.ascii {
        ascii::plain(frame.buffer_mut());
    }
    viewport
}

fn draw_all(frame: &mut Frame<'_>, app: &App, area: Rect) -> Viewport {
    let mut viewport = Viewport::default();
    if area.width < 4 || area.height < 3 {
        chrome::too_small(frame, area);
        return viewport;
    }
    let header = Rect { height: 1, ..area };
    let footer = Rect {
        y: area.bottom() - 1,
        height: 1,
        ..area
    };
    let body = Rect {
        y: area.y + 1,
        height: area.height - 2,
        ..area
    };
    let body = chrome::tour(frame, app, body);
    let mut overlays = app.overlays.iter();
    let lowest = overlays.rposition(|overlay| covers(overlay, body));
    chrome::header(frame, app, header);
    match &app.loading {
        Loading::Reading(Progress { all: 0, .. }) => {
            chrome::notice(frame, app, body, text!("browse-reading-the-catalog"));
        }
        Loading::Reading(progress) | Loading::Arriving(progress @ Progress { read: 0, .. }) => {
            let text = text!("browse-reading-the-catalog-2", progress);
            chrome::notice(frame, app, body, &text);
        }
        Loading::Ready | Loading::Arriving(_) => {
            panes(frame, app, body, &mut viewport, lowest.is_none());
        }
        Loading::Failed(why) => chrome::notice(
            frame,
            app,
            body,
            &app.keymap
                .fill(&text!("browse-the-catalog-cannot-be-read", why)),
        ),
    }
    for overlay in app.overlays.iter().skip(lowest.unwrap_or(0)) {
        // What lies below the uppermost overlay is seen and not touched.
        viewport.typed = Area::default();
        viewport.list = Area::default();
        viewport.list_side = Area::default();
        viewport.form = Area::default();
        viewport.preview = Area::default();
        viewport.narrow = Area::default();
        viewport.grid = Area::default();
        viewport.buttons = Buttons::default();
        match overlay {
            // The tree itself is what it is about, and is drawn with it.
            Overlay::Filter => viewport.typed = tree::typed_above(viewport.tree, body),
            Overlay::Finder(finder) => finder::draw(frame, app, finder, body, &mut viewport),
            Overlay::Picker(picker) => picker::draw(frame, app, picker, body, &mut viewport),
            Overlay::Compare(comparing) => {
                compare::draw(frame, app, comparing, body, &mut viewport);
            }
            Overlay::Replace(replacer) => {
                replacing::draw(frame, app, replacer, body, &mut viewport);
            }
            Overlay::Ladder(view) => ladder::draw(frame, app, view, body, &mut viewport),
            Overlay::Matrix(view) => matrix::draw(frame, app, view, body, &mut viewport),
            Overlay::Report(view) => report::draw(frame, app, view, body, &mut viewport),
            Overlay::Form(form) => form::draw(frame, app, form, body, &mut viewport),
            Overlay::Dialog(dialog) => dialog::draw(frame, app, dialog, body, &mut viewport),
        }
    }
    let is_view = matches!(
        app.overlays.last(),
        Some(Overlay::Ladder(_) | Overlay::Matrix(_) | Overlay::Report(_))
    );
    if is_view {
        pen::cursor_on_selection(frame, app.theme, body);
    }
    chrome::footer(frame, app, footer, body, &mut viewport);
    viewport
}

/// Whether nothing is seen of what lies below an overlay, so that it need not be drawn.
fn covers(overlay: &Overlay, body: Rect) -> bool {
    match overlay {
        Overlay::Finder(_) => finder::covers(body),
        Overlay::Compare(_)
        | Overlay::Replace(_)
        | Overlay::Ladder(_)
        | Overlay::Matrix(_)
        | Overlay::Report(_) => true,
        Overlay::Filter | Overlay::Picker(_) | Overlay::Form(_) | Overlay::Dialog(_) => false,
    }
}

/// Draws the two panes, or only measures them, so that what is not seen is ready when it is.
fn panes(frame: &mut Frame<'_>, app: &App, body: Rect, viewport: &mut Viewport, seen: bool) {
    if body.width < NARROW {
        let inner = pen::inside(body);
        viewport.detail = area_of(inner);
        viewport.tree = area_of(tree::rows_of(app, inner));
        // What is to be done with nothing is said in the other pane.
        let in_tree = app.focus == Focus::Tree && !app.tree.rows.is_empty();
        match in_tree {
            true => viewport.detail.y = u16::MAX,
            false => viewport.tree.y = u16::MAX,
        }
        if seen && in_tree {
            tree::draw(frame, app, body);
        } else if seen {
            detail::draw(frame, app, body);
        }
        return;
    }
    let width = match app.tree_width {
        Some(width) => width.clamp(NARROWEST, body.width - NARROWEST - 10),
        None => (body.width * 2 / 5).clamp(28, 48),
    };
    let left = Rect { width, ..body };
    let right = Rect {
        x: body.x + width,
        width: body.width - width,
        ..body
    };
    viewport.tree = area_of(tree::rows_of(app, pen::inside(left)));
    viewport.detail = area_of(pen::inside(right));
    if seen {
        tree::draw(frame, app, left);
        detail::draw(frame, app, right);
    }
}

fn area_of(rect: Rect) -> Area {
    Area {
        x: rect.x,
        y: rect.y,
        width: rect.width,
        height: rect.height,
    }
}
