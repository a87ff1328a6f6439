//! A document read from its first sentence to its last: what a sentence leaves unsaid is carried from those before it.

use super::item::{Item, Thing};
use super::lexicon::Tag;
use super::markup::{Block, Passage};
use super::place::{Form, Place, text_of};
use super::quantity::{Quantity, Unit};
use super::role::{Factor, Role, Sentence, Silence};
use super::subject::Subject;
use super::survey::{Survey, read_sentences};
use super::token::{Token, tokens};
use super::when::{Now, Year, When};
use super::{Extract, Reason, Unread};
use crate::codelist::{Flow, Scope};
use crate::figure::Figure;
use crate::period::Period;
use crate::source::Source;
use crate::statement::{Dimension, Direction, Key, KeyPatch, Name, PartWhole, Parts, Relation, Statement, Status};

/// The year of a document that names none: months and "last year" are counted from it. Nothing is published of the year 5.
const UNNAMED_YEAR: i32 = 5;

/// Reads blocks in their order.
pub(super) struct Document<'s> {
    source: &'s Source,
    survey: Survey,
    extract: Extract,
    section: Section,
    paragraph: Paragraph,
    spoken: Spoken,
    /// Statements of headings whose period the text below them gives.
    headlines: Vec<usize>,
    /// Balances that are called gaps.
    gaps: Vec<usize>,
}

/// What holds until the next heading that names a place.
#[derive(Debug, Clone, Default)]
struct Section {
    reporter: Option<String>,
    partner: Option<String>,
}

/// What the first figure of a paragraph says of the others.
#[derive(Debug, Clone, Default)]
struct Paragraph {
    partner: Option<String>,
    scope: Option<Scope>,
    population: Option<String>,
    /// The flows of which levels have been told.
    flows: Vec<Flow>,
    /// An adjustment that a sentence before speaks of.
    adjusted: Option<String>,
    begun: bool,
}

impl Paragraph {
    /// What "the growth pace made 157.1 percent" may be said of: the flow spoken of last, or the other one.
    fn open_subjects(&self, last: &Flow) -> Vec<Flow> {
        let other = match last {
            Flow::Exports => Flow::Imports,
            Flow::Imports => Flow::Exports,
            _ => return vec![last.clone()],
        };
        if self.flows.contains(&other) { vec![last.clone(), other] } else { vec![last.clone()] }
    }
}

/// What was spoken of last.
#[derive(Debug, Clone, Default)]
struct Spoken {
    subject: Option<Subject>,
    period: Option<Period>,
    /// The year that was named last: what bare months belong to.
    year: Option<i32>,
    /// How many months back changes have been counted from.
    steps: Vec<i32>,
    unit: Option<&'static str>,
    /// The last partner that was named.
    partner: Option<Place>,
    /// Whether the last balance was one of something else than trade.
    other_balance: bool,
    /// The subject of a list: "Products exported to China:".
    list: Option<Subject>,
    /// Where the parts that the list names are kept.
    list_parts: Option<usize>,
}

impl<'s> Document<'s> {
    pub(super) fn new(source: &'s Source, survey: Survey) -> Self {
        Self { source, survey, extract: Extract::default(), section: Section::default(), paragraph: Paragraph::default(), spoken: Spoken::default(), headlines: Vec::new(), gaps: Vec::new() }
    }

    pub(super) fn finish(mut self) -> Extract {
        settle_balances(&mut self.extract.statements, &self.gaps);
        self.extract
    }

