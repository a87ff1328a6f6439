//! How long the engine takes: `cargo bench --no-default-features --bench feasibility`.
//!
//! The small systems are two regions and their total in one year, the regions also in the year before: 15 figures with one decimal, 7 sums,
//! 4 growth rates; every second system has one wrong figure. The records are two periods of one region with their growth. The documents are regions with exports, imports, turnover and balance
//! that add up to a total.

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use tradecheck::exact::Rational;
use tradecheck::feasibility::{
    Alternative, Choices, ConstraintId, Cost, Extent, Localised, Mask, Outcome, Range, Search, SearchLimits, Shrunk, Solver,
    System, Variable,
};

fn main() {
    divan::main();
}

/// Numbers without pattern, the same in every run (Lehmer 1951, with the constants of Park and Miller 1988).
struct Sequence(i64);

impl Sequence {
    fn below(&mut self, end: i64) -> i64 {
        self.0 = self.0 * 48_271 % 2_147_483_647;
        self.0 % end
    }
}

/// Figures in tenths, and the growth rates between them in tenths of a per cent.
struct Small {
    printed: [i64; 15],
    growth: [i64; 4],
}

/// (whole, part, part): turnover, exports, imports in 5 places, then exports and imports of the total.
const SUMS: [[usize; 3]; 7] = [[2, 0, 1], [5, 3, 4], [8, 6, 7], [11, 9, 10], [14, 12, 13], [6, 0, 3], [7, 1, 4]];
/// (now, before)
const GROWTHS: [[usize; 2]; 4] = [[0, 9], [1, 10], [3, 12], [4, 13]];

fn small_systems() -> Vec<Small> {
    let mut sequence = Sequence(2_009);
    let half_up = |numerator: i64, denominator: i64| (2 * numerator + denominator).div_euclid(2 * denominator);
    (0..2_000)
        .map(|at| {
            let mut truth = [0; 15];
            for [now, before] in GROWTHS {
                truth[now] = 5_000 + sequence.below(3_000_000);
                truth[before] = truth[now] * 100 / (60 + sequence.below(110));
            }
            for [whole, a, b] in [SUMS[5], SUMS[6], SUMS[0], SUMS[1], SUMS[2], SUMS[3], SUMS[4]] {
                truth[whole] = truth[a] + truth[b];
            }
            let mut printed = truth.map(|value| half_up(value, 100));
            let growth = GROWTHS.map(|[now, before]| half_up(1_000 * (truth[now] - truth[before]), truth[before]));
            if at % 2 == 1 {
                let wrong = sequence.below(15) as usize;
                printed[wrong] += 9 * (1 + sequence.below(90));
            }
            Small { printed, growth }
        })
        .collect()
}

fn ratio(numerator: i64, denominator: i64) -> Rational {
    &Rational::from(numerator) / &Rational::from(denominator)
}

/// The interval of a figure in tenths.
fn rounded(tenths: i64) -> Range {
    Range::between(ratio(2 * tenths - 1, 20), ratio(2 * tenths + 1, 20))
}

fn growth(system: &mut System, now: Variable, before: Variable, tenths: i64) -> [ConstraintId; 2] {
    let factor = |twentieths: i64| ratio(-(2_000 + twentieths), 2_000);
    [
        system.constrain([(now, Rational::ONE), (before, factor(2 * tenths - 1))], Range::at_least(Rational::ZERO)),
        system.constrain([(now, Rational::ONE), (before, factor(2 * tenths + 1))], Range::at_most(Rational::ZERO)),
    ]
}

fn sum(system: &mut System, whole: Variable, parts: impl IntoIterator<Item = (Variable, i64)>) -> ConstraintId {
    let parts = parts.into_iter().map(|(part, sign)| (part, Rational::from(-sign)));
    system.constrain(std::iter::once((whole, Rational::ONE)).chain(parts), Range::exactly(Rational::ZERO))
}

