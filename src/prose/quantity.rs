//! Numbers with their units, currencies and multipliers: `US$23.7 million`, `13 billion 942 million dollars`, `18.2-mln-dlr`.

use std::ops::Range;

use super::lexicon::{Tag, UNITS};
use super::numeral::small;
use super::token::Token;
use crate::error::{distance, letters};
use crate::exact::Rational;
use crate::figure::{Figure, Multiplier, Notation};
use crate::statement::Direction;

/// A number as printed, with what stands beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quantity {
    /// The number with its multiplier.
    pub(super) figure: Figure,
    /// The same digits in the other notation, where nothing tells which mark stands before the decimals.
    pub(super) other: Option<Figure>,
    /// What it counts.
    pub(super) unit: Unit,
    /// A plus or minus before it.
    pub(super) sign: Option<Direction>,
    /// The tokens of the number as printed.
    pub(super) number: Range<usize>,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// Money; the currency by its ISO code, `DOLLAR` where its country is not said, `None` where only a multiplier stands there.
    Money(Option<&'static str>),
    Percent,
    Points,
    /// So many times.
    Times,
    /// Tonnes, persons.
    Quantity,
    /// Partners, commodity lines, companies.
    Count(&'static str),
    /// `133rd`.
    Ordinal,
    /// A span of two numbers: `12-15 %`.
    Range,
    /// Nothing.
    Bare,
}

/// The quantity whose first token is this one, if it is a number or stands before one as its currency or sign; and how many tokens it
/// has. Marks are understood as `notation` says, where the document agrees on one.
pub(super) fn quantity(tokens: &[Token], at: usize, notation: Option<Notation>) -> Option<(usize, Quantity)> {
    let mut reader = Reader { tokens, at, currency: None, scale: None };
    let sign = reader.sign();
    reader.currency_before();
    let sign = sign.or_else(|| reader.sign());
    let first = reader.at;
    if tokens.get(at).is_some_and(Token::is_word)
        && let Some(spelled) = spelled(tokens, at, notation)
    {
        return Some(spelled);
    }
    if !tokens.get(first)?.is_number()
        || first > at && reader.parted(first) && reader.currency.is_none() && tokens[at].lower != "minus"
    {
        return None;
    }
    let mut number = first..first + 1;
    reader.at = first + 1;
    if let Some(end) = reader.rest_of_split_number(first) {
        number.end = end;
        reader.at = end;
    }
    if let Some((end, figure)) = reader.mixed_fraction(first) {
        reader.at = end;
        let unit = reader.unit();
        let sort = match (unit.sort, unit.multiplier.is_some(), reader.currency.or(unit.currency)) {
            (Some(sort), ..) => sort,
            (None, true, currency) => Unit::Money(currency),
            (None, false, _) => Unit::Bare,
        };
        let figure = figure.times(unit.multiplier.unwrap_or(Multiplier::ONE));
        return Some((reader.at - at, Quantity { figure, other: None, unit: sort, sign, number: first..end }));
    }
    let text = printed(tokens, &number);
    let (figure, other) = read(text.as_deref().unwrap_or(tokens[first].text), notation)?;
    if reader.ordinal_suffix() {
        let quantity = Quantity { figure, other: None, unit: Unit::Ordinal, sign, number };
        return Some((reader.at - at, quantity));
    }
    if let Some(end) = reader.range_end() {
        reader.at = end;
        number.end = end;
        reader.unit();
        return Some((reader.at - at, Quantity { figure, other: None, unit: Unit::Range, sign, number }));
    }
    let mut unit = reader.unit();
    let mut figure = figure.times(unit.multiplier.unwrap_or(Multiplier::ONE));
    let mut other = other.map(|other| other.times(unit.multiplier.unwrap_or(Multiplier::ONE)));
    if let Some((end, whole)) = reader.thousands(first, &figure, &unit, notation) {
        number.end = end;
        figure = whole;
        other = None;
        unit = reader.unit();
        figure = figure.times(unit.multiplier.unwrap_or(Multiplier::ONE));
    } else if let Some((end, compound)) = reader.compound(first, &figure, unit.multiplier, notation) {
        number.end = end;
        figure = compound;
        other = None;
        unit = reader.unit_after(unit);
    }
    let sort = match (reader.currency.or(unit.currency), unit.sort) {
        (Some(currency), None | Some(Unit::Bare)) => Unit::Money(Some(currency)),
        (_, Some(sort)) => sort,
        (None, None) if unit.multiplier.is_some() => Unit::Money(None),
        (None, None) => Unit::Bare,
    };
    Some((reader.at - at, Quantity { figure, other, unit: sort, sign, number }))
}

/// `nine pct`, `two billion dollars`: a number in words is an amount or a rate only beside its unit.
fn spelled(tokens: &[Token], at: usize, notation: Option<Notation>) -> Option<(usize, Quantity)> {
    let (len, value) = small(tokens, at)?;
    let mut reader = Reader { tokens, at: at + len, currency: None, scale: None };
    let unit = reader.unit();
    let next = reader.at;
    if let Some(found) = reader.thousands_in_words(at, value, &unit) {
        return Some(found);
    }
    // "Five billion 186.9 million dollars".
    let whole = Figure::spelled("", Rational::from(i64::try_from(value).ok()?), 0);
    let whole = whole.times(unit.multiplier.unwrap_or(Multiplier::ONE));
    if unit.sort.is_none()
        && let Some((end, figure)) = reader.compound(at, &whole, unit.multiplier, notation)
    {
        let after = reader.unit_after(unit);
        let unit = after.sort.unwrap_or(Unit::Money(reader.currency.or(after.currency)));
        return Some((reader.at - at, Quantity { figure, other: None, unit, sign: None, number: at..end }));
    }
    // "Three million two hundred thousand", and a phrase that begins with a hundred, are more than a number and its unit.
    let goes_on = tokens.get(next).is_some_and(Token::is_number) || small(tokens, next).is_some();
    let sort = match (unit.sort, unit.multiplier, unit.currency) {
        (Some(Unit::Percent), None, None) => Unit::Percent,
        // "At one point", "one time".
        (Some(sort @ (Unit::Points | Unit::Times)), None, None) if value > 1 => sort,
        (None, Some(multiplier), Some(currency)) if multiplier >= Multiplier::MILLION => Unit::Money(Some(currency)),
        _ => return None,
    };
    let number = at..at + len;
    let figure = Figure::spelled(&super::place::text_of(&tokens[number.clone()]), Rational::from(i64::try_from(value).ok()?), 0);
    let figure = figure.times(unit.multiplier.unwrap_or(Multiplier::ONE));
    (!goes_on).then_some((next - at, Quantity { figure, other: None, unit: sort, sign: None, number }))
}

/// The printed text of several tokens; one token's own text needs no copy.
fn printed(tokens: &[Token], number: &Range<usize>) -> Option<String> {
    (number.len() > 1).then(|| tokens[number.clone()].iter().map(|token| token.text).collect())
}

/// What stands after a number.
#[derive(Debug, Clone, Copy, Default)]
struct After {
    multiplier: Option<Multiplier>,
    currency: Option<&'static str>,
    sort: Option<Unit>,
}

struct Reader<'t, 'a> {
    tokens: &'t [Token<'a>],
    at: usize,
    currency: Option<&'static str>,
    /// A multiplier before the number, behind its currency.
    scale: Option<Multiplier>,
}

