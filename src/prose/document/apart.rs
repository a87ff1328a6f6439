//! Figures whose sentences do not tell that they are of one subject.
//!
//! What a sentence leaves unsaid is carried to it, and most often rightly. Where two figures would then be of one subject and cannot
//! both be, it is likelier that the second is of something which was not understood (a supplier, a month, a record of long ago)
//! than that a text contradicts itself in one breath. Such a figure is kept, as a part of its own.

use std::collections::{HashMap, HashSet};

use super::Document;
use crate::exact::{Interval, Rational};
use crate::period::Period;
use crate::statement::{Direction, Key, KeyPatch, Name, Relation, Statement, Status};

/// What the sentence of a figure says of it by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Told {
    /// Which sentence of the text it is.
    pub(super) sentence: usize,
    pub(super) by: Teller,
}

/// Who says when and of which flow a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Teller {
    /// Its own sentence.
    Sentence,
    /// Its own sentence, but for the year of a month or quarter.
    PartOfYear,
    /// At least in part, sentences before it.
    Context,
    /// It is another amount in another currency: "148 billion yuan (24 billion dollars)". At which rate, nothing tells.
    Conversion,
}

/// So many figures of one subject are compared with each that follows.
pub(super) const COMPARED: usize = 16;

/// What two figures have in common that cannot both be.
type Subject = (Key, Option<Relation>, Option<Period>, Option<KeyPatch>);

impl Document<'_> {
    /// Gives parts of their own to figures that contradict one before them, and do not say themselves what they are of.
    pub(super) fn set_apart(&mut self) {
        let mut told: Vec<Option<Told>> = vec![None; self.extract.statements.len()];
        self.told.iter().for_each(|&(at, of)| told[at] = Some(of));
        let mut known: HashMap<Subject, Vec<usize>> = HashMap::new();
        let mut apart = HashSet::new();
        for (at, statement) in self.extract.statements.iter().enumerate() {
            let joins = is_rate(statement.relation)
                || matches!(
                    statement.relation,
                    Relation::Level | Relation::AbsoluteChange | Relation::Share | Relation::Coverage | Relation::Multiple
                );
            let open = statement.status == Status::Forecast || statement.subjects.len() > 1 || statement.key.period.is_none();
            if open || !joins {
                continue;
            }
            let group = known.entry(subject(statement)).or_default();
            let by = |at: usize| told[at].map(|of| of.by);
            // "In January 1986" is another January than one that is told without a year.
            let of_other_year =
                |one: usize, other: usize| by(one) == Some(Teller::PartOfYear) && by(other) == Some(Teller::Sentence);
            let is_drawn_in = |of: Told, before: usize| {
                let same = told[before].is_some_and(|before| before.sentence == of.sentence);
                let slip = || is_slip(&self.extract.statements[before], statement);
                let opposed = || excludes(&self.extract.statements[before], statement);
                let is_carried = of.by == Teller::Context || of_other_year(at, before);
                (same || of.by == Teller::Conversion || is_carried && !slip()) && opposed()
            };
            // "Exports rose by 22 % over the year" was carried to a period of which a later sentence tells another rate.
            let is_told = matches!(by(at), Some(Teller::Sentence | Teller::PartOfYear));
            let was_carried = |before: &usize| {
                let is_carried = is_told && by(*before) == Some(Teller::Context) || of_other_year(*before, at);
                let yields =
                    by(*before) == Some(Teller::Conversion) || is_carried && !is_slip(&self.extract.statements[*before], statement);
                yields
                    && told[*before].map(|of| of.sentence) != told[at].map(|of| of.sentence)
                    && excludes(&self.extract.statements[*before], statement)
            };
            let carried: Vec<usize> = group.iter().copied().filter(was_carried).collect();
            group.retain(|before| !carried.contains(before));
            apart.extend(carried);
            if told[at].is_some_and(|of| group.iter().any(|&before| is_drawn_in(of, before))) {
                apart.insert(at);
            } else if group.len() < COMPARED {
                group.push(at);
            }
        }
        self.name_apart(&apart, &told);
    }

    /// "… came to 12.6 billion, up 9 percent from 11.6 billion": what follows a figure set apart in its sentence is of the same.
    fn name_apart(&mut self, apart: &HashSet<usize>, told: &[Option<Told>]) {
        let mut names: HashMap<Key, Name> = HashMap::new();
        let mut sentence = None;
        for (at, of) in told.iter().enumerate() {
            let of = of.map(|of| of.sentence);
            if of.is_none() || of != sentence {
                names.clear();
            }
            sentence = of;
            if names.is_empty() && !apart.contains(&at) {
                continue;
            }
            let series = Key { period: None, unit: Name::default(), ..self.extract.statements[at].key.clone() };
            if apart.contains(&at) {
                let name = self.unnamed(usize::MAX - at);
                // What follows a conversion is of the amount that was converted.
                if told[at].is_some_and(|of| of.by == Teller::Conversion) {
                    self.extract.statements[at].key.commodity = name;
                    continue;
                }
                names.insert(series.clone(), name);
            }
            if let Some(name) = names.get(&series) {
                self.extract.statements[at].key.commodity = name.clone();
            }
        }
    }
}

