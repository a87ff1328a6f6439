use std::collections::HashSet;

use super::part_of::PartsOf;
use super::{Dimension, Direction, Name, PartWhole, Relation, Statement};
use crate::exact::Rational;
use crate::figure::{Figure, Notation};
use crate::period::Period;

/// Statements as a table that [`read_statements`](super::read_statements) reads back: the same statements, apart from their places.
///
/// Where a statement stands is told in the column `source`. A number is written as it was printed, unless a table would read that otherwise:
/// `13 billion 942 million` becomes `13942` with the multiplier million. A reporter or partner that the source does not name is
/// `unknown`, and so is the base of a change where it does not tell it. Columns that no statement needs are left out.
///
/// # Example: from a table and back
/// ```
/// use tradecheck::source::Source;
/// use tradecheck::statement::{read_series, read_statements, write_statements};
///
/// let series = Source::from_text("series.csv", "reporter,flow,period,value\nMinsk City,exports,2009,18.5\n");
/// let written = write_statements(&read_series(&series)?);
/// assert!(written.starts_with("id,reporter,partner,flow,"));
/// assert_eq!(read_statements(&Source::from_text("statements.csv", written))?[0].figure.printed(), "18.5");
/// # Ok::<(), tradecheck::error::Error>(())
/// ```
pub fn write_statements(statements: &[Statement]) -> String {
    write_statements_and_parts(statements, &[])
}

/// As [`write_statements`], with what is part of what in the column `part_of`, so that a [`Case`](crate::case::Case) that reads the table is
/// judged as the one that it was written of. Parts that no statement speaks of are left out, and then the others are not all there are.
pub fn write_statements_and_parts(statements: &[Statement], parts: &[PartWhole]) -> String {
    let numbers = Numbers::of(statements);
    let told: HashSet<(Dimension, Name)> = parts
        .iter()
        .map(|list| list.dimension)
        .flat_map(|dimension| statements.iter().map(move |s| (dimension, s.key.name(dimension))))
        .collect();
    let is_told = |list: &PartWhole, part: &Name| told.contains(&(list.dimension, part.clone()));
    let part_of = |statement: &Statement| PartsOf::of(&statement.key, parts, is_told).to_string();
    let rows: Vec<Vec<String>> =
        statements.iter().zip(&numbers.cells).map(|(statement, number)| row(statement, number, part_of(statement))).collect();
    let kept: Vec<usize> =
        (0..COLUMNS.len()).filter(|&c| COLUMNS[c].1 == Written::Always || rows.iter().any(|row| !row[c].is_empty())).collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut put = |cells: &mut dyn Iterator<Item = &str>| {
        // A writer into memory has nothing that could fail.
        let _ = writer.write_record(cells);
    };
    put(&mut kept.iter().map(|&c| COLUMNS[c].0));
    rows.iter().for_each(|row| put(&mut kept.iter().map(|&c| &*row[c])));
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// Whether a column is written where no statement needs it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    Always,
    WhereNeeded,
}

const COLUMNS: [(&str, Written); 26] = [
    ("id", Written::Always),
    ("reporter", Written::Always),
    ("partner", Written::Always),
    ("flow", Written::Always),
    ("scope", Written::Always),
    ("commodity", Written::Always),
    ("period", Written::Always),
    ("relation", Written::Always),
    ("value", Written::Always),
    ("decimals", Written::WhereNeeded),
    ("unit", Written::Always),
    ("multiplier", Written::Always),
    ("qualifier", Written::Always),
    ("direction", Written::Always),
    ("base_period", Written::Always),
    ("whole", Written::Always),
    ("part_of", Written::WhereNeeded),
    ("valuation", Written::WhereNeeded),
    ("price_basis", Written::WhereNeeded),
    ("adjustment", Written::WhereNeeded),
    ("vintage", Written::WhereNeeded),
    ("status", Written::WhereNeeded),
    ("attribution", Written::WhereNeeded),
    ("trust", Written::WhereNeeded),
    ("wording", Written::Always),
    ("source", Written::Always),
];

