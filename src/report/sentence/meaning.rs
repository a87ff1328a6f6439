//! What ambiguous figures mean: what the words say, what the figures allow, and what follows from each reading.

use super::argument::short;
use super::reference;
use super::scene::{Money, Number, Scene, literal};
use super::{list, sentence};
use crate::check::{Judged, Reading, ReadingOutcome, Sense, Survival, Undecided, Verdict, Wording};
use crate::exact::{Interval, Rational};
use crate::report::number::{THIN, between, digits_beside, exact, number, printed};
use crate::statement::{Direction, Relation, Statement};

/// What a misworded figure says and what it must mean.
///
/// The words say growth of 71.5 per cent; the figures fit only if 71.5 is per cent of 2008: turnover fell to 71.5 % of 2008.
pub(in crate::report) fn misworded(all: &[Judged], g: usize, scene: &Scene) -> String {
    let judged = &all[g];
    let statement = &judged.statement;
    let figure = digits(statement);
    let said = literal(judged);
    let quoted = if statement.wording.is_empty() { String::new() } else { format!(" (“{}”)", statement.wording) };
    let place = scene.place(&statement.place);
    let Some(taken) = &judged.taken else {
        return sentence(&format!("the words say {}{quoted} ({place})", literal_words(statement, said.sense, scene)));
    };
    sentence(&format!(
        "the words say {}{quoted}; the figures fit only if {}: {} ({place})",
        literal_words(statement, said.sense, scene),
        taken_words(statement, taken, &figure),
        meant(all, judged, taken, scene)
    ))
}

fn base_words(statement: &Statement) -> String {
    statement.base.map_or_else(|| "the base".to_owned(), |base| base.label())
}

/// The figure in digits, also where it is printed as a word.
fn digits(statement: &Statement) -> String {
    match statement.figure.printed() {
        word if word.starts_with(char::is_alphabetic) => exact(statement.figure.value()),
        digits => printed(digits),
    }
}

/// What the words of a statement say, as an object: `growth of 71.5 per cent`.
fn literal_words(statement: &Statement, sense: Sense, scene: &Scene) -> String {
    let figure = digits(statement);
    let fall = statement.direction == Some(Direction::Down);
    match sense {
        Sense::Increment if fall => format!("a fall of {figure} per cent"),
        Sense::Increment => format!("growth of {figure} per cent"),
        Sense::Index => format!("{figure} per cent of {}", base_words(statement)),
        Sense::Factor => format!("{figure} times the level of {}", base_words(statement)),
        Sense::FactorMore => format!("an addition of {figure} times the level of {}", base_words(statement)),
        Sense::Divisor => format!("the level of {} divided by {figure}", base_words(statement)),
        Sense::PerYear => format!("growth of {figure} per cent a year"),
        _ => format!("{figure}{}", scene.suffix(statement, sense)),
    }
}

/// What a figure is, as a clause: `71.5 is per cent of 2008`.
fn taken_words(statement: &Statement, taken: &Reading, figure: &str) -> String {
    let of = taken.subject.as_ref().filter(|_| statement.subjects.len() > 1).map(|flow| format!(" of {flow}")).unwrap_or_default();
    match taken.sense {
        Sense::Index => format!("{figure} is per cent of {}", base_words(statement)),
        Sense::Increment => format!("{figure} is growth{of} in per cent"),
        Sense::Factor => format!("{figure} is a multiple of the level of {}", base_words(statement)),
        Sense::FactorMore => format!("{figure} is the multiple of the level of {} that was added", base_words(statement)),
        _ => format!("{figure} is {taken}"),
    }
}

