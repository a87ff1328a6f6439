//! The argument: the fewest figures that cannot all be true, and a proof for every combination of their readings.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::measured::{left_for, stated};
use super::model::{Meaning, Origin};
use super::part::Solving;
use super::reading::{Reading, Sense};
use super::result::{Conflicts, Evidence, Line, LineOrigin, LineSense, ProofCase};
use crate::codelist::Flow;
use crate::exact::{Interval, Rational};
use crate::feasibility::{Certificate, Cheapest, Choices, ConstraintId, Domains, End, Mask, Nogood, Search, Side, Variable};
use crate::rule::Rule;
use crate::statement::Relation;

/// Two ways to take a source in which nothing holds together: to round as it seems to, and otherwise.
type Refuted<'d> = [&'d Domains; 2];

/// Evidence that nothing in the first of `refuted` holds together, of figures that do not in the second either. `preferred` statements are
/// those the conclusion should speak of.
///
/// Several minimal conflicts are found: from each of the smallest conflicts already learnt that no choice of readings escapes, or, where there
/// is none, from all figures that can be needed, left out in several orders. Of these the one with the fewest figures is shown, then the one with
/// the fewest rules, then the one with the widest gap.
pub(super) fn find(solving: &mut Solving<'_>, refuted: Refuted<'_>, preferred: &[usize]) -> Option<Evidence> {
    let mut best: Option<(usize, usize, Rational, Evidence)> = None;
    for order in starts(solving, refuted, preferred) {
        // Where the limits keep a conflict from being made smaller it still is one.
        let members = minimal(solving, refuted, &order).unwrap_or_else(|| {
            let mut members = order.clone();
            members.sort_unstable();
            members
        });
        if best.as_ref().is_some_and(|(figures, ..)| *figures < members.len()) {
            continue;
        }
        let Some(mut evidence) = prove(solving, refuted[0], &members, preferred) else { continue };
        // Figures that the proof does not need are there for the other way to round.
        if evidence.members() != members {
            let Some(otherwise) = prove(solving, refuted[1], &members, preferred) else { continue };
            evidence.cases.extend(otherwise.cases);
        }
        let rules = evidence.cases.iter().flat_map(|case| &case.rules).collect::<BTreeSet<_>>().len();
        let gap = evidence.cases.iter().filter_map(|case| case.severity.clone()).min().unwrap_or_default();
        let better = best.as_ref().is_none_or(|(f, r, g, _)| (members.len(), rules, -&gap) < (*f, *r, -g));
        if better {
            best = Some((members.len(), rules, gap, evidence));
        }
    }
    best.map(|(.., evidence)| evidence)
}

/// Every minimal conflict in `domains`, at most as many as were asked for, each with its proof.
pub(super) fn all(solving: &mut Solving<'_>, domains: &Domains, preferred: &[usize]) -> Option<Conflicts> {
    let most = Some(solving.options.conflicts).filter(|&most| most > 0)?;
    let left_out: Vec<Mask> = (0..domains.len()).map(|g| solving.left_out(g)).collect();
    let found = solving.search.conflicts(domains, &left_out, most);
    let prove = |members: &Vec<usize>| prove(solving, domains, members, preferred);
    Some(Conflicts { minimal: found.minimal.iter().filter_map(prove).collect(), proven: found.proven })
}

/// In parts of up to so many figures all ways are tried.
const SMALL: usize = 24;

/// How many of the conflicts already learnt are tried.
const LEARNT_TRIED: usize = 12;

