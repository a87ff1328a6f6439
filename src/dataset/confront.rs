//! What a file states of its own levels, row by row: which rows fit, which do not, and whether a column means something else altogether.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::codelist::Flow;
use crate::exact::{Interval, Rational};
use crate::figure::Figure;
use crate::place::Place;
use crate::statement::{Key, Name, PartWhole, Parts, Relation, Statement};

/// The rows of one column, or of one indicator, that a file states beside the levels they follow from.
///
/// A row fits where some true values that print as the file has them give a figure that prints as stated: 4.03 % is the share of
/// 1073.74 in 26660.39, and so is anything in [4.025, 4.035].
///
/// # Example: three shares, one of them wrong
/// ```
/// use tradecheck::dataset::{Dataset, StatedColumn};
/// use tradecheck::{source::Raw, case::CaseOptions};
///
/// let file = "Reporter,Partner,Product categories,Indicator Type,Indicator,2015,2014,2013\n\
///             Belarus,World,All Products,Export,Exports (in US$ Mil),  26660.39,  36080.54,  37203.04\n\
///             Belarus,Germany,All Products,Export,Trade (US$ Mil)-Top 5 Export Partner,   1073.74,  1640.62,  1736.11\n\
///             Belarus,Germany,All Products,Export,Partner share(%)-Top 5 Export Partner,  4.03,  4.55,  4.76\n";
/// let dataset = Dataset::of_raw(&Raw::from_bytes("wits.csv", file.as_bytes()), CaseOptions::default())?;
/// let columns: Vec<StatedColumn> = dataset.confronted();
/// assert_eq!((columns[0].fits, columns[0].off.len()), (2, 1));
/// assert!(!columns[0].is_another_concept());
/// assert_eq!(columns[0].off[0].allowed.rounded_out(4).to_string(), "[4.6665, 4.6666]");
/// # Ok::<(), tradecheck::error::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Column {
    /// The name of the column or indicator.
    pub name: String,
    /// What its rows say.
    pub relation: Relation,
    /// How many rows fit the levels.
    pub fits: usize,
    /// The rows that do not fit.
    pub off: Vec<Off>,
    /// The rows that miss by no more than a figure does that was rounded twice: 29.95504 to 29.955, and that to 29.95.
    pub rounded_twice: Vec<Off>,
    /// How many rows are rates over a base that is printed as zero, which is no rate.
    pub zero_base: usize,
    /// How many rows have no level to be tested by.
    pub untested: usize,
}

/// A row that does not fit.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Off {
    /// The name of the statement.
    pub id: String,
    /// What the levels allow, in the unit of the figure.
    pub allowed: Interval,
    /// What is stated.
    pub stated: Interval,
}

/// Of fewer rows than this nothing is said about the column as a whole.
const FEWEST: usize = 3;

impl Column {
    /// How many rows could be tested.
    pub fn tested(&self) -> usize {
        self.fits + self.rounded_twice.len() + self.off.len()
    }

    /// Whether the rows are too few to tell an error in one of them from a column that means something else: fewer than three can be tested,
    /// and none fits.
    pub fn is_too_short(&self) -> bool {
        (1..FEWEST).contains(&self.tested()) && self.off.len() == self.tested()
    }

    /// Whether the column means something else than what follows from these levels: of at least three rows that can be tested, more than
    /// half do not fit.
    ///
    /// Errors come one by one. A balance of goods and services beside exports and imports of goods fits in no row, and accuses none.
    pub fn is_another_concept(&self) -> bool {
        self.tested() >= FEWEST && 2 * self.off.len() > self.tested()
    }

    /// Whether nothing that it states is held against the levels.
    fn is_set_aside(&self) -> bool {
        self.is_another_concept() || self.is_too_short()
    }

    /// One sentence for a note, where no row of the column can be held against the levels.
    pub(super) fn told(&self) -> String {
        if self.is_too_short() {
            let rows =
                if self.tested() == 1 { "the one row that can be tested does" } else { "the two rows that can be tested do" };
            return format!(
                "`{}`: {rows} not fit the levels; so few cannot tell an error from a column that means something else, and it was set aside",
                self.name
            );
        }
        let fits = match self.fits {
            0 => "none".to_owned(),
            fits => format!("only {fits}"),
        };
        let of = match self.relation {
            Relation::Level => "exports less imports",
            Relation::Growth => "the change of these levels",
            Relation::Share => "the share of these levels",
            _ => "what follows from these levels",
        };
        format!(
            "`{}`: {fits} of {} rows that can be tested is {of}: the column means something else, which is no error of single rows, and was set aside",
            self.name,
            self.tested()
        )
    }
}

