//! What may have been meant: figures that fit, and that one slip turns into the printed one.
//!
//! A slip knows digits only, a kind of slip in a file of its own; whether the figure before it fits is asked of the interval that all
//! other figures leave, computed exactly. What the others leave is convex, so a figure whose own interval meets it fits together with all
//! of them at once. For several figures together that is no longer so: their combinations are decided one by one ([`joint`]).
//!
//! That the search should try the slips that people make, and accept a figure that fits within rounding, is from S. Scholtus,
//! *Automatic correction of simple typing errors in numerical data with balance edits* (2009); that one act may touch two figures, from
//! his *A generalised Fellegi–Holt paradigm for automatic error localisation* (2016).

mod digits;
mod elsewhere;
mod joint;
mod points;
mod printed;
mod rate;
mod room;
mod scale;
mod sign;

use super::measured::{edits, left_for, stated};
use super::model::Meaning;
use super::part::Solving;
use super::reading::Sense;
use super::result::{JointRepair, Repair, Slip};
use crate::exact::{Interval, Rational};
use crate::feasibility::{ConstraintId, Domains};
use crate::figure::Rounding;
use joint::Act;
pub(super) use printed::Printed;
pub(super) use printed::{OtherReading, Quantity, Sign};
use room::Room;

/// The most repairs that are offered for one figure beyond those of the likeliest slip, which are all shown.
const MOST: usize = 24;

/// A figure before a slip.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Candidate {
    slip: Slip,
    /// In units of the last digit, without a sign.
    digits: u128,
    decimals: i32,
    is_negative: bool,
}

impl Candidate {
    /// A number printed to `decimals` digits; `None` where it has more digits than anybody prints.
    fn of(slip: Slip, value: &Rational, decimals: i32) -> Option<Self> {
        let digits = u128::try_from((&value.abs() * &Rational::decimal(1, decimals)).floor()).ok()?;
        Some(Self { slip, digits, decimals, is_negative: value.is_negative() })
    }

    fn value(&self) -> Rational {
        signed_decimal(self.digits, self.decimals, self.is_negative)
    }

    /// In the way in which the printed figure is.
    fn shown(&self, printed: &Printed) -> Repair {
        let value = self.value();
        let by_word = printed.sign == Sign::Word && self.is_negative == printed.is_negative;
        let value = if by_word { value.abs() } else { value };
        Repair { figure: value.to_decimal(self.decimals.max(0) as u32), slip: self.slip, from: None }
    }

    fn interval(&self, rounding: Rounding) -> Interval {
        around(&self.value(), self.decimals, rounding)
    }
}

fn signed_decimal(digits: u128, decimals: i32, is_negative: bool) -> Rational {
    let magnitude = Rational::decimal(digits, -decimals);
    if is_negative { -magnitude } else { magnitude }
}

/// The numbers that a figure stands for, in its own unit.
fn around(value: &Rational, decimals: i32, rounding: Rounding) -> Interval {
    let half = if rounding == Rounding::Exact { Rational::ZERO } else { Rational::decimal(5, -decimals - 1) };
    Interval::between(value - &half, value + &half)
}

/// What may have been meant by a set of figures.
#[derive(Debug, Default)]
pub(super) struct Mended {
    /// By a single figure.
    pub(super) repairs: Vec<Repair>,
    /// By several at once.
    pub(super) joint: Vec<JointRepair>,
    /// What all others leave for a single figure, in its own unit.
    pub(super) implied: Option<Interval>,
}

