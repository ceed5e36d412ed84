//! The order of a merged list: ours, with what theirs moved or put in next to the neighbour that it has there.
//!
//! Works on places alone.

/// One element: its place in the base and on each side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Element {
    pub(super) base: Option<usize>,
    pub(super) ours: Option<usize>,
    pub(super) theirs: Option<usize>,
}

/// Which elements of `elements` follow each other; only those that are `kept`. What both sides moved stands where
/// ours has it.
pub(super) fn order(elements: &[Element], kept: &[bool]) -> Vec<usize> {
    let ours = by_place(elements, |element| element.ours);
    let theirs = by_place(elements, |element| element.theirs);
    let moved_here = moved(elements, &ours);
    let moved_there = moved(elements, &theirs);
    let mut order: Vec<usize> = ours.into_iter().filter(|n| kept[*n]).collect();
    let mut last: Option<usize> = None;
    for n in theirs.into_iter().filter(|n| kept[*n]) {
        let moves = moved_there[n] && !moved_here[n];
        if elements[n].ours.is_none() || moves {
            order.retain(|other| *other != n);
            let behind = last.and_then(|last| order.iter().position(|other| *other == last));
            let mut at = behind.map_or(0, |behind| behind + 1);
            // What ours put in at the same place comes first.
            let is_new_here =
                |n: &usize| elements[*n].base.is_none() && elements[*n].theirs.is_none();
            while order.get(at).is_some_and(is_new_here) {
                at += 1;
            }
            order.insert(at, n);
        }
        last = Some(n);
    }
    order
}

/// Those elements that theirs moved and ours did not.
pub(super) fn moved_by_theirs(elements: &[Element]) -> Vec<bool> {
    let here = moved(elements, &by_place(elements, |element| element.ours));
    let there = moved(elements, &by_place(elements, |element| element.theirs));
    here.iter()
        .zip(&there)
        .map(|(here, there)| *there && !*here)
        .collect()
}

fn by_place(elements: &[Element], place: impl Fn(&Element) -> Option<usize>) -> Vec<usize> {
    let mut placed: Vec<(usize, usize)> = elements
        .iter()
        .enumerate()
        .filter_map(|(n, element)| Some((place(element)?, n)))
        .collect();
    placed.sort_unstable();
    placed.into_iter().map(|(_, n)| n).collect()
}

/// The fewest elements whose moving explains the order of a side: all but a longest run that kept its order.
fn moved(elements: &[Element], side: &[usize]) -> Vec<bool> {
    let known: Vec<(usize, usize)> = side
        .iter()
        .filter_map(|n| Some((elements[*n].base?, *n)))
        .collect();
    // Patience sorting: `ends[k]` is where the run of k + 1 elements ends that has the lowest end.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; known.len()];
    for (at, (base, _)) in known.iter().enumerate() {
        let run = ends.partition_point(|end| known[*end].0 < *base);
        before[at] = run.checked_sub(1).map(|run| ends[run]);
        match ends.get_mut(run) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut moved = vec![false; elements.len()];
    for (_, n) in &known {
        moved[*n] = true;
    }
    let mut at = ends.last().copied();
    while let Some(here) = at {
        moved[known[here].1] = false;
        at = before[here];
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lists of letters as elements; the same letter is the same element.
    fn merged(base: &str, ours: &str, theirs: &str) -> String {
        let mut letters: Vec<char> = base
            .chars()
            .chain(ours.chars())
            .chain(theirs.chars())
            .collect();
        letters.sort_unstable();
        letters.dedup();
        let elements: Vec<Element> = letters
            .iter()
            .map(|letter| Element {
                base: base.find(*letter),
                ours: ours.find(*letter),
                theirs: theirs.find(*letter),
            })
            .collect();
        let kept: Vec<bool> = elements
            .iter()
            .map(|e| e.base.is_none() || (e.ours.is_some() && e.theirs.is_some()))
            .collect();
        order(&elements, &kept)
            .into_iter()
            .map(|n| letters[n])
            .collect()
    }

    #[test]
    fn the_order_of_both_sides() {
        for (base, ours, theirs, result) in [
            ("abc", "abc", "abc", "abc"),
            // Both add at one place: ours first.
            ("ab", "axb", "ayb", "axyb"),
            ("ab", "abx", "aby", "abxy"),
            ("ab", "xab", "yab", "xyab"),
            // Additions follow their neighbour.
            ("abc", "cab", "abxc", "cabx"),
            ("abc", "bc", "axbc", "xbc"),
            // A move on one side, and moves of different things on both.
            ("abcd", "abcd", "dabc", "dabc"),
            ("abcdef", "bcdefa", "fabcde", "fbcdea"),
            // Both moved the same thing: ours.
            ("abcd", "bcda", "bacd", "bcda"),
            // What one side took out goes.
            ("abcd", "acd", "abd", "ad"),
        ] {
            assert_eq!(merged(base, ours, theirs), result, "{base} {ours} {theirs}");
        }
    }
}
