//! What the figures imply and nobody printed.

use super::argument::short;
use super::scene::{Money, Noun, Scene, partner};
use super::{counted, list, sentence};
use crate::check::{Assumed, Checked, DeducedFigure, Judged, Rest, Wording};
use crate::exact::Interval;
use crate::report::number::{THIN, between, digits_beside, number};
use crate::statement::{Dimension, Key, Name, Relation, Statement};

/// More places than this are counted and not named.
const NAMED: usize = 4;

/// Fewer digits than these say less than an interval does.
const SIGNIFICANT: usize = 3;

/// What is told of a case's deduced figures: those that are bounded closely, and that no open reading has told already.
pub(in crate::report) fn worth_telling(checked: &Checked) -> impl Iterator<Item = &DeducedFigure> {
    let is_close = |figure: &DeducedFigure| match &figure.rest {
        None => figure.is_close(),
        // The rest of a whole may be small; it is known well where its bounds are close beside the whole.
        Some(_) => whole_of(checked, &figure.key).is_some_and(|whole| figure.is_close_to(&whole)),
    };
    let is_new = |figure: &DeducedFigure| match &figure.assumes {
        None => true,
        // What a reading says of its own base is told with the reading.
        Some(assumed) => {
            outcome(checked, assumed).is_some_and(|outcome| outcome.wording <= Wording::Unsaid && outcome.implies.is_empty())
        }
    };
    checked.deduced.iter().filter(move |figure| figure.withheld.is_none() && is_close(figure) && is_new(figure))
}

fn outcome<'c>(checked: &'c Checked, assumed: &Assumed) -> Option<&'c crate::check::ReadingOutcome> {
    checked.statements.get(assumed.statement)?.readings.iter().find(|outcome| outcome.reading == assumed.reading)
}

/// The interval of a whole, printed or implied itself.
fn whole_of(checked: &Checked, key: &Key) -> Option<Interval> {
    let printed = checked.statements.iter().map(|judged| &judged.statement);
    let printed = printed.filter(|s| s.relation == Relation::Level && s.key == *key).map(|s| s.figure.interval()).next();
    let implied = || checked.deduced.iter().find(|figure| figure.rest.is_none() && figure.assumes.is_none() && figure.key == *key);
    printed.or_else(|| implied().map(|figure| figure.interval.clone()))
}

/// That there is more than is told; `None` where there is not.
pub(in crate::report) fn more_deduced(more: usize) -> Option<String> {
    let those = counted(more, "more is", "more are");
    (more > 0).then(|| format!("{those} bounded within 10{THIN}%; the JSON has all."))
}

/// A deduced figure: `Imports in 2008 were about 872 million USD (lines 7 and 9).`
pub(in crate::report) fn deduced(all: &[Judged], figure: &DeducedFigure, scene: &Scene) -> String {
    let noun = noun(figure, scene);
    let money = money(all, figure, scene);
    let unit = with_space(&money.words());
    let was = noun.number.verb("was", "were");
    let from = places(all, figure, scene);
    let from = if from.is_empty() { String::new() } else { format!(" ({from})") };
    sentence(&format!("{}{} {was} {}{unit}{from}", assumption(all, figure, scene), noun.words, amount(&figure.interval, &money)))
}

/// A figure that is withheld and can be told from the others all the same.
pub(in crate::report) fn disclosed(all: &[Judged], figure: &DeducedFigure, scene: &Scene) -> String {
    let noun = noun(figure, scene);
    let money = money(all, figure, scene);
    let row = figure.withheld.as_ref().map(|place| format!(" ({})", scene.place(place))).unwrap_or_default();
    let reporter = if figure.key.reporter.is_empty() { String::new() } else { format!("{}: ", figure.key.reporter) };
    let from = places(all, figure, scene);
    let others = if from.is_empty() { "what must hold leaves".to_owned() } else { format!("the other figures ({from}) leave") };
    sentence(&format!(
        "{reporter}{} {} withheld as confidential{row}, but {}{others} {}{}",
        noun.words,
        noun.number.verb("is", "are"),
        assumption(all, figure, scene),
        amount(&figure.interval, &money),
        with_space(&money.words())
    ))
}

/// `if 157.2 % on turnover (line 13) is read as an index, `; empty where nothing is assumed.
fn assumption(all: &[Judged], figure: &DeducedFigure, scene: &Scene) -> String {
    let Some(assumed) = &figure.assumes else { return String::new() };
    let Some(judged) = all.get(assumed.statement) else { return String::new() };
    let scene = scene.with_scope(&judged.statement.key.scope).with_period(judged.statement.key.period);
    let what = format!("{} on {}", short(all, assumed.statement), scene.topic(judged));
    format!("if {what} ({}) is read as {}, ", scene.place(&judged.statement.place), assumed.reading)
}

