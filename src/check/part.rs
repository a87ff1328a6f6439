//! One independent part, solved: the cheapest choice of readings, and what it says of each statement.

use std::collections::{BTreeMap, BTreeSet};

use super::blame::{Blamed, Clash};
use super::carried::Carried;
use super::deduced::{self, DeducedFigure};
use super::measured::{is_tighter, left_by_nothing, left_for, range_for, range_of};
use super::model::{Group, Meaning, Measured};
use super::reading::{Reading, Sense, Wording};
use super::result::{Deduced, Finding, ReadingOutcome, Survival};
use super::split::Part;
use super::verdict::{Proviso, Undecided, Verdict};
use super::{CheckOptions, blame, carried, evidence, shares, tested};
use crate::exact::{Interval, Rational};
use crate::feasibility::{Cheapest, Choices, ConstraintId, Domains, Mask, Outcome, Point, Proven, Search};
use crate::statement::{Key, Relation, Statement, Status, Trust};

/// What was found of a part; indices are those of its groups.
pub(super) struct Solved {
    pub(super) verdict: Verdict,
    /// Whether the source is taken to cut digits off.
    pub(super) is_truncated: bool,
    pub(super) statements: Vec<SolvedStatement>,
    pub(super) findings: Vec<Finding>,
    pub(super) witness: Vec<(Key, Rational)>,
    pub(super) deduced: Vec<DeducedFigure>,
    /// The figures that it was solved without, since they are not surely joined with the others.
    pub(super) apart: BTreeSet<usize>,
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
    /// Whether levels were found that have the shares of the witness, where changes of shares are stated.
    shares_hold: bool,
    /// Whether the limits were met in looking for the cheapest choice, so that one that fits has to do.
    pub(super) met_limits: bool,
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
}

/// Solves one part.
pub(super) fn solve(part: &Part, statements: &[&Statement], options: &CheckOptions) -> Solved {
    let choices = part.choices();
    let mut apart = BTreeSet::new();
    loop {
        // None of the figures that are left out already settles anything, so that each round leaves out others.
        match decide(Solving::new(part, statements, &choices, options), &apart) {
            Decided::Solved(solved) => return solved.with_apart(apart),
            Decided::Carried(figures) => apart.extend(figures),
        }
    }
}

/// What comes of solving a part.
enum Decided {
    /// This.
    Solved(Solved),
    /// It has to be solved again without these figures, of which it is not sure that they belong to it.
    Carried(Vec<usize>),
}

/// Solves a part without the figures that were set apart.
fn decide(mut solving: Solving<'_>, apart: &BTreeSet<usize>) -> Decided {
    let as_worded = solving.domains(|m| m.wording == Wording::Said && m.reading.sense != Sense::LeftOut);
    let reread = solving.reread_domains();
    let (truncated, truncated_reread) = (solving.truncated(&as_worded), solving.truncated(&reread));
    let [as_worded, reread, truncated, truncated_reread] =
        [as_worded, reread, truncated, truncated_reread].map(|domains| solving.without_figures(domains, apart));
    let stages = [
        (Stage::AsWorded, &as_worded),
        (Stage::Truncated, &truncated),
        (Stage::Reread, &reread),
        (Stage::TruncatedReread, &truncated_reread),
    ];
    for (stage, domains) in stages {
        let (choice, point) = match solving.choose(domains) {
            Cheapest::Chosen { choice, point, .. } => (choice, point),
            Cheapest::Limit => return Decided::Solved(solving.limited()),
            Cheapest::None => continue,
        };
        // The search is trusted no further than its witness holds.
        if !point.satisfies(&solving.part.system, &solving.search.constraints(&choice)) {
            return Decided::Solved(solving.limited());
        }
        if let Stage::Reread | Stage::TruncatedReread = stage {
            let said = if let Stage::Reread = stage { &as_worded } else { &truncated };
            let misworded = solving.reworded(&choice, said);
            match carried::figures_behind_words(&mut solving, said, &misworded, apart) {
                Carried::Settles(figures) => return Decided::Carried(figures),
                Carried::Limit => return Decided::Solved(solving.limited()),
                Carried::SettlesNothing => {}
            }
        }
        let point = solving.with_shares(&choice, point);
        return Decided::Solved(match stage {
            Stage::AsWorded => solving.consistent(&choice, point.as_ref(), &reread, Proviso::None),
            Stage::Truncated => {
                solving.consistent(&choice, point.as_ref(), &truncated_reread, Proviso::IfTruncated).of_truncated_source()
            }
            Stage::Reread => solving.reread(&choice, point.as_ref(), [&reread, &as_worded], &truncated),
            Stage::TruncatedReread => {
                solving.reread(&choice, point.as_ref(), [&truncated_reread, &truncated], &as_worded).of_truncated_source()
            }
        });
    }
    let is_truncated = solving.is_truncated(&reread, &truncated_reread);
    let [domains, otherwise] = if is_truncated { [&truncated_reread, &reread] } else { [&reread, &truncated_reread] };
    let clashes = match blame::find(&mut solving, domains, otherwise) {
        Blamed::Clashes(clashes) => clashes,
        // That no reading fits is known before it is known whom to leave out.
        Blamed::Nobody => return Decided::Solved(solving.unresolved(domains, otherwise, Proven::All)),
        Blamed::Limit if carried::may_settle(&mut solving, domains, apart) => return Decided::Solved(solving.limited()),
        Blamed::Limit => return Decided::Solved(solving.unresolved(domains, otherwise, Proven::Some)),
    };
    match carried::figures(&mut solving, &clashes, apart) {
        Carried::Settles(figures) => return Decided::Carried(figures),
        Carried::Limit => return Decided::Solved(solving.limited()),
        Carried::SettlesNothing => {}
    }
    Decided::Solved(match is_truncated {
        true => solving.contradicted(clashes, domains, otherwise, Proviso::IfTruncated).of_truncated_source(),
        false => solving.contradicted(clashes, domains, otherwise, Proviso::None),
    })
}

