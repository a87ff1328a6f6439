//! The text of a document with its figures marked, each with a note.

use std::collections::BTreeMap;
use std::ops::Range;

use super::page::Found;
use super::sentence::{Scene, capital, left_by_others, misworded, open, stated, verdict_note};
use crate::case::Case;
use crate::check::{Checked, Judged, Undecided, Verdict};
use crate::prose::{self, Block, Passage};
use crate::source::Source;

/// A text, block by block.
#[derive(Debug, Clone)]
pub(super) struct Annotated {
    pub(super) file: String,
    pub(super) blocks: Vec<Shown>,
    /// The numbers left unread, by reason.
    pub(super) unread: Vec<(&'static str, Vec<String>)>,
}

/// A block with the notes on its figures.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    pub(super) body: Body,
    pub(super) notes: Vec<Note>,
}

#[derive(Debug, Clone)]
pub(super) enum Body {
    Heading(u8, Vec<Run>),
    Paragraph(Vec<Run>),
    Item(Vec<Run>),
    Table { caption: Vec<Run>, header_rows: usize, rows: Vec<Vec<Vec<Run>>> },
}

/// A run of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Run {
    Text(String),
    /// The end of a line that the source sets itself.
    Break,
    /// A figure, by the index of its statement.
    Figure(String, usize),
    /// A number that states nothing, with the reason.
    Unread(String, &'static str),
}

/// What is found of a figure.
#[derive(Debug, Clone)]
pub(super) struct Note {
    /// The index of the statement.
    pub(super) statement: usize,
    pub(super) verdict: Verdict,
    /// `Turnover in January–February 2008: 23.7 million USD`.
    pub(super) subject: String,
    /// What there is to say beside the verdict.
    pub(super) remark: String,
    /// The arithmetic, in sentences.
    pub(super) sentences: Vec<String>,
    /// The findings that it takes part in, counted from 0, each with its heading.
    pub(super) findings: Vec<(usize, String)>,
}

/// The texts of a case; its tables are none.
pub(super) fn texts(case: &Case, checked: &Checked, findings: &[Found], scene_of: impl Fn(&Judged) -> Scene) -> Vec<Annotated> {
    let mut by_file: BTreeMap<&str, Vec<Mark>> = BTreeMap::new();
    for (index, judged) in checked.statements.iter().enumerate() {
        let place = &judged.statement.place;
        if let (None, Some(span)) = (place.row, &place.span) {
            by_file.entry(&place.file).or_default().push(Mark { span: span.clone(), kind: Kind::Figure(index) });
        }
    }
    for unread in &case.unread {
        if let Some(span) = &unread.place.span {
            let mark = Mark { span: span.clone(), kind: Kind::Unread(unread.reason.words()) };
            by_file.entry(&unread.place.file).or_default().push(mark);
        }
    }
    let mut texts = Vec::new();
    for source in &case.sources {
        let Some(mut marks) = by_file.remove(&**source.name()) else { continue };
        marks.sort_by_key(|mark| (mark.span.start, mark.span.end));
        let note = |index: usize| note(checked, index, findings, &scene_of(&checked.statements[index]));
        texts.push(annotated(source, &marks, note));
    }
    texts
}

