//! Items that several families say, in one wording or in several that resemble each other.
//!
//! Two wordings resemble each other when the sets of their words do: their resemblance is the size of what the sets
//! have in common, divided by the size of both together (Broder, "On the resemblance and containment of documents",
//! 1997). Pairs that could are found by min-hashing in bands (Leskovec, Rajaraman and Ullman, "Mining of Massive
//! Datasets", chapter 3), so the time is near to linear in the items; a pair that only just resembles each other can be
//! missed, always the same one.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use super::{Catalog, Family, ListKind, Node, Text};

/// From this resemblance on, in hundredths, wordings are put together.
pub const RESEMBLANCE: usize = 70;
/// Bands, and hashes of each: of pairs that share 70 words of 100 one of 27 is missed, and of those that share 80 one
/// of 560.
const BANDS: usize = 12;
const HASHES: usize = 4;
/// How many in a band a wording is compared with that turn out to be something else.
const STRANGERS: usize = 16;
/// More clusters than this nobody looks through.
pub const MOST: usize = 1_000;

/// Where an item is written.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Use {
    /// In which family.
    pub key: Arc<str>,
    /// In which part of it.
    pub node: Node,
    /// In which list.
    pub list: ListKind,
    /// Which item of the list, from 0.
    pub index: usize,
}

/// One wording, and where it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// As it is written, without blanks around it.
    pub text: Text,
    /// In how many families.
    pub families: usize,
    /// Where, in the order of the catalog.
    pub uses: Vec<Use>,
}

/// Wordings that resemble the first of them, which most families use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// The wordings, those of most families first.
    pub wordings: Vec<Wording>,
    /// In how many families any of them is used; two at least.
    pub families: usize,
}

impl Cluster {
    /// In how many places any of the wordings is used.
    pub fn uses(&self) -> usize {
        self.wordings.iter().map(|wording| wording.uses.len()).sum()
    }
}

/// The wordings that several families use, alone or together with those that resemble them: those of most families
/// first, at most [`MOST`]. Each wording is in one cluster. Empty when it is called off.
pub fn clusters(catalog: &Catalog, called_off: &dyn Fn() -> bool) -> Vec<Cluster> {
    let texts = Texts::of(catalog);
    if called_off() {
        return Vec::new();
    }
    let words = Words::of(&texts.texts);
    let order = texts.by_families();
    let Some(mut buckets) = Buckets::of(&words, &order, called_off) else {
        return Vec::new();
    };
    let mut is_taken = vec![false; texts.texts.len()];
    let mut found: Vec<Vec<u32>> = Vec::new();
    for leader in &order {
        if std::mem::replace(&mut is_taken[*leader as usize], true) {
            continue;
        }
        let mut members = vec![*leader];
        buckets.take_alike(*leader, &words, &mut is_taken, &mut members);
        if members.len() > 1 || texts.families[*leader as usize] > 1 {
            found.push(members);
        }
    }
    let families = texts.families_of(&found);
    let mut found: Vec<(usize, Vec<u32>)> = families.into_iter().zip(found).collect();
    found.retain(|(families, _)| *families > 1);
    // A stable sort: what is the same in families stays in the order of the wordings.
    found.sort_by_key(|(families, _)| Reverse(*families));
    found.truncate(MOST);
    let uses = texts.uses_of(found.iter().flat_map(|(_, members)| members));
    let clusters = found.into_iter().map(|(families, mut members)| {
        members.sort_by_key(|member| texts.rank(*member));
        let wording = |id: &u32| Wording {
            text: texts.texts[*id as usize].into(),
            families: texts.families[*id as usize] as usize,
            uses: uses.get(id).cloned().unwrap_or_default(),
        };
        Cluster {
            wordings: members.iter().map(wording).collect(),
            families,
        }
    });
    clusters.collect()
}

/// How much two texts resemble each other, in hundredths, as their words do.
pub fn resemblance(one: &str, other: &str) -> usize {
    let (mut a, mut b) = (Vec::new(), Vec::new());
    words_of(one, &mut a);
    words_of(other, &mut b);
    alike(&a, &b)
}

/// Every distinct text of an item, and how much it is used.
struct Texts<'c> {
    catalog: &'c Catalog,
    texts: Vec<&'c str>,
    /// By item, in the order of the catalog: its text; [`NO_TEXT`] of one that says nothing.
    text_of: Vec<u32>,
    /// By text: in how many families it is, and in how many places.
    families: Vec<u32>,
    uses: Vec<u32>,
}

