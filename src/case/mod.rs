//! What is checked together: the statements of tables and texts, and what is known of their parts and gaps.
//!
//! A [`Case`] opens files and folders; whether one is a table or a text is told by its name, else by what stands in it. What it states is
//! read by [`statement`](crate::statement) and [`prose`]; nothing is interpreted here.

use std::path::{Component, Path, PathBuf};

use crate::error::{Error, Fault, FaultKind, Faults};
use crate::period::Period;
use crate::place::Place;
use crate::prose::{self, Unread};
use crate::source::{Column, Encoding, Source};
use crate::statement::{
    Gap, Name, PartWhole, ReadOptions, Relation, SERIES_COLUMNS, STATED_COLUMNS, Statement, Trust, Withheld, read_gaps,
    read_hierarchy, read_levels, read_stated,
};

/// Everything that is checked together: the statements of one or more files, and what is known of their parts and gaps.
///
/// A case is a folder with `series.csv`, `statements.csv`, or both, and optionally `hierarchy.csv`, `gaps.csv` and `SOURCE.md`; or a text
/// (`.txt`, `.md`, `.html`), whose prose is read; see [`prose`]. Several files or folders given together are one case: text
/// against tables, revision against revision.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Case {
    /// The name of the folder or file; of several the first four, and how many more.
    pub name: String,
    /// Levels and all else that is stated, in the order of the sources.
    pub statements: Vec<Statement>,
    /// Levels that the sources withhold as confidential, in their order.
    pub withheld: Vec<Withheld>,
    /// What is part of what.
    pub hierarchy: Vec<PartWhole>,
    /// What the document announces and does not give.
    pub gaps: Vec<Gap>,
    /// The numbers of texts that state nothing, each with the reason; tables leave none.
    pub unread: Vec<Unread>,
    /// The texts that the statements stand in.
    pub sources: Vec<Source>,
    /// The text of `SOURCE.md`.
    pub about: Option<String>,
    /// What was repaired or passed over while reading.
    pub notes: Vec<String>,
}

/// How a case is read.
#[derive(Debug, Clone, Copy, Default)]
#[non_exhaustive]
pub struct CaseOptions {
    /// How its tables are read.
    pub read: ReadOptions,
    /// The encoding of its files, where it does not show.
    pub encoding: Option<Encoding>,
    /// The period of a table that has no column for it.
    pub period: Option<Period>,
}

