//! Sets of small numbers: some of the lines of a family, or of its places.

use std::ops::Range;

/// Numbers in one word.
const WIDTH: usize = u64::BITS as usize;

/// Some of the numbers below a length; nothing is known of the others. Two that are put together must be of the same
/// length.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Bits(Vec<u64>);

/// Its words, in which it can be kept elsewhere.
impl AsRef<[u64]> for Bits {
    fn as_ref(&self) -> &[u64] {
        &self.0
    }
}

impl Bits {
    /// Makes it all numbers below a length, or none of them.
    pub(super) fn refill(&mut self, length: usize, all: bool) {
        self.0.clear();
        self.0
            .resize(length.div_ceil(WIDTH), if all { !0 } else { 0 });
        if let Some(last) = self.0.last_mut()
            && !length.is_multiple_of(WIDTH)
        {
            *last &= (1 << (length % WIDTH)) - 1;
        }
    }

    /// Makes it the numbers of which something is true.
    pub(super) fn refill_with<T>(&mut self, all: &[T], is: impl Fn(&T) -> bool) {
        self.0.clear();
        self.0.extend(all.chunks(WIDTH).map(|some| word(some, &is)));
    }

    /// Leaves only those numbers of which something is true.
    pub(super) fn keep_with<T>(&mut self, all: &[T], is: impl Fn(&T) -> bool) {
        for (word, some) in self.0.iter_mut().zip(all.chunks(WIDTH)) {
            *word &= self::word(some, &is);
        }
    }

    /// Makes it the same as another one.
    pub(super) fn copy(&mut self, other: &(impl AsRef<[u64]> + ?Sized)) {
        self.0.clear();
        self.0.extend_from_slice(other.as_ref());
    }

    /// Whether a number is in it.
    pub(super) fn has(&self, n: usize) -> bool {
        self.0[n / WIDTH] >> (n % WIDTH) & 1 == 1
    }

    /// Puts a number in.
    pub(super) fn add(&mut self, n: usize) {
        self.0[n / WIDTH] |= 1 << (n % WIDTH);
    }

    /// Takes a number out.
    pub(super) fn take(&mut self, n: usize) {
        self.0[n / WIDTH] &= !(1 << (n % WIDTH));
    }

    /// Puts in all numbers of a range.
    pub(super) fn add_all(&mut self, range: Range<usize>) {
        for (word, bits) in words(range) {
            self.0[word] |= bits;
        }
    }

    /// Whether any number of a range is in it.
    pub(super) fn has_any(&self, range: Range<usize>) -> bool {
        words(range).any(|(word, bits)| self.0[word] & bits != 0)
    }

    /// Whether there is no number in it.
    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// How many numbers there are in it.
    pub(super) fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Leaves only what is in another one, too.
    pub(super) fn keep(&mut self, other: &Self) {
        self.with(other, |word, other| word & other);
    }

    /// Takes out what is in another one.
    pub(super) fn leave_out(&mut self, other: &(impl AsRef<[u64]> + ?Sized)) {
        self.with(other, |word, other| word & !other);
    }

    /// Puts in what is in another one.
    pub(super) fn join(&mut self, other: &(impl AsRef<[u64]> + ?Sized)) {
        self.with(other, |word, other| word | other);
    }

    fn with(&mut self, other: &(impl AsRef<[u64]> + ?Sized), both: impl Fn(u64, u64) -> u64) {
        for (word, other) in self.0.iter_mut().zip(other.as_ref()) {
            *word = both(*word, *other);
        }
    }

    /// The numbers in it, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.parts().flatten()
    }

    /// The numbers in it, in order, some after the other.
    pub(super) fn parts(&self) -> impl Iterator<Item = Part> + '_ {
        let parts = self.0.iter().enumerate();
        parts.map(|(at, word)| Part {
            first: at * WIDTH,
            left: *word,
        })
    }

    /// The first number from another one on that is in it.
    pub(super) fn next(&self, from: usize) -> Option<usize> {
        let mut at = from / WIDTH;
        let mut word = self.0.get(at)? & (!0 << (from % WIDTH));
        while word == 0 {
            at += 1;
            word = *self.0.get(at)?;
        }
        Some(at * WIDTH + word.trailing_zeros() as usize)
    }

    /// The numbers of a range that are in it, in order.
    pub(super) fn within(&self, range: Range<usize>) -> impl Iterator<Item = usize> + '_ {
        let parts = words(range).map(|(word, bits)| Part {
            first: word * WIDTH,
            left: self.0[word] & bits,
        });
        parts.flatten()
    }
}