/// A place in the text that something is said of.
#[derive(Debug, Clone)]
struct Mark {
    span: Range<usize>,
    kind: Kind,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Figure(usize),
    Unread(&'static str),
}

fn annotated(source: &Source, marks: &[Mark], note: impl Fn(usize) -> Note) -> Annotated {
    let blocks = prose::blocks(source).into_iter().map(|block| shown(&block, marks, source, &note)).collect();
    let mut unread: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    for mark in marks {
        if let Kind::Unread(reason) = mark.kind {
            let printed = source.text().get(mark.span.clone()).unwrap_or_default();
            unread.entry(reason).or_default().push(one_line(printed));
        }
    }
    Annotated { file: source.name().to_string(), blocks, unread: unread.into_iter().collect() }
}

fn shown(block: &Block, marks: &[Mark], source: &Source, note: &impl Fn(usize) -> Note) -> Shown {
    let mut notes = Vec::new();
    let mut runs = |passage: &Passage| {
        let (runs, figures) = runs(passage, marks, source);
        notes.extend(figures.into_iter().map(note));
        runs
    };
    let body = match block {
        Block::Heading(level, passage) => Body::Heading(*level, runs(passage)),
        Block::Paragraph(passage) => Body::Paragraph(runs(passage)),
        Block::Item(passage) => Body::Item(runs(passage)),
        Block::Table(grid) => {
            let caption = grid.caption.as_ref().map(&mut runs).unwrap_or_default();
            let rows = grid.rows.iter().map(|row| row.iter().map(&mut runs).collect()).collect();
            Body::Table { caption, header_rows: grid.header_rows, rows }
        }
    };
    Shown { body, notes }
}

/// A passage in runs, and the statements in it.
fn runs(passage: &Passage, marks: &[Mark], source: &Source) -> (Vec<Run>, Vec<usize>) {
    let text = passage.text();
    let extent = passage.span(0..text.len());
    let first = marks.partition_point(|mark| mark.span.start < extent.start);
    let (mut runs, mut figures, mut at) = (Vec::new(), Vec::new(), 0);
    for mark in marks[first..].iter().take_while(|mark| mark.span.end <= extent.end) {
        let Some(range) = passage.range(&mark.span).filter(|range| range.start >= at) else { continue };
        plain(passage, at..range.start, source, &mut runs);
        let printed = text[range.clone()].to_owned();
        runs.push(match mark.kind {
            Kind::Figure(index) => {
                figures.push(index);
                Run::Figure(printed, index)
            }
            Kind::Unread(reason) => Run::Unread(printed, reason),
        });
        at = range.end;
    }
    plain(passage, at..text.len(), source, &mut runs);
    (runs, figures)
}

/// Text between marks. A line that only wraps in the source goes on; where a tag or mark ends it, it ends.
fn plain(passage: &Passage, range: Range<usize>, source: &Source, runs: &mut Vec<Run>) {
    let text = passage.text();
    let mut at = range.start;
    for end in text[range.clone()].match_indices('\n').map(|(end, _)| range.start + end) {
        let printed = source.text().get(passage.span(end..end + 1)).unwrap_or_default();
        if printed.starts_with(['<', '\\']) || printed.starts_with("  ") {
            runs.extend((at < end).then(|| Run::Text(text[at..end].to_owned())));
            runs.push(Run::Break);
            at = end + 1;
        }
    }
    runs.extend((at < range.end).then(|| Run::Text(text[at..range.end].to_owned())));
}

/// So many cases of a proof are told in a note; the finding tells all.
const CASES_TOLD: usize = 1;
const REPAIRS_TOLD: usize = 2;

fn note(checked: &Checked, index: usize, findings: &[Found], scene: &Scene) -> Note {
    let judged = &checked.statements[index];
    let takes_part: Vec<usize> = (0..findings.len()).filter(|&f| findings[f].members.contains(&index)).collect();
    let own = takes_part.iter().copied().filter(|&f| checked.findings[f].members.contains(&index));
    let mut sentences = Vec::new();
    match judged.verdict {
        Verdict::Contradicted | Verdict::Misworded => {
            for found in own.map(|f| &findings[f]).filter(|found| found.verdict == judged.verdict) {
                if judged.verdict == Verdict::Misworded {
                    sentences.push(misworded(&checked.statements, index, scene));
                } else {
                    sentences.extend(found.arguments.iter().take(CASES_TOLD).map(|argument| argument.sentence()));
                    sentences.extend(found.help.iter().take(REPAIRS_TOLD).map(|help| capital(help)));
                }
            }
        }
        Verdict::Consistent(_) => {
            let left = left_by_others(judged);
            sentences.extend((!left.is_empty()).then(|| format!("The others leave {left}.")));
        }
        Verdict::Undecided(Undecided::Ambiguous) => {
            sentences.extend(open(&checked.statements, index, scene).into_iter().flat_map(|open| open.readings));
        }
        // "Not checkable" says it all.
        Verdict::Undecided(Undecided::NotCheckable) => {}
        Verdict::Undecided(reason) => sentences.push(format!("{}.", capital(reason.settled_by()))),
    }
    let subject = scene.topic(judged);
    let subject = capital(subject.strip_prefix("the ").unwrap_or(&subject));
    Note {
        statement: index,
        verdict: judged.verdict,
        subject: format!("{subject}: {}", stated(&judged.statement)),
        remark: verdict_note(judged),
        sentences,
        findings: takes_part.into_iter().map(|f| (f, heading(&findings[f]))).collect(),
    }
}

fn heading(found: &Found) -> String {
    if found.heading.is_empty() { capital(&found.claim) } else { found.heading.clone() }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