/// What happened if a reading is meant: `turnover fell to 71.5 % of 2008, from between 885.88 and 886.66 to 633.9 million USD`.
fn meant(all: &[Judged], judged: &Judged, taken: &Reading, scene: &Scene) -> String {
    let statement = &judged.statement;
    let key = statement.key_of(taken.subject.as_ref().unwrap_or(&statement.key.flow));
    let noun = scene.level(&key);
    let figure = digits(statement);
    let what = match taken.sense {
        Sense::Index => {
            let change = match statement.figure.value().cmp(&Rational::from(100)) {
                std::cmp::Ordering::Less => "fell to",
                std::cmp::Ordering::Equal => "stayed at",
                std::cmp::Ordering::Greater => "rose to",
            };
            format!("{} {change} {figure}{THIN}% of {}", noun.words, base_words(statement))
        }
        Sense::Increment => {
            let falls = statement.figure.value().is_negative() || statement.direction == Some(Direction::Down);
            let change = if falls { "fell by" } else { "rose by" };
            format!("{} {change} {}{THIN}%", noun.words, figure.trim_start_matches('−'))
        }
        Sense::Factor => {
            format!("{} {} {figure} times the level of {}", noun.words, noun.number.verb("was", "were"), base_words(statement))
        }
        Sense::FactorMore => format!("{} rose by {figure} times the level of {}", noun.words, base_words(statement)),
        _ => format!("{} {} meant as {taken}", noun.words, noun.number.verb("is", "are")),
    };
    let implied = judged.readings.iter().find(|outcome| outcome.reading == *taken).and_then(|outcome| outcome.implies.first());
    let Some(implied) = implied else { return what };
    let money = scene.money_of(&implied.key);
    let shown = in_money(&implied.interval, &money);
    let level = all
        .iter()
        .map(|j| &j.statement)
        .find(|s| s.relation == Relation::Level && s.key == key_with_unit(&key, implied.key.unit.clone()));
    match level {
        Some(level) => {
            let unit = with_space(&money.words());
            format!("{what}, from {shown} to {}{unit}", number(&level.figure.value().abs(), level.figure.decimals().max(0) as u32))
        }
        None => format!("{what}, from {shown}{}", with_space(&money.words())),
    }
}

fn key_with_unit(key: &crate::statement::Key, unit: crate::statement::Name) -> crate::statement::Key {
    crate::statement::Key { unit, ..key.clone() }
}

/// An interval of base units in the unit of its series: `between 885.88 and 886.66`.
fn in_money(interval: &Interval, money: &Money) -> String {
    let own = money.own(interval);
    between(&own, digits_beside(&own, money.decimals).min(money.decimals.max(0) as u32 + 1))
}

fn with_space(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!(" {words}") }
}

/// A figure whose reading stays open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) struct Open {
    /// The statement.
    pub(in crate::report) statement: usize,
    /// What it is: `157.2 % on turnover, January–September 2010 (line 13)`.
    pub(in crate::report) what: String,
    /// What each reading that can be meant implies.
    pub(in crate::report) readings: Vec<String>,
    /// Those that cannot, where there are any: `As an index of exports it is refuted.`
    pub(in crate::report) refuted: String,
    /// The one that a reference series favours, where one does.
    pub(in crate::report) favoured: String,
}

/// The readings of a statement that stays open; `None` for one that is decided or has one meaning.
pub(in crate::report) fn open(all: &[Judged], g: usize, scene: &Scene) -> Option<Open> {
    let judged = &all[g];
    let is_open = matches!(
        judged.verdict,
        Verdict::Undecided(Undecided::Ambiguous | Undecided::NotCheckable | Undecided::ThroughZero | Undecided::ZeroBase)
    );
    let mut surviving = survivors(judged, Survival::Survives);
    // "Up 6.3 %" as an index is a fall to a sixteenth: nobody asks, unless the verdict rests on it, a series speaks for it, or the source is
    // known to confuse the two.
    let confuses = || all.iter().any(|judged| judged.verdict == Verdict::Misworded);
    if !matches!(judged.verdict, Verdict::Undecided(Undecided::Ambiguous)) && judged.favoured.is_none() && !confuses() {
        surviving.retain(|outcome| outcome.wording == Wording::Said || !turns_the_words(&judged.statement, outcome));
    }
    if !is_open || surviving.len() < 2 {
        return None;
    }
    Some(Open {
        statement: g,
        what: what(all, g, scene),
        readings: surviving.iter().map(|outcome| implied_by(&judged.statement, outcome, scene)).collect(),
        refuted: refuted(&survivors(judged, Survival::Refuted)),
        favoured: judged.favoured.as_ref().map(|favoured| reference::favours(favoured, scene)).unwrap_or_default(),
    })
}

