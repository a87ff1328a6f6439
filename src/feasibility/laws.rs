//! The laws of the engine, held against searches that share nothing with it.

use proptest::prelude::*;

use super::block::Width;
use super::*;
use crate::exact::Rational;

/// Coefficients by variable, and a range: a constraint as data, so that it shrinks well.
type Row = (Vec<i64>, Option<(i64, End)>, Option<(i64, End)>);

fn end() -> impl Strategy<Value = End> {
    prop_oneof![3 => Just(End::Closed), 1 => Just(End::Open)]
}

/// Small numbers make ties and degenerate corners common.
fn rows(variables: usize, most: usize) -> impl Strategy<Value = Vec<Row>> {
    let coefficient = prop_oneof![3 => Just(0_i64), 4 => -1..=1_i64, 1 => -4..=4_i64];
    let bound = || proptest::option::weighted(0.7, (-4..=4_i64, end()));
    let row = (proptest::collection::vec(coefficient, variables), bound(), bound()).prop_map(|(terms, a, b)| match (a, b) {
        (Some(a), Some(b)) if b.0 < a.0 && a.0 - b.0 > 1 => (terms, Some(b), Some(a)),
        (a, b) => (terms, a, b),
    });
    proptest::collection::vec(row, 0..=most)
}

/// The rows divided by `den`, so that bounds and coefficients are fractions.
fn build(rows: &[Row], variables: usize, den: i64) -> (System, Vec<ConstraintId>) {
    let mut system = System::new();
    let names: Vec<Variable> = (0..variables).map(|_| system.variable()).collect();
    let ids = rows
        .iter()
        .enumerate()
        .map(|(at, (terms, lower, upper))| {
            let scale = Rational::ratio(1, if at % 2 == 0 { den } else { 1 }).unwrap();
            let bound = |bound: &Option<(i64, End)>| {
                bound.map(|(value, end)| Bound { value: &Rational::from(value) / &Rational::from(den), end })
            };
            let terms = names.iter().zip(terms).map(|(name, c)| (*name, &Rational::from(*c) * &scale));
            system.constrain(terms, Range { lower: bound(lower), upper: bound(upper) })
        })
        .collect();
    (system, ids)
}

/// `Σ terms + constant ≥ 0`, or `> 0` where open.
#[derive(Clone, PartialEq)]
struct Inequality {
    terms: Vec<Rational>,
    constant: Rational,
    open: bool,
}

/// Decides by eliminating variable after variable (Fourier 1826, Motzkin 1936).
fn holds_by_elimination(system: &System, active: &[ConstraintId]) -> bool {
    let variables = system.variables();
    let mut rows: Vec<Inequality> = Vec::new();
    for id in active {
        let constraint = system.constraint(*id);
        let mut terms = vec![Rational::ZERO; variables];
        for (variable, coefficient) in constraint.terms() {
            terms[variable.index()] = coefficient.clone();
        }
        if let Some(Bound { value, end }) = &constraint.range().lower {
            rows.push(Inequality { terms: terms.clone(), constant: -value, open: *end == End::Open });
        }
        if let Some(Bound { value, end }) = &constraint.range().upper {
            let terms = terms.iter().map(|c| -c).collect();
            rows.push(Inequality { terms, constant: value.clone(), open: *end == End::Open });
        }
    }
    for variable in 0..variables {
        let (with, mut without): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| !row.terms[variable].is_zero());
        let (above, below): (Vec<_>, Vec<_>) = with.into_iter().partition(|row| row.terms[variable].is_positive());
        for low in &above {
            for high in &below {
                let (p, q) = (-&high.terms[variable], low.terms[variable].clone());
                let mix = |a: &Rational, b: &Rational| &(&p * a) + &(&q * b);
                let terms: Vec<Rational> = low.terms.iter().zip(&high.terms).map(|(a, b)| mix(a, b)).collect();
                let row = Inequality { terms, constant: mix(&low.constant, &high.constant), open: low.open || high.open };
                if !without.contains(&row) {
                    without.push(row);
                }
            }
        }
        rows = without;
    }
    rows.iter().all(|row| if row.open { row.constant.is_positive() } else { !row.constant.is_negative() })
}