impl Case {
    /// Reads a folder, a single table or a text.
    ///
    /// # Errors
    /// All that cannot be read in any of its files, at once.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        Self::open_all(&[path.as_ref()], CaseOptions::default())
    }

    /// Reads several folders, tables and texts as one case; `-` is standard input.
    ///
    /// # Errors
    /// As [`Case::open`]; a folder that is no case, and nothing stated at all.
    pub fn open_all(paths: &[impl AsRef<Path>], options: CaseOptions) -> Result<Self, Error> {
        let case = Self::read_all(paths, options)?;
        if case.statements.is_empty() {
            let place = paths.first().map(|path| Place::file(path.as_ref().display().to_string()));
            let fault = Fault::new(FaultKind::Empty, "there is nothing to check").accepted("a case needs at least one figure");
            return Err(Error::from(Fault { place, ..fault }));
        }
        Ok(case)
    }

    /// As [`Case::open_all`], where a case may also hold nothing: a text need not state a figure.
    ///
    /// # Errors
    /// All that cannot be read in any of the files, at once.
    pub fn read_all(paths: &[impl AsRef<Path>], options: CaseOptions) -> Result<Self, Error> {
        let mut faults = Faults::new();
        let mut case = Case::default();
        for path in paths {
            let path = path.as_ref();
            let name = name_of(path);
            case.name = with_another(&case.name, &name);
            let read = if path.is_dir() { case.read_folder(path, options) } else { case.read_file(path, options) };
            if let Err(error) = read {
                faults.extend(error);
            }
        }
        faults.into_result(())?;
        case.distinguish_ids();
        Ok(case)
    }

    /// Adds what another file states; ids that both use then bear their places too.
    pub fn join(&mut self, path: impl AsRef<Path>, other: Case) {
        let name = name_of(path.as_ref());
        self.name = with_another(&self.name, &name);
        self.take_statements(other.statements);
        self.unread.extend(other.unread);
        self.withheld.extend(other.withheld);
        // Bulletins of two months list the same parts.
        for listed in other.hierarchy {
            let says = |one: &PartWhole| {
                let parts: Vec<Name> = one.parts.iter().map(|(part, _)| part.clone()).collect();
                (one.dimension, one.whole.clone(), parts, one.completeness)
            };
            if !self.hierarchy.iter().any(|known| says(known) == says(&listed)) {
                self.hierarchy.push(listed);
            }
        }
        self.gaps.extend(other.gaps);
        self.sources.extend(other.sources);
        self.about = self.about.take().or(other.about);
        self.notes.extend(other.notes);
        self.distinguish_ids();
    }

    /// A case of statements at hand, for callers who have made them themselves.
    pub fn of_statements(name: impl Into<String>, statements: Vec<Statement>) -> Self {
        Self { name: name.into(), statements, ..Self::default() }
    }

    /// Reads what is a table of levels or of statements, told apart by the column `relation`.
    ///
    /// # Errors
    /// All that cannot be read in it.
    pub fn read_table(&mut self, source: &Source, options: ReadOptions) -> Result<(), Error> {
        let table = source.table()?;
        let is_stated = table.header().any(|name| name.eq_ignore_ascii_case("relation"));
        let rows = if is_stated { read_stated(source, options)? } else { read_levels(source, options)? };
        self.note_missing(table.len(), rows.statements.len() + rows.withheld.len(), source);
        self.statements.extend(rows.statements);
        self.withheld.extend(rows.withheld);
        self.hierarchy.extend(rows.parts);
        self.sources.push(source.clone());
        Ok(())
    }

    /// Reads what a text states in its prose and tables. This cannot fail: [`Case::unread`] holds the numbers that state nothing.
    pub fn read_text(&mut self, source: &Source) {
        let extract = prose::read(source);
        self.take_statements(extract.statements);
        self.hierarchy.extend(extract.parts);
        self.unread.extend(extract.unread);
        self.sources.push(source.clone());
    }

    /// Reads a table or a text, told apart by the ending of the name (`.csv`, `.tsv`; `.txt`, `.md`, `.html`, `.htm`), and else by content: a
    /// table begins with the names of known columns.
    ///
    /// # Errors
    /// All that cannot be read in a table.
    pub fn read_source(&mut self, source: &Source, options: ReadOptions) -> Result<(), Error> {
        if is_table(source) {
            self.read_table(source, options)
        } else {
            self.read_text(source);
            Ok(())
        }
    }

    /// Years that two texts leave unnamed are not the same year.
    fn take_statements(&mut self, mut statements: Vec<Statement>) {
        let unnamed = |statement: &Statement| statement.key.period.and_then(Period::unnamed_in);
        let next = self.statements.iter().filter_map(unnamed).max().map_or(0, |last| last + 1);
        for statement in &mut statements {
            statement.key.period = statement.key.period.map(|period| period.of_text(next));
            statement.base = statement.base.map(|base| base.of_text(next));
        }
        // A long text has many, and the first needs no copy.
        if self.statements.is_empty() {
            self.statements = statements;
        } else {
            self.statements.extend(statements);
        }
    }

    fn note_missing(&mut self, rows: usize, read: usize, source: &Source) {
        if rows > read {
            let plural = if rows - read == 1 { "row has" } else { "rows have" };
            self.notes.push(format!("{}: {} {plural} no value and the status missing or confidential", source.name(), rows - read));
        }
    }

    fn read_file(&mut self, path: &Path, options: CaseOptions) -> Result<(), Error> {
        let source =
            if path == Path::new("-") { Source::stdin(options.encoding)? } else { Source::open_as(path, options.encoding)? };
        self.read_source(&source, options.read)
    }

    fn read_folder(&mut self, folder: &Path, options: CaseOptions) -> Result<(), Error> {
        let mut faults = Faults::new();
        let file = |name: &str| Some(folder.join(name)).filter(|path| path.is_file());
        let mut keep = |result: Result<(), Error>| result.unwrap_or_else(|error| faults.extend(error));
        let tables: Vec<PathBuf> = ["series.csv", "statements.csv"].into_iter().filter_map(file).collect();
        for path in &tables {
            keep(self.read_file(path, options));
        }
        if let Some(path) = file("hierarchy.csv") {
            let read = Source::open_as(path, options.encoding).and_then(|source| read_hierarchy(&source));
            keep(read.map(|parts| self.hierarchy.extend(parts)));
        }
        if let Some(path) = file("gaps.csv") {
            let read = Source::open_as(path, options.encoding).and_then(|source| read_gaps(&source));
            keep(read.map(|gaps| self.gaps.extend(gaps)));
        }
        if let Some(path) = file("SOURCE.md") {
            let read = Source::open_as(path, options.encoding);
            keep(read.map(|source| self.about = Some(source.text().to_string())));
        }
        if tables.is_empty() {
            let fault = Fault::new(FaultKind::Empty, "this folder is no case")
                .at(Place::file(folder.display().to_string()))
                .accepted("a case has a `series.csv`, a `statements.csv` or both");
            faults.push(fault);
        }
        faults.into_result(())
    }

    /// Rows of two files may bear one id; the later one then bears its file's name too.
    fn distinguish_ids(&mut self) {
        let mut seen = std::collections::HashSet::new();
        for statement in &mut self.statements {
            if !seen.insert(statement.id.clone()) {
                statement.id = format!("{} ({})", statement.id, statement.place);
                seen.insert(statement.id.clone());
            }
        }
    }

    /// Trusts all figures of a file or folder of the case: they are never doubted. Answers how many those are. `./x` is `x`.
    pub fn trust(&mut self, path: impl AsRef<Path>) -> usize {
        let plain = |path: &Path| path.components().filter(|part| *part != Component::CurDir).collect::<PathBuf>();
        let trusted = plain(path.as_ref());
        let is_in = |statement: &&mut Statement| plain(Path::new(&*statement.place.file)).starts_with(&trusted);
        self.statements.iter_mut().filter(is_in).map(|statement| statement.trust = Trust::Trusted).count()
    }

    /// The levels: what `series.csv` holds, and what `statements.csv` says of the same sort.
    pub fn levels(&self) -> impl Iterator<Item = &Statement> {
        self.statements.iter().filter(|s| s.relation == Relation::Level)
    }

    /// The text that a place points into, where the case holds it.
    pub fn source_of(&self, place: &Place) -> Option<&Source> {
        self.sources.iter().find(|source| *source.name() == place.file)
    }
}