const NO_TEXT: u32 = u32::MAX;

impl<'c> Texts<'c> {
    fn of(catalog: &'c Catalog) -> Self {
        let mut known: HashMap<&str, u32> = HashMap::new();
        let mut all = Self {
            catalog,
            texts: Vec::new(),
            text_of: Vec::new(),
            families: Vec::new(),
            uses: Vec::new(),
        };
        // By text: the last family that has it, counted from 1.
        let mut last: Vec<u32> = Vec::new();
        for (n, entry) in (1_u32..).zip(catalog.entries()) {
            for (_, _, _, text) in items(&entry.family) {
                let text = text.trim();
                if text.is_empty() {
                    all.text_of.push(NO_TEXT);
                    continue;
                }
                let id = *known.entry(text).or_insert_with(|| {
                    all.texts.push(text);
                    all.families.push(0);
                    all.uses.push(0);
                    last.push(0);
                    (all.texts.len() - 1) as u32
                });
                all.text_of.push(id);
                let id = id as usize;
                all.uses[id] += 1;
                if std::mem::replace(&mut last[id], n) != n {
                    all.families[id] += 1;
                }
            }
        }
        all
    }

    /// How texts are preferred: by families, by places, and then as they come in the catalog.
    fn rank(&self, id: u32) -> (Reverse<u32>, Reverse<u32>, u32) {
        let (families, uses) = (self.families[id as usize], self.uses[id as usize]);
        (Reverse(families), Reverse(uses), id)
    }

    fn by_families(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.texts.len() as u32).collect();
        order.sort_unstable_by_key(|id| self.rank(*id));
        order
    }

    /// Every item with its text and the number of its family.
    fn all(&self) -> impl Iterator<Item = (u32, usize, Node, ListKind, usize)> + '_ {
        let entries = self.catalog.entries().iter().enumerate();
        let items = entries.flat_map(|(n, entry)| {
            items(&entry.family).map(move |(node, list, index, _)| (n, node, list, index))
        });
        let texts = self.text_of.iter().zip(items);
        texts.map(|(id, (n, node, list, index))| (*id, n, node, list, index))
    }

    /// In how many families each of some groups of texts is.
    fn families_of(&self, groups: &[Vec<u32>]) -> Vec<usize> {
        let mut group_of = vec![NO_TEXT; self.texts.len()];
        for (n, members) in (0_u32..).zip(groups) {
            for member in members {
                group_of[*member as usize] = n;
            }
        }
        let mut families = vec![0; groups.len()];
        let mut last = vec![usize::MAX; groups.len()];
        for (id, family, ..) in self.all().filter(|(id, ..)| *id != NO_TEXT) {
            let group = group_of[id as usize] as usize;
            if group < groups.len() && std::mem::replace(&mut last[group], family) != family {
                families[group] += 1;
            }
        }
        families
    }

    /// Where some texts are used.
    fn uses_of<'i>(&self, wanted: impl Iterator<Item = &'i u32>) -> HashMap<u32, Vec<Use>> {
        let mut uses: HashMap<u32, Vec<Use>> = wanted.map(|id| (*id, Vec::new())).collect();
        let entries = self.catalog.entries();
        for (id, family, node, list, index) in self.all() {
            if let Some(uses) = uses.get_mut(&id) {
                uses.push(Use {
                    key: entries[family].key.clone(),
                    node,
                    list,
                    index,
                });
            }
        }
        uses
    }
}

/// Every item of a family, where it is written.
fn items(family: &Family) -> impl Iterator<Item = (Node, ListKind, usize, &str)> + '_ {
    let roles = (0..family.roles.len()).map(Node::Role);
    let specialties = (0..family.specialties.len()).map(Node::Specialty);
    let segments = (0..family.segments.len()).map(Node::Segment);
    let nodes = std::iter::once(Node::Family)
        .chain(roles)
        .chain(specialties);
    let bodies = nodes
        .chain(segments)
        .filter_map(|node| Some((node, family.body(node)?)));
    bodies.flat_map(|(node, body)| {
        ListKind::ALL.into_iter().flat_map(move |list| {
            let items = body.list(list).iter().enumerate();
            items.map(move |(index, item)| (node, list, index, item.text().as_str()))
        })
    })
}