/// What may have been meant by the figures of `set`, without which all others hold together as `choice` reads them. `domains` tells in
/// which senses the figures of the set may be taken.
pub(super) fn for_set(solving: &mut Solving<'_>, domains: &Domains, set: &[usize], choice: &[usize]) -> Mended {
    let part = solving.part;
    let meaning = |g: &usize| {
        let allowed = part.groups[*g].meanings.iter().enumerate().filter(|(m, _)| domains[*g].has(*m));
        allowed.map(|(_, meaning)| meaning).find(|meaning| meaning.reading.sense != Sense::LeftOut)
    };
    let Some(meanings) = set.iter().map(meaning).collect::<Option<Vec<&Meaning>>>() else { return Mended::default() };
    let extra: Vec<ConstraintId> = set.iter().zip(&meanings).flat_map(|(&g, meaning)| besides(solving, g, meaning)).collect();
    let others = (0..choice.len()).filter(|g| !set.contains(g));
    let others = others.flat_map(|g| &part.groups[g].meanings[choice[g]].alternative.constraints);
    let facts = part.facts.iter().map(|fact| &fact.constraint);
    let active: Vec<ConstraintId> = facts.chain(others).chain(&extra).copied().collect();
    let mut mended = Mended::default();
    let mut acts: Vec<Vec<Act>> = Vec::new();
    for (&g, &meaning) in set.iter().zip(&meanings) {
        let statement = solving.statements[g];
        let implied = left_for(meaning, statement, solving.search.solver(), &active).filter(|interval| !interval.is_free());
        let printed = Printed::of_statement(statement, meaning.reading.sense);
        let fitting = match (&printed, &implied) {
            (Some(printed), Some(implied)) => fitting(printed, implied),
            _ => Vec::new(),
        };
        let shown = |candidate: &Candidate| {
            printed.as_ref().map(|printed| (candidate.shown(printed), candidate.interval(printed.rounding)))
        };
        let shown: Vec<(Repair, Interval)> = fitting.iter().filter_map(shown).collect();
        let mut of_figure = joint::swaps(solving, g, meaning);
        of_figure.retain(|act| joint::may_fit(solving, act, choice, &active));
        if set.len() > 1 {
            of_figure
                .extend(shown.into_iter().filter_map(|(repair, interval)| Act::replace(solving, g, meaning, repair, &interval)));
        } else {
            mended.repairs = shown.into_iter().map(|(repair, _)| repair).collect();
            mended.repairs.extend(points::slips(solving, g, meaning, implied.as_ref(), choice, &active));
            if let Some(implied) = &implied {
                mended.repairs.extend(elsewhere::slips(solving, g, meaning, implied, &active));
            }
            mended.repairs.sort_by_key(|repair| repair.slip);
            mended.implied = implied;
        }
        acts.push(of_figure);
    }
    mended.joint = joint::combined(solving, set, choice, &extra, &acts);
    mended
}

/// What a reading says besides its figure, which holds whatever should stand in its place: a part is no larger than its whole.
fn besides(solving: &Solving<'_>, g: usize, meaning: &Meaning) -> Vec<ConstraintId> {
    let statement = solving.statements[g];
    let sense = meaning.reading.sense;
    if sense != Sense::Share {
        return Vec::new();
    }
    let of_figure = edits(meaning, statement, &stated(sense, statement)).unwrap_or_default();
    let is_of_figure = |id: &ConstraintId| {
        let constraint = solving.part.system.constraint(*id);
        of_figure.iter().any(|edit| {
            let mut terms = edit.terms.clone();
            terms.sort_by_key(|(variable, _)| *variable);
            edit.range == *constraint.range() && terms == constraint.terms()
        })
    };
    meaning.alternative.constraints.iter().copied().filter(|id| !is_of_figure(id)).collect()
}

/// The figures that fit what the others leave (`implied`, in the figure's own unit and with its sign), likeliest slips first; within
/// one kind of slip those in the middle of the interval first. None where nothing bounds the figure.
///
/// A figure fits where its rounding interval meets the implied one: only what can be printed is offered. All figures of the likeliest
/// slip are given, since none of them is likelier than the others.
pub(super) fn candidates(printed: &Printed, implied: &Interval) -> Vec<Repair> {
    fitting(printed, implied).iter().map(|candidate| candidate.shown(printed)).collect()
}