fn row(statement: &Statement, number: &Number, part_of: String) -> Vec<String> {
    let key = &statement.key;
    let flows: Vec<&str> = statement.subjects.iter().map(crate::codelist::Flow::code).collect();
    let named = |name: &Name| if name.is_empty() { super::key::UNKNOWN.to_owned() } else { name.to_string() };
    let text = |value: Option<String>| value.unwrap_or_default();
    let unit = match statement.relation {
        Relation::Contribution => "percentage points".to_owned(),
        relation if relation.is_percentage() => "percent".to_owned(),
        Relation::Multiple | Relation::Comparison => "times".to_owned(),
        _ => key.unit.to_string(),
    };
    vec![
        statement.id.clone(),
        named(&key.reporter),
        named(&key.partner),
        flows.join("|"),
        key.scope.to_string(),
        key.commodity.to_string(),
        text(key.period.map(|period| period.to_string())),
        statement.relation.to_string(),
        number.value.clone(),
        text(number.decimals.map(|decimals| decimals.to_string())),
        unit,
        statement.figure.multiplier().word(),
        text(statement.figure.qualifier().map(|qualifier| qualifier.to_string())),
        text(statement.direction.map(|direction| direction.to_string())),
        match (statement.base, key.period.and_then(Period::year_before)) {
            (Some(base), _) => base.to_string(),
            // An empty cell would mean the year before.
            (None, Some(_)) if statement.relation.is_change() => super::key::UNKNOWN.to_owned(),
            (None, _) => String::new(),
        },
        text(statement.whole.as_ref().map(ToString::to_string)),
        part_of,
        key.basis.valuation.to_string(),
        key.basis.price_basis.to_string(),
        key.basis.adjustment.to_string(),
        key.basis.vintage.to_string(),
        statement.status.word().to_owned(),
        if statement.attribution.is_told() { String::new() } else { statement.attribution.to_string() },
        if statement.trust.is_default() { String::new() } else { statement.trust.to_string() },
        statement.wording.clone(),
        statement.place.to_string(),
    ]
}

/// A cell for a figure: its text, and its decimals where the text does not show them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Number {
    value: String,
    decimals: Option<i32>,
}

/// The figures of a table. How its numbers are read depends on all of them: one that can only have a decimal comma settles the others.
struct Numbers {
    cells: Vec<Number>,
}

/// Each round writes out what the round before would have read otherwise.
const ROUNDS: usize = 3;

impl Numbers {
    fn of(statements: &[Statement]) -> Self {
        let printed = |statement: &Statement| Number { value: statement.figure.printed().to_owned(), decimals: None };
        let mut numbers = Self { cells: statements.iter().map(printed).collect() };
        let shown = numbers.notation().unwrap_or_default();
        for _ in 0..ROUNDS {
            let settled = numbers.notation();
            let mut changed = false;
            for (statement, cell) in statements.iter().zip(&mut numbers.cells) {
                if !cell.reads_as(statement, settled) {
                    let plain = Number::written_out(statement, shown);
                    changed |= plain != *cell;
                    *cell = plain;
                }
            }
            if !changed {
                break;
            }
        }
        numbers
    }

    fn notation(&self) -> Option<Notation> {
        Notation::of(self.cells.iter().map(|cell| &*cell.value))
    }
}

impl Number {
    fn reads_as(&self, statement: &Statement, settled: Option<Notation>) -> bool {
        let signed = |figure: Figure| {
            let turns = is_level(statement) && statement.direction == Some(Direction::Deficit) && !figure.value().is_negative();
            let figure = if turns { figure.negated() } else { figure };
            self.decimals.map_or(figure.clone(), |decimals| figure.to_decimals(decimals))
        };
        let same = |read: &Figure, meant: &Figure| read.value() == meant.value() && read.decimals() == meant.decimals();
        let Ok(read) = Figure::read(&self.value, settled.unwrap_or_default()) else { return false };
        let is_open = settled.is_none() && Notation::matters(&self.value);
        let other = is_open.then(|| Figure::read(&self.value, Notation::Comma).ok()).flatten().map(signed);
        let same_other = match (&other, &statement.other_notation) {
            (Some(read), Some(meant)) => same(read, meant),
            (None, None) => true,
            _ => false,
        };
        same(&signed(read), &statement.figure) && same_other
    }

    /// Plain digits without marks between them, with one zero more where a table could take the point for a mark of thousands.
    fn written_out(statement: &Statement, notation: Notation) -> Self {
        let figure = &statement.figure;
        let shown = u32::try_from(figure.decimals()).unwrap_or(0);
        let value: Rational = match (is_level(statement), statement.direction) {
            (true, Some(Direction::Deficit)) => figure.value().abs(),
            _ => figure.value().clone(),
        };
        let text = |digits: u32| {
            let text = value.to_decimal(digits);
            if notation == Notation::Comma { text.replace('.', ",") } else { text }
        };
        let plain = text(shown);
        let is_odd = Notation::matters(&plain);
        let decimals = (is_odd || figure.decimals() < 0).then_some(figure.decimals());
        Self { value: if is_odd { text(shown + 1) } else { plain }, decimals }
    }
}

