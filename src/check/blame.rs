//! Whom to doubt: the smallest sets of figures whose removal restores consistency, finding by finding.

use super::part::Solving;
use super::repair::{self, Mended};
use super::result::Blame;
use crate::feasibility::{Cheapest, Domains, Factor, Localised, Proven};

/// A contradiction that is independent of the others of its part, once those are settled.
pub(super) struct Clash {
    /// The readings, with one smallest set of every other clash left out.
    pub(super) domains: Domains,
    /// The same where the source is taken to round the other way.
    pub(super) otherwise: Domains,
    /// The smallest sets of which one has to be left out.
    pub(super) blame: Vec<Blame>,
    /// Whether these are all.
    pub(super) proven: Proven,
}

impl Clash {
    /// All figures that are in one of the sets.
    pub(super) fn suspects(&self) -> impl Iterator<Item = usize> {
        self.blame.iter().flat_map(|blame| blame.statements.iter().copied())
    }
}

/// Which figures of a part have to be left out.
pub(super) enum Blamed {
    /// These clashes, each with its smallest sets.
    Clashes(Vec<Clash>),
    /// None whose removal would help: what is trusted contradicts itself.
    Nobody,
    /// The limits were met before it was known.
    Limit,
}

/// The smallest sets of figures without which `domains`, in which nothing fits, have a consistent choice.
pub(super) fn find(solving: &mut Solving<'_>, domains: &Domains, otherwise: &Domains) -> Blamed {
    let found = match solving.localise(domains) {
        Localised::Found(found) => found,
        Localised::Limit => return Blamed::Limit,
        _ => return Blamed::Nobody,
    };
    let first = |factor: &Factor| factor.sets[0].clone();
    let clashes = found.factors.iter().map(|factor| {
        let others = found.factors.iter().filter(|other| *other != factor).flat_map(first);
        let (mut domains, mut otherwise) = (domains.clone(), otherwise.clone());
        for group in others {
            (domains[group], otherwise[group]) = (solving.left_out(group), solving.left_out(group));
        }
        let blame = factor.sets.iter().map(|set| describe(solving, &domains, set)).collect();
        Clash { domains, otherwise, blame, proven: factor.proven }
    });
    Blamed::Clashes(clashes.collect())
}

/// What may have been meant by the figures of a set.
fn describe(solving: &mut Solving<'_>, domains: &Domains, set: &[usize]) -> Blame {
    let mut without = domains.clone();
    set.iter().for_each(|&g| without[g] = solving.left_out(g));
    let Mended { repairs, joint, implied } = match solving.choose_widest(&without) {
        Cheapest::Chosen { choice, .. } => repair::for_set(solving, domains, set, &choice),
        _ => Mended::default(),
    };
    Blame { statements: set.to_vec(), repairs, joint, implied }
}