impl Reader<'_, '_> {
    fn parted(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|token| token.after_blank)
    }

    /// A plus or minus that touches what follows and nothing before it.
    fn sign(&mut self) -> Option<Direction> {
        let token = self.tokens.get(self.at)?;
        let touches = !self.parted(self.at + 1);
        let opens = self.at == 0 || token.after_blank || self.tokens[self.at - 1].is_symbol("(");
        let direction = match token.text {
            "+" => Direction::Up,
            "-" | "−" | "–" if opens => Direction::Down,
            _ if token.lower == "minus" && self.is_number_or_money(self.at + 1) => {
                self.at += 1;
                return Some(Direction::Down);
            }
            _ => return None,
        };
        touches.then(|| self.at += 1)?;
        Some(direction)
    }

    /// Whether a number stands here, or one behind its currency: `5`, `PLN 0.2`.
    fn is_number_or_money(&self, at: usize) -> bool {
        let is_number = |at: usize| self.tokens.get(at).is_some_and(Token::is_number);
        let money = self.tokens.get(at..).and_then(|rest| UNITS.longest(rest)).filter(|(_, tags)| currency(tags).is_some());
        is_number(at) || money.is_some_and(|(len, _)| is_number(at + len))
    }

    fn currency_before(&mut self) {
        if self.unknown_currency() {
            return;
        }
        let Some((len, tags)) = UNITS.longest(&self.tokens[self.at..]) else { return };
        let Some(code) = currency(tags) else { return };
        let end = self.at + len;
        // Codes and signs may touch the number; a word such as "pounds" before a number belongs to another one.
        let is_code = self.tokens[self.at].text.chars().any(|c| !c.is_lowercase());
        // "US$ million 11,411.23".
        let behind = self.tokens.get(end..).and_then(|rest| UNITS.longest(rest));
        let scale = behind.and_then(|(len, tags)| Some((len, multiplier(tags).filter(|_| self.tokens[end].text.len() > 1)?)));
        // "US$ million 2019: 45" names a year.
        let is_year = |at: usize| self.tokens.get(at).is_some_and(|token| token.year().is_some());
        let scale = scale.filter(|(len, _)| !is_year(end + len));
        let (end, scale) = scale.map_or((end, None), |(len, scale)| (end + len, Some(scale)));
        let number = self.tokens.get(end).is_some_and(Token::is_number)
            || self.tokens.get(end).is_some_and(|t| matches!(t.text, "-" | "−" | "+"))
                && self.tokens.get(end + 1).is_some_and(|t| t.is_number() && !t.after_blank);
        if is_code && number {
            (self.currency, self.scale) = (Some(code), scale);
            self.at = end;
        }
    }

    /// `MOP9.0 billion`, `R115bn`: capitals of no known currency that touch an amount.
    fn unknown_currency(&mut self) -> bool {
        let [code, number, ..] = &self.tokens[self.at.min(self.tokens.len())..] else { return false };
        let touches = code.is_word()
            && code.text.len() <= 3
            && code.text.chars().all(|c| c.is_ascii_uppercase())
            && number.is_number()
            && !number.after_blank;
        if !touches {
            return false;
        }
        let known = UNITS.longest(&self.tokens[self.at..]).is_some_and(|(_, tags)| currency(tags).is_some());
        let amount =
            self.tokens.get(self.at + 2..).and_then(|rest| UNITS.longest(rest)).is_some_and(|(_, tags)| multiplier(tags).is_some());
        if !known && amount {
            self.currency = Some("UNKNOWN");
            self.at += 1;
        }
        !known && amount
    }

    /// `1, 118 bln`: a thousand whose mark is followed by a blank. Only beside a currency, where no list of numbers is meant.
    fn rest_of_split_number(&self, first: usize) -> Option<usize> {
        self.currency?;
        let [head, comma, rest] = self.tokens.get(first..first + 3)? else { return None };
        let is_split = head.text.len() <= 3 && head.whole().is_some() && comma.is_symbol(",") && !comma.after_blank;
        let digits = rest.text.bytes().take_while(u8::is_ascii_digit).count();
        let is_group = rest.is_number()
            && digits == 3
            && rest.text[3..].strip_prefix('.').is_none_or(|rest| rest.bytes().all(|b| b.is_ascii_digit()));
        let is_group = is_group && (rest.text.len() == 3 || rest.text[3..].starts_with('.'));
        let (_, tags) = UNITS.longest(self.tokens.get(first + 3..)?)?;
        (is_split && is_group && multiplier(tags).is_some()).then_some(first + 3)
    }

    /// `10-1/2`, `4 1/4`, before a unit: a number with the half or quarter behind it.
    fn mixed_fraction(&self, first: usize) -> Option<(usize, Figure)> {
        let hyphen = self.tokens.get(first + 1).is_some_and(|t| t.text == "-" && !t.after_blank);
        let from = first + 1 + usize::from(hyphen);
        let [numerator, slash, denominator] = self.tokens.get(from..from + 3)? else { return None };
        let touches = !slash.after_blank && !denominator.after_blank && numerator.after_blank != hyphen;
        let (whole, part, parts) = (self.tokens[first].whole()?, numerator.whole()?, denominator.whole()?);
        let decimals = match parts {
            2 => 1,
            4 => 2,
            8 => 3,
            _ => return None,
        };
        let has_unit = self.tokens.get(from + 3..).and_then(|rest| UNITS.longest(rest)).is_some();
        if !(slash.text == "/" && touches && part < parts && has_unit) {
            return None;
        }
        let value = &Rational::from(i64::from(whole * parts + part)) / &Rational::from(i64::from(parts));
        let printed = super::place::text_of(&self.tokens[first..from + 3]);
        Some((from + 3, Figure::spelled(&printed, value, decimals)))
    }

    fn ordinal_suffix(&mut self) -> bool {
        let is_suffix =
            self.tokens.get(self.at).is_some_and(|t| !t.after_blank && matches!(t.lower.as_str(), "st" | "nd" | "rd" | "th"));
        self.at += usize::from(is_suffix);
        is_suffix
    }

    /// A dash between two numbers.
    fn range_end(&self) -> Option<usize> {
        let dash = self.tokens.get(self.at).filter(|t| matches!(t.text, "-" | "–" | "—" | "‑"))?;
        let next = self.tokens.get(self.at + 1).filter(|t| t.is_number())?;
        (dash.after_blank == next.after_blank).then_some(self.at + 2)
    }

    /// Multiplier, currency and unit after a number, in that order; hyphens may stand between.
    fn unit(&mut self) -> After {
        self.unit_after(After::default())
    }

    fn unit_after(&mut self, mut after: After) -> After {
        after.multiplier = after.multiplier.or(self.scale.take());
        for _ in 0..4 {
            let hyphen = self.tokens.get(self.at).is_some_and(|t| t.text == "-" && !t.after_blank) && !self.parted(self.at + 1);
            // "557.million": a stop that belongs to no number.
            let stop = self.tokens.get(self.at).is_some_and(|t| t.text == "." && !t.after_blank)
                && !self.parted(self.at + 1)
                && self.tokens.get(self.at + 1).is_some_and(Token::is_word);
            let stop = stop || self.stop_before_percent();
            let start = self.at + usize::from(hyphen || stop);
            let Some((len, tags)) = self.tokens.get(start..).and_then(|rest| UNITS.longest(rest)) else {
                let misspelt = self.misspelt_multiplier(start).filter(|_| after.multiplier.is_none() && after.sort.is_none());
                let Some(multiplier) = misspelt else { break };
                (after.multiplier, self.at) = (Some(multiplier), start + 1);
                continue;
            };
            let letter = self.tokens[start].text.len() == 1 && self.tokens[start].is_word();
            let loose = letter && self.parted(start) && !matches!(self.tokens[start].text, "b" | "m" | "B" | "M" | "k" | "t" | "x");
            let taken = if loose {
                false
            } else if let Some(multiplier) = multiplier(tags).filter(|_| after.multiplier.is_none() && after.sort.is_none()) {
                after.multiplier = Some(multiplier);
                true
            } else if let Some(code) = currency(tags).filter(|_| after.currency.is_none() && self.fits_as_currency(start, len))
                && (sort(tags).is_none() || after.multiplier >= Some(Multiplier::MILLION) && self.is_in_capitals(start))
            {
                after.currency = Some(code);
                true
            } else if let Some(sort) = sort(tags).filter(|sort| {
                // "US$13.6%": a rate, whatever sign slipped before it.
                let is_rate = *sort == Unit::Percent && after.multiplier.is_none() && self.tokens[start].text == "%";
                after.sort.is_none() && after.currency.is_none() && (self.currency.is_none() || is_rate)
            }) {
                after.sort = Some(sort);
                true
            } else {
                false
            };
            if !taken {
                break;
            }
            self.at = start + len;
        }
        after
    }

    /// "$7.2 thosand", "5 milion euros": a word of no list, one letter off a multiplier, in an amount of money.
    fn misspelt_multiplier(&self, at: usize) -> Option<Multiplier> {
        let word = self.tokens.get(at).filter(|token| token.is_word() && token.lower.len() > 5 && !token.word.is_known())?;
        let behind = self.tokens.get(at + 1..).and_then(|rest| UNITS.longest(rest));
        let is_money = self.currency.is_some() || behind.is_some_and(|(_, tags)| currency(tags).is_some());
        let near = |name: &&str| distance(&letters(&word.lower), &letters(name)) == 1;
        let name = ["thousand", "million", "billion", "trillion"].into_iter().find(near).filter(|_| is_money)?;
        UNITS.longest(&super::token::tokens(name)).and_then(|(_, tags)| multiplier(tags))
    }

    /// "6.6. percent": a stop that ends no sentence.
    fn stop_before_percent(&self) -> bool {
        let [stop, word, ..] = &self.tokens[self.at.min(self.tokens.len())..] else { return false };
        let lower = word.is_word() && !word.is_capitalised();
        let percent = || UNITS.longest(&self.tokens[self.at + 1..]).is_some_and(|(_, tags)| tags.contains(&Tag::Percent));
        stop.is_symbol(".") && !stop.after_blank && lower && percent()
    }

    /// "3 billion KM" are marks, "3 million km" a distance.
    fn is_in_capitals(&self, at: usize) -> bool {
        self.tokens[at].text.bytes().all(|byte| byte.is_ascii_uppercase())
    }

    /// A sign of the next number ("5 $6 million") is not this one's, and a currency that is said before need not be said again.
    fn fits_as_currency(&self, start: usize, len: usize) -> bool {
        let sign_of_next = self.tokens.get(start + len).is_some_and(|t| t.is_number() && !t.after_blank);
        !sign_of_next
    }

    /// `27 thousand 455 million`: so many thousands and what is left of them, all of the multiplier behind. The end of the whole number.
    fn thousands(&mut self, first: usize, figure: &Figure, unit: &After, notation: Option<Notation>) -> Option<(usize, Figure)> {
        let thousand = Multiplier::of_exponent(3);
        let rest = self.tokens.get(self.at).filter(|token| token.is_number())?;
        let alone = unit.multiplier == Some(thousand) && unit.currency.is_none() && unit.sort.is_none() && figure.decimals() == 0;
        let (rest, _) = read(rest.text, notation).filter(|(rest, _)| rest.decimals() == 0)?;
        let (_, tags) = UNITS.longest(self.tokens.get(self.at + 1..)?)?;
        let larger = multiplier(tags).is_some_and(|multiplier| multiplier > thousand);
        if !(alone && larger && rest.amount() < thousand.factor()) {
            return None;
        }
        self.at += 1;
        let printed = super::place::text_of(&self.tokens[first..self.at]);
        Some((self.at, Figure::spelled(&printed, &figure.amount() + &rest.amount(), 0)))
    }

    /// `one thousand 828 million`.
    fn thousands_in_words(&mut self, first: usize, value: u64, unit: &After) -> Option<(usize, Quantity)> {
        let figure = Figure::spelled("", Rational::from(i64::try_from(value).ok()?), 0).times(unit.multiplier?);
        let (end, whole) = self.thousands(first, &figure, unit, None)?;
        let after = Some(self.unit()).filter(|after| after.sort.is_none())?;
        let figure = whole.times(after.multiplier.unwrap_or(Multiplier::ONE));
        Some((self.at - first, Quantity { figure, other: None, unit: Unit::Money(after.currency), sign: None, number: first..end }))
    }

    /// `13 billion 942 million`, `1 billion dollars 477 million 4 thousand`: the end of the last multiplier, and the whole as one figure.
    fn compound(
        &mut self,
        first: usize,
        figure: &Figure,
        multiplier: Option<Multiplier>,
        notation: Option<Notation>,
    ) -> Option<(usize, Figure)> {
        let mut last = multiplier.filter(|_| figure.decimals() == 0)?;
        let mut total = figure.amount();
        let mut end = None;
        let mut decimals = 0;
        while self.tokens.get(self.at).is_some_and(Token::is_number) {
            let saved = self.at;
            let Some((next, _)) = read(self.tokens[self.at].text, notation) else { break };
            self.at += 1;
            let after = self.unit_after(After::default());
            match after.multiplier {
                // "1304 thousand 272.59 USD": the last part may have decimals, and no multiplier where a currency follows.
                smaller
                    if after.sort.is_none()
                        && smaller.is_none_or(|m| m < last)
                        && (smaller.is_some() || after.currency.is_some() && last > Multiplier::ONE) =>
                {
                    let smaller = smaller.unwrap_or(Multiplier::ONE);
                    decimals = next.decimals();
                    let next = next.times(smaller);
                    if next.amount() >= last.factor() {
                        self.at = saved;
                        break;
                    }
                    total = &total + &next.amount();
                    last = smaller;
                    self.currency = self.currency.or(after.currency);
                    end = Some(self.at);
                    if decimals != 0 {
                        break;
                    }
                }
                _ => {
                    self.at = saved;
                    break;
                }
            }
        }
        let end = end.map(|_| self.end_of_last_multiplier())?;
        let value = &total / &last.factor();
        let figure = Figure::spelled(&super::place::text_of(&self.tokens[first..end]), value, decimals).times(last);
        Some((end, figure))
    }

    /// Where the words of a compound number end: before a currency that follows it.
    fn end_of_last_multiplier(&self) -> usize {
        let mut end = self.at;
        while let Some((len, tags)) = UNITS.longest_before(&self.tokens[..end])
            && currency(tags).is_some()
        {
            end -= len;
        }
        end
    }
}

