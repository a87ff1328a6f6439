//! What a group of statements is about together, and how each of them is called beside the others.

use std::collections::HashMap;
use std::sync::Arc;

use crate::check::{Judged, Reading, Sense, Side};
use crate::codelist::Flow;
use crate::exact::{Interval, Rational};
use crate::figure::Multiplier;
use crate::period::Period;
use crate::place::Place;
use crate::report::number::{self, THIN, range};
use crate::statement::{Dimension, Key, Name, Relation, Statement};

/// What several statements have in common, so that it is said once: in the heading, and not with each of them.
#[derive(Debug, Clone, Default)]
pub(in crate::report) struct Scene {
    reporter: Option<Name>,
    partner: Option<Name>,
    period: Option<Option<Period>>,
    scope: Option<Name>,
    money: Option<Money>,
    known: Arc<Known>,
}

/// What is known of all statements of a case; gathered once and shared by its scenes.
#[derive(Debug, Default)]
struct Known {
    /// Whether all places are in one file, whose name is then not said.
    one_file: bool,
    /// The unit in which the levels of each series are printed; keys without periods.
    levels: HashMap<Key, Money>,
}

/// The unit in which the levels of a series are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) struct Money {
    pub(in crate::report) unit: Name,
    pub(in crate::report) multiplier: Multiplier,
    pub(in crate::report) decimals: i32,
}

impl Money {
    fn of(statement: &Statement) -> Self {
        let figure = &statement.figure;
        Self { unit: statement.key.unit.clone(), multiplier: figure.multiplier(), decimals: figure.decimals() }
    }

    /// `million USD`, `companies`, or nothing.
    pub(in crate::report) fn words(&self) -> String {
        [self.multiplier.word(), self.unit.to_string()].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// An interval of base units in this unit.
    pub(in crate::report) fn own(&self, interval: &Interval) -> Interval {
        interval.scaled(&self.per_base_unit())
    }

    pub(in crate::report) fn per_base_unit(&self) -> Rational {
        Rational::decimal(1, -i32::from(self.multiplier.exponent()))
    }
}

/// A noun phrase and what its verb needs to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) struct Noun {
    pub(in crate::report) words: String,
    pub(in crate::report) number: Number,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Number {
    Singular,
    Plural,
}

impl Number {
    pub(in crate::report) fn verb(self, singular: &'static str, plural: &'static str) -> &'static str {
        match self {
            Self::Singular => singular,
            Self::Plural => plural,
        }
    }
}

impl Scene {
    /// All statements of a case, which have nothing in common.
    pub(in crate::report) fn whole(all: &[Judged]) -> Self {
        let mut levels: HashMap<Key, Money> = HashMap::new();
        for judged in all.iter().filter(|judged| judged.statement.relation.is_amount()) {
            let (key, money) = (judged.statement.key.with_period(None), Money::of(&judged.statement));
            // Of several printings of a series the one with the most digits shows how it can be printed.
            let known = levels.entry(key).or_insert_with(|| money.clone());
            if known.multiplier == money.multiplier {
                known.decimals = known.decimals.max(money.decimals);
            }
        }
        let mut files = all.iter().map(|judged| &judged.statement.place.file);
        let first_file = files.next();
        Self { known: Arc::new(Known { one_file: files.all(|file| Some(file) == first_file), levels }), ..Self::default() }
    }

    /// The scene of `chosen` statements: what these have in common.
    pub(in crate::report) fn among(&self, all: &[Judged], chosen: impl IntoIterator<Item = usize>) -> Self {
        let chosen: Vec<&Statement> = chosen.into_iter().filter_map(|i| all.get(i)).map(|judged| &judged.statement).collect();
        let amounts = || chosen.iter().filter(|s| s.relation.is_amount());
        let decimals = amounts().map(|s| s.figure.decimals()).max().unwrap_or(0);
        let money = common(amounts().map(|s| (s.key.unit.clone(), s.figure.multiplier())));
        Self {
            reporter: common(chosen.iter().map(|s| s.key.reporter.clone())),
            partner: common(chosen.iter().map(|s| s.key.partner.clone())),
            period: common(chosen.iter().map(|s| s.key.period)),
            scope: common(chosen.iter().map(|s| s.key.scope.clone())),
            money: money.map(|(unit, multiplier)| Money { unit, multiplier, decimals }),
            known: self.known.clone(),
        }
    }

