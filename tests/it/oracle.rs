//! Exhaustive search as an oracle: every combination of readings and every set of figures left out, each decided for itself.
//!
//! The constraints are written down here from the definitions of turnover, balance and rates, and not taken from the check. A second
//! solver, with floats, gives its opinion away from ties.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use tradecheck::check::{Blame, Checked, Finding, Proven, Proviso, Sense, Side, Survival, Verdict};
use tradecheck::codelist::Flow;
use tradecheck::exact::{Interval, Rational};
use tradecheck::feasibility::{Bound, ConstraintId, Outcome, Range, Solver, System, Variable};
use tradecheck::figure::Rounding;
use tradecheck::period::Period;
use tradecheck::statement::{Direction, Relation, Statement};

use crate::world::{Mistake, Row, case, check_rows, mistaken, mistakes, plain_rows, text};

/// One way to take a figure.
struct Way {
    sense: Sense,
    side: Option<Side>,
    worded: bool,
    constraints: Vec<ConstraintId>,
}

/// A document as constraints.
struct Document {
    system: System,
    fixed: Vec<ConstraintId>,
    figures: Vec<Vec<Way>>,
    levels: Vec<(Flow, Period, Variable)>,
}

/// Which ways are open to a figure.
#[derive(Clone, Copy, PartialEq)]
enum World {
    Worded,
    WordedTruncated,
    Reread,
    RereadTruncated,
}

impl Document {
    fn new(statements: &[Statement]) -> Self {
        let mut document = Self { system: System::new(), fixed: Vec::new(), figures: Vec::new(), levels: Vec::new() };
        let zeros: BTreeSet<(Flow, Option<Period>)> = statements
            .iter()
            .filter(|s| s.relation == Relation::Level && s.figure.value().is_zero())
            .map(|s| (s.key.flow.clone(), s.key.period))
            .collect();
        for statement in statements {
            let ways = document.ways(statement, zeros.contains(&(statement.key.flow.clone(), statement.base)));
            document.figures.push(ways);
        }
        document
    }

    /// The variable of a level, with what ties it to the others of its year.
    fn level(&mut self, flow: Flow, period: Period) -> Variable {
        if let Some((.., known)) = self.levels.iter().find(|(f, p, _)| *f == flow && *p == period) {
            return *known;
        }
        let variable = self.system.variable();
        self.levels.push((flow.clone(), period, variable));
        let one = || Rational::ONE;
        if flow != Flow::Balance {
            self.fixed.push(self.system.constrain([(variable, one())], Range::at_least(Rational::ZERO)));
        }
        if matches!(flow, Flow::Turnover | Flow::Balance) {
            let (exports, imports) = (self.level(Flow::Exports, period), self.level(Flow::Imports, period));
            let sign = if flow == Flow::Turnover { Rational::from(-1) } else { one() };
            let terms = [(variable, one()), (exports, Rational::from(-1)), (imports, sign)];
            self.fixed.push(self.system.constrain(terms, Range::exactly(Rational::ZERO)));
        }
        variable
    }

    fn inside(&mut self, variable: Variable, interval: Interval) -> Vec<ConstraintId> {
        vec![self.system.constrain([(variable, Rational::ONE)], interval)]
    }

    /// No rate is counted from zero.
    fn above_zero(&mut self, base: Variable, sign: &Rational) -> ConstraintId {
        let range = Range { lower: Some(Bound::open(Rational::ZERO)), upper: None };
        self.system.constrain([(base, sign.clone())], range)
    }

    /// low · base ≤ level ≤ high · base, on one side of zero.
    fn ratio(&mut self, level: Variable, base: Variable, factor: &Interval, sign: &Rational) -> Vec<ConstraintId> {
        let mut side = |bound: &Rational, range: Range| {
            let terms = [(level, sign.clone()), (base, -(bound * sign))];
            self.system.constrain(terms, range)
        };
        let low = factor.lower.as_ref().map(|b| side(&b.value, Range::at_least(Rational::ZERO)));
        let high = factor.upper.as_ref().map(|b| side(&b.value, Range::at_most(Rational::ZERO)));
        low.into_iter().chain(high).collect()
    }

