//! Figures that belong elsewhere: copied digits, another edition, a neighbouring period.
//!
//! These say where a printed figure was taken from; what should stand in its place only the others tell.

use super::super::measured::{left_for, stated};
use super::super::model::{Meaning, Measured};
use super::super::part::Solving;
use super::super::result::{Repair, Slip};
use super::super::shares::Share;
use crate::exact::{Interval, Rational};
use crate::feasibility::ConstraintId;
use crate::period::Period;
use crate::statement::{Basis, Key, Name, Statement};

/// Digits that two figures share by chance are fewer.
const TELLING: usize = 3;

/// Of a neighbouring period more must be known than that some figure fits: so many units of the last digit at most.
const WIDEST: i64 = 10;

/// Where the figure of a statement may have come from, given what all others leave for it and the constraints that they make.
pub(super) fn slips(
    solving: &mut Solving<'_>,
    g: usize,
    meaning: &Meaning,
    implied: &Interval,
    active: &[ConstraintId],
) -> Vec<Repair> {
    let statement = solving.statements[g];
    let Some(middle) = implied.middle() else { return Vec::new() };
    let open = |slip, from| {
        let figure = middle.round(statement.figure.decimals());
        let figure = if statement.direction.is_some() { figure.abs() } else { figure };
        Repair { figure: figure.to_decimal(statement.figure.decimals().max(0) as u32), slip, from }
    };
    let mut repairs = Vec::new();
    for (h, other) in solving.statements.iter().enumerate().filter(|(h, _)| *h != g) {
        let same_kind = other.relation == statement.relation && other.figure.multiplier() == statement.figure.multiplier();
        if !same_kind {
            continue;
        }
        if is_other_edition(statement, other) {
            if !stated(meaning.reading.sense, other).intersection(implied).is_empty() {
                let figure = other.figure.value().to_decimal(other.figure.decimals().max(0) as u32);
                repairs.push(Repair { figure, slip: Slip::OtherVintage, from: Some(h) });
            }
        } else if same_digits(statement, other) && dimensions_apart(&statement.key, &other.key) == 1 {
            repairs.push(open(Slip::Copied, Some(h)));
        }
    }
    if repairs.iter().all(|repair| repair.slip != Slip::Copied) && fits_neighbouring_period(solving, statement, meaning, active) {
        repairs.push(open(Slip::OtherPeriod, None));
    }
    repairs.sort_by_key(|repair| repair.slip);
    repairs
}

/// The same figure of the same series and period, as another edition has it.
fn is_other_edition(statement: &Statement, other: &Statement) -> bool {
    let without = |key: &Key| Key { basis: Basis { vintage: Name::default(), ..key.basis.clone() }, ..key.clone() };
    let differ = statement.key.basis.vintage != other.key.basis.vintage || statement.status != other.status;
    differ && without(&statement.key) == without(&other.key) && statement.base == other.base
}

fn same_digits(statement: &Statement, other: &Statement) -> bool {
    let (one, two) = (&statement.figure, &other.figure);
    let digits = one.value().abs().to_decimal(one.decimals().max(0) as u32);
    let telling = digits.trim_start_matches(['0', '.']).chars().filter(char::is_ascii_digit).count();
    one.value().abs() == two.value().abs() && one.decimals() == two.decimals() && telling >= TELLING
}

fn dimensions_apart(one: &Key, two: &Key) -> usize {
    let apart = [
        one.reporter != two.reporter,
        one.partner != two.partner,
        one.flow != two.flow,
        one.scope != two.scope,
        one.commodity != two.commodity,
        one.period != two.period,
        one.unit != two.unit,
        one.basis != two.basis,
    ];
    apart.into_iter().filter(|differ| *differ).count()
}

/// Whether the figure is what the others say of the same series a period earlier or later.
fn fits_neighbouring_period(solving: &mut Solving<'_>, statement: &Statement, meaning: &Meaning, active: &[ConstraintId]) -> bool {
    let part = solving.part;
    let figure = stated(meaning.reading.sense, statement);
    let widest = &Rational::decimal(1, -statement.figure.decimals()) * &Rational::from(WIDEST);
    let Some(length) = statement.key.period.map(|period| i32::from(period.months())).filter(|length| *length > 0) else {
        return false;
    };
    // Months are compared with the months beside them and with those of other years.
    let steps = if length == 12 { vec![-12, 12] } else { vec![-length, length, -12, 12] };
    steps.into_iter().any(|step| {
        let moved = |variable: crate::feasibility::Variable| {
            let key = &part.keys[variable.index()];
            let period = key.period?;
            let period = Period::from_start(period.start() + step, period.months()).filter(|_| !period.is_stock())?;
            let key = key.with_period(Some(period));
            let found = part.keys.iter().position(|known| *known == key)?;
            part.system.iter().flat_map(|(_, c)| c.terms()).map(|(v, _)| *v).find(|v| v.index() == found)
        };
        let measured = match &meaning.measured {
            Measured::Form(form) => {
                form.iter().map(|(v, c)| Some((moved(*v)?, c.clone()))).collect::<Option<_>>().map(Measured::Form)
            }
            Measured::Quotient { numerator, denominator } | Measured::Share(Share { part: numerator, whole: denominator, .. }) => {
                moved(*numerator)
                    .zip(moved(*denominator))
                    .map(|(numerator, denominator)| Measured::Quotient { numerator, denominator })
            }
            Measured::Nothing => None,
        };
        let Some(measured) = measured else { return false };
        let there = Meaning {
            reading: meaning.reading.clone(),
            wording: meaning.wording,
            alternative: meaning.alternative.clone(),
            measured,
        };
        let known = left_for(&there, statement, solving.search.solver(), active);
        known.is_some_and(|known| known.width().is_some_and(|width| width <= widest) && !known.intersection(&figure).is_empty())
    })
}