/// Whether an index that the words do not say is far below what it is counted from, where the words say up, or say down and mean less than
/// half.
fn turns_the_words(statement: &Statement, outcome: &ReadingOutcome) -> bool {
    let least = match statement.direction {
        Some(Direction::Up) => 100,
        Some(Direction::Down) => 50,
        _ => return false,
    };
    outcome.reading.sense == Sense::Index && *statement.figure.value() < Rational::from(least)
}

/// A figure whose wording leaves its reading open and whose reading the others settle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) struct Settled {
    /// The statement.
    pub(in crate::report) statement: usize,
    /// How it is settled.
    pub(in crate::report) sentence: String,
}

/// How the other figures settle what the words leave open; `None` where the words settle it or nothing does.
pub(in crate::report) fn settled(all: &[Judged], g: usize, scene: &Scene) -> Option<Settled> {
    let judged = &all[g];
    let gone = judged
        .readings
        .iter()
        .filter(|o| o.survival == Survival::Refuted && o.wording <= Wording::Unsaid)
        .cloned()
        .collect::<Vec<_>>();
    let (Verdict::Consistent(_), Some(taken), false) = (judged.verdict, &judged.taken, gone.is_empty()) else { return None };
    if survivors(judged, Survival::Survives).len() != 1 {
        return None;
    }
    let text = format!(
        "{}: the other figures leave only {taken}, so {}. {}",
        what(all, g, scene),
        meant(all, judged, taken, scene),
        refuted(&gone.iter().collect::<Vec<_>>())
    );
    Some(Settled { statement: g, sentence: text.trim_end().to_owned() })
}

fn survivors(judged: &Judged, survival: Survival) -> Vec<&ReadingOutcome> {
    judged.readings.iter().filter(|outcome| outcome.survival == survival).collect()
}

/// `157.2 % on turnover in January–September 2010 (line 13)`.
fn what(all: &[Judged], g: usize, scene: &Scene) -> String {
    format!("{} on {} ({})", short(all, g), scene.topic(&all[g]), scene.place(&all[g].statement.place))
}

/// What follows from one reading: `as an increment, turnover was between 293.27 and 293.44 million USD in January–September 2009`.
fn implied_by(statement: &Statement, outcome: &ReadingOutcome, scene: &Scene) -> String {
    let reading = &outcome.reading;
    let doubt = match outcome.wording {
        Wording::Said => "",
        _ => ", which the words do not say",
    };
    match outcome.implies.first() {
        Some(deduced) => {
            let money = scene.money_of(&deduced.key);
            // Scope and subject have been said.
            let scene = scene.with_periods().with_scope(&statement.key.scope);
            let noun = scene.level(&deduced.key);
            let was = if noun.number == Number::Plural { "were" } else { "was" };
            sentence(&format!(
                "as {reading}{doubt}, {} {was} {}{}",
                noun.words,
                in_money(&deduced.interval, &money),
                with_space(&money.words())
            ))
        }
        None if matches!(reading.sense, Sense::OverZeroBase | Sense::ThroughZero) => {
            sentence(&format!("as {reading}{doubt}, it states no rate"))
        }
        None => sentence(&format!("as {reading}{doubt}, it leaves the level of {} open", base_words(statement))),
    }
}

fn refuted(outcomes: &[&ReadingOutcome]) -> String {
    let readings: Vec<String> = outcomes.iter().map(|outcome| outcome.reading.to_string()).collect();
    if readings.is_empty() { String::new() } else { sentence(&format!("as {} it is refuted", list(&readings, "or"))) }
}
