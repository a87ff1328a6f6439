//! How many errors of each type are found, named and mended in documents that were clean before.
//!
//! `cargo run --release --no-default-features --example 21_accuracy -- FOLDER 300` takes 300 documents for each type of error, and as many
//! clean ones, none of which may be accused. A document in which an error was found and somebody else was blamed is written to the folder
//! as a case, so that `tradecheck check` can be asked about it.
//!
//! A document is a country of three to six regions: exports, imports, turnover and balance in millions with one decimal, their growth
//! against the year before, and some levels of that year. The true values are whole thousands, so all printed figures are honest. Then one
//! slip is made.

use std::error::Error;
use std::path::{Path, PathBuf};

use tradecheck::case::Case;
use tradecheck::check::{CheckOptions, Checked, Proviso, Repair, Sense, Slip, Verdict, check};
use tradecheck::exact::Rational;
use tradecheck::source::Source;
use tradecheck::statement::{read_hierarchy, read_statements};

/// So few that the example ends within seconds unoptimised.
const FEW: usize = 4;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = PathBuf::from(arguments.first().map_or("accuracy", String::as_str));
    let documents = arguments.get(1).map(|number| number.parse()).transpose()?.unwrap_or(FEW);
    measure(&folder, documents)
}

/// Prints the table for a few documents of each type.
pub fn run(out: &Path) -> Result<(), Box<dyn Error>> {
    measure(out, FEW)
}

/// A vintage is no slip of a single document, and so is not here.
const SLIPS: [Slip; 13] = [
    Slip::DigitsExchanged,
    Slip::DigitWrong,
    Slip::DigitMissing,
    Slip::DigitAdded,
    Slip::PointMoved,
    Slip::Multiplier,
    Slip::Sign,
    Slip::FlowsSwapped,
    Slip::OtherReading,
    Slip::PointsForPercent,
    Slip::NewValueAsBase,
    Slip::Copied,
    Slip::OtherPeriod,
];

fn measure(out: &Path, documents: usize) -> Result<(), Box<dyn Error>> {
    let mut sequence = Sequence(2_021);
    let mut accused = 0;
    for number in 0..documents {
        let document = Document::new(&mut sequence);
        if detected(&document.checked()?) {
            document.write(&out.join(format!("clean-{number}")))?;
            accused += 1;
        }
    }
    println!("{documents} clean documents: {accused} accused\n");
    println!("{:40} {:^30} {:^41}", "", "documents", "of those detected, per cent");
    let counts = format!("{:>5} {:>9} {:>5} {:>8}", "all", "detected", "fits", "excused");
    println!("{:40} {counts} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6}", "error", "named", "alone", "slip", "value", "first", "tied");
    let mut whole = Tally::default();
    for slip in SLIPS {
        let mut tally = Tally::default();
        while tally.answers.len() < documents {
            let honest = Document::new(&mut sequence);
            let Some((document, wrong)) = honest.with(slip, &mut sequence) else { continue };
            let answer = Answer::new(&document.checked()?, slip, &wrong, &honest, &document)?;
            if answer.named == Named::Missed {
                document.write(&out.join(format!("{slip:?}-{}", tally.answers.len())))?;
            }
            tally.answers.push(answer);
        }
        println!("{}", tally.row(slip.words()));
        whole.answers.extend(tally.answers);
    }
    println!("{}", whole.row("all"));
    println!("\nfits: the figures can all be true as they are printed, so that no exact check can object");
    println!("excused: they can be true if digits were cut off or rounded coarser than printed");
    println!("named: the wrong figure is among those that can be wrong; alone: no other is");
    println!("slip: what happened is among the explanations of the wrong figure; value: the true figure is among its repairs");
    println!("first: the true figure alone is the likeliest repair; tied: others are equally likely");
    Ok(())
}

/// Numbers without pattern, the same in every run (Lehmer 1951, with the constants of Park and Miller 1988).
struct Sequence(i64);

impl Sequence {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0 * 48_271 % 2_147_483_647;
        self.0 as usize % end
    }
}