impl Small {
    fn system(&self) -> (System, Vec<ConstraintId>) {
        let mut system = System::new();
        let names = [(); 15].map(|()| system.variable());
        let mut active = Vec::with_capacity(30);
        for (name, printed) in names.iter().zip(self.printed) {
            active.push(system.constrain([(*name, Rational::ONE)], rounded(printed)));
        }
        for [whole, a, b] in SUMS {
            active.push(sum(&mut system, names[whole], [(names[a], 1), (names[b], 1)]));
        }
        for ([now, before], tenths) in GROWTHS.into_iter().zip(self.growth) {
            active.extend(growth(&mut system, names[now], names[before], tenths));
        }
        (system, active)
    }
}

#[divan::bench]
fn small_built(bencher: Bencher) {
    let systems = small_systems();
    bencher.counter(ItemsCount::new(systems.len())).bench_local(|| {
        for small in &systems {
            black_box(small.system());
        }
    });
}

#[divan::bench]
fn small_built_solved_verified(bencher: Bencher) {
    let systems = small_systems();
    bencher.counter(ItemsCount::new(systems.len())).bench_local(|| {
        let mut infeasible = 0;
        for small in &systems {
            let (system, active) = small.system();
            match Solver::new(&system).solve(&active) {
                Outcome::Infeasible(certificate) => {
                    certificate.verify(&system).unwrap();
                    infeasible += 1;
                }
                outcome => drop(black_box(outcome)),
            }
        }
        assert!((900..1_100).contains(&infeasible), "{infeasible} of 2,000 are infeasible");
    });
}

/// A second question that leaves one figure out.
#[divan::bench]
fn small_asked_again(bencher: Bencher) {
    let built: Vec<_> = small_systems().iter().map(Small::system).collect();
    let mut solvers: Vec<_> = built.iter().map(|(system, active)| (Solver::new(system), active)).collect();
    let mut turn = 0;
    bencher.counter(ItemsCount::new(built.len())).bench_local(|| {
        turn = (turn + 1) % 15;
        for (solver, active) in &mut solvers {
            let without: Vec<_> = active.iter().copied().filter(|id| *id != active[turn]).collect();
            black_box(solver.solve(&without));
        }
    });
}

/// Eleven figures of a record: exports, imports, turnover, balance, then the same of the period before, then the growth of the first three.
struct Record {
    levels: [i64; 8],
    growth: [i64; 3],
}

/// Records with one wrong figure each.
fn records() -> Vec<Record> {
    let mut sequence = Sequence(1_976);
    (0..500)
        .map(|_| {
            let mut truth = [0; 8];
            for flow in [0, 1] {
                truth[flow] = 5_000 + sequence.below(3_000_000);
                truth[flow + 4] = truth[flow] * 100 / (60 + sequence.below(110));
            }
            for at in [0, 4] {
                (truth[at + 2], truth[at + 3]) = (truth[at] + truth[at + 1], truth[at] - truth[at + 1]);
            }
            let mut levels = truth.map(|value| value.signum() * ((value.abs() + 50) / 100));
            let rate = |flow: usize| (2_000 * (truth[flow] - truth[flow + 4]) + truth[flow + 4]).div_euclid(2 * truth[flow + 4]);
            let mut growth = [rate(0), rate(1), rate(2)];
            let (wrong, by) = (sequence.below(11) as usize, 900 * (1 + sequence.below(9)));
            match wrong {
                ..8 => levels[wrong] += by,
                _ => growth[wrong - 8] += by,
            }
            Record { levels, growth }
        })
        .collect()
}

