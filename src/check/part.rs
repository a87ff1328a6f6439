//! One independent part, solved: the cheapest choice of readings, and what it says of each statement.

use std::collections::BTreeMap;

use super::measured::{is_tighter, left_by_nothing, left_for, range_of};
use super::model::{Group, Meaning, Measured};
use super::reading::{Reading, Sense, Wording};
use super::result::{Deduced, Finding, Proven, ReadingOutcome, Survival};
use super::split::Part;
use super::verdict::{Proviso, Undecided, Verdict};
use super::{CheckOptions, blame, evidence};
use crate::exact::{Interval, Rational};
use crate::feasibility::{Cheapest, Choices, ConstraintId, Domains, Mask, Nogood, Outcome, Point, Search};
use crate::statement::{Key, Relation, Statement, Status};

/// What was found of a part; indices are those of its groups.
pub(super) struct Solved {
    pub(super) verdict: Verdict,
    pub(super) statements: Vec<SolvedStatement>,
    pub(super) findings: Vec<Finding>,
    pub(super) witness: Vec<(Key, Rational)>,
}

pub(super) struct SolvedStatement {
    pub(super) verdict: Verdict,
    pub(super) readings: Vec<ReadingOutcome>,
    pub(super) taken: Option<Reading>,
    pub(super) computed: Option<Interval>,
}

/// A part while it is being solved.
pub(super) struct Solving<'p> {
    pub(super) part: &'p Part,
    pub(super) statements: &'p [&'p Statement],
    pub(super) choices: &'p Choices,
    pub(super) search: Search<'p>,
    pub(super) options: &'p CheckOptions,
}

/// How far one had to go to find a consistent choice.
enum Stage {
    /// The words as they stand.
    AsWorded,
    /// The source cuts digits off.
    Truncated,
    /// Readings that the words do not say.
    Reread,
    /// Both.
    TruncatedReread,
    /// Figures left out.
    LeftOut,
    /// Not known.
    Limit,
}

/// Solves one part.
pub(super) fn solve(part: &Part, statements: &[&Statement], options: &CheckOptions) -> Solved {
    let choices = Choices {
        fixed: part.facts.iter().map(|fact| fact.constraint).collect(),
        groups: part.groups.iter().map(|group| group.meanings.iter().map(|m| m.alternative.clone()).collect()).collect(),
    };
    let search = Search::new(&part.system, &choices, options.limits);
    let mut solving = Solving { part, statements, choices: &choices, search, options };
    let as_worded = solving.domains(|m| m.wording == Wording::Said && m.reading.sense != Sense::LeftOut);
    let reread = solving.domains(|m| !matches!(m.reading.sense, Sense::LeftOut | Sense::Truncated));
    let (truncated, truncated_reread) = (solving.truncated(&as_worded), solving.truncated(&reread));
    let with_left_out = solving.with_left_out(&reread);
    let stages = [
        (Stage::AsWorded, &as_worded),
        (Stage::Truncated, &truncated),
        (Stage::Reread, &reread),
        (Stage::TruncatedReread, &truncated_reread),
        (Stage::LeftOut, &with_left_out),
    ];
    let (mut stage, mut found) = (Stage::Limit, None);
    for (next, domains) in stages {
        match solving.search.cheapest(domains) {
            Cheapest::Chosen { choice, point, .. } => {
                (stage, found) = (next, Some((choice, point)));
                break;
            }
            // That no reading fits is known before it is known whom to leave out.
            Cheapest::Limit if matches!(next, Stage::LeftOut) => return solving.unresolved(&reread, &truncated_reread),
            Cheapest::Limit => break,
            Cheapest::None => {}
        }
    }
    let Some((choice, point)) = found else { return solving.limited() };
    // The search is trusted no further than its witness holds.
    if !point.satisfies(&part.system, &solving.search.constraints(&choice)) {
        return solving.limited();
    }
    match stage {
        Stage::AsWorded => solving.consistent(&choice, &point, &reread, Proviso::None),
        Stage::Truncated => solving.consistent(&choice, &point, &truncated_reread, Proviso::IfTruncated),
        Stage::Reread => solving.reread(&choice, &point, [&reread, &as_worded], &truncated),
        Stage::TruncatedReread => solving.reread(&choice, &point, [&truncated_reread, &truncated], &as_worded),
        Stage::LeftOut => match solving.fewer_left_out(&choice, &truncated_reread) {
            Some((choice, point)) => solving.contradicted(&choice, &point, &truncated_reread, &reread, Proviso::IfTruncated),
            None => solving.contradicted(&choice, &point, &reread, &truncated_reread, Proviso::None),
        },
        Stage::Limit => solving.limited(),
    }
}

