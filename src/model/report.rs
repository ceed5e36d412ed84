//! What a library of roles looks like as a whole: how many there are of what, what is overdue, and what is not said.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::{
    Catalog, Date, Family, Node, Place, Position, Status, VariationKind, grades_in_order,
    role_scalars, scalar,
};

/// How much there is of something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Total {
    /// Families.
    pub families: usize,
    /// Roles, without their variations.
    pub roles: usize,
}

/// A part that should have been read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overdue {
    /// Which part: the family, or what of it has a date of its own.
    pub place: Place,
    /// By when.
    pub due: Date,
}

/// The whole catalog in numbers and lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Everything.
    pub total: Total,
    /// By department, in order; the top of the catalog has no name.
    pub departments: Vec<(Arc<str>, Total)>,
    /// Roles by effective grade, in order; those without one last.
    pub grades: Vec<(Option<String>, usize)>,
    /// Roles by effective status, in order; those without one last.
    pub statuses: Vec<(Option<Status>, usize)>,
    /// What was to be read again before today, the longest overdue first; nothing that is archived. Empty when nobody
    /// says which day it is.
    pub overdue: Vec<Overdue>,
    /// Roles that have no grade.
    pub without_grade: Vec<Place>,
    /// Roles that report to nobody.
    pub without_manager: Vec<Place>,
}

impl Report {
    /// Of a catalog, on a day. Takes time in proportion to its parts.
    pub fn of(catalog: &Catalog, today: Option<Date>) -> Self {
        let mut report = Self::default();
        let mut departments: BTreeMap<&str, Total> = BTreeMap::new();
        let mut grades: HashMap<Option<String>, usize> = HashMap::new();
        let mut statuses: BTreeMap<(bool, Option<Status>), usize> = BTreeMap::new();
        for entry in catalog.entries() {
            let family = &entry.family;
            let roles = family.roles.len();
            let department = departments.entry(entry.department()).or_default();
            for total in [department, &mut report.total] {
                total.families += 1;
                total.roles += roles;
            }
            let place = |role: usize| Place {
                key: entry.key.clone(),
                position: Position::role(role),
            };
            let of_roles = role_scalars(family, |body| body.grade.as_ref());
            for (role, grade) in of_roles.into_iter().enumerate() {
                let grade = grade.map(ToString::to_string);
                let grade = grade.map(|grade| grade.trim().to_owned());
                let grade = grade.filter(|grade| !grade.is_empty());
                if grade.is_none() {
                    report.without_grade.push(place(role));
                }
                *grades.entry(grade).or_default() += 1;
            }
            for status in role_scalars(family, |body| body.more.status) {
                *statuses.entry((status.is_none(), status)).or_default() += 1;
            }
            let managers = |body: &super::Body| (!body.reports_to.is_empty()).then_some(());
            for (role, manager) in role_scalars(family, managers).into_iter().enumerate() {
                if manager.is_none() {
                    report.without_manager.push(place(role));
                }
            }
            if let Some(today) = today {
                let overdue = overdue(family, today).into_iter();
                report
                    .overdue
                    .extend(overdue.map(|(position, due)| Overdue {
                        place: Place {
                            key: entry.key.clone(),
                            position,
                        },
                        due,
                    }));
            }
        }
        report.overdue.sort_by_key(|overdue| overdue.due);
        let departments = departments.into_iter();
        report.departments = departments.map(|(d, t)| (Arc::from(d), t)).collect();
        report.grades = grades.into_iter().collect();
        report.grades.sort_by(|(a, _), (b, _)| match (a, b) {
            (Some(a), Some(b)) => grades_in_order(a, b),
            (one, other) => one.is_none().cmp(&other.is_none()),
        });
        let statuses = statuses.into_iter();
        report.statuses = statuses.map(|((_, status), n)| (status, n)).collect();
        report
    }
}

/// The parts of a family whose own date is past.
fn overdue(family: &Family, today: Date) -> Vec<(Position, Date)> {
    let mut found = Vec::new();
    let mut look = |position: Position| {
        let due = family.body(position.node()).and_then(|b| b.more.review_due);
        if let Some(due) = due.filter(|due| *due < today)
            && scalar(family, position, |body| body.more.status) != Some(Status::Archived)
        {
            found.push((position, due));
        }
    };
    look(Position::FAMILY);
    (0..family.roles.len()).for_each(|role| look(Position::role(role)));
    // A variation is one part, however many roles it varies.
    let first = |kind, at: usize| {
        let mut roles = 0..family.roles.len();
        roles.find(|role| family.variations_of(kind, *role).any(|n| n == at))
    };
    for at in 0..family.specialties.len() {
        let node = Node::Specialty(at);
        if family
            .body(node)
            .is_some_and(|b| b.more.review_due.is_some())
            && let Some(role) = first(VariationKind::Specialty, at)
        {
            look(Position {
                specialty: Some(at),
                ..Position::role(role)
            });
        }
    }
    for at in 0..family.segments.len() {
        let node = Node::Segment(at);
        if family
            .body(node)
            .is_some_and(|b| b.more.review_due.is_some())
            && let Some(role) = first(VariationKind::Segment, at)
        {
            look(Position {
                segment: Some(at),
                ..Position::role(role)
            });
        }
    }
    found
}
