//! Many short lists in one piece of memory, which is got and let go as a whole.

/// Lists, one behind the other.
#[derive(Debug, Default)]
pub(super) struct Pieces<T> {
    all: Vec<T>,
    /// Where each ends.
    ends: Vec<usize>,
}

impl<T: Copy> Pieces<T> {
    /// Adds one behind the last.
    pub(super) fn add(&mut self, piece: impl IntoIterator<Item = T>) {
        self.all.extend(piece);
        self.ends.push(self.all.len());
    }

    /// The nth.
    pub(super) fn get(&self, n: usize) -> &[T] {
        let start = n.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start..self.ends[n]]
    }

    /// Adds all of others behind the last.
    pub(super) fn join(&mut self, others: &Self) {
        let before = self.all.len();
        self.all.extend_from_slice(&others.all);
        self.ends.extend(others.ends.iter().map(|end| end + before));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn each_is_as_it_was_added(
            lists in prop::collection::vec(prop::collection::vec(0_u32..9, 0..4), 0..6),
            others in prop::collection::vec(prop::collection::vec(0_u32..9, 0..4), 0..6),
        ) {
            let of = |lists: &[Vec<u32>]| {
                let mut pieces = Pieces::default();
                lists.iter().for_each(|list| pieces.add(list.iter().copied()));
                pieces
            };
            let mut pieces = of(&lists);
            pieces.join(&of(&others));
            for (n, list) in lists.iter().chain(&others).enumerate() {
                prop_assert_eq!(pieces.get(n), list.as_slice());
            }
        }
    }
}