    fn ways(&mut self, statement: &Statement, over_zero: bool) -> Vec<Way> {
        let figure = &statement.figure;
        let period = statement.key.period.expect("a period");
        let now = self.level(statement.key.flow.clone(), period);
        let hundredth = Rational::decimal(1, -2);
        let down = statement.direction == Some(Direction::Down) && !figure.value().is_negative();
        let sign = if down { Rational::from(-1) } else { Rational::ONE };
        let plain = |sense, worded, constraints| Way { sense, side: None, worded, constraints };
        match statement.relation {
            Relation::Level => {
                let mut ways = vec![plain(Sense::AsPrinted, true, self.inside(now, figure.interval()))];
                if let Some(coarser) = figure.coarser() {
                    ways.push(plain(Sense::RoundedCoarser, false, self.inside(now, coarser.interval())));
                }
                if figure.qualifier().is_none() {
                    ways.push(plain(Sense::Truncated, false, self.inside(now, figure.interval_as(Rounding::Truncated))));
                }
                ways
            }
            Relation::Growth | Relation::Index | Relation::Change => {
                let base = self.level(statement.key.flow.clone(), statement.base.expect("a base"));
                let increment = figure.interval().scaled(&(&sign * &hundredth)).shifted(&Rational::ONE);
                let index = figure.interval().scaled(&hundredth);
                let said = |sense| match statement.relation {
                    Relation::Growth => sense == Sense::Increment,
                    Relation::Index => sense == Sense::Index,
                    _ => true,
                };
                let sides: &[Option<Side>] = match statement.key.flow {
                    Flow::Balance => &[Some(Side::Surplus), Some(Side::Deficit)],
                    _ => &[None],
                };
                let mut ways = Vec::new();
                for (sense, factor) in [(Sense::Increment, increment), (Sense::Index, index)] {
                    if sense == Sense::Index && figure.value().is_negative() {
                        continue;
                    }
                    // No level, and no magnitude of a balance, falls below zero.
                    let factor = factor.intersection(&Interval::at_least(Rational::ZERO));
                    for &side in sides {
                        let sign = if side == Some(Side::Deficit) { Rational::from(-1) } else { Rational::ONE };
                        let mut constraints = self.ratio(now, base, &factor, &sign);
                        if side.is_some() {
                            constraints.push(self.system.constrain([(now, sign.clone())], Range::at_least(Rational::ZERO)));
                        }
                        constraints.push(self.above_zero(base, &sign));
                        ways.push(Way { sense, side, worded: said(sense), constraints });
                    }
                }
                if statement.key.flow == Flow::Balance {
                    ways.push(plain(Sense::ThroughZero, false, Vec::new()));
                }
                if over_zero {
                    ways.push(plain(Sense::OverZeroBase, false, Vec::new()));
                }
                ways
            }
            Relation::Multiple => {
                let base = self.level(statement.key.flow.clone(), statement.base.expect("a base"));
                let (level, divisor, sense) = if down { (base, now, Sense::Divisor) } else { (now, base, Sense::Factor) };
                let factor = figure.interval().intersection(&Interval::at_least(Rational::ZERO));
                let mut constraints = self.ratio(level, divisor, &factor, &Rational::ONE);
                constraints.push(self.above_zero(base, &Rational::ONE));
                let mut ways = vec![plain(sense, true, constraints)];
                if over_zero {
                    ways.push(plain(Sense::OverZeroBase, false, Vec::new()));
                }
                ways
            }
            Relation::AbsoluteChange => {
                let base = self.level(statement.key.flow.clone(), statement.base.expect("a base"));
                let terms = [(now, Rational::ONE), (base, Rational::from(-1))];
                vec![plain(Sense::Difference, true, vec![self.system.constrain(terms, figure.interval().scaled(&sign))])]
            }
            Relation::Share => {
                let whole = self.level(Flow::Turnover, period);
                vec![plain(Sense::Share, true, self.ratio(now, whole, &figure.interval().scaled(&hundredth), &Rational::ONE))]
            }
            Relation::Coverage | Relation::Comparison => {
                let imports = self.level(Flow::Imports, period);
                let (sense, unit) = match statement.relation {
                    Relation::Coverage => (Sense::Coverage, hundredth),
                    _ => (Sense::Comparison, Rational::ONE),
                };
                vec![plain(sense, true, self.ratio(now, imports, &figure.interval().scaled(&unit), &Rational::ONE))]
            }
            other => panic!("{other} is not asked of the oracle"),
        }
    }

