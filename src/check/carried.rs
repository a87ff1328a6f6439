//! Figures that contradict others and did not say themselves what they are of.
//!
//! What a sentence leaves unsaid was carried to its figure from sentences before it. Where such a figure has to be left out and no single slip
//! explains how it came to be printed, that it was carried wrongly is the likelier explanation, and an innocent one.

use std::collections::BTreeSet;

use super::blame::Clash;
use super::part::Solving;
use super::result::{JointRepair, Repair, Slip};
use crate::exact::{Interval, Rational};
use crate::feasibility::{Cheapest, Domains, Localised, Mask};
use crate::figure::Figure;
use crate::statement::Statement;

/// What leaving out carried figures does to a contradiction.
pub(super) enum Carried {
    /// Without these figures the clashes that can be explained in this way are settled. How many they are does not matter: what is carried to
    /// one figure is carried to those beside it.
    Settles(Vec<usize>),
    /// Nothing: slips explain it, or the figures that are told contradict each other.
    SettlesNothing,
    /// Whether they settle it was not found within the limits.
    Limit,
}

/// What leaving out carried figures does to these clashes. Those of `apart` are left out already.
pub(super) fn figures(solving: &mut Solving<'_>, clashes: &[Clash], apart: &BTreeSet<usize>) -> Carried {
    let dropped = dropped(solving, apart);
    if dropped.iter().all(|mask| mask.is_empty()) {
        return Carried::SettlesNothing;
    }
    let mut figures = Vec::new();
    for clash in clashes {
        if is_explained(solving.statements, clash) {
            continue;
        }
        match solving.localise_among(&clash.domains, &dropped) {
            Localised::Found(found) => figures.extend(found.factors.iter().flat_map(|factor| factor.sets.iter().flatten())),
            Localised::Limit if may_settle(solving, &clash.domains, apart) => return Carried::Limit,
            _ => {}
        }
    }
    if figures.is_empty() { Carried::SettlesNothing } else { Carried::Settles(figures) }
}

/// The figures without which words that fit in no choice of readings would fit, where another reading of them is hardly more than a chance: of
/// "2 times" either reading fits something. `misworded` are those figures.
pub(super) fn figures_behind_words(
    solving: &mut Solving<'_>,
    as_worded: &Domains,
    misworded: &[usize],
    apart: &BTreeSet<usize>,
) -> Carried {
    let is_chance = |&g: &usize| significant_digits(&solving.statements[g].figure) < 2;
    let dropped = dropped(solving, apart);
    if !misworded.iter().any(is_chance) || dropped.iter().all(|mask| mask.is_empty()) {
        return Carried::SettlesNothing;
    }
    match solving.localise_among(as_worded, &dropped) {
        Localised::Found(found) => {
            Carried::Settles(found.factors.iter().flat_map(|factor| factor.sets.iter().flatten()).copied().collect())
        }
        Localised::Limit => Carried::Limit,
        _ => Carried::SettlesNothing,
    }
}

/// Whether anything fits, or may fit, once all figures are left out that were carried and are not trusted.
pub(super) fn may_settle(solving: &mut Solving<'_>, domains: &Domains, apart: &BTreeSet<usize>) -> bool {
    let dropped = dropped(solving, apart);
    let without: Domains = domains.iter().zip(&dropped).map(|(&domain, &out)| if out.is_empty() { domain } else { out }).collect();
    without != *domains && !matches!(solving.choose_widest(&without), Cheapest::None)
}

/// For each carried figure that is neither trusted nor left out already the alternative that leaves it out.
fn dropped(solving: &Solving<'_>, apart: &BTreeSet<usize>) -> Vec<Mask> {
    let mut dropped = solving.dropped();
    for (g, statement) in solving.statements.iter().enumerate() {
        if statement.attribution.is_told() || apart.contains(&g) {
            dropped[g] = Mask::NONE;
        }
    }
    dropped
}

/// Whether slips are known that turn what would fit into what is printed, and would hardly do so by chance. That a figure is that of a neighbour
/// or of another edition explains nothing here: one that was carried wrongly is often that.
fn is_explained(statements: &[&Statement], clash: &Clash) -> bool {
    let suspects = clash.blame.iter().filter(|blame| blame.statements.len() == 1).count();
    clash.blame.iter().any(|blame| {
        let by_one = |repair: &Repair| match (&blame.statements[..], blame.implied.as_ref().and_then(Interval::width)) {
            (&[g], Some(width)) => is_no_chance(&statements[g].figure, &width, repair.slip, suspects),
            _ => false,
        };
        // Exports and imports that changed places are no chance, but for flows that were carried; two slips mend almost anything.
        let is_told = |(g, _): &(usize, Repair)| statements[*g].attribution.is_told();
        let is_swap = |joint: &JointRepair| joint.slips() == 1 && joint.changes.iter().all(is_told);
        blame.joint.iter().any(is_swap) || blame.repairs.iter().any(by_one)
    })
}

/// Whether of all figures of this length at most one in four is turned by slips of this sort into one of so wide an interval, where so many may be
/// the one that was turned.
fn is_no_chance(figure: &Figure, width: &Rational, slip: Slip, suspects: usize) -> bool {
    let digits = significant_digits(figure);
    let ways = match slip {
        Slip::OtherVintage => return false,
        _ if slip.leaves_figure_open() => return false,
        // Nine other digits in each place, ten more in each gap, one less.
        Slip::DigitWrong | Slip::DigitMissing | Slip::DigitAdded => 20 * digits + 10,
        _ => 2 * digits + 6,
    };
    let fit = &(width * &Rational::decimal(1, figure.decimals())) + &Rational::ONE;
    let of_that_length = Rational::decimal(9, digits as i32 - 1);
    &fit * &Rational::from(4 * (ways * suspects) as i64) <= of_that_length
}

fn significant_digits(figure: &Figure) -> usize {
    figure.printed().bytes().filter(u8::is_ascii_digit).skip_while(|digit| *digit == b'0').count().max(1)
}