impl Solving<'_> {
    pub(super) fn domains(&self, keep: impl Fn(&Meaning) -> bool) -> Domains {
        self.part.groups.iter().map(|group| mask(group, &keep)).collect()
    }

    /// The alternative that leaves a group's figure out.
    pub(super) fn left_out(&self, group: usize) -> Mask {
        mask(&self.part.groups[group], |m| m.reading.sense == Sense::LeftOut)
    }

    fn with_left_out(&self, domains: &Domains) -> Domains {
        (0..domains.len()).map(|g| domains[g].or(self.left_out(g))).collect()
    }

    /// A choice from `truncated` that leaves out fewer figures than `choice` does: a source that cuts digits off explains the others.
    fn fewer_left_out(&mut self, choice: &[usize], truncated: &Domains) -> Option<(Vec<usize>, Point)> {
        let wrong = (0..choice.len()).filter(|&g| self.left_out(g).has(choice[g])).count();
        let most = u32::try_from(wrong).ok()?.checked_sub(1).filter(|most| *most > 0)?;
        match self.search.cheapest_but(&self.with_left_out(truncated), &[], most) {
            Cheapest::Chosen { choice, point, .. } if point.satisfies(&self.part.system, &self.search.constraints(&choice)) => {
                Some((choice, point))
            }
            _ => None,
        }
    }

    fn truncated(&self, otherwise: &Domains) -> Domains {
        let cut = self.domains(|m| m.reading.sense == Sense::Truncated);
        cut.into_iter().zip(otherwise).map(|(cut, other)| if cut.is_empty() { *other } else { cut }).collect()
    }

    fn limited(&self) -> Solved {
        let verdict = Verdict::Undecided(Undecided::Limit);
        let statement = |_| SolvedStatement { verdict, readings: Vec::new(), taken: None, computed: None };
        Solved { verdict, statements: self.part.groups.iter().map(statement).collect(), findings: Vec::new(), witness: Vec::new() }
    }

    /// The part is contradicted, and the limits were met before it was known by which figures.
    fn unresolved(mut self, reread: &Domains, truncated: &Domains) -> Solved {
        let first = |mask: &Mask| (0..Choices::MOST).find(|&m| mask.has(m)).unwrap_or_default();
        let choice: Vec<usize> = reread.iter().map(first).collect();
        self.search.learn_rows(&choice);
        let evidence = evidence::find(&mut self, [reread, truncated], &[]);
        let mut solved = self.limited();
        if let Some(evidence) = evidence {
            let members = evidence.members();
            solved.verdict = Verdict::Contradicted;
            solved.findings.push(Finding {
                verdict: Verdict::Contradicted,
                members,
                evidence,
                blame: Vec::new(),
                proven: Proven::Some,
            });
        }
        solved
    }

    fn witness(&self, point: &Point) -> Vec<(Key, Rational)> {
        let mut witness: Vec<(Key, Rational)> = self.part.keys.iter().cloned().zip(point.values().iter().cloned()).collect();
        witness.sort();
        witness
    }

    fn consistent(mut self, choice: &[usize], point: &Point, domains: &Domains, proviso: Proviso) -> Solved {
        let statements = self.judge_all(choice, domains, proviso);
        let verdict = match Verdict::of_all(statements.iter().map(|s| s.verdict)) {
            Verdict::Consistent(_) => Verdict::Consistent(proviso),
            other => other,
        };
        Solved { verdict, statements, findings: Vec::new(), witness: self.witness(point) }
    }

    /// The part fits, but not as it is worded. Words and figures do not fit in `otherwise` either, the source taken to round the other
    /// way.
    fn reread(mut self, choice: &[usize], point: &Point, [reread, as_worded]: [&Domains; 2], otherwise: &Domains) -> Solved {
        let unsaid: Vec<usize> = (0..choice.len()).filter(|&g| !as_worded[g].has(choice[g])).collect();
        let changed: Vec<usize> = unsaid.iter().copied().filter(|&g| is_rewording(self.meaning(g, choice).reading.sense)).collect();
        // Of several that could be meant otherwise, those whose words fit in no consistent choice are misworded for certain.
        let mut certain = Vec::new();
        for &g in &changed {
            let mut literal = reread.clone();
            literal[g] = as_worded[g];
            if matches!(self.search.cheapest(&literal), Cheapest::None) {
                certain.push(g);
            }
        }
        let misworded = if certain.is_empty() { changed } else { certain };
        let mut statements = self.judge_all(choice, reread, Proviso::None);
        for &g in &misworded {
            statements[g].verdict = Verdict::Misworded;
        }
        let mut findings = Vec::new();
        if !misworded.is_empty() {
            // Everything but the meaning is as lenient as in the choice that fits, so that the words alone are refuted.
            let mut worded = reread.clone();
            misworded.iter().for_each(|&g| worded[g] = as_worded[g]);
            if !matches!(self.search.cheapest(&worded), Cheapest::None) {
                worded = as_worded.clone();
            }
            if let Some(evidence) = evidence::find(&mut self, [&worded, otherwise], &misworded) {
                let (blame, proven) = blame::find(&mut self, &worded);
                findings.push(Finding { verdict: Verdict::Misworded, members: misworded, evidence, blame, proven });
            }
        }
        let verdict = Verdict::of_all(statements.iter().map(|s| s.verdict));
        Solved { verdict, statements, findings, witness: self.witness(point) }
    }

    /// Nothing fits: some figures are wrong. In `otherwise`, the source taken to round the other way, nothing fits either.
    fn contradicted(mut self, choice: &[usize], point: &Point, reread: &Domains, otherwise: &Domains, proviso: Proviso) -> Solved {
        let wrong: Vec<usize> = (0..choice.len()).filter(|&g| self.left_out(g).has(choice[g])).collect();
        let mut findings = Vec::new();
        let mut suspects = Vec::new();
        // Each figure of one smallest set has a conflict of its own once the others of the set are left out.
        for &figure in &wrong {
            let (mut domains, mut otherwise) = (reread.clone(), otherwise.clone());
            for &other in wrong.iter().filter(|&&other| other != figure) {
                (domains[other], otherwise[other]) = (self.left_out(other), self.left_out(other));
            }
            let (blame, proven) = blame::find(&mut self, &domains);
            let accused: Vec<usize> = blame.iter().flat_map(|b| b.statements.iter().copied()).collect();
            // Nobody is accused without evidence, even where the limits keep it from being found.
            if let Some(evidence) = evidence::find(&mut self, [&domains, &otherwise], &accused) {
                let members = evidence.members();
                findings.push(Finding { verdict: Verdict::Contradicted, members, evidence, blame, proven });
                suspects.push(figure);
                suspects.extend(accused);
            }
        }
        let mut rest = reread.clone();
        wrong.iter().for_each(|&g| rest[g] = self.left_out(g));
        let mut statements = self.judge_all(choice, &rest, proviso);
        for &g in &wrong {
            statements[g].verdict = Verdict::Undecided(Undecided::Limit);
        }
        for &g in &suspects {
            statements[g].verdict = Verdict::Contradicted;
        }
        for &g in &wrong {
            statements[g].computed = self.left_by_others(g, choice);
        }
        Solved { verdict: Verdict::Contradicted, statements, findings, witness: self.witness(point) }
    }

    pub(super) fn meaning(&self, group: usize, choice: &[usize]) -> &Meaning {
        &self.part.groups[group].meanings[choice[group]]
    }

    fn judge_all(&mut self, choice: &[usize], domains: &Domains, proviso: Proviso) -> Vec<SolvedStatement> {
        let rounding = self.thanks_to_rounding(choice);
        let is_small = self.part.groups.len() <= self.options.deduce_up_to;
        let survivors: Vec<Vec<(usize, Survival)>> =
            (0..choice.len()).map(|g| if is_small { self.survivors(g, domains) } else { Vec::new() }).collect();
        let structure = if is_small { None } else { Some(Determined::of(self.part, choice)) };
        // One pass for each set of constraints: a solver that need not change its mind answers sooner.
        let by_facts: Vec<Interval> =
            if is_small { (0..choice.len()).map(|g| self.left_by_facts(g, choice)).collect() } else { Vec::new() };
        let by_others: Vec<Option<Interval>> =
            (0..choice.len()).map(|g| if is_small { self.left_by_others(g, choice) } else { None }).collect();
        by_others
            .into_iter()
            .enumerate()
            .map(|(g, computed)| {
                let tested = match &structure {
                    Some(determined) => determined.tests(self.part, g, choice),
                    None => self.is_tested(g, choice, computed.as_ref(), &by_facts[g]),
                };
                let readings = self.reading_outcomes(g, &survivors, domains);
                let verdict =
                    self.judge(g, choice, tested, &readings, if rounding[g] { Proviso::ThanksToRounding } else { proviso });
                let sense = self.meaning(g, choice).reading.sense;
                let taken = (sense != Sense::LeftOut).then(|| self.meaning(g, choice).reading.clone());
                SolvedStatement { verdict, readings, taken, computed }
            })
            .collect()
    }

    fn judge(&self, g: usize, choice: &[usize], tested: bool, readings: &[ReadingOutcome], proviso: Proviso) -> Verdict {
        let statement = self.statements[g];
        let sense = self.meaning(g, choice).reading.sense;
        let undecided = match sense {
            _ if statement.status == Status::Forecast => Some(Undecided::Forecast),
            Sense::OverZeroBase => Some(Undecided::ZeroBase),
            Sense::ThroughZero => Some(Undecided::ThroughZero),
            _ if statement.relation == Relation::Rank => Some(Undecided::Rank),
            _ if statement.key.period.is_none() => Some(Undecided::NoPeriod),
            _ if !tested => Some(Undecided::NotCheckable),
            _ if is_ambiguous(readings) => Some(Undecided::Ambiguous),
            _ => None,
        };
        match (undecided, sense) {
            (Some(reason), _) => Verdict::Undecided(reason),
            (None, Sense::RoundedCoarser) => Verdict::Consistent(Proviso::IfRoundedCoarser),
            (None, Sense::OtherNotation) => Verdict::Consistent(Proviso::IfOtherNotation),
            (None, _) => Verdict::Consistent(proviso),
        }
    }

    /// Which of its meanings each occur in some consistent choice; empty for figures that have only one.
    fn survivors(&mut self, g: usize, domains: &Domains) -> Vec<(usize, Survival)> {
        let group = &self.part.groups[g];
        let meanings: Vec<usize> =
            (0..group.meanings.len()).filter(|&m| group.meanings[m].reading.sense.is_meaning() && domains[g].has(m)).collect();
        if meanings.len() < 2 || domains[g].and(self.left_out(g)) == domains[g] {
            return Vec::new();
        }
        let ask = |m: usize, solving: &mut Self| {
            let mut only = domains.clone();
            only[g] = domains[g].and(Mask::only(m));
            match solving.search.cheapest(&only) {
                Cheapest::Chosen { .. } => Survival::Survives,
                Cheapest::None => Survival::Refuted,
                Cheapest::Limit => Survival::Unknown,
            }
        };
        meanings.into_iter().map(|m| (m, ask(m, self))).collect()
    }

    fn reading_outcomes(&mut self, g: usize, survivors: &[Vec<(usize, Survival)>], domains: &Domains) -> Vec<ReadingOutcome> {
        let part = self.part;
        let mut outcomes: Vec<(usize, ReadingOutcome)> = survivors[g]
            .iter()
            .map(|&(m, survival)| {
                let meaning = &part.groups[g].meanings[m];
                let implies = match survival {
                    Survival::Survives => self.implied(g, m, survivors, domains),
                    _ => Vec::new(),
                };
                (m, ReadingOutcome { reading: meaning.reading.clone(), wording: meaning.wording, survival, implies })
            })
            .collect();
        outcomes.sort_by_key(|(m, _)| (part.groups[g].meanings[*m].alternative.cost, *m));
        outcomes.into_iter().map(|(_, outcome)| outcome).collect()
    }

    /// The base level that follows from one reading, whatever the figures mean whose readings are still open.
    fn implied(&mut self, g: usize, m: usize, survivors: &[Vec<(usize, Survival)>], domains: &Domains) -> Vec<Deduced> {
        let part = self.part;
        let Measured::Quotient { numerator, denominator } = part.groups[g].meanings[m].measured else { return Vec::new() };
        if !self.statements[g].relation.is_change() {
            return Vec::new();
        }
        let mut active: Vec<ConstraintId> = part.facts.iter().map(|fact| fact.constraint).collect();
        for (other, group) in part.groups.iter().enumerate() {
            let allowed: Vec<usize> = match &survivors[other][..] {
                _ if other == g => vec![m],
                // A figure that may be understood in several ways bounds nothing here; what was left out is not in the domain.
                [] => (0..group.meanings.len()).filter(|&a| domains[other].has(a)).collect(),
                some => some.iter().filter(|(_, s)| *s != Survival::Refuted).map(|(a, _)| *a).collect(),
            };
            if let [only] = allowed[..] {
                active.extend(&group.meanings[only].alternative.constraints);
            }
        }
        let base = if part.groups[g].meanings[m].reading.sense == Sense::Divisor { numerator } else { denominator };
        let extent = self.search.solver().extent(&[(base, Rational::ONE)], &active);
        let interval = range_of(&extent)
            .filter(|interval| interval.upper.is_some() || interval.lower.as_ref().is_some_and(|l| l.value.is_positive()));
        interval.map(|interval| Deduced { key: part.keys[base.index()].clone(), interval }).into_iter().collect()
    }

    /// The constraints of a choice without those of one group.
    fn without(&self, g: usize, choice: &[usize]) -> Vec<ConstraintId> {
        let own = &self.meaning(g, choice).alternative.constraints;
        self.search.constraints(choice).into_iter().filter(|id| !own.contains(id)).collect()
    }

    /// What the other figures leave for this one, where they bound it at all.
    fn left_by_others(&mut self, g: usize, choice: &[usize]) -> Option<Interval> {
        let part = self.part;
        let mut meaning = self.meaning(g, choice);
        if meaning.reading.sense == Sense::LeftOut {
            meaning = &part.groups[g].meanings[0];
        }
        let meaning: &Meaning = &part.groups[g].meanings[part.groups[g].meanings.iter().position(|m| std::ptr::eq(m, meaning))?];
        let active = self.without(g, choice);
        left_for(meaning, self.statements[g], self.search.solver(), &active).filter(|interval| !interval.is_free())
    }

    /// What is left for a figure where nothing is stated.
    fn left_by_facts(&mut self, g: usize, choice: &[usize]) -> Interval {
        let part = self.part;
        let meaning = &part.groups[g].meanings[choice[g]];
        let facts: Vec<ConstraintId> = part.facts.iter().map(|fact| fact.constraint).collect();
        left_for(meaning, self.statements[g], self.search.solver(), &facts)
            .unwrap_or_else(|| left_by_nothing(meaning, self.statements[g]))
    }

    /// Whether some value of the figure would be refuted: the others bound it more than the facts alone do.
    fn is_tested(&self, g: usize, choice: &[usize], by_others: Option<&Interval>, by_facts: &Interval) -> bool {
        let meaning = self.meaning(g, choice);
        match by_others {
            Some(by_others) => is_tighter(by_others, by_facts),
            // A reading that is no single quantity counts as tested where it says anything.
            None => matches!(meaning.measured, Measured::Nothing) && !meaning.alternative.constraints.is_empty(),
        }
    }

    /// Whose printed values contradict each other as points, though their intervals do not.
    fn thanks_to_rounding(&mut self, choice: &[usize]) -> Vec<bool> {
        let part = self.part;
        let mut owed = vec![false; choice.len()];
        let mut points: BTreeMap<ConstraintId, usize> = BTreeMap::new();
        for (g, group) in part.groups.iter().enumerate() {
            if let (Some(point), Sense::AsPrinted) = (group.point, self.meaning(g, choice).reading.sense) {
                points.insert(point, g);
            }
        }
        let base = self.search.constraints(choice);
        for _ in 0..part.groups.len() {
            let active: Vec<ConstraintId> = base.iter().chain(points.keys()).copied().collect();
            let Outcome::Infeasible(certificate) = self.search.solver().solve(&active) else { break };
            let involved: Vec<ConstraintId> = certificate.constraints().filter(|id| points.contains_key(id)).collect();
            involved.iter().filter_map(|id| points.remove(id)).for_each(|g| owed[g] = true);
        }
        owed
    }

    /// The nogood that bars leaving out all of a set.
    pub(super) fn barring(&self, set: &[usize]) -> Nogood {
        Nogood { members: set.iter().map(|&g| (g, self.left_out(g))).collect(), certificate: None }
    }
}