/// Some of the numbers of a set, in order.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    /// What the lowest bit stands for.
    first: usize,
    left: u64,
}

impl Iterator for Part {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let n = self.left.trailing_zeros() as usize;
        self.left &= self.left.checked_sub(1)?;
        Some(self.first + n)
    }
}

/// A bit for each of which something is true.
fn word<T>(some: &[T], is: impl Fn(&T) -> bool) -> u64 {
    let (parts, rest) = some.as_chunks::<8>();
    let mut word = 0;
    for (n, part) in parts.iter().enumerate() {
        // Eight bytes first, which the compiler can make at once.
        let bytes = part.each_ref().map(|one| u8::from(is(one)));
        word |= u64::from(lowest_bits(bytes)) << (n * 8);
    }
    let bits = rest.iter().enumerate();
    let bits = bits.fold(0, |bits, (n, one)| bits | u64::from(is(one)) << n);
    if rest.is_empty() {
        word
    } else {
        word | bits << (parts.len() * 8)
    }
}

/// The bits of eight bytes, each of which is 0 or 1.
pub(super) fn lowest_bits(bytes: [u8; 8]) -> u8 {
    (u64::from_le_bytes(bytes).wrapping_mul(0x0102_0408_1020_4080) >> 56) as u8
}

/// The words that a range touches, and its bits in each.
fn words(range: Range<usize>) -> impl Iterator<Item = (usize, u64)> {
    let Range { start, end } = range;
    let words = start / WIDTH..end.max(start).div_ceil(WIDTH);
    words.filter(move |_| start < end).map(move |word| {
        let from = start.saturating_sub(word * WIDTH);
        let behind = ((word + 1) * WIDTH).saturating_sub(end);
        (word, !0 << from & !0 >> behind)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn of(length: usize, numbers: &BTreeSet<usize>) -> Bits {
        let mut bits = Bits::default();
        bits.refill(length, false);
        numbers.iter().for_each(|n| bits.add(*n));
        bits
    }

    proptest! {
        #[test]
        fn it_is_a_set_of_numbers(
            length in 1_usize..200,
            some in prop::collection::vec(0_usize..200, 0..40),
            others in prop::collection::vec(0_usize..200, 0..40),
            (start, end) in (0_usize..200, 0_usize..200),
        ) {
            let inside = |numbers: Vec<usize>| -> BTreeSet<usize> {
                numbers.into_iter().map(|n| n % length).collect()
            };
            let (some, others) = (inside(some), inside(others));
            let (start, end) = (start % length, end % (length + 1));
            let (bits, more) = (of(length, &some), of(length, &others));
            prop_assert!(bits.iter().eq(some.iter().copied()));
            prop_assert_eq!((bits.count(), bits.is_empty()), (some.len(), some.is_empty()));
            prop_assert!((0..length).all(|n| bits.has(n) == some.contains(&n)));
            prop_assert_eq!(bits.next(start), some.range(start..).next().copied());
            prop_assert_eq!(bits.has_any(start..end), start < end && some.range(start..end).next().is_some());
            let within = some.iter().copied().filter(|n| (start..end).contains(n));
            prop_assert!(bits.within(start..end).eq(within));
            let with = |change: fn(&mut Bits, &Bits)| {
                let mut bits = bits.clone();
                change(&mut bits, &more);
                bits
            };
            prop_assert_eq!(with(Bits::keep), of(length, &(&some & &others)));
            prop_assert_eq!(with(Bits::leave_out), of(length, &(&some - &others)));
            prop_assert_eq!(with(Bits::join), of(length, &(&some | &others)));
            prop_assert_eq!(with(Bits::copy), more.clone());
            let mut filled = bits.clone();
            filled.add_all(start..end);
            let range = (start..end).collect();
            prop_assert_eq!(&filled, &of(length, &(&some | &range)));
            filled.refill(length, true);
            prop_assert_eq!(filled.count(), length);
            filled.take(start);
            prop_assert!(!filled.has(start));
            let all: Vec<usize> = (0..length).collect();
            filled.refill_with(&all, |n| some.contains(n));
            prop_assert_eq!(&filled, &bits);
            filled.keep_with(&all, |n| others.contains(n));
            prop_assert_eq!(filled, of(length, &(&some & &others)));
        }
    }
}