fn multiplier(tags: &[Tag]) -> Option<Multiplier> {
    tags.iter().find_map(|tag| match tag {
        Tag::Multiplier(exponent) => Some(Multiplier::of_exponent(*exponent)),
        _ => None,
    })
}

fn currency(tags: &[Tag]) -> Option<&'static str> {
    tags.iter().find_map(|tag| match tag {
        Tag::Currency(code) => Some(*code),
        _ => None,
    })
}

fn sort(tags: &[Tag]) -> Option<Unit> {
    tags.iter().find_map(|tag| match tag {
        Tag::Percent => Some(Unit::Percent),
        Tag::Points => Some(Unit::Points),
        Tag::Times => Some(Unit::Times),
        Tag::Quantity => Some(Unit::Quantity),
        Tag::Count(kind) => Some(Unit::Count(kind)),
        _ => None,
    })
}

/// The number as it reads in the notation of its document; in both, where the document does not tell.
fn read(text: &str, notation: Option<Notation>) -> Option<(Figure, Option<Figure>)> {
    if let Some(figure) = doubly_marked(text).or_else(|| raised(text)) {
        return Some((figure, None));
    }
    let figure = Figure::read(text, notation.unwrap_or(Notation::Point)).ok().or_else(|| irregular(text))?;
    let other = (notation.is_none() && Notation::matters(text)).then(|| Figure::read(text, Notation::Comma).ok()).flatten();
    Some((figure, other))
}