/// Whether nothing in a part holds together if its source cuts digits off.
pub(super) fn cannot_be_truncated(part: &Part, solved: &Solved, statements: &[&Statement], options: &CheckOptions) -> bool {
    let choices = part.choices();
    let mut solving = Solving::new(part, statements, &choices, options);
    let truncated = solving.without_figures(solving.truncated(&solving.reread_domains()), &solved.apart);
    matches!(solving.choose_widest(&truncated), Cheapest::None)
}

impl Solved {
    /// The same, with what is to be said of the figures that were set apart.
    fn with_apart(mut self, apart: BTreeSet<usize>) -> Self {
        if apart.is_empty() {
            return self;
        }
        apart.iter().for_each(|&g| self.statements[g].verdict = Verdict::Undecided(Undecided::Carried));
        let left = Verdict::of_all(self.statements.iter().map(|statement| statement.verdict));
        // What is said of all rests on what is left.
        let rests = matches!(self.verdict, Verdict::Consistent(_) | Verdict::Undecided(_));
        if rests && !matches!((self.verdict, left), (Verdict::Consistent(_), Verdict::Consistent(_))) {
            self.verdict = left;
        }
        Self { apart, ..self }
    }

    /// The same of a source that is taken to cut digits off.
    fn of_truncated_source(self) -> Self {
        Self { is_truncated: true, ..self }
    }
}

impl<'p> Solving<'p> {
    fn new(part: &'p Part, statements: &'p [&'p Statement], choices: &'p Choices, options: &'p CheckOptions) -> Self {
        let search = Search::new(&part.system, choices, options.limits);
        Self { part, statements, choices, search, options, shares_hold: true, met_limits: false }
    }
}

impl Solving<'_> {
    /// A point like this one at which shares are those of their levels, where that matters and one is found.
    fn with_shares(&mut self, choice: &[usize], point: Point) -> Option<Point> {
        let complete = shares::complete(self.part, &self.search.constraints(choice), point, self.options.limits.pivots);
        self.shares_hold = complete.is_some();
        complete
    }

    pub(super) fn domains(&self, keep: impl Fn(&Meaning) -> bool) -> Domains {
        self.part.groups.iter().map(|group| mask(group, &keep)).collect()
    }

    /// The same, with these figures left out.
    fn without_figures(&self, mut domains: Domains, figures: &BTreeSet<usize>) -> Domains {
        figures.iter().for_each(|&g| domains[g] = self.left_out(g));
        domains
    }