/// The outcome of a new solver in a width, checked by its own evidence.
fn checked(system: &System, active: &[ConstraintId], width: Width) -> Outcome {
    let outcome = Solver::in_width(system, Limits::default(), width).solve(active);
    assert_evident(system, active, &outcome);
    outcome
}

fn assert_evident(system: &System, active: &[ConstraintId], outcome: &Outcome) {
    match outcome {
        Outcome::Feasible(point) => assert!(point.satisfies(system, active), "{point:?} is outside"),
        Outcome::Infeasible(certificate) => {
            certificate.verify(system).unwrap();
            assert!(certificate.constraints().all(|id| active.contains(&id)));
        }
        Outcome::Limit => panic!("the limits are generous"),
    }
}

fn is_feasible(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Feasible(_))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn agrees_with_elimination_in_all_widths(rows in rows(3, 7), den in 1..4_i64) {
        let (system, active) = build(&rows, 3, den);
        let outcome = checked(&system, &active, Width::Narrow);
        prop_assert_eq!(is_feasible(&outcome), holds_by_elimination(&system, &active));
        prop_assert_eq!(&checked(&system, &active, Width::Wide), &outcome);
        prop_assert_eq!(&checked(&system, &active, Width::Big), &outcome);
    }

    /// No bound of a certificate can be spared.
    #[test]
    fn certificates_are_irreducible(rows in rows(4, 9), den in 1..4_i64) {
        let (system, active) = build(&rows, 4, den);
        let Outcome::Infeasible(certificate) = checked(&system, &active, Width::Narrow) else { return Ok(()) };
        for spared in certificate.parts() {
            let mut fewer = System::new();
            let names: Vec<Variable> = (0..4).map(|_| fewer.variable()).collect();
            let kept: Vec<ConstraintId> = certificate.parts().iter().filter(|part| *part != spared).map(|part| {
                let constraint = system.constraint(part.constraint);
                let range = match part.side {
                    Side::Lower => Range { lower: constraint.range().lower.clone(), upper: None },
                    Side::Upper => Range { lower: None, upper: constraint.range().upper.clone() },
                };
                fewer.constrain(constraint.terms().iter().map(|(v, c)| (names[v.index()], c.clone())), range)
            }).collect();
            prop_assert!(is_feasible(&checked(&fewer, &kept, Width::Narrow)));
        }
    }

    /// A used solver decides like a new one, whatever it was asked before.
    #[test]
    fn history_does_not_decide(
        rows in rows(4, 10),
        den in 1..4_i64,
        questions in proptest::collection::vec(proptest::collection::vec(any::<bool>(), 10), 1..6),
    ) {
        let (system, all) = build(&rows, 4, den);
        let mut used = Solver::new(&system);
        for question in questions {
            let active: Vec<_> = all.iter().zip(question).filter_map(|(id, asked)| asked.then_some(*id)).collect();
            let outcome = used.solve(&active);
            assert_evident(&system, &active, &outcome);
            prop_assert_eq!(is_feasible(&outcome), is_feasible(&checked(&system, &active, Width::Narrow)));
            used.extent(&[(Variable(0), Rational::ONE), (Variable(2), Rational::from(-1))], &active);
        }
    }

    /// An extent is proved from outside, and attained or approached from inside.
    #[test]
    fn extents_are_tight(rows in rows(3, 7), form in proptest::collection::vec(-3..=3_i64, 3), den in 1..4_i64) {
        let (mut system, active) = build(&rows, 3, den);
        let form: Vec<_> = form.iter().enumerate().map(|(at, c)| (Variable(at as u32), Rational::from(*c))).collect();
        let extents = [Width::Narrow, Width::Wide, Width::Big].map(|width| {
            Solver::in_width(&system, Limits::default(), width).extent(&form, &active)
        });
        prop_assert_eq!(&extents[0], &extents[1]);
        prop_assert_eq!(&extents[0], &extents[2]);
        let [Extent::Range { lower, upper }, ..] = extents else {
            prop_assert!(!holds_by_elimination(&system, &active));
            return Ok(());
        };
        for (extreme, side) in [(lower, Side::Lower), (upper, Side::Upper)] {
            let beyond = |value: Rational, end: End| match side {
                Side::Lower => Range { lower: None, upper: Some(Bound { value, end }) },
                Side::Upper => Range { lower: Some(Bound { value, end }), upper: None },
            };
            let outward = if side == Side::Upper { Rational::ONE } else { Rational::from(-1) };
            match extreme {
                Extreme::Unbounded => {
                    let far = &Rational::from(1_000_000) * &outward;
                    let id = system.constrain(form.clone(), beyond(far, End::Closed));
                    prop_assert!(holds_by_elimination(&system, &[&active[..], &[id]].concat()));
                }
                Extreme::At { value, attained, proof } => {
                    let bound = proof.verify(&system, &form, side).unwrap();
                    prop_assert_eq!(&bound, &Bound { value: value.clone(), end: attained });
                    let at = system.constrain(form.clone(), Range::exactly(value.clone()));
                    prop_assert_eq!(holds_by_elimination(&system, &[&active[..], &[at]].concat()), attained == End::Closed);
                    let near = &value - &(&outward * &Rational::ratio(1, 1_000_000).unwrap());
                    let near = system.constrain(form.clone(), beyond(near, End::Closed));
                    prop_assert!(holds_by_elimination(&system, &[&active[..], &[near]].concat()));
                }
            }
        }
    }

    /// A quotient's extent is not passed, and approached as near as one likes.
    #[test]
    fn quotient_extents_are_tight(
        rows in rows(3, 6),
        numerator in proptest::collection::vec(-2..=2_i64, 3),
        denominator in proptest::collection::vec(0..=2_i64, 3),
    ) {
        let (mut system, mut active) = build(&rows, 3, 2);
        for variable in 0..3 {
            active.push(system.constrain([(Variable(variable), Rational::ONE)], Range::at_least(Rational::ZERO)));
        }
        let form = |form: &[i64]| -> Vec<_> {
            form.iter().enumerate().map(|(at, c)| (Variable(at as u32), Rational::from(*c))).collect()
        };
        let (numerator, denominator) = (form(&numerator), form(&denominator));
        let extent = Solver::new(&system).quotient_extent(&numerator, &denominator, &active);
        let positive = system.constrain(denominator.clone(), Range { lower: Some(Bound::open(Rational::ZERO)), upper: None });
        let defined = [&active[..], &[positive]].concat();
        let Extent::Range { lower, upper } = extent else {
            prop_assert!(!holds_by_elimination(&system, &defined));
            return Ok(());
        };
        prop_assert!(holds_by_elimination(&system, &defined));
        for (extreme, side) in [(lower, Side::Lower), (upper, Side::Upper)] {
            let outward = if side == Side::Upper { Rational::ONE } else { Rational::from(-1) };
            let mut at = |value: &Rational, end: End| {
                let less = denominator.iter().map(|(v, c)| (*v, -(c * value)));
                let terms: Vec<_> = numerator.iter().cloned().chain(less).map(|(v, c)| (v, &c * &outward)).collect();
                let id = system.constrain(terms, Range { lower: Some(Bound { value: Rational::ZERO, end }), upper: None });
                holds_by_elimination(&system, &[&defined[..], &[id]].concat())
            };
            match extreme {
                Extreme::Unbounded => prop_assert!(at(&(&outward * &Rational::from(1_000_000)), End::Closed)),
                Extreme::At { value, attained, proof } => {
                    prop_assert!(!at(&value, End::Open));
                    prop_assert_eq!(at(&value, End::Closed), attained == End::Closed);
                    prop_assert!(at(&(&value - &(&outward * &Rational::ratio(1, 1_000_000).unwrap())), End::Closed));
                    let less = denominator.iter().map(|(v, c)| (*v, -(c * &value)));
                    let difference: Vec<_> = numerator.iter().cloned().chain(less).collect();
                    let bound = proof.verify(&system, &difference, side).unwrap();
                    prop_assert!(!(&bound.value * &outward).is_positive());
                }
            }
        }
    }

    /// A shrunk conflict conflicts, none of its groups can be spared, and the order of the groups does not matter.
    #[test]
    fn shrunk_conflicts_are_minimal(
        rows in rows(3, 9),
        members in proptest::collection::vec(proptest::collection::vec(0..9_usize, 1..4), 1..6),
        turn in 0..6_usize,
    ) {
        let (system, all) = build(&rows, 3, 1);
        let mut groups: Vec<Vec<ConstraintId>> =
            members.iter().map(|group| group.iter().filter_map(|at| all.get(*at).copied()).collect()).collect();
        groups.iter_mut().for_each(|group| {
            group.sort();
            group.dedup();
        });
        groups.sort();
        groups.dedup();
        let fixed: Vec<_> = all.first().copied().into_iter().collect();
        let holds = |chosen: &[usize]| {
            let active: Vec<_> = fixed.iter().chain(chosen.iter().flat_map(|group| &groups[*group])).copied().collect();
            holds_by_elimination(&system, &active)
        };
        let shrunk = Solver::new(&system).shrink(&groups, &fixed);
        let everything: Vec<usize> = (0..groups.len()).collect();
        match &shrunk {
            Shrunk::Feasible => prop_assert!(holds(&everything)),
            Shrunk::Limit => prop_assert!(false, "the limits are generous"),
            Shrunk::Minimal { groups: chosen, certificate } => {
                certificate.verify(&system).unwrap();
                prop_assert!(!holds(chosen));
                for spared in chosen {
                    let rest: Vec<usize> = chosen.iter().copied().filter(|group| group != spared).collect();
                    prop_assert!(holds(&rest), "group {} can be spared", spared);
                }
            }
        }
        let mut turned = groups.clone();
        turned.rotate_left(turn % groups.len());
        turned.iter_mut().for_each(|group| group.reverse());
        let content = |shrunk: &Shrunk, groups: &[Vec<ConstraintId>]| match shrunk {
            Shrunk::Minimal { groups: chosen, certificate } => {
                let mut content: Vec<Vec<ConstraintId>> = chosen.iter().map(|at| groups[*at].clone()).collect();
                content.iter_mut().for_each(|group| group.sort());
                content.sort();
                Some((content, certificate.clone()))
            }
            _ => None,
        };
        let again = Solver::new(&system).shrink(&turned, &fixed);
        prop_assert_eq!(content(&shrunk, &groups), content(&again, &turned));
    }
}

