//! A line as a rule: terms, then the comparison between them.

use std::ops::Range;

use super::form::Form;
use super::rate::{Rate, RateKind};
use super::token::{Token, Word, words};
use super::{Body, Sense};
use crate::error::nearest;
use crate::exact::{Bound, Interval, Rational};
use crate::rule::{Edit, Rule, sign};

/// What is wrong with a line: the bytes, what was met, what is accepted, what to do.
pub(super) struct Trouble {
    pub(super) span: Range<usize>,
    pub(super) met: String,
    pub(super) accepted: String,
    pub(super) help: String,
}

/// A line without its comment: `None` where nothing else stands on it.
pub(super) struct Parsed<'t> {
    pub(super) name: Option<&'t str>,
    pub(super) body: Body,
    /// The bytes from the first word to the last.
    pub(super) span: Range<usize>,
    /// The bytes without those of the name.
    pub(super) rule: Range<usize>,
}

pub(super) fn line<'t>(text: &'t str, field: &mut dyn FnMut(&str) -> usize) -> Result<Option<Parsed<'t>>, Trouble> {
    let tokens = words(text);
    let [first, .., last, _] = &tokens[..] else {
        return match &tokens[..] {
            [only, _] => Err(trouble(&only.span, format!("{} alone is no rule", only.word.shown(text, &only.span)), COMPARE)),
            _ => Ok(None),
        };
    };
    let span = first.span.start..last.span.end;
    let mut parser = Parser { text, tokens: &tokens, at: 0, depth: 0, field };
    let name = match &tokens[..] {
        [Token { word: Word::Name(name), .. }, Token { word: Word::Sign(":"), .. }, ..] => {
            parser.at = 2;
            Some(*name)
        }
        _ => None,
    };
    let rule = parser.next().span.start..span.end;
    let body = parser.comparison()?;
    Ok(Some(Parsed { name, body, span, rule }))
}

const COMPARE: &str = "a rule compares two sides: turnover == exports + imports, x <= 2*y, growth(x, x0) == g";
const TERM: &str = "a field, a number, `-`, `(` or a function is accepted here";
const OPERATORS: &str = "`==`, `<=`, `>=`, `<` or `>` is accepted here";

/// How deep brackets may stand in each other.
const DEEPEST: usize = 100;

fn trouble(span: &Range<usize>, met: impl Into<String>, accepted: impl Into<String>) -> Trouble {
    Trouble { span: span.clone(), met: met.into(), accepted: accepted.into(), help: String::new() }
}

/// One side of a comparison, or a part of one.
enum Side {
    Form(Form),
    /// One form over another.
    Quotient(Form, Form),
    Rate(RateKind, Vec<Form>),
}

struct Parser<'p, 't> {
    text: &'t str,
    tokens: &'p [Token<'t>],
    at: usize,
    depth: usize,
    field: &'p mut dyn FnMut(&str) -> usize,
}

impl<'p, 't> Parser<'p, 't> {
    fn next(&self) -> &'p Token<'t> {
        &self.tokens[self.at]
    }

    fn take(&mut self, sign: &str) -> bool {
        let is_there = matches!(self.next().word, Word::Sign(met) if met == sign);
        self.at += usize::from(is_there);
        is_there
    }

    fn unexpected<T>(&self, accepted: impl Into<String>) -> Result<T, Trouble> {
        let token = self.next();
        Err(trouble(&token.span, format!("{} is not expected here", token.word.shown(self.text, &token.span)), accepted))
    }

    fn expect(&mut self, sign: &'static str, accepted: &str) -> Result<(), Trouble> {
        if self.take(sign) { Ok(()) } else { self.unexpected(accepted) }
    }

    fn comparison(&mut self) -> Result<Body, Trouble> {
        let from = self.next().span.start;
        let left = self.sum()?;
        let operator = self.next().clone();
        let sense = match operator.word {
            Word::Sign("==") => Sense::Equal,
            Word::Sign("<=") => Sense::AtMost,
            Word::Sign(">=") => Sense::AtLeast,
            Word::Sign("<") => Sense::Below,
            Word::Sign(">") => Sense::Above,
            Word::Sign("=") => {
                let help = "write `==` for what must be equal".to_owned();
                return self.unexpected(OPERATORS).map_err(|trouble| Trouble { help, ..trouble });
            }
            Word::Sign("!=") => {
                let help = "that two values differ is no linear rule".to_owned();
                return self.unexpected(OPERATORS).map_err(|trouble| Trouble { help, ..trouble });
            }
            Word::End => {
                let met = "the line ends before the comparison";
                return Err(trouble(&operator.span, met, format!("`+`, `-`, `*`, `/`, {OPERATORS}")));
            }
            _ => return self.unexpected(format!("`+`, `-`, `*`, `/`, {OPERATORS}")),
        };
        self.at += 1;
        let right = self.sum()?;
        if !matches!(self.next().word, Word::End) {
            return self.unexpected("a rule has one comparison; `+`, `-`, `*`, `/` or the end of the line is accepted here");
        }
        let span = from..self.tokens[self.at - 1].span.end;
        compare(left, sense, right, &span)
    }

