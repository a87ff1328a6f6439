use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};
use std::fmt;

use polars::prelude::*;

use crate::codelist::Flow;
use crate::dataset::schema::{self, MONTHS, REPORTER, START};
use crate::dataset::{Dataset, collected, unreadable};
use crate::error::Error;
use crate::exact::Rational;
use crate::period::Period;
use crate::place::Place;
use crate::statement::{Basis, Direction, Key, Name, Relation, Statement};

/// A stated figure beside the one that follows from the printed levels, taken as points.
///
/// A gap is no contradiction: whether rounding explains it is for the check to decide.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct StatedRow {
    /// The statement's name.
    pub id: String,
    /// What it is said of, with the flow that this row takes for its subject.
    pub key: Key,
    /// How the source words it.
    pub relation: Relation,
    /// The form in which `computed` is given. It is the relation, but for a change whose wording leaves open whether it is a growth or
    /// an index: then the one of these that comes nearer to what is stated.
    pub form: Relation,
    /// The stated number with its sign: a fall, a deficit is below zero. Of levels and absolute changes in the printed multiplier.
    pub stated: f64,
    /// What follows from the levels, in the same unit; `None` where one of them is missing.
    pub computed: Option<f64>,
    /// `stated − computed`, taken exactly and rounded once.
    pub gap: Option<f64>,
    /// What the numbers count: `per cent`, `percentage points`, `times`, `USD million`.
    pub unit: String,
    /// Why there is a computed figure, or none.
    pub status: StatedStatus,
    /// Where the statement stands.
    pub place: Place,
}

/// Why a figure could be computed beside a stated one, or could not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum StatedStatus {
    /// It could.
    Ok,
    /// The source names no period.
    NoPeriod,
    /// There is no level for the period, or only one flow where both are needed.
    NoLevel,
    /// There is no level for the base period.
    NoBase,
    /// There is no level for the whole.
    NoWhole,
    /// The base, or the whole, is zero.
    ZeroBase,
    /// A surplus became a deficit, or the other way.
    SignChange,
    /// Several series answer to the key: of different units, valuations or editions.
    Several,
}

impl StatedStatus {
    /// The word of the table.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::NoPeriod => "no_period",
            Self::NoLevel => "no_level",
            Self::NoBase => "no_base",
            Self::NoWhole => "no_whole",
            Self::ZeroBase => "zero_base",
            Self::SignChange => "sign_change",
            Self::Several => "several",
        }
    }
}

impl fmt::Display for StatedStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// Puts what statements say beside what follows from the levels of a dataset: the table *computed / stated / gap*.
///
/// One row for each statement of growth, index, change, multiple, absolute change, contribution, share, coverage or comparison, and for
/// each stated turnover and balance; two where the source leaves open which flow it speaks of. Other levels, counts and ranks have
/// nothing to be computed from. Where no turnover or balance is given, that of exports and imports is taken.
///
/// Columns: `id`, `reporter`, `partner`, `flow`, `scope`, `commodity`, `period` (canonical text, empty where the source names none),
/// `relation`, `form`, `stated`, `computed`, `gap`, `unit`, `status`, `place`; see [`StatedRow`]. Sorted by key, then relation.
///
/// # Errors
/// What Polars cannot do with the frame.
///
/// # Example: the deficit of Mogilev
/// ```
/// use tradecheck::{dataset::Dataset, measure::confront, case::Case};
///
/// let case = Case::open("data/belarus-china")?;
/// let table = confront(&Dataset::of_case(&case)?, &case.statements)?;
/// let (id, gap) = (table.column("id")?.str()?, table.column("gap")?.f64()?);
/// let row = id.iter().position(|id| id == Some("mogilev-2010-balance")).unwrap();
/// assert_eq!(gap.get(row), Some(0.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn confront(dataset: &Dataset, statements: &[Statement]) -> Result<DataFrame, Error> {
    let rows = as_rows(dataset, statements)?;
    let texts = |name: &str, of: &dyn Fn(&StatedRow) -> String| Column::new(name.into(), rows.iter().map(of).collect::<Vec<_>>());
    let numbers =
        |name: &str, of: &dyn Fn(&StatedRow) -> Option<f64>| Column::new(name.into(), rows.iter().map(of).collect::<Vec<_>>());
    DataFrame::new_infer_height(vec![
        texts("id", &|row| row.id.clone()),
        texts(schema::REPORTER, &|row| row.key.reporter.to_string()),
        texts(schema::PARTNER, &|row| row.key.partner.to_string()),
        texts(schema::FLOW, &|row| row.key.flow.to_string()),
        texts(schema::SCOPE, &|row| row.key.scope.to_string()),
        texts(schema::COMMODITY, &|row| row.key.commodity.to_string()),
        texts("period", &|row| row.key.period.map_or_else(String::new, |period| period.to_string())),
        texts("relation", &|row| row.relation.to_string()),
        texts("form", &|row| row.form.to_string()),
        numbers("stated", &|row| Some(row.stated)),
        numbers("computed", &|row| row.computed),
        numbers("gap", &|row| row.gap),
        texts("unit", &|row| row.unit.clone()),
        texts("status", &|row| row.status.to_string()),
        texts("place", &|row| row.place.to_string()),
    ])
    .map_err(unreadable)
}