    /// Everything that figures may mean if their source rounds.
    fn reread_domains(&self) -> Domains {
        self.domains(|m| !matches!(m.reading.sense, Sense::LeftOut | Sense::Truncated))
    }

    /// The alternative that leaves a group's figure out.
    pub(super) fn left_out(&self, group: usize) -> Mask {
        mask(&self.part.groups[group], |m| m.reading.sense == Sense::LeftOut)
    }

    /// For each group the alternative that leaves its figure out, for [`Search::localise`].
    pub(super) fn dropped(&self) -> Vec<Mask> {
        let is_open = |g: usize| self.statements[g].trust != Trust::Trusted;
        (0..self.part.groups.len()).map(|g| if is_open(g) { self.left_out(g) } else { Mask::NONE }).collect()
    }

    /// Whether a source that cuts digits off explains more figures than one that rounds.
    fn is_truncated(&mut self, rounded: &Domains, truncated: &Domains) -> bool {
        let dropped = self.dropped();
        let rounded = if self.is_hard() { self.widest(rounded) } else { rounded.clone() };
        let mut wrong = |domains: &Domains, most: u32| {
            let with_left_out: Domains = domains.iter().zip(&dropped).map(|(&domain, &out)| domain.or(out)).collect();
            match self.search.cheapest_but(&with_left_out, &[], most) {
                Cheapest::Chosen { cost, .. } => Some(cost.0[0]),
                _ => None,
            }
        };
        let fewest = wrong(&rounded, u32::MAX);
        fewest
            .and_then(|fewest| fewest.checked_sub(1))
            .filter(|most| *most > 0)
            .is_some_and(|most| wrong(truncated, most).is_some())
    }

    fn truncated(&self, otherwise: &Domains) -> Domains {
        let cut = self.domains(|m| m.reading.sense == Sense::Truncated);
        cut.into_iter().zip(otherwise).map(|(cut, other)| if cut.is_empty() { *other } else { cut }).collect()
    }

    fn limited(&self) -> Solved {
        let verdict = Verdict::Undecided(Undecided::Limit);
        let statement = |_| SolvedStatement { verdict, readings: Vec::new(), taken: None, computed: None };
        let statements = self.part.groups.iter().map(statement).collect();
        Solved {
            verdict,
            is_truncated: false,
            statements,
            findings: Vec::new(),
            witness: Vec::new(),
            deduced: Vec::new(),
            apart: BTreeSet::new(),
        }
    }

    /// The part is contradicted, and by which figures is not known: the limits were met, or all of them are trusted.
    fn unresolved(mut self, reread: &Domains, truncated: &Domains, proven: Proven) -> Solved {
        let first = |mask: &Mask| (0..Choices::MOST).find(|&m| mask.has(m)).unwrap_or_default();
        // A conflict of figures rounded coarser is one of the same figures as printed.
        let widest = if self.is_hard() { self.widest(reread) } else { reread.clone() };
        let choice: Vec<usize> = widest.iter().map(first).collect();
        self.search.learn_rows(&choice, reread);
        let evidence = evidence::find(&mut self, [reread, truncated], &[]);
        let mut solved = self.limited();
        if let Some(evidence) = evidence {
            let members = evidence.members();
            solved.verdict = Verdict::Contradicted;
            if proven == Proven::All {
                solved.statements.iter_mut().for_each(|s| s.verdict = Verdict::Undecided(Undecided::NotCheckable));
                members.iter().for_each(|&g| solved.statements[g].verdict = Verdict::Contradicted);
            }
            solved.findings.push(Finding {
                verdict: Verdict::Contradicted,
                members,
                evidence,
                blame: Vec::new(),
                proven,
                conflicts: None,
            });
        }
        solved
    }

    fn witness(&self, point: Option<&Point>) -> Vec<(Key, Rational)> {
        let Some(point) = point else { return Vec::new() };
        let mut witness: Vec<(Key, Rational)> = self.part.keys.iter().cloned().zip(point.values().iter().cloned()).collect();
        witness.sort();
        witness
    }