/// Sets of figures that contradict each other, each in the order in which its members are tried to be left out.
fn starts(solving: &mut Solving<'_>, refuted: Refuted<'_>, preferred: &[usize]) -> Vec<Vec<usize>> {
    let domains = refuted[0];
    let is_in = |solving: &Solving<'_>, g: usize| domains[g] != solving.left_out(g);
    let mut learnt: Vec<Vec<usize>> = Vec::new();
    for nogood in solving.search.nogoods() {
        let inescapable = nogood.members.iter().all(|&(g, mask)| is_in(solving, g) && domains[g].without(mask).is_empty());
        let members: Vec<usize> = nogood.members.iter().map(|(g, _)| *g).collect();
        if inescapable && !learnt.contains(&members) {
            learnt.push(members);
        }
    }
    learnt.sort_by_key(|members| (!members.iter().any(|g| preferred.contains(g)), members.len(), members.clone()));
    learnt.truncate(LEARNT_TRIED);
    learnt.retain(|members| is_conflict(solving, refuted[1], members));
    if !learnt.is_empty() && domains.len() > SMALL {
        return learnt;
    }
    let all: Vec<usize> = (0..domains.len()).filter(|&g| is_in(solving, g)).collect();
    let named: BTreeSet<usize> =
        solving.search.nogoods().iter().flat_map(|nogood| nogood.members.iter().map(|(g, _)| *g)).collect();
    let some: Vec<usize> = all.iter().copied().filter(|g| named.contains(g)).collect();
    let start = if refuted.iter().all(|domains| is_conflict(solving, domains, &some)) { some } else { all };
    let is_rate = |g: &usize| !matches!(solving.statements[*g].relation, Relation::Level | Relation::Count);
    // Sums are left out first where they can be: what they are made of says more.
    let is_sum = |g: &usize| !is_rate(g) && matches!(solving.statements[*g].key.flow, Flow::Turnover | Flow::Balance);
    let (mut sums_first, mut rates_first, mut levels_first) = (start.clone(), start.clone(), start.clone());
    sums_first.sort_by_key(|g| (preferred.contains(g), !is_sum(g)));
    rates_first.sort_by_key(|g| (preferred.contains(g), !is_rate(g)));
    levels_first.sort_by_key(|g| (preferred.contains(g), is_rate(g)));
    [vec![sums_first, rates_first, levels_first, start.into_iter().rev().collect()], learnt].concat()
}

/// Whether no choice of readings of these figures holds together, whatever the others.
fn is_conflict(solving: &mut Solving<'_>, domains: &Domains, members: &[usize]) -> bool {
    let mut only: Domains = (0..domains.len()).map(|g| solving.left_out(g)).collect();
    members.iter().for_each(|&g| only[g] = domains[g]);
    matches!(solving.search.cheapest(&only), Cheapest::None)
}

/// Those of a conflict none of which can be spared, found by leaving them out in `order` and putting back those that are needed.
fn minimal(solving: &mut Solving<'_>, refuted: Refuted<'_>, order: &[usize]) -> Option<Vec<usize>> {
    let mut kept = refuted.map(|domains| {
        let mut kept: Domains = (0..domains.len()).map(|g| solving.left_out(g)).collect();
        order.iter().for_each(|&g| kept[g] = domains[g]);
        kept
    });
    for &g in order {
        let mut without = kept.clone();
        without.iter_mut().for_each(|domains| domains[g] = solving.left_out(g));
        let mut spared = true;
        for domains in &without {
            match solving.search.cheapest(domains) {
                Cheapest::None => {}
                Cheapest::Chosen { .. } => spared = false,
                Cheapest::Limit => return None,
            }
            if !spared {
                break;
            }
        }
        if spared {
            kept = without;
        }
    }
    Some((0..kept[0].len()).filter(|&g| kept[0][g] != solving.left_out(g)).collect())
}

/// The proof by cases over the readings of `members`.
fn prove(solving: &mut Solving<'_>, domains: &Domains, members: &[usize], preferred: &[usize]) -> Option<Evidence> {
    let mut only: Domains = (0..domains.len()).map(|g| solving.left_out(g)).collect();
    members.iter().for_each(|&g| only[g] = domains[g]);
    // A search that knows nothing yet learns the cases of this proof and no others.
    let mut fresh = Search::new(&solving.part.system, solving.choices, solving.options.limits);
    if !matches!(fresh.cheapest(&only), Cheapest::None) {
        return None;
    }
    let mut nogoods: Vec<Nogood> = fresh.nogoods().to_vec();
    drop_needless(&mut nogoods, &only, members);
    let cases: Option<Vec<ProofCase>> = nogoods.iter().map(|nogood| case(solving, nogood, &only, preferred)).collect();
    Some(Evidence { cases: cases? })
}

/// Up to so many combinations of readings are tried one by one.
const MOST_COMBINATIONS: usize = 4096;

/// Leaves out cases whose combinations the others cover.
fn drop_needless(nogoods: &mut Vec<Nogood>, domains: &Domains, members: &[usize]) {
    let options = |g: usize| (0..Choices::MOST).filter(move |&m| domains[g].has(m));
    let product = members.iter().try_fold(1usize, |n, &g| n.checked_mul(options(g).count()).filter(|&n| n <= MOST_COMBINATIONS));
    let Some(combinations) = product.filter(|_| nogoods.len() > 1) else { return };
    let covers = |set: &[Nogood]| {
        (0..combinations).all(|mut n| {
            let choice: Vec<(usize, usize)> = members
                .iter()
                .map(|&g| {
                    let options: Vec<usize> = options(g).collect();
                    let picked = options[n % options.len()];
                    n /= options.len();
                    (g, picked)
                })
                .collect();
            let forbids = |nogood: &Nogood| {
                nogood.members.iter().all(|(g, mask)| choice.iter().any(|(chosen, m)| chosen == g && mask.has(*m)))
            };
            set.iter().any(forbids)
        })
    };
    let mut at = 0;
    while at < nogoods.len() {
        let mut rest = nogoods.clone();
        rest.remove(at);
        if covers(&rest) { *nogoods = rest } else { at += 1 }
    }
}

