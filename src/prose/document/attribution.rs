//! How it is known what a figure is said of: by its own sentence, or from around it.

use super::super::place::{Place, same_place};
use super::super::sentence::{Role, Sentence};
use super::apart::Teller;
use super::{Dated, Document};
use crate::statement::{Attribution, Key};

impl Document<'_> {
    /// How it is known what a figure is said of, which its paragraph then keeps in mind. What a paragraph that speaks of one period throughout leaves
    /// unsaid is as good as told; where somebody else is named beside the figure, what was understood may not be all that was said.
    pub(super) fn attribution(&mut self, sentence: &Sentence, at: usize, by: Teller, role: &Role, key: &Key) -> Attribution {
        let is_told = match by {
            Teller::Context => !role.is_base && role.subject.is_some() && self.paragraph.dated == Dated::In(key.period),
            _ => true,
        };
        if matches!(by, Teller::Sentence | Teller::Month) && !role.is_base {
            self.paragraph.dated = self.paragraph.dated.and(key.period);
        }
        if is_told && !names_another(sentence, at, key) { Attribution::Told } else { Attribution::Carried }
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
    }
}
