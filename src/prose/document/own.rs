//! Parts of a flow that a sentence names in its own way, or does not name: each is kept apart from the flow's total.

use super::super::item::Thing;
use super::super::lexicon::Tag;
use super::super::place::{Place, same_place};
use super::super::quantity::Unit;
use super::super::sentence::{OneOfTwo, Own, Role, Sentence, Silence};
use super::super::subject::Subject;
use super::Document;
use super::key::partner_named;
use crate::codelist::{Area, Flow};
use crate::statement::{Key, Name, Relation};

impl Document<'_> {
    /// A name for what has none. What is said at another place of the text is another.
    pub(super) fn unnamed(&mut self, offset: usize) -> Name {
        let next = self.unnamed.len();
        let n = *self.unnamed.entry(offset).or_insert(next);
        Name::new(&if n == 0 { "?".to_owned() } else { format!("? {}", n + 1) })
    }

    /// "The U.S. was the largest market with 3 billion": whom the mention of a market, supplier or partner speaks of.
    pub(super) fn counterpart(&mut self, sentence: &Sentence, role: &Role, key: &mut Key, offset: usize) -> Result<(), Silence> {
        let Some(s) = role.subject.filter(|&s| sentence.subjects[s].trader) else { return Ok(()) };
        let subject = &sentence.subjects[s];
        if matches!(role.relation, Relation::Rank | Relation::Count) {
            return Ok(());
        }
        let told = sentence.counterpart_told(s);
        if !subject.counterpart {
            // "China was the main exporter to Chile", "the top importer of Chile", in a text of Chile: Chile's own trade, the other way.
            let is_own = |place: &&Place| same_place(&place.name, key.reporter.as_str());
            let behind =
                (subject.items.start..sentence.items.len().min(subject.items.end + 1)).filter(|&i| sentence.has(i, Tag::Of));
            let behind = behind.filter_map(|of| sentence.items.get(of + 1)?.place()).find(is_own);
            let Some(partner) = subject.partner.as_ref().filter(is_own).or(behind) else {
                // "Exporters in the valley recorded a 9 % rise": of whose exports is not said.
                let several = sentence.lower(subject.items.end - 1).ends_with("ers") && role.relation == Relation::Level;
                return if role.relation.is_change() || several { Err(Silence::Unclear) } else { Ok(()) };
            };
            let told = told.filter(|told| told.name != partner.name).ok_or(Silence::Unclear)?;
            key.flow = if key.flow == Flow::Exports { Flow::Imports } else { Flow::Exports };
            key.partner = partner_named(&told.name);
            return Ok(());
        }
        match told {
            Some(told) if same_place(&told.name, key.reporter.as_str()) => Err(Silence::Unclear),
            Some(told) => {
                key.partner = partner_named(&told.name);
                Ok(())
            }
            None if role.relation == Relation::Share => Ok(()),
            None => {
                key.partner = self.unnamed(offset);
                Ok(())
            }
        }
    }

    /// "China led the fall, with its imports down 5 %, while Chile and Japan recorded falls of 6 %": behind a mention of another's flow, places
    /// of their own are spoken of in the flow of the sentences before.
    pub(super) fn of_own_flow(&self, sentence: &Sentence, at: usize, role: Role) -> Role {
        let own = self.section.reporter.as_ref().or(self.survey.reporter.as_ref());
        let mention = role.subject.map(|s| &sentence.subjects[s]).filter(|mention| mention.items.end <= at);
        let anothers = mention
            .and_then(|mention| mention.reporter.as_ref())
            .is_some_and(|place| own.is_some_and(|own| !same_place(own, &place.name)));
        let is_free = anothers && self.spoken.subject.is_some();
        match mention.filter(|_| is_free).map(|mention| sentence.carried_by(at, Some(mention.items.end))) {
            Some(Some(Own::Partner(_))) => Role { subject: None, flow: None, ..role },
            _ => role,
        }
    }

    /// What carries a number in place of the flow. `Err` where no part of the flow can be meant.
    pub(super) fn own_part(
        &mut self,
        sentence: &Sentence,
        at: usize,
        role: &Role,
        subject: &Subject,
        key: &mut Key,
        offset: usize,
    ) -> Result<(), Silence> {
        if matches!(role.relation, Relation::Rank | Relation::Count | Relation::Coverage | Relation::PointChange) {
            return Ok(());
        }
        match sentence.one_of_two(at) {
            Some(one) if role.subject.is_none() => return self.take_one_of_two(one, key),
            // Of two in its own sentence.
            Some(_) => return Err(Silence::Unclear),
            None => {}
        }
        // "Salt (1.3 million) and soap (0.7 million) were exported": each is of its own.
        let is_listed = role.subject.is_some_and(|s| sentence.subjects[s].verbal && sentence.subjects[s].items.start > at);
        if let Some(own) = sentence.bracketed_name(at).filter(|_| is_listed && role.relation == Relation::Level) {
            return self.take(own, key);
        }
        if let Some(topic) = role.subject.filter(|_| key.commodity.is_empty()).and_then(|s| sentence.topic(s)) {
            key.commodity = Name::new(&topic);
        }
        if key.commodity.is_empty()
            && (role.relation.is_change() || role.relation == Relation::Level)
            && let Some(own) = sentence.relative_part(at)
        {
            return self.take(own, key);
        }
        if let Some(own) = sentence.constituent(at).filter(|_| role.relation == Relation::Level) {
            return self.take(own, key);
        }
        if let Some(own) = sentence.part_that_led(at).filter(|_| key.commodity.is_empty()) {
            return self.take(own, key);
        }
        let places = || {
            let before = role.subject.map(|s| sentence.subjects[s].items.end).filter(|&end| end <= at);
            matches!(sentence.carried_by(at, before), Some(Own::Partner(_)))
        };
        if !places() && self.respective_part(sentence, at, role, subject, key, offset) {
            return Ok(());
        }
        if role.relation == Relation::Level {
            if let Some(place) = sentence.accounted_by(at).filter(|place| !same_place(&place.name, key.reporter.as_str())) {
                key.partner = partner_named(&place.name);
                return Ok(());
            }
            if let Some(partner) = sentence.went_to(at).filter(|partner| !same_place(partner, key.reporter.as_str())) {
                key.partner = partner_named(&partner);
                return Ok(());
            }
            if sentence.explains_part(at) {
                return Err(Silence::Unclear);
            }
        }
        let stands = role.subject.map(|s| &sentence.subjects[s]);
        let is_plain =
            key.partner.as_str() == "World" && key.commodity.as_str() == subject.commodity.as_deref().unwrap_or_default();
        let object = sentence.object_of(at).filter(|_| !matches!(role.relation, Relation::Share | Relation::Level));
        let end = object.as_ref().map(|(_, end)| *end);
        // "A jump in sales of honey to Japan and a 4 % increase in ceramics": to whom, is said of the honey alone.
        if object.is_some() && subject.commodity.is_some() && subject.partner.is_some() {
            key.partner = partner_named(self.survey.partner.as_deref().unwrap_or("World"));
        }
        let found = match stands {
            _ if object.is_some() => object.map(|(own, _)| own),
            Some(stands) if stands.items.start > at => {
                let amount = matches!(sentence.quantity(at).map(|q| q.unit), Some(Unit::Money(_)));
                sentence.part_before(at).filter(|_| amount)
            }
            Some(stands) => sentence.carried_by(at, Some(stands.items.end)),
            None if self.spoken.list.is_none() => sentence.carried_by(at, None).or_else(|| sentence.part_before(at)),
            None => None,
        };
        let found = found.or_else(|| sentence.bracketed_name(at).filter(|_| is_plain));
        let is_share = role.relation == Relation::Share;
        let found = found.filter(|_| !is_share || sentence.lists_followers(at));
        let is_new = found.is_some();
        if let Some(own) = found {
            self.spoken.own = Some((role.subject, own));
            self.spoken.own_end = end.unwrap_or(0);
        }
        let number = (0..at).rev().find(|&i| sentence.quantity(i).is_some()).unwrap_or(0);
        // Another name between two numbers ends it.
        let names = |i: usize| {
            sentence.items[i].place().is_some()
                || sentence.items[i].thing == Thing::Word
                    && !sentence.lower(i).ends_with("ly")
                    && !sentence.lower(i).ends_with("ed")
        };
        if (number.max(self.spoken.own_end)..at).any(names) && !is_new {
            self.spoken.own = None;
        }
        let Some((_, own)) = self.spoken.own.clone().filter(|(of, _)| *of == role.subject) else { return Ok(()) };
        self.take(own, key)
    }

    /// "The former rose by 7 percent": of the two of which the last sentence with levels told, if they are two.
    fn take_one_of_two(&self, one: OneOfTwo, key: &mut Key) -> Result<(), Silence> {
        let last = self.told.iter().rev().find(|(at, _)| self.extract.statements[*at].relation == Relation::Level);
        let sentence = last.map(|(_, told)| told.sentence).ok_or(Silence::Unclear)?;
        let series = |at: usize| Key { period: None, ..self.extract.statements[at].key.clone() };
        let mut two: Vec<Key> = Vec::new();
        for (at, _) in self.told.iter().filter(|(_, told)| told.sentence == sentence) {
            let of = series(*at);
            if self.extract.statements[*at].relation == Relation::Level && !two.contains(&of) {
                two.push(of);
            }
        }
        let [former, latter] = two.as_slice() else { return Err(Silence::Unclear) };
        let of = if one == OneOfTwo::Former { former } else { latter };
        *key = Key { period: key.period, unit: key.unit.clone(), ..of.clone() };
        Ok(())
    }

    fn take(&self, own: Own, key: &mut Key) -> Result<(), Silence> {
        match own {
            Own::Commodity(_) if matches!(key.flow, Flow::Balance | Flow::Turnover) => return Err(Silence::Unclear),
            Own::Commodity(name) if name.starts_with(char::is_uppercase) && Area::named(&name).is_some() => {
                return self.take(Own::Partner(name), key);
            }
            Own::Commodity(name) => key.commodity = Name::new(&name),
            // "Norway accounted for 3 million" in a text that has not said whose trade it is about: hardly that of Norway.
            Own::Partner(name)
                if same_place(&name, key.reporter.as_str())
                    && self.survey.is_reporter_guessed
                    && self.section.reporter.is_none() =>
            {
                (key.reporter, key.partner) = (Name::default(), partner_named(&name));
            }
            Own::Partner(name) if same_place(&name, key.reporter.as_str()) => {}
            Own::Partner(name) => key.partner = partner_named(&name),
            Own::Reporter(name) => {
                if same_place(&name, key.partner.as_str()) {
                    key.partner = Name::new("World");
                }
                key.reporter = partner_named(&name);
            }
            Own::Both(_, _) if matches!(key.flow, Flow::Balance | Flow::Turnover) => return Err(Silence::Unclear),
            Own::Both(name, partner) => {
                key.commodity = Name::new(&name);
                if !same_place(&partner, key.reporter.as_str()) {
                    key.partner = partner_named(&partner);
                }
            }
            Own::Population(name) => key.scope = Name::new(&name),
            Own::Foreign => return Err(Silence::Other),
        }
        Ok(())
    }

    /// "Sectors like drugs, toys and steel saw exports grow by 6, 28 and 5 per cent, respectively": each number is of another part, named or
    /// not. Whether it is one of such a list.
    fn respective_part(
        &mut self,
        sentence: &Sentence,
        at: usize,
        role: &Role,
        subject: &Subject,
        key: &mut Key,
        offset: usize,
    ) -> bool {
        let numbers = sentence.respective_numbers(at);
        let Some(k) = numbers.iter().position(|&i| i == at) else { return false };
        let mut flows: Vec<&Flow> = Vec::new();
        for flow in sentence.subjects.iter().flat_map(|subject| &subject.flows) {
            if !flows.contains(&flow) {
                flows.push(flow);
            }
        }
        let times = sentence.items.iter().filter(|item| item.when().is_some()).count();
        let partners = subject.partner.as_ref().map_or(1, |partner| partner.name.split(" and ").count());
        let scopes = sentence.items.iter().filter(|item| item.has(Tag::Services) || item.has(Tag::Goods)).count();
        if role.subject.is_none()
            || flows.len() >= numbers.len()
            || times >= numbers.len()
            || partners == numbers.len()
            || scopes >= numbers.len()
        {
            return false;
        }
        match sentence.list_before(numbers[0], numbers.len()) {
            Some(mut names) => self.take(names.swap_remove(k), key).is_ok(),
            None => {
                key.commodity = self.unnamed(offset);
                true
            }
        }
    }
}