fn subject(statement: &Statement) -> Subject {
    // A rate and an index of one change are of one subject.
    let relation = Some(statement.relation).filter(|relation| !is_rate(*relation));
    (statement.key.clone(), relation, statement.base, statement.whole.clone())
}

fn is_rate(relation: Relation) -> bool {
    matches!(relation, Relation::Growth | Relation::Index | Relation::Change)
}

/// Whether two figures of one subject cannot both be, in whichever reading.
fn excludes(one: &Statement, other: &Statement) -> bool {
    let disjoint = |a: &Interval, b: &Interval| a.intersection(b).is_empty();
    let (a, b) = (values(one), values(other));
    if !is_rate(one.relation) {
        return a.iter().all(|a| b.iter().all(|b| disjoint(a, b)));
    }
    // What is printed may be the change or the index.
    let hundred = Rational::from(100);
    let index = |value: &Interval| value.shifted(&-hundred.clone());
    a.iter().all(|a| b.iter().all(|b| disjoint(a, b) && disjoint(&index(a), b) && disjoint(a, &index(b))))
}

/// What a figure stands for, as printed and rounded coarser, with the sign that its words give it.
fn values(statement: &Statement) -> Vec<Interval> {
    let down = is_rate(statement.relation) && statement.direction == Some(Direction::Down);
    let sign = Rational::from(if down { -1 } else { 1 });
    let coarser = statement.figure.coarser().map(|figure| figure.interval());
    std::iter::once(statement.figure.interval()).chain(coarser).map(|value| value.scaled(&sign)).collect()
}

/// Whether the same digits stand in another order or on another scale: then it is likely one figure, printed twice and once wrongly.
fn is_slip(one: &Statement, other: &Statement) -> bool {
    let digits = |statement: &Statement| {
        let printed = statement.figure.printed();
        let mut digits: Vec<u8> = printed.bytes().filter(u8::is_ascii_digit).skip_while(|digit| *digit == b'0').collect();
        digits.sort_unstable();
        digits
    };
    let (a, b) = (digits(one), digits(other));
    a.len() > 1 && a == b
}

#[cfg(test)]
mod tests {
    use super::super::super::read;
    use crate::source::Source;

    /// What stands in the place of a commodity, for each figure.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let extract = read(&Source::from_text("phrase.txt", format!("{text}\n")));
        let parts: Vec<&str> = extract.statements.iter().map(|s| s.key.commodity.as_str()).collect();
        assert_eq!(parts, expected, "{text}");
    }

    #[test]
    fn one_sentence_does_not_contradict_itself() {
        check("In 2019 exports were 41.3 billion euros, and exports reached 12.6 billion euros.", &["", "?"]);
        check("In 2019 exports were 41.3 billion euros, and exports reached 41 billion euros.", &["", ""]);
        let goes_on = "In 2019 exports were 41.3 billion euros, and exports reached 12.6 billion euros, up 9 percent.";
        check(goes_on, &["", "?", "?"]);
    }

    #[test]
    fn what_is_carried_does_not_refute() {
        let carried = "Exports were 41.3 billion euros in 2019. The country is a big trader. Exports came to 12.6 billion euros.";
        check(carried, &["", "?"]);
        let told =
            "Exports were 41.3 billion euros in 2019. The country is a big trader. In 2019 exports came to 12.6 billion euros.";
        check(told, &["", ""]);
        let exchanged = "Exports were 41.3 billion euros in 2019. The country is a big trader. Exports came to 14.3 billion euros.";
        check(exchanged, &["", ""]);
    }

    #[test]
    fn a_month_without_a_year_is_of_another_than_one_that_is_told() {
        let text =
            "The deficit of Malta was 9 million euros in January. In January 1986 the deficit of Malta was 23 million euros.";
        check(text, &["?", ""]);
        let later =
            "In January 1986 the deficit of Malta was 23 million euros. The deficit of Malta was 9 million euros in January.";
        check(later, &["", "?"]);
        let same =
            "The deficit of Malta was 23 million euros in January. In January 1986 the deficit of Malta was 23 million euros.";
        check(same, &["", ""]);
    }

    #[test]
    fn rates_may_be_indices() {
        check("In 2019 exports grew by 4.1 percent. The growth rate of exports was 104.1 percent.", &["", ""]);
        check("In 2019 exports grew by 4.1 percent, and exports fell by 4.1 percent.", &["", "?"]);
    }
}
