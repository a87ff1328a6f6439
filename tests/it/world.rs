//! A small world of which everything is known: true trade by region, product and part of the year, and honest statements about it.
//!
//! True values are whole numbers of dollars. A statement is computed from them exactly and rounded to some decimals, with some
//! multiplier and sometimes a qualifier that is true of it, as a careful office would print it.

use proptest::prelude::*;
use proptest::sample::Index;
use tradecheck::case::Case;
use tradecheck::check::{CheckOptions, Checked, Judged, Sense, Side, check};
use tradecheck::codelist::Flow;
use tradecheck::exact::{Interval, Rational};
use tradecheck::figure::Rounding;
use tradecheck::source::Source;
use tradecheck::statement::{Direction, Key, PartWhole, ReadOptions, Relation, read_hierarchy};

const REGIONS: [&str; 3] = ["Land", "East", "West"];
const PRODUCTS: [&str; 2] = ["", "tyres"];
/// Parts of a year as (first, last) month: the whole year, and parts that adjoin, contain each other or overlap.
const PARTS: [(u32, u32); 5] = [(1, 12), (1, 5), (6, 11), (1, 11), (6, 12)];
/// Months up to which the atoms of a year reach.
const ATOMS: [(u32, u32); 3] = [(1, 5), (6, 11), (12, 12)];
const YEARS: [i32; 3] = [2008, 2009, 2010];

/// True trade: for each year, part of the year, region of two, flow of two and product of two an amount.
#[derive(Debug, Clone)]
pub struct World {
    atoms: Vec<i64>,
}

/// What a true value is of.
#[derive(Debug, Clone, Copy)]
struct Of {
    region: usize,
    product: usize,
    flow: &'static str,
    year: usize,
    part: usize,
}

impl World {
    fn amount(&self, of: Of) -> Rational {
        let (first, last) = PARTS[of.part];
        let mut sum = 0i64;
        for (part, (begin, end)) in ATOMS.iter().enumerate() {
            for region in 0..2 {
                for product in 0..2 {
                    let counted = first <= *begin
                        && *end <= last
                        && (of.region == 0 || of.region == region + 1)
                        && (of.product == 0 || product == 1);
                    if counted {
                        let at = |flow: usize| self.atoms[(((of.year * 3 + part) * 2 + region) * 2 + product) * 2 + flow];
                        sum += match of.flow {
                            "exports" => at(0),
                            "imports" => at(1),
                            "turnover" => at(0) + at(1),
                            _ => at(0) - at(1),
                        };
                    }
                }
            }
        }
        Rational::from(sum)
    }
}

/// True trade of any size, small amounts and zeros among it.
pub fn world() -> impl Strategy<Value = World> {
    let amount = prop_oneof![12 => 1_000i64..2_000_000_000, 2 => 0i64..5_000, 1 => Just(0i64)];
    prop::collection::vec(amount, 3 * 3 * 2 * 2 * 2).prop_map(|atoms| World { atoms })
}

/// A row of `statements.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    pub id: String,
    pub reporter: String,
    pub flow: String,
    pub commodity: String,
    pub period: String,
    pub relation: &'static str,
    pub value: String,
    /// The exponent of the multiplier of an amount.
    pub multiplier: Option<i8>,
    pub qualifier: &'static str,
    pub direction: &'static str,
    pub base_period: String,
    pub whole: &'static str,
}

impl Row {
    fn line(&self) -> String {
        let unit = if self.multiplier.is_some() { "USD" } else { "" };
        let multiplier = self.multiplier.map_or(String::new(), |exponent| exponent.to_string());
        let Row { id, reporter, flow, commodity, period, relation, value, qualifier, direction, base_period, whole, .. } = self;
        format!(
            "{id},{reporter},China,{flow},{commodity},{period},{relation},{value},{unit},{multiplier},{qualifier},{direction},{base_period},{whole}\n"
        )
    }
}

/// The rows as the text of a table.
pub fn text(rows: &[Row]) -> String {
    let header = "id,reporter,partner,flow,commodity,period,relation,value,unit,multiplier,qualifier,direction,base_period,whole\n";
    std::iter::once(header.to_owned()).chain(rows.iter().map(Row::line)).collect()
}

/// East and West make up Land; tyres are some of all products.
pub fn hierarchy(regions: [&str; 3]) -> Vec<PartWhole> {
    let [land, east, west] = regions;
    let text = format!(
        "dimension,whole,part,exhaustive\nreporter,{land},{east},true\nreporter,{land},{west},true\ncommodity,total,tyres,false\n"
    );
    read_hierarchy(&Source::from_text("hierarchy.csv", text)).unwrap_or_else(|error| panic!("{error}"))
}

