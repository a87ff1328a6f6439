//! What a figure is said of: reporter, partner, flow, scope and commodity.

use super::super::item::{Item, Thing};
use super::super::lexicon::Tag;
use super::super::place::{Form, Place, same_place, text_of};
use super::super::quantity::{Quantity, Unit};
use super::super::sentence::Sentence;
use super::super::subject::Subject;
use super::super::token::Token;
use super::Document;
use super::several::respective;
use crate::codelist::{Area, Flow, Scope};
use crate::figure::Figure;
use crate::statement::{Key, Name, Relation};

impl Document<'_> {
    /// What a figure is said of, its period and unit apart.
    pub(super) fn key(&self, sentence: &Sentence, subject: &Subject, flow: Flow) -> Key {
        let reporter = subject.reporter.as_ref().map(|place| place.name.clone());
        let section = self.section.reporter.clone().or_else(|| self.survey.reporter.clone());
        let reporter = match (reporter, section) {
            (Some(own), Some(section)) if same_place(&own, &section) => section,
            (Some(own), _) => own,
            (None, Some(section)) => section,
            (None, None) => String::new(),
        };
        // "Of this, exports came to 3 billion": of the trade with the one spoken of last.
        let last =
            || self.extract.statements.last().filter(|_| sentence.opens_with_part()).map(|last| last.key.partner.to_string());
        let carried = || {
            last()
                .filter(|partner| partner != "World")
                .or_else(|| self.paragraph.partner.clone())
                .or_else(|| self.section.partner.clone())
                .or_else(|| self.survey.partner.clone())
        };
        let spoken = self.spoken.subject.as_ref().and_then(|spoken| spoken.partner.clone()).or_else(|| self.spoken.partner.clone());
        let there = || {
            let here = sentence.items[..subject.items.start.min(sentence.items.len())].iter().rev().find_map(|item| item.place());
            here.or(self.spoken.place.as_ref()).filter(|place| !same_place(&place.name, &reporter)).cloned()
        };
        let spoken = if subject.is_there { there().or(spoken) } else { spoken };
        let own = subject.partner.clone().or(spoken.filter(|_| subject.same_partner));
        let of_pair = subject.same_partner && own.is_none();
        let partner = own.map(|place| place.name).or_else(|| if subject.total && !of_pair { None } else { carried() });
        // "Trade with Russia", in a text of Russia: the figures of another, whoever that is.
        let is_anothers = subject.reporter.is_none()
            && !subject.trader
            && subject.partner.as_ref().is_some_and(|own| same_place(&own.name, &reporter));
        let reporter = if is_anothers { String::new() } else { reporter };
        let partner = partner.filter(|partner| !same_place(partner, &reporter)).unwrap_or_default();
        let mut key = Key { partner: partner_named(&partner), ..Key::new(&reporter, "", flow, None, "") };
        let scope = subject.scope.or(self.paragraph.scope.filter(|_| !subject.total));
        let carried = self.paragraph.population.clone().filter(|population| !population.ends_with(" trade"));
        let population = subject.population.clone().or(carried);
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
        if let Some(adjusted) =
            adjusted_in(sentence).or_else(|| subject.adjusted.clone()).or_else(|| self.paragraph.adjusted.clone())
        {
            key.basis.adjustment = Name::new(&adjusted);
        }
        key
    }

    /// Whose trade mentions speak of, where that is another's than their words alone would say.
    pub(super) fn tell_parties(&self, sentence: &mut Sentence) {
        let Some(own) = self.section.reporter.as_ref().or(self.survey.reporter.as_ref()) else { return };
        let is_own = |place: &Option<Place>| place.as_ref().is_some_and(|place| same_place(&place.name, own));
        for s in 0..sentence.subjects.len() {
            let subject = &mut sentence.subjects[s];
            // "Trade between China and Peru", in a text of Peru: with China.
            if subject.is_between && subject.flows == [Flow::Turnover] && is_own(&subject.partner) && !is_own(&subject.reporter) {
                std::mem::swap(&mut subject.partner, &mut subject.reporter);
            }
            // "Chad mainly supplied Mali with salt", in a text of Mali: its imports from Chad.
            if sentence.subjects[s].is_supply && is_own(&sentence.subjects[s].partner) {
                let place = |item: &Item| item.place().filter(|place| !same_place(&place.name, own)).cloned();
                let supplier = sentence.items[..sentence.subjects[s].items.start].iter().rev().find_map(place);
                let subject = &mut sentence.subjects[s];
                if supplier.is_some() {
                    (subject.flows, subject.partner, subject.reporter) = (vec![Flow::Imports], supplier, None);
                }
            }
            // "Intra-EU trade", in a text of Romania: its trade with the others of the group.
            let subject = &mut sentence.subjects[s];
            if let (Some(group), Some(part)) = (&subject.reporter, &subject.population)
                && !same_place(&group.name, own)
                && Area::named(own).is_some()
                && let Some(sort) = part.split_once('-').map(|(sort, _)| sort.to_lowercase())
            {
                let outside = (sort == "extra" && group.name == "EU").then(|| "Countries outside the EU".to_owned());
                let partner = match sort.as_str() {
                    "intra" => Some(group.name.clone()),
                    "extra" => Some(outside.unwrap_or_else(|| part.clone())),
                    _ => None,
                };
                if let Some(name) = partner {
                    subject.partner = Some(Place { name, form: group.form });
                    (subject.reporter, subject.population) = (None, None);
                }
            }
            // "Deeper than in Russia as a whole: turnover of the country", in a text of one of its regions.
            if Area::named(own).is_none() && subject.reporter.is_none() && subject.partner.is_none() {
                let end = sentence.items[subject.items.end - 1].tokens.end;
                let words = &sentence.tokens[sentence.items[subject.items.start].tokens.start..sentence.tokens.len().min(end + 3)];
                let of_country = words.windows(3).any(|words| {
                    words[0].lower == "of" && words[1].lower == "the" && matches!(words[2].lower.as_str(), "country" | "nation")
                });
                let is_country = |place: &&Place| Area::named(&place.name).is_some_and(|area| !area.is_world());
                let named = || sentence.items[..subject.items.start].iter().rev().filter_map(|item| item.place()).find(is_country);
                if of_country {
                    let whole = || Place { name: "the country".to_owned(), form: Form::Region };
                    subject.reporter = Some(named().cloned().unwrap_or_else(whole));
                }
            }
            // "As for Spain as a whole, firms exported", in a text of Catalonia.
            let whole = sentence.taken_as_a_whole(s).filter(|place| !same_place(&place.name, own)).cloned();
            let subject = &mut sentence.subjects[s];
            if subject.reporter.is_none() && subject.partner.is_none() {
                subject.reporter = whole;
            }
            // "China led the fall, with its imports down 5 %": those of China.
            let holder = sentence.antecedent(s).filter(|holder| !same_place(&holder.name, own)).cloned();
            if let Some(holder) = holder {
                sentence.subjects[s].reporter = Some(holder);
            }
        }
    }

    /// "Peru is Chile's largest partner, with bilateral trade of 3 billion", in a text of Peru: its own, with Chile.
    pub(super) fn turn_to_own(&self, key: &mut Key, subject: &Subject) {
        let Some(own) = self.section.reporter.as_ref().or(self.survey.reporter.as_ref()) else { return };
        let is_mutual = key.flow == Flow::Turnover && subject.same_partner && subject.reporter.is_none();
        let is_turned =
            same_place(key.partner.as_str(), own) && !same_place(key.reporter.as_str(), own) && !key.reporter.is_empty();
        if is_mutual && is_turned {
            key.partner = partner_named(key.reporter.as_str());
            key.reporter = partner_named(own);
        }
    }

    /// "Exports to China were 3 billion. Exports totalled 20 billion": what the paragraph has told of its partner already, a figure that names
    /// none tells of all partners, and so do those behind it.
    pub(super) fn tell_from_partner(&mut self, key: &mut Key, figure: &Figure) {
        let is_the_theme = self.section.partner.is_some() || self.survey.partner.is_some();
        if is_the_theme || self.paragraph.partner.is_none() || key.period.is_none() {
            return;
        }
        let told = self.extract.statements[self.paragraph.first..].iter();
        let mut told = told.filter(|s| s.relation == Relation::Level && s.key == *key);
        if told.any(|s| s.figure.amount().abs() != figure.amount().abs()) {
            key.partner = Name::new("World");
            self.paragraph.partner = None;
        }
    }

    /// "Imports from the EU and China fell 1.2% and 0.6%, respectively": each number to its partner.
    pub(super) fn respective_partner(&self, sentence: &Sentence, at: usize, subject: &Subject) -> Option<String> {
        let partner = subject.partner.as_ref()?;
        let names: Vec<&str> = partner.name.split(" and ").collect();
        let numbers = respective(sentence);
        let numbers: Vec<usize> = if numbers.is_empty() {
            let unit = sentence.quantity(at)?.unit;
            let end = sentence.subjects.iter().map(|s| s.items.start).find(|&start| start > at).unwrap_or(sentence.items.len());
            (subject.items.end..end).filter(|&i| sentence.quantity(i).is_some_and(|q| q.unit == unit)).collect()
        } else {
            numbers
        };
        let k = numbers.iter().position(|&i| i == at)?;
        (names.len() > 1 && names.len() == numbers.len()).then(|| names[k].to_owned())
    }

    pub(super) fn basis_of(&self, sentence: &Sentence, at: usize) -> Option<Tag> {
        let tag_of = |item: &Item| item.find(|tag| matches!(tag, Tag::Volume | Tag::Value | Tag::Price).then_some(tag));
        let behind = sentence.items[at + 1..sentence.items.len().min(at + 3)].iter().find_map(tag_of);
        let subject =
            sentence.subjects.iter().rposition(|subject| subject.items.start < at).map_or(0, |s| sentence.subjects[s].items.end);
        behind.or_else(|| sentence.items[subject.min(at)..at].iter().rev().find_map(tag_of))
    }

    pub(super) fn unit(&mut self, quantity: &Quantity) -> Name {
        let code = match quantity.unit {
            Unit::Money(Some("DOLLAR")) => Some(self.survey.dollar.unwrap_or("USD")),
            Unit::Money(Some(code)) => Some(code),
            Unit::Count(kind) => return Name::new(kind),
            _ => self.spoken.unit,
        };
        self.spoken.unit = code.filter(|code| *code != "UNKNOWN").or(self.spoken.unit);
        match code {
            Some("UNKNOWN") => Name::new("?"),
            // The name of a currency that several countries have.
            Some(name) if name.len() > 3 => Name::new(&format!("{}s", name.to_lowercase())),
            code => Name::new(code.unwrap_or_default()),
        }
    }
}

