//! Reports over a catalog as text, CSV, Markdown and JSON: totals, what is overdue or not said, what is asked for, and
//! what several families say in the same or in other words.

use serde_json::{Value, json};

use super::{inline, table};
use crate::model::{Budget, Catalog, Cluster, Date, Node, Place, Position, Report, Use};
use crate::text::text;

/// One part of a report: a heading, and a table with headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is called where people read it, in the language that is spoken.
    pub title: String,
    /// What it is called where programs read it, in every language.
    pub heading: String,
    /// The rows, the headings of the columns first.
    pub rows: Vec<Vec<String>>,
    /// What to say when there are none.
    pub nothing: &'static str,
    /// Rows that begin with a word of ours, and what it is in the language that is spoken.
    ours: Vec<(usize, &'static str)>,
}

/// The title of a place on its own.
pub fn title(catalog: &Catalog, place: &Place) -> String {
    let entry = catalog.get(&place.key);
    entry.map_or_else(
        || place.key.to_string(),
        |entry| entry.family.position_title(place.position),
    )
}

fn address(catalog: &Catalog, place: &Place) -> String {
    let address = catalog.address(place);
    address.map_or_else(|| place.key.to_string(), |address| address.to_string())
}

/// The address of the part in which an item is written; of a variation, at the first role that it varies.
pub fn use_address(catalog: &Catalog, at: &Use) -> String {
    let Some(place) = use_place(catalog, at) else {
        return at.key.to_string();
    };
    address(catalog, &place)
}

/// The first place at which the part is read in which an item is written.
pub fn use_place(catalog: &Catalog, at: &Use) -> Option<Place> {
    let family = &catalog.get(&at.key)?.family;
    let position = match at.node {
        Node::Family => Position::FAMILY,
        Node::Role(role) => Position::role(role),
        node => family
            .positions()
            .into_iter()
            .find(|position| position.node() == node)?,
    };
    Some(Place {
        key: at.key.clone(),
        position,
    })
}

fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}

/// The numbers and lists of a report.
pub fn parts(report: &Report, catalog: &Catalog, today: Option<Date>) -> Vec<Part> {
    let count = |number: usize| number.to_string();
    let mut departments = vec![row(["department", "families", "roles"])];
    let mut ours_of_departments = Vec::new();
    for (department, total) in &report.departments {
        let name = if department.is_empty() {
            ours_of_departments.push((departments.len(), text!("show-report-top")));
            "(top)"
        } else {
            department
        };
        departments.push(vec![
            name.to_owned(),
            count(total.families),
            count(total.roles),
        ]);
    }
    let (families, roles) = (report.total.families, report.total.roles);
    ours_of_departments.push((departments.len(), text!("show-report-all")));
    departments.push(vec!["all".to_owned(), count(families), count(roles)]);
    let mut grades = vec![row(["grade", "roles"])];
    let mut ours_of_grades = Vec::new();
    for (grade, number) in &report.grades {
        if grade.is_none() {
            ours_of_grades.push((grades.len(), text!("show-no-grade")));
        }
        let grade = grade.clone().unwrap_or_else(|| "no grade".to_owned());
        grades.push(vec![grade, count(*number)]);
    }
    let mut statuses = vec![row(["status", "roles"])];
    let mut ours_of_statuses = Vec::new();
    for (status, number) in &report.statuses {
        if status.is_none() {
            ours_of_statuses.push((statuses.len(), text!("show-no-status")));
        }
        let status = status.map_or("no status", |status| status.word());
        statuses.push(vec![status.to_owned(), count(*number)]);
    }
    let mut overdue = vec![row(["due", "title", "address"])];
    for found in &report.overdue {
        overdue.push(vec![
            found.due.to_string(),
            title(catalog, &found.place),
            address(catalog, &found.place),
        ]);
    }
    let places = |places: &[Place]| {
        let mut rows = vec![row(["title", "address"])];
        for place in places {
            rows.push(vec![title(catalog, place), address(catalog, place)]);
        }
        rows
    };
    let part = |heading: &str, title: &str, rows, nothing| Part {
        title: title.to_owned(),
        heading: heading.to_owned(),
        rows,
        nothing,
        ours: Vec::new(),
    };
    let nothing = match today {
        Some(_) => text!("show-nothing-there"),
        None => text!("show-nobody-says-the-day"),
    };
    let no_roles = text!("show-no-roles");
    vec![
        Part {
            ours: ours_of_departments,
            ..part(
                "Departments",
                text!("show-part-departments"),
                departments,
                "",
            )
        },
        Part {
            ours: ours_of_grades,
            ..part("Grades", text!("show-part-grades"), grades, no_roles)
        },
        Part {
            ours: ours_of_statuses,
            ..part("Status", text!("show-part-status"), statuses, no_roles)
        },
        part(
            &match today {
                Some(today) => format!("Overdue for review on {today}"),
                None => "Overdue for review".to_owned(),
            },
            &match today {
                Some(today) => text!("show-part-overdue-on", today),
                None => text!("show-part-overdue").to_owned(),
            },
            overdue,
            nothing,
        ),
        part(
            "Without grade",
            text!("show-part-without-grade"),
            places(&report.without_grade),
            text!("show-every-role-has-one"),
        ),
        part(
            "Without manager",
            text!("show-part-without-manager"),
            places(&report.without_manager),
            text!("show-every-role-reports"),
        ),
    ]
}