/// The rows as a case, read like a file. The notation is given, so that a part of the rows is read like all of them.
pub fn case(rows: &[Row]) -> Case {
    case_of(rows, REGIONS)
}

/// As [`case`], where the regions have other names.
pub fn case_of(rows: &[Row], regions: [&str; 3]) -> Case {
    let mut case = Case::default();
    case.hierarchy = hierarchy(regions);
    let mut options = ReadOptions::default();
    options.notation = Some(tradecheck::figure::Notation::Point);
    case.read_table(&Source::from_text("statements.csv", text(rows)), options).unwrap_or_else(|error| panic!("{error}"));
    case
}

/// Checks rows.
pub fn check_rows(rows: &[Row]) -> Checked {
    check(&case(rows), &CheckOptions::default())
}

/// The raw choices behind a statement; which of them count depends on the relation.
#[derive(Debug, Clone)]
pub struct Choice {
    relation: u8,
    region: u8,
    product: u8,
    flow: u8,
    year: u8,
    part: u8,
    decimals: u8,
    multiplier: u8,
    qualifier: u8,
    signed: bool,
}

/// The choices of one statement.
pub fn choice() -> impl Strategy<Value = Choice> {
    // Mostly the country and the latest years, so that statements meet.
    let of = (
        prop_oneof![6 => Just(0u8), 7 => 1u8..15],
        prop_oneof![6 => Just(0u8), 1 => 1u8..3],
        prop_oneof![6 => Just(0u8), 1 => Just(3u8)],
        0u8..4,
        prop_oneof![6 => Just(2u8), 3 => Just(1u8), 1 => Just(0u8)],
        prop_oneof![6 => Just(0u8), 1 => 1u8..5],
    );
    (of, (0u8..4, 0u8..4, 0u8..30, any::<bool>())).prop_map(
        |((relation, region, product, flow, year, part), (decimals, multiplier, qualifier, signed))| Choice {
            relation,
            region,
            product,
            flow,
            year,
            part,
            decimals,
            multiplier,
            qualifier,
            signed,
        },
    )
}

impl Choice {
    /// The same choices about the whole country, all products and whole years, of relations between exports, imports, turnover and
    /// balance alone.
    pub fn plain(mut self) -> Self {
        const RELATIONS: [u8; 15] = [0, 1, 2, 3, 4, 5, 0, 0, 8, 9, 10, 1, 2, 3, 0];
        (self.region, self.product, self.part) = (0, 0, 0);
        self.relation = RELATIONS[self.relation as usize];
        self
    }
}

/// What an honest office prints of a number: digits, and a qualifier that is true.
fn printed(value: &Rational, decimals: u32, qualifier: u8) -> (String, &'static str) {
    let magnitude = value.abs();
    let sign = if value.is_negative() { "-" } else { "" };
    let unit = Rational::decimal(1, -(decimals as i32));
    let scaled = &magnitude / &unit;
    let down = &Rational::from(scaled.floor()) * &unit;
    let up = &Rational::from(scaled.ceil()) * &unit;
    let nearest = magnitude.round(decimals as i32);
    let (shown, word) = match qualifier {
        0 => (nearest, "about"),
        1 if !down.is_zero() => (down, "more than"),
        2 => (up, "less than"),
        3 if &up * &Rational::decimal(9, -1) <= magnitude => (up, "nearly"),
        4 => (up, "up to"),
        _ => (nearest, ""),
    };
    // The sign of a number that prints as zero is lost, and with it the side on which a qualifier leaves room.
    if shown.is_zero() {
        return (shown.to_decimal(decimals), "");
    }
    (format!("{sign}{}", shown.to_decimal(decimals)), word)
}

