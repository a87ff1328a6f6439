//! The choice of readings where the cheapest one takes too long to find: figures that may be rounded coarser are so, unless they need not be.
//!
//! A table in full hundreds has two hundred figures that may each be rounded coarser, and the fewest that must be are a problem of their own. That
//! some choice fits is told without it: a figure rounded coarser may be all that it may be as printed.

use super::part::Solving;
use super::reading::Sense;
use crate::feasibility::{Cheapest, Domains, Localised, Mask, Outcome, Point};

/// So many figures are tried one by one.
const MOST_TRIED: usize = 256;

impl Solving<'_> {
    /// The cheapest choice from `domains`; where the limits are met, one that fits and in which no figure is rounded coarser without need.
    pub(super) fn choose(&mut self, domains: &Domains) -> Cheapest {
        let widest = self.widest(domains);
        if widest == *domains {
            return self.search.cheapest(domains);
        }
        // In a large part it is asked first whether anything fits.
        let some = if self.is_hard() { Some(self.search.cheapest(&widest)) } else { None };
        if let Some(Cheapest::None) = some {
            return Cheapest::None;
        }
        if !self.met_limits {
            match self.search.with_half(|search| search.cheapest(domains)) {
                Cheapest::Limit => self.met_limits = true,
                found => return found,
            }
        }
        match some.unwrap_or_else(|| self.search.cheapest(&widest)) {
            Cheapest::Chosen { choice, cost, point } => {
                let (choice, point) = self.narrowed(choice, point, domains);
                Cheapest::Chosen { choice, cost, point }
            }
            other => other,
        }
    }

    /// A choice in which as much is left for a figure that is missing as any choice leaves, or the cheapest.
    pub(super) fn choose_widest(&mut self, domains: &Domains) -> Cheapest {
        if self.is_hard() { self.search.cheapest(&self.widest(domains)) } else { self.choose(domains) }
    }

    /// Whom to leave out. It does not matter for that how a figure is rounded that is left in, as long as it may be all that it may be.
    pub(super) fn localise(&mut self, domains: &Domains) -> Localised {
        let dropped = self.dropped();
        self.localise_among(domains, &dropped)
    }

    /// As [`Solving::localise`], where only these alternatives leave a figure out.
    pub(super) fn localise_among(&mut self, domains: &Domains, dropped: &[Mask]) -> Localised {
        if !self.is_hard() {
            match self.search.with_half(|search| search.localise(domains, dropped)) {
                Localised::Limit => self.met_limits = true,
                found => return found,
            }
        }
        self.search.localise(&self.widest(domains), dropped)
    }

    /// Whether the cheapest of many choices may not be found within the limits.
    pub(super) fn is_hard(&self) -> bool {
        self.met_limits || self.part.groups.len() > self.options.deduce_up_to
    }

    /// The same domains without figures as printed that may be rounded coarser: whatever fits with the one fits with the other.
    pub(super) fn widest(&self, domains: &Domains) -> Domains {
        let without_printed = |(g, &domain): (usize, &Mask)| {
            let [printed, coarser] = [Sense::AsPrinted, Sense::RoundedCoarser].map(|sense| self.sense(g, sense));
            let figure = &self.statements[g].figure;
            let is_wider = figure.coarser().is_some_and(|coarser| coarser.interval().encloses(&figure.interval()));
            if is_wider && !domain.and(coarser).is_empty() { domain.without(printed) } else { domain }
        };
        domains.iter().enumerate().map(without_printed).collect()
    }

    /// A choice that differs from one that fits by figures that can be taken as printed, all of them together.
    fn narrowed(&mut self, mut choice: Vec<usize>, mut point: Point, domains: &Domains) -> (Vec<usize>, Point) {
        let printed: Vec<Option<usize>> = (0..choice.len())
            .map(|g| {
                let printed = self.sense(g, Sense::AsPrinted).and(domains[g]);
                let is_coarser = self.sense(g, Sense::RoundedCoarser).has(choice[g]);
                (0..self.part.groups[g].meanings.len()).find(|&m| is_coarser && printed.has(m))
            })
            .collect();
        let mut open: Vec<usize> = (0..choice.len()).filter(|&g| printed[g].is_some()).collect();
        for _ in 0..MOST_TRIED {
            // What the values at hand allow need not be asked.
            open.retain(|&g| {
                let Some(m) = printed[g] else { return false };
                let fits = point.satisfies(&self.part.system, &self.part.groups[g].meanings[m].alternative.constraints);
                if fits {
                    choice[g] = m;
                }
                !fits
            });
            let Some(g) = open.pop() else { break };
            let mut other = choice.clone();
            other[g] = printed[g].unwrap_or(choice[g]);
            let constraints = self.search.constraints(&other);
            if let Outcome::Feasible(found) = self.search.solver().solve(&constraints) {
                (choice, point) = (other, found);
            }
        }
        (choice, point)
    }

    fn sense(&self, g: usize, sense: Sense) -> Mask {
        let meanings = self.part.groups[g].meanings.iter().enumerate();
        meanings.filter(|(_, meaning)| meaning.reading.sense == sense).fold(Mask::NONE, |mask, (m, _)| mask.or(Mask::only(m)))
    }
}
