//! Where the names and links of a page lead: to parts of the same page, and to other families.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::facts::{self, Extended, first_named, sentences};
use super::fill::Filling;
use super::heading::words;
use super::report::{NoteKind, Report};
use crate::model::{Family, LadderStep, Node, ReportsTo, Text};
use crate::text::said;

/// A page with more roles than this is no handbook's; not all of them are looked through.
const MANY: usize = 200;

/// The ids of a family's roles by what links and titles call them, the first one each.
#[derive(Debug, Clone, Default)]
struct Titles {
    words: HashMap<Vec<String>, String>,
    anchors: HashMap<String, String>,
    count: usize,
}

impl Titles {
    fn of(family: &Family) -> Self {
        let mut titles = Self::default();
        for (n, role) in family.roles.iter().enumerate() {
            let title = family.title(Node::Role(n));
            titles
                .words
                .entry(words(title))
                .or_insert_with(|| role.id.to_string());
            titles
                .anchors
                .entry(anchor(title))
                .or_insert_with(|| role.id.to_string());
            titles.count += 1;
        }
        titles
    }

    fn titled(&self, title: &str) -> Option<&String> {
        self.words.get(&words(title))
    }

    fn anchored(&self, text: &str) -> Option<&String> {
        let wanted = anchor(text);
        self.anchors.get(&wanted).filter(|_| !wanted.is_empty())
    }
}

/// Families by what links and titles call them.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    /// Keys by the last part of the path.
    keys: BTreeMap<String, Vec<String>>,
    /// The roles of each family.
    parts: BTreeMap<String, Titles>,
    /// Addresses by the words of the title.
    titles: BTreeMap<Vec<String>, Vec<String>>,
}

impl Directory {
    /// Takes in a family under its key; one that is there already is replaced.
    pub fn add(&mut self, key: &str, family: &Family) {
        if self.parts.contains_key(key) {
            self.remove(key);
        }
        let last = key.rsplit('/').next().unwrap_or(key).to_lowercase();
        self.keys.entry(last).or_default().push(key.to_owned());
        for (n, role) in family.roles.iter().enumerate() {
            let title = words(family.title(Node::Role(n)));
            let address = format!("{key}#{}", role.id);
            self.titles.entry(title).or_default().push(address);
        }
        self.parts.insert(key.to_owned(), Titles::of(family));
    }

    fn remove(&mut self, key: &str) {
        self.parts.remove(key);
        for keys in self.keys.values_mut() {
            keys.retain(|other| other != key);
        }
        let of_key = |address: &String| address.split('#').next() == Some(key);
        for addresses in self.titles.values_mut() {
            addresses.retain(|address| !of_key(address));
        }
    }

    /// The key of the family that a path leads to.
    fn key(&self, path: &[String]) -> Option<&str> {
        let last = path.last()?.to_lowercase();
        let keys = self.keys.get(&last)?;
        let ends = |key: &&String| {
            let folder = path.len().checked_sub(2).map(|at| path[at].to_lowercase());
            folder.is_some_and(|folder| key.to_lowercase().ends_with(&format!("{folder}/{last}")))
        };
        match keys.as_slice() {
            [key] => Some(key),
            keys => {
                let mut near = keys.iter().filter(ends);
                let first = near.next()?;
                near.next().is_none().then_some(first)
            }
        }
    }

    /// The address of a role of a family by a link's anchor or by its title; the only one where there is one.
    fn role(&self, key: &str, anchor: Option<&str>, title: &str) -> Option<String> {
        let titles = self.parts.get(key)?;
        let only = || {
            titles
                .words
                .values()
                .next()
                .filter(|_| titles.count == 1 && anchor.is_none())
        };
        let id = anchor.and_then(|anchor| titles.anchored(anchor));
        let id = id.or_else(|| titles.titled(title)).or_else(only)?;
        Some(format!("{key}#{id}"))
    }

    /// The address of the only role with a title.
    fn titled(&self, title: &str) -> Option<String> {
        match self.titles.get(&words(title))?.as_slice() {
            [address] => Some(address.clone()),
            _ => None,
        }
    }
}

/// An anchor, or a title as the page makes an anchor of it, without what pages differ in.
fn anchor(text: &str) -> String {
    let chars = text.chars().filter(|c| c.is_alphanumeric());
    chars.flat_map(char::to_lowercase).collect()
}

/// The path of a link to a page of job families, and its anchor.
struct Target {
    path: Vec<String>,
    anchor: Option<String>,
}