const EXPORTS: usize = 0;
const IMPORTS: usize = 1;
const BALANCE: usize = 3;
const FLOWS: [&str; 4] = ["exports", "imports", "turnover", "balance"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Year {
    This,
    Before,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Level(Year),
    Growth,
}

/// A printed figure. A balance is told without a sign and with a word.
#[derive(Debug, Clone, PartialEq)]
struct Row {
    region: usize,
    flow: usize,
    what: What,
    text: String,
    multiplier: i32,
    deficit: bool,
}

impl Row {
    fn is_level(&self) -> bool {
        self.what != What::Growth
    }

    /// In units or per cent.
    fn value(&self, text: &str) -> Rational {
        let value = &text.parse::<Rational>().expect("a printed number") * &Rational::decimal(1, self.multiplier);
        if self.deficit && !value.is_negative() { -value } else { value }
    }

    fn csv(&self, region: &str) -> String {
        let flow = FLOWS[self.flow];
        let period = if self.what == What::Level(Year::Before) { 2020 } else { 2021 };
        let multiplier = match self.multiplier {
            3 => "thousand",
            9 => "billion",
            _ => "million",
        };
        let direction = match (self.is_level() && self.flow == BALANCE, self.deficit) {
            (true, true) => "deficit",
            (true, false) => "surplus",
            _ => "",
        };
        match self.what {
            What::Level(_) => format!("{region},{flow},{period},level,{},USD,{multiplier},{direction},\n", self.text),
            What::Growth => format!("{region},{flow},{period},growth,{},percent,,,2020\n", self.text),
        }
    }
}

/// Figures with the truth behind them; the last region is the country.
#[derive(Debug, Clone)]
struct Document {
    /// Exports, imports, turnover, balance in thousands, this year and the year before.
    truth: Vec<[[i64; 4]; 2]>,
    rows: Vec<Row>,
}

/// A number of tenths as it is printed.
fn tenths(number: i64) -> String {
    format!("{}{}.{}", if number < 0 { "-" } else { "" }, number.abs() / 10, number.abs() % 10)
}

fn half_up(numerator: i64, denominator: i64) -> i64 {
    (2 * numerator + denominator).div_euclid(2 * denominator)
}

/// Thousands in tenths of millions.
fn level(thousands: i64) -> i64 {
    thousands.signum() * half_up(thousands.abs(), 100)
}

/// A change in tenths of a per cent.
fn percent(change: i64, base: i64) -> i64 {
    half_up(1_000 * change, base)
}

impl Document {
    fn new(sequence: &mut Sequence) -> Self {
        let regions = 3 + sequence.below(4);
        let mut truth: Vec<[[i64; 4]; 2]> = Vec::new();
        for _ in 0..regions {
            let mut flow = || {
                let now = [9_000, 90_000, 900_000][sequence.below(3)] + sequence.below(2_000_000) as i64;
                [now, now * 1_000 / (600 + sequence.below(1_100)) as i64]
            };
            let ([exports, exports_before], [imports, imports_before]) = (flow(), flow());
            truth.push([[exports, imports], [exports_before, imports_before]].map(|[x, m]| [x, m, x + m, x - m]));
        }
        truth.push([0, 1].map(|year| [0, 1, 2, 3].map(|flow| truth.iter().map(|region| region[year][flow]).sum())));
        let mut rows = Vec::new();
        for (region, [now, before]) in truth.iter().enumerate() {
            let row = |flow, what, number: i64, deficit| Row { region, flow, what, text: tenths(number), multiplier: 6, deficit };
            for flow in 0..FLOWS.len() {
                let figure = |what, thousands: i64| match flow {
                    BALANCE => row(flow, what, level(thousands.abs()), thousands < 0),
                    _ => row(flow, what, level(thousands), false),
                };
                rows.push(figure(What::Level(Year::This), now[flow]));
                if sequence.below(3) == 0 {
                    rows.push(figure(What::Level(Year::Before), before[flow]));
                }
                if flow != BALANCE {
                    rows.push(Row {
                        multiplier: 0,
                        ..row(flow, What::Growth, percent(now[flow] - before[flow], before[flow]), false)
                    });
                }
            }
        }
        Self { truth, rows }
    }

    fn region(&self, region: usize) -> String {
        if region + 1 == self.truth.len() { "Country".into() } else { format!("Region {}", region + 1) }
    }

    fn tables(&self) -> [(&'static str, String); 2] {
        let mut statements = "reporter,flow,period,relation,value,unit,multiplier,direction,base_period\n".to_owned();
        statements.extend(self.rows.iter().map(|row| row.csv(&self.region(row.region))));
        let mut hierarchy = "dimension,whole,part,exhaustive\n".to_owned();
        let regions = 0..self.truth.len() - 1;
        hierarchy.extend(regions.map(|region| format!("reporter,Country,{},true\n", self.region(region))));
        [("statements.csv", statements), ("hierarchy.csv", hierarchy)]
    }

    fn checked(&self) -> Result<Checked, Box<dyn Error>> {
        let [statements, hierarchy] = self.tables().map(|(name, text)| Source::from_text(name, text));
        let mut case = Case::of_statements("document", read_statements(&statements)?);
        case.hierarchy = read_hierarchy(&hierarchy)?;
        // What the others leave for figures that nobody doubts is not asked here, and takes most of the time.
        let mut options = CheckOptions::default();
        options.deduce_up_to = 0;
        Ok(check(&case, &options))
    }

    fn write(&self, folder: &Path) -> Result<(), Box<dyn Error>> {
        std::fs::create_dir_all(folder)?;
        self.tables().iter().try_for_each(|(name, text)| std::fs::write(folder.join(name), text))?;
        Ok(())
    }

    fn find(&self, region: usize, flow: usize, what: What) -> Option<usize> {
        self.rows.iter().position(|row| (row.region, row.flow, row.what) == (region, flow, what))
    }

    /// The document after a slip, and the rows that are wrong now; `None` where the figure that was drawn cannot go wrong in this way.
    fn with(&self, slip: Slip, sequence: &mut Sequence) -> Option<(Self, Vec<usize>)> {
        let mut after = self.clone();
        let at = sequence.below(self.rows.len());
        let row = &self.rows[at];
        let [now, before] = &self.truth[row.region];
        let (this_year, country) = (row.what == What::Level(Year::This), self.truth.len() - 1);
        let is_growth = row.what == What::Growth;
        let text = match slip {
            Slip::DigitsExchanged | Slip::DigitWrong | Slip::DigitMissing | Slip::DigitAdded | Slip::PointMoved => {
                misprinted(&row.text, slip, sequence)?
            }
            Slip::Multiplier if row.is_level() => {
                after.rows[at].multiplier = [3, 9][sequence.below(2)];
                row.text.clone()
            }
            Slip::Sign if is_growth => row.text.strip_prefix('-').map_or_else(|| format!("-{}", row.text), str::to_owned),
            Slip::Sign if row.flow == BALANCE => {
                after.rows[at].deficit = !row.deficit;
                row.text.clone()
            }
            Slip::FlowsSwapped if row.is_level() && row.flow == EXPORTS => {
                let other = self.find(row.region, IMPORTS, row.what)?;
                after.rows[other].text = row.text.clone();
                after.rows[at].text = self.rows[other].text.clone();
                return (self.rows[other].text != row.text).then_some((after, vec![at, other]));
            }
            Slip::OtherReading if is_growth => tenths(1_000 + percent(now[row.flow] - before[row.flow], before[row.flow])),
            Slip::PointsForPercent if is_growth && row.region != country => {
                tenths(percent(now[row.flow] - before[row.flow], self.truth[country][1][row.flow]))
            }
            Slip::NewValueAsBase if is_growth => tenths(percent(now[row.flow] - before[row.flow], now[row.flow])),
            Slip::Copied if this_year && row.flow != BALANCE => {
                let (region, flow) = match sequence.below(2) {
                    0 => ((row.region + 1) % self.truth.len(), row.flow),
                    _ => (row.region, (row.flow + 1) % BALANCE),
                };
                self.rows[self.find(region, flow, row.what)?].text.clone()
            }
            Slip::OtherPeriod if this_year => {
                after.rows[at].deficit = row.flow == BALANCE && before[BALANCE] < 0;
                tenths(level(if row.flow == BALANCE { before[BALANCE].abs() } else { before[row.flow] }))
            }
            _ => return None,
        };
        after.rows[at].text = text;
        let says = |row: &Row| row.value(&row.text);
        (says(&after.rows[at]) != says(row)).then_some((after, vec![at]))
    }
}

/// A slip of the fingers. No figure begins with a zero that nobody prints, and what is missing stood before the point.
fn misprinted(text: &str, slip: Slip, sequence: &mut Sequence) -> Option<String> {
    let (sign, figure) = text.split_at(usize::from(text.starts_with('-')));
    let mut figure: Vec<char> = figure.chars().collect();
    let point = figure.len() - 2;
    let places: Vec<usize> = (0..figure.len()).filter(|place| *place != point).collect();
    let drawn = sequence.below(places.len());
    let (place, other) = (places[drawn], char::from(b'0' + sequence.below(10) as u8));
    match slip {
        Slip::DigitsExchanged => figure.swap(place, *places.get(drawn + 1)?),
        Slip::DigitWrong => figure[place] = other,
        Slip::DigitMissing if place < point && point > 1 => drop(figure.remove(place)),
        Slip::DigitAdded => figure.insert(place, other),
        Slip::PointMoved => {
            figure.remove(point);
            let by = [-2, -1, 1][sequence.below(3)];
            let moved = (point as i32 + by).max(1) as usize;
            if moved < figure.len() {
                figure.insert(moved, '.');
            }
        }
        _ => return None,
    }
    let odd = figure[0] == '0' && figure.get(1).is_some_and(|second| *second != '.');
    (!odd).then(|| figure.into_iter().fold(sign.to_owned(), |text, c| text + c.encode_utf8(&mut [0; 4])))
}

fn detected(checked: &Checked) -> bool {
    matches!(checked.verdict, Verdict::Contradicted | Verdict::Misworded)
}

/// Whom the check blames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    /// Nothing was found: the figures fit as printed.
    Fits,
    /// Nothing was found: the figures fit if digits were cut off or rounded coarser.
    Excused,
    /// The wrong figure and no other.
    Alone,
    /// The wrong figure among others.
    Among,
    /// Others.
    Missed,
}

/// Where the true figure stands among the repairs of the wrong one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Restored {
    No,
    Later,
    Tied,
    First,
}

