//! Whom to doubt, and what may have been meant.

use super::argument::{canonical, short};
use super::scene::{Scene, literal};
use super::summary::number_word;
use super::{list, sentence};
use crate::check::{Blame, Finding, JointRepair, Judged, Proven, Repair, Slip, Verdict};
use crate::report::number::{between, digits_beside, printed};

/// The most sets that are named; the others are counted.
const NAMED: usize = 8;

/// The most figures of one slip, and the most combinations of several, that are named.
const SHOWN: usize = 12;
const COMBINED: usize = 3;

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
        ([], ..) if finding.proven == Proven::All => {
            blame.push("All of these figures are trusted, so nobody is named; one of them is wrong nevertheless.".to_owned());
        }
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
    let mut said: Vec<String> = Vec::new();
    for one in finding.blame.iter().take(NAMED) {
        let sentences = help(all, one, scene, finding.blame.len()).into_iter().chain(together(all, one, scene));
        // Exports and imports that changed places explain either of the two.
        sentences.for_each(|sentence| {
            if !said.contains(&sentence) {
                said.push(sentence);
            }
        });
    }
    Doubt { blame, help: said }
}

/// Sets for which there is an explanation first, the likelier slips before others; ties in the order that does not depend on the source.
fn in_order(all: &[Judged], blame: &[Blame]) -> Vec<Blame> {
    let mut sorted: Vec<Blame> =
        blame.iter().map(|one| Blame { statements: canonical(all, one.statements.iter().copied()), ..one.clone() }).collect();
    let slip = |blame: &Blame| {
        let joint = || blame.joint.first().and_then(|joint| joint.changes.iter().map(|(_, repair)| repair.slip).max());
        blame.repairs.first().map(|repair| repair.slip).or_else(joint)
    };
    let rank = |blame: &Blame| (slip(blame).is_none(), slip(blame), blame.statements.len());
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
    let open = |why: String| {
        let implied = blame.implied.as_ref()?;
        let shown = between(implied, digits_beside(implied, statement.figure.decimals()));
        let suffix = scene.suffix(statement, reading.sense);
        Some(sentence(&format!("{subject}a figure {shown}{suffix} would fit every other statement; {why}")))
    };
    let Some(slip) = best else { return open(format!("no single slip turns it into {was}")) };
    let source = blame.repairs.first().and_then(|repair| repair.from).map(|from| &all[from]);
    let there = source.map_or(String::new(), |source| {
        format!("{} ({})", scene.quantity(&source.statement, &literal(source)).words, scene.place(&source.statement.place))
    });
    let each = if likeliest.len() == 1 { "" } else { "each " };
    let is = format!("{each}is {was}");
    let slipped = match slip {
        Slip::OtherReading => format!(", and {is} in the other reading of a percentage of change"),
        Slip::DigitsExchanged => format!(", and {is} with two digits exchanged"),
        Slip::DigitWrong => format!(", and {each}differs from {was} in one digit"),
        Slip::DigitMissing => format!("; {was} lacks one of its digits"),
        Slip::DigitAdded => format!("; {was} has one digit too many"),
        Slip::PointMoved => format!(", and {is} with the decimal point moved"),
        Slip::Multiplier => format!(", and {is} with another multiplier"),
        Slip::Sign => format!(", and {is} with the opposite sign"),
        Slip::FlowsSwapped => format!("; {was} belongs to the other flow"),
        Slip::NewValueAsBase => format!("; {was} is the same change divided by the new value instead of the old"),
        Slip::OtherVintage if there.is_empty() => format!("; {was} is the figure of another edition"),
        Slip::OtherVintage => format!(", as another edition has it for {there}"),
        Slip::PointsForPercent => return open(format!("{was} fits once per cent and percentage points are exchanged")),
        Slip::Copied if there.is_empty() => return open(format!("{was} may be a copy of a neighbouring figure")),
        Slip::Copied => return open(format!("{was} is also printed for {there}, and may be a copy")),
        Slip::OtherPeriod => return open(format!("{was} is what the others leave for a neighbouring period")),
    };
    let fits = if likeliest.len() == 1 { "fits" } else { "fit" };
    let figures: Vec<String> = likeliest.iter().take(SHOWN).cloned().collect();
    let figures = match likeliest.len().saturating_sub(SHOWN) {
        0 => list(&figures, "and"),
        more => list(&[figures, vec![format!("{more} others")]].concat(), "and"),
    };
    Some(sentence(&format!("{subject}{figures} {fits} every other statement{slipped}")))
}

/// What would fit in the places of several figures at once: the likeliest combinations.
fn together(all: &[Judged], blame: &Blame, scene: &Scene) -> Vec<String> {
    let Some(best) = blame.joint.first() else { return Vec::new() };
    let slips = |joint: &JointRepair| {
        let mut slips: Vec<Slip> = joint.changes.iter().map(|(_, repair)| repair.slip).collect();
        slips.sort();
        slips
    };
    let likeliest: Vec<&JointRepair> = blame.joint.iter().filter(|joint| slips(joint) == slips(best)).collect();
    let shown = likeliest.iter().take(COMBINED).map(|joint| {
        let change = |(g, repair): &(usize, Repair)| {
            let (statement, reading) = (&all[*g].statement, literal(&all[*g]));
            let place = scene.place(&statement.place);
            format!("{} for {} ({place})", printed(&repair.figure), scene.quantity(statement, &reading).words)
        };
        let figures = list(&joint.changes.iter().map(change).collect::<Vec<_>>(), "and");
        let mut kinds: Vec<&str> = Vec::new();
        for slip in slips(joint) {
            if !kinds.contains(&slip.words()) {
                kinds.push(slip.words());
            }
        }
        let how = match &kinds[..] {
            [_] if joint.slips() == 1 => "exports and imports would only have changed places".to_owned(),
            [one] => format!("each would be {one}"),
            kinds => format!("the slips would be {}", list(&kinds.iter().map(|&kind| kind.to_owned()).collect::<Vec<_>>(), "and")),
        };
        sentence(&format!("{figures} fit together with every other statement; {how}"))
    });
    let more = likeliest.len().saturating_sub(COMBINED);
    let rest = (more > 0).then(|| sentence(&format!("{more} more combinations are as likely")));
    shown.chain(rest).collect()
}
