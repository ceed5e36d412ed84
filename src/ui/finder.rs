//! Draws the finder: what is typed, what was found, the selected hit.

use ratatui::Frame;
use ratatui::layout::Rect;
use unicode_segmentation::UnicodeSegmentation;

use super::pen::{mark, pane, prompt, put, put_toned, style};
use super::{NARROW, area_of, detail};
use crate::app::{App, Finder, Viewport};
use crate::config::Tone;
use crate::format::clean::clean_line;
use crate::search::{Hit, Match};

pub(super) fn draw(
    frame: &mut Frame<'_>,
    app: &App,
    finder: &Finder,
    body: Rect,
    viewport: &mut Viewport,
) {
    let wide = body.width >= NARROW + 30;
    let left = Rect {
        width: if wide { body.width / 2 } else { body.width },
        ..body
    };
    let inner = pane(
        frame,
        app,
        left,
        "Find in titles and every item",
        &counts(app, finder),
        true,
    );
    if inner.height == 0 || inner.width < 4 {
        return;
    }
    let list = Rect {
        y: inner.y + 1,
        height: inner.height - 1,
        ..inner
    };
    viewport.list = area_of(list);
    hits(frame, app, finder, list);
    if wide {
        let right = Rect {
            x: left.right(),
            width: body.width - left.width,
            ..body
        };
        let preview = pane(
            frame,
            app,
            right,
            &finder.preview.title,
            &finder.preview.badge,
            false,
        );
        viewport.preview = area_of(preview);
        if finder.selected().is_some() {
            detail::rows(frame, app, &finder.preview, preview, true, None);
        }
    }
    prompt(frame, app, inner, "/ ", &finder.input);
}

fn counts(app: &App, finder: &Finder) -> String {
    let found = found(finder);
    match app.progress() {
        Some(progress) if !found.is_empty() => format!("{found} · read {progress}"),
        Some(progress) => format!("read {progress}"),
        None => found,
    }
}

fn found(finder: &Finder) -> String {
    match &finder.results {
        _ if finder.searching => "searching …".into(),
        None => String::new(),
        Some(results) if results.total == 0 => "nothing".into(),
        Some(results) => {
            let similar = results.hits.len() - results.exact;
            match (results.exact, similar) {
                (0, _) => format!("{} similar", results.total),
                (_, 0) => format!("{} of {}", results.hits.len(), results.total),
                (exact, similar) => format!("{exact} exact, {similar} similar"),
            }
        }
    }
}

fn hits(frame: &mut Frame<'_>, app: &App, finder: &Finder, list: Rect) {
    let quiet = style(app.theme, Tone::Quiet);
    let buffer = frame.buffer_mut();
    if finder.hits().is_empty() {
        let lines: Vec<String> = match &finder.results {
            None if finder.searching => vec!["The index is being built …".into()],
            None => vec![
                "Type words from a title or any line: itil, service desk, python.".into(),
                "Every word must occur. \"two words\" stay together, 'word is exact,".into(),
                "!word leaves roles out.".into(),
            ],
            Some(results) => {
                let mut lines = vec![format!("Nothing matches {}.", results.query)];
                if let Some(suggestion) = &results.suggestion {
                    lines.push(format!("Tab searches for: {suggestion}"));
                }
                lines
            }
        };
        for (y, line) in (list.y + 1..list.bottom()).zip(lines) {
            put(
                buffer,
                list.x + 1,
                y,
                list.width.saturating_sub(1),
                &line,
                quiet,
            );
        }
        return;
    }
    let visible = usize::from(list.height.div_ceil(2));
    for (n, (index, hit)) in finder
        .hits()
        .iter()
        .enumerate()
        .skip(finder.offset)
        .take(visible)
        .enumerate()
    {
        let y = list.y + u16::try_from(n * 2).unwrap_or(u16::MAX);
        let exact = finder.results.as_ref().map_or(0, |results| results.exact);
        draw_hit(buffer, app, hit, list, y, index >= exact && exact > 0);
        if index == finder.cursor {
            let height = 2.min(list.bottom() - y);
            mark(
                buffer,
                Rect { y, height, ..list },
                style(app.theme, Tone::Selected),
            );
        }
    }
}

fn draw_hit(
    buffer: &mut ratatui::buffer::Buffer,
    app: &App,
    hit: &Hit,
    list: Rect,
    y: u16,
    similar: bool,
) {
    let mut x = list.x + 1;
    if similar {
        x += put(
            buffer,
            x,
            y,
            list.right().saturating_sub(x),
            "similar  ",
            style(app.theme, Tone::Quiet),
        );
    }
    let room = list.right().saturating_sub(x);
    let title_match = hit.matches.iter().find(|found| found.text == hit.title);
    x += match title_match {
        Some(found) => marked(buffer, app, x, y, room, found, Tone::Key),
        None => put(buffer, x, y, room, &hit.title, style(app.theme, Tone::Key)),
    };
    let department = hit
        .address
        .rsplit_once('/')
        .map_or("", |(department, _)| department);
    x += 2;
    put(
        buffer,
        x,
        y,
        list.right().saturating_sub(x),
        department,
        style(app.theme, Tone::Quiet),
    );
    if y + 1 >= list.bottom() {
        return;
    }
    let Some(found) = hit.matches.iter().find(|found| found.text != hit.title) else {
        return;
    };
    let mut x = list.x + 3;
    let inherited = if found.inherited { "↑ " } else { "" };
    let label = format!("{inherited}{}: ", found.field.name().replace('_', " "));
    x += put(
        buffer,
        x,
        y + 1,
        list.right().saturating_sub(x),
        &label,
        style(app.theme, Tone::Quiet),
    );
    marked(
        buffer,
        app,
        x,
        y + 1,
        list.right().saturating_sub(x),
        found,
        Tone::Text,
    );
}

/// A line with the characters that were found marked; a long one from a little before the first of them.
fn marked(
    buffer: &mut ratatui::buffer::Buffer,
    app: &App,
    x: u16,
    y: u16,
    room: u16,
    found: &Match,
    tone: Tone,
) -> u16 {
    let text = clean_line(&found.text);
    let starts: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let byte = |character: usize| starts.get(character).copied().unwrap_or(text.len());
    let mut tones = Vec::new();
    let mut at = 0;
    for (start, end) in &found.ranges {
        let (start, end) = (byte(*start), byte(*end));
        if start > at {
            tones.push((at..start, tone));
        }
        tones.push((start..end, Tone::Match));
        at = end;
    }
    tones.push((at..text.len(), tone));
    let first = found.ranges.first().map_or(0, |(start, _)| byte(*start));
    let last = found.ranges.first().map_or(0, |(_, end)| byte(*end));
    let mut from = 0;
    if text[..last].chars().count() + 4 > usize::from(room) {
        // Whole words, as many as leave the match in the room.
        let wanted = first.saturating_sub(usize::from(room) / 3);
        from = text
            .split_word_bound_indices()
            .map(|(at, _)| at)
            .find(|at| *at >= wanted)
            .unwrap_or(0);
    }
    let lead = if from > 0 {
        put(buffer, x, y, room, "…", style(app.theme, Tone::Quiet))
    } else {
        0
    };
    lead + put_toned(
        buffer,
        app.theme,
        x + lead,
        y,
        room.saturating_sub(lead),
        &text,
        from..text.len(),
        &tones,
    )
}