/// Another solver, in floats, agrees wherever the answer does not hang on the last digits: systems that stay as they are when all their
/// ranges are widened or narrowed by a thousandth.
#[test]
fn agrees_with_microlp_away_from_ties() {
    let mut state = 7_i64;
    let mut below = |end: i64| {
        state = state * 48_271 % 2_147_483_647;
        state % end
    };
    let (mut feasible, mut infeasible) = (0, 0);
    for _ in 0..300 {
        let rows: Vec<(Vec<i64>, i64, i64)> = (0..7)
            .map(|_| {
                let terms = (0..6).map(|_| if below(2) == 0 { 0 } else { below(9) - 4 }).collect();
                let middle = below(41) - 20;
                (terms, middle, below(12))
            })
            .collect();
        let exact = |slack: &str| {
            let slack: Rational = slack.parse().unwrap();
            let mut system = System::new();
            let names: Vec<Variable> = (0..6).map(|_| system.variable()).collect();
            let mut active: Vec<ConstraintId> = names
                .iter()
                .map(|name| system.constrain([(*name, Rational::ONE)], Range::between(Rational::from(-50), Rational::from(50))))
                .collect();
            for (terms, middle, half) in &rows {
                let (low, high) = (&Rational::from(middle - half) - &slack, &Rational::from(middle + half) + &slack);
                let terms = names.iter().zip(terms).map(|(name, c)| (*name, Rational::from(*c)));
                active.push(system.constrain(terms, Range::between(low, high)));
            }
            is_feasible(&checked(&system, &active, Width::Narrow))
        };
        if exact("0.001") != exact("-0.001") {
            continue;
        }
        let mut problem = microlp::Problem::new(microlp::OptimizationDirection::Minimize);
        let names: Vec<_> = (0..6).map(|_| problem.add_var(0.0, (-50.0, 50.0))).collect();
        for (terms, middle, half) in &rows {
            let terms: Vec<_> = names.iter().zip(terms).filter(|(_, c)| **c != 0).map(|(name, c)| (*name, *c as f64)).collect();
            problem.add_constraint(&terms, microlp::ComparisonOp::Ge, (middle - half) as f64);
            problem.add_constraint(&terms, microlp::ComparisonOp::Le, (middle + half) as f64);
        }
        let answer = exact("0");
        assert_eq!(problem.solve().is_ok(), answer, "{rows:?}");
        *(if answer { &mut feasible } else { &mut infeasible }) += 1;
    }
    assert!(feasible > 30 && infeasible > 30, "{feasible} feasible and {infeasible} infeasible systems are too few to tell");
}