/// `5898 689.99`: groups that are not all of three digits.
fn irregular(text: &str) -> Option<Figure> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    (bare.len() < text.len()).then(|| bare.parse::<Figure>().ok()).flatten().map(|figure| figure.printed_as(text))
}

/// `48·46`: the point of old British print.
fn raised(text: &str) -> Option<Figure> {
    let plain = text.replacen('·', ".", 1);
    (plain.len() < text.len()).then(|| plain.parse::<Figure>().ok()).flatten().map(|figure| figure.printed_as(text))
}

/// `2.411.9`: a mark that cannot stand between thousands, twice. The first one stands before the decimals.
fn doubly_marked(text: &str) -> Option<Figure> {
    let mark = text.chars().find(|c| matches!(c, '.' | ','))?;
    let parts: Vec<&str> = text.split(mark).collect();
    let is_digits = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let odd = parts.len() == 3 && parts.iter().all(is_digits) && parts[1..].iter().any(|part| part.len() != 3);
    if !odd || text.len() > 20 {
        return None;
    }
    let plain: Figure = format!("{}.{}{}", parts[0], parts[1], parts[2]).parse().ok()?;
    Some(plain.printed_as(text))
}

/// The notation that the numbers of a document agree on. Where they disagree each is read by itself, and one that does not tell is
/// open.
pub(super) fn notation<'t>(numbers: impl Iterator<Item = &'t str> + Clone) -> Option<Notation> {
    let told = |text: &&str| !Notation::matters(text);
    if numbers.clone().filter(told).all(|text| Notation::of([text]).is_none()) {
        return Some(Notation::Point);
    }
    Notation::of(numbers.filter(|text| doubly_marked(text).is_none()))
}