/// What an honest office states; `None` where the true values have no such number.
pub fn honest(world: &World, choice: &Choice, id: String) -> Option<Row> {
    let flow = ["exports", "imports", "turnover", "balance"][choice.flow as usize % 4];
    let year = choice.year as usize;
    let part = choice.part as usize;
    let product = usize::from(choice.product == 3);
    let of = Of { region: choice.region as usize, product, flow, year, part };
    let period = |year: usize| {
        let (first, last) = PARTS[part];
        if part == 0 { YEARS[year].to_string() } else { format!("{0}-{first:02}/{0}-{last:02}", YEARS[year]) }
    };
    let decimals = u32::from(choice.decimals);
    let hundred = Rational::from(100);
    let mut row = Row {
        id,
        reporter: REGIONS[of.region].into(),
        flow: flow.into(),
        commodity: PRODUCTS[product].into(),
        period: period(year),
        ..Row::default()
    };
    let state = |row: Row, relation, value: &Rational| {
        // After a word of change "up to" gives the value itself.
        let is_bound = choice.qualifier != 4 || !Relation::ALL.iter().any(|r| r.word() == relation && r.is_change());
        let (value, qualifier) = printed(value, decimals, if is_bound { choice.qualifier } else { u8::MAX });
        Some(Row { relation, value, qualifier, ..row })
    };
    // A fall is printed below zero, or as a magnitude with the word for it.
    let state_change = |row: Row, relation, value: &Rational| {
        if choice.signed {
            return state(row, relation, value);
        }
        let direction = if value.is_negative() { "down" } else { "up" };
        state(Row { direction, ..row }, relation, &value.abs())
    };
    let now = world.amount(of);
    let before = || (year > 0).then(|| world.amount(Of { year: year - 1, ..of }));
    let exponent = [6i8, 3, 6, 9][choice.multiplier as usize];
    let in_multiples = |value: &Rational| value * &Rational::decimal(1, -i32::from(exponent));
    let is_balance = flow == "balance";
    match choice.relation {
        0 => {
            row.multiplier = Some(exponent);
            let now = in_multiples(&now);
            if is_balance && !choice.signed && !now.is_zero() {
                row.direction = if now.is_negative() { "deficit" } else { "surplus" };
                return state(row, "level", &now.abs());
            }
            state(row, "level", &now)
        }
        1..=3 => {
            let before = before()?;
            if is_balance && before.signum() != now.signum() || before.is_zero() {
                return None;
            }
            let index = &(&now / &before) * &hundred;
            match choice.relation {
                1 => state_change(row, "growth", &(&index - &hundred)),
                2 => state(row, "index", &index),
                _ if choice.signed => state(row, "change", &index),
                _ => state_change(row, "change", &(&index - &hundred)),
            }
        }
        4 => {
            let before = before()?;
            if is_balance || before.is_zero() || now.is_zero() {
                return None;
            }
            let grew = before <= now;
            row.direction = if grew { "up" } else { "down" };
            let times = if grew { &now / &before } else { &before / &now };
            state(row, "multiple", &times)
        }
        5 => {
            row.multiplier = Some(exponent);
            let before = before()?;
            state_change(row, "absolute_change", &in_multiples(&(&now - &before)))
        }
        6..=8 => {
            if is_balance {
                return None;
            }
            let (whole, row) = match choice.relation {
                6 => (Of { region: 0, ..of }, Row { whole: "reporter=Land", ..row }),
                7 => (Of { product: 0, ..of }, Row { whole: "commodity=total", ..row }),
                _ => (Of { flow: "turnover", ..of }, Row { whole: "flow=turnover", ..row }),
            };
            let whole = world.amount(whole);
            if whole.is_zero() {
                return None;
            }
            state(row, "share", &(&(&now / &whole) * &hundred))
        }
        9 | 10 => {
            let exports = world.amount(Of { flow: "exports", ..of });
            let imports = world.amount(Of { flow: "imports", ..of });
            if imports.is_zero() {
                return None;
            }
            row.flow = "exports".into();
            let quotient = &exports / &imports;
            match choice.relation {
                9 => state(row, "coverage", &(&quotient * &hundred)),
                _ => state(Row { whole: "flow=imports", ..row }, "comparison", &quotient),
            }
        }
        11 => {
            let before = before()?;
            let base = world.amount(Of { region: 0, year: year - 1, ..of });
            if is_balance || base.is_zero() {
                return None;
            }
            state_change(Row { whole: "reporter=Land", ..row }, "contribution", &(&(&(&now - &before) / &base) * &hundred))
        }
        12 => {
            let base = world.amount(Of { year: 0, ..of });
            if year != 2 || is_balance || base.is_zero() {
                return None;
            }
            row.base_period = period(0);
            row.value = yearly(&(&now / &base), choice.decimals.into())?;
            Some(Row { relation: "annual_growth", ..row })
        }
        14 => {
            let share = |year: usize| {
                let (part, whole) = (world.amount(Of { year, ..of }), world.amount(Of { year, region: 0, ..of }));
                (!whole.is_zero()).then(|| &(&part / &whole) * &hundred)
            };
            before().filter(|_| !is_balance)?;
            state_change(Row { whole: "reporter=Land", ..row }, "point_change", &(&share(year)? - &share(year - 1)?))
        }
        _ => {
            // The same number of two years before, as an index over them.
            let base = world.amount(Of { year: 0, ..of });
            if year != 2 || is_balance || base.is_zero() {
                return None;
            }
            row.base_period = period(0);
            state(row, "index", &(&(&now / &base) * &hundred))
        }
    }
}

