//! Minimal conflicts over groups of constraints that live and die together.

use super::certificate::Certificate;
use super::solver::{Outcome, Solver};
use super::system::ConstraintId;

/// The answer to [`Solver::shrink`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shrunk {
    /// These groups and the fixed constraints contradict each other; without any one of the groups they do not.
    Minimal {
        /// The indices of the groups, ascending.
        groups: Vec<usize>,
        /// Why they contradict each other; verified.
        certificate: Certificate,
    },
    /// All groups and the fixed constraints hold together.
    Feasible,
    /// The limits were met before it was known, or before the conflict was known to be minimal.
    Limit,
}

impl Solver<'_> {
    /// A conflict that is minimal over groups: a set of them that with the `fixed` constraints cannot hold, while without any one
    /// of the set it can. Groups may share constraints; a constraint stays as long as one group that has it stays.
    ///
    /// A first certificate names the candidates; each is then left out in turn, and stays out where the rest is still infeasible
    /// (a deletion filter, Chinneck and Dravnieks 1991). Groups are tried in the order of their constraints, last first, whatever
    /// their order in `groups`: the same groups in another order give the same conflict. Earlier questions have no influence.
    ///
    /// # Example: the group that has nothing to do with it
    /// ```
    /// use tradecheck::exact::Rational;
    /// use tradecheck::feasibility::{Range, Shrunk, Solver, System};
    ///
    /// let n = Rational::from;
    /// let mut system = System::new();
    /// let (x, y) = (system.variable(), system.variable());
    /// let groups = [
    ///     vec![system.constrain([(x, n(1))], Range::at_least(n(3)))],
    ///     vec![system.constrain([(y, n(1))], Range::at_least(n(0)))],
    ///     vec![system.constrain([(x, n(1)), (y, n(1))], Range::exactly(n(2)))],
    ///     vec![system.constrain([(y, n(1))], Range::at_least(n(-9)))],
    /// ];
    /// let Shrunk::Minimal { groups, .. } = Solver::new(&system).shrink(&groups, &[]) else { panic!("3 + 0 > 2") };
    /// assert_eq!(groups, [0, 1, 2]);
    /// ```
    pub fn shrink(&mut self, groups: &[Vec<ConstraintId>], fixed: &[ConstraintId]) -> Shrunk {
        let groups_sorted: Vec<Vec<ConstraintId>> = groups
            .iter()
            .map(|group| {
                let mut group = group.clone();
                group.sort_unstable();
                group.dedup();
                group
            })
            .collect();
        // By content; equal groups by index.
        let mut kept: Vec<usize> = (0..groups.len()).collect();
        kept.sort_by(|a, b| groups_sorted[*a].cmp(&groups_sorted[*b]));
        self.forget();
        let mut ask = |kept: &[usize]| {
            let members = kept.iter().flat_map(|group| &groups_sorted[*group]);
            self.solve(&fixed.iter().chain(members).copied().collect::<Vec<_>>())
        };
        let named = |certificate: &Certificate, kept: &[usize]| -> Vec<usize> {
            let parts: Vec<ConstraintId> = certificate.constraints().collect();
            let takes_part = |group: &&usize| parts.iter().any(|part| groups_sorted[**group].binary_search(part).is_ok());
            kept.iter().filter(takes_part).copied().collect()
        };

        let mut certificate = match ask(&kept) {
            Outcome::Infeasible(certificate) => certificate,
            Outcome::Feasible(_) => return Shrunk::Feasible,
            Outcome::Limit => return Shrunk::Limit,
        };
        kept = named(&certificate, &kept);
        // All groups from `at` on are needed.
        let mut at = kept.len();
        while at > 0 {
            let mut rest = kept.clone();
            rest.remove(at - 1);
            match ask(&rest) {
                Outcome::Feasible(_) => at -= 1,
                Outcome::Infeasible(smaller) => {
                    // The needed ones are in every certificate, so only candidates leave.
                    rest = named(&smaller, &rest);
                    at = rest.len() - (kept.len() - at);
                    (kept, certificate) = (rest, smaller);
                }
                Outcome::Limit => return Shrunk::Limit,
            }
        }
        debug_assert!(certificate.verify(self.system).is_ok());
        kept.sort_unstable();
        Shrunk::Minimal { groups: kept, certificate }
    }
}