    fn sum(&mut self) -> Result<Side, Trouble> {
        let from = self.next().span.start;
        let mut sum = self.product()?;
        loop {
            let times = match self.next().word {
                Word::Sign("+") => Rational::ONE,
                Word::Sign("-") => -Rational::ONE,
                _ => return Ok(sum),
            };
            self.at += 1;
            let next = self.product()?;
            let span = from..self.tokens[self.at - 1].span.end;
            sum = match (sum, next) {
                (Side::Form(sum), Side::Form(next)) => Side::Form(sum.plus(&next, &times)),
                _ => return Err(alone(&span)),
            };
        }
    }

    fn product(&mut self) -> Result<Side, Trouble> {
        let from = self.next().span.start;
        let mut product = self.unary()?;
        loop {
            let is_times = match self.next().word {
                Word::Sign("*") => true,
                Word::Sign("/") => false,
                _ => return Ok(product),
            };
            self.at += 1;
            let next = self.unary()?;
            let span = from..self.tokens[self.at - 1].span.end;
            product = if is_times { times(product, next, &span)? } else { over(product, next, &span)? };
        }
    }

    fn unary(&mut self) -> Result<Side, Trouble> {
        let from = self.next().span.start;
        let mut is_negative = false;
        loop {
            if self.take("-") {
                is_negative = !is_negative;
            } else if !self.take("+") {
                break;
            }
        }
        let atom = self.atom()?;
        if !is_negative {
            return Ok(atom);
        }
        let span = from..self.tokens[self.at - 1].span.end;
        times(atom, Side::Form(Form::constant_of(-Rational::ONE)), &span)
    }

    fn atom(&mut self) -> Result<Side, Trouble> {
        let token = self.next();
        match &token.word {
            Word::Number(number) => {
                self.at += 1;
                Ok(Side::Form(Form::constant_of(number.clone())))
            }
            Word::Name(name) if matches!(self.tokens[self.at + 1].word, Word::Sign("(")) => self.function(name),
            Word::Name(name) => {
                self.at += 1;
                Ok(Side::Form(Form::field((self.field)(name))))
            }
            Word::Sign("(") => {
                self.at += 1;
                self.depth += 1;
                if self.depth > DEEPEST {
                    return self.unexpected("brackets stand at most 100 deep in each other");
                }
                let inner = self.sum()?;
                self.depth -= 1;
                self.expect(")", "`)` or a further term is accepted here")?;
                Ok(inner)
            }
            _ => self.unexpected(TERM),
        }
    }

    fn function(&mut self, name: &str) -> Result<Side, Trouble> {
        let named = &self.next().span;
        let Some(kind) = RateKind::named(name) else {
            let known: Vec<&str> = RateKind::ALL.iter().map(|kind| kind.name()).collect();
            let help = nearest(name, known.iter().copied()).map_or_else(String::new, |near| format!("did you mean `{near}`?"));
            let met = format!("`{name}` is not a function");
            return Err(Trouble { help, ..trouble(named, met, format!("known are {}", known.join(", "))) });
        };
        self.at += 2;
        let accepted = format!("{} is written {}", kind.name(), kind.written());
        let mut forms = Vec::new();
        loop {
            let from = self.next().span.start;
            let side = self.sum()?;
            let span = from..self.tokens[self.at - 1].span.end;
            match side {
                Side::Form(form) => forms.push(form),
                _ => return Err(trouble(&span, "a rate or a ratio cannot stand inside a function", accepted)),
            }
            if self.take(",") {
                continue;
            }
            self.expect(")", &format!("`,`, `)` or a further term is accepted here; {accepted}"))?;
            break;
        }
        if forms.len() != kind.arguments() {
            let span = named.start..self.tokens[self.at - 1].span.end;
            let (met, wanted) = (forms.len(), kind.arguments());
            return Err(trouble(&span, format!("`{}` has {met} of {wanted} arguments", kind.name()), accepted));
        }
        Ok(Side::Rate(kind, forms))
    }
}

fn alone(span: &Range<usize>) -> Trouble {
    trouble(span, "a ratio or a rate is part of a sum", "it stands alone on one side of its comparison")
}

fn times(a: Side, b: Side, span: &Range<usize>) -> Result<Side, Trouble> {
    let scaled = |side: Side, factor: &Rational| match side {
        Side::Form(form) => Ok(Side::Form(form.scaled(factor))),
        Side::Quotient(over, under) => Ok(Side::Quotient(over.scaled(factor), under)),
        Side::Rate(..) => Err(trouble(span, "a rate is multiplied", "it stands alone on one side of its comparison")),
    };
    match (a, b) {
        (Side::Form(number), side) | (side, Side::Form(number)) if number.as_number().is_some() => {
            scaled(side, number.as_number().unwrap_or(&Rational::ONE))
        }
        (Side::Form(one), Side::Form(other)) if other.as_number().is_some() => {
            Ok(Side::Form(one.scaled(other.as_number().unwrap_or(&Rational::ONE))))
        }
        _ => Err(trouble(span, "two fields are multiplied", "rules are linear: one of the factors is a number")),
    }
}

