//! All rows of a table, in order, however many threads judge them.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use super::{Entry, Judgement, RecordCheck, Recorder};
use crate::error::{Error, Fault, FaultKind, Faults, nearest};
use crate::figure::Notation;
use crate::place::Place;
use crate::source::{Block, Rows};

use super::super::verdict::{Undecided, Verdict};

/// How a table is checked.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct TableOptions {
    /// Which mark stands before the decimals; where it is not given the first rows settle it, column by column.
    pub notation: Option<Notation>,
    /// How many threads judge; as many as the machine has where it is not given. The result does not depend on it.
    pub threads: Option<NonZeroUsize>,
}

/// What was found of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct JudgedRow {
    /// Its number; the first under the header is 1.
    pub row: u64,
    /// The line on which it begins.
    pub line: Option<u32>,
    /// The entry of each field of the rules.
    pub record: Vec<Entry>,
    /// What is found of it.
    pub judgement: Judgement,
    /// Which mark stands before the decimals, for each field.
    pub notations: Arc<[Notation]>,
}

/// How many rows have which verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct TableSummary {
    /// All of them.
    pub rows: u64,
    /// Those that fit as worded.
    pub consistent: u64,
    /// Those that fit only where a rate is read the other way.
    pub misworded: u64,
    /// Those that do not fit.
    pub contradicted: u64,
    /// Those for which the limits were met.
    pub undecided: u64,
    /// Those of which no rule tests what is printed.
    pub untested: u64,
}

/// Rows that are handed to a thread at once. The rows of the first block settle the notation.
const BLOCK: usize = 8192;

/// Checks all rows of a table; `each` is given them in order. Memory does not grow with the table.
///
/// # Errors
/// A field of the rules that is no column of the table, or stands twice; cells that are no figures, all that stand within the rows read; what
/// `each` fails with. Rows may have been given before a fault is met.
///
/// # Example: one row is right, one is wrong, and of one nothing is tested
/// ```
/// use tradecheck::check::{RecordCheck, RecordOptions, TableOptions, check_table};
/// use tradecheck::rule::RuleSet;
/// use tradecheck::source::{Rows, Source};
///
/// let rules = RuleSet::read(&Source::from_text("rules.txt", "t == x + m"))?;
/// let check = RecordCheck::new(rules, &RecordOptions::default())?;
/// let rows = Rows::from_reader("t.csv", "x,m,t\n1,2,3\n21.1,6.2,23.7\n5,,\n".as_bytes(), None)?;
/// let mut found = Vec::new();
/// let summary = check_table(&check, rows, &TableOptions::default(), |row| {
///     found.push((row.row, row.judgement.verdict.word()));
///     Ok(())
/// })?;
/// assert_eq!(found, [(1, "consistent"), (2, "contradicted"), (3, "undecided")]);
/// assert_eq!((summary.rows, summary.contradicted), (3, 1));
/// # Ok::<(), tradecheck::error::Error>(())
/// ```
pub fn check_table(
    check: &RecordCheck,
    mut rows: Rows,
    options: &TableOptions,
    mut each: impl FnMut(&JudgedRow) -> Result<(), Error>,
) -> Result<TableSummary, Error> {
    let columns = bind(check, &rows)?;
    let threads = options.threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let mut summary = TableSummary::default();
    let mut give = |judged: Vec<JudgedRow>| {
        judged.iter().try_for_each(|row| {
            summary.count(row.judgement.verdict);
            each(row)
        })
    };
    let Some(first) = rows.next_block(BLOCK)? else {
        let met = "the table has a header and no rows";
        return Err(Fault::new(FaultKind::Empty, met)
            .at(Place::file(rows.name().clone()))
            .accepted("at least one row is needed")
            .into());
    };
    let notations: Arc<[Notation]> = settle(&first, &columns, options.notation).into();
    let judging = Judging { check, columns: &columns, notations: &notations };
    if first.len() < BLOCK || threads == 1 {
        let mut recorder = check.recorder();
        let mut block = Some(first);
        let mut faults = Faults::new();
        while let Some(rows_at_hand) = block {
            match judging.block(&mut recorder, &rows_at_hand) {
                Ok(judged) if faults.is_empty() => give(judged)?,
                Ok(_) => {}
                Err(error) => faults.extend(error),
            }
            block = rows.next_block(BLOCK)?;
        }
        return faults.into_result(()).map(|()| summary);
    }
    std::thread::scope(|scope| {
        let mut jobs: Vec<SyncSender<Block>> = Vec::new();
        let mut results: Vec<Receiver<JudgedBlock>> = Vec::new();
        for _ in 0..threads {
            let (job, to_do) = sync_channel::<Block>(2);
            let (done, result) = sync_channel(2);
            let judging = &judging;
            scope.spawn(move || {
                let mut recorder = judging.check.recorder();
                // Nobody waits for more where the receiver is gone.
                while let Ok(block) = to_do.recv() {
                    if done.send(judging.block(&mut recorder, &block)).is_err() {
                        break;
                    }
                }
            });
            jobs.push(job);
            results.push(result);
        }
        let reading = scope.spawn(move || -> Result<(), Error> {
            let mut next = Some(first);
            for at in 0.. {
                let Some(block) = next else { break };
                if jobs[at % jobs.len()].send(block).is_err() {
                    break;
                }
                next = rows.next_block(BLOCK)?;
            }
            Ok(())
        });
        let (mut faults, mut given) = (Faults::new(), Ok(()));
        for at in 0.. {
            let Ok(judged) = results[at % threads].recv() else { break };
            match judged {
                Ok(judged) if faults.is_empty() => {
                    given = give(judged);
                    if given.is_err() {
                        break;
                    }
                }
                Ok(_) => {}
                Err(error) => faults.extend(error),
            }
        }
        drop(results);
        match reading.join() {
            Ok(Ok(())) => {}
            Ok(Err(error)) => faults.extend(error),
            Err(panic) => std::panic::resume_unwind(panic),
        }
        given?;
        faults.into_result(())
    })?;
    Ok(summary)
}

