//! A new family from a template: several levels of one job, several titles of one team, like a family that is there.

use std::sync::Arc;

use super::add::add_role;
use super::delete::delete_part;
use super::draft::entry;
use super::names::{check_new_key, check_path, check_title, slug, unique_id};
use super::preview::preview;
use super::refer::{Fate, Target, address, follow, nodes};
use super::rename::rename_id;
use super::{OperateError, families::families_in};
use crate::document::{Plan, Step, write_family};
use crate::model::{
    Catalog, CatalogEntry, Extends, Family, Grade, LadderStep, Node, Seldom, Settings,
};
use crate::text::text;

/// Titles that are as like as this count as similar (Jaro-Winkler, from 0 to 1).
const SIMILAR: f64 = 0.89;

/// A paste of a whole list of jobs is none of one family, and would take long.
const MOST_ROLES: usize = 100;

/// More similar families than these are not listed.
const LISTED: usize = 5;

/// Which roles a new family begins with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Template {
    /// None, or those of the family that it is like.
    #[default]
    Empty,
    /// Levels of one job: each extends the one before and is promoted from it.
    Levels,
    /// Titles beside each other.
    Titles,
}

/// What a new family is to be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewFamily<'t> {
    /// Its title.
    pub title: &'t str,
    /// The folder that it goes to; empty is the top of the catalog.
    pub department: &'t str,
    /// The name of its file without `.toml`; empty makes it of the title.
    pub name: &'t str,
    /// Which roles it has.
    pub template: Template,
    /// Their titles, the lowest level first; none gives the levels Junior, none and Senior of the family's title.
    pub roles: Vec<&'t str>,
    /// The grade of the lowest level, those above it have the next ones; of titles, that of all. Empty is none, and
    /// without a template nothing has it.
    pub grade: &'t str,
    /// The key of a family whose content it begins with, without its owner, status and review dates; empty is none.
    pub like: &'t str,
}

/// Makes a family.
///
/// With a template, the roles of the family that it is like become those of the template in their order, each with
/// the content that it has; what is too many goes. Without one they stay, and where they carry the former family's
/// title in theirs they carry the new one.
///
/// # Errors
/// [`OperateError::BadTitle`], [`OperateError::NoTitles`], [`OperateError::TooManyTitles`], those for a key that it cannot have, and
/// [`OperateError::NoFamily`] when there is none that it is to be like.
pub fn add_family(catalog: &Catalog, new: &NewFamily<'_>) -> Result<Plan, OperateError> {
    let title = check_title(new.title)?;
    let key = key_of(catalog, title, new)?;
    let template = match new.like.trim() {
        "" => None,
        like => Some(entry(catalog, like)?),
    };
    let mut family = template.map_or_else(Family::default, |like| copied(like, &key, title));
    family.body.title = Some(title.into());
    let titles = titles(title, new, template)?;
    let mut making = Making {
        catalog: alone(&key, family),
        key: key.clone(),
    };
    making.entitle(&titles)?;
    if new.template != Template::Empty {
        making.separate()?;
        making.shorten(titles.len())?;
    }
    let mut family = making.family()?;
    if new.template == Template::Levels {
        stack(&mut family);
    }
    grade(&mut family, new);
    Ok(Plan {
        label: text!("change-added-the-family", title),
        landing: Some((key.clone(), Node::Family)),
        steps: vec![(key, Step::Create(write_family(&family)))],
    })
}

fn key_of(catalog: &Catalog, title: &str, new: &NewFamily<'_>) -> Result<Arc<str>, OperateError> {
    let name = match new.name.trim() {
        "" => slug(title),
        name => name.to_owned(),
    };
    let department = new.department.trim().trim_matches('/');
    // A folder that is there may have a name that no new one may have.
    if !department.is_empty() && families_in(catalog, department).next().is_none() {
        check_path(department)?;
    }
    check_path(&name)?;
    let key = match department {
        "" => name,
        department => format!("{department}/{name}"),
    };
    check_new_key(catalog, &key, None)?;
    Ok(key.into())
}