impl Target {
    fn of(link: &str) -> Self {
        let (path, anchor) = match link.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor.to_owned())),
            None => (link, None),
        };
        let path = path.split('?').next().unwrap_or(path);
        let path = path.split_once("://").map_or(path, |(_, rest)| {
            rest.split_once('/').map_or("", |(_, path)| path)
        });
        let parts: Vec<&str> = path
            .split('/')
            .filter(|part| !matches!(*part, "" | "." | ".."))
            .collect();
        let families = parts.iter().rposition(|part| *part == "job-families");
        let below = match families {
            Some(at) => &parts[at + 1..],
            None if path.starts_with('/') || link.contains("://") => &[],
            None => parts.as_slice(),
        };
        let mut path: Vec<String> = below.iter().map(|part| (*part).to_owned()).collect();
        if let Some(last) = path.last_mut() {
            let name = last
                .strip_suffix(".md")
                .or(last.strip_suffix(".html"))
                .unwrap_or(last);
            *last = name.to_owned();
            if matches!(last.as_str(), "index" | "_index") {
                path.pop();
            }
        }
        let good = |part: &String| {
            let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
            part.chars().all(plain)
                && !part.starts_with('.')
                && part.len() <= crate::model::LONGEST_ID
        };
        if !path.iter().all(good) {
            path.clear();
        }
        Self { path, anchor }
    }
}

/// A step of a career ladder whose end is named by a title that this page does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    node: Node,
    from: String,
    title: String,
    line: usize,
}

/// Finds what the page says of its own parts, and where its ladders lead. Gives what only other pages can tell.
pub(super) fn within(fill: &mut Filling<'_>, key: &str) -> Vec<Named> {
    let own = Own {
        titles: Titles::of(&fill.family),
        roles: fill
            .family
            .roles
            .iter()
            .enumerate()
            .map(|(n, role)| (role.id.to_string(), n))
            .collect(),
        given: std::mem::take(&mut fill.anchors)
            .into_iter()
            .rev()
            .collect(),
    };
    for (node, extended, line) in std::mem::take(&mut fill.extends) {
        extend(fill, &own, node, &extended, line);
    }
    let mut named = Vec::new();
    for (node, text, line) in std::mem::take(&mut fill.ladders) {
        steps(fill, &own, node, (&text, line), key, &mut named);
    }
    named
}

/// The parts of the page itself.
struct Own {
    titles: Titles,
    roles: HashMap<String, usize>,
    /// By the anchors that headings give themselves.
    given: HashMap<String, Node>,
}

/// The role that a title or a link of the same page means.
fn own_part(fill: &Filling<'_>, own: &Own, title: &str, link: Option<&str>) -> Option<Node> {
    let anchor = link.and_then(|link| link.strip_prefix('#'));
    if let Some(anchor) = anchor {
        let made = || Some(Node::Role(*own.roles.get(own.titles.anchored(anchor)?)?));
        if let Some(node) = own.given.get(anchor).copied().or_else(made) {
            return Some(node);
        }
    }
    if link.is_some() && anchor.is_none() {
        return None;
    }
    fill.part_with_title(title).or_else(|| {
        // The level that many pages do not name, or only in brackets.
        let plain = |title: &str| -> Vec<String> {
            let outside = title.split('(').next().unwrap_or_default();
            let words = words(outside).into_iter();
            words.filter(|word| word != "intermediate").collect()
        };
        let wanted = plain(title);
        let roles = fill.family.roles.iter().take(MANY);
        let mut found = roles
            .enumerate()
            .filter(|(n, _)| plain(fill.family.title(Node::Role(*n))) == wanted);
        let (first, _) = found.next()?;
        found.next().is_none().then_some(Node::Role(first))
    })
}

fn extend(fill: &mut Filling<'_>, own: &Own, node: Node, extended: &Extended, line: usize) {
    let target = own_part(fill, own, &extended.title, extended.link.as_deref());
    let who = super::fill::short(fill.part_title(node));
    let whom = super::fill::short(&extended.title);
    let Some(Node::Role(role)) =
        target.filter(|target| *target != node && !extends_back(&fill.family, own, *target, node))
    else {
        let text = said!("import-extends-no-other-role", who, whom);
        return fill.note(line, NoteKind::Look, text);
    };
    let id = fill.family.roles[role].id.clone();
    let Some(body) = fill.family.body_mut(node) else {
        return;
    };
    let free = body.extends.all.is_none();
    if extended.lists.is_empty() {
        body.extends.all.get_or_insert(id.to_string());
    } else if free {
        for list in &extended.lists {
            body.extends.lists[*list as usize].get_or_insert_with(|| id.to_string());
        }
    }
    fill.note(line, NoteKind::Became, said!("import-extends", who, whom));
}

