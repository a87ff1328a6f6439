//! One result as text, HTML, Markdown and JSON, with its charts.
//!
//! A [`Report`] is made from a [`Case`] and what [`check`](crate::check) found of it. All formats say the same sentences: they are made in one
//! place and only arranged by each format.
//!
//! | output | for |
//! | --- | --- |
//! | [`Report::text`] | a terminal: `file:line:column`, the row with the figure underlined, because / but / help |
//! | [`Report::html`] | a reader: one page that stands alone, its charts and fonts inside, without scripts; it prints well |
//! | [`Report::markdown`] | a repository or a message; charts are referred to as `charts/NAME.png` |
//! | [`Report::json`] | a program: see [`Document`] |
//! | [`Report::write_to`] | all of it in a folder |
//!
//! What a text states, before anything is checked, is told by an [`ExtractReport`].
//!
//! Intervals are shown with a digit or two more than the figure has, the lower end rounded down and the upper end up, so that the shown interval
//! is never narrower than the true one.
//!
//! # Example: from a table to a page
//! ```
//! use tradecheck::check::{CheckOptions, check};
//! use tradecheck::report::{Report, Style};
//! use tradecheck::source::Source;
//! use tradecheck::case::Case;
//!
//! let table = "\
//! reporter,partner,flow,period,value,unit,multiplier
//! Grodno Region,China,turnover,2008-01/2008-02,23.7,USD,million
//! Grodno Region,China,exports,2008-01/2008-02,21.1,USD,million
//! Grodno Region,China,imports,2008-01/2008-02,6.2,USD,million
//! ";
//! let mut case = Case::default();
//! case.read_table(&Source::from_text("series.csv", table), Default::default())?;
//! let checked = check(&case, &CheckOptions::default());
//! let report = Report::new(&case, &checked);
//! assert!(report.html().contains("turnover lies in [27.20, 27.40]; but it is stated as 23.7, that is [23.65, 23.75] (line 2)"));
//! assert!(report.text(Style::Plain).contains("series.csv:2:46"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The JSON document
//! Its schema is `tradecheck/1`; [`Document`] is its type and reads it back. A field is added without a new number; one that changes its meaning or
//! goes away gets `tradecheck/2`. Exact numbers are strings (`"23.7"`, `"1431/2"`), each beside a float for convenience.
//!
//! | field | holds |
//! | --- | --- |
//! | `schema`, `doc` | `tradecheck/1`; the name of the case |
//! | `verdict`, `reason` | of the whole |
//! | `answer` | the answer in sentences, as every output begins |
//! | `counts` | figures with each verdict |
//! | `statements` | one object for each figure, in the order of the source; see [`FigureObject`] and [`StatementObject`] |
//! | `findings` | what is contradicted or misworded, with its proof; see [`FindingObject`] |
//! | `waivers` | waivers that were given, each with what became of it |
//! | `components` | figures that depend on each other, with values that satisfy them |
//! | `deduced` | figures that the source implies and does not print, each with its bounds, what it assumes and follows from |
//! | `measured` | stated beside computed, where the caller gave it |
//! | `gaps`, `unread`, `notes` | what the source does not give, what was left unread, what was repaired |

mod about;
mod annotated;
mod charts;
#[cfg(feature = "frames")]
mod computed;
mod extract;
mod figure;
mod html;
mod json;
mod markdown;
mod number;
mod page;
mod records;
mod section;
mod sentence;
#[cfg(test)]
mod tests;
mod text;
mod write;

use std::cell::OnceCell;
use std::path::Path;

use crate::case::Case;
use crate::chart::Picture;
use crate::check::Checked;
use crate::error::Error;
#[cfg(feature = "frames")]
pub use computed::computed_rows;
pub use extract::{ExtractDocument, ExtractReport};
pub use figure::{FigureObject, UnreadObject};
pub use json::{
    AssumedObject, ChangeObject, ComponentObject, Counts, DeducedFigureObject, DeducedObject, Document, End, FavouredObject,
    FindingObject, LevelObject, LineObject, Number, ProofObject, Range, ReadingObject, RepairObject, StatementObject,
    SuspectObject, WaiverObject,
};
use page::Page;
pub use records::RecordReport;
pub use section::{ComputedRow, Section, Table};
pub use write::Written;

/// The result of a check, ready to be written in any format.
#[derive(Debug, Clone)]
pub struct Report<'c> {
    case: &'c Case,
    checked: &'c Checked,
    page: Page,
    computed: Vec<ComputedRow>,
    charts: Charts,
    drawn: OnceCell<Drawn>,
}

/// Whether a report has charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Charts {
    /// Those that answer a question of the case.
    #[default]
    Drawn,
    /// None: for Markdown that stands alone, without a folder beside it.
    LeftOut,
}