    pub(super) fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(_, passage) => {
                self.heading(passage);
                (self.spoken.list, self.spoken.list_parts) = (None, None);
                let first = self.extract.statements.len();
                self.passage(passage);
                self.headlines.extend((first..self.extract.statements.len()).filter(|&i| self.extract.statements[i].key.period.is_none()));
            }
            Block::Paragraph(passage) => {
                (self.spoken.list, self.spoken.list_parts) = (None, None);
                self.passage(passage);
                self.date_headlines();
                if passage.text().trim_end().ends_with(':') {
                    self.spoken.list = self.spoken.subject.clone();
                }
            }
            Block::Item(passage) => self.passage(passage),
            Block::Table(_) => {}
        }
    }

    /// A headline speaks of the period that the text below it begins with.
    fn date_headlines(&mut self) {
        let Some(&last) = self.headlines.last() else { return };
        let dated = self.extract.statements[last + 1..].iter().find(|s| s.key.period.is_some());
        let Some((period, base)) = dated.map(|s| (s.key.period, s.base)) else { return };
        let first_base = base.or_else(|| self.extract.statements[last + 1..].iter().find_map(|s| s.base));
        for at in self.headlines.drain(..) {
            let statement = &mut self.extract.statements[at];
            statement.key.period = period;
            statement.base = statement.base.or(first_base.filter(|_| statement.relation.is_change()));
        }
    }

    /// A heading that names a place begins a part of its own.
    fn heading(&mut self, passage: &Passage) {
        let tokens = tokens(passage.text());
        let Some(sentence) = read_sentences(&tokens, self.survey.notation).into_iter().next() else { return };
        let first = sentence.items.iter().position(|item| item.place().is_some());
        let Some(place) = first.and_then(|at| sentence.items[at].place()) else {
            if let Some(region) = regional_body(&tokens) {
                self.begin_section(region);
            }
            return;
        };
        let governed = first.and_then(|at| sentence.governor(at)).is_some_and(|i| {
            [Tag::To, Tag::From, Tag::With].iter().any(|tag| sentence.items[i].has(*tag))
        });
        if !governed && (place.form == Form::Region || self.section.reporter.is_none()) {
            self.begin_section(place.name.clone());
        }
    }

    fn begin_section(&mut self, reporter: String) {
        if self.section.reporter.as_ref().is_some_and(|known| same_place(known, &reporter)) {
            return;
        }
        self.section = Section { reporter: Some(reporter), partner: None };
        self.spoken = Spoken { unit: self.spoken.unit, ..Spoken::default() };
    }

    fn passage(&mut self, passage: &Passage) {
        let tokens = tokens(passage.text());
        self.paragraph = Paragraph::default();
        for mut sentence in read_sentences(&tokens, self.survey.notation) {
            self.tell_other_balances(&mut sentence);
            self.sentence(&sentence, passage);
        }
    }

    /// "The deficit" alone is the one spoken of last: that of trade, or that of a budget or the current account.
    fn tell_other_balances(&mut self, sentence: &mut Sentence) {
        for at in 0..sentence.items.len() {
            if sentence.items[at].has(Tag::Other) && OTHER_BALANCES.iter().any(|word| sentence.lower(at).starts_with(word)) {
                self.spoken.other_balance = true;
            }
            let Some(s) = sentence.subjects.iter().position(|subject| subject.items.end == at + 1) else { continue };
            let subject = &sentence.subjects[s];
            if subject.flows != [Flow::Balance] {
                self.spoken.other_balance &= !matches!(subject.flows.as_slice(), [Flow::Exports | Flow::Imports | Flow::Turnover]);
                continue;
            }
            let first = sentence.items[subject.items.start].tokens.start;
            let words = &sentence.tokens[first.saturating_sub(2).max(sentence.items[0].tokens.start)..sentence.items[at].tokens.end];
            let of_trade = words.iter().any(|token| OF_TRADE.contains(&token.lower.as_str()));
            let of_other = words.iter().any(|token| OF_OTHER.contains(&token.lower.as_str()));
            if of_other || self.spoken.other_balance && !of_trade {
                sentence.others.push(s);
            } else {
                self.spoken.other_balance = false;
            }
        }
    }

    fn sentence(&mut self, sentence: &Sentence, passage: &Passage) {
        let carries = self.carries(sentence);
        let stated = self.extract.statements.len();
        let mut shares: Vec<Option<Flow>> = vec![None; sentence.items.len()];
        distribute(sentence, &mut shares);
        let respective = respective(sentence);
        // "In physical terms exports added …" holds for the whole sentence.
        let first_subject = sentence.subjects.first().map_or(0, |subject| subject.items.end);
        let adverbial = |at: usize| matches!(sentence.lower(at), "in" | "at");
        let basis = (0..first_subject).filter(|&at| adverbial(at)).find_map(|at| sentence.items[at].find(|tag| matches!(tag, Tag::Volume).then_some(tag)));
        let mut last: Option<Role> = None;
        for at in 0..sentence.items.len() {
            match &sentence.items[at].thing {
                Thing::Quantity(quantity) => match sentence.role(at, carries).or_else(|silence| sentence.elided(at, silence, last.as_ref()).ok_or(silence)) {
                    Ok(mut role) => {
                        // "China (+1.7 billion), the European Union (0.4 billion)".
                        if let Some(last) = last.as_ref().filter(|last| role.relation == Relation::Level && last.relation == Relation::AbsoluteChange)
                            && sentence.is_bracketed(at)
                        {
                            (role.relation, role.direction) = (last.relation, last.direction);
                        }
                        // "The share of the CIS reached 35.3 percent (5.55 billion)".
                        if let Some(last) = last.as_ref().filter(|last| last.relation == Relation::Share && matches!(quantity.unit, Unit::Money(_)) && last.whole.is_some())
                            && sentence.is_bracketed(at)
                        {
                            role.subject = last.subject;
                        }
                        if quantity.unit == Unit::Percent || quantity.sign.is_some() {
                            last = Some(role.clone());
                        }
                        role.flow = shares[at].clone().or(role.flow);
                        if let Some(back) = respective.iter().position(|&i| i == at).map(|k| respective.len() - k)
                            && let Some(flow) = self.flow_told(back)
                        {
                            role.flow = Some(flow);
                        }
                        self.state(sentence, at, quantity, role, passage, basis);
                    }
                    Err(silence) => self.leave(sentence, at, quantity, silence, passage),
                },
                Thing::Mark(_) => {
                    if let Some((factor, role)) = sentence.factor(at, carries) {
                        let printed = &sentence.tokens[sentence.items[at].tokens.start];
                        let printed = Token { text: printed.text, ..printed.clone() };
                        if let Ok(figure) = printed.text.parse::<Figure>().or_else(|_| factor_word(factor).parse::<Figure>()) {
                            let number = sentence.items[at].tokens.clone();
                            let quantity = Quantity { figure: figure.printed_as(&text_of(&sentence.tokens[number.clone()])), other: None, unit: Unit::Times, sign: None, number };
                            self.state(sentence, at, &quantity, role, passage, basis);
                        }
                    } else if let Some(number) = sentence.ranks_in_words(at) {
                        self.rank_in_words(sentence, at, number, passage);
                    }
                }
                Thing::When(_) => self.dates(sentence, at, passage, Reason::Date),
                Thing::Place(_) | Thing::Word | Thing::Symbol => self.dates(sentence, at, passage, Reason::Label),
            }
        }
        self.remember(sentence, stated);
    }

    /// Whether numbers of a sentence without a flow may speak of what was spoken of before.
    fn carries(&self, sentence: &Sentence) -> bool {
        if self.spoken.list.is_some() {
            return true;
        }
        self.spoken.subject.is_some()
            && sentence.items.iter().take(12).enumerate().any(|(at, item)| {
                let word = sentence.lower(at);
                matches!(word, "it" | "this" | "they" | "figure" | "figures")
                    || item.has(Tag::Rate)
                    || item.has(Tag::Including)
                    || item.flow().is_some()
                    || item.find(|tag| matches!(tag, Tag::Change(_) | Tag::Share | Tag::Level).then_some(())).is_some()
                        && at <= 4
                        && sentence.items[..at].iter().all(|before| before.thing != Thing::Word)
                    || item.place().is_some() && sentence.items.get(at + 1).is_some_and(|next| next.has(Tag::With) || next.has(Tag::Share))
                    || word == "country" && sentence.items.iter().any(|item| item.has(Tag::By))
            })
    }

    /// Numbers inside dates and names.
    fn dates(&mut self, sentence: &Sentence, at: usize, passage: &Passage, reason: Reason) {
        for token in sentence.tokens[sentence.items[at].tokens.clone()].iter().filter(|token| token.is_number()) {
            self.unread(token.text, token.span.clone(), reason, passage);
        }
    }

    fn leave(&mut self, sentence: &Sentence, at: usize, quantity: &Quantity, silence: Silence, passage: &Passage) {
        let before = at.checked_sub(1).map(|i| sentence.lower(i).to_owned()).unwrap_or_default();
        let labelled = at > 0 && sentence.items[at - 1].has(Tag::Label) || matches!(before.as_str(), "[" | "№" | "-") && quantity.unit == Unit::Bare;
        let timed = sentence.items.get(at + 1).is_some_and(|item| {
            item.find(|tag| matches!(tag, Tag::UnitMonth | Tag::UnitYear | Tag::UnitQuarter | Tag::Time | Tag::UnitPeriod).then_some(())).is_some()
        });
        let month = sentence.items[at.saturating_sub(2)..sentence.items.len().min(at + 3)].iter().any(|item| item.when().is_some());
        let reason = match silence {
            _ if labelled => Reason::Label,
            _ if timed && quantity.unit == Unit::Bare => Reason::Duration,
            Silence::NoFlow if quantity.unit == Unit::Bare && month => Reason::Date,
            Silence::NoFlow => Reason::NoFlow,
            Silence::Other => Reason::OtherSubject,
            Silence::Range => Reason::Range,
            Silence::Quantity => Reason::Quantity,
            Silence::Points => Reason::Points,
            Silence::Duration => Reason::Duration,
            Silence::Label => Reason::Label,
            Silence::Unclear => Reason::Unclear,
        };
        let first = &sentence.tokens[quantity.number.start];
        let last = &sentence.tokens[quantity.number.end - 1];
        self.unread(quantity.figure.printed(), first.span.start..last.span.end, reason, passage);
    }

    fn unread(&mut self, printed: &str, span: std::ops::Range<usize>, reason: Reason, passage: &Passage) {
        let place = self.source.place(passage.span(span));
        self.extract.unread.push(Unread { printed: printed.to_owned(), reason, place });
    }

    fn now(&self, current: Option<Period>) -> Now {
        Now { year: self.survey.year.or(Some(UNNAMED_YEAR)), current, named: self.spoken.year, fiscal_start: 7 }
    }

    /// A statement of what a number says.
    fn state(&mut self, sentence: &Sentence, at: usize, quantity: &Quantity, role: Role, passage: &Passage, basis: Option<Tag>) {
        let spoken = role.subject.map(|subject| sentence.whole_subject(subject));
        let Some(subject) = spoken.clone().or_else(|| self.spoken.list.clone()).or_else(|| self.spoken.subject.clone()).or_else(|| role.flow.clone().map(Subject::of)) else { return };
        let flow = role.flow.clone().unwrap_or_else(|| combined(&subject));
        let mut key = self.key(sentence, &subject, flow, spoken.is_some());
        if let Some(partner) = self.respective_partner(sentence, at, &subject) {
            key.partner = Key::new("", &partner, Flow::Exports, None, "").partner;
        }
        let own_basis = self.basis_of(sentence, at).or(subject.basis).or(basis);
        match own_basis {
            Some(Tag::Volume) => key.basis.price_basis = Name::new("volume"),
            Some(Tag::Price) => key.basis.price_basis = Name::new("prices"),
            _ => {}
        }
        if sentence.tokens[sentence.items[0].tokens.start..sentence.items[at].tokens.start].iter().any(|token| matches!(token.lower.as_str(), "originally" | "initially" | "initial" | "unrevised")) {
            key.basis.vintage = Name::new("first");
        }
        let (period, base) = self.times(sentence, at, &role);
        let (period, base) = match (role.is_base, role.relation.is_change()) {
            (false, _) => (period, base),
            (true, false) => (base, base),
            // "Against a 12.4 pct decline in the same period last year": a change of the period compared with.
            (true, true) => {
                let step = period.zip(base).map(|(period, base)| period.start() - base.start());
                (base, step.zip(base).and_then(|(step, base)| Period::from_start(base.start() - step, base.months())))
            }
        };
        key.period = period;
        if sentence.is_earlier_edition(at)
            && let Some(last) = self.extract.statements.last()
        {
            key.period = last.key.period;
            key.basis.vintage = Name::new("before revision");
        }
        // "The 12-month trailing balance": of the year that ends with the month spoken of.
        if let Some(month) = key.period.filter(|period| period.months() == 1)
            && sentence.tokens[sentence.items[0].tokens.start..sentence.items[at].tokens.start].iter().any(|t| matches!(t.lower.as_str(), "trailing" | "rolling"))
        {
            key.period = Period::from_start(month.start() - 11, 12);
        }
        // "Exports totalled 63.8 billion in December, taking the annual total to 593.4 billion".
        if let Some(period) = key.period.filter(|period| period.months() < 12)
            && sentence.speaks_of_year(at)
        {
            key.period = Period::year(period.start().div_euclid(12));
        }
        // "The two-month cumulative deficit", "the accumulated surplus": from January on.
        if let Some(month) = key.period.filter(|period| period.months() == 1)
            && role.subject.is_some_and(|s| sentence.is_cumulated(s))
        {
            key.period = When::YearToDate.resolve(self.now(Some(month)));
        }
        if role.relation == Relation::Share || role.relation == Relation::Level || role.relation == Relation::Rank || role.relation == Relation::AbsoluteChange || role.relation == Relation::Growth || role.relation == Relation::Change {
            self.member_of_list(sentence, at, &role, &mut key);
        }
        if let Some(scope) = sentence.scope_behind(at) {
            key.scope = Name::new(scope.code());
        }
        if let Some(noun) = sentence.noun_between(at).filter(|_| key.commodity.is_empty() || subject.commodity.is_some()) {
            if matches!(key.flow, Flow::Balance | Flow::Turnover) {
                return self.leave(sentence, at, quantity, Silence::Unclear, passage);
            }
            key.commodity = Name::new(&noun);
        }
        if role.relation == Relation::Level && let Err(silence) = self.stuff_of(sentence, at, &mut key) {
            return self.leave(sentence, at, quantity, silence, passage);
        }
        if quantity.unit == Unit::Percent && role.relation != Relation::Share && self.spoken.list.is_some() && sentence.is_after_amount(at)
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
        let whole = matches!(role.relation, Relation::Share | Relation::PointChange).then(|| self.whole(sentence, at, &role, &mut key)).flatten();
        if role.relation == Relation::Share && whole.is_none() {
            key.commodity = if key.commodity.is_empty() { Name::new("?") } else { key.commodity };
        }
        if role.relation.is_amount() {
            key.unit = self.unit(quantity);
        }
        let open = role.relation == Relation::Change && spoken.is_none() && self.spoken.list.is_none();
        let mut figure = quantity.figure.clone().qualified(role.qualifier);
        let mut other = quantity.other.clone();
        let balance = key.flow == Flow::Balance;
        let direction = role.direction.or_else(|| subject.side.filter(|_| balance && role.relation == Relation::Level));
        if role.relation == Relation::Level && balance && direction == Some(Direction::Deficit) {
            figure = figure.negated();
            other = other.map(Figure::negated);
        }
        // A deficit that grows is a balance that falls, and its share of turnover is one of something below zero.
        if matches!(role.relation, Relation::AbsoluteChange | Relation::Share) && balance && (subject.side == Some(Direction::Deficit) || subject.gap) {
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
            self.paragraph = Paragraph { partner: subject.partner.as_ref().map(|p| p.name.clone()), scope: subject.scope, population: subject.population.clone(), flows: Vec::new(), adjusted: self.paragraph.adjusted.take(), begun: true };
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
        self.extract.statements.push(statement);
    }

    /// The words around a number that decide how it is read.
    fn wording(&self, sentence: &Sentence, at: usize) -> String {
        let start = sentence.items[at.saturating_sub(4)].tokens.start;
        let end = sentence.items[(at + 3).min(sentence.items.len() - 1)].tokens.end;
        text_of(&sentence.tokens[start..end])
    }

    fn basis_of(&self, sentence: &Sentence, at: usize) -> Option<Tag> {
        let tag_of = |item: &Item| item.find(|tag| matches!(tag, Tag::Volume | Tag::Value | Tag::Price).then_some(tag));
        let behind = sentence.items[at + 1..sentence.items.len().min(at + 3)].iter().find_map(tag_of);
        let subject = sentence.subjects.iter().rposition(|subject| subject.items.start < at).map_or(0, |s| sentence.subjects[s].items.end);
        behind.or_else(|| sentence.items[subject.min(at)..at].iter().rev().find_map(tag_of))
    }

    fn unit(&mut self, quantity: &Quantity) -> Name {
        let code = match quantity.unit {
            Unit::Money(Some("DOLLAR")) => Some(self.survey.dollar.unwrap_or("USD")),
            Unit::Money(Some(code)) => Some(code),
            Unit::Count(kind) => return Name::new(kind),
            _ => self.spoken.unit,
        };
        self.spoken.unit = code.or(self.spoken.unit);
        Name::new(code.unwrap_or_default())
    }

    /// "Imports from the EU and China fell 1.2% and 0.6%, respectively": each number to its partner.
    fn respective_partner(&self, sentence: &Sentence, at: usize, subject: &Subject) -> Option<String> {
        let partner = subject.partner.as_ref()?;
        let names: Vec<&str> = partner.name.split(" and ").collect();
        let numbers = respective(sentence);
        let numbers: Vec<usize> = if numbers.is_empty() {
            let end = (0..sentence.items.len()).find(|&i| sentence.items[i].has(Tag::Respectively))?;
            (0..end).filter(|&i| sentence.quantity(i).is_some_and(|q| q.unit == Unit::Percent)).collect()
        } else {
            numbers
        };
        let k = numbers.iter().position(|&i| i == at)?;
        (names.len() > 1 && names.len() == numbers.len()).then(|| names[k].to_owned())
    }

    /// What a figure is said of, its period and unit apart.
    fn key(&self, sentence: &Sentence, subject: &Subject, flow: Flow, said_here: bool) -> Key {
        let reporter = subject.reporter.as_ref().map(|place| place.name.clone());
        let section = self.section.reporter.clone().or_else(|| self.survey.reporter.clone());
        let reporter = match (reporter, section) {
            (Some(own), Some(section)) if same_place(&own, &section) => section,
            (Some(own), _) => own,
            (None, Some(section)) => section,
            (None, None) => String::new(),
        };
        let carried = || {
            self.paragraph.partner.clone().or_else(|| self.section.partner.clone()).or_else(|| self.survey.partner.clone())
        };
        let spoken = self.spoken.subject.as_ref().and_then(|spoken| spoken.partner.clone()).or_else(|| self.spoken.partner.clone());
        let own = subject.partner.clone().or(spoken.filter(|_| subject.same_partner));
        let partner = own.map(|place| place.name).or_else(|| if subject.total { None } else { carried() });
        let partner = partner.filter(|partner| !same_place(partner, &reporter)).unwrap_or_default();
        let mut key = Key::new(&reporter, &partner, flow, None, "");
        let _ = said_here;
        let scope = subject.scope.or(self.paragraph.scope.filter(|_| !subject.total));
        let population = subject.population.clone().or_else(|| self.paragraph.population.clone());
        let without = excluded_in(sentence);
        key.scope = match (scope, population.or(without)) {
            (_, Some(population)) => Name::new(&population),
            // Where services are spoken of too, goods are a part of what is meant by trade.
            (Some(scope), None) if scope != Scope::Goods || self.survey.services => Name::new(scope.code()),
            _ => Name::default(),
        };
        if let Some(commodity) = &subject.commodity {
            key.commodity = Name::new(commodity);
        }
        if let Some(adjusted) = adjusted_in(sentence).or_else(|| subject.adjusted.clone()).or_else(|| self.paragraph.adjusted.clone()) {
            key.basis.adjustment = Name::new(&adjusted);
        }
        key
    }

    /// In a list, the place or product that stands with its number: "Germany with 890 million", "furniture – 60.8 thousand".
    fn member_of_list(&self, sentence: &Sentence, at: usize, role: &Role, key: &mut Key) {
        let mut i = at;
        let mut with = false;
        while i > 0 {
            let before = &sentence.items[i - 1];
            let listed = sentence.is_symbol(i - 1, &[","]) && i > 2 && sentence.items[i - 2].place().is_some() && (sentence.is_symbol(i - 3, &[";", ","]) || sentence.items[i - 3].has(Tag::And) || sentence.items[i - 3].has(Tag::With));
            let closes = sentence.is_symbol(i - 1, &[")"]) && i > 1 && sentence.items[i - 2].place().is_some();
            let light = closes || listed
                || sentence.is_symbol(i - 1, &["(", "–", "-", "—", ":"])
                || before.has(Tag::With)
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
        if sentence.subject_at(last).is_some_and(|s| Some(s) == role.subject && sentence.subjects[s].items.start <= last) && sentence.items[last].place().is_some() && role.relation != Relation::Share {
            // "exports to the US (+1.9 billion)": the place is the subject's partner already.
            return;
        }
        if let Some(place) = sentence.items[last].place() {
            let listed = with || role.relation == Relation::Share || sentence.items[..last].iter().any(|item| item.quantity().is_some());
            let spoken = sentence.subjects.iter().any(|s| s.items.end <= last) || role.subject.is_none() || role.relation == Relation::Share;
            if listed && spoken && !same_place(&place.name, key.reporter.as_str()) {
                key.partner = Key::new("", &place.name, Flow::Exports, None, "").partner;
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
    fn stuff_of(&self, sentence: &Sentence, at: usize, key: &mut Key) -> Result<(), Silence> {
        let part = at > 0 && sentence.items[at - 1].has(Tag::Including) && sentence.lower(at - 1).starts_with("of");
        let link = sentence.items.get(at + 1);
        let links = link.is_some_and(|item| matches!(sentence.lower(at + 1), "for" | "in" | "of" | "on") || part && item.has(Tag::Amount));
        let noun = sentence.items.get(at + 2).filter(|item| links && item.thing == Thing::Word);
        if let Some(noun) = noun {
            let last = (at + 2..sentence.items.len()).take_while(|&i| sentence.items[i].thing == Thing::Word || sentence.items[i].has(Tag::Plain)).last().unwrap_or(at + 2);
            let text = text_of(&sentence.tokens[noun.tokens.start..sentence.items[last].tokens.end]);
            if key.flow == Flow::Balance {
                return Err(Silence::Unclear);
            }
            if key.commodity.is_empty() {
                key.commodity = Name::new(&text);
            }
        } else if part && key.commodity.is_empty() && link.is_none_or(|item| item.place().is_none()) {
            key.commodity = Name::new("part");
        }
        Ok(())
    }

    /// A product of a list: together they are no more than the whole.
    fn list_part(&mut self, statement: &Statement) {
        let part = statement.key.commodity.clone();
        if part.is_empty() {
            return;
        }
        let at = *self.spoken.list_parts.get_or_insert_with(|| {
            self.extract.parts.push(PartWhole::new(Dimension::Commodity, Name::default(), Parts::Some));
            self.extract.parts.len() - 1
        });
        let parts = &mut self.extract.parts[at].parts;
        if parts.iter().all(|(known, _)| *known != part) {
            parts.push((part, statement.place.clone()));
        }
    }

    /// How the whole of a share differs from its part.
    fn whole(&self, sentence: &Sentence, at: usize, role: &Role, key: &mut Key) -> Option<KeyPatch> {
        let whole = role.whole.map(|whole| &sentence.subjects[whole]);
        let mut patch = Vec::new();
        if let Some(whole) = whole {
            let flow = combined(whole);
            if flow != key.flow {
                patch.push(format!("flow={flow}"));
            }
            // The part is a place before the verb: "EU countries accounted for 24.3 percent".
            if let Some(place) = self.place_of_part(sentence, at, role).filter(|place| !same_place(&place.name, key.reporter.as_str())) {
                key.partner = Key::new("", &place.name, Flow::Exports, None, "").partner;
            }
        }
        if key.partner.as_str() != "World" && whole.is_none_or(|whole| whole.partner.as_ref().is_none_or(|p| p.name != key.partner.as_str())) {
            patch.push("partner=World".to_owned());
        }
        if !key.commodity.is_empty() && patch.is_empty() {
            patch.push("commodity=total".to_owned());
        }
        if patch.is_empty() && key.commodity.is_empty() {
            let part = self.words_of_part(sentence, at)?;
            key.commodity = Name::new(&part);
            patch.push("commodity=total".to_owned());
        }
        patch.join(";").parse().ok()
    }

    fn place_of_part<'a>(&self, sentence: &'a Sentence, at: usize, role: &Role) -> Option<&'a Place> {
        let whole = role.whole.map(|whole| sentence.subjects[whole].items.clone());
        (0..at).rev().take_while(|&i| sentence.items[i].quantity().is_none()).find_map(|i| {
            let inside = whole.as_ref().is_some_and(|whole| whole.contains(&i));
            sentence.items[i].place().filter(|_| !inside && sentence.subject_at(i).is_none_or(|s| Some(s) == role.subject))
        })
    }

    /// The words before the verb of a share, or behind its number: "10 percent accounts for electric motors", "8 percent for fabrics".
    fn words_of_part(&self, sentence: &Sentence, at: usize) -> Option<String> {
        let phrase = |range: std::ops::Range<usize>| {
            let words: Vec<usize> = range.clone().filter(|&i| matches!(sentence.items[i].thing, Thing::Word | Thing::Place(_)) ).collect();
            let (first, last) = (*words.first()?, *words.last()?);
            let text = text_of(&sentence.tokens[sentence.items[first].tokens.start..sentence.items[last].tokens.end]);
            (text.len() < 100).then_some(text)
        };
        let behind = sentence.items.get(at + 1).is_some_and(|item| item.has(Tag::Share) || item.has(Tag::In) || sentence.lower(at + 1) == "for");
        if behind {
            let end = (at + 2..sentence.items.len()).find(|&i| sentence.is_symbol(i, &[",", "."]) || sentence.quantity(i).is_some()).unwrap_or(sentence.items.len());
            if let Some(text) = phrase(at + 2..end) {
                return Some(text);
            }
        }
        let start = (0..at).rev().find(|&i| sentence.is_symbol(i, &[";"]) || sentence.quantity(i).is_some()).map_or(0, |i| i + 1);
        phrase(start..at)
    }

    /// The period spoken of, and the one compared with.
    fn times(&mut self, sentence: &Sentence, at: usize, role: &Role) -> (Option<Period>, Option<Period>) {
        let own = sentence.own_time(at, role.is_base);
        let resolve = |when: When, current| when.resolve(self.now(current));
        let carried = self.spoken.period;
        let when = own.and_then(|i| sentence.items[i].when());
        // "Up from the previous month's 20.5 % growth": the month before the one that the sentence speaks of.
        let carried = match when.filter(|when| when.is_base()).and_then(|_| sentence.own_time(at, true)) {
            Some(spoken) if Some(spoken) != own => sentence.items[spoken].when().and_then(|when| resolve(when, carried)).or(carried),
            _ => carried,
        };
        let period = match when {
            // "For all of last year the deficit was …": the year that the text is about.
            Some(When::Years(Year::Now(-1), Year::Now(-1))) if carried.is_some_and(Period::is_year) => carried,
            Some(when) if self.is_year_spoken_of(when) => carried,
            Some(when) => resolve(when, carried.or(self.survey.year.and_then(Period::year))),
            None => carried,
        };
        let base_item = if role.is_base {
            let listed = sentence.governor(at).is_some_and(|governor| sentence.lists_bases(governor));
            sentence.time_behind(at).or_else(|| sentence.time_owning(at)).or_else(|| if listed { None } else { sentence.base_time(at) })
        } else if role.relation.is_change() {
            sentence.base_time(at)
        } else {
            None
        };
        let base = base_item.and_then(|i| sentence.items[i].when()).and_then(|when| {
            let when = match when {
                When::Last(step) => When::Before(step),
                When::Same(Year::Unsaid) => When::Same(Year::Current(-1)),
                other => other,
            };
            let base = resolve(when, period)?;
            // "fell in January from December's": a bare month that is no earlier is one of the year before.
            let bare = matches!(when, When::Months { year: Year::Unsaid, .. });
            let late = period.is_some_and(|period| base.start() >= period.start());
            if bare && late { base.year_before() } else { Some(base) }
        });
        // "Compared with last year" is said of the same months.
        let base = base.map(|base| match period {
            Some(period) if base.is_year() && !period.is_year() && period.months() < 12 => {
                let years = period.start().div_euclid(12) - base.start().div_euclid(12);
                Period::from_start(period.start() - 12 * years, period.months()).unwrap_or(base)
            }
            _ => base,
        });
        let own_base = role.is_base && (sentence.time_behind(at).is_some() || sentence.time_owning(at).is_some());
        let base = base.filter(|base| Some(*base) != period || own_base);
        let step = |period: Period, months: i32| Period::from_start(period.start() - months, period.months());
        let unknown = role.is_base && base_item.is_none() && sentence.governor(at).is_some_and(|governor| sentence.lists_bases(governor));
        let base = base.filter(|_| !unknown).or_else(|| {
            let period = period.filter(|_| !unknown)?;
            match self.spoken.steps.as_slice() {
                [months] if period.months() <= 3 || *months == 12 => step(period, *months),
                _ if period.months() > 3 => period.year_before(),
                _ => None,
            }
        });
        (period, base)
    }

    /// The flow of the last amounts but so many, of different flows.
    fn flow_told(&self, back: usize) -> Option<Flow> {
        let mut flows: Vec<&Flow> = Vec::new();
        for statement in self.extract.statements.iter().rev().take(8).filter(|s| s.relation == Relation::Level) {
            if !flows.contains(&&statement.key.flow) {
                flows.push(&statement.key.flow);
            }
        }
        flows.get(back.checked_sub(1)?).map(|flow| (*flow).clone())
    }

    /// "This year" after eight months of it are those eight months.
    fn is_year_spoken_of(&self, when: When) -> bool {
        let year = match when {
            When::Years(Year::Now(0), Year::Now(0)) => self.survey.year.unwrap_or(UNNAMED_YEAR),
            _ => return false,
        };
        self.spoken.period.is_some_and(|period| period.start().div_euclid(12) == year)
    }

    fn rank_in_words(&mut self, sentence: &Sentence, at: usize, number: u8, passage: &Passage) {
        let subject = (0..sentence.subjects.len()).find(|&s| sentence.subjects[s].items.start > at).or_else(|| (0..sentence.subjects.len()).next_back());
        let token = &sentence.tokens[sentence.items[at].tokens.start];
        let number_tokens = sentence.items[at].tokens.clone();
        let Ok(figure) = number.to_string().parse::<Figure>() else { return };
        let quantity = Quantity { figure: figure.printed_as(token.text), other: None, unit: Unit::Ordinal, sign: None, number: number_tokens };
        let role = Role { relation: Relation::Rank, direction: None, subject, flow: None, whole: None, is_base: false, qualifier: None, is_forecast: false };
        self.state(sentence, at, &quantity, role, passage, None);
    }

    /// What the next sentence may leave unsaid.
    fn remember(&mut self, sentence: &Sentence, stated: usize) {
        self.paragraph.adjusted = adjusted_in(sentence).or(self.paragraph.adjusted.take());
        self.spoken.partner = sentence.subjects.iter().rev().find_map(|s| s.partner.clone()).or(self.spoken.partner.take());
        if let Some(subject) = sentence.subjects.iter().rev().find(|s| !s.trader) {
            self.spoken.subject = Some(subject.clone());
        }
        let own: Vec<usize> =
            (0..sentence.items.len()).filter(|&i| sentence.items[i].when().is_some() && !sentence.is_base_time(i) && !sentence.is_aside(i)).collect();
        let speaks = !sentence.subjects.is_empty() && sentence.others.is_empty() || self.extract.statements.len() > stated;
        if let Some(&first) = own.first().filter(|_| speaks)
            && let Some(when) = sentence.items[first].when()
        {
            let carried = self.spoken.period.or(self.survey.year.and_then(Period::year));
            let is_last_year = matches!(when, When::Years(Year::Now(-1), _)) && self.spoken.period.is_some_and(Period::is_year);
            if !is_last_year && !self.is_year_spoken_of(when) && let Some(period) = when.resolve(self.now(carried)) {
                self.spoken.period = Some(period);
            }
            self.spoken.year = when.named_year().or(self.spoken.year);
        }
        let changed = self.extract.statements.last().filter(|s| s.relation.is_change());
        if let Some((period, base)) = changed.and_then(|s| Some((s.key.period?, s.base?)))
            && period.months() == base.months()
            && (0..sentence.items.len()).any(|i| sentence.items[i].when().is_some() && sentence.is_base_time(i))
        {
            let step = period.start() - base.start();
            if !self.spoken.steps.contains(&step) {
                self.spoken.steps.push(step);
            }
        }
    }
}

/// How phrases begin that are said of balances of something else than trade.
const OTHER_BALANCES: &[&str] = &["current", "budget", "balance", "payments", "fiscal", "federal", "invisible", "capital", "state"];
/// Words that make a balance one of trade, and words that make it one of something else.
const OF_TRADE: &[&str] = &["trade", "trading", "merchandise", "goods", "visible", "commercial", "exports", "imports", "saldo", "ink"];
const OF_OTHER: &[&str] = &["federal", "non", "non-merchandise", "budget", "fiscal", "government", "invisible", "invisibles", "transfers", "transfer", "income", "capital", "investment", "remittances"];

/// "If gifts are excluded, the deficit was only 350 million": figures of such a sentence are of a part of their own.
fn excluded_in(sentence: &Sentence) -> Option<String> {
    let at = (0..sentence.items.len()).find(|&i| matches!(sentence.lower(i), "excluding" | "excluded" | "except" | "excludes"))?;
    // "Trade (excluding non-declared trade)" tells how a total is counted.
    if at > 0 && sentence.is_symbol(at - 1, &["("]) {
        return None;
    }
    let if_ = (0..at).rev().find(|&i| sentence.lower(i) == "if");
    let (first, last) = match if_ {
        Some(first) => (first, at),
        None => (at, (at + 1..sentence.items.len()).find(|&i| !matches!(sentence.items[i].thing, Thing::Word)).unwrap_or(at)),
    };
    Some(text_of(&sentence.tokens[sentence.items[first].tokens.start..sentence.items[last].tokens.end]))
}

/// Exports and imports that are named together with one figure are turnover.
fn combined(subject: &Subject) -> Flow {
    match subject.flows.as_slice() {
        [one] => one.clone(),
        _ => Flow::Turnover,
    }
}

/// An adjustment that is said in a sentence holds for all of it: its words, from the first to the last of them.
fn adjusted_in(sentence: &Sentence) -> Option<String> {
    let tokens = &sentence.tokens[sentence.items.first()?.tokens.start..sentence.items.last()?.tokens.end];
    let tells = |token: &Token| matches!(token.lower.as_str(), "adjusted" | "unadjusted" | "smoothed" | "adjustment");
    let first = tokens.iter().position(|token| tells(token) || matches!(token.lower.as_str(), "seasonally" | "seasonal" | "calendar"))?;
    let last = tokens.iter().enumerate().skip(first).take(9).filter(|(_, token)| tells(token)).map(|(i, _)| i).last()?;
    let not = first > 1 && tokens[first - 1].text == "-" && tokens[first - 2].lower == "non" || first > 0 && tokens[first - 1].lower == "not";
    let text = text_of(&tokens[first..=last]).to_lowercase();
    Some(if not { format!("not {text}") } else { text })
}

/// "Exports and imports increased by 9% and 25%": each figure to its flow.
fn distribute(sentence: &Sentence, shares: &mut [Option<Flow>]) {
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
    for (s, subject) in sentence.subjects.iter().enumerate().filter(|(_, subject)| subject.flows.len() > 1) {
        let end = sentence.subjects.get(s + 1).map_or(sentence.items.len(), |next| next.items.start);
        let quantities: Vec<usize> = (subject.items.end..end)
            .filter(|&i| sentence.quantity(i).is_some_and(|q| matches!(q.unit, Unit::Percent | Unit::Money(_))))
            .collect();
        let same_unit = quantities.windows(2).all(|pair| {
            matches!((sentence.quantity(pair[0]).map(|q| q.unit), sentence.quantity(pair[1]).map(|q| q.unit)), (Some(Unit::Percent), Some(Unit::Percent)) | (Some(Unit::Money(_)), Some(Unit::Money(_))))
        });
        if quantities.len() == subject.flows.len() && same_unit {
            quantities.iter().zip(&subject.flows).for_each(|(&i, flow)| shares[i] = Some(flow.clone()));
        }
    }
}

/// The numbers of "compared with 771 and 500 million respectively", where no flow stands among them.
fn respective(sentence: &Sentence) -> Vec<usize> {
    let Some(at) = (0..sentence.items.len()).find(|&i| sentence.items[i].has(Tag::Respectively)) else { return Vec::new() };
    let start = (0..at).rev().find(|&i| sentence.items[i].has(Tag::Base) || sentence.items[i].has(Tag::Amount) || sentence.items[i].flow().is_some()).unwrap_or(0);
    if start > 0 && sentence.items[start].flow().is_some() {
        return Vec::new();
    }
    (start..at).filter(|&i| sentence.quantity(i).is_some_and(|q| matches!(q.unit, Unit::Money(_) | Unit::Percent))).collect()
}

fn factor_word(factor: Factor) -> &'static str {
    match factor {
        Factor::Times(2) => "two",
        Factor::Times(3) => "three",
        Factor::Times(4) => "four",
        Factor::Times(_) => "five",
        Factor::Half => "half",
    }
}

/// `Minsk Regional Executive Committee`: the region of a body that is named by it.
fn regional_body(tokens: &[Token]) -> Option<String> {
    let at = tokens.iter().position(|token| token.text == "Regional")?;
    let name = tokens.get(at.checked_sub(1)?).filter(|token| token.is_capitalised())?;
    Some(format!("{} Region", name.text))
}

/// Whether two names are of one place: `Grodno region` and `Grodno Oblast`, `Minsk` and `Minsk City`, but not the city and its region.
fn same_place(one: &str, other: &str) -> bool {
    if one.eq_ignore_ascii_case(other) {
        return true;
    }
    let parts = |name: &str| {
        let mut words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
        let sort = match words.last().map(String::as_str) {
            Some("city") => Some("city"),
            Some("region" | "oblast" | "province" | "regional" | "state") => Some("region"),
            _ => None,
        };
        if sort.is_some() {
            words.pop();
        }
        (words, sort)
    };
    let ((one, sort), (other, other_sort)) = (parts(one), parts(other));
    one == other && !one.is_empty() && (sort == other_sort || sort.is_none() || other_sort.is_none())
}

/// A balance whose side is not said is on that side on which exports and imports of the same key put it.
fn settle_balances(statements: &mut [Statement], gaps: &[usize]) {
    for at in 0..statements.len() {
        let open = statements[at].key.flow == Flow::Balance && statements[at].relation == Relation::Level && statements[at].direction.is_none();
        if !open {
            continue;
        }
        let amount = |flow: Flow| {
            let key = Key { flow, ..statements[at].key.clone() };
            statements.iter().find(|s| s.relation == Relation::Level && s.key == key).map(|s| s.figure.amount())
        };
        let deficit = match (amount(Flow::Exports), amount(Flow::Imports)) {
            (Some(exports), Some(imports)) => Some(exports < imports),
            _ => gaps.contains(&at).then_some(true),
        };
        if let Some(deficit) = deficit {
            statements[at].direction = Some(if deficit { Direction::Deficit } else { Direction::Surplus });
            if deficit {
                statements[at].figure = statements[at].figure.clone().negated();
            }
        }
    }
}
