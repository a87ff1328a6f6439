//! Members of lists: places and products that stand with their numbers.

use super::super::item::Thing;
use super::super::lexicon::Tag;
use super::super::place::{same_place, text_of};
use super::super::sentence::{Role, Sentence, Silence};
use super::Document;
use super::key::partner_named;
use crate::codelist::Flow;
use crate::statement::{Dimension, Key, Name, PartWhole, Parts, Relation, Statement};

impl Document<'_> {
    /// What stands between the number before and this one, and is no part of the subject: "rose 5 % to the EU, by 3 % to the US", "corn
    /// 0.8 billion and rice 0.3 billion". A place is the partner, here and until another is named; a noun is what is traded.
    pub(super) fn part_of_its_own(&mut self, sentence: &Sentence, at: usize, role: &Role, key: &mut Key) {
        let subject = role.subject.map_or(0, |subject| sentence.subjects[subject].items.end);
        let number = (0..at).rev().find(|&i| sentence.quantity(i).is_some());
        let from = number.map_or(subject, |number| (number + 1).max(subject));
        let leads = |i: usize| {
            [Tag::To, Tag::From, Tag::With].iter().any(|tag| sentence.items[i].has(*tag))
                || matches!(sentence.lower(i), "went" | "goes")
        };
        let place = |i: usize| sentence.items[i].place().filter(|_| sentence.subject_at(i).is_none());
        let parts = |i: usize| {
            sentence.is_symbol(i, &[",", ";"]) || sentence.items[i].has(Tag::And) || sentence.items[i].has(Tag::Contrast)
        };
        let before =
            (from..at).rev().find(|&i| leads(i) && (from..i).any(parts)).and_then(|i| (i + 1..at.min(i + 4)).find_map(place));
        let behind = (at + 1..sentence.items.len().min(at + 2))
            .find(|&i| leads(i))
            .and_then(|i| (i + 1..sentence.items.len().min(i + 3)).find_map(place));
        let fits = role.relation != Relation::Share && !matches!(role.relation, Relation::Rank | Relation::Count);
        // "To both Japan (-3 %) and China (-4 %)": each place has its number in brackets behind it.
        let beside = at.checked_sub(2).filter(|_| sentence.is_symbol(at - 1, &["("])).and_then(|i| {
            // "The European Union (EU) (5 million)".
            let named = i.checked_sub(3).filter(|_| sentence.is_symbol(i, &[")"]));
            place(i).or_else(|| place(i.checked_sub(1).filter(|_| named.is_some())?)).or_else(|| place(named?))
        });
        let behind = beside.or(behind);
        if let Some(place) =
            behind.or(before.filter(|_| number.is_some())).filter(|place| fits && !same_place(&place.name, key.reporter.as_str()))
        {
            self.spoken.parted = Some((role.subject, partner_named(&place.name)));
        }
        if let Some((_, partner)) = self.spoken.parted.as_ref().filter(|(subject, _)| *subject == role.subject && fits) {
            key.partner = partner.clone();
        }
        if number.is_none()
            || role.relation == Relation::Share
            || !matches!(key.flow, Flow::Exports | Flow::Imports | Flow::ReExports)
            || !key.commodity.is_empty()
                && role.subject.and_then(|s| sentence.subjects[s].commodity.as_deref()) != Some(key.commodity.as_str())
        {
            return;
        }
        let mut last = at;
        while last > from && sentence.is_beside_noun(last - 1) {
            last -= 1;
        }
        let mut first = last;
        while first > from && sentence.items[first - 1].thing == Thing::Word && sentence.is_name(first - 1) {
            first -= 1;
        }
        let opens = first > 0
            && (sentence.is_symbol(first - 1, &[",", ";", "("])
                || sentence.items[first - 1].has(Tag::And)
                || sentence.items[first - 1].has(Tag::With)
                || sentence.items[first - 1].has(Tag::By));
        let verb = first < last && (sentence.lower(last - 1).ends_with("ed") || sentence.lower(last - 1).ends_with("ly"));
        if first < last && last - first <= 3 && opens && !verb {
            key.commodity =
                Name::new(&text_of(&sentence.tokens[sentence.items[first].tokens.start..sentence.items[last - 1].tokens.end]));
        }
    }

    /// In a list, the place or product that stands with its number: "Germany with 890 million", "furniture – 60.8 thousand".
    pub(super) fn member_of_list(&self, sentence: &Sentence, at: usize, role: &Role, key: &mut Key) {
        if let Some(name) = sentence.listed_name(at).filter(|name| sentence.items[name.end - 1].place().is_none()) {
            let name = sentence.words(name);
            match role.subject.is_some_and(|s| sentence.subjects[s].counterpart) {
                true => key.partner = Name::new(&name),
                false if matches!(key.flow, Flow::Exports | Flow::Imports | Flow::ReExports) => key.commodity = Name::new(&name),
                false => {}
            }
            return;
        }
        let mut i = at;
        let mut with = false;
        while i > 0 {
            let before = &sentence.items[i - 1];
            let listed = sentence.is_symbol(i - 1, &[","])
                && i > 2
                && sentence.items[i - 2].place().is_some()
                && (sentence.is_symbol(i - 3, &[";", ","])
                    || sentence.items[i - 3].has(Tag::And)
                    || sentence.items[i - 3].has(Tag::With));
            let closes = sentence.is_symbol(i - 1, &[")"]) && i > 1 && sentence.items[i - 2].place().is_some();
            let light = closes
                || listed
                || sentence.is_symbol(i - 1, &["(", "–", "-", "—", ":"])
                || before.has(Tag::With)
                || matches!(sentence.lower(i - 1), "a" | "an") && i > 1 && sentence.items[i - 2].has(Tag::With)
                || before.has(Tag::At)
                || before.has(Tag::By) && i > 1 && sentence.items[i - 2].place().is_some()
                || before.has(Tag::Share)
                || before.has(Tag::Amount)
                || before.find(|tag| matches!(tag, Tag::Qualifier(_)).then_some(())).is_some();
            if !light {
                break;
            }
            with = true;
            i -= 1;
        }
        let Some(last) = i.checked_sub(1) else { return };
        if sentence.subject_at(last).is_some_and(|s| Some(s) == role.subject && sentence.subjects[s].items.start <= last)
            && sentence.items[last].place().is_some()
            && role.relation != Relation::Share
        {
            // "exports to the US (+1.9 billion)": the place is the subject's partner already.
            return;
        }
        if let Some(place) = sentence.items[last].place() {
            let listed =
                with || role.relation == Relation::Share || sentence.items[..last].iter().any(|item| item.quantity().is_some());
            let spoken =
                sentence.subjects.iter().any(|s| s.items.end <= last) || role.subject.is_none() || role.relation == Relation::Share;
            if listed && spoken && !same_place(&place.name, key.reporter.as_str()) {
                key.partner = partner_named(&place.name);
            }
            return;
        }
        let in_list = self.spoken.list.is_some() && role.subject.is_none();
        let elided = sentence.items[..last].iter().any(|item| item.quantity().is_some()) && role.relation != Relation::Level;
        if (in_list || elided || role.relation == Relation::Share) && key.commodity.is_empty() {
            let mut start = last + 1;
            while start > 0 && sentence.is_name(start - 1) {
                start -= 1;
            }
            if start <= last && sentence.subject_at(last).is_none() {
                let tokens = &sentence.tokens[sentence.items[start].tokens.start..sentence.items[last].tokens.end];
                key.commodity = Name::new(&text_of(tokens));
            }
        }
    }

    /// What an amount is spent on or made of: "147.5 million for coffee", "of which 979 mln were crude". `Err` where the amount is of no flow.
    pub(super) fn stuff_of(&self, sentence: &Sentence, at: usize, is_base: bool, key: &mut Key) -> Result<(), Silence> {
        let part = at > 0 && sentence.items[at - 1].has(Tag::Including) && sentence.lower(at - 1).starts_with("of");
        // "The amount includes 89 million worth of purchases": a part of it.
        let includes = sentence.governor(at).is_some_and(|i| matches!(sentence.lower(i), "include" | "includes" | "included"));
        if includes && matches!(key.flow, Flow::Balance | Flow::Turnover) {
            return Err(Silence::Unclear);
        }
        // "3.3 billion worth of machinery".
        let behind = at + usize::from(sentence.lower_of(at + 1) == "worth");
        let link = sentence.items.get(behind + 1);
        let links = link
            .is_some_and(|item| matches!(sentence.lower(behind + 1), "for" | "in" | "of" | "on") || part && item.has(Tag::Amount));
        // "To 170 billion on weaker purchases of fuel" tells why.
        let reason = sentence.lower_of(behind + 1) == "on" && (behind + 2..behind + 5).any(|i| sentence.is_trade_noun(i));
        let is_flow = sentence.favoured(at).is_some() || sentence.side_behind(at).is_some();
        let part = part && sentence.predicate_behind(at).is_none();
        let noun = sentence.items.get(behind + 2).filter(|item| links && !reason && !is_flow && item.thing == Thing::Word);
        if let Some(noun) = noun {
            let last = (behind + 2..sentence.items.len())
                .take_while(|&i| sentence.items[i].thing == Thing::Word || sentence.items[i].has(Tag::Plain))
                .last()
                .unwrap_or(behind + 2);
            let text = text_of(&sentence.tokens[noun.tokens.start..sentence.items[last].tokens.end]);
            if key.flow == Flow::Balance {
                return Err(Silence::Unclear);
            }
            // "Other exports made 180 million, compared with 147 million for coffee".
            if key.commodity.is_empty() || is_base && sentence.lower(behind + 1) == "for" {
                key.commodity = Name::new(&text);
            }
        } else if part && key.commodity.is_empty() && link.is_none_or(|item| item.place().is_none()) {
            key.commodity = Name::new("part");
        }
        Ok(())
    }

    /// A product of a list: together they are no more than the whole.
    pub(super) fn list_part(&mut self, statement: &Statement) {
        let part = statement.key.commodity.clone();
        if part.is_empty() {
            return;
        }
        let at = *self.spoken.list_parts.get_or_insert_with(|| {
            self.extract.parts.push(PartWhole::new(Dimension::Commodity, Name::default(), Vec::new(), Parts::Some));
            self.extract.parts.len() - 1
        });
        let parts = &mut self.extract.parts[at].parts;
        if parts.iter().all(|(known, _)| *known != part) {
            parts.push((part, statement.place.clone()));
        }
    }
}
