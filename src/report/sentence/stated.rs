//! A figure as its source states it, and what the others leave for it.

use super::scene::usual_sense;
use crate::check::{Judged, Sense, Verdict};
use crate::codelist::Flow;
use crate::exact::{Interval, Rational};
use crate::figure::{Figure, Multiplier, Qualifier, Rounding};
use crate::period::Period;
use crate::report::number::{THIN, digits_beside, number, printed, range};
use crate::statement::{Direction, Relation, Statement};

/// The figure as printed, with the words around it and its unit: `deficit of 596.9 million USD`, `more than doubled`, `up 71.5 %`.
pub(in crate::report) fn stated(statement: &Statement) -> String {
    let figure = printed(statement.figure.printed());
    let is_word = figure.starts_with(char::is_alphabetic);
    let qualified = match statement.figure.qualifier() {
        Some(Qualifier::LessThan) if statement.relation == Relation::Rank => format!("at most {figure}"),
        Some(qualifier) => format!("{} {figure}", qualifier.word()),
        None => figure,
    };
    let with_unit = format!("{qualified}{}", unit_behind(statement, is_word));
    match (statement.relation, statement.direction) {
        (Relation::Level, Some(direction @ (Direction::Surplus | Direction::Deficit))) => {
            format!("{} of {with_unit}", direction.word())
        }
        (Relation::Rank, _) => format!("rank {with_unit}"),
        (Relation::Multiple, _) if is_word => with_unit,
        (_, Some(direction @ (Direction::Up | Direction::Down))) => format!("{} {with_unit}", direction.word()),
        _ => with_unit,
    }
}

/// The unit of a figure in words: `million USD`, `%`, `times`.
pub(in crate::report) fn unit_of(statement: &Statement) -> String {
    match statement.relation {
        Relation::Contribution | Relation::PointChange => "percentage points".to_owned(),
        relation if relation.is_percentage() => "%".to_owned(),
        Relation::Multiple | Relation::Comparison => "times".to_owned(),
        Relation::Rank => String::new(),
        _ => {
            let multiplier = statement.figure.multiplier();
            // "13 billion 942 million" says its multiplier itself, "27 thousand 455" does not.
            let last = statement.figure.printed().split_whitespace().last().filter(|word| word.starts_with(char::is_alphabetic));
            let says_it = last.is_some_and(|word| word.parse() == Ok(multiplier));
            let multiplier = if says_it { String::new() } else { multiplier.word() };
            let words = [multiplier, statement.key.unit.to_string()];
            words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
        }
    }
}

fn unit_behind(statement: &Statement, is_word: bool) -> String {
    let base = || statement.base.map(|base| format!(" of {}", base.label())).unwrap_or_default();
    match (statement.relation, &*unit_of(statement)) {
        (_, "") => String::new(),
        // `doubled` needs no `times`.
        (Relation::Multiple, _) if is_word => String::new(),
        (Relation::Index, unit) => format!("{THIN}{unit}{}", base()),
        (_, unit @ "%") => format!("{THIN}{unit}"),
        (_, unit) => format!(" {unit}"),
    }
}

/// What the figure says in a sense, in its own unit and with the sign of its direction.
pub(in crate::report) fn stated_interval(statement: &Statement, sense: Sense) -> Interval {
    let figure = match sense {
        Sense::OtherNotation => statement.other_notation.clone(),
        Sense::RoundedCoarser => statement.figure.coarser(),
        _ => None,
    };
    let figure = figure.unwrap_or_else(|| statement.figure.clone()).times(Multiplier::ONE);
    let takes_sign = matches!(sense, Sense::Increment | Sense::PerYear | Sense::Difference | Sense::Points | Sense::PointChange);
    let figure = if takes_sign { with_sign(figure, statement.direction) } else { figure };
    match sense {
        Sense::Truncated => figure.interval_as(Rounding::Truncated),
        _ if statement.relation == Relation::Count => figure.interval_as(statement.figure.rounding_of_count()),
        _ => figure.interval(),
    }
}

/// A fall or deficit printed without its minus.
fn with_sign(figure: Figure, direction: Option<Direction>) -> Figure {
    match direction {
        Some(Direction::Down | Direction::Deficit) if figure.value().is_positive() => figure.negated(),
        _ => figure,
    }
}

/// The interval that the other figures leave, as a cell: empty where they leave all that its kind of figure can be.
pub(in crate::report) fn left_by_others(judged: &Judged) -> String {
    match judged.computed.as_ref().filter(|interval| is_telling(judged, interval)) {
        Some(interval) => {
            let decimals = digits_beside(interval, judged.statement.figure.decimals());
            match interval.point() {
                Some(point) if point.decimals().is_some_and(|needed| needed <= decimals) => {
                    format!("{}{}", number(point, decimals), rate_unit(judged))
                }
                _ => format!("{}{}", range(interval, decimals), rate_unit(judged)),
            }
        }
        None => String::new(),
    }
}

/// The unit of a percentage; that of amounts stands beside the figure itself.
fn rate_unit(judged: &Judged) -> String {
    if unit_of(&judged.statement) == "%" { format!("{THIN}%") } else { String::new() }
}

/// Whether an interval says more than that levels are not negative.
pub(in crate::report) fn is_telling(judged: &Judged, interval: &Interval) -> bool {
    let sense = judged.taken.as_ref().map_or(usual_sense(judged.statement.relation), |reading| reading.sense);
    let least = match sense {
        Sense::Increment => Some(Rational::from(-100)),
        Sense::Difference | Sense::Points | Sense::PointChange | Sense::PerYear => None,
        _ if judged.statement.key.flow == Flow::Balance => None,
        _ => Some(Rational::ZERO),
    };
    interval.upper.is_some() || interval.lower.as_ref().is_some_and(|lower| least.is_none_or(|least| lower.value > least))
}

/// What there is to say beside a verdict: the reading a figure fits in, and what else it is owed to or why it is not decided.
pub(in crate::report) fn verdict_note(judged: &Judged) -> String {
    let reason = judged.verdict.reason();
    match (&judged.verdict, &judged.taken) {
        (Verdict::Misworded, Some(reading)) => format!("fits as {reading}"),
        (Verdict::Consistent(_), Some(reading)) if judged.readings.len() > 1 && reading.sense.is_meaning() => match reason {
            "" => format!("as {reading}"),
            reason => format!("as {reading}, {reason}"),
        },
        _ => reason.to_owned(),
    }
}

/// Stands where a source does not say when.
pub(in crate::report) const NO_PERIOD: &str = "not given";

/// The period of a statement in words.
pub(in crate::report) fn period_words(period: Option<Period>) -> String {
    period.map_or_else(|| NO_PERIOD.to_owned(), Period::label)
}

#[cfg(test)]
mod tests {
    use super::stated;
    use crate::prose::read;
    use crate::source::Source;

    #[track_caller]
    fn check(amount: &str, expected: &str) {
        let text = format!("Exports of Malta came to {amount} in 2019.\n");
        let extract = read(&Source::from_text("text.txt", text));
        let figures: Vec<String> = extract.statements.iter().map(stated).collect();
        assert_eq!(figures, [expected], "{amount}");
    }

    #[test]
    fn a_multiplier_is_said_once() {
        check("13 billion 942 million dollars", "13 billion 942 million USD");
        check("27 thousand 455 million dollars", "27 thousand 455 million USD");
        check("one thousand 828 million dollars", "one thousand 828 million USD");
        check("two billion dollars", "two billion USD");
        check("1 billion 477 million 4 thousand dollars", "1 billion 477 million 4 thousand USD");
    }
}
