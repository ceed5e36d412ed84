//! What an edit means for a family, said a second time and without the crate's own words for it.

use rolebook::document::{Edit, Field};
use rolebook::model::{Body, Date, Extends, Family, Grade, Item, Node, ReportsTo, Status, Track};

/// The family after the edit; `None` when the edit makes no sense.
pub fn after(family: &Family, edit: &Edit) -> Option<Family> {
    let mut family = family.clone();
    let body = match edit.node() {
        Node::Family => &mut family.body,
        Node::Role(n) => &mut family.roles.get_mut(n)?.body,
        Node::Specialty(n) => &mut family.specialties.get_mut(n)?.body,
        Node::Segment(n) => &mut family.segments.get_mut(n)?.body,
    };
    match edit {
        Edit::Set { node, field, text } => set(body, *node, *field, text)?,
        Edit::Add {
            list, at, texts, ..
        } => {
            let items = &mut body.lists[*list as usize];
            if *at > items.len() {
                return None;
            }
            for (n, text) in texts.iter().enumerate() {
                let text = wording(text)?;
                items.insert(at + n, Item::new(text));
            }
        }
        Edit::Replace {
            list, index, text, ..
        } => body.lists[*list as usize]
            .get_mut(*index)?
            .set_text(wording(text)?),
        Edit::SetItem {
            list, index, item, ..
        } => {
            let text = wording(item.text())?;
            let item = Item::with(text, item.more().clone());
            *body.lists[*list as usize].get_mut(*index)? = item;
        }
        Edit::Remove { list, index, .. } => {
            let items = &mut body.lists[*list as usize];
            items.get(*index)?;
            items.remove(*index);
        }
        Edit::Move { list, from, to, .. } => {
            let items = &mut body.lists[*list as usize];
            items.get(*from.max(to))?;
            match from < to {
                true => items[*from..=*to].rotate_left(1),
                false => items[*to..=*from].rotate_right(1),
            }
        }
        other => unreachable!("{other:?} is held against its meaning in elements"),
    }
    Some(family)
}

fn wording(text: &str) -> Option<String> {
    let text = text.trim().replace("\r\n", "\n").replace('\r', "\n");
    (!text.is_empty()).then_some(text)
}

fn set(body: &mut Body, node: Node, field: Field, text: &str) -> Option<()> {
    let role_only = matches!(
        field,
        Field::Grade | Field::ReportsTo | Field::Track | Field::Extends
    );
    if role_only && node == Node::Family {
        return None;
    }
    let text = wording(text).unwrap_or_default();
    let some = (!text.is_empty()).then(|| text.clone());
    if field == Field::Summary {
        // A text that stays as it is may keep blanks around it.
        if body.summary.as_deref().unwrap_or_default().trim() != text {
            body.summary = some.map(Into::into);
        }
        return Some(());
    }
    if some.is_some() && field.text_of(body).trim() == text {
        return Some(());
    }
    if text.contains('\n') {
        return None;
    }
    match field {
        Field::Title if some.is_none() && node == Node::Family => return None,
        Field::Title => body.title = some.map(Into::into),
        Field::Owner => body.more.owner = some.map(Into::into),
        Field::Status => {
            body.more.status = match text.as_str() {
                "" => None,
                "draft" => Some(Status::Draft),
                "in-review" => Some(Status::InReview),
                "active" => Some(Status::Active),
                "archived" => Some(Status::Archived),
                _ => return None,
            }
        }
        Field::Track => {
            body.track = match text.as_str() {
                "" => None,
                "ic" => Some(Track::Ic),
                "manager" => Some(Track::Manager),
                _ => return None,
            }
        }
        Field::ReviewDue => {
            body.more.review_due = match text.as_str() {
                "" => None,
                "2028-02-29" => Some(Date {
                    year: 2028,
                    month: 2,
                    day: 29,
                }),
                _ => return None,
            }
        }
        Field::Grade => {
            body.grade = match text.as_str() {
                "" => None,
                "9" => Some(Grade::Number(9)),
                other => Some(Grade::Text(other.into())),
            }
        }
        Field::Tags => {
            let tags = text.split(',').map(|tag| tag.trim().to_owned());
            body.more.tags = tags.filter(|tag| !tag.is_empty()).collect();
        }
        Field::Extends => {
            body.extends = Extends {
                all: some,
                ..Extends::default()
            }
            .into();
        }
        Field::ReportsTo => body.reports_to = managers(&text)?,
        Field::Summary => unreachable!(),
        nested => unreachable!("{nested:?} is looked at in elements"),
    }
    Some(())
}

/// The forms that `sequences` uses.
fn managers(text: &str) -> Option<Vec<ReportsTo>> {
    let one = |title: &str, role: Option<&str>, link: Option<&str>| ReportsTo {
        title: title.into(),
        role: role.map(Into::into),
        link: link.map(Into::into),
    };
    Some(match text {
        "" => Vec::new(),
        "Boss 0" => vec![one("Boss 0", None, None)],
        "Boss 1 <a/b#c1>; Boss 0" => {
            vec![
                one("Boss 1", Some("a/b#c1"), None),
                one("Boss 0", None, None),
            ]
        }
        "[New Boss](https://e.org/?a=1;b=2) <x/y>" => {
            vec![one("New Boss", Some("x/y"), Some("https://e.org/?a=1;b=2"))]
        }
        "Boss 1 <other>" => vec![one("Boss 1", Some("other"), None)],
        _ => return None,
    })
}
