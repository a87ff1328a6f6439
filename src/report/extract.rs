//! What was read of a source, before anything is checked.

use serde::{Deserialize, Serialize, Serializer};

use super::Style;
use super::figure::{FigureObject, UnreadObject};
use super::sentence::{Scene, stated};
use crate::case::Case;
use crate::error::{Error, Fault, FaultKind};
use crate::statement::{PartWhole, Statement, write_statements_and_parts};

/// The name and version of the schema.
const SCHEMA: &str = "tradecheck/1";

/// What a text states, and which of its numbers were left unread and why.
///
/// # Example: a sentence without a figure of trade
/// ```
/// use tradecheck::report::ExtractReport;
/// use tradecheck::source::Source;
/// use tradecheck::case::Case;
///
/// let mut case = Case::default();
/// case.read_text(&Source::from_text("note.txt", "The fair was a success."));
/// let extract = ExtractReport::new(&case);
/// assert!(extract.document().statements.is_empty());
/// assert!(extract.text(Default::default()).contains("states no figure of trade"));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct ExtractReport<'c> {
    case: &'c Case,
}

/// A text's statements as a program reads them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ExtractDocument {
    /// `tradecheck/1`.
    pub schema: String,
    /// The name of the document: of a file, its stem.
    pub doc: String,
    /// Every figure, in the order of the source.
    pub statements: Vec<FigureObject>,
    /// The numbers that state nothing, each with the reason.
    pub unread: Vec<UnreadObject>,
    /// What the source says of parts and wholes.
    pub parts: Vec<PartWhole>,
    /// What was repaired or passed over while reading.
    pub notes: Vec<String>,
}

impl<'c> ExtractReport<'c> {
    /// Of a case that was read from one or more sources.
    pub fn new(case: &'c Case) -> Self {
        Self { case }
    }

    /// The result as data.
    pub fn document(&self) -> ExtractDocument {
        let figure = |statement: &Statement| FigureObject::new(statement, self.case.source_of(&statement.place));
        ExtractDocument {
            schema: SCHEMA.to_owned(),
            doc: self.case.name.clone(),
            statements: self.case.statements.iter().map(figure).collect(),
            unread: UnreadObject::all(self.case),
            parts: self.case.hierarchy.clone(),
            notes: self.case.notes.clone(),
        }
    }

    /// The result as a JSON document, indented.
    ///
    /// # Errors
    /// None that a case can cause; the signature leaves room for them.
    pub fn json(&self) -> Result<String, Error> {
        let fault = |reason: serde_json::Error| {
            Fault::new(FaultKind::Unsupported, format!("the statements cannot be written as JSON: {reason}"))
        };
        let mut text = serde_json::to_string_pretty(&Written::of(self.case)).map_err(fault)?;
        text.push('\n');
        Ok(text)
    }

    /// The statements as a table that can be corrected by hand and checked again: see [`write_statements_and_parts`].
    pub fn csv(&self) -> String {
        write_statements_and_parts(&self.case.statements, &self.case.hierarchy)
    }

    /// For a terminal: each statement with its place and its meaning, then the numbers left unread with their reasons.
    pub fn text(&self, style: Style) -> String {
        let mut lines = Vec::new();
        let scene = Scene::default();
        for statement in &self.case.statements {
            lines.push(format!("{}: {}", statement.place, strong(&stated(statement), style)));
            lines.push(format!("    {}", meaning(statement, &scene)));
            if !statement.wording.is_empty() {
                lines.push(format!("    words: {}", statement.wording.split_whitespace().collect::<Vec<_>>().join(" ")));
            }
        }
        let (read, unread) = (self.case.statements.len(), self.case.unread.len());
        if unread > 0 {
            lines.extend((read > 0).then(String::new));
            lines.push("Left unread:".to_owned());
            lines.extend(
                self.case.unread.iter().map(|number| format!("  {}: {} ({})", number.place, number.printed, number.reason)),
            );
        }
        lines.extend((!lines.is_empty()).then(String::new));
        lines.extend(self.case.notes.iter().map(|note| format!("note: {note}")));
        let numbers = |n: usize| format!("{n} number{} left unread", if n == 1 { " was" } else { "s were" });
        lines.push(match read {
            0 => format!("{} states no figure of trade; {}", self.case.name, numbers(unread)),
            1 => format!("{} states 1 figure of trade; {}", self.case.name, numbers(unread)),
            n => format!("{} states {n} figures of trade; {}", self.case.name, numbers(unread)),
        });
        lines.push(String::new());
        lines.join("\n")
    }
}

/// As [`ExtractDocument`], each number made when it is written: a long text has many.
#[derive(Serialize)]
struct Written<'c> {
    schema: &'static str,
    doc: &'c str,
    #[serde(serialize_with = "figures")]
    statements: &'c Case,
    #[serde(serialize_with = "numbers_left")]
    unread: &'c Case,
    parts: &'c [PartWhole],
    notes: &'c [String],
}

impl<'c> Written<'c> {
    fn of(case: &'c Case) -> Self {
        Self { schema: SCHEMA, doc: &case.name, statements: case, unread: case, parts: &case.hierarchy, notes: &case.notes }
    }
}

fn figures<S: Serializer>(case: &Case, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(case.statements.iter().map(|statement| FigureObject::new(statement, case.source_of(&statement.place))))
}

fn numbers_left<S: Serializer>(case: &Case, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(case.unread.iter().map(|unread| UnreadObject::new(unread, case.source_of(&unread.place))))
}

/// What a figure is said of, and how: `growth of exports: Minsk City with China in 2009, against 2008`.
fn meaning(statement: &Statement, scene: &Scene) -> String {
    let key = &statement.key;
    let subjects: Vec<String> = statement.subjects.iter().map(ToString::to_string).collect();
    let mut words = super::sentence::list(&subjects, "or");
    if !key.commodity.is_empty() {
        words = format!("{words} of {}", key.commodity);
    }
    if !key.scope.is_empty() {
        words = format!("{words} ({})", key.scope);
    }
    let relation = statement.relation.word().replace('_', " ");
    let reporter = if key.reporter.is_empty() { "reporter not given".to_owned() } else { key.reporter.to_string() };
    let partner = if key.partner.is_empty() { String::new() } else { format!(" with {}", super::sentence::partner(&key.partner)) };
    let period = key.period.map_or_else(|| "period not given".to_owned(), crate::period::Period::label);
    let base = statement.base.map(|base| format!(", against {}", base.label())).unwrap_or_default();
    let whole =
        statement.whole.as_ref().map(|whole| format!(", of {}", scene.level(&whole.applied_to(key)).words)).unwrap_or_default();
    format!("{relation} of {words}: {reporter}{partner}, {period}{base}{whole}")
}

fn strong(text: &str, style: Style) -> String {
    match style {
        Style::Plain => text.to_owned(),
        Style::Coloured => format!("\u{1b}[1m{text}\u{1b}[0m"),
    }
}