/// As [`confront`], as plain rows.
///
/// # Errors
/// As [`confront`].
pub fn as_rows(dataset: &Dataset, statements: &[Statement]) -> Result<Vec<StatedRow>, Error> {
    let mut derivable: Vec<&Statement> =
        statements.iter().filter(|s| s.subjects.iter().any(|flow| is_derivable(s, flow))).collect();
    derivable.sort_by(|a, b| a.canonical_order(b).then_with(|| a.id.cmp(&b.id)));
    let levels = Levels::of(dataset, &derivable)?;
    Ok(derivable
        .into_iter()
        .flat_map(|s| s.subjects.iter().map(move |flow| (s, flow)))
        .filter(|(s, flow)| is_derivable(s, flow))
        .map(|(s, flow)| levels.row(s, flow))
        .collect())
}

fn is_derivable(statement: &Statement, flow: &Flow) -> bool {
    match statement.relation {
        Relation::Level => matches!(flow, Flow::Turnover | Flow::Balance),
        Relation::Count | Relation::Rank => false,
        Relation::Comparison => statement.whole.is_some(),
        _ => true,
    }
}

/// The levels that statements may be computed from, by key without unit and basis.
struct Levels {
    known: HashMap<Key, Vec<(Key, Rational)>>,
}

/// A computed figure in base units, or why there is none.
type Computed = Result<Rational, StatedStatus>;

impl Levels {
    /// Takes from the dataset what speaks of the reporters and periods of the statements, and nothing else of ten million rows.
    fn of(dataset: &Dataset, statements: &[&Statement]) -> Result<Self, Error> {
        let wholes = statements.iter().filter_map(|s| s.whole.as_ref().map(|whole| whole.applied_to(&s.key).reporter));
        let reporters: BTreeSet<Name> = statements.iter().map(|s| s.key.reporter.clone()).chain(wholes).collect();
        let periods: BTreeSet<Period> = statements.iter().flat_map(|s| [s.key.period, s.base]).flatten().collect();
        let spellings = dataset.frame().column(REPORTER).and_then(|c| c.unique()?.cast(&DataType::String)).map_err(unreadable)?;
        let spellings = spellings.str().map_err(unreadable)?;
        let spelt: Vec<&str> = spellings.iter().flatten().filter(|text| reporters.contains(&Name::new(text))).collect();
        let spelt = Column::new(REPORTER.into(), spelt).cast(&schema::category()).map_err(unreadable)?;
        let starts = Column::new(START.into(), periods.iter().map(|period| period.start()).collect::<Vec<i32>>());
        let months = Column::new(MONTHS.into(), periods.iter().map(|period| period.months()).collect::<Vec<u16>>());
        let of_reporters = DataFrame::new_infer_height(vec![spelt]).map_err(unreadable)?;
        let of_periods = DataFrame::new_infer_height(vec![starts, months]).map_err(unreadable)?;
        let semi = || JoinArgs::new(JoinType::Semi);
        let on_period = [col(START), col(MONTHS)];
        let relevant = dataset.lazy().join(of_reporters.lazy(), [col(REPORTER)], [col(REPORTER)], semi()).join(
            of_periods.lazy(),
            on_period.clone(),
            on_period,
            semi(),
        );
        let mut known: HashMap<Key, Vec<(Key, Rational)>> = HashMap::new();
        for level in crate::dataset::levels_of(&collected(relevant)?) {
            known.entry(bare(&level.key)).or_default().push((level.key.clone(), level.figure.amount()));
        }
        Ok(Self { known })
    }