    /// The scene of a region: it and the partner are understood, and nothing else.
    pub(in crate::report) fn region(&self, reporter: &Name, partner: &Name) -> Self {
        let known = self.known.clone();
        Self { reporter: Some(reporter.clone()), partner: Some(partner.clone()), known, ..Self::default() }
    }

    /// The same scene where this scope is understood.
    pub(in crate::report) fn with_scope(&self, scope: &Name) -> Self {
        Self { scope: Some(scope.clone()), ..self.clone() }
    }

    /// The same scene where this period is understood.
    pub(in crate::report) fn with_period(&self, period: Option<Period>) -> Self {
        Self { period: Some(period), ..self.clone() }
    }

    /// The same scene where the period is said with every noun.
    pub(in crate::report) fn with_periods(&self) -> Self {
        Self { period: None, ..self.clone() }
    }

    /// The same unit words for another source, with which nothing is in common.
    pub(in crate::report) fn reference(&self) -> Self {
        Self { known: self.known.clone(), scope: Some(Name::default()), ..Self::default() }
    }

    /// What all have in common, as a heading: `Grodno Region, January–February 2008, million USD`.
    pub(in crate::report) fn heading(&self) -> String {
        let period = self.period.flatten().map(Period::label);
        let scope = self.scope.as_ref().filter(|scope| !scope.is_empty()).map(Name::to_string);
        let parts = [self.reporter.as_ref().map(Name::to_string), period, scope];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// The unit of all amounts: `million USD`; empty where they differ or there is none.
    pub(in crate::report) fn unit(&self) -> String {
        self.money.as_ref().map(Money::words).unwrap_or_default()
    }

    /// The unit in which the levels of a key are shown.
    pub(in crate::report) fn money_of(&self, key: &Key) -> Money {
        let known = self.known.levels.get(&key.with_period(None)).or(self.money.as_ref()).cloned();
        known.unwrap_or_else(|| {
            let same_unit = self.known.levels.iter().filter(|(k, _)| k.reporter == key.reporter && k.unit == key.unit);
            let mut moneys: Vec<&Money> = same_unit.map(|(_, money)| money).collect();
            moneys.sort_by_key(|money| (std::cmp::Reverse(money.multiplier), money.decimals));
            moneys
                .first()
                .map_or(Money { unit: key.unit.clone(), multiplier: Multiplier::ONE, decimals: 0 }, |money| (*money).clone())
        })
    }

    /// Where something stands: `line 35`, or with its file where there are several.
    pub(in crate::report) fn place(&self, place: &Place) -> String {
        match (place.line, self.known.one_file) {
            (Some(line), true) => format!("line {line}"),
            (Some(line), false) => format!("{}:{line}", place.file),
            (None, _) => place.file.to_string(),
        }
    }

    /// A level by the parts of its key that are not common: `exports of tyres`, `Minsk City’s turnover in 2009`.
    pub(in crate::report) fn level(&self, key: &Key) -> Noun {
        let mut words = match &key.flow {
            Flow::Balance => "the balance".to_owned(),
            Flow::DomesticExports => "domestic exports".to_owned(),
            flow => flow.code().to_owned(),
        };
        if self.reporter.as_ref() != Some(&key.reporter) && !key.reporter.is_empty() {
            let owner = possessive(key.reporter.as_str());
            words = format!("{owner} {}", words.strip_prefix("the ").unwrap_or(&words));
        }
        if !key.commodity.is_empty() {
            words = format!("{words} of {}", key.commodity);
        }
        // What is counted is counted with somebody only where that is said.
        let is_plain_count = matches!(key.flow, Flow::Other(_)) && key.partner == world();
        if self.partner.as_ref() != Some(&key.partner) && !is_plain_count {
            words = format!("{words} {} {}", preposition(&key.flow), partner(&key.partner));
        }
        if self.scope.as_ref() != Some(&key.scope) && !key.scope.is_empty() {
            words = format!("{words} ({})", key.scope);
        }
        words += &self.when(key);
        Noun { words, number: number_of(&key.flow) }
    }

    /// ` in 2009`, ` on 1 July 2012`; nothing where it is understood or not known.
    fn when(&self, key: &Key) -> String {
        match key.period {
            _ if self.period == Some(key.period) => String::new(),
            Some(period @ Period::Stock(_)) => format!(" on {}", period.label()),
            Some(period) => format!(" in {}", period.label()),
            None => String::new(),
        }
    }

    /// What a figure is about: `exports or imports in 2009`, `the share of exports to China in exports to the world in 2009`.
    pub(in crate::report) fn topic(&self, judged: &Judged) -> String {
        let statement = &judged.statement;
        let inner = self.with_period(statement.key.period);
        let words = match statement.relation {
            Relation::Share | Relation::Coverage | Relation::Comparison | Relation::Contribution | Relation::PointChange => {
                inner.quantity(statement, &literal(judged)).words
            }
            _ => {
                let flows: Vec<String> = statement.subjects.iter().map(Flow::to_string).collect();
                let words = inner.level(&statement.key).words;
                if flows.len() < 2 { words } else { words.replacen(&flows[0], &super::list(&flows, "or"), 1) }
            }
        };
        format!("{words}{}", self.when(&statement.key))
    }

    /// A level without its period and scope, which a table has columns for.
    pub(in crate::report) fn series(&self, key: &Key) -> Noun {
        Self { period: Some(key.period), scope: Some(key.scope.clone()), ..self.clone() }.level(key)
    }

    /// What a figure measures in a reading: `exports`, `growth of exports`, `the share of exports to China in exports to the world`.
    pub(in crate::report) fn quantity(&self, statement: &Statement, reading: &Reading) -> Noun {
        let key = statement.key_of(reading.subject.as_ref().unwrap_or(&statement.key.flow));
        let level = self.level(&key);
        let of = match reading.side {
            Some(Side::Surplus) => level.words.replacen("balance", "surplus", 1),
            Some(Side::Deficit) => level.words.replacen("balance", "deficit", 1),
            None => level.words.clone(),
        };
        let base = statement.base.map(Period::label);
        let since = || match (&base, statement.base == key.period.and_then(Period::year_before)) {
            (Some(base), false) => format!(" since {base}"),
            _ => String::new(),
        };
        let other = || statement.whole.as_ref().map(|whole| self.other_side(&key, &whole.applied_to(&key))).unwrap_or_default();
        let words = match reading.sense {
            Sense::AsPrinted => return level,
            Sense::OtherNotation => format!("{of}, with the other decimal mark,"),
            Sense::RoundedCoarser => format!("{of}, rounded coarser,"),
            Sense::Truncated => format!("{of}, cut off and not rounded,"),
            Sense::Increment => format!("growth of {of}{}", since()),
            Sense::Index => format!("the index of {of}{}", base.map(|base| format!(" ({base} = 100)")).unwrap_or_default()),
            Sense::Factor => format!("the multiple of {of}{}", base.map(|base| format!(" ({base} = 1)")).unwrap_or_default()),
            Sense::FactorMore => format!("the addition to {of} in multiples of the base{}", since()),
            Sense::Divisor => format!("the divisor of {of}{}", since()),
            Sense::PerYear => format!("yearly growth of {of}{}", since()),
            Sense::Difference => format!("the change of {of}{}", since()),
            Sense::Points => format!("the contribution of {of} to the growth of {}", other()),
            Sense::PointChange => format!("the change of the share of {of} in {}{}", other(), since()),
            Sense::Share => format!("the share of {of} in {}", other()),
            Sense::Coverage => format!("the coverage of imports by {of}"),
            Sense::Comparison => format!("the ratio of {of} to {}", other()),
            Sense::OverZeroBase => format!("the change of {of} over a base printed as zero"),
            Sense::ThroughZero => format!("the change of {of} through zero"),
            Sense::Unchecked | Sense::LeftOut => format!("the figure on {of}"),
        };
        let amount = matches!(reading.sense, Sense::OtherNotation | Sense::RoundedCoarser | Sense::Truncated);
        Noun { words, number: if amount { level.number } else { Number::Singular } }
    }

    /// The other side of a ratio, by what differs: `imports`, `all exports`, `exports to the world`.
    fn other_side(&self, key: &Key, whole: &Key) -> String {
        let mut seen = self.clone();
        for dimension in Dimension::ALL {
            let (own, other) = (key.name(dimension), whole.name(dimension));
            match dimension {
                Dimension::Partner if own != other => seen.partner = None,
                Dimension::Reporter if own != other => seen.reporter = None,
                Dimension::Scope if own != other => seen.scope = None,
                _ => {}
            }
        }
        let all = if whole.commodity != key.commodity && whole.commodity.is_empty()
            || whole.scope != key.scope && whole.scope.is_empty()
        {
            "all "
        } else {
            ""
        };
        format!("{all}{}", seen.level(whole).words)
    }

    /// Where a quantity lies, as a predicate with its unit: `lies in [27.20, 27.40]`, `are 9`.
    pub(in crate::report) fn lies(
        &self,
        statement: &Statement,
        sense: Sense,
        count: Number,
        (interval, decimals): (&Interval, u32),
    ) -> Predicate {
        let unit = self.suffix(statement, sense);
        match interval.point() {
            Some(point) if point.decimals().is_some_and(|needed| needed <= decimals) => {
                Predicate { verb: count.verb("is", "are"), object: format!("{}{unit}", number::number(point, decimals)) }
            }
            _ => Predicate { verb: count.verb("lies in", "lie in"), object: format!("{}{unit}", range(interval, decimals)) },
        }
    }

    /// The unit behind a number, where it is not said for all: ` %`, ` million USD`.
    pub(in crate::report) fn suffix(&self, statement: &Statement, sense: Sense) -> String {
        match sense {
            Sense::Increment | Sense::Index | Sense::PerYear | Sense::Share | Sense::Coverage => format!("{THIN}%"),
            Sense::Points | Sense::PointChange => " percentage points".to_owned(),
            Sense::Factor | Sense::FactorMore | Sense::Divisor | Sense::Comparison => " times".to_owned(),
            Sense::OverZeroBase | Sense::ThroughZero | Sense::Unchecked | Sense::LeftOut if statement.relation.is_percentage() => {
                format!("{THIN}%")
            }
            _ if self.money.is_some() || !statement.relation.is_amount() => String::new(),
            _ => match Money::of(statement).words() {
                words if words.is_empty() => words,
                words => format!(" {words}"),
            },
        }
    }
}

/// A verb and what stands behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) struct Predicate {
    pub(in crate::report) verb: &'static str,
    pub(in crate::report) object: String,
}