/// A family to begin with: what names it or its parts by address names the new one, and nobody owns it yet.
fn copied(like: &CatalogEntry, key: &str, title: &str) -> Family {
    let mut family = like.family.as_ref().clone();
    let former = like.family.title(Node::Family);
    for node in nodes(&like.family) {
        let Some(body) = family.body_mut(node) else {
            continue;
        };
        body.more.owner = None;
        body.more.status = None;
        body.more.review_due = None;
        for manager in &mut body.reports_to {
            let own = |role: &str| is_own(&like.family, &like.key, role);
            if manager.role.as_deref().is_some_and(own) {
                manager.title = manager.title.replace(former, title).into();
            }
        }
        follow(body, &|text| match Target::of(&like.family, text) {
            Target::There { key: there, ids } if *there == *like.key => {
                Fate::Become(address(key, &ids))
            }
            _ => Fate::Stay,
        });
    }
    family
}

/// The titles of the roles that it is to have.
fn titles(
    title: &str,
    new: &NewFamily<'_>,
    like: Option<&CatalogEntry>,
) -> Result<Vec<String>, OperateError> {
    let given: Vec<&str> = new
        .roles
        .iter()
        .copied()
        .filter(|title| !title.trim().is_empty())
        .collect();
    if given.len() > MOST_ROLES {
        return Err(OperateError::TooManyTitles {
            most: MOST_ROLES,
            given: given.len(),
        });
    }
    let given: Vec<String> = given
        .into_iter()
        .map(|title| check_title(title).map(str::to_owned))
        .collect::<Result<_, _>>()?;
    if !given.is_empty() {
        return Ok(given);
    }
    match new.template {
        Template::Levels => Ok(vec![
            format!("Junior {title}"),
            title.to_owned(),
            format!("Senior {title}"),
        ]),
        Template::Titles => Err(OperateError::NoTitles),
        Template::Empty => Ok(like.map_or_else(Vec::new, |like| {
            let former = like.family.title(Node::Family);
            let roles = (0..like.family.roles.len()).map(|n| like.family.title(Node::Role(n)));
            roles.map(|role| role.replace(former, title)).collect()
        })),
    }
}

/// A catalog of one family.
fn alone(key: &Arc<str>, family: Family) -> Catalog {
    let entry = CatalogEntry {
        key: key.clone(),
        family: Arc::new(family),
    };
    Catalog::new(Settings::default(), vec![entry])
}

/// The family before it is in the catalog.
struct Making {
    catalog: Catalog,
    key: Arc<str>,
}

impl Making {
    fn family(&self) -> Result<Family, OperateError> {
        Ok(entry(&self.catalog, &self.key)?.family.as_ref().clone())
    }

    fn make(&mut self, plan: &Plan) -> Result<(), OperateError> {
        self.catalog = preview(&self.catalog, plan)?;
        Ok(())
    }

    /// Gives the roles these titles, in their order, and ids that go with them; what is missing is added.
    fn entitle(&mut self, titles: &[String]) -> Result<(), OperateError> {
        for (n, title) in titles.iter().enumerate() {
            let mut family = self.family()?;
            let Some(role) = family.roles.get_mut(n) else {
                self.make(&add_role(&self.catalog, &self.key, title, n)?)?;
                continue;
            };
            if role.body.title.as_deref() == Some(title.as_str()) {
                continue;
            }
            role.body.title = Some(title.as_str().into());
            let id = std::mem::take(&mut role.id);
            let wanted = unique_id(&self.catalog, &family, &slug(title), "role");
            family.roles[n].id.clone_from(&id);
            self.catalog.put(self.key.clone(), Arc::new(family));
            if wanted != id {
                self.make(&rename_id(
                    &self.catalog,
                    &self.key,
                    Node::Role(n),
                    &wanted,
                )?)?;
            }
        }
        Ok(())
    }

    /// Takes out who reports to whom and who leads to whom within the family: that was said of other roles.
    fn separate(&mut self) -> Result<(), OperateError> {
        let said = self.family()?;
        let own = |text: &str| is_own(&said, &self.key, text);
        let mut family = said.clone();
        for node in nodes(&said) {
            let Some(body) = family.body_mut(node) else {
                continue;
            };
            let managers = &mut body.reports_to;
            managers.retain(|manager| !manager.role.as_deref().is_some_and(own));
            let steps = &mut body.more.career_ladder.steps;
            steps.retain(|step| !(own(&step.from) && own(&step.to)));
        }
        self.catalog.put(self.key.clone(), Arc::new(family));
        Ok(())
    }

    /// Takes out the roles behind the first so many.
    fn shorten(&mut self, len: usize) -> Result<(), OperateError> {
        while self.family()?.roles.len() > len {
            self.make(&delete_part(&self.catalog, &self.key, Node::Role(len))?)?;
        }
        Ok(())
    }
}

