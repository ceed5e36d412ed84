//! Choices drawn from numbers that proptest makes, so that a failing case shrinks: no numbers left means the
//! first, plainest choice.

pub struct Dice<'r> {
    rolls: std::slice::Iter<'r, u16>,
}

impl<'r> Dice<'r> {
    pub fn new(rolls: &'r [u16]) -> Self {
        Self {
            rolls: rolls.iter(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.rolls.as_slice().is_empty()
    }

    pub fn below(&mut self, n: usize) -> usize {
        self.rolls.next().map_or(0, |roll| usize::from(*roll)) % n
    }

    /// True in about `eighths` of eight cases.
    pub fn chance(&mut self, eighths: usize) -> bool {
        self.below(8) >= 8 - eighths
    }

    pub fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }

    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for at in (1..things.len()).rev() {
            let other = at - self.below(at + 1);
            things.swap(at, other);
        }
    }
}
