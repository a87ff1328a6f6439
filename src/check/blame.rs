//! Whom to doubt: the smallest sets of figures whose removal restores consistency.

use super::measured::left_for;
use super::part::Solving;
use super::reading::Sense;
use super::repair;
use super::result::{Blame, Proven};
use crate::feasibility::{Cheapest, ConstraintId, Domains};

/// The most sets that are listed.
const MOST: usize = 64;

/// All smallest sets of figures without which `domains`, in which nothing fits, have a consistent choice.
pub(super) fn find(solving: &mut Solving<'_>, domains: &Domains) -> (Vec<Blame>, Proven) {
    let is_out = |g: usize| domains[g] == solving.left_out(g);
    let open: Vec<usize> = (0..domains.len()).filter(|&g| !is_out(g)).collect();
    let mut with_left_out = domains.clone();
    open.iter().for_each(|&g| with_left_out[g] = domains[g].or(solving.left_out(g)));
    let (mut sets, mut barred, mut least) = (Vec::new(), Vec::new(), None);
    let mut proven = Proven::All;
    loop {
        let (choice, cost) = match solving.search.cheapest_but(&with_left_out, &barred, least.unwrap_or(u32::MAX)) {
            Cheapest::Chosen { choice, cost, .. } => (choice, cost),
            Cheapest::None => break,
            Cheapest::Limit => {
                proven = Proven::Some;
                break;
            }
        };
        if sets.len() == MOST {
            proven = Proven::Some;
            break;
        }
        least = Some(cost.0[0]);
        let set: Vec<usize> = open.iter().copied().filter(|&g| solving.left_out(g).has(choice[g])).collect();
        barred.push(solving.barring(&set));
        sets.push((set, choice));
    }
    let blame = sets.into_iter().map(|(set, choice)| describe(solving, domains, set, &choice)).collect();
    (blame, proven)
}

/// What may have been meant by a figure that is blamed alone.
fn describe(solving: &mut Solving<'_>, domains: &Domains, set: Vec<usize>, choice: &[usize]) -> Blame {
    let [g] = set[..] else { return Blame { statements: set, repairs: Vec::new(), implied: None } };
    let part = solving.part;
    let active: Vec<ConstraintId> = solving.search.constraints(choice);
    let allowed = part.groups[g].meanings.iter().enumerate().filter(|(m, _)| domains[g].has(*m));
    let meaning = allowed.map(|(_, meaning)| meaning).find(|meaning| meaning.reading.sense != Sense::LeftOut);
    let Some(meaning) = meaning else { return Blame { statements: set, repairs: Vec::new(), implied: None } };
    let statement = solving.statements[g];
    let implied = left_for(meaning, statement, solving.search.solver(), &active).filter(|interval| !interval.is_free());
    let repairs = implied.as_ref().map_or_else(Vec::new, |implied| repair::candidates(statement, meaning.reading.sense, implied));
    Blame { statements: set, repairs, implied }
}