/// Whether a role builds upon another already, directly or not.
fn extends_back(family: &Family, own: &Own, from: Node, to: Node) -> bool {
    let mut seen = vec![from];
    let mut open = vec![from];
    while let Some(node) = open.pop() {
        // So many levels are a circle, or as bad as one.
        if node == to || seen.len() > MANY {
            return true;
        }
        let Some(body) = family.body(node) else {
            continue;
        };
        let named = body
            .extends
            .all
            .iter()
            .chain(body.extends.lists.iter().flatten());
        for role in named.filter_map(|id| own.roles.get(id).copied()) {
            if !seen.contains(&Node::Role(role)) {
                seen.push(Node::Role(role));
                open.push(Node::Role(role));
            }
        }
    }
    false
}

fn steps(
    fill: &mut Filling<'_>,
    own: &Own,
    node: Node,
    (text, line): (&str, usize),
    key: &str,
    named: &mut Vec<Named>,
) {
    for range in sentences(text) {
        let sentence = &text[range];
        let lower = sentence.to_ascii_lowercase();
        let Some(at) = lower.find("next step") else {
            continue;
        };
        let subject = &sentence[at + "next step".len()..];
        let subject = subject.trim_start();
        let subject = ["in ", "for ", "from ", "after ", "of "]
            .iter()
            .find_map(|word| subject.strip_prefix(word))
            .unwrap_or(subject);
        let Some((verb, _)) = [" is ", " are ", " would be "]
            .iter()
            .filter_map(|verb| subject.find(verb).map(|at| (at + verb.len(), at)))
            .min()
        else {
            continue;
        };
        let rest = &subject[verb..];
        let from = first_named(&subject[..verb]).map(|(title, _)| without_kind(&title).to_owned());
        let from = match from
            .as_deref()
            .and_then(|title| own_part(fill, own, title, None))
        {
            Some(part) => fill.family.id(part).unwrap_or_default().to_owned(),
            None => fill.family.id(node).unwrap_or(key).to_owned(),
        };
        let mut any = false;
        for (title, link) in all_links(rest) {
            any = true;
            let target = Target::of(&link);
            let to = match own_part(fill, own, without_kind(&title), Some(&link)) {
                Some(part) => fill.family.id(part).map(str::to_owned),
                None => address(&target),
            };
            match to.filter(|to| *to != from) {
                Some(to) => add_step(fill, node, &from, &to, line),
                None => fill.note(line, NoteKind::Look, said!("import-step-leads-nowhere")),
            }
        }
        if any || rest.starts_with("not ") || rest.starts_with("yet ") {
            continue;
        }
        let rest = rest.strip_prefix("to ").unwrap_or(rest);
        let rest = ["move to ", "move into ", "become "]
            .iter()
            .find_map(|words| rest.strip_prefix(words))
            .unwrap_or(rest);
        let title = first_named(rest).map(|(title, _)| without_kind(&title).to_owned());
        match title {
            Some(title) => match own_part(fill, own, &title, None) {
                Some(part) => {
                    let to = fill.family.id(part).unwrap_or_default().to_owned();
                    if to != from {
                        add_step(fill, node, &from, &to, line);
                    }
                }
                None => named.push(Named {
                    node,
                    from,
                    title,
                    line: fill.number(line),
                }),
            },
            None => fill.note(line, NoteKind::Look, said!("import-step-names-nothing")),
        }
    }
}

fn add_step(fill: &mut Filling<'_>, node: Node, from: &str, to: &str, line: usize) {
    if let Some(body) = fill.family.body_mut(node) {
        body.more.career_ladder.steps.push(LadderStep {
            from: from.to_owned(),
            to: to.to_owned(),
            kind: Some("promotion".to_owned()),
        });
    }
    fill.note(
        line,
        NoteKind::Became,
        said!("import-ladder-step", from, to),
    );
}

/// A title without the word for what it is a title of.
fn without_kind(title: &str) -> &str {
    [" job family", " role", " position", " level"]
        .iter()
        .find_map(|kind| title.strip_suffix(kind))
        .unwrap_or(title)
}

/// The links of a text, at most as many as anybody writes into a sentence.
fn all_links(text: &str) -> Vec<(String, String)> {
    let mut links = Vec::new();
    let mut rest = text;
    while let Some((title, link)) = facts::link(rest).filter(|_| links.len() < 8) {
        let at = rest
            .find(&format!("]({link}"))
            .map_or(rest.len(), |at| at + link.len());
        links.push((title, link));
        rest = rest.get(at..).unwrap_or_default();
    }
    links
}