/// An adjustment that is said in a sentence holds for all of it: its words, from the first to the last of them.
pub(super) fn adjusted_in(sentence: &Sentence) -> Option<String> {
    let tokens = &sentence.tokens[sentence.items.first()?.tokens.start..sentence.items.last()?.tokens.end];
    let tells = |token: &Token| matches!(token.lower.as_str(), "adjusted" | "unadjusted" | "smoothed" | "adjustment");
    let first =
        tokens.iter().position(|token| tells(token) || matches!(token.lower.as_str(), "seasonally" | "seasonal" | "calendar"))?;
    let last = (first..tokens.len().min(first + 9)).rfind(|&at| tells(&tokens[at]))?;
    let not = first > 1 && tokens[first - 1].text == "-" && tokens[first - 2].lower == "non"
        || first > 0 && tokens[first - 1].lower == "not";
    let text = text_of(&tokens[first..=last]).to_lowercase();
    Some(if not { format!("not {text}") } else { text })
}

/// "If gifts are excluded, the deficit was only 350 million": figures of such a sentence are of a part of their own.
pub(super) fn excluded_in(sentence: &Sentence) -> Option<String> {
    // "Without giving details", "without a doubt", "less encouraging".
    let leaves_out = |i: usize| {
        let words = ["a", "an", "any", "question", "doubt", "exception"];
        sentence.items.get(i).is_some() && !words.contains(&sentence.lower(i)) && !sentence.lower(i).ends_with("ing")
    };
    let excludes = |i: usize| match sentence.lower(i) {
        "excluding" | "excluded" | "except" | "excludes" => true,
        // "The deficit without oil and gas".
        "without" if i > 0 && sentence.subject_at(i - 1).is_some() => true,
        // "Without one-off items, the deficit was 919 million".
        "without" | "less" => {
            i == 0
                && sentence.items[0].tokens.len() == 1
                && leaves_out(1)
                && sentence.items.iter().take(20).enumerate().any(|(k, _)| sentence.is_symbol(k, &[","]))
        }
        "leaving" | "stripping" => {
            sentence.lower_of(i + 1) == "out" || sentence.tokens[sentence.items[i].tokens.end - 1].lower == "out"
        }
        _ => false,
    };
    let at = (0..sentence.items.len()).find(|&i| excludes(i))?;
    // "Trade (excluding non-declared trade)" tells how a total is counted.
    if at > 0 && sentence.is_symbol(at - 1, &["("]) {
        return None;
    }
    let if_ = (0..at).rev().find(|&i| sentence.lower(i) == "if");
    let plain = |i: usize| {
        sentence.has(i, Tag::Plain) && sentence.items[i].find(|tag| matches!(tag, Tag::Change(_)).then_some(())).is_none()
    };
    let word = |&i: &usize| {
        let joins = sentence.has(i, Tag::And) && sentence.items.get(i + 1).is_some_and(|next| next.thing == Thing::Word);
        matches!(sentence.items[i].thing, Thing::Word) || plain(i) || joins || sentence.is_symbol(i, &["-"])
    };
    let comma = (at..sentence.items.len()).find(|&i| sentence.is_symbol(i, &[","]));
    let (first, last) = match if_ {
        Some(first) => (first, at),
        None if at == 0 && matches!(sentence.lower(at), "without" | "less") => (at, comma.map_or(at, |comma| comma - 1)),
        None => (at, (at + 1..sentence.items.len()).take_while(word).last().unwrap_or(at)),
    };
    Some(text_of(&sentence.tokens[sentence.items[first].tokens.start..sentence.items[last].tokens.end]))
}

/// A partner by its name: countries go by one name, however a text spells them.
pub(super) fn partner_named(name: &str) -> Name {
    // Trade with the rest of the world is all that there is.
    let name = if name == "Rest of the world" { "World" } else { name };
    Key::new("", name, Flow::Exports, None, "").partner
}
