//! What surrounds the finder: earlier queries, searches with a name, the tree under a query, and going from line to
//! line that was found.

use rolebook::app::{FinderFocus, MouseKind, NarrowRow, Overlay};

use crate::driver::{Driver, sample};

fn finder(d: &Driver) -> &rolebook::app::Finder {
    match d.app.overlays.last() {
        Some(Overlay::Finder(finder)) => finder,
        other => panic!("the finder is not open: {other:?}"),
    }
}

#[test]
fn earlier_queries_come_back_also_after_a_restart() {
    let mut d = Driver::new(100, 30);
    d.keys("/ 'itil' Enter / 'python' Esc");
    d.keys("/ 'half' Alt-Up");
    assert_eq!(finder(&d).input.text(), "python");
    d.keys("Alt-Up");
    assert_eq!(finder(&d).input.text(), "itil");
    assert!(d.screen().contains("ITIL"), "it is searched for");
    d.keys("Alt-Up");
    assert_eq!(d.message(), "Nothing was looked for before that.");
    d.keys("Alt-Down Alt-Down");
    assert_eq!(finder(&d).input.text(), "half", "what was being typed");
    let mut again = d.restart(|_| {});
    again.keys("Esc / Alt-Up Alt-Up");
    assert_eq!(finder(&again).input.text(), "itil");
}

#[test]
fn a_search_gets_a_name_is_found_by_it_and_is_forgotten() {
    let mut d = Driver::new(100, 30);
    d.keys("/ Ctrl-S");
    assert_eq!(d.message(), "Type what to look for first.");
    d.keys("'itil' Ctrl-S");
    assert!(d.screen().contains("Save the search"), "{}", d.screen());
    d.keys("'help desk' Enter Esc");
    let mut d = d.restart(|_| {});
    // From the palette, as somebody finds it who does not know the key.
    d.keys("Esc : 'saved' Enter");
    assert!(d.screen().contains("help desk"), "{}", d.screen());
    d.keys("Enter");
    assert_eq!(finder(&d).input.text(), "itil");
    assert!(!finder(&d).hits().is_empty());
    d.keys("Alt-s Ctrl-D");
    assert_eq!(d.message(), "help desk is forgotten.");
    assert!(d.searches.is_empty());
    d.keys("Alt-s");
    assert!(
        d.message().contains("No search has a name yet"),
        "{}",
        d.message()
    );
}

#[test]
fn the_catalog_shares_searches() {
    let mut files = sample();
    let settings = files.get_mut(std::path::Path::new("catalog.toml")).unwrap();
    settings.push_str("\n[searches]\n\"people leads\" = \"'lead\"\n");
    let mut d = Driver::with(files, 100, 30);
    d.keys("/ Alt-s");
    let screen = d.screen();
    assert!(
        screen.contains("people leads") && screen.contains("shared"),
        "{screen}"
    );
    d.keys("Ctrl-D");
    assert!(d.message().contains("shared ones"), "{}", d.message());
    d.keys("Enter");
    assert_eq!(finder(&d).input.text(), "'lead");
}

#[test]
fn the_tree_keeps_its_shape_under_a_query() {
    let mut d = Driver::new(100, 40);
    let shape = |d: &Driver| -> Vec<String> {
        let rows = d.app.tree.rows.iter();
        rows.map(|row| row.label.clone()).collect()
    };
    let before = shape(&d);
    d.keys("f 'itil'");
    assert_eq!(shape(&d), before);
    let count = d.app.filter.as_ref().and_then(rolebook::app::Filter::count);
    assert!(count.is_some_and(|count| count > 0), "{count:?}");
    assert!(d.screen().contains("found"), "{}", d.screen());
    let legal = d
        .app
        .tree
        .rows
        .iter()
        .find(|row| row.label == "legal")
        .unwrap();
    let filter = d.app.filter.as_ref().unwrap();
    assert_eq!(filter.count_in(&legal.id), Some(0), "it is dim");
    // The arrows go to what is folded away.
    d.keys("Down");
    let first = d.app.place().expect("a place is selected");
    assert!(first.key.contains("it-management"), "{first:?}");
    d.keys("Enter");
    assert!(d.app.overlays.is_empty() && d.app.filter.is_some());
    d.keys("Esc");
    assert!(d.app.filter.is_none());
    assert_eq!(d.message(), "The filter is off.");
}