fn case(solving: &mut Solving<'_>, nogood: &Nogood, domains: &Domains, preferred: &[usize]) -> Option<ProofCase> {
    let part = solving.part;
    let certificate = nogood.certificate.as_ref()?;
    // Found by the search, proved again without it.
    let gap = certificate.verify(&part.system).ok()?;
    let meanings_of = |g: usize, mask| (0..part.groups[g].meanings.len()).filter(move |&m| domains[g].and(mask).has(m));
    let mut assumed: Vec<(usize, Vec<Reading>)> = Vec::new();
    let mut chosen: Vec<(usize, usize)> = Vec::new();
    for &(g, mask) in &nogood.members {
        let fits: Vec<usize> = meanings_of(g, mask).collect();
        chosen.push((g, *fits.first()?));
        let is_cut = part.groups[g].meanings[fits[0]].reading.sense == Sense::Truncated;
        if is_cut || domains[g].without(mask) != Mask::NONE {
            assumed.push((g, fits.iter().map(|&m| part.groups[g].meanings[m].reading.clone()).collect()));
        }
    }
    let conclusion =
        targets(solving, &chosen, preferred).into_iter().find_map(|target| conclude(solving, certificate, &chosen, target));
    let (target, implied) = conclusion.unwrap_or((chosen[0].0, None));
    let meaning = chosen.iter().find(|(g, _)| *g == target).map(|&(g, m)| &part.groups[g].meanings[m])?;
    let statement = solving.statements[target];
    let stated = stated(meaning.reading.sense, statement);
    let apart = implied.as_ref().and_then(|implied| implied.gap(&stated));
    let last_digit = Rational::decimal(1, -statement.figure.decimals());
    Some(ProofCase {
        assumed,
        premises: chosen.iter().map(|(g, _)| *g).filter(|g| *g != target).collect(),
        rules: rules(solving, certificate),
        target,
        implied,
        stated,
        severity: apart.as_ref().map(|gap| gap / &last_digit),
        gap: apart,
        sum: lines(solving, certificate),
        fails_by: gap.value,
    })
}

/// The statements of a conflict in the order in which they make a good conclusion: preferred ones, then sums, then rates.
fn targets(solving: &Solving<'_>, chosen: &[(usize, usize)], preferred: &[usize]) -> Vec<usize> {
    let mut targets: Vec<usize> = chosen.iter().map(|(g, _)| *g).collect();
    targets.sort_by_key(|g| {
        let statement = solving.statements[*g];
        let is_sum = matches!(statement.key.flow, Flow::Turnover | Flow::Balance);
        let is_rate = !statement.relation.is_amount();
        (!preferred.contains(g), !is_sum, !is_rate, *g)
    });
    targets
}

/// What the others of a conflict leave for one of its figures, where that is an interval apart from what is stated. Of the facts those
/// count that speak of nothing else: the argument is about the levels of its proof.
fn conclude(
    solving: &mut Solving<'_>,
    certificate: &Certificate,
    chosen: &[(usize, usize)],
    target: usize,
) -> Option<(usize, Option<Interval>)> {
    let part = solving.part;
    let variables_of = |id: ConstraintId| part.system.constraint(id).terms().iter().map(|(variable, _)| *variable);
    let meant = chosen.iter().flat_map(|&(g, m)| &part.groups[g].meanings[m].alternative.constraints).copied();
    let near: HashSet<Variable> = certificate.constraints().chain(meant).flat_map(variables_of).collect();
    let is_near = |id: &ConstraintId| variables_of(*id).all(|variable| near.contains(&variable));
    let facts = part.facts.iter().map(|fact| fact.constraint).filter(is_near);
    let premises = chosen.iter().filter(|(g, _)| *g != target);
    let active: Vec<ConstraintId> =
        facts.chain(premises.flat_map(|&(g, m)| part.groups[g].meanings[m].alternative.constraints.iter().copied())).collect();
    let meaning: &Meaning = chosen.iter().find(|(g, _)| *g == target).map(|&(g, m)| &part.groups[g].meanings[m])?;
    let implied = left_for(meaning, solving.statements[target], solving.search.solver(), &active)?;
    implied.gap(&stated(meaning.reading.sense, solving.statements[target]))?;
    Some((target, Some(implied)))
}