fn mask(group: &Group, keep: impl Fn(&Meaning) -> bool) -> Mask {
    let kept = group.meanings.iter().enumerate().filter(|(_, meaning)| keep(meaning));
    kept.fold(Mask::NONE, |mask, (m, _)| mask.or(Mask::only(m)))
}

/// Whether several readings that words and number leave open can be meant, and mean different things.
fn is_ambiguous(readings: &[ReadingOutcome]) -> bool {
    let open: Vec<&ReadingOutcome> =
        readings.iter().filter(|r| r.survival == Survival::Survives && r.wording <= Wording::Unsaid).collect();
    let differ = |a: &ReadingOutcome, b: &ReadingOutcome| match (&a.implies[..], &b.implies[..]) {
        ([a], [b]) => a.key != b.key || a.interval.intersection(&b.interval).is_empty(),
        _ => true,
    };
    open.iter().enumerate().any(|(i, a)| open[..i].iter().any(|b| differ(a, b)))
}

/// Whether a sense that the words do not say is a matter of wording, and not of rounding or of a base of zero.
fn is_rewording(sense: Sense) -> bool {
    matches!(sense, Sense::Increment | Sense::Index | Sense::Factor | Sense::FactorMore)
}

/// Which variables follow from others, without asking how tightly: what is tested in parts too large for exact extents.
struct Determined {
    /// For each variable, how many figures and relations determine it.
    sources: Vec<u32>,
}