/// What a row turns out to be.
enum Answer {
    Fits,
    RoundedTwice(Off),
    Off(Off),
    ZeroBase,
    Untested,
}

/// The columns of what is stated, in the order of their names.
pub(super) fn columns(levels: &[Statement], stated: &[Statement], hierarchy: &[PartWhole]) -> Vec<Column> {
    let levels = Levels::of(levels, hierarchy);
    let mut columns: BTreeMap<(&str, Relation), Column> = BTreeMap::new();
    for statement in stated {
        let column = columns.entry((statement.source.as_str(), statement.relation)).or_insert_with(|| Column {
            name: statement.source.clone(),
            relation: statement.relation,
            fits: 0,
            off: Vec::new(),
            rounded_twice: Vec::new(),
            zero_base: 0,
            untested: 0,
        });
        match levels.answer(statement) {
            Answer::Fits => column.fits += 1,
            Answer::RoundedTwice(off) => column.rounded_twice.push(off),
            Answer::Off(off) => column.off.push(off),
            Answer::ZeroBase => column.zero_base += 1,
            Answer::Untested => column.untested += 1,
        }
    }
    columns.into_values().collect()
}

/// What is stated without the columns that mean something else, and what there is to note of columns.
pub(super) fn of_these_levels(
    levels: &[Statement],
    stated: Vec<Statement>,
    hierarchy: &[PartWhole],
) -> (Vec<Statement>, Vec<String>) {
    let columns = columns(levels, &stated, hierarchy);
    let mut notes = Vec::new();
    for column in &columns {
        if column.is_set_aside() {
            notes.push(column.told());
            continue;
        }
        if column.tested() > 0 {
            notes.push(format!("`{}`: {} of {} rows fit the levels beside them", column.name, column.fits, column.tested()));
        }
        if let [first, ..] = column.rounded_twice.as_slice() {
            let (count, plural) =
                (column.rounded_twice.len(), if column.rounded_twice.len() == 1 { "row misses" } else { "rows miss" });
            notes.push(format!(
                "`{}`: {count} {plural} by less than a twentieth of the last digit, as a figure does that was rounded twice, and {} set aside ({} first)",
                column.name,
                if count == 1 { "was" } else { "were" },
                first.id
            ));
        }
        if column.zero_base > 0 {
            let plural = if column.zero_base == 1 { "row is a rate" } else { "rows are rates" };
            notes.push(format!(
                "`{}`: {} {plural} over a base that is printed as zero, which is no rate",
                column.name, column.zero_base
            ));
        }
    }
    let other: Vec<(&str, Relation)> =
        columns.iter().filter(|column| column.is_set_aside()).map(|column| (column.name.as_str(), column.relation)).collect();
    let twice: HashSet<(&str, &str)> =
        columns.iter().flat_map(|column| column.rounded_twice.iter().map(|row| (column.name.as_str(), row.id.as_str()))).collect();
    let is_kept = |statement: &Statement| {
        !other.contains(&(statement.source.as_str(), statement.relation))
            && !twice.contains(&(statement.source.as_str(), statement.id.as_str()))
    };
    (stated.into_iter().filter(is_kept).collect(), notes)
}

/// The figures of levels by their keys; where several units answer to one key, none does.
struct Levels<'s> {
    by_key: HashMap<Key, Option<&'s Figure>>,
    hierarchy: &'s [PartWhole],
}

impl<'s> Levels<'s> {
    fn of(levels: &'s [Statement], hierarchy: &'s [PartWhole]) -> Self {
        let mut known = HashMap::new();
        for level in levels {
            known.entry(bare(&level.key)).and_modify(|figure| *figure = None).or_insert(Some(&level.figure));
        }
        Self { by_key: known, hierarchy }
    }