/// How text for a terminal looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// Characters alone.
    #[default]
    Plain,
    /// With colours by ANSI escapes. Colour is never the only sign.
    Coloured,
}

#[derive(Debug, Clone)]
struct Drawn {
    charts: Vec<charts::Chart>,
    notes: Vec<String>,
    pictures: Vec<(String, Picture)>,
}

impl<'c> Report<'c> {
    /// A report on what was found of a case.
    pub fn new(case: &'c Case, checked: &'c Checked) -> Self {
        let page = Page::new(case, checked);
        Self { case, checked, page, computed: Vec::new(), charts: Charts::default(), drawn: OnceCell::new() }
    }

    /// With another title than the heading of the case's `SOURCE.md` or its name.
    #[must_use]
    pub fn titled(mut self, title: impl Into<String>) -> Self {
        self.page.title = title.into();
        self.drawn = OnceCell::new();
        self
    }

    /// With a table of what was computed from levels beside what is stated.
    #[must_use]
    pub fn computed(mut self, rows: Vec<ComputedRow>) -> Self {
        self.page.set_measured(&rows, self.checked);
        self.computed = rows;
        self
    }

    /// With another section, such as one on a reference series.
    #[must_use]
    pub fn section(mut self, section: Section) -> Self {
        self.page.sections.push(section);
        self.drawn = OnceCell::new();
        self
    }

    /// With or without charts.
    #[must_use]
    pub fn charts(mut self, charts: Charts) -> Self {
        self.charts = charts;
        self.drawn = OnceCell::new();
        self
    }

    /// The page, complete in itself: charts, fonts and style sheet are inside, and nothing is loaded or run.
    pub fn html(&self) -> String {
        html::page(&self.page, self.drawn())
    }

    /// The page in Markdown; charts are referred to as `charts/NAME.png`.
    pub fn markdown(&self) -> String {
        markdown::page(&self.page, self.drawn())
    }

    /// The result as a JSON document, indented.
    ///
    /// # Errors
    /// None that a case can cause; the signature leaves room for them.
    pub fn json(&self) -> Result<String, Error> {
        json::write(&self.document())
    }

    /// The result as data: what [`Report::json`] writes and serde reads back.
    pub fn document(&self) -> Document {
        Document::new(self.case, self.checked, &self.page.answer, &self.computed)
    }

    /// For a terminal: each finding with its place, the rows it rests on, and the argument; at the end what is open and the counts.
    pub fn text(&self, style: Style) -> String {
        text::page(self.case, self.checked, &self.page, style)
    }

    /// The charts, each with the name of its files. They are drawn when first asked for.
    pub fn pictures(&self) -> &[(String, Picture)] {
        &self.drawn().pictures
    }

    /// Writes `index.html`, `report.md`, `report.json` and `charts/NAME.png` and `.svg` into a folder, which is made where it does not
    /// exist. Each file is written beside its old version and renamed.
    ///
    /// # Errors
    /// The path and the system's reason for the first file that cannot be written; those before it are new, it and those after it as
    /// they were.
    pub fn write_to(&self, folder: impl AsRef<Path>) -> Result<Written, Error> {
        let folder = folder.as_ref();
        let mut written = Written::default();
        // What the pages refer to comes first, so that a reader never meets a page without its charts.
        for (name, picture) in self.pictures() {
            let charts = folder.join("charts");
            let png = picture.png().map_err(|reason| chart_error(name, &reason))?;
            written.add(charts.join(format!("{name}.png")), &png)?;
            written.add(charts.join(format!("{name}.svg")), picture.svg().as_bytes())?;
        }
        written.add(folder.join("report.json"), self.json()?.as_bytes())?;
        written.add(folder.join("report.md"), self.markdown().as_bytes())?;
        written.add(folder.join("index.html"), self.html().as_bytes())?;
        Ok(written)
    }

    fn drawn(&self) -> &Drawn {
        self.drawn.get_or_init(|| {
            let (charts, notes) = match self.charts {
                Charts::Drawn => charts::draw(&self.page, self.checked),
                Charts::LeftOut => (Vec::new(), Vec::new()),
            };
            let own = charts.iter().map(|chart| (chart.name.clone(), chart.picture.clone()));
            let added = match self.charts {
                Charts::Drawn => self.page.sections.iter().flat_map(|section| section.pictures.clone()).collect(),
                Charts::LeftOut => Vec::new(),
            };
            let pictures = own.chain(added).collect();
            Drawn { charts, notes, pictures }
        })
    }
}

fn chart_error(name: &str, reason: &crate::chart::ChartError) -> Error {
    use crate::error::{Fault, FaultKind};
    Fault::new(FaultKind::Usage, format!("the chart `{name}` could not be drawn: {reason}")).into()
}