/// What roles ask for, in the order given.
pub fn budget_part(budgets: &[Budget], catalog: &Catalog) -> Part {
    let headings = [
        "must",
        "own",
        "inherited",
        "preferred",
        "own",
        "inherited",
        "title",
        "address",
    ];
    let mut rows = vec![row(headings)];
    for budget in budgets {
        let (must, preferred) = (budget.must, budget.preferred);
        let numbers = [
            must.all(),
            must.own,
            must.inherited,
            preferred.all(),
            preferred.own,
            preferred.inherited,
        ];
        let mut cells: Vec<String> = numbers.map(|number| number.to_string()).to_vec();
        cells.push(title(catalog, &budget.place));
        cells.push(address(catalog, &budget.place));
        rows.push(cells);
    }
    Part {
        title: text!("show-part-budget").to_owned(),
        heading: "What roles ask for".to_owned(),
        rows,
        nothing: text!("show-no-roles"),
        ours: Vec::new(),
    }
}

/// What several families say, with how many wordings.
pub fn wordings_part(clusters: &[Cluster]) -> Part {
    let mut rows = vec![row(["families", "places", "wordings", "item"])];
    for cluster in clusters {
        let first = cluster.wordings.first();
        rows.push(vec![
            cluster.families.to_string(),
            cluster.uses().to_string(),
            cluster.wordings.len().to_string(),
            first.map_or_else(String::new, |w| inline::plain(&w.text, false)),
        ]);
    }
    Part {
        title: text!("show-part-wordings").to_owned(),
        heading: "What several families say".to_owned(),
        rows,
        nothing: text!("show-no-wordings"),
        ours: Vec::new(),
    }
}

/// Every wording of what several families say, with the places that have it.
pub fn wordings_text(clusters: &[Cluster], catalog: &Catalog) -> String {
    let mut out = String::new();
    for cluster in clusters {
        if !out.is_empty() {
            out.push('\n');
        }
        let wordings = text!("show-wordings", count = cluster.wordings.len());
        let (families, places) = (cluster.families, cluster.uses());
        out.push_str(&text!(
            "show-families-places-wordings",
            families,
            places,
            wordings
        ));
        out.push('\n');
        for wording in &cluster.wordings {
            let text = super::clean::clean_line(&wording.text).into_owned();
            out.push_str(&format!("  {text}\n"));
            for at in &wording.uses {
                out.push_str(&format!("    {}\n", use_address(catalog, at)));
            }
        }
    }
    out
}

/// Rows with what their columns and totals are called in the language that is spoken: for people, not for programs.
fn spoken(part: &Part) -> Vec<Vec<String>> {
    let mut rows = part.rows.clone();
    for (row, word) in &part.ours {
        if let Some(cell) = rows.get_mut(*row).and_then(|row| row.first_mut()) {
            *cell = (*word).to_owned();
        }
    }
    if let Some(columns) = rows.first_mut() {
        for column in columns {
            *column = text!(&format!("show-column-{column}")).to_owned();
        }
    }
    rows
}