/// Twelve variables between growing powers of ten: the coefficients leave every fixed width.
#[test]
fn huge_and_tiny_coefficients_are_exact() {
    for exponent in [30, -30] {
        let unit = Rational::decimal(1, exponent);
        for (excess, holds) in [(Rational::ZERO, true), (Rational::decimal(1, -60), false)] {
            let mut system = System::new();
            let names: Vec<Variable> = (0..12).map(|_| system.variable()).collect();
            let mut active = vec![system.constrain([(names[0], unit.clone())], Range::exactly(Rational::ONE))];
            for pair in names.windows(2) {
                active.push(
                    system.constrain([(pair[1], unit.clone()), (pair[0], Rational::from(-3))], Range::exactly(Rational::ZERO)),
                );
            }
            let last = &Rational::from(3).pow(11) / &unit.pow(12);
            active.push(system.constrain([(names[11], Rational::ONE)], Range::at_least(&last + &excess)));
            assert_eq!(is_feasible(&checked(&system, &active, Width::Narrow)), holds, "10^{exponent}, {excess} too much");
        }
    }
}

/// Dense rows with large coefficients without pattern, nearly parallel: each pivot lengthens the numbers.
#[test]
fn hostile_systems_end_with_the_limit() {
    let mut state = 11_i64;
    let mut below = |end: i64| {
        state = state * 48_271 % 2_147_483_647;
        state % end
    };
    let mut system = System::new();
    let names: Vec<Variable> = (0..30).map(|_| system.variable()).collect();
    let active: Vec<ConstraintId> = (0..60)
        .map(|_| {
            let terms: Vec<_> = names.iter().map(|name| (*name, Rational::from(1_000_000_000 + below(1_000)))).collect();
            let middle = below(1_000_000);
            system.constrain(terms, Range::between(Rational::from(middle), Rational::from(middle + 1)))
        })
        .collect();
    for limits in [Limits { pivots: 3, ..Limits::default() }, Limits { bits: 256, ..Limits::default() }] {
        assert_eq!(Solver::with_limits(&system, limits).solve(&active), Outcome::Limit, "{limits:?}");
        let groups: Vec<_> = active.iter().map(|id| vec![*id]).collect();
        assert_eq!(Solver::with_limits(&system, limits).shrink(&groups, &[]), Shrunk::Limit);
    }
}

