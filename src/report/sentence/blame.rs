//! Whom to doubt, and what may have been meant.

use super::argument::{canonical, short};
use super::scene::{Scene, literal};
use super::summary::number_word;
use super::{list, sentence};
use crate::check::{Blame, Finding, Judged, Proven, Slip, Verdict};
use crate::report::number::{between, digits_beside, printed};

/// The most sets that are named; the others are counted.
const NAMED: usize = 8;

/// Who can be at fault, and what would mend it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::report) struct Doubt {
    /// Sentences on whom to doubt.
    pub(in crate::report) blame: Vec<String>,
    /// Sentences on what would fit.
    pub(in crate::report) help: Vec<String>,
}

/// Whom to doubt in a finding. That one of the sets is at fault is proved; which one is a guess, and said to be.
pub(in crate::report) fn doubt(all: &[Judged], finding: &Finding, scene: &Scene) -> Doubt {
    let finding = &Finding { blame: in_order(all, &finding.blame), ..finding.clone() };
    let is_misworded = finding.verdict == Verdict::Misworded;
    let name = |g: &usize| {
        format!(
            "{} ({}, {})",
            scene.quantity(&all[*g].statement, &literal(&all[*g])).words,
            short(all, *g),
            scene.place(&all[*g].statement.place)
        )
    };
    let sets: Vec<String> =
        finding.blame.iter().take(NAMED).map(|b| list(&b.statements.iter().map(name).collect::<Vec<_>>(), "and")).collect();
    let more = finding.blame.len().saturating_sub(NAMED);
    let singles = finding.blame.iter().all(|blame| blame.statements.len() == 1);
    let mut blame = Vec::new();
    let named = |conjunction: &str, separator: &str| {
        let mut sets = sets.clone();
        if more > 0 {
            sets.push(format!("{more} more"));
        }
        if singles { list(&sets, conjunction) } else { sets.join(separator) }
    };
    match (&finding.blame[..], singles, is_misworded) {
        ([], ..) => blame.push("Which figure to doubt could not be found within the limits.".to_owned()),
        ([one], true, false) if finding.proven == Proven::All => {
            let quantity = scene.quantity(&all[one.statements[0]].statement, &literal(&all[one.statements[0]])).words;
            blame.push(format!(
                "Only {quantity} ({}) can be the single wrong figure.",
                scene.place(&all[one.statements[0]].statement.place)
            ));
        }
        ([_], true, false) => blame.push(format!("The wrong figure may be {}.", named("or", "; "))),
        (_, true, false) => blame.push(format!("One of these figures is wrong; which one is a guess: {}.", named("or", "; "))),
        ([_], true, true) => {
            blame.push(format!("If the words were right, this figure would have to be wrong instead: {}.", named("or", "; ")));
        }
        (_, true, true) => {
            blame.push(format!(
                "If the words were right, one of these figures would have to be wrong instead; which one is a guess: {}.",
                named("or", "; ")
            ));
        }
        (sets, false, _) => {
            let least = number_word(finding.blame.iter().map(|blame| blame.statements.len()).min().unwrap_or(0));
            blame.push(match is_misworded {
                true => {
                    format!("If the words were right, no single figure would explain it; at least {least} would have to be wrong.")
                }
                false => format!("No single figure explains it; at least {least} are wrong."),
            });
            blame.push(match sets {
                [_] => format!("The fewest that can be: {}.", named("or", "; ")),
                _ => format!("One of these sets is; which one is a guess: {}.", named("or", "; ")),
            });
        }
    }
    if finding.proven == Proven::Some && !finding.blame.is_empty() {
        blame.push("The search stopped at its limits, so there may be other sets.".to_owned());
    }
    let help = finding.blame.iter().take(NAMED).filter_map(|blame| help(all, blame, scene, finding.blame.len())).collect();
    Doubt { blame, help }
}

/// Sets for which there is an explanation first, the likelier slips before others; ties in the order that does not depend on the source.
fn in_order(all: &[Judged], blame: &[Blame]) -> Vec<Blame> {
    let mut sorted: Vec<Blame> =
        blame.iter().map(|one| Blame { statements: canonical(all, one.statements.iter().copied()), ..one.clone() }).collect();
    let rank = |blame: &Blame| (blame.repairs.is_empty(), blame.repairs.first().map(|repair| repair.slip), blame.statements.len());
    sorted.sort_by(|a, b| {
        let pairs = a.statements.iter().zip(&b.statements);
        let keys = pairs.map(|(&a, &b)| all[a].statement.canonical_order(&all[b].statement));
        rank(a)
            .cmp(&rank(b))
            .then_with(|| keys.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then))
            .then_with(|| a.statements.cmp(&b.statements))
    });
    sorted
}

/// What would fit in the place of a figure that is doubted alone.
fn help(all: &[Judged], blame: &Blame, scene: &Scene, sets: usize) -> Option<String> {
    let [g] = blame.statements[..] else { return None };
    let statement = &all[g].statement;
    let reading = literal(&all[g]);
    let subject = if sets > 1 { format!("for {}, ", scene.quantity(statement, &reading).words) } else { String::new() };
    let best = blame.repairs.first().map(|repair| repair.slip);
    let likeliest: Vec<String> =
        blame.repairs.iter().filter(|repair| Some(repair.slip) == best).map(|repair| printed(&repair.figure)).collect();
    let was = printed(statement.figure.printed());
    let Some(slip) = best else {
        let implied = blame.implied.as_ref()?;
        let shown = between(implied, digits_beside(implied, statement.figure.decimals()));
        return Some(sentence(&format!(
            "{subject}a figure {shown}{} would fit every other statement; no single slip turns it into {was}",
            scene.suffix(statement, reading.sense)
        )));
    };
    let each = if likeliest.len() == 1 { "" } else { "each " };
    let is = format!("{each}is {was}");
    let slipped = match slip {
        Slip::DigitsExchanged => format!(", and {is} with two digits exchanged"),
        Slip::DigitWrong => format!(", and {each}differs from {was} in one digit"),
        Slip::DigitMissing => format!("; {was} lacks one of its digits"),
        Slip::DigitAdded => format!("; {was} has one digit too many"),
        Slip::PointMoved => format!(", and {is} with the decimal point moved"),
        Slip::Multiplier => format!(", and {is} with another multiplier"),
        Slip::Sign => format!(", and {is} with the opposite sign"),
    };
    let fits = if likeliest.len() == 1 { "fits" } else { "fit" };
    Some(sentence(&format!("{subject}{} {fits} every other statement{slipped}", list(&likeliest, "and"))))
}