#[test]
fn the_finders_query_goes_to_the_tree() {
    let mut d = Driver::new(100, 40);
    d.keys("/ 'itil' Alt-t");
    assert!(d.app.overlays.is_empty());
    assert!(d.screen().contains("f itil"), "{}", d.screen());
    // What is edited meanwhile is found too.
    d.keys("f Esc");
    assert!(d.app.filter.is_none());
}

#[test]
fn f3_goes_from_line_to_line_and_from_role_to_role() {
    let mut d = Driver::new(100, 30);
    d.keys("F3");
    assert_eq!(
        d.message(),
        "Next line found: find something first, with /."
    );
    d.keys("/ 'onboarding' Enter");
    let first = d.app.detail.title.clone();
    let mut roles = vec![first];
    for _ in 0..40 {
        d.keys("F3");
        if d.message().starts_with("This is the last") {
            break;
        }
        let entry = &d.app.detail.entries[d.app.detail.cursor];
        let shown = entry.text.to_lowercase();
        assert!(
            shown.contains("onboard") || d.app.detail.title.to_lowercase().contains("onboard"),
            "{shown}"
        );
        if roles.last() != Some(&d.app.detail.title) {
            roles.push(d.app.detail.title.clone());
        }
    }
    assert!(roles.len() > 2, "{roles:?}");
    let last = d.app.detail.title.clone();
    d.keys("Shift-F3 F3");
    assert_eq!(d.app.detail.title, last);
}

#[test]
fn tab_goes_round_the_parts_and_n_goes_through_the_preview() {
    let mut d = Driver::new(160, 40);
    d.keys("/ 'onboarding'");
    d.keys("Shift-Tab");
    assert_eq!(finder(&d).focus, FinderFocus::Preview);
    let line = |d: &Driver| finder(d).preview.cursor;
    let first = line(&d);
    d.keys("n");
    assert!(line(&d) != first || finder(&d).selected().unwrap().matches.len() < 3);
    d.keys("N");
    assert_eq!(line(&d), first);
    d.keys("Esc");
    assert_eq!(finder(&d).focus, FinderFocus::Query);
    d.keys("'s'");
    assert_eq!(finder(&d).input.text(), "onboardings");
}

/// What is underlined and bold in a part of the screen, row by row.
fn marked(d: &Driver, columns: std::ops::Range<u16>) -> Vec<String> {
    let look = ratatui::style::Modifier::BOLD | ratatui::style::Modifier::UNDERLINED;
    let buffer = d.buffer();
    let row = |y| -> String {
        let cells = columns.clone().map(move |x| &buffer[(x, y)]);
        cells
            .filter(|cell| cell.modifier.contains(look))
            .map(ratatui::buffer::Cell::symbol)
            .collect()
    };
    let rows = (0..buffer.area.height).map(row);
    rows.filter(|row| !row.is_empty()).collect()
}

#[test]
fn n_goes_through_every_line_of_the_role_that_has_it_and_they_are_marked() {
    let mut d = Driver::new(120, 60);
    d.keys("/ 'team family:it-management' Shift-Tab");
    let family = d
        .app
        .workspace
        .catalog()
        .get("finance/it-management")
        .unwrap();
    let position = finder(&d).selected().unwrap().place.position;
    let role = rolebook::model::compose("finance/it-management", &family.family, position);
    let has_it = |text: &str| {
        let text = text.to_lowercase();
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        words.any(|word| word.starts_with("team"))
    };
    let lists = rolebook::model::ListKind::ALL.into_iter();
    let items = lists
        .flat_map(|list| role.list(list))
        .filter(|line| has_it(line.item.text()));
    let expected = items.count();
    assert!(
        expected > finder(&d).selected().unwrap().matches.len(),
        "{expected}"
    );
    let (_, all) = finder(&d).line_found().unwrap();
    assert!(all >= expected, "{all} of {expected}");
    let mut seen = Vec::new();
    for _ in 0..all {
        d.keys("n");
        let (at, _) = finder(&d).line_found().unwrap();
        let at = at.expect("the cursor is on a line that was found");
        assert!(
            d.screen().contains(&format!("{at} of {all}")),
            "{}",
            d.screen()
        );
        seen.push(at);
    }
    seen.sort_unstable();
    assert_eq!(seen, (1..=all).collect::<Vec<_>>(), "each of them once");
    d.keys("N n");
    let in_preview = marked(&d, 61..119);
    assert!(!in_preview.is_empty());
    for row in in_preview {
        assert!(row.to_lowercase().replace("team", "").is_empty(), "{row}");
    }
}