    fn figure(&self, key: &Key) -> Option<&'s Figure> {
        self.by_key.get(&bare(key)).copied().flatten()
    }

    /// The interval of a level in base units, which is nowhere below zero: of the figure, or else of the sum of all its parts.
    fn interval(&self, key: &Key) -> Option<Interval> {
        self.printed(key).or_else(|| self.sum_of_parts(key))
    }

    fn printed(&self, key: &Key) -> Option<Interval> {
        self.figure(key).map(|figure| figure.interval().intersection(&Interval::at_least(Rational::ZERO)))
    }

    fn sum_of_parts(&self, key: &Key) -> Option<Interval> {
        let is_over = |one: &&PartWhole| {
            let whole = key.with_name(one.dimension, one.whole.as_str());
            one.completeness == Parts::All && !one.parts.is_empty() && whole == *key
        };
        self.hierarchy.iter().filter(is_over).find_map(|one| {
            let part = |(part, _): &(Name, Place)| self.printed(&key.with_name(one.dimension, part.as_str()));
            one.parts.iter().map(part).try_fold(Interval::exactly(Rational::ZERO), |sum, part| Some(sum.plus(&part?)))
        })
    }

    fn answer(&self, statement: &Statement) -> Answer {
        let key = &statement.key;
        let is_zero = |key: &Key| self.figure(key).is_some_and(|figure| figure.value().is_zero());
        let base = statement.base.map(|base| key.with_period(Some(base)));
        let whole = statement.whole.as_ref().map(|whole| whole.applied_to(key));
        let allowed = match (statement.relation, base, whole) {
            (Relation::Growth, Some(base), _) if is_zero(&base) => return Answer::ZeroBase,
            (Relation::Growth, Some(base), _) => self.quotient(key, &base).map(|q| per_cent(&q.shifted(&Rational::from(-1)))),
            (Relation::Share, _, Some(whole)) if is_zero(&whole) => return Answer::ZeroBase,
            (Relation::Share, _, Some(whole)) => self.quotient(key, &whole).map(|q| per_cent(&q)),
            (Relation::Level, ..) if key.flow == Flow::Balance => self.balance(key, statement),
            _ => None,
        };
        let Some(allowed) = allowed else { return Answer::Untested };
        let stated = statement.figure.clone().times(crate::figure::Multiplier::ONE).interval();
        if !allowed.intersection(&stated).is_empty() {
            return Answer::Fits;
        }
        // Rounded to one digit more at first, a figure is half of that digit off before it is rounded again.
        let slack =
            &statement.figure.clone().times(crate::figure::Multiplier::ONE).unit_of_last_digit() * &Rational::decimal(5, -2);
        let wider = stated.plus(&Interval::between(-&slack, slack));
        let off = Off { id: statement.id.clone(), allowed, stated };
        match statement.relation {
            Relation::Share | Relation::Growth if !off.allowed.intersection(&wider).is_empty() => Answer::RoundedTwice(off),
            _ => Answer::Off(off),
        }
    }

    /// All quotients of values that print like these two levels; unbounded where the lower one may be zero.
    fn quotient(&self, above: &Key, below: &Key) -> Option<Interval> {
        let (above, below) = (self.interval(above)?, self.interval(below)?);
        let end = |interval: &Interval, upper: bool| {
            let bound = if upper { &interval.upper } else { &interval.lower };
            bound.as_ref().map(|bound| bound.value.clone())
        };
        let lowest = &end(&above, false)? * &end(&below, true)?.recip()?;
        match end(&below, false)?.recip() {
            Some(most) => Some(Interval::between(lowest, &end(&above, true)? * &most)),
            None => Some(Interval::at_least(lowest)),
        }
    }

    /// Exports less imports, in the multiplier of the stated balance.
    fn balance(&self, key: &Key, statement: &Statement) -> Option<Interval> {
        let (exports, imports) = (self.interval(&key.with_flow(Flow::Exports))?, self.interval(&key.with_flow(Flow::Imports))?);
        let difference = exports.plus(&imports.scaled(&Rational::from(-1)));
        Some(difference.scaled(&statement.figure.multiplier().factor().recip()?))
    }
}

fn per_cent(ratio: &Interval) -> Interval {
    ratio.scaled(&Rational::from(100))
}

/// The key without unit and basis, which rates and shares do not name.
fn bare(key: &Key) -> Key {
    Key { unit: Name::default(), basis: Default::default(), ..key.clone() }
}
