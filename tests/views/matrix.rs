//! The matrix: where each role stands, and what stands out.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rolebook::format::{matrix as format, table};
use rolebook::model::{Axis, Catalog, Column, Matrix, MatrixRows, Place, Position, compose};

use crate::catalogs::{any_catalog, catalog, sample};

fn desk() -> Catalog {
    catalog(&[
        (
            "it/desk",
            r#"
title = "Desk"
status = "active"
[[roles]]
id = "agent"
title = "Agent"
grade = 4
[[roles]]
id = "lead"
title = "Lead"
grade = 10
track = "manager"
[[roles]]
id = "twin"
title = "lead"
grade = "10"
extends = "lead"
[[roles]]
id = "new"
title = "=cmd|' /C calc'!A0"
"#,
        ),
        (
            "it/night",
            "title = \"Nights\"\n[[roles]]\nid = \"n\"\ntitle = \"Night | Agent\"\ngrade = 6\n[[roles]]\nid = \"m\"\ntitle = \"M\"\ngrade = \"M10\"\n[[roles]]\nid = \"m2\"\ntitle = \"M2\"\ngrade = \"M2\"\n",
        ),
        ("top", "title = \"Top\"\n"),
    ])
}

#[test]
fn families_by_grade() {
    let catalog = desk();
    let matrix = Matrix::of(&catalog, Axis::Grade, MatrixRows::Family);
    assert_eq!(
        matrix
            .columns
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        ["4", "6", "10", "M2", "M10", "none"]
    );
    let desk = &matrix.rows[0];
    assert!(desk.is_gap(1), "a level is missing between 4 and 10");
    assert!(!desk.is_gap(3) && !matrix.rows[1].is_gap(0));
    assert!(desk.cell(2).unwrap().same_title, "Lead and lead");
    insta::assert_snapshot!(format::text(&matrix, &catalog, None));
}

#[test]
fn other_columns_and_rows() {
    let catalog = desk();
    let by = |axis, rows| format::text(&Matrix::of(&catalog, axis, rows), &catalog, Some(30));
    insta::assert_snapshot!(by(Axis::Track, MatrixRows::Department));
    insta::assert_snapshot!(by(Axis::Status, MatrixRows::Family));
}

#[test]
fn a_spreadsheet_takes_nothing_for_a_formula() {
    let catalog = desk();
    let matrix = Matrix::of(&catalog, Axis::Grade, MatrixRows::Family);
    let csv = format::csv(&matrix, &catalog);
    assert!(csv.contains(",'=cmd|' /C calc'!A0\n"), "{csv}");
    for (text, cell) in [
        ("=1+1", "'=1+1"),
        ("+cmd", "'+cmd"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "' =1"),
        ("-2", "-2"),
        ("+3.5", "+3.5"),
        ("a, b", "\"a, b\""),
        ("say \"so\"", "\"say \"\"so\"\"\""),
        (" x", "\" x\""),
        ("", ""),
        ("\u{1b}[31m", "␛[31m"),
    ] {
        assert_eq!(table::csv_cell(text), cell, "{text:?}");
    }
}

#[test]
fn a_page_takes_nothing_for_markup() {
    let catalog = desk();
    let matrix = Matrix::of(&catalog, Axis::Grade, MatrixRows::Family);
    let page = format::markdown(&matrix, &catalog);
    assert!(page.contains("| Night \\| Agent |"), "{page}");
    let columns = |line: &str| line.replace("\\|", "").matches('|').count();
    let first = columns(page.lines().next().unwrap());
    assert!(page.lines().all(|line| columns(line) == first), "{page}");
}

#[test]
fn the_sample_as_json() {
    let catalog = sample();
    let matrix = Matrix::of(&catalog, Axis::Grade, MatrixRows::Family);
    let json = format::json(&matrix, &catalog);
    assert_eq!(json["by"], "grade");
    let rows = json["rows"].as_array().unwrap();
    let payroll = rows
        .iter()
        .find(|row| row["key"] == "finance/payroll")
        .unwrap();
    let gaps: Vec<_> = payroll["cells"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|cell| cell["gap"] == true)
        .map(|cell| cell["column"].clone())
        .collect();
    assert_eq!(gaps, ["7"]);
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_role_is_in_one_cell_and_it_is_that_of_the_effective_role(catalog in any_catalog()) {
        for axis in [Axis::Grade, Axis::Track, Axis::Status] {
            for rows in [MatrixRows::Family, MatrixRows::Department] {
                let matrix = Matrix::of(&catalog, axis, rows);
                let mut cell_of: BTreeMap<Place, (usize, usize)> = BTreeMap::new();
                for (r, row) in matrix.rows.iter().enumerate() {
                    for cell in row.cells() {
                        prop_assert!(cell.column < matrix.columns.len() && cell.count() > 0);
                        for place in matrix.roles(cell) {
                            let before = cell_of.insert(place, (r, cell.column));
                            prop_assert!(before.is_none(), "twice");
                        }
                    }
                }
                for entry in catalog.entries() {
                    for role in 0..entry.family.roles.len() {
                        let position = Position::role(role);
                        let place = Place { key: entry.key.clone(), position };
                        let (r, c) = cell_of.remove(&place).unwrap();
                        let effective = compose(&entry.key, &entry.family, position);
                        let said = match axis {
                            Axis::Grade => effective.grade.map(|g| g.value.to_string()),
                            Axis::Track => effective.track.map(|t| t.value.to_string()),
                            Axis::Status => effective.status.map(|s| s.value.to_string()),
                        };
                        let column = &matrix.columns[c];
                        prop_assert_eq!(said.unwrap_or("none".into()), column.to_string());
                        let key = match rows {
                            MatrixRows::Family => &*entry.key,
                            MatrixRows::Department => entry.department(),
                        };
                        prop_assert_eq!(&*matrix.rows[r].key, key);
                    }
                }
                prop_assert!(cell_of.is_empty(), "roles that nobody has");
                let last = matrix.columns.iter().position(|c| *c == Column::None);
                prop_assert!(last.is_none_or(|at| at + 1 == matrix.columns.len()));
            }
        }
    }
}