impl Determined {
    fn of(part: &Part, choice: &[usize]) -> Self {
        let mut sources = vec![0u32; part.keys.len()];
        for (group, &m) in part.groups.iter().zip(choice) {
            if let Measured::Form(form) = &group.meanings[m].measured {
                form.iter().for_each(|(v, _)| sources[v.index()] += 1);
            }
        }
        // A relation all of whose other variables are known gives the remaining one a further source.
        let known: Vec<bool> = sources.iter().map(|&n| n > 0).collect();
        let relations = part.facts.iter().map(|fact| fact.constraint);
        let rates = part.groups.iter().zip(choice).flat_map(|(g, &m)| {
            let is_rate = matches!(g.meanings[m].measured, Measured::Quotient { .. });
            g.meanings[m].alternative.constraints.iter().copied().take(usize::from(is_rate))
        });
        for id in relations.chain(rates) {
            let terms = part.system.constraint(id).terms();
            if terms.len() < 2 {
                continue;
            }
            let unknown = terms.iter().filter(|(v, _)| !known[v.index()]).count();
            for (v, _) in terms {
                if unknown == 0 || unknown == 1 && !known[v.index()] {
                    sources[v.index()] += 1;
                }
            }
        }
        Self { sources }
    }

    fn tests(&self, part: &Part, g: usize, choice: &[usize]) -> bool {
        match &part.groups[g].meanings[choice[g]].measured {
            Measured::Form(form) => form.iter().all(|(v, _)| self.sources[v.index()] > 1),
            Measured::Quotient { numerator, denominator } => [numerator, denominator].iter().all(|v| self.sources[v.index()] > 1),
            Measured::Nothing => false,
        }
    }
}