fn noun(figure: &DeducedFigure, scene: &Scene) -> Noun {
    let mut noun = scene.with_periods().level(&figure.key);
    if let Some(rest) = &figure.rest {
        noun.words = format!("{} beyond {}", noun.words, named(rest));
    }
    noun
}

/// `the 6 products named`, `tyres`.
fn named(rest: &Rest) -> String {
    let name = |name: &Name| if rest.dimension == Dimension::Partner { partner(name) } else { name.to_string() };
    if rest.named.len() <= 2 {
        return list(&rest.named.iter().map(name).collect::<Vec<_>>(), "and");
    }
    let parts = match rest.dimension {
        Dimension::Commodity => "products",
        Dimension::Reporter => "regions",
        Dimension::Partner => "partners",
        Dimension::Scope | Dimension::Flow => "parts",
    };
    format!("the {} {parts} named", rest.named.len())
}

/// The unit of the series; for the rest of a whole the smallest of the whole and its parts, in which a small rest can be told.
fn money(all: &[Judged], figure: &DeducedFigure, scene: &Scene) -> Money {
    let usual = scene.money_of(&figure.key);
    let Some(rest) = &figure.rest else { return usual };
    let is_part = |statement: &&Statement| {
        let part = statement.key.name(rest.dimension);
        rest.named.contains(&part) && statement.key.with_name(rest.dimension, "") == figure.key.with_name(rest.dimension, "")
    };
    let levels = all.iter().map(|judged| &judged.statement).filter(|s| s.relation == Relation::Level);
    let of_parts = levels.filter(is_part).map(|statement| scene.money_of(&statement.key));
    of_parts.chain([usual.clone()]).min_by_key(|money| money.multiplier).unwrap_or(usual)
}

/// `lines 5 and 6`, `7 figures`.
fn places(all: &[Judged], figure: &DeducedFigure, scene: &Scene) -> String {
    let places: Vec<String> =
        figure.from.iter().filter_map(|&g| all.get(g)).map(|judged| scene.place(&judged.statement.place)).collect();
    match &places[..] {
        [] => String::new(),
        [one] => one.clone(),
        several if several.len() > NAMED => format!("{} figures", several.len()),
        several if several.iter().all(|place| place.starts_with("line ")) => {
            format!("lines {}", list(&several.iter().map(|place| place["line ".len()..].to_owned()).collect::<Vec<_>>(), "and"))
        }
        several => list(several, "and"),
    }
}

/// An amount at the precision it deserves: `about 293 ` where both ends round to it, `between 885.8 and 886.7` where they do not.
pub(in crate::report) fn amount(interval: &Interval, money: &Money) -> String {
    let own = money.own(interval);
    let most = money.decimals.max(0) as u32;
    let range = between(&own, digits_beside(&own, money.decimals).min(most + 1));
    let (Some(lower), Some(upper), None) = (&own.lower, &own.upper, own.point()) else { return range };
    let rounds_to = |decimals: &u32| {
        let (low, high) = (lower.value.to_decimal(*decimals), upper.value.to_decimal(*decimals));
        (low == high && significant(&low) >= SIGNIFICANT).then(|| format!("about {}", number(&lower.value, *decimals)))
    };
    (0..=most).rev().find_map(|decimals| rounds_to(&decimals)).unwrap_or(range)
}

/// Digits that say something: those from the first that is not zero.
fn significant(digits: &str) -> usize {
    digits.chars().filter(char::is_ascii_digit).skip_while(|digit| *digit == '0').count()
}

fn with_space(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!(" {words}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Multiplier;

    #[test]
    fn an_amount_has_the_digits_that_its_interval_allows() {
        for (lower, upper, decimals, shown) in [
            ("293.26", "293.34", 1, "about 293.3"),
            ("293.27", "293.44", 1, "about 293"),
            ("22.65", "22.78", 1, "between 22.65 and 22.78"),
            ("885.88", "886.66", 1, "between 885.88 and 886.66"),
            ("9", "9", 0, "exactly 9"),
            ("0.4", "1.4", 0, "between 0.4 and 1.4"),
            ("-597", "-596.8", 1, "about −597"),
        ] {
            let money = Money { unit: Name::new("USD"), multiplier: Multiplier::ONE, decimals };
            let interval = Interval::between(lower.parse().unwrap(), upper.parse().unwrap());
            assert_eq!(amount(&interval, &money), shown);
        }
    }
}
