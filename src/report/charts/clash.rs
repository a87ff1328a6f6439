//! The intervals of a finding that cannot meet.

use super::{band, joined};
use crate::chart::{Band, Clash, ClashBand, Labels, Role};
use crate::check::{Checked, Finding, Judged, LineOrigin, ProofCase, Sense, Verdict};
use crate::exact::{Interval, Rational};
use crate::report::number::{digits_apart, number, printed, range};
use crate::report::page::{Found, Page};
use crate::report::sentence::{Scene, capital, reading_in, short, stated_interval, unit_of};
use crate::statement::{Key, Relation};

/// The intervals of a finding that cannot meet; `None` where no single figure is concluded.
pub(super) fn clash(page: &Page, checked: &Checked, finding: &Finding, found: &Found, source: &str) -> Option<Clash> {
    let all = &checked.statements;
    let case = finding.evidence.cases.first()?;
    let implied = case.implied.as_ref()?;
    let target = &all[case.target].statement;
    let scene = page.scene.among(all, found.members.iter().copied());
    let reading = reading_in(all, case, case.target);
    let noun = scene.quantity(target, &reading);
    let unit = match unit_of(target) {
        unit if unit.is_empty() => scene.unit(),
        unit => unit,
    };
    let mut bands = steps(all, case, &scene);
    let digits = digits_apart(implied, &case.stated, target.figure.decimals());
    let shown = |interval: &Interval| range(interval, digits);
    let left = if bands.is_empty() { noun.words.clone() } else { sum_words(all, case, &scene) };
    bands.push(ClashBand::new(capital(&left), band(implied), shown(implied), Role::Implied));
    let name = capital(noun.words.strip_prefix("the ").unwrap_or(&noun.words));
    let place = scene.place(&target.place);
    bands.push(ClashBand::new(name.clone(), band(&case.stated), printed(target.figure.printed()), Role::Stated).place(place));
    if let ([blame], Verdict::Contradicted) = (&finding.blame[..], finding.verdict) {
        let repair = blame.repairs.first().filter(|_| blame.statements == [case.target]);
        if let Some((repair, value)) = repair.and_then(|repair| Some((repair, repair.figure.parse::<Rational>().ok()?))) {
            let signed = if case.stated.middle().is_some_and(|m| m.is_negative()) && value.is_positive() { -value } else { value };
            let words = format!("{}, {}", printed(&repair.figure), repair.slip.words());
            bands.push(ClashBand::new(name, Band::point(signed.to_f64()), words, Role::Help));
        }
    }
    let points = if unit == "%" { " percentage points" } else { "" };
    let gap = case.gap.as_ref().map(|gap| format!("{}{points} apart", number(gap, digits)))?;
    let title = match finding.verdict {
        Verdict::Misworded => {
            format!("As worded, {} would lie in {}, not at {}", noun.words, shown(implied), printed(target.figure.printed()))
        }
        _ => format!("The other figures leave {} for {}, not {}", shown(implied), noun.words, printed(target.figure.printed())),
    };
    let given = if case.assumed.is_empty() { String::new() } else { found.arguments[0].given.clone() };
    let subtitle = joined([found.heading.clone(), given, unit.clone()]);
    let labels = Labels::new(title).subtitle(subtitle);
    Some(Clash::new(labels.source(source), unit, bands).gap(gap))
}

/// The premises as steps to the implied interval, where they are amounts that one rule adds up.
fn steps(all: &[Judged], case: &ProofCase, scene: &Scene) -> Vec<ClashBand> {
    let rule = case.sum.iter().filter(|line| matches!(line.origin, LineOrigin::Rule { .. })).collect::<Vec<_>>();
    let ([rule], true) = (&rule[..], case.assumed.is_empty()) else { return Vec::new() };
    let coefficient = |key: &Key| rule.terms.iter().find(|(k, _)| k == key).map(|(_, c)| c.clone());
    let target = &all[case.target].statement;
    let (Some(own), true) = (coefficient(&target.key), target.relation == Relation::Level) else { return Vec::new() };
    let mut bands = Vec::new();
    for &g in &case.premises {
        let statement = &all[g].statement;
        let step = coefficient(&statement.key).map(|c| -&(&c / &own));
        let role = match step {
            Some(step) if step == Rational::ONE => Role::Added,
            Some(step) if step == Rational::from(-1) => Role::Subtracted,
            _ => return Vec::new(),
        };
        let interval = stated_interval(statement, Sense::AsPrinted);
        let same_unit = (&statement.key.unit, statement.figure.multiplier()) == (&target.key.unit, target.figure.multiplier());
        if statement.relation != Relation::Level || !same_unit || interval.width().is_none() {
            return Vec::new();
        }
        let name = capital(&scene.level(&statement.key).words);
        bands.push(ClashBand::new(name, band(&interval), short(all, g), role).place(scene.place(&statement.place)));
    }
    // What is added first makes the steps easier to follow.
    bands.sort_by_key(|band| band.role == Role::Subtracted);
    if bands.first().is_some_and(|band| band.role == Role::Added) { bands } else { Vec::new() }
}

fn sum_words(all: &[Judged], case: &ProofCase, scene: &Scene) -> String {
    let steps = steps(all, case, scene);
    let mut words = String::new();
    for (i, step) in steps.iter().enumerate() {
        let sign = match (i, step.role) {
            (0, _) => "",
            (_, Role::Subtracted) => " − ",
            _ => " + ",
        };
        let name = if i == 0 { step.name.clone() } else { step.name.to_lowercase() };
        words += &format!("{sign}{name}");
    }
    words
}
