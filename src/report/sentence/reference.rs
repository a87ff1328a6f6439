//! What a reference series favours, and why it decides nothing.

use std::cmp::Ordering;

use super::scene::Scene;
use super::{list, sentence};
use crate::check::{Difference, Favoured};
use crate::exact::Rational;
use crate::place::Place;
use crate::report::number::{THIN, digits_beside, number};

/// `Belarus’s imports from China in 2010 rose to 155.7 % of 2009 (series.csv, lines 25 and 24), which favours an index of imports; annual,
/// other area, other scope.`
pub(in crate::report) fn favours(favoured: &Favoured, scene: &Scene) -> String {
    let noun = scene.reference().level(&favoured.key);
    let change = match favoured.rate.middle().map(|middle| middle.cmp(&Rational::ONE)) {
        Some(Ordering::Less) => "fell to",
        Some(Ordering::Greater) => "rose to",
        _ => "stayed at",
    };
    let differs: Vec<&str> = favoured.differs.iter().map(|difference| words(*difference, favoured)).collect();
    let differs = if differs.is_empty() { String::new() } else { format!("; {}", differs.join(", ")) };
    sentence(&format!(
        "{} {change} {}{THIN}% of {} ({}), which favours {}{differs}",
        noun.words,
        per_cent(favoured),
        favoured.base.label(),
        places(&favoured.places),
        favoured.reading
    ))
}

fn words(difference: Difference, favoured: &Favoured) -> &'static str {
    match difference {
        Difference::Period if favoured.base.is_year() => "annual",
        Difference::Period => "longer period",
        Difference::Area => "other area",
        Difference::Scope => "other scope",
        Difference::Flow => "most of the flow",
    }
}

/// The rate in per cent with one digit, or between which ends it lies where these do not round to one number.
fn per_cent(favoured: &Favoured) -> String {
    let rate = favoured.rate.scaled(&Rational::from(100));
    match (&rate.lower, &rate.upper) {
        (Some(lower), Some(upper)) if lower.value.to_decimal(1) == upper.value.to_decimal(1) => number(&lower.value, 1),
        (Some(lower), Some(upper)) => {
            let decimals = digits_beside(&rate, 1);
            format!("between {} and {}", number(&lower.value, decimals), number(&upper.value, decimals))
        }
        (Some(lower), None) => format!("at least {}", number(&lower.value, 1)),
        (None, Some(upper)) => format!("at most {}", number(&upper.value, 1)),
        (None, None) => "some".to_owned(),
    }
}

/// A reference is another source, so its file is said: `belarus-national/series.csv, lines 25 and 24`.
fn places(places: &[Place]) -> String {
    let Some(first) = places.first() else { return String::new() };
    // A path may be long, and says no more than its end does.
    let parts: Vec<&str> = first.file.split(['/', '\\']).collect();
    let file = parts[parts.len().saturating_sub(2)..].join("/");
    let lines: Vec<String> =
        places.iter().filter(|place| place.file == first.file).filter_map(|p| p.line).map(|l| l.to_string()).collect();
    match &lines[..] {
        [] => file,
        [line] => format!("{file}, line {line}"),
        lines => format!("{file}, lines {}", list(lines, "and")),
    }
}