/// Blocks have nothing to do with each other: a conflict in one is found whatever stands in another, and extremes add.
#[test]
fn independent_blocks_are_decided_for_themselves() {
    let n = Rational::from;
    let mut system = System::new();
    let (x, y) = (system.variable(), system.variable());
    let fine = system.constrain([(x, n(2))], Range::between(n(1), n(3)));
    let low = system.constrain([(y, n(1))], Range { lower: Some(Bound::open(n(5))), upper: Some(Bound::closed(n(7))) });
    let high = system.constrain([(y, n(-1))], Range::at_least(n(-5)));
    let never = system.constrain([(x, n(1)), (x, n(-1))], Range::at_least(n(1)));
    let mut solver = Solver::new(&system);

    let Outcome::Infeasible(certificate) = solver.solve(&[fine, low, high]) else { panic!("5 < y ≤ 5") };
    assert_eq!(certificate.constraints().collect::<Vec<_>>(), [low, high]);
    assert!(certificate.verify(&system).unwrap().is_strictness_alone());
    let Outcome::Infeasible(certificate) = solver.solve(&[fine, never]) else { panic!("0 ≥ 1") };
    assert_eq!(certificate.constraints().collect::<Vec<_>>(), [never]);

    let form = [(x, n(1)), (y, n(-1))];
    let Extent::Range { lower, upper } = solver.extent(&form, &[fine, low]) else { panic!("the two can hold") };
    let value = |extreme: &Extreme| match extreme {
        Extreme::At { value, attained, .. } => (value.clone(), *attained),
        Extreme::Unbounded => panic!("both are bounded"),
    };
    assert_eq!(value(&lower), ("-6.5".parse().unwrap(), End::Closed));
    assert_eq!(value(&upper), ("-3.5".parse().unwrap(), End::Open));
    assert!(matches!(solver.extent(&form, &[fine]), Extent::Range { lower: Extreme::Unbounded, upper: Extreme::Unbounded }));
}