/// The address that a link would have in a catalog whose folders are those of the pages.
fn address(target: &Target) -> Option<String> {
    let path = target.path.join("/");
    let id = target
        .anchor
        .as_deref()
        .map(crate::model::slug)
        .filter(|id| !id.is_empty());
    (!path.is_empty()).then(|| match id {
        Some(id) => format!("{path}#{id}"),
        None => path,
    })
}

/// Puts addresses where a family names roles of others, and of itself.
pub(super) fn across(
    family: &mut Family,
    key: &str,
    named: &[Named],
    directory: &Directory,
    report: &mut Report,
) {
    let own = Titles::of(family);
    let ids: HashSet<Text> = family.roles.iter().map(|role| role.id.clone()).collect();
    let (roles, specialties, segments) = (
        family.roles.len(),
        family.specialties.len(),
        family.segments.len(),
    );
    let nodes = std::iter::once(Node::Family)
        .chain((0..roles).map(Node::Role))
        .chain((0..specialties).map(Node::Specialty))
        .chain((0..segments).map(Node::Segment));
    for node in nodes {
        let id = family.id(node).map(str::to_owned);
        let Some(body) = family.body_mut(node) else {
            continue;
        };
        for manager in &mut body.reports_to {
            manager.role = place(manager, key, id.as_deref(), &own, directory).map(Into::into);
        }
        if body.more.career_ladder.is_empty() {
            continue;
        }
        for step in &mut body.more.career_ladder.steps {
            let (path, anchor) = match step.to.split_once('#') {
                Some((path, anchor)) => (path, Some(anchor)),
                None => (step.to.as_str(), None),
            };
            let path: Vec<String> = path.split('/').map(str::to_owned).collect();
            let is_own = ids.contains(step.to.as_str());
            if let Some(found) = directory.key(&path).filter(|_| !is_own) {
                step.to = match anchor {
                    Some(anchor) => directory
                        .role(found, Some(anchor), "")
                        .unwrap_or(found.to_owned()),
                    None => found.to_owned(),
                };
            }
        }
    }
    for step in named {
        let family_titled = || {
            let path = [crate::model::slug(&step.title)];
            directory.key(&path).map(str::to_owned)
        };
        let to = directory
            .titled(&step.title)
            .or_else(family_titled)
            .filter(|to| *to != step.from);
        match (to, family.body_mut(step.node)) {
            (Some(to), Some(body)) => {
                report.note(
                    step.line,
                    NoteKind::Became,
                    said!("import-ladder-step", from = step.from, to),
                );
                body.more.career_ladder.steps.push(LadderStep {
                    from: step.from.clone(),
                    to,
                    kind: Some("promotion".to_owned()),
                });
            }
            _ => {
                let title = super::fill::short(&step.title);
                let text = said!("import-step-to-nothing", title);
                report.note(step.line, NoteKind::Look, text);
            }
        }
    }
}

/// The id or the address of a manager's role, where it can be told.
fn place(
    manager: &ReportsTo,
    key: &str,
    id: Option<&str>,
    own: &Titles,
    directory: &Directory,
) -> Option<String> {
    let link = manager.link.as_deref();
    let anchor = link.and_then(|link| link.strip_prefix('#'));
    let here = match (link, anchor) {
        (_, Some(anchor)) => own.anchored(anchor).or_else(|| own.titled(&manager.title)),
        (None, None) => own.titled(&manager.title),
        (Some(_), None) => None,
    };
    if let Some(here) = here.filter(|here| Some(here.as_str()) != id) {
        return Some(here.clone());
    }
    let address = match link {
        Some(link) if anchor.is_none() => {
            let target = Target::of(link);
            let found = directory.key(&target.path)?;
            directory.role(found, target.anchor.as_deref(), &manager.title)
        }
        Some(_) => None,
        None => directory.titled(&manager.title),
    }?;
    match address.split_once('#') {
        Some((family, role)) if family == key => (Some(role) != id).then(|| role.to_owned()),
        _ => Some(address),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_job_families_are_paths_below_their_folder() {
        for (link, path, anchor) in [
            (
                "https://about.gitlab.com/job-families/finance/director-it-operations/",
                "finance/director-it-operations",
                None,
            ),
            (
                "/job-families/legal/director/#senior",
                "legal/director",
                Some("senior"),
            ),
            ("../legal/director.md", "legal/director", None),
            ("/handbook/engineering/", "", None),
            ("javascript:alert(1)", "", None),
            ("https://example.org", "", None),
            ("/job-families/a b/c", "", None),
        ] {
            let target = Target::of(link);
            assert_eq!(target.path.join("/"), path, "{link}");
            assert_eq!(target.anchor.as_deref(), anchor, "{link}");
        }
    }
}