fn is_level(statement: &Statement) -> bool {
    matches!(statement.relation, Relation::Level | Relation::Count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codelist::Flow;
    use crate::figure::{Multiplier, Qualifier};
    use crate::place::Place;
    use crate::source::Source;
    use crate::statement::{Key, Status, read_statements};
    use proptest::prelude::*;

    /// What must survive: all but the place, and the way in which a number is printed.
    fn kept(mut statement: Statement) -> (Statement, Vec<(Rational, i32)>) {
        let numbers = [Some(&statement.figure), statement.other_notation.as_ref()];
        let numbers = numbers.into_iter().flatten().map(|figure| (figure.value().clone(), figure.decimals())).collect();
        let dressed = Figure::from_digits(0, 0).times(statement.figure.multiplier()).qualified(statement.figure.qualifier());
        statement.place = Place::file("");
        statement.source.clear();
        statement.figure = dressed;
        statement.other_notation = None;
        (statement, numbers)
    }

    fn comes_back(statements: &[Statement]) {
        let written = write_statements(statements);
        let read =
            read_statements(&Source::from_text("s.csv", written.clone())).unwrap_or_else(|error| panic!("{error}\n{written}"));
        assert_eq!(read.len(), statements.len(), "{written}");
        for (read, statement) in read.into_iter().zip(statements) {
            assert_eq!(kept(read), kept(statement.clone()), "{written}");
        }
    }

    fn printed() -> impl Strategy<Value = &'static str> {
        let texts = [
            "18.5",
            "633,9",
            "1,234",
            "1.234",
            "12.30",
            "1 234,5",
            "1,234.50",
            "−28.9",
            "5",
            "100",
            "doubled",
            "0.5",
            "0,125",
            "2.411.900",
            "(7.1)",
            "1,234,567",
        ];
        prop::sample::select(texts.to_vec())
    }

    fn statement(notation: Option<Notation>) -> impl Strategy<Value = Statement> {
        let key = (prop::sample::select(vec!["", "Minsk City", "Hong Kong"]), prop::sample::select(vec!["", "China", "World"]));
        let words = (
            any::<bool>(),
            "[a-z, \"\n]{0,12}",
            0usize..4,
            prop::option::of(prop::sample::select(vec!["2009", "2010-01/2010-09"])),
        );
        let relation = prop::sample::select(vec![
            Relation::Level,
            Relation::Growth,
            Relation::Share,
            Relation::AbsoluteChange,
            Relation::Multiple,
        ]);
        (printed(), key, words, relation, prop::option::of(Just(Qualifier::About))).prop_map(
            move |(printed, (reporter, partner), (flag, wording, flow, period), relation, qualifier)| {
                let flow = [Flow::Exports, Flow::Imports, Flow::Turnover, Flow::Balance][flow].clone();
                let read =
                    |notation| Figure::read(printed, notation).ok().map(|f| f.times(Multiplier::MILLION).qualified(qualifier));
                // `1.234,5` and its like tell their notation, so each is read in either.
                let figure = read(notation.unwrap_or_default()).unwrap_or_else(|| Figure::from_digits(7, 1));
                let other = (notation.is_none() && Notation::matters(printed)).then(|| read(Notation::Comma)).flatten();
                let unit = if relation.is_amount() { "USD" } else { "" };
                let key = Key::new(
                    reporter,
                    if partner.is_empty() { "World" } else { partner },
                    flow,
                    period.map(|p| p.parse().unwrap()),
                    unit,
                );
                let key = Key { partner: if partner.is_empty() { Name::default() } else { key.partner.clone() }, ..key };
                let mut statement = Statement::new("s", key, relation, figure, Place::file("text"));
                statement.other_notation = other;
                statement.wording = wording.trim().to_owned();
                if flag
                    && relation == Relation::Level
                    && statement.key.flow == Flow::Balance
                    && statement.figure.value().is_positive()
                {
                    statement.figure = statement.figure.negated();
                    statement.other_notation = statement.other_notation.map(Figure::negated);
                    statement.direction = Some(Direction::Deficit);
                }
                if flag && relation.is_change() {
                    statement.direction = Some(Direction::Up);
                    statement.status = Status::Forecast;
                }
                statement
            },
        )
    }

    proptest! {
        /// Of documents that settle their marks; and of those that do not, as long as no figure has to be written out.
        #[test]
        fn what_is_written_is_read_back(
            statements in prop_oneof![Just(Notation::Point), Just(Notation::Comma)]
                .prop_flat_map(|notation| prop::collection::vec(statement(Some(notation)), 1..8)),
        ) {
            let numbered: Vec<Statement> =
                statements.into_iter().enumerate().map(|(n, s)| Statement { id: format!("s{n}"), ..s }).collect();
            comes_back(&numbered);
        }
    }

    #[test]
    fn marks_that_nothing_settles_stay_open() {
        let key = Key::new("Minsk", "China", Flow::Exports, None, "USD");
        let figure = Figure::read("1,234", Notation::Point).unwrap();
        let mut open = Statement::new("open", key, Relation::Level, figure, Place::file("text"));
        open.other_notation = Figure::read("1,234", Notation::Comma).ok();
        comes_back(&[open]);
    }

    #[test]
    fn a_number_that_is_spelled_out_becomes_digits() {
        let key = Key::new("Minsk", "China", Flow::Exports, None, "USD");
        let spelled: Figure =
            serde_json::from_str(r#"{"printed":"13 billion 942 million","value":"13942","decimals":0,"multiplier":6}"#).unwrap();
        let statement = Statement::new("spelled", key, Relation::Level, spelled, Place::file("text"));
        assert!(write_statements(std::slice::from_ref(&statement)).contains(",level,13942,USD,million,"));
        comes_back(&[statement]);
    }
}