/// Parts as text, with columns at most so wide.
pub fn text(parts: &[Part], most: Option<usize>) -> String {
    let mut out = String::new();
    for part in parts {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&part.title);
        match part.rows.len() {
            0 | 1 => out.push_str(&format!("\n{}\n", part.nothing)),
            rows => {
                let counted =
                    part.heading.starts_with("Overdue") || part.heading.starts_with("Without");
                if counted {
                    out.push_str(&format!(": {}", rows - 1));
                }
                out.push('\n');
                out.push_str(&table::aligned(&spoken(part), most));
            }
        }
    }
    out
}

/// Parts as Markdown, each under a heading.
pub fn markdown(parts: &[Part]) -> String {
    let mut out = String::new();
    for part in parts {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&format!("## {}\n\n", table::markdown_cell(&part.title)));
        match part.rows.len() {
            0 | 1 => out.push_str(&format!("{}\n", part.nothing)),
            _ => out.push_str(&table::markdown(&spoken(part))),
        }
    }
    out
}

/// Parts as one table for spreadsheets; a single part has its own columns, and several have the heading of theirs first.
pub fn csv(parts: &[Part]) -> String {
    match parts {
        [one] => table::csv(&one.rows),
        parts => {
            let mut rows = Vec::new();
            for part in parts {
                for row in part.rows.iter().skip(1) {
                    let mut cells = vec![part.heading.clone()];
                    cells.extend(row.iter().cloned());
                    rows.push(cells);
                }
            }
            table::csv(&rows)
        }
    }
}

/// A report as an object. The keys are a contract.
pub fn json(report: &Report, catalog: &Catalog, today: Option<Date>) -> Value {
    let places = |places: &[Place]| -> Vec<Value> {
        places.iter().map(|p| place_json(catalog, p)).collect()
    };
    let departments = report.departments.iter().map(|(department, total)| {
        json!({ "department": department, "families": total.families, "roles": total.roles })
    });
    let grades = report.grades.iter();
    let grades = grades.map(|(grade, roles)| json!({ "grade": grade, "roles": roles }));
    let statuses = report.statuses.iter();
    let statuses = statuses.map(|(status, roles)| json!({ "status": status, "roles": roles }));
    let overdue = report.overdue.iter().map(|found| {
        let mut value = place_json(catalog, &found.place);
        value["review_due"] = json!(found.due.to_string());
        value
    });
    json!({
        "today": today.map(|today| today.to_string()),
        "families": report.total.families,
        "roles": report.total.roles,
        "departments": departments.collect::<Vec<_>>(),
        "grades": grades.collect::<Vec<_>>(),
        "statuses": statuses.collect::<Vec<_>>(),
        "overdue": overdue.collect::<Vec<_>>(),
        "without_grade": places(&report.without_grade),
        "without_manager": places(&report.without_manager),
    })
}

fn place_json(catalog: &Catalog, place: &Place) -> Value {
    json!({ "address": address(catalog, place), "title": title(catalog, place) })
}

/// What roles ask for as objects. The keys are a contract.
pub fn budget_json(budgets: &[Budget], catalog: &Catalog) -> Value {
    let budgets = budgets.iter().map(|budget| {
        let mut value = place_json(catalog, &budget.place);
        value["must"] = json!({ "own": budget.must.own, "inherited": budget.must.inherited });
        let preferred = budget.preferred;
        value["preferred"] = json!({ "own": preferred.own, "inherited": preferred.inherited });
        value
    });
    budgets.collect()
}

/// What several families say as objects. The keys are a contract.
pub fn wordings_json(clusters: &[Cluster], catalog: &Catalog) -> Value {
    let clusters = clusters.iter().map(|cluster| {
        let wordings = cluster.wordings.iter().map(|wording| {
            let uses = wording.uses.iter().map(|at| {
                json!({
                    "address": use_address(catalog, at),
                    "list": at.list.key(),
                    "index": at.index + 1,
                })
            });
            json!({
                "text": wording.text,
                "families": wording.families,
                "uses": uses.collect::<Vec<_>>(),
            })
        });
        json!({ "families": cluster.families, "wordings": wordings.collect::<Vec<_>>() })
    });
    clusters.collect()
}
