//! Figures that contradict others and did not say themselves what they are of.
//!
//! What a sentence leaves unsaid was carried to its figure from sentences before it. Where such a figure has to be left out and no single slip
//! explains how it came to be printed, that it was carried wrongly is the likelier explanation, and an innocent one.

use super::blame::Clash;
use super::part::Solving;
use super::result::{Blame, Repair, Slip};
use crate::exact::{Interval, Rational};
use crate::feasibility::{Localised, Mask};
use crate::figure::Figure;
use crate::statement::Statement;

/// The figures without which the clashes that can be explained in this way are settled. How many they are does not matter: what is carried to
/// one figure is carried to those beside it.
pub(super) fn figures(solving: &mut Solving<'_>, clashes: &[Clash]) -> Vec<usize> {
    let mut dropped = solving.dropped();
    for (mask, statement) in dropped.iter_mut().zip(solving.statements) {
        if statement.attribution.is_told() {
            *mask = Mask::NONE;
        }
    }
    if dropped.iter().all(|mask| mask.is_empty()) {
        return Vec::new();
    }
    let mut figures = Vec::new();
    for clash in clashes {
        if clash.blame.iter().any(|blame| is_explained(solving.statements, blame)) {
            continue;
        }
        if let Localised::Found(found) = solving.localise_among(&clash.domains, &dropped) {
            figures.extend(found.factors.iter().flat_map(|factor| factor.sets.iter().flatten()));
        }
    }
    figures
}

/// Whether slips are known that turn what would fit into what is printed, and would hardly do so by chance. That a figure is that of a neighbour
/// explains nothing here: one that was carried wrongly is often that.
fn is_explained(statements: &[&Statement], blame: &Blame) -> bool {
    let by_one = |repair: &Repair| match (&blame.statements[..], blame.implied.as_ref().and_then(Interval::width)) {
        (&[g], Some(width)) => is_no_chance(&statements[g].figure, &width, repair.slip),
        _ => false,
    };
    // One slip of two figures, exports and imports that changed places, is no chance; two slips mend almost anything.
    blame.joint.iter().any(|joint| joint.slips() == 1) || blame.repairs.iter().any(by_one)
}

/// Whether of all figures of this length at most one in four is turned by slips of this sort into one of so wide an interval.
fn is_no_chance(figure: &Figure, width: &Rational, slip: Slip) -> bool {
    let digits = figure.printed().bytes().filter(u8::is_ascii_digit).skip_while(|digit| *digit == b'0').count().max(1);
    let ways = match slip {
        _ if slip.leaves_figure_open() => return false,
        // Nine other digits in each place, ten more in each gap, one less.
        Slip::DigitWrong | Slip::DigitMissing | Slip::DigitAdded => 20 * digits + 10,
        _ => 2 * digits + 6,
    };
    let fit = &(width * &Rational::decimal(1, figure.decimals())) + &Rational::ONE;
    let of_that_length = Rational::decimal(9, digits as i32 - 1);
    &fit * &Rational::from(4 * ways as i64) <= of_that_length
}
