//! How it is known what a figure is said of: by its own sentence, or from around it.

use super::super::place::{Place, same_place};
use super::super::sentence::{Role, Sentence};
use super::super::when::{When, Year};
use super::apart::Teller;
use super::{Dated, Document};
use crate::statement::{Attribution, Key};

impl Document<'_> {
    /// How it is known what a figure is said of, which its paragraph then keeps in mind. What a paragraph that speaks of one period throughout leaves
    /// unsaid is as good as told; where somebody else is named beside the figure, what was understood may not be all that was said.
    pub(super) fn attribute(&mut self, sentence: &Sentence, at: usize, by: Teller, role: &Role, key: &Key) -> Attribution {
        let is_told = match by {
            Teller::Context => {
                let period = key.period.filter(|_| !role.is_base && role.subject.is_some());
                period.is_some_and(|period| self.paragraph.dated == Dated::In(period))
            }
            _ => true,
        };
        if let Some(period) = key.period
            && matches!(by, Teller::Sentence | Teller::PartOfYear)
            && !role.is_base
        {
            self.paragraph.dated = self.paragraph.dated.and(period);
        }
        // "A bank in Chile put exports of Malta up 3 percent to 9 million": what is doubtful of the rate is of the amount behind it.
        let this = (self.sentences, role.subject);
        let goes_on = self.paragraph.beside_another == Some(this) && !names_a_place(sentence, at);
        let is_doubtful = goes_on || self.names_another(sentence, at, role, key);
        self.paragraph.beside_another = is_doubtful.then_some(this);
        if is_told && !is_doubtful { Attribution::Told } else { Attribution::Carried }
    }

    /// Whether a place stands before a figure, behind the number before it, that is neither whose trade it is nor one of those whom it is with.
    fn names_another(&self, sentence: &Sentence, at: usize, role: &Role, key: &Key) -> bool {
        let of_subject = role.subject.and_then(|s| sentence.subjects[s].partner.as_ref());
        let partners = of_subject.map_or("", |partner| partner.name.as_str());
        let is_known = |place: &Place| {
            let names = |name: &str| same_place(&place.name, name) || name.split(" and ").any(|part| same_place(&place.name, part));
            names(key.reporter.as_str()) || names(key.partner.as_str()) || names(partners)
        };
        places_before(sentence, at).any(|place| !is_known(place))
    }
}

fn names_a_place(sentence: &Sentence, at: usize) -> bool {
    places_before(sentence, at).next().is_some()
}

/// The places before a number, behind the number before it.
fn places_before<'s>(sentence: &'s Sentence, at: usize) -> impl Iterator<Item = &'s Place> {
    let from = (0..at).rev().find(|&i| sentence.quantity(i).is_some()).map_or(0, |i| i + 1);
    sentence.items[from..at].iter().filter_map(|item| item.place())
}

/// Who tells what a time says: a sentence, but what "the same period" or "last month" is, those before it have told.
pub(super) fn teller(when: When) -> Teller {
    match when {
        When::Same(Year::Unsaid) | When::Before(_) | When::Last(_) | When::Over(_) | When::Part(_) | When::YearToDate => {
            Teller::Context
        }
        When::Months { year: Year::Unsaid, .. } => Teller::PartOfYear,
        _ => Teller::Sentence,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::read;
    use crate::source::Source;

    /// Which figures are told; the others were carried.
    #[track_caller]
    fn check(text: &str, expected: &[bool]) {
        let extract = read(&Source::from_text("phrase.txt", format!("{text}\n")));
        let told: Vec<bool> = extract.statements.iter().map(|statement| statement.attribution.is_told()).collect();
        assert_eq!(told, expected, "{text}");
    }

    #[test]
    fn a_paragraph_of_one_period_tells_it_throughout() {
        check("In 2019 exports of Malta were 9 million euros. Imports were 7 million euros.", &[true, true]);
        let several =
            "In 2019 exports of Malta were 9 million euros. In 2020 exports were 8 million euros. Imports were 7 million euros.";
        check(several, &[true, true, false]);
        let further = "In 2019 exports of Malta were 9 million euros.\n\nImports were 7 million euros.";
        check(further, &[true, false]);
    }

    #[test]
    fn somebody_else_beside_a_figure_leaves_it_open() {
        check("In 2019 a bank in Chile put exports of Malta at 9 million euros.", &[false]);
        check("In 2019 exports of Malta to Chile were 9 million euros.", &[true]);
        check("In 2019 a bank in Chile put exports of Malta up 3 percent to 9 million euros.", &[false, false]);
        check("In 2019 exports of Malta to Chile and Peru were 3 and 4 million euros, respectively.", &[true, true]);
    }

    #[test]
    fn what_is_told_by_words_of_before_is_carried() {
        let same = "In May 2019 exports of Malta were 9 million euros.\n\nIn that month imports were 7 million euros.";
        check(same, &[true, false]);
        let quarter = "Exports of Malta were 9 million euros in 2019.\n\nIn the first quarter imports were 2 million euros.";
        check(quarter, &[true, true]);
    }

    #[test]
    fn a_conversion_is_told_where_its_amount_is() {
        let converted = "In 2019 exports of Malta were 9 million euros.\n\nImports were 20 million euros (25 million dollars).";
        check(converted, &[true, false, false]);
    }

    #[test]
    fn a_headline_is_dated_by_what_follows() {
        check("# Exports of Malta rose by 5 percent\n\nIn 2019 exports of Malta were 9 million euros.", &[false, true]);
    }
}