/// The amount of the whole, for laws.
#[cfg(test)]
fn amount(text: &str) -> Option<(crate::exact::Rational, Unit)> {
    let tokens = super::token::tokens(text);
    (0..tokens.len()).find_map(|at| quantity(&tokens, at, Some(Notation::Point))).map(|(_, q)| (q.figure.amount(), q.unit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::token::tokens;

    fn check(text: &str, expected: &str, unit: Unit) {
        let (found, sort) = amount(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!((found.to_string(), sort), (expected.to_owned(), unit), "{text}");
    }

    #[test]
    fn money_in_its_many_forms() {
        let usd = Unit::Money(Some("USD"));
        check("US$23.7 million", "23700000", usd);
        check("US $6.2 million", "6200000", usd);
        check("633.9 mln. USD which", "633900000", usd);
        check("USD 754.5 million", "754500000", usd);
        check("USD 2272.3 thousand", "2272300", usd);
        check("USD 1, 118 bln in", "1118000000000", usd);
        check("USD 12, 097.6 million.", "12097600000", usd);
        check("61.9 mln. Equivalent", "61900000", Unit::Money(None));
        check("$7.78bn", "7780000000", Unit::Money(Some("DOLLAR")));
        check("$3.96B", "3960000000", Unit::Money(Some("DOLLAR")));
        check("RM84.4 billion", "84400000000", Unit::Money(Some("MYR")));
        check("an 18.2-mln-dlr deficit", "18200000", Unit::Money(Some("DOLLAR")));
        check("3.51 billion\nH.K. Dlr deficit", "3510000000", Unit::Money(Some("HKD")));
        check("2.30 billion rand", "2300000000", Unit::Money(Some("ZAR")));
        check("NPR 1134.53 billion", "1134530000000", Unit::Money(Some("NPR")));
        check("14 082 176.75 thousand USD", "14082176750", usd);
        check("1,3mlrd. euro", "1300000000", Unit::Money(Some("EUR")));
    }

    #[test]
    fn compounds_and_odd_marks() {
        check("13 billion 942 million dollars", "13942000000", Unit::Money(Some("DOLLAR")));
        check("2 billion 33 million", "2033000000", Unit::Money(None));
        check("1 billion dollar 477 million 4 thousand", "1477004000", Unit::Money(Some("DOLLAR")));
        check("$2.411.9 billion", "2411900000", Unit::Money(Some("DOLLAR")));
        let text = "was 7 billion 324 million dollars with";
        let tokens = tokens(text);
        let (_, quantity) = quantity(&tokens, 1, None).unwrap();
        assert_eq!(quantity.figure.printed(), "7 billion 324 million");
        assert_eq!((quantity.figure.decimals(), quantity.figure.multiplier()), (0, Multiplier::MILLION));
    }

    #[test]
    fn percentages_times_counts_and_ranges() {
        check("71.5 percent", "71.5", Unit::Percent);
        check("20.9 pct", "20.9", Unit::Percent);
        check("4.5%", "4.5", Unit::Percent);
        check("26.8 percentage points", "26.8", Unit::Points);
        check("2.5 times", "2.5", Unit::Times);
        check("124.7 thousand tons of", "124700", Unit::Quantity);
        check("100 countries", "100", Unit::Count("partners"));
        check("133rd largest", "133", Unit::Ordinal);
        check("12-15%", "12", Unit::Range);
        check("9–10 billion dollars", "9", Unit::Range);
        check("-1.2%", "1.2", Unit::Percent);
        check("50 items", "50", Unit::Quantity);
        check("10-1/2 pct", "10.5", Unit::Percent);
        check("4 1/4 pct", "4.25", Unit::Percent);
        check("two hundred and six percent", "206", Unit::Percent);
        check("48·46 per cent", "48.46", Unit::Percent);
        check("nine pct of", "9", Unit::Percent);
        check("twenty-five percent", "25", Unit::Percent);
        check("two billion dlrs", "2000000000", Unit::Money(Some("DOLLAR")));
    }
}
