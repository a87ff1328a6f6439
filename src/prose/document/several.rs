//! Several flows or numbers in a row: which number is whose.

use super::super::lexicon::Tag;
use super::super::quantity::Unit;
use super::super::sentence::{Role, Sentence};
use super::super::subject::Subject;
use super::Document;
use crate::codelist::Flow;
use crate::statement::{Key, Relation, Statement};

impl Document<'_> {
    /// The flow of the last amounts but so many, of different flows.
    pub(super) fn flow_told(&self, back: usize, of_rates: Rates) -> Option<Flow> {
        let mut flows: Vec<&Flow> = Vec::new();
        for statement in
            self.extract.statements.iter().rev().take(8).filter(|s| (s.relation == Relation::Level) == (of_rates == Rates::No))
        {
            if !flows.contains(&&statement.key.flow) {
                flows.push(&statement.key.flow);
            }
        }
        flows.get(back.checked_sub(1)?).map(|flow| (*flow).clone())
    }

    /// "The Netherlands with 31 billion (down 41 %)": a rate in a bracket is of what the amount before the bracket is of.
    pub(super) fn of_amount_before_bracket(&self, sentence: &Sentence, at: usize, role: &Role, key: &mut Key) {
        let inside = at.checked_sub(2).filter(|_| sentence.is_after_amount_in_bracket(at));
        let amount = inside.filter(|_| role.relation == Relation::Share);
        let amount = amount.or_else(|| sentence.amount_before_bracket(at).filter(|_| role.relation.is_change()));
        let Some(amount) = amount.filter(|&amount| (amount + 1..at).all(|i| sentence.quantity(i).is_none())) else { return };
        if let Some(last) = self.told_here(1).first()
            && last.relation == Relation::Level
            && sentence.quantity(amount).is_some_and(|quantity| quantity.figure.printed() == last.figure.printed())
            && last.key.flow == key.flow
        {
            (key.partner, key.commodity) = (last.key.partner.clone(), last.key.commodity.clone());
        }
    }

    /// "Trade with Chad, Mali and Niger came to 5, 4 and 3 million, respectively, an increase of 5, 4 and 3 percent": of a list without names the
    /// numbers are of what as many before them are of.
    pub(super) fn of_list_before(&self, sentence: &Sentence, at: usize, role: &Role, key: &mut Key) {
        let numbers = sentence.joined_numbers(at);
        let Some(nth) = numbers.iter().position(|&i| i == at).filter(|_| numbers.len() > 1) else { return };
        let listed = (0..numbers[numbers.len() - 1]).any(|i| sentence.has(i, Tag::Respectively));
        let told = self.told_here(numbers.len() + nth);
        let Some(told) = told.get(..numbers.len()).filter(|_| listed && (role.is_base || role.relation.is_change())) else {
            return;
        };
        let alike = |one: &Statement| one.relation == told[0].relation && one.key.flow == told[0].key.flow;
        let of_others =
            |one: &Statement| (&one.key.partner, &one.key.commodity) != (&told[nth].key.partner, &told[nth].key.commodity);
        let distinct = told.iter().enumerate().all(|(k, one)| k == nth || of_others(one));
        if told.iter().all(alike) && distinct && told[0].key.flow == key.flow {
            (key.partner, key.commodity) = (told[nth].key.partner.clone(), told[nth].key.commodity.clone());
        }
    }

    /// The last statements of the sentence that is read, so many of them.
    pub(super) fn told_here(&self, count: usize) -> &[Statement] {
        let here = self.told.iter().rev().take(count).take_while(|(_, told)| told.sentence == self.sentences);
        let statements = &self.extract.statements;
        let last = statements.len();
        // Counts are statements too, and of no flow: where one stands among them, they are no list.
        let in_row = here.zip((0..last).rev()).filter(|((at, _), expected)| at == expected).count();
        if in_row < count { &[] } else { &statements[last - count..] }
    }
}

/// Exports and imports that are named together with one figure are turnover.
pub(super) fn combined(subject: &Subject) -> Flow {
    match subject.flows.as_slice() {
        [one] => one.clone(),
        _ => Flow::Turnover,
    }
}

