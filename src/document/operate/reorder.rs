//! Another order of the parts of a family, and of what has one within a part.

use super::OperateError;
use super::draft::{Draft, entry};
use crate::document::Plan;
use crate::model::{Body, Catalog, Family, Node};
use crate::text::text;

/// What has an order, beside items, whose order is an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Series {
    /// The roles of the family.
    Roles,
    /// Its specialties.
    Specialties,
    /// Its segments.
    Segments,
    /// Its sections.
    Sections,
    /// The performance indicators of a part.
    Indicators(Node),
    /// The career ladder of a part.
    LadderSteps(Node),
    /// The hiring process of a part.
    HiringSteps(Node),
}

impl Series {
    fn what(self) -> &'static str {
        match self {
            Self::Roles => text!("change-all-roles"),
            Self::Specialties => text!("change-all-specialties"),
            Self::Segments => text!("change-all-segments"),
            Self::Sections => text!("change-all-sections"),
            Self::Indicators(_) => text!("change-all-performance-indicators"),
            Self::LadderSteps(_) => text!("change-all-steps-of-the-career-ladder"),
            Self::HiringSteps(_) => text!("change-all-steps-of-the-hiring-process"),
        }
    }

    /// Where the part that is moved to `to` is then, or the part that holds what is moved.
    fn landing(self, to: usize) -> Node {
        match self {
            Self::Roles => Node::Role(to),
            Self::Specialties => Node::Specialty(to),
            Self::Segments => Node::Segment(to),
            Self::Sections => Node::Family,
            Self::Indicators(node) | Self::LadderSteps(node) | Self::HiringSteps(node) => node,
        }
    }
}

/// Moves one of a series so that it has the place `to` afterwards.
///
/// # Errors
/// [`OperateError::NoPlace`], [`OperateError::Nothing`] when it is there or its neighbours are like it, and those for
/// what is not there.
pub fn reorder(
    catalog: &Catalog,
    key: &str,
    series: Series,
    from: usize,
    to: usize,
) -> Result<Plan, OperateError> {
    let found = entry(catalog, key)?;
    let mut draft = Draft::new(catalog);
    let family = draft.family(key)?;
    let what = series.what();
    match series {
        Series::Roles => shift(&mut family.roles, what, from, to)?,
        Series::Specialties => shift(&mut family.specialties, what, from, to)?,
        Series::Segments => shift(&mut family.segments, what, from, to)?,
        Series::Sections => shift(&mut family.sections, what, from, to)?,
        Series::Indicators(node) => {
            let body = body_of(family, key, node)?;
            shift(&mut body.more.performance_indicators, what, from, to)?;
        }
        Series::LadderSteps(node) => {
            let body = body_of(family, key, node)?;
            shift(&mut body.more.career_ladder.steps, what, from, to)?;
        }
        Series::HiringSteps(node) => {
            let body = body_of(family, key, node)?;
            shift(&mut body.more.hiring_process.steps, what, from, to)?;
        }
    }
    let label = match series {
        Series::Roles => text!(
            "change-moved-2",
            from = found.family.title(Node::Role(from))
        ),
        Series::Specialties => text!(
            "change-moved-2",
            from = found.family.title(Node::Specialty(from))
        ),
        Series::Segments => text!(
            "change-moved-2",
            from = found.family.title(Node::Segment(from))
        ),
        _ => text!("change-changed-the-order-of-the", what),
    };
    draft.plan(label, Some((found.key.clone(), series.landing(to))))
}

fn body_of<'f>(
    family: &'f mut Family,
    key: &str,
    node: Node,
) -> Result<&'f mut Body, OperateError> {
    let body = family.body_mut(node);
    body.ok_or_else(|| OperateError::NoPart(key.to_owned()))
}

fn shift<T>(
    series: &mut Vec<T>,
    what: &'static str,
    from: usize,
    to: usize,
) -> Result<(), OperateError> {
    let len = series.len();
    if let Some(bad) = [from, to].into_iter().find(|place| *place >= len) {
        let number = bad.saturating_add(1);
        return Err(OperateError::NoPlace { what, number, len });
    }
    let one = series.remove(from);
    series.insert(to, one);
    Ok(())
}