/// The growth in per cent a year that makes `factor` in two years, found with floats and decided exactly.
fn yearly(factor: &Rational, decimals: u32) -> Option<String> {
    let guess = (factor.to_f64().sqrt() - 1.0) * 100.0;
    let text = format!("{guess:.*}", decimals as usize);
    let percent: Rational = text.parse().ok()?;
    let half = Rational::decimal(5, -(decimals as i32) - 1);
    let square = |percent: Rational| (&Rational::ONE + &(&percent * &Rational::decimal(1, -2))).pow(2);
    let fits = square(&percent - &half) <= *factor && *factor <= square(&percent + &half);
    fits.then_some(text)
}

/// Distinct honest statements about one world.
pub fn honest_rows(most: usize) -> impl Strategy<Value = Vec<Row>> {
    rows_of(prop::collection::vec(choice(), 2..=most))
}

/// As [`honest_rows`], about one country, all products and whole years.
pub fn plain_rows(most: usize) -> impl Strategy<Value = Vec<Row>> {
    rows_of(prop::collection::vec(choice().prop_map(Choice::plain), 4..=most))
}

fn rows_of(choices: impl Strategy<Value = Vec<Choice>>) -> impl Strategy<Value = Vec<Row>> {
    (world(), choices).prop_map(|(world, choices)| {
        let mut rows: Vec<Row> = Vec::new();
        for (n, choice) in choices.iter().enumerate() {
            let Some(row) = honest(&world, choice, format!("s{n}")) else { continue };
            if rows.iter().all(|known| Row { id: String::new(), ..known.clone() } != Row { id: String::new(), ..row.clone() }) {
                rows.push(row);
            }
        }
        rows
    })
}

/// A slip in one statement: a digit replaced by another, or growth said of an index.
#[derive(Debug, Clone)]
pub struct Mistake {
    row: Index,
    digit: Index,
    add: u32,
}

/// One or two slips.
pub fn mistakes() -> impl Strategy<Value = Vec<Mistake>> {
    let mistake = (any::<Index>(), any::<Index>(), 1u32..10).prop_map(|(row, digit, add)| Mistake { row, digit, add });
    prop::collection::vec(mistake, 1..=2)
}

/// The rows with the slips in them.
pub fn mistaken(mut rows: Vec<Row>, mistakes: &[Mistake]) -> Vec<Row> {
    if rows.is_empty() {
        return rows;
    }
    for mistake in mistakes {
        // Words are as often wrong as digits, where there is one that can be.
        let indices: Vec<usize> = (0..rows.len()).filter(|&at| rows[at].relation == "index").collect();
        let at = match mistake.add {
            1..=4 if !indices.is_empty() => *mistake.row.get(&indices),
            _ => mistake.row.index(rows.len()),
        };
        let row = &mut rows[at];
        if row.relation == "index" && mistake.add < 4 {
            row.relation = "growth";
            continue;
        }
        let places: Vec<usize> = row.value.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
        let at = places[mistake.digit.index(places.len())];
        let digit = u32::from(row.value.as_bytes()[at] - b'0');
        row.value.replace_range(at..=at, &((digit + mistake.add) % 10).to_string());
    }
    rows
}

/// What the witnesses of a check fail to satisfy, in words; computed from the figures and readings, apart from the check's own system.
pub fn unsatisfied(checked: &Checked) -> Vec<String> {
    let mut failed = Vec::new();
    for component in &checked.components {
        let value = |key: &Key| component.witness.iter().find(|(known, _)| same_level(known, key)).map(|(_, value)| value.clone());
        for &g in &component.statements {
            let judged = &checked.statements[g];
            if let (Some(false), false) = (holds(judged, &value), component.witness.is_empty()) {
                failed.push(format!("{} as {:?}", judged.statement.id, judged.taken));
            }
        }
        for (key, known) in &component.witness {
            let flow = |flow| value(&key.with_flow(flow));
            let sum = match (&key.flow, flow(Flow::Exports), flow(Flow::Imports)) {
                (Flow::Turnover, Some(exports), Some(imports)) => Some(&exports + &imports),
                (Flow::Balance, Some(exports), Some(imports)) => Some(&exports - &imports),
                _ => None,
            };
            if sum.is_some_and(|sum| sum != *known) || key.flow != Flow::Balance && known.is_negative() {
                failed.push(format!("{} of {} in {:?} is {known}", key.flow, key.reporter, key.period));
            }
        }
    }
    failed
}

