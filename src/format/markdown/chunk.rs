//! A page as its headings, each with the blocks that stand directly below it.

use std::ops::Range;

use super::heading::{self, Sort};
use super::outline::{Block, Kind, Outline};
use super::source::Source;

/// A heading and the blocks up to the next one.
#[derive(Debug, Clone)]
pub(super) struct Chunk<'o> {
    /// None above the first heading.
    pub(super) heading: Option<Head>,
    pub(super) blocks: &'o [Block],
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    /// 1 to 6; for a paragraph that is used as a heading, [`LABEL`].
    pub(super) level: u8,
    pub(super) title: String,
    pub(super) anchor: Option<String>,
    pub(super) sort: Sort,
    pub(super) lines: Range<usize>,
}

/// Below every heading.
pub(super) const LABEL: u8 = 7;

impl Chunk<'_> {
    pub(super) fn of<'o>(source: &Source, outline: &'o Outline) -> Vec<Chunk<'o>> {
        let blocks = &outline.blocks;
        let mut heads: Vec<(usize, Option<Head>)> = vec![(0, None)];
        for (n, block) in blocks.iter().enumerate() {
            let head = match &block.kind {
                Kind::Heading(found) => Some(Head {
                    level: found.level,
                    title: found.title.clone(),
                    anchor: found.anchor.clone(),
                    sort: heading::sort(&found.title),
                    lines: block.lines.clone(),
                }),
                Kind::Paragraph => label(source, block, blocks.get(n + 1)),
                _ => None,
            };
            if let Some(head) = head {
                heads.push((n + 1, Some(head)));
            }
        }
        let ends: Vec<usize> = heads[1..]
            .iter()
            .map(|(first, _)| first - 1)
            .chain([blocks.len()])
            .collect();
        heads
            .into_iter()
            .zip(ends)
            .map(|((first, heading), end)| Chunk {
                heading,
                blocks: &blocks[first..end],
            })
            .collect()
    }

    /// Whether something stands below the heading that is no furniture.
    pub(super) fn says_something(&self) -> bool {
        self.blocks
            .iter()
            .any(|block| block.kind != Kind::Furniture)
    }

    pub(super) fn has_list(&self) -> bool {
        self.blocks
            .iter()
            .any(|block| matches!(block.kind, Kind::List(_)))
    }
}

/// A paragraph that names a field and has a list below it.
fn label(source: &Source, block: &Block, next: Option<&Block>) -> Option<Head> {
    let lists = next.is_some_and(|next| matches!(next.kind, Kind::List(_)));
    if !lists || block.lines.len() > 1 {
        return None;
    }
    let title = source
        .text(block.lines.clone())
        .trim()
        .trim_matches(['*', '_', ':', ' ']);
    match heading::sort(title) {
        Sort::Field(field, who) if who.is_empty() => Some(Head {
            level: LABEL,
            title: title.to_owned(),
            anchor: None,
            sort: Sort::Field(field, who),
            lines: block.lines.clone(),
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_stand_below_their_headings() {
        let source = Source::of(
            "intro\n\n## A\n\ntext\n\n**Responsibilities:**\n\n- one\n\nRequirements\n\nnone\n",
        );
        let outline = Outline::of(&source);
        let chunks: Vec<(u8, String, usize)> = Chunk::of(&source, &outline)
            .into_iter()
            .map(|chunk| {
                let (level, title) = chunk
                    .heading
                    .map_or((0, String::new()), |head| (head.level, head.title));
                (level, title, chunk.blocks.len())
            })
            .collect();
        let expected = [(0, "", 1), (2, "A", 1), (LABEL, "Responsibilities", 3)];
        assert_eq!(
            chunks,
            expected.map(|(level, title, count)| (level, title.to_owned(), count))
        );
    }
}