    fn row(&self, statement: &Statement, flow: &Flow) -> StatedRow {
        let key = statement.key_of(flow);
        let stated = stated(statement);
        let (form, computed) = match statement.relation {
            Relation::Change => {
                let growth = self.computed(statement, &key, Relation::Growth);
                let index = self.computed(statement, &key, Relation::Index);
                let distance = |computed: &Computed| computed.as_ref().ok().map(|computed| (&stated - computed).abs());
                match (distance(&growth), distance(&index)) {
                    (Some(to_growth), Some(to_index)) if to_index < to_growth => (Relation::Index, index),
                    _ => (Relation::Growth, growth),
                }
            }
            relation => (relation, self.computed(statement, &key, relation)),
        };
        let amount = form.is_amount();
        let factor = statement.figure.multiplier().factor();
        let in_unit = |number: Rational| if amount { &number / &factor } else { number };
        let status = computed.as_ref().err().copied().unwrap_or(StatedStatus::Ok);
        let computed = computed.ok().map(in_unit);
        let multiplier = statement.figure.multiplier();
        StatedRow {
            id: statement.id.clone(),
            relation: statement.relation,
            form,
            stated: stated.to_f64(),
            gap: computed.as_ref().map(|computed| (&stated - computed).to_f64()),
            computed: computed.map(|computed| computed.to_f64()),
            unit: match form {
                _ if amount => format!("{} {multiplier}", key.unit).trim().to_owned(),
                Relation::Contribution | Relation::PointChange => "percentage points".to_owned(),
                Relation::Multiple | Relation::Comparison => "times".to_owned(),
                _ => "per cent".to_owned(),
            },
            status,
            place: statement.place.clone(),
            key,
        }
    }

    fn computed(&self, statement: &Statement, key: &Key, form: Relation) -> Computed {
        if key.period.is_none() {
            return Err(StatedStatus::NoPeriod);
        }
        let hundred = Rational::from(100);
        let whole = || statement.whole.as_ref().map(|whole| whole.applied_to(key)).ok_or(StatedStatus::NoWhole);
        match form {
            Relation::Level => self.of_both_flows(key),
            Relation::Growth => Ok(&(&self.ratio_to_base(statement, key)? - &Rational::ONE) * &hundred),
            Relation::Index => Ok(&self.ratio_to_base(statement, key)? * &hundred),
            Relation::Multiple => {
                let ratio = self.ratio_to_base(statement, key)?;
                // "Decreased 4 times" is a divisor.
                if statement.direction == Some(Direction::Down) { ratio.recip().ok_or(StatedStatus::ZeroBase) } else { Ok(ratio) }
            }
            Relation::AnnualGrowth => self.annual_growth(statement, key),
            Relation::AbsoluteChange => Ok(&self.level(key)? - &self.base(statement, key)?),
            Relation::Contribution => {
                let whole = self.base(statement, &whole()?).map_err(absent(StatedStatus::NoWhole))?;
                quotient(&(&self.level(key)? - &self.base(statement, key)?), &whole).map(|ratio| &ratio * &hundred)
            }
            Relation::Share => {
                let whole = self.level(&whole()?).map_err(absent(StatedStatus::NoWhole))?;
                quotient(&self.level(key)?, &whole).map(|ratio| &ratio * &hundred)
            }
            Relation::PointChange => {
                let share = |level: Rational, whole: Rational| quotient(&level, &whole).map(|ratio| &ratio * &hundred);
                let whole = whole()?;
                let now = share(self.level(key)?, self.level(&whole).map_err(absent(StatedStatus::NoWhole))?)?;
                let before =
                    share(self.base(statement, key)?, self.base(statement, &whole).map_err(absent(StatedStatus::NoWhole))?)?;
                Ok(&now - &before)
            }
            Relation::Comparison => {
                let other = self.level(&whole()?).map_err(absent(StatedStatus::NoWhole))?;
                quotient(&self.level(key)?, &other)
            }
            Relation::Coverage => {
                let (part, whole) = match &statement.whole {
                    Some(whole) => (key.clone(), whole.applied_to(key)),
                    None => (key.with_flow(Flow::Exports), key.with_flow(Flow::Imports)),
                };
                let whole = self.level(&whole).map_err(absent(StatedStatus::NoWhole))?;
                quotient(&self.level(&part)?, &whole).map(|ratio| &ratio * &hundred)
            }
            _ => Err(StatedStatus::NoLevel),
        }
    }