    /// The ways that a world leaves open to a figure.
    fn open(&self, figure: usize, world: World) -> Vec<usize> {
        let ways = &self.figures[figure];
        let cut = ways.iter().position(|way| way.sense == Sense::Truncated);
        match (world, cut) {
            (World::WordedTruncated | World::RereadTruncated, Some(cut)) => vec![cut],
            _ => (0..ways.len())
                .filter(|&w| {
                    let way = &ways[w];
                    way.sense != Sense::Truncated && (way.worded || matches!(world, World::Reread | World::RereadTruncated))
                })
                .collect(),
        }
    }

    /// Whether some combination of ways holds together without the figures of `left_out`, where `only` may name the way of one.
    fn fits(&self, world: World, left_out: &BTreeSet<usize>, only: Option<(usize, usize)>) -> bool {
        let mut solver = Solver::new(&self.system);
        let figures: Vec<Vec<usize>> = (0..self.figures.len())
            .filter(|figure| !left_out.contains(figure))
            .map(|figure| match only {
                Some((one, way)) if one == figure => vec![way],
                _ => self.open(figure, world),
            })
            .collect();
        let names: Vec<usize> = (0..self.figures.len()).filter(|figure| !left_out.contains(figure)).collect();
        let combinations: usize = figures.iter().map(Vec::len).product();
        (0..combinations).any(|mut n| {
            let mut active = self.fixed.clone();
            for (figure, ways) in names.iter().zip(&figures) {
                active.extend(&self.figures[*figure][ways[n % ways.len()]].constraints);
                n /= ways.len();
            }
            matches!(solver.solve(&active), Outcome::Feasible(_))
        })
    }

    /// All sets of the fewest figures without which a world holds together.
    fn smallest(&self, world: World) -> BTreeSet<BTreeSet<usize>> {
        for size in 0..=self.figures.len() {
            let sets: BTreeSet<BTreeSet<usize>> =
                subsets(self.figures.len(), size).into_iter().filter(|set| self.fits(world, set, None)).collect();
            if !sets.is_empty() {
                return sets;
            }
        }
        unreachable!("nothing contradicts where nothing is said")
    }

    fn combinations(&self) -> usize {
        self.figures.iter().map(Vec::len).product()
    }
}

fn subsets(of: usize, size: usize) -> Vec<BTreeSet<usize>> {
    (0u32..1 << of)
        .filter(|bits| bits.count_ones() as usize == size)
        .map(|bits| (0..of).filter(|i| bits >> i & 1 == 1).collect())
        .collect()
}

fn document() -> impl Strategy<Value = (Vec<Row>, Vec<Mistake>)> {
    (plain_rows(8), mistakes())
}

/// One blamed set of each finding, in whatever combination, is a smallest set, and there are no others.
fn agrees_on_blame(checked: &Checked, smallest: &BTreeSet<BTreeSet<usize>>) -> Result<(), TestCaseError> {
    let mut combined = BTreeSet::from([BTreeSet::new()]);
    for finding in &checked.findings {
        prop_assert_eq!(finding.proven, Proven::All);
        prop_assert!(finding.evidence.verify());
        let with = |set: &BTreeSet<usize>| {
            let both = |blame: &Blame| set.iter().chain(&blame.statements).copied().collect();
            finding.blame.iter().map(both).collect::<Vec<BTreeSet<usize>>>()
        };
        combined = combined.iter().flat_map(with).collect();
    }
    prop_assert_eq!(&combined, smallest);
    let suspects: BTreeSet<usize> = smallest.iter().flatten().copied().collect();
    for (g, judged) in checked.statements.iter().enumerate() {
        prop_assert_eq!(judged.verdict == Verdict::Contradicted, suspects.contains(&g), "{}", judged.statement.id);
    }
    Ok(())
}