    fn consistent(mut self, choice: &[usize], point: Option<&Point>, domains: &Domains, proviso: Proviso) -> Solved {
        let statements = self.judge_all(choice, domains, proviso);
        let verdict = match Verdict::of_all(statements.iter().map(|s| s.verdict)) {
            Verdict::Consistent(_) => Verdict::Consistent(proviso),
            other => other,
        };
        let deduced = deduced::find(&mut self, choice, &statements);
        Solved {
            verdict,
            is_truncated: false,
            statements,
            findings: Vec::new(),
            witness: self.witness(point),
            deduced,
            apart: BTreeSet::new(),
        }
    }

    /// The figures that a choice takes in a meaning that their words do not have.
    fn reworded(&self, choice: &[usize], as_worded: &Domains) -> Vec<usize> {
        let unsaid = (0..choice.len()).filter(|&g| !as_worded[g].has(choice[g]));
        unsaid.filter(|&g| is_rewording(self.meaning(g, choice).reading.sense)).collect()
    }

    /// The part fits, but not as it is worded. Words and figures do not fit in `otherwise` either, the source taken to round the other
    /// way.
    fn reread(
        mut self,
        choice: &[usize],
        point: Option<&Point>,
        [reread, as_worded]: [&Domains; 2],
        otherwise: &Domains,
    ) -> Solved {
        let changed = self.reworded(choice, as_worded);
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
        let findings = if misworded.is_empty() { Vec::new() } else { self.misworded(misworded, reread, as_worded, otherwise) };
        let verdict = Verdict::of_all(statements.iter().map(|s| s.verdict));
        let deduced = deduced::find(&mut self, choice, &statements);
        Solved { verdict, is_truncated: false, statements, findings, witness: self.witness(point), deduced, apart: BTreeSet::new() }
    }

    /// The findings of words that fit in no consistent choice: one for each clash that is independent of the others.
    fn misworded(&mut self, misworded: Vec<usize>, reread: &Domains, as_worded: &Domains, otherwise: &Domains) -> Vec<Finding> {
        // Everything but the meaning is as lenient as in the choice that fits, so that the words alone are refuted.
        let mut worded = reread.clone();
        misworded.iter().for_each(|&g| worded[g] = as_worded[g]);
        if !matches!(self.search.cheapest(&worded), Cheapest::None) {
            worded = as_worded.clone();
        }
        let clashes = match blame::find(self, &worded, otherwise) {
            Blamed::Clashes(clashes) => clashes,
            Blamed::Nobody => vec![Clash { domains: worded, otherwise: otherwise.clone(), blame: Vec::new(), proven: Proven::All }],
            Blamed::Limit => vec![Clash { domains: worded, otherwise: otherwise.clone(), blame: Vec::new(), proven: Proven::Some }],
        };
        let mut findings: Vec<Finding> = Vec::new();
        let mut unsaid = misworded.clone();
        for clash in clashes {
            let Some(evidence) = evidence::find(self, [&clash.domains, &clash.otherwise], &misworded) else { continue };
            let mut involved: Vec<usize> = clash.suspects().collect();
            involved.extend(evidence.members());
            let members: Vec<usize> = unsaid.iter().copied().filter(|g| involved.contains(g)).collect();
            unsaid.retain(|g| !members.contains(g));
            let (conflicts, blame, proven) = (evidence::all(self, &clash.domains, &misworded), clash.blame, clash.proven);
            findings.push(Finding { verdict: Verdict::Misworded, members, evidence, blame, proven, conflicts });
        }
        // What has no clash of its own belongs to the first that was found.
        if let Some(first) = findings.first_mut() {
            first.members.extend(unsaid);
            first.members.sort_unstable();
        }
        findings.retain(|finding| !finding.members.is_empty());
        findings
    }