struct Answer {
    named: Named,
    explained: bool,
    restored: Restored,
}

/// A way to mend the wrong figures: the number of slips and the least likely of them, and whether it leads to the truth.
struct Mend {
    rank: (usize, Slip),
    is_true: bool,
}

impl Answer {
    fn new(checked: &Checked, slip: Slip, wrong: &[usize], honest: &Document, printed: &Document) -> Result<Self, Box<dyn Error>> {
        if !detected(checked) {
            return Ok(Self { named: silent(checked)?, explained: false, restored: Restored::No });
        }
        let is_true = |at: usize, figure: &str, slip: Slip| {
            // An opposite sign is told against the word that is printed.
            let row = Row { deficit: printed.rows[at].deficit && slip != Slip::Sign, ..printed.rows[at].clone() };
            row.value(figure) == honest.rows[at].value(&honest.rows[at].text)
        };
        let (mut sets, mut mends): (Vec<&[usize]>, Vec<Mend>) = (Vec::new(), Vec::new());
        for finding in &checked.findings {
            if finding.verdict == Verdict::Misworded {
                sets.push(&finding.members);
                let indices = finding.members.iter().filter(|&&member| {
                    let judged = &checked.statements[member];
                    wrong == [member] && judged.taken.as_ref().is_some_and(|reading| reading.sense == Sense::Index)
                });
                mends.extend(indices.map(|&member| {
                    let growth = &printed.rows[member].value(&printed.rows[member].text) - &Rational::from(100);
                    let is_true = is_true(member, &growth.to_decimal(1), Slip::OtherReading);
                    Mend { rank: (0, Slip::OtherReading), is_true }
                }));
                continue;
            }
            for blame in &finding.blame {
                sets.push(&blame.statements);
                if blame.statements == wrong {
                    let of =
                        |repair: &Repair| Mend { rank: (1, repair.slip), is_true: is_true(wrong[0], &repair.figure, repair.slip) };
                    mends.extend(blame.repairs.iter().map(of));
                }
                for joint in &blame.joint {
                    if !joint.changes.iter().map(|(at, _)| at).eq(wrong) {
                        continue;
                    }
                    let is_true = joint.changes.iter().all(|(at, repair)| is_true(*at, &repair.figure, repair.slip));
                    let least = joint.changes.iter().map(|(_, repair)| repair.slip).max();
                    mends.extend(least.map(|least| Mend { rank: (joint.slips(), least), is_true }));
                }
            }
        }
        // Where exports and imports changed places, each of the two is wrong.
        let is_wrong = |set: &&[usize]| set.iter().all(|at| wrong.contains(at));
        let named = match (sets.iter().any(is_wrong), sets.iter().all(is_wrong)) {
            (true, true) => Named::Alone,
            (true, false) => Named::Among,
            _ => Named::Missed,
        };
        let explained = mends.iter().any(|mend| mend.rank.1 == slip);
        Ok(Self { named, explained, restored: restored(&mends) })
    }
}