/// Whether a family with this key says this of itself or of a part of its own.
fn is_own(says: &Family, key: &str, text: &str) -> bool {
    match Target::of(says, text) {
        Target::Here(_) => true,
        Target::There { key: there, .. } => there == key,
    }
}

/// Makes each role extend the one before it, which leads to it.
fn stack(family: &mut Family) {
    let ids: Vec<String> = (family.roles.iter())
        .map(|role| role.id.to_string())
        .collect();
    for (role, below) in family.roles.iter_mut().skip(1).zip(&ids) {
        role.body.extends = Extends {
            all: Some(below.clone()),
            ..Extends::default()
        }
        .into();
    }
    if let Some(first) = family.roles.first_mut() {
        first.body.extends = Seldom::default();
    }
    let promotions = ids.iter().zip(ids.iter().skip(1));
    let steps = &mut family.body.more.career_ladder.steps;
    steps.extend(promotions.map(|(from, to)| LadderStep {
        from: from.clone(),
        to: to.clone(),
        kind: Some("promotion".to_owned()),
    }));
}

/// Gives the roles of a template their grades.
fn grade(family: &mut Family, new: &NewFamily<'_>) {
    let (false, Ok(first)) = (new.grade.trim().is_empty(), new.grade.parse::<Grade>()) else {
        return;
    };
    for (n, role) in family.roles.iter_mut().enumerate() {
        match new.template {
            Template::Empty => {}
            Template::Levels => role.body.grade = above(&first, n),
            Template::Titles => role.body.grade = Some(first.clone()),
        }
    }
}

/// The grade so many steps above another: 7 is two above 5, and M4 is above M2. Texts without a number have none.
fn above(first: &Grade, steps: usize) -> Option<Grade> {
    let by = i64::try_from(steps).ok()?;
    match first {
        _ if steps == 0 => Some(first.clone()),
        Grade::Number(number) => Some(Grade::Number(number.checked_add(by)?)),
        Grade::Text(text) => {
            let word = text.trim_end_matches(|c: char| c.is_ascii_digit());
            let number: i64 = text[word.len()..].parse().ok()?;
            Some(Grade::Text(
                format!("{word}{}", number.checked_add(by)?).into(),
            ))
        }
    }
}

/// A family whose title is like another.
#[derive(Debug, Clone, PartialEq)]
pub struct Similar {
    /// Its key.
    pub key: Arc<str>,
    /// Its title.
    pub title: String,
    /// How like it is: 1 is the same but for case, marks, punctuation and the order of the words.
    pub likeness: f64,
}

/// The titles of all families of a catalog, ready to be compared.
#[derive(Debug, Clone, Default)]
pub struct FamilyTitles(Vec<(Arc<str>, String, Folded)>);

impl FamilyTitles {
    /// Those of a catalog.
    pub fn of(catalog: &Catalog) -> Self {
        let titles = catalog.entries().iter().map(|entry| {
            let title = entry.family.title(Node::Family);
            (entry.key.clone(), title.to_owned(), Folded::of(title))
        });
        Self(titles.collect())
    }

    /// The families whose titles are near-identical to this one, the likest first; five at most.
    pub fn similar(&self, title: &str) -> Vec<Similar> {
        let wanted = Folded::of(title);
        if wanted.whole.is_empty() {
            return Vec::new();
        }
        let mut similar: Vec<Similar> = self
            .0
            .iter()
            .map(|(key, title, folded)| (key, title, wanted.likeness(folded)))
            .filter(|(_, _, likeness)| *likeness >= SIMILAR)
            .map(|(key, title, likeness)| Similar {
                key: key.clone(),
                title: title.clone(),
                likeness,
            })
            .collect();
        similar.sort_by(|a, b| {
            let order = b.likeness.total_cmp(&a.likeness);
            order.then_with(|| a.key.cmp(&b.key))
        });
        similar.truncate(LISTED);
        similar
    }
}

/// A title without what does not tell titles apart.
#[derive(Debug, Clone)]
struct Folded {
    whole: String,
    sorted: String,
}

impl Folded {
    fn of(title: &str) -> Self {
        let whole = slug(title);
        let mut words: Vec<&str> = whole.split('-').collect();
        words.sort_unstable();
        let sorted = words.join("-");
        Self { whole, sorted }
    }

    fn likeness(&self, other: &Self) -> f64 {
        let whole = strsim::jaro_winkler(&self.whole, &other.whole);
        whole.max(strsim::jaro_winkler(&self.sorted, &other.sorted))
    }
}