impl TableSummary {
    fn count(&mut self, verdict: Verdict) {
        self.rows += 1;
        match verdict {
            Verdict::Consistent(_) => self.consistent += 1,
            Verdict::Misworded => self.misworded += 1,
            Verdict::Contradicted => self.contradicted += 1,
            Verdict::Undecided(Undecided::NotCheckable) => self.untested += 1,
            Verdict::Undecided(_) => self.undecided += 1,
        }
    }

    /// The verdict on all rows.
    pub fn verdict(&self) -> Verdict {
        match self {
            Self { contradicted: 1.., .. } => Verdict::Contradicted,
            Self { misworded: 1.., .. } => Verdict::Misworded,
            Self { undecided: 1.., .. } => Verdict::Undecided(Undecided::Limit),
            Self { consistent: 1.., .. } => Verdict::Consistent(super::super::verdict::Proviso::None),
            _ => Verdict::Undecided(Undecided::NotCheckable),
        }
    }
}

/// The rows of a block, or the cells that could not be read.
type JudgedBlock = Result<Vec<JudgedRow>, Error>;

/// What threads share.
struct Judging<'a> {
    check: &'a RecordCheck,
    columns: &'a [usize],
    notations: &'a Arc<[Notation]>,
}

impl Judging<'_> {
    fn block(&self, recorder: &mut Recorder<'_>, block: &Block) -> JudgedBlock {
        let mut faults = Faults::new();
        let mut judged = Vec::with_capacity(block.len());
        for row in 0..block.len() {
            let mut record = Vec::with_capacity(self.columns.len());
            for (&column, &notation) in self.columns.iter().zip(self.notations.iter()) {
                match Entry::read(block.cell(row, column), notation) {
                    Ok(entry) => record.push(entry),
                    Err(error) => {
                        record.push(Entry::Missing);
                        let fault = Fault::new(FaultKind::Cell, error.to_string()).at(block.place(row, column));
                        faults.push(fault.accepted(error.accepted()).help("a cell that is empty or holds NA is passed over"));
                    }
                }
            }
            if faults.is_empty() {
                let judgement = recorder.judge(&record);
                judged.push(JudgedRow {
                    row: block.number(row),
                    line: block.line(row),
                    record,
                    judgement,
                    notations: Arc::clone(self.notations),
                });
            }
        }
        faults.into_result(judged)
    }
}

/// The column of each field.
fn bind(check: &RecordCheck, rows: &Rows) -> Result<Vec<usize>, Error> {
    let header = rows.header();
    let mut faults = Faults::new();
    let columns = check.fields().iter().enumerate().map(|(field, name)| {
        let mut found = header.iter().enumerate().filter(|(_, column)| *column == name).map(|(at, _)| at);
        let at = found.next();
        if found.next().is_some() {
            let place = Place { line: Some(1), ..Place::file(rows.name().clone()) };
            let met = format!("the column `{name}` stands more than once");
            faults.push(Fault::new(FaultKind::Header, met).at(place).accepted("a column that a rule speaks of stands once"));
        }
        if at.is_none() {
            faults.push(unknown(check, field, header, rows));
        }
        at.unwrap_or_default()
    });
    let columns = columns.collect();
    faults.into_result(columns)
}

/// A field that the table does not have, told where a rule first speaks of it.
fn unknown(check: &RecordCheck, field: usize, header: &[String], rows: &Rows) -> Fault {
    let name = &check.fields()[field];
    let speaks = |rule: &&crate::rule::GivenRule| rule.fields().contains(&field);
    let fault = Fault::new(FaultKind::Header, format!("{} has no column `{name}`", rows.name()));
    let fault = match check.rules().rules().iter().find(speaks) {
        Some(rule) => fault.at(rule.place.clone()),
        None => fault,
    };
    let fault = fault.accepted(format!("present are {}", header.join(", ")));
    match nearest(name, header.iter().map(String::as_str)) {
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None => fault,
    }
}

/// The notation of each column.
fn settle(block: &Block, columns: &[usize], given: Option<Notation>) -> Vec<Notation> {
    let of_column = |column: usize| Notation::of((0..block.len()).map(|row| block.cell(row, column)));
    // A column that does not tell is written as the others are.
    let cells = || columns.iter().flat_map(|&column| (0..block.len()).map(move |row| block.cell(row, column)));
    let of_all = given.or_else(|| Notation::of(cells())).unwrap_or_default();
    columns.iter().map(|&column| given.or_else(|| of_column(column)).unwrap_or(of_all)).collect()
}
