//! Independent blocks: constraints that share no variable, not even through others.

use super::system::{ConstraintId, System};

impl System {
    /// The constraints of `active` in independent blocks: no variable occurs in two of them, so each can be decided for itself.
    ///
    /// Within a block the constraints ascend, and so do the blocks by their first constraint; the order and repetitions of `active`
    /// do not matter. A constraint without terms is a block of its own.
    ///
    /// # Example: a chain is one block
    /// ```
    /// use tradecheck::exact::Rational;
    /// use tradecheck::feasibility::{Range, System};
    ///
    /// let mut system = System::new();
    /// let v: Vec<_> = (0..4).map(|_| system.variable()).collect();
    /// let mut tie = |a: usize, b: usize| {
    ///     system.constrain([(v[a], Rational::from(1)), (v[b], Rational::from(-1))], Range::exactly(Rational::ZERO))
    /// };
    /// let (first, other, second) = (tie(0, 1), tie(3, 3), tie(1, 2));
    /// assert_eq!(system.components(&[second, other, first]), [vec![first, second], vec![other]]);
    /// ```
    pub fn components(&self, active: &[ConstraintId]) -> Vec<Vec<ConstraintId>> {
        let mut active = active.to_vec();
        active.sort_unstable();
        active.dedup();
        let mut sets = Sets::new(self.variables());
        for &id in &active {
            sets.join_all(self.constraint(id).terms().iter().map(|(variable, _)| variable.0));
        }
        let mut blocks: Vec<Vec<ConstraintId>> = Vec::new();
        let mut block_of = vec![None; self.variables()];
        for id in active {
            let Some((variable, _)) = self.constraint(id).terms().first() else {
                blocks.push(vec![id]);
                continue;
            };
            let block = block_of[sets.root(variable.0) as usize].get_or_insert_with(|| {
                blocks.push(Vec::new());
                blocks.len() - 1
            });
            blocks[*block].push(id);
        }
        blocks
    }
}

/// Disjoint sets of numbers; the root of a set is its smallest member, so that the order of joining does not show.
pub(crate) struct Sets(Vec<u32>);

impl Sets {
    pub(crate) fn new(size: usize) -> Self {
        Self((0..size as u32).collect())
    }

    pub(crate) fn root(&mut self, mut member: u32) -> u32 {
        while self.0[member as usize] != member {
            let parent = self.0[member as usize];
            self.0[member as usize] = self.0[parent as usize];
            member = parent;
        }
        member
    }

    pub(crate) fn join_all(&mut self, members: impl IntoIterator<Item = u32>) {
        let mut members = members.into_iter();
        let Some(first) = members.next() else { return };
        let mut root = self.root(first);
        for member in members {
            let other = self.root(member);
            let (low, high) = (root.min(other), root.max(other));
            self.0[high as usize] = low;
            root = low;
        }
    }
}