fn over(a: Side, b: Side, span: &Range<usize>) -> Result<Side, Trouble> {
    match (a, b) {
        (side, Side::Form(number)) if number.as_number().is_some() => match number.as_number().and_then(Rational::recip) {
            Some(factor) => times(side, Side::Form(Form::constant_of(factor)), span),
            None => Err(trouble(span, "this divides by zero", "any other number is accepted")),
        },
        (Side::Form(over), Side::Form(under)) => Ok(Side::Quotient(over, under)),
        _ => Err(trouble(span, "a ratio is divided by a field", "a ratio has one field or sum over another: x / y >= 0.5")),
    }
}

fn compare(left: Side, sense: Sense, right: Side, span: &Range<usize>) -> Result<Body, Trouble> {
    match (left, right) {
        (Side::Form(left), Side::Form(right)) => linear(left.plus(&right, &-Rational::ONE), sense, span),
        (Side::Quotient(over, under), Side::Form(limit)) => quotient(over, under, sense, &limit, span),
        (Side::Form(limit), Side::Quotient(over, under)) => quotient(over, under, sense.turned(), &limit, span),
        (Side::Rate(kind, forms), Side::Form(figure)) => rate(kind, forms, sense, &figure, span),
        (Side::Form(figure), Side::Rate(kind, forms)) => rate(kind, forms, sense.turned(), &figure, span),
        _ => Err(trouble(span, "a ratio or a rate stands on both sides", "one side of it is a number or a field")),
    }
}

/// A form against zero. A single field that is not negative is the rule of signs.
fn linear(form: Form, sense: Sense, span: &Range<usize>) -> Result<Body, Trouble> {
    if form.as_number().is_some() {
        return Err(trouble(span, "no field is left in this rule", "a rule says something of at least one field"));
    }
    if let (Some(field), Sense::AtLeast) = (form.as_field(), sense) {
        return Ok(Body::Linear(vec![sign(field)]));
    }
    let edit = Edit::new(Rule::Given, [(0, Rational::ONE)], sense.of(&Interval::exactly(Rational::ZERO)));
    Ok(Body::Linear(vec![Form::expand(&edit, &[form])]))
}

/// `over ⋛ limit · under`, where what stands under the line is not negative.
fn quotient(over: Form, under: Form, sense: Sense, limit: &Form, span: &Range<usize>) -> Result<Body, Trouble> {
    let Some(limit) = limit.as_number() else {
        return Err(trouble(span, "a ratio is compared with a field", "a ratio is compared with a number: x / y >= 0.5"));
    };
    let Body::Linear(mut edits) = linear(over.plus(&under, &-limit), sense, span)? else { unreachable!("linear") };
    edits.push(Form::expand(&sign(0), &[under]));
    Ok(Body::Linear(edits))
}

fn rate(kind: RateKind, forms: Vec<Form>, sense: Sense, figure: &Form, span: &Range<usize>) -> Result<Body, Trouble> {
    if forms.iter().all(|form| form.as_number().is_some()) {
        return Err(trouble(span, "no field is left in this rate", "a rate is of at least one field"));
    }
    let rate = Rate { kind, forms, sense };
    if let Some(number) = figure.as_number() {
        return Ok(Body::Linear(rate.edits(&Interval::exactly(number.clone()))));
    }
    match figure.as_field() {
        Some(figure) => Ok(Body::Rate { rate, figure }),
        None => {
            Err(trouble(span, format!("`{}` is compared with a sum", kind.name()), "a rate is compared with a number or a field"))
        }
    }
}

impl Sense {
    /// As seen from the other side.
    fn turned(self) -> Self {
        match self {
            Self::Equal => Self::Equal,
            Self::AtMost => Self::AtLeast,
            Self::AtLeast => Self::AtMost,
            Self::Below => Self::Above,
            Self::Above => Self::Below,
        }
    }

    /// Where a value lies that compares so with a figure of which the interval is known.
    pub(super) fn of(self, figure: &Interval) -> Interval {
        let open = |bound: &Option<Bound>| bound.as_ref().map(|bound| Bound::open(bound.value.clone()));
        match self {
            Self::Equal => figure.clone(),
            Self::AtMost => Interval { lower: None, upper: figure.upper.clone() },
            Self::AtLeast => Interval { lower: figure.lower.clone(), upper: None },
            Self::Below => Interval { lower: None, upper: open(&figure.upper) },
            Self::Above => Interval { lower: open(&figure.lower), upper: None },
        }
    }
}