#[test]
fn what_only_looks_alike_is_marked_in_the_preview_too() {
    let mut d = Driver::new(120, 40);
    d.keys("/ 'onbrding'");
    assert!(finder(&d).line_found().is_some());
    let text = marked(&d, 61..119).concat();
    assert!(text.to_lowercase().contains("onb"), "{text}");
    // From what one reads there, to the next line behind it.
    d.keys("Ctrl-U 'security' Shift-Tab PgDn");
    let here = finder(&d).preview.cursor;
    d.keys("n");
    let (at, all) = finder(&d).line_found().unwrap();
    assert!(
        at.is_some() && (finder(&d).preview.cursor > here || at == Some(1)),
        "{all}"
    );
    // Another query, other marks.
    d.keys("Esc Ctrl-U 'zzzqqq'");
    assert!(!d.screen().contains(" found"), "{}", d.screen());
}

#[test]
fn a_value_that_is_taken_stands_in_the_query() {
    let mut d = Driver::new(160, 40);
    d.keys("/ 'manager' Tab");
    assert_eq!(finder(&d).focus, FinderFocus::Narrow);
    let all = finder(&d).results.as_ref().unwrap().total;
    let (value, count) = match &finder(&d).narrow.rows[finder(&d).narrow.cursor] {
        NarrowRow::Value { value, count, .. } => (value.clone(), *count),
        other => panic!("{other:?}"),
    };
    assert!(count <= all);
    d.keys("Space");
    let query = finder(&d).input.text().to_owned();
    assert!(
        query.contains("dept:") && query.contains(&*value),
        "{query}"
    );
    assert_eq!(finder(&d).results.as_ref().unwrap().total, count);
    assert!(d.screen().contains(&format!("✓ {value}")), "{}", d.screen());
    d.keys("Space");
    assert_eq!(finder(&d).input.text(), "manager");
    assert_eq!(finder(&d).results.as_ref().unwrap().total, all);
}

#[test]
fn narrow_screens_have_the_parts_one_over_the_other() {
    let mut d = Driver::new(60, 20);
    d.keys("/ 'manager' Tab");
    let screen = d.screen();
    assert!(
        screen.contains("Narrow to") && screen.contains("/ manager"),
        "{screen}"
    );
    d.keys("Tab");
    assert_eq!(finder(&d).focus, FinderFocus::Preview);
    assert!(d.screen().contains("/ manager"), "{}", d.screen());
    for (width, height) in [(40, 10), (20, 6), (4, 3)] {
        d.resize(width, height);
        d.keys("Tab j k n Space Tab");
        d.screen();
    }
}

#[test]
fn the_filter_follows_edits_and_waits_for_the_finder() {
    let mut d = Driver::new(100, 40);
    let count = |d: &Driver| d.app.filter.as_ref().and_then(rolebook::app::Filter::count);
    d.keys("f 'xylophone' Enter");
    assert_eq!(count(&d), Some(0));
    d.keys("/ 'itil' Enter e ' xylophone' Enter");
    assert_eq!(count(&d), Some(1));
    d.keys("u");
    assert_eq!(count(&d), Some(0));
}

#[test]
fn hits_are_marked_and_acted_on_in_the_tree() {
    let mut d = Driver::new(100, 30);
    d.keys("/ 'itil' Ctrl-T");
    assert_eq!(
        d.message(),
        "1 role is marked: keys in the tree act on it, Alt-m lists it."
    );
    assert!(d.screen().contains("◆"), "{}", d.screen());
    d.keys("Esc / 'onboarding' Alt-a");
    let marked = d.app.marked_places().len();
    assert!(marked > 2, "{marked}");
    d.keys("Alt-a Esc");
    assert!(
        d.app.marked_places().len() <= 1,
        "what the first search marked, at most"
    );
}