proptest! {
    #![proptest_config(Config { cases: 200, failure_persistence: None, max_global_rejects: 100_000, ..Config::default() })]

    #[test]
    fn a_check_agrees_with_exhaustive_search((rows, mistakes) in document()) {
        let rows = mistaken(rows, &mistakes);
        let statements = case(&rows).statements;
        let document = Document::new(&statements);
        let checked = check_rows(&rows);
        // Whether a source cuts digits off is one question for each independent part.
        prop_assume!(checked.components.len() == 1 && document.combinations() <= 1024);
        let none = BTreeSet::new();
        let page = text(&rows);
        if document.fits(World::Worded, &none, None) {
            prop_assert!(checked.findings.is_empty() && checked.verdict.weight() < 2, "{}\n{page}", checked.verdict);
            let cut = |judged: &&tradecheck::check::Judged| judged.verdict == Verdict::Consistent(Proviso::IfTruncated);
            prop_assert_eq!(checked.statements.iter().filter(cut).count(), 0);
        } else if document.fits(World::WordedTruncated, &none, None) {
            prop_assert_eq!(checked.components[0].verdict, Verdict::Consistent(Proviso::IfTruncated), "{}", page);
        } else {
            let (rounded, cut) = (document.smallest(World::Reread), document.smallest(World::RereadTruncated));
            let size = |sets: &BTreeSet<BTreeSet<usize>>| sets.first().map_or(0, BTreeSet::len);
            let smallest = if size(&rounded) <= size(&cut) { rounded } else { cut };
            if smallest.contains(&none) {
                prop_assert!(checked.verdict != Verdict::Contradicted, "{page}");
                let reread = checked.statements.iter().enumerate().any(|(g, judged)| {
                    let taken = judged.taken.as_ref().expect("nothing is left out");
                    !document.figures[g].iter().any(|way| way.worded && way.sense == taken.sense && way.side == taken.side)
                });
                prop_assert!(reread, "{page}");
            } else {
                prop_assert_eq!(checked.verdict, Verdict::Contradicted, "{}", page);
                if let Err(error) = agrees_on_blame(&checked, &smallest) {
                    prop_assert!(false, "{error}\n{page}");
                }
            }
        }
    }

    /// A reading survives where some combination of the others goes with it.
    #[test]
    fn readings_survive_as_exhaustive_search_finds((rows, mistakes) in document()) {
        let rows = mistaken(rows, &mistakes);
        let document = Document::new(&case(&rows).statements);
        let checked = check_rows(&rows);
        let none = BTreeSet::new();
        let is_fit = document.combinations() <= 1024 && document.fits(World::Reread, &none, None);
        let is_cut = checked.components.iter().any(|part| part.verdict == Verdict::Consistent(Proviso::IfTruncated));
        prop_assume!(is_fit && !is_cut);
        for (g, judged) in checked.statements.iter().enumerate() {
            for outcome in &judged.readings {
                let way = document.figures[g]
                    .iter()
                    .position(|way| way.sense == outcome.reading.sense && way.side == outcome.reading.side)
                    .expect("the oracle knows the reading");
                let survival = if document.fits(World::Reread, &none, Some((g, way))) { Survival::Survives } else { Survival::Refuted };
                prop_assert_eq!(outcome.survival, survival, "{} as {}\n{}", judged.statement.id, outcome.reading, text(&rows));
            }
        }
    }

    /// Where a little more or less room on every side does not matter, a solver with floats finds the same.
    #[test]
    fn microlp_agrees_away_from_ties((rows, mistakes) in document()) {
        let rows = mistaken(rows, &mistakes);
        let document = Document::new(&case(&rows).statements);
        let first = document.figures.iter().flat_map(|ways| ways[0].constraints.iter().copied());
        let active: Vec<ConstraintId> = document.fixed.iter().copied().chain(first).collect();
        let [less, exact, more] = [-50, 0, 50].map(|slack| is_feasible(&document.system, &active, &Rational::from(slack)));
        prop_assume!(more == less);
        prop_assert_eq!(by_microlp(&document.system, &active), exact, "{}", text(&rows));
    }
}