/// Figures rounded from true data are never contradicted, with rates whose bases nobody printed; one wrong figure is, and is among those
/// that cannot be spared.
#[test]
fn a_document_rounded_from_the_truth_holds() {
    let mut state = 5_i64;
    let mut below = |end: i64| {
        state = state * 48_271 % 2_147_483_647;
        state % end
    };
    let n = Rational::from;
    let ratio = |a: i64, b: i64| Rational::ratio(a, b).unwrap();
    for regions in [3, 20, 50] {
        // By region, the total last: now and before, in hundredths of the printed digit.
        let mut truth: Vec<(i64, i64)> = (0..regions)
            .map(|_| {
                let now = 5_000 + below(3_000_000);
                (now, now * 100 / (60 + below(110)))
            })
            .collect();
        truth.push(truth.iter().fold((0, 0), |sum, pair| (sum.0 + pair.0, sum.1 + pair.1)));
        let mut system = System::new();
        let names: Vec<(Variable, Variable)> = truth.iter().map(|_| (system.variable(), system.variable())).collect();
        let (mut rules, mut printed) = (Vec::new(), Vec::new());
        for ((now, before), (x, x0)) in names.iter().zip(&truth) {
            let tenths = (x + 50) / 100;
            printed
                .push(vec![system.constrain([(*now, n(1))], Range::between(ratio(2 * tenths - 1, 20), ratio(2 * tenths + 1, 20)))]);
            let rate = (2_000 * (x - x0) + x0).div_euclid(2 * x0);
            let factor = |twentieths: i64| ratio(-(2_000 + twentieths), 2_000);
            rules.push(system.constrain([(*now, n(1)), (*before, factor(2 * rate - 1))], Range::at_least(n(0))));
            rules.push(system.constrain([(*now, n(1)), (*before, factor(2 * rate + 1))], Range::at_most(n(0))));
            rules.push(system.constrain([(*before, n(1))], Range::at_least(n(0))));
        }
        let (total, parts) = names.split_last().unwrap();
        let sum = |total: Variable, parts: Vec<Variable>| {
            std::iter::once((total, n(1))).chain(parts.into_iter().map(|part| (part, n(-1)))).collect::<Vec<_>>()
        };
        rules.push(system.constrain(sum(total.0, parts.iter().map(|p| p.0).collect()), Range::exactly(n(0))));
        rules.push(system.constrain(sum(total.1, parts.iter().map(|p| p.1).collect()), Range::exactly(n(0))));
        let honest: Vec<ConstraintId> = rules.iter().chain(printed.iter().flatten()).copied().collect();
        assert!(is_feasible(&checked(&system, &honest, Width::Narrow)), "{regions} regions");

        // A tenth of the total too much: more than the rounding of all the regions together.
        let wrong = &ratio(truth[regions as usize].0, 1_000) * &ratio(11, 10);
        let last = printed.len() - 1;
        printed[last] = vec![system.constrain([(total.0, n(1))], Range::at_least(wrong))];
        let Shrunk::Minimal { groups, certificate } = Solver::new(&system).shrink(&printed, &rules) else {
            panic!("{regions} regions are contradicted by their total")
        };
        certificate.verify(&system).unwrap();
        assert!(groups.contains(&last), "{groups:?}");
    }
}
