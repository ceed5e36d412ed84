//! The catalog comes in behind the first screen: what is there can be read, searched and changed, and nothing jumps.

use proptest::prelude::*;
use rolebook::app::{Loading, TreeId};

use crate::driver::Driver;

/// What is selected, and on which line of the screen.
fn selection(driver: &Driver) -> Option<(TreeId, usize)> {
    let tree = &driver.app.tree;
    Some((tree.selected()?.clone(), tree.cursor - tree.offset))
}

#[test]
fn families_appear_as_they_are_read_with_a_count() {
    let mut driver = Driver::reading(80, 16);
    insta::assert_snapshot!("nothing_read_yet", driver.screen());
    driver.arrive([0; 4]);
    insta::assert_snapshot!("four_families_read", driver.screen());
    driver.resize(40, 10);
    insta::assert_snapshot!("four_families_read_narrow", driver.screen());
    let all = driver.coming();
    driver.arrive(vec![0; all]);
    assert_eq!(driver.app.loading, Loading::Ready);
    assert!(!driver.screen().contains(" of "), "{}", driver.screen());
}

#[test]
fn what_was_read_in_pieces_is_what_is_read_at_once() {
    let mut driver = Driver::reading(80, 24);
    while driver.coming() > 0 {
        driver.arrive([driver.coming() / 2]);
    }
    let mut whole = Driver::new(80, 24);
    assert_eq!(driver.app.tree.rows, whole.app.tree.rows);
    let find = "g / 'python'";
    assert_eq!(driver.keys(find).screen(), whole.keys(find).screen());
}

#[test]
fn keys_work_while_families_arrive() {
    let mut driver = Driver::reading(80, 24);
    driver.arrive([0; 3]);
    let before = selection(driver.keys("j j"));
    driver.arrive([0; 3]);
    assert_eq!(selection(&driver), before);
    driver.keys("j j j Tab");
    assert_eq!(driver.app.focus, rolebook::app::Focus::Detail);
    driver.arrive([0; 3]);
    assert_eq!(driver.app.focus, rolebook::app::Focus::Detail);
}

#[test]
fn a_department_that_was_collapsed_stays_so_when_more_of_it_arrives() {
    let mut driver = Driver::reading(80, 24);
    driver.arrive([0]).keys("g h");
    assert_eq!(driver.app.tree.rows.len(), 1);
    driver.arrive([0]);
    assert_eq!(driver.app.tree.rows.len(), 1, "{}", driver.screen());
    assert_eq!(driver.app.tree.rows[0].badge, "2");
}

#[test]
fn a_search_finds_what_is_there_says_so_and_goes_on_by_itself() {
    let mut driver = Driver::reading(100, 24);
    driver.arrive([0; 2]).keys("/ 'solutions architect'");
    let screen = driver.screen();
    assert!(screen.contains("read 2 of 21 families"), "{screen}");
    assert!(
        screen.contains("Nothing matches solutions architect"),
        "{screen}"
    );
    let all = driver.coming();
    driver.arrive(vec![0; all]);
    let screen = driver.screen();
    assert!(screen.contains("Senior Solutions Architect"), "{screen}");
    assert!(!screen.contains("read "), "{screen}");
}

#[test]
fn a_search_among_what_has_arrived_keeps_up() {
    let mut driver = Driver::reading(100, 24);
    driver.arrive([0]).keys("/ 'engineer'");
    let found = |driver: &Driver| {
        let results = driver
            .app
            .overlays
            .iter()
            .find_map(|overlay| match overlay {
                rolebook::app::Overlay::Finder(finder) => finder.results.as_ref(),
                _ => None,
            });
        results.map_or(0, |results| results.total)
    };
    let first = found(&driver);
    assert!(first > 0, "{}", driver.screen());
    driver.arrive([0; 3]);
    assert!(found(&driver) > first, "{}", driver.screen());
}

#[test]
fn an_edit_and_its_save_need_not_wait_for_the_rest() {
    let mut driver = Driver::reading(80, 24);
    driver.arrive([0; 2]);
    driver.keys("j r 'Chief '");
    driver.keys("Ctrl-S");
    assert_eq!(driver.app.unsaved, 1, "{}", driver.screen());
    driver.arrive([0; 2]).keys("s");
    assert_eq!((driver.app.unsaved, driver.saves), (0, 1));
    let all = driver.coming();
    driver.arrive(vec![0; all]);
    assert_eq!(driver.app.loading, Loading::Ready);
    let screen = driver.keys("/ 'chief'").screen();
    assert!(screen.contains("Chief"), "{screen}");
}

#[test]
fn what_could_touch_other_families_waits_for_them() {
    let mut driver = Driver::reading(80, 24);
    driver.arrive([0; 2]).keys("j");
    for key in ["d", "n", "N", "M", "X", "D", "%"] {
        driver.keys(key);
        let message = driver.message();
        assert!(message.contains("still being read"), "{key}: {message}");
        assert!(driver.app.overlays.is_empty());
    }
    let all = driver.coming();
    driver.arrive(vec![0; all]).keys("N");
    assert!(!driver.app.overlays.is_empty());
}

#[test]
fn what_is_not_checked_yet_is_not_called_good() {
    let mut driver = Driver::reading(80, 24);
    let screen = driver.arrive([0]).keys("p").screen();
    assert!(screen.contains("still being checked"), "{screen}");
}

#[test]
fn a_catalog_that_is_read_again_takes_the_place_of_the_former_as_a_whole() {
    let mut driver = Driver::new(80, 24);
    driver.in_pieces = true;
    driver.keys("j j");
    let before = selection(&driver);
    driver.keys(": 'reload catalog' Enter");
    driver.arrive([0; 4]);
    let screen = driver.screen();
    assert!(screen.contains("Reading the catalog … 4 of 21 families"));
    driver.keys("e");
    assert!(driver.message().contains("the catalog is being read"));
    let all = driver.coming();
    driver.arrive(vec![0; all]);
    assert_eq!(driver.app.loading, Loading::Ready);
    assert_eq!(selection(&driver), before);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Families come in any order, and in pieces of any size; somebody moves about meanwhile.
    #[test]
    fn nothing_jumps_when_families_arrive(
        pieces in prop::collection::vec((1..5usize, any::<prop::sample::Index>()), 1..12),
        keys in prop::collection::vec(prop::sample::select(vec!["j", "k", "l", "h", "Space", "G", "PgDn", "Tab"]), 12),
    ) {
        let mut driver = Driver::reading(80, 10);
        let mut pieces = pieces.into_iter().zip(keys).cycle();
        while driver.coming() > 0 {
            let Some(((size, at), key)) = pieces.next() else { unreachable!() };
            driver.keys(key);
            let before = selection(&driver);
            let size = size.min(driver.coming());
            let first = at.index(driver.coming() - size + 1);
            driver.arrive(vec![first; size]);
            if let (Some(before), Some(now)) = (before, selection(&driver)) {
                // Where the last row is on the screen, there is nothing below that could move up.
                let tree = &driver.app.tree;
                let height = usize::from(driver.app.viewport.tree.height);
                let is_end = tree.offset + height >= tree.rows.len();
                prop_assert_eq!(&now.0, &before.0);
                prop_assert!(now.1 == before.1 || is_end, "{}", driver.screen());
            }
        }
        prop_assert_eq!(&driver.app.loading, &Loading::Ready);
    }
}