/// The documents that the oracle is asked about are of all kinds.
#[test]
fn documents_of_every_verdict_are_met() {
    let mut runner = TestRunner::deterministic();
    let (mut met, mut left_out) = ([0; 4], [0; 3]);
    for _ in 0..400 {
        let (rows, mistakes) = document().new_tree(&mut runner).unwrap().current();
        let checked = check_rows(&mistaken(rows, &mistakes));
        if checked.components.len() == 1 {
            met[usize::from(checked.verdict.weight().saturating_sub(1))] += 1;
            let size = |finding: &Finding| finding.blame.first().map_or(0, |blame| blame.statements.len());
            let contradicted = checked.findings.iter().filter(|finding| finding.verdict == Verdict::Contradicted);
            left_out[contradicted.map(size).sum::<usize>().min(2)] += 1;
        }
    }
    let [consistent, limits, misworded, contradicted] = met;
    assert!(consistent > 50 && limits == 0 && misworded > 0 && contradicted > 50, "{met:?}");
    assert!(left_out[1] > 40 && left_out[2] > 2, "{left_out:?}");
}

/// The largest amount, in millions, that either solver is asked about: one with floats wants its variables bounded.
const REACH: i64 = 10_000_000;

/// Whether the constraints hold within reach where each end that is no definition is moved outward by `slack`.
fn is_feasible(system: &System, active: &[ConstraintId], slack: &Rational) -> bool {
    let mut moved = System::new();
    let names: Vec<Variable> = (0..system.variables()).map(|_| moved.variable()).collect();
    let reach = Rational::from(REACH * 1_000_000);
    let within = Range { lower: Some(Bound::closed(-&reach)), upper: Some(Bound::closed(reach)) };
    let asked = active.iter().map(|id| {
        let constraint = system.constraint(*id);
        let terms = constraint.terms().iter().map(|(v, c)| (names[v.index()], c.clone())).collect::<Vec<_>>();
        (terms, constraint.range().clone())
    });
    let bounded = names.iter().map(|&name| (vec![(name, Rational::ONE)], within.clone()));
    let ids: Vec<ConstraintId> = asked
        .chain(bounded)
        .map(|(terms, mut range)| {
            if range.point().is_none() {
                range.lower.iter_mut().for_each(|bound| bound.value = &bound.value - slack);
                range.upper.iter_mut().for_each(|bound| bound.value = &bound.value + slack);
            }
            moved.constrain(terms, range)
        })
        .collect();
    matches!(Solver::new(&moved).solve(&ids), Outcome::Feasible(_))
}

/// The same question to a solver with floats, in millions.
fn by_microlp(system: &System, active: &[ConstraintId]) -> bool {
    let mut problem = microlp::Problem::new(microlp::OptimizationDirection::Minimize);
    let names: Vec<_> = (0..system.variables()).map(|_| problem.add_var(0.0, (-(REACH as f64), REACH as f64))).collect();
    for id in active {
        let constraint = system.constraint(*id);
        let terms: Vec<_> = constraint.terms().iter().map(|(v, c)| (names[v.index()], c.to_f64())).collect();
        let range = constraint.range();
        let millions = |bound: &tradecheck::exact::Bound| bound.value.to_f64() / 1e6;
        match (&range.lower, &range.upper) {
            (Some(low), Some(high)) if low == high => problem.add_constraint(&terms, microlp::ComparisonOp::Eq, millions(low)),
            (low, high) => {
                low.iter().for_each(|low| problem.add_constraint(&terms, microlp::ComparisonOp::Ge, millions(low)));
                high.iter().for_each(|high| problem.add_constraint(&terms, microlp::ComparisonOp::Le, millions(high)));
            }
        }
    }
    problem.solve().is_ok()
}