#[test]
fn fields_are_completed_as_one_types_and_mistakes_are_put_right() {
    let mut d = Driver::new(100, 30);
    // The names in use are known after the first search.
    d.keys("/ 'gra'");
    assert!(d.screen().contains("Tab grade:"), "{}", d.screen());
    d.keys("Tab '>=8'");
    assert_eq!(finder(&d).input.text(), "grade:>=8");
    assert!(!finder(&d).hits().is_empty());
    d.keys("Ctrl-U 'dept:fin'");
    assert!(d.screen().contains("Tab finance"), "{}", d.screen());
    d.keys("Tab");
    assert_eq!(finder(&d).input.text().trim(), "dept:finance");
    d.keys("Ctrl-U 'titel:manager'");
    let screen = d.screen();
    assert!(
        screen.contains("title:"),
        "what is meant is said:\n{screen}"
    );
    d.keys("Tab");
    assert_eq!(finder(&d).input.text(), "title:manager");
    assert!(!finder(&d).hits().is_empty());
    // A condition that leaves nothing says so.
    d.keys("Ctrl-U 'manager grade:4 grade:>=8'");
    assert!(finder(&d).hits().is_empty());
    assert!(finder(&d).note().is_some(), "{}", d.screen());
}

#[test]
fn what_is_marked_is_counted_listed_and_unmarked_from_the_finder() {
    let mut d = Driver::new(100, 30);
    d.keys("Alt-m");
    assert!(
        d.message().starts_with("Nothing is marked"),
        "{}",
        d.message()
    );
    d.keys("/ 'python' Ctrl-T Ctrl-T");
    assert!(d.screen().contains("· 2 marked"), "{}", d.screen());
    d.keys("Alt-m");
    let screen = d.screen();
    for title in [
        "What is marked",
        "Senior Data Analyst",
        "Take all marks off",
    ] {
        assert!(screen.contains(title), "{title}:\n{screen}");
    }
    d.keys("Ctrl-D");
    assert_eq!(d.app.marked_places().len(), 1);
    // It goes there from above the finder.
    d.keys("Enter");
    assert!(d.app.overlays.is_empty());
    assert_eq!(d.app.place(), d.app.marked_places().first().cloned());
    d.keys("Alt-m End Down Enter");
    assert!(d.app.marked_places().is_empty());
    assert_eq!(d.message(), "Nothing is marked any more.");
    // The last mark closes the list.
    d.keys("Space Alt-m Ctrl-D");
    assert!(d.app.overlays.is_empty());
}

#[test]
fn the_count_stays_while_the_next_search_is_under_way() {
    let mut d = Driver::new(100, 30);
    d.keys("/ 'python'");
    assert!(d.screen().contains(" 30 of 184 "), "{}", d.screen());
    d.thoughts_wait = true;
    d.keys("'x'");
    assert!(
        d.screen().contains(" 30 of 184 · searching … "),
        "{}",
        d.screen()
    );
    d.thoughts_come();
    assert!(!d.screen().contains("searching"), "{}", d.screen());
}

#[test]
fn where_nothing_has_all_words_any_of_them_is_offered() {
    let mut d = Driver::new(100, 30);
    d.keys("/ 'laptop invoices'");
    let screen = d.screen();
    assert!(
        screen.contains("any of them: laptop | invoices"),
        "{screen}"
    );
    // Nothing is left of what was found on the way.
    assert!(!screen.contains("Manager, IT"), "{screen}");
    d.keys("Tab");
    assert!(!finder(&d).hits().is_empty(), "{}", d.screen());
    // What is more than words is not taken apart.
    d.keys("Ctrl-U 'laptop !invoices zzzz'");
    assert!(!d.screen().contains("any of them"), "{}", d.screen());
}

#[test]
fn on_a_narrow_screen_a_click_below_the_filter_selects_what_it_points_at() {
    let mut d = Driver::new(50, 20);
    d.keys("f 'manager' Enter");
    let at = d.cell_of("legal");
    d.mouse(MouseKind::Click, at);
    assert_eq!(d.app.tree.rows[d.app.tree.cursor].label, "legal");
}