fn rules(solving: &Solving<'_>, certificate: &Certificate) -> Vec<Rule> {
    let of_fact = |id: ConstraintId| match solving.part.origin[id.index()] {
        Origin::Fact(fact) => Some(solving.part.facts[fact].rule),
        Origin::Group(_) => None,
    };
    let mut rules: Vec<Rule> = certificate.constraints().filter_map(of_fact).collect();
    rules.sort();
    rules.dedup();
    rules
}

fn lines(solving: &Solving<'_>, certificate: &Certificate) -> Vec<Line> {
    let part = solving.part;
    certificate
        .parts()
        .iter()
        .filter_map(|piece| {
            let constraint = part.system.constraint(piece.constraint);
            let bound = piece.side.of(constraint.range())?;
            let sense = match (piece.side, bound.end) {
                (Side::Lower, End::Closed) => LineSense::AtLeast,
                (Side::Lower, End::Open) => LineSense::MoreThan,
                (Side::Upper, End::Closed) => LineSense::AtMost,
                (Side::Upper, End::Open) => LineSense::LessThan,
            };
            let origin = match part.origin[piece.constraint.index()] {
                Origin::Group(group) => LineOrigin::Statement(group),
                Origin::Fact(fact) => LineOrigin::Rule { rule: part.facts[fact].rule, place: part.facts[fact].place.clone() },
            };
            let terms = constraint.terms().iter().map(|(v, c)| (part.keys[v.index()].clone(), c.clone())).collect();
            Some(Line { multiplier: piece.multiplier.clone(), terms, sense, bound: bound.value.clone(), origin })
        })
        .collect()
}

impl Evidence {
    /// The same with the statements of a part renumbered to those of the case.
    pub(super) fn renumber(&mut self, place: impl Fn(usize) -> usize) {
        for case in &mut self.cases {
            case.premises.iter_mut().for_each(|g| *g = place(*g));
            case.premises.sort_unstable();
            case.target = place(case.target);
            case.assumed.iter_mut().for_each(|(g, _)| *g = place(*g));
            case.assumed.sort_by_key(|(g, _)| *g);
            for line in &mut case.sum {
                if let LineOrigin::Statement(g) = &mut line.origin {
                    *g = place(*g);
                }
            }
        }
    }

    /// The statements that take part in any case, ascending.
    pub fn members(&self) -> Vec<usize> {
        let all = self.cases.iter().flat_map(|case| case.premises.iter().chain([&case.target]));
        let set: BTreeSet<usize> = all.copied().collect();
        set.into_iter().collect()
    }

    /// Adds up the inequalities of every case again, from this data alone: the terms must cancel, and what remains must be false.
    ///
    /// # Example: the sum is data
    /// ```
    /// use tradecheck::check::{CheckOptions, check};
    /// use tradecheck::source::Source;
    /// use tradecheck::case::Case;
    /// use tradecheck::statement::read_series;
    ///
    /// let table = "reporter,flow,period,value\nGrodno,exports,2008,21.1\nGrodno,imports,2008,6.2\nGrodno,turnover,2008,23.7\n";
    /// let case = Case::of_statements("grodno", read_series(&Source::from_text("series.csv", table))?);
    /// let checked = check(&case, &CheckOptions::default());
    /// assert!(checked.findings[0].evidence.verify());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn verify(&self) -> bool {
        !self.cases.is_empty() && self.cases.iter().all(adds_up_to_false)
    }
}

/// Every line read as `terms ≤ bound`, multiplied and added, must leave `0 ≤ −fails_by`, or `0 < 0` where a line allows no equality.
fn adds_up_to_false(case: &ProofCase) -> bool {
    let mut left: BTreeMap<&crate::statement::Key, Rational> = BTreeMap::new();
    let mut right = Rational::ZERO;
    for line in &case.sum {
        if !line.multiplier.is_positive() {
            return false;
        }
        let factor = if line.sense.is_lower() { -&line.multiplier } else { line.multiplier.clone() };
        for (key, coefficient) in &line.terms {
            *left.entry(key).or_default() += &(&factor * coefficient);
        }
        right += &(&factor * &line.bound);
    }
    let is_strict = case.sum.iter().any(|line| line.sense.is_strict());
    let is_false = case.fails_by.is_positive() || is_strict && case.fails_by.is_zero();
    left.values().all(Rational::is_zero) && right == -&case.fails_by && is_false
}