fn common<T: PartialEq>(mut values: impl Iterator<Item = T>) -> Option<T> {
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}

fn possessive(name: &str) -> String {
    if name.ends_with(['s', 'S']) { format!("{name}’") } else { format!("{name}’s") }
}

fn world() -> Name {
    Name::new("World")
}

/// The world has an article, countries do as they are given.
pub(in crate::report) fn partner(name: &Name) -> String {
    if *name == world() { "the world".to_owned() } else { name.to_string() }
}

fn preposition(flow: &Flow) -> &'static str {
    match flow {
        Flow::Exports | Flow::ReExports | Flow::DomesticExports => "to",
        Flow::Imports | Flow::ReImports => "from",
        _ => "with",
    }
}

/// Whether a flow is spoken of in the plural: `exports lie`, `turnover lies`, `companies are`.
fn number_of(flow: &Flow) -> Number {
    match flow {
        Flow::Turnover | Flow::Balance => Number::Singular,
        Flow::Other(name) if !name.as_str().ends_with('s') => Number::Singular,
        _ => Number::Plural,
    }
}

/// The reading that the words of a statement say, where nothing else is known of it.
pub(in crate::report) fn literal(judged: &Judged) -> Reading {
    let said = judged.readings.iter().find(|outcome| outcome.wording == crate::check::Wording::Said);
    // How a figure was rounded is said where a proof takes it so.
    let taken = judged.taken.as_ref().filter(|reading| reading.sense.is_meaning());
    let known = said.map(|outcome| &outcome.reading).or(taken);
    known.cloned().unwrap_or_else(|| Reading::of(usual_sense(judged.statement.relation)))
}

/// The sense that the name of a relation says.
pub(in crate::report) fn usual_sense(relation: Relation) -> Sense {
    match relation {
        Relation::Level | Relation::Count => Sense::AsPrinted,
        Relation::Growth => Sense::Increment,
        Relation::Index | Relation::Change => Sense::Index,
        Relation::AnnualGrowth => Sense::PerYear,
        Relation::Multiple => Sense::Factor,
        Relation::AbsoluteChange => Sense::Difference,
        Relation::Contribution => Sense::Points,
        Relation::PointChange => Sense::PointChange,
        Relation::Share => Sense::Share,
        Relation::Coverage => Sense::Coverage,
        Relation::Comparison => Sense::Comparison,
        Relation::Rank => Sense::Unchecked,
    }
}
