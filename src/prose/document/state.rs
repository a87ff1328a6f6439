//! A statement of what a number says.

use super::super::lexicon::Tag;
use super::super::markup::Passage;
use super::super::place::{Place, same_place, text_of};
use super::super::quantity::{Quantity, Unit};
use super::super::sentence::{Factor, Role, Sentence, Silence};
use super::super::subject::Subject;
use super::super::when::{Step, When};
use super::apart::{Teller, Told};
use super::attribution::teller;
use super::key::partner_named;
use super::several::combined;
use super::{Document, Paragraph};
use crate::codelist::{Flow, Scope};
use crate::figure::Figure;
use crate::period::Period;
use crate::statement::{Direction, Name, Relation, Statement, Status};

impl Document<'_> {
    /// A statement of what a number says.
    pub(super) fn state(
        &mut self,
        sentence: &Sentence,
        at: usize,
        quantity: &Quantity,
        role: Role,
        passage: &Passage,
        basis: Option<Tag>,
    ) {
        let role = self.of_own_flow(sentence, at, role);
        let spoken = role.subject.map(|subject| sentence.whole_subject(subject));
        let Some(subject) = spoken
            .clone()
            .or_else(|| self.spoken.list.clone())
            .or_else(|| self.spoken.subject.clone())
            .or_else(|| role.flow.clone().map(Subject::of))
        else {
            return self.leave(sentence, at, quantity, Silence::NoFlow, passage);
        };
        let flow = role.flow.clone().unwrap_or_else(|| combined(&subject));
        let mut key = self.key(sentence, &subject, flow);
        if let Some(partner) =
            role.subject.filter(|_| subject.partner.is_none() && !subject.total).and_then(|s| sentence.partner_told(s))
        {
            key.partner = partner_named(&partner.name);
        }
        if let Some(partner) = role.subject.filter(|_| subject.partner.is_none()).and_then(|s| sentence.partner_with(s)) {
            key.partner = partner_named(&partner.name);
        }
        let behind = sentence.partner_behind(at, &key.flow).filter(|place| {
            let named = |partner: &Place| same_place(&partner.name, &place.name);
            !same_place(&place.name, key.reporter.as_str()) && subject.partner.as_ref().is_some_and(|partner| !named(partner))
        });
        if let Some(partner) = behind.or_else(|| sentence.partner_of_pronoun().filter(|_| role.subject.is_none())) {
            key.partner = partner_named(&partner.name);
        }
        if let Some(partner) = sentence.partner_listed(at, &key.flow).filter(|name| !same_place(name, key.reporter.as_str())) {
            key.partner = partner_named(&partner);
        }
        if let Some(partner) = self.respective_partner(sentence, at, &subject) {
            key.partner = partner_named(&partner);
        }
        self.turn_to_own(&mut key, &subject);
        let offset = passage.span(sentence.tokens[quantity.number.start].span.clone()).start;
        if let Err(silence) = self.counterpart(sentence, &role, &mut key, offset) {
            return self.leave(sentence, at, quantity, silence, passage);
        }
        // "Bilateral trade", of which no one has said who the other is: within a paragraph the same.
        if subject.same_partner && key.partner.as_str() == "World" {
            let first = sentence.tokens[0].span.clone();
            key.partner = self.unnamed(passage.span(first).start);
        }
        // "Copper was the largest export, at 3 billion": a part, the same for all that this mention says.
        if key.commodity.as_str() == "?"
            && let Some(s) = role.subject
        {
            let first = sentence.items[sentence.subjects[s].items.start].tokens.start;
            key.commodity = self.unnamed(passage.span(sentence.tokens[first].span.clone()).start);
        }
        let shared = || sentence.shares_verb(at).and_then(|before| self.basis_of(sentence, before));
        // "In value terms they rose. However, volume dipped 1 %".
        let bare = |i: usize| matches!(sentence.lower(i), "volume" | "volumes") && !sentence.has(i + 1, Tag::Of);
        let in_volume = role.subject.is_none() && quantity.unit == Unit::Percent && self.paragraph.values && (0..at).any(bare);
        let own_basis =
            in_volume.then_some(Tag::Volume).or_else(|| self.basis_of(sentence, at)).or(subject.basis).or_else(shared).or(basis);
        match own_basis {
            Some(Tag::Volume) => key.basis.price_basis = Name::new("volume"),
            Some(Tag::Price) => key.basis.price_basis = Name::new("prices"),
            _ => {}
        }
        if quantity.unit == Unit::Percent
            && let Some(code) = sentence.currency_of_rate(at)
        {
            key.basis.price_basis = Name::new(&format!("in {code}"));
        }
        if sentence.tokens[sentence.items[0].tokens.start..sentence.items[at].tokens.start]
            .iter()
            .any(|token| matches!(token.lower.as_str(), "originally" | "initially" | "initial" | "unrevised"))
        {
            key.basis.vintage = Name::new("first");
        }
        // "The preliminary figure was", "was revised to".
        let words: Vec<&str> = (at.saturating_sub(8)..at).map(|i| sentence.lower(i)).collect();
        let preliminary =
            words.windows(2).any(|pair| pair[0] == "preliminary" && matches!(pair[1], "figure" | "estimate" | "reading"));
        let reported = ["put", "given", "reported", "published", "estimated", "announced"];
        let first = matches!(words[..], [.., "first", verb, "at" | "as"] if reported.contains(&verb));
        if preliminary || first {
            key.basis.vintage = Name::new("first");
        } else if words.ends_with(&["revised", "to"]) {
            key.basis.vintage = Name::new("revised");
        }
        if let Some(holder) = sentence.possessor(at) {
            key.reporter = partner_named(&holder.name);
        }
        let (period, base) = self.times(sentence, at, &role);
        let (period, base) = match (role.is_base, role.relation.is_change()) {
            (false, _) => (period, base),
            (true, false) => (base, base),
            // "Against a 12.4 pct decline in the same period last year": a change of the period compared with.
            (true, true) => {
                let step = period.zip(base).map(|(period, base)| period.start() - base.start()).filter(|step| *step != 0);
                let step = step.or_else(|| base.map(|_| 12));
                (base, step.zip(base).and_then(|(step, base)| Period::from_start(base.start() - step, base.months())))
            }
        };
        let (period, base) = self.earlier_rate(sentence, at, &role).unwrap_or((period, base));
        // "Exports in the month were 14 billion, up 4 percent month-on-month", after a half-year: of a month that is not known.
        let over_month = |i: usize| sentence.items[i].when() == Some(When::Over(Step::Month));
        let of_month = role.relation.is_change() && (at + 1..sentence.items.len().min(at + 3)).any(over_month);
        key.period = period.filter(|period| !of_month || period.months() == 1);
        // "Grew 58 percent in the 2010-2019 decade": from its beginning to its end, however that is counted.
        let of_years = role.relation.is_change() && key.period.is_some_and(|period| period.months() > 12);
        let base = base.filter(|_| key.period.is_some() && !of_years);
        if sentence.is_earlier_edition(at)
            && let Some(last) = self.extract.statements.last()
        {
            key.period = last.key.period;
            key.basis.vintage = Name::new("before revision");
        }
        // "The 12-month trailing balance": of the year that ends with the month spoken of.
        if let Some(month) = key.period.filter(|period| period.months() == 1)
            && sentence.tokens[sentence.items[0].tokens.start..sentence.items[at].tokens.start]
                .iter()
                .any(|t| matches!(t.lower.as_str(), "trailing" | "rolling"))
        {
            key.period = Period::from_start(month.start() - 11, 12);
        }
        // "Annual exports rose to 3.1 billion in May this year": of the twelve months to May, and so is the base.
        let annual = role.subject.is_some_and(|s| sentence.is_annual(s));
        let year_to = |month: Period| Period::from_start(month.start() - 11, 12);
        // "The annual deficit in the year through September" is no sum from January on.
        if annual && let Some(period) = key.period.filter(|period| period.months() < 12 && !period.is_stock()) {
            key.period = Period::from_start(period.start() + i32::from(period.months()) - 1, 1).and_then(year_to);
        }
        let base = base.filter(|base| !annual || base.months() == 12 || !base.is_stock()).and_then(|base| {
            let end = base.start() + i32::from(base.months()) - 1;
            if annual && base.months() < 12 { Period::from_start(end, 1).and_then(year_to) } else { Some(base) }
        });
        // "Exports totalled 63.8 billion in December, taking the annual total to 593.4 billion".
        if let Some(period) = key.period.filter(|period| period.months() < 12)
            && sentence.speaks_of_year(at)
        {
            key.period = Period::year(period.start().div_euclid(12));
        }
        // "The cumulative surplus for 2022", where nine months of it are spoken of.
        if let (Some(year), Some(part)) = (key.period.filter(|period| period.is_year()), self.spoken.period)
            && part.months() < 12
            && part.start() == year.start()
            && role.subject.is_some_and(|s| sentence.is_cumulated(s))
        {
            key.period = Some(part);
        }
        // "The two-month cumulative deficit", "the accumulated surplus": from January on.
        if let Some(month) = key.period.filter(|period| period.months() == 1)
            && role.subject.is_some_and(|s| sentence.is_cumulated(s))
        {
            key.period = When::YearToDate.resolve(self.now(Some(month)));
        }
        if role.relation == Relation::Share
            || role.relation == Relation::Level
            || role.relation == Relation::Rank
            || role.relation == Relation::AbsoluteChange
            || role.relation == Relation::Growth
            || role.relation == Relation::Change
        {
            self.member_of_list(sentence, at, &role, &mut key);
        }
        self.part_of_its_own(sentence, at, &role, &mut key);
        let beside = sentence.scope_behind(at).or_else(|| sentence.scope_beside(at));
        // Where services are spoken of nowhere, goods are all that is meant by trade.
        if let Some(scope) = beside.filter(|scope| *scope != Scope::Goods || self.survey.services) {
            key.scope = Name::new(scope.code());
        }
        // "Farm trade showed a surplus of 2.0 billion after a surplus of 2.4 billion": of the same.
        if role.is_base
            && key.commodity.is_empty()
            && let Some(before) = role.subject.and_then(|s| s.checked_sub(1)).map(|before| sentence.whole_subject(before))
            && before.flows == subject.flows
            && let Some(commodity) = before.commodity
        {
            key.commodity = Name::new(&commodity);
        }
        // "Coffee accounted for 320 million of exports, up from 222 million": a part, and so is what it is compared with.
        if role.relation == Relation::Level
            && key.commodity.is_empty()
            && let Some(part) = sentence.part_accounted(at, role.is_base)
        {
            key.commodity = Name::new(&part);
        }
        // "It was 48 million in 2010 and has tripled to 142 million in 2016": since 2010.
        let before = self.told_here(1).first().filter(|_| role.relation == Relation::Multiple);
        let since =
            before.filter(|last| last.relation == Relation::Level && last.key.flow == key.flow).and_then(|last| last.key.period);
        let since = since
            .filter(|since| key.period.is_some_and(|period| since.start() < period.start() && since.months() == period.months()));
        let base = since.or(base);
        if let Some(noun) = sentence.noun_between(at).filter(|_| key.commodity.is_empty() || subject.commodity.is_some()) {
            if matches!(key.flow, Flow::Balance | Flow::Turnover) {
                return self.leave(sentence, at, quantity, Silence::Unclear, passage);
            }
            key.commodity = Name::new(&noun);
        }
        if let Err(silence) = self.own_part(sentence, at, &role, &subject, &mut key, offset) {
            return self.leave(sentence, at, quantity, silence, passage);
        }
        if role.relation == Relation::Level
            && let Err(silence) = self.stuff_of(sentence, at, role.is_base, &mut key)
        {
            return self.leave(sentence, at, quantity, silence, passage);
        }
        if quantity.unit == Unit::Percent
            && role.relation != Relation::Share
            && self.spoken.list.is_some()
            && sentence.is_after_amount(at)
            && let Some(last) = self.extract.statements.last()
        {
            // "tyres (USD 1285.4 thousand, 193.7 percent)": the percentage is of what the amount is of.
            (key.commodity, key.partner) = (last.key.commodity.clone(), last.key.partner.clone());
        }
        // "China (21.5 percent or 2.13 billion)": the amount is of what the share is of.
        if role.relation == Relation::Level
            && at > 1
            && sentence.items[at - 1].has(Tag::Or)
            && let Some(last) = self.extract.statements.last().filter(|last| last.relation == Relation::Share)
        {
            (key.partner, key.commodity) = (last.key.partner.clone(), last.key.commodity.clone());
        }
        if role.relation == Relation::Share
            && let Some(place) = sentence.goes_to(at).filter(|place| !same_place(&place.name, key.reporter.as_str()))
        {
            (key.partner, key.commodity) =
                (partner_named(&place.name), Name::new(subject.commodity.as_deref().unwrap_or_default()));
        }
        // "The EU took 4.4 billion (56 %) of all exports", "made 40 %, up 5 %": of what the number before it is of.
        if let Some(last) = self.extract.statements.last().filter(|last| sentence.goes_on(at, &role, last.relation)) {
            (key.partner, key.commodity) = (last.key.partner.clone(), last.key.commodity.clone());
        }
        self.of_amount_before_bracket(sentence, at, &role, &mut key);
        self.of_list_before(sentence, at, &role, &mut key);
        let whole = matches!(role.relation, Relation::Share | Relation::PointChange)
            .then(|| self.whole(sentence, at, &role, &mut key))
            .flatten();
        if role.relation == Relation::Share && whole.is_none() {
            key.commodity = if key.commodity.is_empty() { Name::new("?") } else { key.commodity };
        }
        if role.relation.is_amount() {
            key.unit = self.unit(quantity);
        }
        if role.relation == Relation::Level && spoken.as_ref().is_none_or(|spoken| spoken.partner.is_none() && !spoken.same_partner)
        {
            self.tell_from_partner(&mut key, &quantity.figure);
        }
        let open = role.relation == Relation::Change && spoken.is_none() && self.spoken.list.is_none();
        let mut figure = quantity.figure.clone().qualified(role.qualifier);
        let mut other = quantity.other.clone();
        let balance = key.flow == Flow::Balance;
        let favoured = || {
            let place = sentence.favoured(at)?;
            let own = same_place(&place.name, key.reporter.as_str());
            let partners = same_place(&place.name, key.partner.as_str());
            (own || partners).then_some(if own { Direction::Surplus } else { Direction::Deficit })
        };
        let side = || subject.side.or_else(|| sentence.sign_told(at)).or_else(favoured);
        let direction = role.direction.or_else(|| side().filter(|_| balance && role.relation == Relation::Level));
        if role.relation == Relation::Level && balance && direction == Some(Direction::Deficit) {
            figure = figure.negated();
            other = other.map(Figure::negated);
        }
        // A deficit that grows is a balance that falls, and its share of turnover is one of something below zero.
        if matches!(role.relation, Relation::AbsoluteChange | Relation::Share)
            && balance
            && (subject.side == Some(Direction::Deficit) || subject.gap)
        {
            figure = figure.negated();
            other = other.map(Figure::negated);
        }
        let first = &sentence.tokens[quantity.number.start];
        let last = &sentence.tokens[quantity.number.end - 1];
        let place = self.source.place(passage.span(first.span.start..last.span.end));
        let id = format!("s{}", self.extract.statements.len() + 1);
        let mut statement = Statement::new(id, key, role.relation, figure, place);
        if open {
            statement.subjects = self.paragraph.open_subjects(&statement.key.flow);
        }
        statement.other_notation = other;
        statement.direction = direction;
        statement.base = if role.relation.is_change() { base } else { None };
        statement.whole = whole;
        statement.wording = self.wording(sentence, at);
        statement.status = if role.is_forecast { Status::Forecast } else { Status::Normal };
        if !self.paragraph.begun {
            self.paragraph = Paragraph {
                partner: subject.partner.as_ref().map(|p| p.name.clone()).or_else(|| {
                    let pair = subject.same_partner && statement.key.partner.as_str() != "World";
                    pair.then(|| statement.key.partner.to_string())
                }),
                scope: subject.scope,
                population: subject.population.clone(),
                flows: Vec::new(),
                begun: true,
                ..std::mem::take(&mut self.paragraph)
            };
        }
        // A total, or another scope, ends what the first figure of the paragraph said of the others.
        if subject.total && subject.partner.is_none() {
            self.paragraph.partner = None;
        }
        if subject.scope.is_some() && subject.scope != self.paragraph.scope {
            self.paragraph.scope = None;
        }
        if role.relation == Relation::Level {
            self.paragraph.flows.push(statement.key.flow.clone());
        }
        if self.spoken.list.is_some() && role.subject.is_none() && role.relation == Relation::Level {
            self.list_part(&statement);
        }
        if subject.gap {
            self.gaps.push(self.extract.statements.len());
        }
        // A change is counted from what the text told last, and a figure compared with is of a time behind or before it.
        let time = sentence.own_time(at, role.is_base).filter(|_| role.subject.is_some());
        let by = time.and_then(|time| sentence.items[time].when()).map_or(Teller::Context, teller);
        statement.attribution = self.attribute(sentence, at, by, &role, &statement.key);
        let by = if sentence.is_conversion_of(at) { Teller::Conversion } else { by };
        self.told.push((self.extract.statements.len(), Told { sentence: self.sentences, by }));
        self.extract.statements.push(statement);
    }

    /// The words around a number that decide how it is read.
    pub(super) fn wording(&self, sentence: &Sentence, at: usize) -> String {
        let start = sentence.items[at.saturating_sub(4)].tokens.start;
        let end = sentence.items[(at + 3).min(sentence.items.len() - 1)].tokens.end;
        text_of(&sentence.tokens[start..end])
    }

    /// A word that is a factor: "exports more than doubled". Whether it was one.
    pub(super) fn factor_in_words(
        &mut self,
        sentence: &Sentence,
        at: usize,
        carries: bool,
        passage: &Passage,
        basis: Option<Tag>,
    ) -> bool {
        let Some((factor, role)) = sentence.factor(at, carries) else { return false };
        let number = sentence.items[at].tokens.clone();
        let printed = text_of(&sentence.tokens[number.clone()]);
        let Ok(figure) = printed.parse::<Figure>().or_else(|_| factor_word(factor).parse::<Figure>()) else { return false };
        let quantity = Quantity { figure: figure.printed_as(&printed), other: None, unit: Unit::Times, sign: None, number };
        self.state(sentence, at, &quantity, role, passage, basis);
        true
    }

    /// A number in words that ranks: "ranks seven", "the top ten". Whether it does.
    pub(super) fn rank_in_words(&mut self, sentence: &Sentence, at: usize, passage: &Passage) -> bool {
        let Some(number) = sentence.ranks_in_words(at) else { return false };
        let later = (0..sentence.subjects.len()).find(|&s| sentence.subjects[s].items.start > at);
        let subject = later.or_else(|| sentence.subjects.len().checked_sub(1));
        let token = &sentence.tokens[sentence.items[at].tokens.start];
        let Ok(figure) = number.to_string().parse::<Figure>() else { return false };
        let figure = figure.printed_as(token.text);
        let quantity = Quantity { figure, other: None, unit: Unit::Ordinal, sign: None, number: sentence.items[at].tokens.clone() };
        self.state(sentence, at, &quantity, Role::of(Relation::Rank, subject), passage, None);
        true
    }
}

pub(super) fn factor_word(factor: Factor) -> &'static str {
    match factor {
        Factor::Times(2) => "two",
        Factor::Times(3) => "three",
        Factor::Times(4) => "four",
        Factor::Times(_) => "five",
        Factor::Half => "half",
    }
}
