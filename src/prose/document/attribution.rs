//! How it is known what a figure is said of: by its own sentence, or from around it.

use super::super::place::{Place, same_place};
use super::super::sentence::Sentence;
use super::Document;
use super::apart::{Teller, Told};
use crate::statement::{Attribution, Key};

impl Document<'_> {
    /// Whether a sentence tells itself what its figure is of. What a paragraph that speaks of one period throughout leaves unsaid is as good as told;
    /// where somebody else is named beside the figure, what was understood may not be all that was said.
    pub(super) fn attribution(&self, sentence: &Sentence, at: usize, told: Told, subject: Option<usize>, key: &Key) -> Attribution {
        let is_told = match told.by {
            Teller::Context => !told.is_base && subject.is_some() && self.speaks_of_one_period(key),
            _ => true,
        };
        if is_told && !names_another(sentence, at, key) { Attribution::Told } else { Attribution::Carried }
    }

    /// Whether the figures of the paragraph that say themselves when they are of are all of this one's period.
    fn speaks_of_one_period(&self, key: &Key) -> bool {
        let dated = |(at, other): &(usize, Told)| {
            let dates = *at >= self.paragraph.first && !other.is_base && matches!(other.by, Teller::Sentence | Teller::Month);
            dates.then(|| self.extract.statements[*at].key.period)
        };
        let mut around = self.told.iter().filter_map(dated).peekable();
        around.peek().is_some() && around.all(|other| other == key.period)
    }
}

/// Whether a place stands before a figure, behind the number before it, that is neither whose trade it is nor whom it is with.
fn names_another(sentence: &Sentence, at: usize, key: &Key) -> bool {
    let from = (0..at).rev().find(|&i| sentence.quantity(i).is_some()).map_or(0, |i| i + 1);
    let is_known = |place: &Place| {
        let names = |name: &str| same_place(&place.name, name) || name.split(" and ").any(|part| same_place(&place.name, part));
        names(key.reporter.as_str()) || names(key.partner.as_str())
    };
    sentence.items[from..at].iter().filter_map(|item| item.place()).any(|place| !is_known(place))
}
