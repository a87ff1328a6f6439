//! When an earlier rate was, and what it was counted from.

use super::super::sentence::{Role, Sentence};
use super::super::when::{When, Year};
use super::Document;
use crate::period::Period;

impl Document<'_> {
    /// Period and base of a rate that the one before it is compared with; `None` where the number is none. A period that is not told is
    /// not known: it is an earlier one, whichever.
    pub(super) fn earlier_rate(&self, sentence: &Sentence, at: usize, role: &Role) -> Option<(Option<Period>, Option<Period>)> {
        if !role.relation.is_change() || !sentence.is_earlier_rate(at) {
            return None;
        }
        // "Fell 1.7 % to 61.6 billion, following a gain of 2.6 % in July": amounts may stand between.
        let of_sentence = self.told.iter().rev().take_while(|(_, told)| told.sentence == self.sentences);
        let first = of_sentence.map(|(at, _)| &self.extract.statements[*at]).find(|told| told.relation.is_change())?;
        let spoken = first.key.period;
        let when = sentence.time_of_earlier_rate(at).and_then(|i| sentence.items[i].when());
        let period = when.and_then(|when| {
            let when = if let When::Last(step) = when { When::Before(step) } else { when };
            let period = when.resolve(self.now(spoken))?;
            // "Rose in May, after a fall in June": of the year before.
            let bare = matches!(when, When::Months { year: Year::Unsaid, .. });
            let late = spoken.is_some_and(|spoken| period.start() >= spoken.start());
            if late && bare { period.year_before() } else { Some(period).filter(|period| Some(*period) != spoken) }
        });
        let step = spoken.zip(first.base).map(|(period, base)| period.start() - base.start());
        let base = period.zip(step).and_then(|(period, step)| Period::from_start(period.start() - step, period.months()));
        Some((period, base))
    }
}