impl Record {
    /// The system, its sums, and each figure as a group.
    fn system(&self) -> (System, Vec<ConstraintId>, Vec<Vec<ConstraintId>>) {
        let mut system = System::new();
        let v = [(); 8].map(|()| system.variable());
        let mut groups: Vec<Vec<ConstraintId>> = v
            .iter()
            .zip(self.levels)
            .map(|(name, printed)| vec![system.constrain([(*name, Rational::ONE)], rounded(printed))])
            .collect();
        groups.extend((0..3).map(|flow| growth(&mut system, v[flow], v[flow + 4], self.growth[flow]).to_vec()));
        let sums = [0, 4].map(|at| {
            let balance = sum(&mut system, v[at + 3], [(v[at], 1), (v[at + 1], -1)]);
            [sum(&mut system, v[at + 2], [(v[at], 1), (v[at + 1], 1)]), balance]
        });
        (system, sums.concat(), groups)
    }
}

/// From the figures of a record to a conflict of which none can be spared, verified.
#[divan::bench]
fn record_of_11_minimal_conflict(bencher: Bencher) {
    let records = records();
    bencher.counter(ItemsCount::new(records.len())).bench_local(|| {
        for record in &records {
            let (system, sums, groups) = record.system();
            if let Shrunk::Minimal { certificate, .. } = Solver::new(&system).shrink(&groups, &sums) {
                black_box(certificate.verify(&system).unwrap());
            }
        }
    });
}

/// From 15 figures of which two are wrong to all smallest sets that can be.
#[divan::bench]
fn two_wrong_of_15_all_smallest_sets(bencher: Bencher) {
    let mut sequence = Sequence(2_013);
    let mut systems = small_systems();
    for small in systems.iter_mut().step_by(2) {
        let first = sequence.below(15) as usize;
        let second = (first + 1 + sequence.below(14) as usize) % 15;
        small.printed[first] += 900 * (1 + sequence.below(9));
        small.printed[second] -= 900 * (1 + sequence.below(9));
    }
    let systems: Vec<&Small> = systems.iter().step_by(2).take(200).collect();
    let limits = SearchLimits::default();
    bencher.counter(ItemsCount::new(systems.len())).bench_local(|| {
        for small in &systems {
            let (system, active) = small.system();
            let (figures, fixed) = active.split_at(15);
            let stated = |id: &ConstraintId| Alternative { constraints: vec![*id], cost: Cost::default() };
            let dropped = Alternative { constraints: Vec::new(), cost: Cost([1, 0, 0]) };
            let groups = figures.iter().map(|id| vec![stated(id), dropped.clone()]).collect();
            let choices = Choices { fixed: fixed.to_vec(), groups };
            let found = Search::new(&system, &choices, limits).localise(&vec![Mask::only(0); 15], &[Mask::only(1); 15]);
            assert!(matches!(black_box(found), Localised::Found(_)));
        }
    });
}

/// Printed figures of a document, in tenths: exports, imports, turnover, balance for each region and then for the total.
struct Document {
    printed: Vec<[i64; 4]>,
    growth: Option<Vec<[i64; 3]>>,
}

impl Document {
    fn new(regions: usize, errors: usize, with_growth: bool) -> Self {
        let mut sequence = Sequence(1_997);
        let mut truth: Vec<[i64; 2]> = (0..regions).map(|_| [0; 2].map(|_: i64| 5_000 + sequence.below(3_000_000))).collect();
        let mut base: Vec<[i64; 2]> = truth.iter().map(|pair| pair.map(|value| value * 100 / (60 + sequence.below(110)))).collect();
        for table in [&mut truth, &mut base] {
            table.push([0, 1].map(|flow| table.iter().map(|pair| pair[flow]).sum()));
        }
        let print = |value: i64| value.signum() * ((value.abs() + 50) / 100);
        let mut printed: Vec<[i64; 4]> = truth.iter().map(|[x, m]| [*x, *m, x + m, x - m].map(print)).collect();
        for error in 0..errors {
            let (region, figure) = (sequence.below(regions as i64) as usize, error % 4);
            printed[region][figure] += 9 * (1 + sequence.below(90));
        }
        let rate = |now: i64, before: i64| (2_000 * (now - before) + before).div_euclid(2 * before);
        let rates = truth.iter().zip(&base).map(|([x, m], [x0, m0])| [rate(*x, *x0), rate(*m, *m0), rate(x + m, x0 + m0)]);
        Self { printed, growth: with_growth.then(|| rates.collect()) }
    }