    /// Of a balance, the ratio of magnitudes.
    fn ratio_to_base(&self, statement: &Statement, key: &Key) -> Computed {
        let (level, base) = (self.level(key)?, self.base(statement, key)?);
        if level.signum() == base.signum().reverse() && base.signum() != Ordering::Equal {
            return Err(StatedStatus::SignChange);
        }
        quotient(&level, &base)
    }

    fn annual_growth(&self, statement: &Statement, key: &Key) -> Computed {
        let ratio = self.ratio_to_base(statement, key)?;
        let years = match (key.period, statement.base) {
            (Some(period), Some(base)) => f64::from(period.start() - base.start()) / 12.0,
            _ => return Err(StatedStatus::NoBase),
        };
        let percent = (ratio.to_f64().powf(1.0 / years) - 1.0) * 100.0;
        // A root is no fraction; twelve decimals are more than anybody prints.
        let digits = (percent * 1e12).round();
        if digits.is_finite() && digits.abs() < 1e18 {
            Ok(Rational::decimal(digits as i64, -12))
        } else {
            Err(StatedStatus::NoBase)
        }
    }

    fn base(&self, statement: &Statement, key: &Key) -> Computed {
        let base = statement.base.ok_or(StatedStatus::NoBase)?;
        self.level(&key.with_period(Some(base))).map_err(absent(StatedStatus::NoBase))
    }

    /// The level of a key, from exports and imports where it is a turnover or balance that nobody states.
    fn level(&self, key: &Key) -> Computed {
        match self.stated_level(key) {
            Err(StatedStatus::NoLevel) => self.of_both_flows(key),
            known => known,
        }
    }

    fn of_both_flows(&self, key: &Key) -> Computed {
        let flow = |flow: Flow| self.stated_level(&key.with_flow(flow));
        match key.flow {
            Flow::Turnover => Ok(&flow(Flow::Exports)? + &flow(Flow::Imports)?),
            Flow::Balance => Ok(&flow(Flow::Exports)? - &flow(Flow::Imports)?),
            _ => Err(StatedStatus::NoLevel),
        }
    }

    /// What a source leaves unsaid (the unit of a rate, the valuation in a text) may be anything, as long as one series answers.
    fn stated_level(&self, key: &Key) -> Computed {
        let same_basis = |basis: &Basis| key.basis.is_empty() || key.basis == *basis;
        let answers: Vec<&(Key, Rational)> = self
            .known
            .get(&bare(key))
            .into_iter()
            .flatten()
            .filter(|(known, _)| (key.unit.is_empty() || known.unit == key.unit) && same_basis(&known.basis))
            .collect();
        match answers[..] {
            [] => Err(StatedStatus::NoLevel),
            [(_, amount)] => Ok(amount.clone()),
            _ => {
                let mut exact = answers.iter().filter(|(known, _)| known.basis == key.basis);
                match (exact.next(), exact.next()) {
                    (Some((_, amount)), None) => Ok(amount.clone()),
                    _ => Err(StatedStatus::Several),
                }
            }
        }
    }
}

/// The same key with nothing said of unit and basis.
fn bare(key: &Key) -> Key {
    Key { unit: Name::default(), basis: Basis::default(), ..key.clone() }
}

/// Another reason in place of "no level".
fn absent(reason: StatedStatus) -> impl Fn(StatedStatus) -> StatedStatus {
    move |status| if status == StatedStatus::NoLevel { reason } else { status }
}

fn quotient(a: &Rational, b: &Rational) -> Computed {
    if b.is_zero() { Err(StatedStatus::ZeroBase) } else { Ok(a / b) }
}

/// The stated number with the sign that its direction gives it.
fn stated(statement: &Statement) -> Rational {
    let value = statement.figure.value();
    let falls = match statement.relation {
        Relation::Level => statement.direction == Some(Direction::Deficit),
        Relation::Growth
        | Relation::Change
        | Relation::AnnualGrowth
        | Relation::AbsoluteChange
        | Relation::Contribution
        | Relation::PointChange => statement.direction == Some(Direction::Down),
        _ => false,
    };
    if falls && value.is_positive() { -value } else { value.clone() }
}