/// Whether two keys name one level; a rate leaves its unit open.
fn same_level(known: &Key, key: &Key) -> bool {
    key.period.is_some()
        && Key { unit: known.unit.clone(), ..key.clone() } == *known
        && (key.unit.is_empty() || key.unit == known.unit)
}

/// Whether a statement holds as it was taken; `None` where it was left out, or speaks of no level of the witness.
fn holds(judged: &Judged, value: &impl Fn(&Key) -> Option<Rational>) -> Option<bool> {
    let statement = &judged.statement;
    let taken = judged.taken.as_ref()?;
    let key = taken.subject.as_ref().map_or(statement.key.clone(), |flow| statement.key_of(flow));
    let now = value(&key)?;
    let figure = &statement.figure;
    let printed = figure.interval();
    let down = statement.direction == Some(Direction::Down) && !figure.value().is_negative();
    let signed = if down { printed.scaled(&Rational::from(-1)) } else { printed.clone() };
    let before = || value(&key.with_period(statement.base));
    let hundred = Rational::from(100);
    let within = |interval: &Interval, value: Rational| Some(interval.contains(&value));
    // A quotient of nothing and nothing is whatever is stated, and one of something and nothing is beyond all bounds.
    let quotient = |interval: &Interval, part: Rational, whole: Rational, scale: &Rational, shift: &Rational| {
        if whole.is_zero() {
            Some(part.is_zero() || interval.upper.is_none())
        } else {
            within(interval, &(&(&part / &whole) * scale) - shift)
        }
    };
    let zero = Rational::ZERO;
    let sided = |value: Rational| if taken.side == Some(Side::Deficit) { -value } else { value };
    match taken.sense {
        Sense::AsPrinted if statement.relation == Relation::Count => within(&figure.interval_as(Rounding::Exact), now),
        Sense::AsPrinted => within(&printed, now),
        Sense::OtherNotation => within(&statement.other_notation.as_ref()?.interval(), now),
        Sense::RoundedCoarser => within(&figure.coarser()?.interval(), now),
        Sense::Truncated => within(&figure.interval_as(Rounding::Truncated), now),
        Sense::Increment => quotient(&signed, sided(now), sided(before()?), &hundred, &hundred),
        Sense::Index => quotient(&printed, sided(now), sided(before()?), &hundred, &zero),
        Sense::Factor => quotient(&printed, now, before()?, &Rational::ONE, &zero),
        Sense::FactorMore => quotient(&printed, now, before()?, &Rational::ONE, &Rational::ONE),
        Sense::Divisor => quotient(&printed, before()?, now, &Rational::ONE, &zero),
        Sense::PerYear => {
            let years = (statement.key.period?.start() - statement.base?.start()) / 12;
            let base = before()?;
            let power = |percent: &Rational| (&Rational::ONE + &(percent / &hundred)).pow(years as u32);
            let (low, high) = (signed.lower.as_ref()?, signed.upper.as_ref()?);
            Some(&power(&low.value) * &base <= now && now <= &power(&high.value) * &base)
        }
        Sense::Difference => within(&signed, &now - &before()?),
        Sense::Points => {
            let whole = value(&statement.whole.as_ref()?.applied_to(&key).with_period(statement.base))?;
            quotient(&signed, &now - &before()?, whole, &hundred, &zero)
        }
        Sense::PointChange => {
            let patch = statement.whole.as_ref()?;
            let share = |key: &Key| {
                let (part, whole) = (value(key)?, value(&patch.applied_to(key))?);
                (!whole.is_zero()).then(|| &(&part / &whole) * &hundred)
            };
            within(&signed, &share(&key)? - &share(&key.with_period(statement.base))?)
        }
        Sense::Share => quotient(&printed, now, value(&statement.whole.as_ref()?.applied_to(&key))?, &hundred, &zero),
        Sense::Coverage => quotient(&printed, now, value(&key.with_flow(Flow::Imports))?, &hundred, &zero),
        Sense::Comparison => quotient(&printed, now, value(&statement.whole.as_ref()?.applied_to(&key))?, &Rational::ONE, &zero),
        _ => None,
    }
}