/// "Exports and imports increased by 9% and 25%": each figure to its flow.
pub(super) fn distribute(sentence: &Sentence, shares: &mut [Option<Flow>]) {
    if let Some(at) = (0..sentence.items.len()).find(|&i| sentence.items[i].has(Tag::Respectively)) {
        // "Prices of exports to Russia and imports from Russia fell by 1.3% and 1.2% respectively".
        let quantities: Vec<usize> = (0..at).filter(|&i| sentence.quantity(i).is_some_and(|q| q.unit == Unit::Percent)).collect();
        if let (&[first, second], [.., one, other]) = (quantities.as_slice(), sentence.subjects.as_slice())
            && other.items.start < first
            && one.flows.len() == 1
            && other.flows.len() == 1
        {
            (shares[first], shares[second]) = (one.flows.first().cloned(), other.flows.first().cloned());
        }
    }
    for at in (0..sentence.items.len()).filter(|&at| matches!(sentence.quantity(at).map(|q| q.unit), Some(Unit::Money(_)))) {
        let trade = sentence.subject_before(at).is_some_and(|s| sentence.subjects[s].flows == [Flow::Turnover]);
        shares[at] = sentence.side_behind(at).filter(|_| trade);
    }
    distribute_list(sentence, shares);
    for (s, subject) in sentence.subjects.iter().enumerate().filter(|(_, subject)| subject.flows.len() > 1) {
        let end = sentence.subjects.get(s + 1).map_or(sentence.items.len(), |next| next.items.start);
        let quantities: Vec<usize> = (subject.items.end..end)
            .filter(|&i| sentence.quantity(i).is_some_and(|q| matches!(q.unit, Unit::Percent | Unit::Money(_))))
            .collect();
        // "Imports and exports of 148 billion (14 billion dollars) and 144 billion (13 billion dollars)": what brackets hold goes with what is
        // before them.
        let (inside, outside): (Vec<usize>, Vec<usize>) = quantities.iter().partition(|&&i| sentence.is_bracketed(i));
        let parted = inside.len() == outside.len() && outside.len() == subject.flows.len();
        let quantities = if parted { outside } else { quantities };
        let same_unit = quantities.windows(2).all(|pair| {
            matches!(
                (sentence.quantity(pair[0]).map(|q| q.unit), sentence.quantity(pair[1]).map(|q| q.unit)),
                (Some(Unit::Percent), Some(Unit::Percent)) | (Some(Unit::Money(_)), Some(Unit::Money(_)))
            )
        });
        if quantities.len() == subject.flows.len() && same_unit {
            quantities.iter().zip(&subject.flows).for_each(|(&i, flow)| shares[i] = Some(flow.clone()));
            for i in inside.into_iter().filter(|&i| parted && i > 1) {
                shares[i] = shares[i - 2].clone();
            }
        }
        // "Exports and imports both grew by 6 %": of each, and no turnover.
        if let [one] = quantities.as_slice()
            && (subject.items.start.saturating_sub(1)..*one).any(|i| matches!(sentence.lower(i), "both" | "each"))
        {
            shares[*one] = subject.flows.first().cloned();
        }
        // "Exports and imports were 5 and 4 billion, against 4 and 3 billion".
        let of_base = quantities
            .get(subject.flows.len())
            .and_then(|&i| sentence.governor(i))
            .is_some_and(|i| sentence.has(i, Tag::Base) || sentence.has(i, Tag::From));
        if quantities.len() == 2 * subject.flows.len() && same_unit && of_base {
            quantities.iter().zip(subject.flows.iter().cycle()).for_each(|(&i, flow)| shares[i] = Some(flow.clone()));
        }
    }
}

/// "Exports, imports and trade were 3, 4 and 7 billion, respectively": of three flows or more that stand side by side.
fn distribute_list(sentence: &Sentence, shares: &mut [Option<Flow>]) {
    let is_number = |i: &usize| sentence.respective_numbers(*i).len() > 2;
    let Some(numbers) = (0..sentence.items.len()).find(is_number).map(|first| sentence.respective_numbers(first)) else { return };
    let listed: Vec<&Subject> = sentence.subjects.iter().filter(|subject| subject.items.end <= numbers[0]).collect();
    let joins = |i: usize| sentence.is_symbol(i, &[","]) || sentence.has(i, Tag::And) || sentence.is_light(i);
    let adjacent = listed.windows(2).all(|pair| (pair[0].items.end..pair[1].items.start).all(joins));
    let flows: Vec<&Flow> = listed.iter().flat_map(|subject| &subject.flows).collect();
    if adjacent && flows.len() == numbers.len() {
        numbers.iter().zip(flows).for_each(|(&number, flow)| shares[number] = Some(flow.clone()));
    }
}

/// The numbers of "compared with 771 and 500 million respectively", where no flow stands among them.
pub(super) fn respective(sentence: &Sentence) -> Vec<usize> {
    let Some(at) = (0..sentence.items.len()).find(|&i| sentence.items[i].has(Tag::Respectively)) else { return Vec::new() };
    let start = (0..at)
        .rev()
        .find(|&i| sentence.items[i].has(Tag::Base) || sentence.items[i].has(Tag::Amount) || sentence.items[i].flow().is_some());
    if start.is_some_and(|start| sentence.items[start].flow().is_some()) {
        return Vec::new();
    }
    let start = start.unwrap_or(0);
    // "Exports of A, B and C were 4, 2 and 1 billion, respectively": all of one flow.
    let mut flows: Vec<&Flow> = sentence.subjects.iter().filter(|s| s.items.start < start).flat_map(|s| &s.flows).collect();
    flows.dedup();
    if flows.len() == 1 && !sentence.items[start].has(Tag::Base) {
        return Vec::new();
    }
    let told: Vec<usize> =
        (start..at).filter(|&i| sentence.quantity(i).is_some_and(|q| matches!(q.unit, Unit::Money(_) | Unit::Percent))).collect();
    // "By 13 % (3.6 billion), 10.7 % (2.3 billion) and 23 % (1.3 billion) respectively": what brackets hold goes with what is before them.
    let outside: Vec<usize> = told.iter().copied().filter(|&i| !sentence.is_bracketed(i)).collect();
    let told = if outside.len() > 1 { outside } else { told };
    // "Exports were 5 billion, while imports were 4 billion, respectively": each number has its flow already.
    if told.len() > 1 { told } else { Vec::new() }
}

/// Whether numbers are rates or amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rates {
    Yes,
    No,
}