    /// Nothing fits: some figures are wrong. In `otherwise`, the source taken to round the other way, nothing fits either.
    fn contradicted(mut self, clashes: Vec<Clash>, reread: &Domains, otherwise: &Domains, proviso: Proviso) -> Solved {
        let suspects: BTreeSet<usize> = clashes.iter().flat_map(Clash::suspects).collect();
        let mut rest = reread.clone();
        suspects.iter().for_each(|&g| rest[g] = self.left_out(g));
        // Of the others nothing is said that rests on a figure in doubt.
        let Cheapest::Chosen { choice, point, .. } = self.choose(&rest) else {
            return self.unresolved(reread, otherwise, Proven::Some);
        };
        let point = self.with_shares(&choice, point);
        let mut statements = self.judge_all(&choice, &rest, proviso);
        for &g in &suspects {
            statements[g].verdict = Verdict::Undecided(Undecided::Limit);
        }
        let mut findings = Vec::new();
        for clash in clashes {
            let accused: Vec<usize> = clash.suspects().collect();
            // Nobody is accused without evidence, even where the limits keep it from being found.
            let Some(evidence) = evidence::find(&mut self, [&clash.domains, &clash.otherwise], &accused) else { continue };
            accused.iter().for_each(|&g| statements[g].verdict = Verdict::Contradicted);
            for blame in &clash.blame {
                if let [g] = blame.statements[..] {
                    statements[g].computed = blame.implied.clone();
                }
            }
            let conflicts = evidence::all(&mut self, &clash.domains, &accused);
            let (members, blame, proven) = (evidence.members(), clash.blame, clash.proven);
            findings.push(Finding { verdict: Verdict::Contradicted, members, evidence, blame, proven, conflicts });
        }
        let deduced = deduced::find(&mut self, &choice, &statements);
        Solved {
            verdict: Verdict::Contradicted,
            is_truncated: false,
            statements,
            findings,
            witness: self.witness(point.as_ref()),
            deduced,
            apart: BTreeSet::new(),
        }
    }

    pub(super) fn meaning(&self, group: usize, choice: &[usize]) -> &Meaning {
        &self.part.groups[group].meanings[choice[group]]
    }

    fn judge_all(&mut self, choice: &[usize], domains: &Domains, proviso: Proviso) -> Vec<SolvedStatement> {
        let rounding = self.thanks_to_rounding(choice);
        let is_small = self.part.groups.len() <= self.options.deduce_up_to;
        let survivors: Vec<Vec<(usize, Survival)>> =
            (0..choice.len()).map(|g| if is_small { self.survivors(g, domains) } else { Vec::new() }).collect();
        let by_rank = if is_small { None } else { Some(tested::tested(self.part, choice)) };
        // One pass for each set of constraints: a solver that need not change its mind answers sooner.
        let by_facts: Vec<Interval> =
            if is_small { (0..choice.len()).map(|g| self.left_by_facts(g, choice)).collect() } else { Vec::new() };
        let by_others: Vec<Option<Interval>> =
            (0..choice.len()).map(|g| if is_small { self.left_by_others(g, choice) } else { None }).collect();
        by_others
            .into_iter()
            .enumerate()
            .map(|(g, computed)| {
                let tested = match &by_rank {
                    Some(tested) => tested[g],
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
            _ if statement.relation == Relation::PointChange && !self.shares_hold => Some(Undecided::NotLinear),
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
    fn is_tested(&mut self, g: usize, choice: &[usize], by_others: Option<&Interval>, by_facts: &Interval) -> bool {
        let part = self.part;
        let meaning = &part.groups[g].meanings[choice[g]];
        match by_others {
            Some(by_others) => is_tighter(by_others, by_facts),
            // What a growth a year is told in has no unit, and bounds all the same.
            None if meaning.reading.sense == Sense::PerYear => {
                let others = self.without(g, choice);
                let not_negative = Interval::at_least(Rational::ZERO);
                range_for(meaning, self.search.solver(), &others).is_some_and(|others| is_tighter(&others, &not_negative))
            }
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
        let active =
            |points: &BTreeMap<ConstraintId, usize>| base.iter().chain(points.keys()).copied().collect::<Vec<ConstraintId>>();
        // Most clashes are those of one sum, which is no system to solve.
        loop {
            let rows = self.search.single_rows(&active(&points));
            let before = points.len();
            for row in rows {
                let involved: Vec<ConstraintId> = row.constraints().filter(|id| part.is_point(*id)).collect();
                if involved.iter().all(|id| points.contains_key(id)) {
                    involved.iter().filter_map(|id| points.remove(id)).for_each(|g| owed[g] = true);
                }
            }
            if points.len() == before {
                break;
            }
        }
        for _ in 0..part.groups.len() {
            let active = active(&points);
            let Outcome::Infeasible(certificate) = self.search.solver().solve(&active) else { break };
            let involved: Vec<ConstraintId> = certificate.constraints().filter(|id| points.contains_key(id)).collect();
            involved.iter().filter_map(|id| points.remove(id)).for_each(|g| owed[g] = true);
        }
        owed
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