/// A document in which nothing was found.
fn silent(checked: &Checked) -> Result<Named, Box<dyn Error>> {
    let mut named = Named::Fits;
    for judged in &checked.statements {
        match judged.verdict {
            Verdict::Consistent(Proviso::None | Proviso::ThanksToRounding) => {}
            Verdict::Consistent(_) => named = Named::Excused,
            verdict => return Err(format!("{} is {verdict}, though other figures test it", judged.statement.id).into()),
        }
    }
    Ok(named)
}

fn restored(mends: &[Mend]) -> Restored {
    let best = mends.iter().map(|mend| mend.rank).min();
    let firsts = mends.iter().filter(|mend| Some(mend.rank) == best).count();
    let places = mends.iter().filter(|mend| mend.is_true).map(|mend| match Some(mend.rank) == best {
        true if firsts == 1 => Restored::First,
        true => Restored::Tied,
        false => Restored::Later,
    });
    places.max().unwrap_or(Restored::No)
}

#[derive(Default)]
struct Tally {
    answers: Vec<Answer>,
}

impl Tally {
    fn row(&self, name: &str) -> String {
        let count = |is: &dyn Fn(&Answer) -> bool| self.answers.iter().filter(|answer| is(answer)).count();
        let (fits, excused) = (count(&|a| a.named == Named::Fits), count(&|a| a.named == Named::Excused));
        let detected = self.answers.len() - fits - excused;
        let rates = [
            count(&|a| matches!(a.named, Named::Alone | Named::Among)),
            count(&|a| a.named == Named::Alone),
            count(&|a| a.explained),
            count(&|a| a.restored != Restored::No),
            count(&|a| a.restored == Restored::First),
            count(&|a| a.restored == Restored::Tied),
        ];
        let rates = rates.map(|n| if detected == 0 { "-".into() } else { format!("{:.1}", 100.0 * n as f64 / detected as f64) });
        let [named, alone, slip, value, first, tied] = rates;
        let counts = format!("{:>5} {detected:>9} {fits:>5} {excused:>8}", self.answers.len());
        format!("{name:40} {counts} {named:>6} {alone:>6} {slip:>6} {value:>6} {first:>6} {tied:>6}")
    }
}