    /// The system, its sums and growth rates, and the figures.
    fn system(&self) -> (System, Vec<ConstraintId>, Vec<ConstraintId>) {
        let mut system = System::new();
        let (mut rules, mut figures) = (Vec::new(), Vec::new());
        let rows: Vec<[Variable; 4]> = self.printed.iter().map(|_| [(); 4].map(|()| system.variable())).collect();
        for (names, printed) in rows.iter().zip(&self.printed) {
            for (name, printed) in names.iter().zip(printed) {
                figures.push(system.constrain([(*name, Rational::ONE)], rounded(*printed)));
            }
        }
        for [x, m, t, b] in &rows {
            rules.push(sum(&mut system, *t, [(*x, 1), (*m, 1)]));
            rules.push(sum(&mut system, *b, [(*x, 1), (*m, -1)]));
        }
        let (total, regions) = rows.split_last().expect("a document has a total");
        for figure in 0..4 {
            rules.push(sum(&mut system, total[figure], regions.iter().map(|names| (names[figure], 1))));
        }
        if let Some(rates) = &self.growth {
            let bases: Vec<[Variable; 3]> = rows.iter().map(|_| [(); 3].map(|()| system.variable())).collect();
            for ((now, before), rates) in rows.iter().zip(&bases).zip(rates) {
                for figure in 0..3 {
                    rules.push(system.constrain([(before[figure], Rational::ONE)], Range::at_least(Rational::ZERO)));
                    rules.extend(growth(&mut system, now[figure], before[figure], rates[figure]));
                }
                rules.push(sum(&mut system, before[2], [(before[0], 1), (before[1], 1)]));
            }
            let (total, regions) = bases.split_last().expect("a document has a total");
            for figure in 0..3 {
                rules.push(sum(&mut system, total[figure], regions.iter().map(|names| (names[figure], 1))));
            }
        }
        (system, rules, figures)
    }
}

#[divan::bench(args = [(50, 0, false), (50, 3, false), (50, 0, true), (50, 3, true), (200, 0, true), (280, 3, true)], sample_count = 10)]
fn document_solved_verified(bencher: Bencher, (regions, errors, with_growth): (usize, usize, bool)) {
    let document = Document::new(regions, errors, with_growth);
    bencher.bench_local(|| {
        let (system, rules, figures) = document.system();
        match Solver::new(&system).solve(&[rules, figures].concat()) {
            Outcome::Infeasible(certificate) => drop(black_box(certificate.verify(&system).unwrap())),
            outcome => drop(black_box(outcome)),
        }
    });
}

#[divan::bench(args = [false, true], sample_count = 10)]
fn document_shrunk(bencher: Bencher, with_growth: bool) {
    let (system, rules, figures) = Document::new(50, 3, with_growth).system();
    let groups: Vec<Vec<ConstraintId>> = figures.iter().map(|id| vec![*id]).collect();
    bencher.bench_local(|| {
        assert!(matches!(Solver::new(&system).shrink(&groups, &rules), Shrunk::Minimal { .. }));
    });
}

/// The range of every one of 204 figures, warm.
#[divan::bench(args = [false, true], sample_count = 10)]
fn document_extents(bencher: Bencher, with_growth: bool) {
    let (system, rules, figures) = Document::new(50, 0, with_growth).system();
    let active = [rules, figures.clone()].concat();
    bencher.counter(ItemsCount::new(figures.len())).bench_local(|| {
        let mut solver = Solver::new(&system);
        for id in &figures {
            let extent = solver.extent(system.constraint(*id).terms(), &active);
            assert!(matches!(extent, Extent::Range { .. }));
        }
    });
}