/// The words of a text as numbers, each once and sorted. Upper and lower case are the same.
fn words_of(text: &str, words: &mut Vec<u32>) {
    let start = words.len();
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        if word.is_empty() {
            continue;
        }
        // FNV-1a: what it gives is the same on every machine and in every run.
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        for c in word.chars().flat_map(char::to_lowercase) {
            hash = (hash ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3);
        }
        words.push((hash ^ (hash >> 32)) as u32);
    }
    words[start..].sort_unstable();
    let mut end = start;
    for at in start..words.len() {
        if end == start || words[end - 1] != words[at] {
            words[end] = words[at];
            end += 1;
        }
    }
    words.truncate(end);
}

/// In hundredths, rounded down. Texts without words resemble nothing.
fn alike(a: &[u32], b: &[u32]) -> usize {
    let (mut i, mut j, mut both) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                both += 1;
                i += 1;
                j += 1;
            }
        }
    }
    let together = a.len() + b.len() - both;
    (both * 100).checked_div(together).unwrap_or(0)
}

/// The words of many texts.
struct Words {
    words: Vec<u32>,
    ends: Vec<usize>,
}

impl Words {
    fn of(texts: &[&str]) -> Self {
        let (mut words, mut ends) = (Vec::new(), Vec::with_capacity(texts.len()));
        for text in texts {
            words_of(text, &mut words);
            ends.push(words.len());
        }
        Self { words, ends }
    }

    fn get(&self, id: u32) -> &[u32] {
        let id = id as usize;
        let start = if id == 0 { 0 } else { self.ends[id - 1] };
        &self.words[start..self.ends[id]]
    }
}

/// By band: the texts that have the same least hashes in it.
struct Buckets {
    /// By band and text: the bucket.
    bucket_of: Vec<Vec<u32>>,
    buckets: Vec<Vec<u32>>,
}

const NO_BUCKET: u32 = u32::MAX;

impl Buckets {
    /// `None` when it is called off.
    fn of(words: &Words, order: &[u32], called_off: &dyn Fn() -> bool) -> Option<Self> {
        let mut all = Self {
            bucket_of: Vec::with_capacity(BANDS),
            buckets: Vec::new(),
        };
        for band in 0..BANDS {
            if called_off() {
                return None;
            }
            let mut keys: Vec<(u64, u32)> = Vec::with_capacity(order.len());
            for (place, id) in (0_u32..).zip(order) {
                let words = words.get(*id);
                if !words.is_empty() {
                    keys.push((key(words, band), place));
                }
            }
            keys.sort_unstable();
            let mut bucket_of = vec![NO_BUCKET; order.len()];
            for run in keys.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() > 1) {
                let members: Vec<u32> = run.iter().map(|(_, at)| order[*at as usize]).collect();
                for member in &members {
                    bucket_of[*member as usize] = all.buckets.len() as u32;
                }
                all.buckets.push(members);
            }
            all.bucket_of.push(bucket_of);
        }
        Some(all)
    }

    /// Takes those that resemble a text and are not taken yet. Those that are found to be taken leave their bucket, so
    /// that nobody looks at them again.
    fn take_alike(
        &mut self,
        leader: u32,
        words: &Words,
        is_taken: &mut [bool],
        members: &mut Vec<u32>,
    ) {
        let of_leader = words.get(leader);
        for band in 0..BANDS {
            let bucket = self.bucket_of[band][leader as usize];
            let Some(bucket) = self.buckets.get_mut(bucket as usize) else {
                continue;
            };
            let (mut at, mut strangers) = (0, 0);
            while at < bucket.len() && strangers < STRANGERS {
                let other = bucket[at];
                if is_taken[other as usize] {
                    bucket.swap_remove(at);
                } else if alike(of_leader, words.get(other)) >= RESEMBLANCE {
                    is_taken[other as usize] = true;
                    members.push(other);
                    bucket.swap_remove(at);
                } else {
                    strangers += 1;
                    at += 1;
                }
            }
        }
    }
}

/// The least hashes of a band as one number.
fn key(words: &[u32], band: usize) -> u64 {
    let mut key = band as u64;
    for n in 0..HASHES {
        // Multiply and shift by odd numbers that are fixed (the constants of splitmix64).
        let seed = ((band * HASHES + n + 1) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let factor = mixed(seed) | 1;
        let least = words
            .iter()
            .map(|word| (u64::from(*word) + 1).wrapping_mul(factor) >> 32);
        key = mixed(key ^ least.min().unwrap_or(0)).wrapping_add(n as u64);
    }
    key
}

fn mixed(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}