/// The names of several files: the first four, and how many more.
fn with_another(known: &str, name: &str) -> String {
    let more = |known: &str| known.rsplit_once(" + ")?.1.strip_suffix(" more")?.parse::<usize>().ok();
    match (more(known), known.matches(" + ").count()) {
        _ if known.is_empty() => name.to_owned(),
        (Some(more), _) => format!("{} + {} more", known.rsplit_once(" + ").map_or("", |(first, _)| first), more + 1),
        (None, ..3) => format!("{known} + {name}"),
        (None, _) => format!("{known} + 1 more"),
    }
}

/// The name of a folder, the stem of a file.
fn name_of(path: &Path) -> String {
    let name = match path.file_stem().filter(|_| !path.is_dir()) {
        Some(_) if path == Path::new("-") => return "stdin".to_owned(),
        Some(stem) => Some(stem),
        None => path.file_name(),
    };
    name.map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// Whether a source is a table of delimited cells and not a text.
fn is_table(source: &Source) -> bool {
    let ending = Path::new(&**source.name()).extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("csv" | "tsv") => true,
        Some("txt" | "md" | "markdown" | "html" | "htm") => false,
        _ => has_known_columns(source),
    }
}

/// Two names of columns are no accident; one of them may be misspelt and is told so by the reader.
const TELLING_COLUMNS: usize = 2;

fn has_known_columns(source: &Source) -> bool {
    let known: &[&[Column]] = &[SERIES_COLUMNS, STATED_COLUMNS];
    let is_known = |name: &str| known.iter().copied().flatten().any(|column| column.answers_to(name));
    let header = source.text().lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let names = header.split([',', ';', '\t', '|']).map(|name| name.trim().trim_matches('"'));
    names.filter(|name| is_known(name)).take(TELLING_COLUMNS).count() == TELLING_COLUMNS
}

#[cfg(test)]
mod tests {
    use super::with_another;

    #[test]
    fn many_files_are_counted() {
        let name = |files: usize| (1..=files).fold(String::new(), |known, file| with_another(&known, &format!("f{file}")));
        assert_eq!(name(1), "f1");
        assert_eq!(name(4), "f1 + f2 + f3 + f4");
        assert_eq!(name(5), "f1 + f2 + f3 + f4 + 1 more");
        assert_eq!(name(235), "f1 + f2 + f3 + f4 + 231 more");
    }
}