fn fitting(printed: &Printed, implied: &Interval) -> Vec<Candidate> {
    if implied.is_free() || implied.is_empty() {
        return Vec::new();
    }
    let mut fitting: Vec<Candidate> = Vec::new();
    let mut room = Room::new(implied, printed.rounding);
    let is_printed = |c: &Candidate| {
        let same_digits = c.digits == printed.digits && c.decimals == printed.decimals;
        same_digits && (c.is_negative == printed.is_negative || c.digits == 0)
    };
    let mut add = |candidate: Candidate| {
        if !is_printed(&candidate) && room.holds(&candidate) {
            fitting.push(candidate);
        }
    };
    rate::other_reading(printed, &mut add);
    digits::slips(printed, &mut add);
    scale::slips(printed, &mut add);
    sign::slips(printed, &mut add);
    rate::new_value_as_base(printed, implied, &mut add);
    ranked(fitting, implied)
}

/// Each figure once, by the likeliest of the slips that lead to it; the likeliest first.
fn ranked(mut fitting: Vec<Candidate>, implied: &Interval) -> Vec<Candidate> {
    if fitting.len() > 1 {
        let middle = implied.middle();
        let off = |value: &Rational| middle.as_ref().map_or(Rational::ZERO, |middle| (value - middle).abs());
        let mut keyed: Vec<(Slip, Rational, Rational, Candidate)> = fitting
            .into_iter()
            .map(|candidate| {
                let value = candidate.value();
                (candidate.slip, off(&value), value, candidate)
            })
            .collect();
        keyed.sort_by(|a, b| (a.0, &a.1, &a.2, a.3.decimals).cmp(&(b.0, &b.1, &b.2, b.3.decimals)));
        let mut seen: Vec<(Rational, i32)> = Vec::new();
        keyed.retain(|(.., value, candidate)| {
            let is_new = !seen.iter().any(|(v, d)| v == value && *d == candidate.decimals);
            if is_new {
                seen.push((value.clone(), candidate.decimals));
            }
            is_new
        });
        fitting = keyed.into_iter().map(|(.., candidate)| candidate).collect();
    }
    let likeliest = fitting.first().map(|first| first.slip);
    let equals = fitting.iter().take_while(|candidate| Some(candidate.slip) == likeliest).count();
    fitting.truncate(equals.max(MOST));
    fitting
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Figure;
    use proptest::prelude::*;

    fn printed(text: &str, quantity: Quantity, sign: Sign) -> Printed {
        let figure: Figure = text.parse().unwrap();
        Printed::new(&figure, quantity, sign, Rounding::Nearest).unwrap()
    }

    fn interval(lower: &str, upper: &str) -> Interval {
        Interval::between(lower.parse().unwrap(), upper.parse().unwrap())
    }

    /// What `text` may have been, likeliest first.
    fn offered(text: &str, quantity: Quantity, lower: &str, upper: &str) -> Vec<(String, Slip)> {
        let repairs = candidates(&printed(text, quantity, Sign::Printed), &interval(lower, upper));
        repairs.into_iter().map(|repair| (repair.figure, repair.slip)).collect()
    }

    fn is_offered(text: &str, quantity: Quantity, figure: &str, slip: Slip) -> bool {
        offered(text, quantity, figure, figure).contains(&(figure.to_owned(), slip))
    }

    #[test]
    fn each_slip_is_undone() {
        for (text, figure, slip) in [
            ("23.7", "27.3", Slip::DigitsExchanged),
            ("161", "116", Slip::DigitsExchanged),
            ("1380", "1340", Slip::DigitWrong),
            ("19.7", "197.3", Slip::DigitMissing),
            ("12", "412", Slip::DigitMissing),
            ("19979", "1979", Slip::DigitAdded),
            ("19.79", "1.979", Slip::PointMoved),
            ("1.979", "197.9", Slip::PointMoved),
            ("2.1", "2100", Slip::Multiplier),
            ("2100.4", "2.1004", Slip::Multiplier),
            ("2.1", "2100000", Slip::Multiplier),
            ("-28.9", "28.9", Slip::Sign),
        ] {
            assert!(is_offered(text, Quantity::Amount, figure, slip), "{figure} printed as {text}");
        }
        assert!(!is_offered("2.1", Quantity::Growth(OtherReading::Tried), "2100", Slip::Multiplier), "a rate has no multiplier");
    }

    #[test]
    fn no_figure_begins_with_a_zero_that_nobody_prints() {
        assert_eq!(
            offered("60", Quantity::Other, "6", "6"),
            [("6".to_owned(), Slip::DigitAdded), ("6.0".to_owned(), Slip::PointMoved)]
        );
        assert!(offered("0.7", Quantity::Other, "0.9", "0.9").contains(&("0.9".to_owned(), Slip::DigitWrong)));
    }

    #[test]
    fn equals_are_all_shown_and_the_middle_comes_first() {
        let all = offered("23.7", Quantity::Amount, "20", "29.9");
        let wrong: Vec<&str> =
            all.iter().filter(|(_, slip)| *slip == Slip::DigitWrong).map(|(figure, _)| figure.as_str()).collect();
        assert_eq!(wrong.len(), 18, "{wrong:?}");
        assert_eq!(wrong[0], "24.7");
    }

    #[test]
    fn an_end_that_is_not_reached_leaves_out_the_figure_that_touches_it() {
        let open = Interval { upper: Some(crate::exact::Bound::open("26.25".parse().unwrap())), ..interval("26", "27") };
        let figures: Vec<String> =
            candidates(&printed("27.3", Quantity::Other, Sign::Printed), &open).into_iter().map(|repair| repair.figure).collect();
        assert!(!figures.contains(&"26.3".to_owned()), "{figures:?}");
        let closed = offered("27.3", Quantity::Other, "26", "26.25");
        assert!(closed.contains(&("26.3".to_owned(), Slip::DigitWrong)));
    }

    #[test]
    fn hostile_figures_are_passed_over() {
        for text in ["1e-400", &"9".repeat(300)] {
            let figure: Figure = text.parse().unwrap();
            assert!(Printed::new(&figure, Quantity::Amount, Sign::Printed, Rounding::Nearest).is_none(), "{text}");
        }
    }

    proptest! {
        /// What is offered can be printed where it is said to fit, differs from what was printed, and stands there once.
        #[test]
        fn what_is_offered_fits(digits in 0i64..1_000_000_000, decimals in 0u8..4, lower in -2_000_000i64..2_000_000, width in 0i64..100_000) {
            let figure = Figure::from_digits(digits, decimals);
            let implied = Interval::between(Rational::decimal(lower, -2), Rational::decimal(lower + width, -2));
            let printed = Printed::new(&figure, Quantity::Amount, Sign::Printed, Rounding::Nearest).unwrap();
            let repairs = candidates(&printed, &implied);
            for (i, repair) in repairs.iter().enumerate() {
                let other: Figure = repair.figure.parse().unwrap();
                if other.decimals() > 0 || !matches!(repair.slip, Slip::PointMoved | Slip::Multiplier) {
                    prop_assert!(!other.interval().intersection(&implied).is_empty(), "{:?}", repair);
                }
                prop_assert!(repair.figure != figure.printed());
                prop_assert!(!repairs[..i].contains(repair));
            }
            prop_assert!(repairs.is_sorted_by_key(|repair| repair.slip));
        }

        /// A figure that was printed with two neighbouring digits exchanged is always found again, whatever its size.
        #[test]
        fn an_exchange_is_undone(digits in 10i64..1_000_000_000_000, decimals in 0u8..3, place in 0usize..12) {
            let figure = Figure::from_digits(digits, decimals);
            let mut text: Vec<char> = figure.printed().chars().collect();
            let places: Vec<usize> = (0..text.len()).filter(|&i| text[i] != '.').collect();
            let place = place % (places.len() - 1);
            text.swap(places[place], places[place + 1]);
            let text: String = text.into_iter().collect();
            prop_assume!(text != figure.printed() && (!text.starts_with('0') || text.starts_with("0.")));
            let repairs = offered(&text, Quantity::Amount, figure.printed(), figure.printed());
            prop_assert!(repairs.contains(&(figure.printed().to_owned(), Slip::DigitsExchanged)), "{} {:?}", text, repairs);
        }
    }
}
