//! Tables of a document as series: what the heads, the first columns and the caption say of each cell.

mod beside;
mod cell;
mod label;

use std::ops::Range;

use super::markup::{Grid, Passage};
use super::numeral::numerals;
use super::place::Place;
use super::quantity::Unit;
use super::token::tokens;
use super::{Reason, Unread};
use crate::codelist::{Flow, Scope};
use crate::figure::{Multiplier, Notation};
use crate::period::Period;
use crate::source::Source;
use crate::statement::{Direction, Key, KeyPatch, Name, Relation, Statement};
use cell::Cell;
use label::{Label, Names, Said, Time};

/// What the text around a table says of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Setting {
    pub(super) reporter: Option<String>,
    pub(super) partner: Option<String>,
    pub(super) currency: Option<&'static str>,
    pub(super) notation: Option<Notation>,
    /// How many statements were made before: ids go on from there.
    pub(super) stated: usize,
}

/// The statements of a table, and its other numbers.
pub(super) fn read(source: &Source, grid: &Grid, setting: &Setting) -> (Vec<Statement>, Vec<Unread>) {
    let mut reader = Reader::new(source, grid, setting);
    reader.labels();
    reader.body();
    reader.unread.sort_by_key(|unread| unread.place.span.as_ref().map(|span| span.start));
    (reader.statements, reader.unread)
}

struct Reader<'g> {
    source: &'g Source,
    grid: &'g Grid,
    setting: &'g Setting,
    notation: Option<Notation>,
    /// The first row of the body.
    body: usize,
    /// How many of the first columns name their rows.
    heads: usize,
    caption: Label,
    /// By column: what its heads say, the upper ones first.
    columns: Vec<Vec<Label>>,
    /// What the names in the first columns are.
    names: Option<Names>,
    /// By column: whether a number of it has a sign or is too small for an index.
    signed: Vec<bool>,
    statements: Vec<Statement>,
    unread: Vec<Unread>,
}

impl<'g> Reader<'g> {
    fn new(source: &'g Source, grid: &'g Grid, setting: &'g Setting) -> Self {
        let texts = || grid.rows.iter().flatten().map(Passage::text).filter(|text| text.len() < 40);
        let notation = Notation::of(texts().filter(|text| text.bytes().any(|b| b.is_ascii_digit()))).or(setting.notation);
        let is_data = |passage: &Passage| Cell::read(passage.text(), notation).is_some();
        // A head names things or periods; where no row is marked as one, the first rows without data are.
        let is_head = |row: &&Vec<Passage>| {
            let cells = || row.iter().skip(1).filter(|cell| !cell.is_blank());
            cells().next().is_some() && cells().all(|cell| !is_data(cell) || is_time(cell))
        };
        let body = grid.header_rows.max(grid.rows.iter().take_while(is_head).count()).min(grid.rows.len());
        let rows = &grid.rows[body..];
        let is_names = |column: &usize| {
            let cells = || rows.iter().filter_map(|row| row.get(*column)).filter(|cell| !cell.is_blank());
            let named = cells().filter(|cell| !is_data(cell) || is_time(cell)).count();
            named * 2 > cells().count()
        };
        let widest = grid.rows.iter().map(Vec::len).max().unwrap_or(0);
        // One column at most is left to hold the data.
        let heads = (0..widest.saturating_sub(1)).take_while(is_names).count().max(usize::from(widest > 1));
        Self {
            source,
            grid,
            setting,
            notation,
            body,
            heads,
            caption: Label::default(),
            columns: Vec::new(),
            names: None,
            signed: vec![false; widest],
            statements: Vec::new(),
            unread: Vec::new(),
        }
    }

    /// Reads caption and heads. Their numbers are periods or labels.
    fn labels(&mut self) {
        if let Some(caption) = &self.grid.caption {
            self.caption = Label::read(caption.text());
            self.leave_all(caption, Reason::Label);
        }
        let widest = self.signed.len();
        self.columns = vec![Vec::new(); widest];
        for row in &self.grid.rows[..self.body] {
            let mut left: Option<usize> = None;
            for (column, passage) in row.iter().enumerate() {
                if column < self.heads {
                    self.names = Label::read(passage.text()).names.or(self.names);
                }
                self.columns[column].push(Label::read(passage.text()));
                // A head that spans several columns was copied into each; its numbers are told once.
                let start = passage.span(0..0).start;
                if left.replace(start) != Some(start) {
                    self.leave_all(passage, Reason::Label);
                }
            }
        }
        // What stands in the corner, "January–May 2012, million USD", is said of the table.
        for label in self.columns.iter().take(self.heads).flatten() {
            self.caption.multiplier = self.caption.multiplier.or(label.multiplier);
            self.caption.currency = self.caption.currency.or(label.currency);
            self.caption.time = self.caption.time.or(label.time);
            self.caption.flow = self.caption.flow.clone().or(label.flow.clone());
            self.caption.partner = self.caption.partner.clone().or(label.partner.clone());
        }
        let rows = &self.grid.rows[self.body..];
        for (column, signed) in self.signed.iter_mut().enumerate() {
            let cells =
                rows.iter().filter_map(|row| row.get(column)).filter_map(|passage| Cell::read(passage.text(), self.notation));
            *signed = cells.into_iter().any(|cell| cell.is_below_index());
        }
        if self.names.is_none() {
            let firsts: Vec<Label> = rows.iter().filter_map(|row| row.first()).map(|cell| Label::read(cell.text())).collect();
            let places = firsts.iter().filter(|label| label.place.is_some()).count();
            let regions = firsts.iter().filter(|label| label.reporter.is_some()).count();
            self.names = if regions * 2 > firsts.len() {
                Some(Names::Reporters)
            } else if places * 2 > firsts.len() {
                let has_reporter =
                    self.caption.reporter.is_some() || self.setting.reporter.is_some() || self.caption.place.is_some();
                let has_partner = self.caption.partner.is_some();
                Some(if has_partner && !has_reporter { Names::Reporters } else { Names::Partners })
            } else {
                None
            };
        }
    }

    fn body(&mut self) {
        let mut section = Label::default();
        for row in &self.grid.rows[self.body..] {
            let has_data = row.iter().skip(self.heads).any(|cell| !cell.is_blank());
            let heads: Vec<Label> = row.iter().take(self.heads).map(|cell| Label::read(cell.text())).collect();
            row.iter().take(self.heads).for_each(|cell| self.leave_all(cell, Reason::Label));
            if !has_data {
                // A row that holds but its name stands above those that it is the name of.
                section = heads.into_iter().next().unwrap_or_default();
                continue;
            }
            for (column, passage) in row.iter().enumerate().skip(self.heads) {
                if passage.is_blank() {
                    continue;
                }
                match Cell::read(passage.text(), self.notation) {
                    Some(cell) => {
                        if let Err(reason) = self.state(&cell, passage, column, &section, &heads) {
                            self.leave(&cell, passage, reason);
                        }
                    }
                    None => self.leave_all(passage, Reason::Unclear),
                }
            }
        }
    }

    /// The statement of a cell, or why there is none.
    fn state(&mut self, cell: &Cell, passage: &Passage, column: usize, section: &Label, heads: &[Label]) -> Result<(), Reason> {
        let mut own: Vec<&Label> = std::iter::once(section).chain(&self.columns[column]).chain(heads).collect();
        let change = own.iter().rev().find_map(|label| label.relation);
        let is_change = matches!(change, None | Some(Said::Growth | Said::Open | Said::Index));
        let is_rate = own.iter().any(|label| label.has_percent) || cell.unit == Unit::Percent;
        let beside = if is_change && is_rate && said(&own, |label| label.flow.clone())?.is_none() {
            self.labels_beside(column)
        } else {
            Vec::new()
        };
        own.splice(1..1, &beside);
        let all = || std::iter::once(&self.caption).chain(own.iter().copied());
        let flow = said(&own, |label| label.flow.clone())?.or(self.caption.flow.clone());
        let side = all().rev().find_map(|label| label.flow.as_ref().map(|_| label.side)).flatten();
        let relation = all().rev().find_map(|label| label.relation);
        let is_percent = cell.unit == Unit::Percent
            || own.iter().any(|label| label.has_percent)
            || self.caption.has_percent && cell.unit == Unit::Bare;
        let currency = all().rev().find_map(|label| label.currency).or(self.setting.currency);
        let (reporter, partner) = self.areas(&own)?;
        let commodity = self.commodity(&own);
        let relation = match relation {
            None if is_percent => Some(self.bare_percentage(column)?),
            relation => relation,
        };
        let relation = match (relation, cell.unit) {
            (_, Unit::Times) => Relation::Multiple,
            (Some(Said::Rank), _) => return Err(Reason::Label),
            (Some(Said::Coverage), _) if is_percent => Relation::Coverage,
            (Some(Said::Share), _) if is_percent => Relation::Share,
            (Some(Said::Index), _) if is_percent || cell.unit == Unit::Bare => Relation::Index,
            (Some(Said::Growth | Said::Open), _) if is_percent && self.signed[column] => Relation::Growth,
            (Some(Said::Growth | Said::Open), _) if is_percent => Relation::Change,
            (Some(Said::Growth), _) => Relation::AbsoluteChange,
            (None, _) if !is_percent => Relation::Level,
            _ => return Err(Reason::Unclear),
        };
        let flow = match (flow, relation) {
            (Some(flow), _) => flow,
            (None, Relation::Coverage) => Flow::Exports,
            (None, _) => return Err(Reason::NoFlow),
        };
        let is_change = relation.is_change();
        let (period, base) = self.times(column, &own, is_change)?;
        let multiplier =
            cell.multiplier.or_else(|| all().rev().find_map(|label| label.multiplier)).filter(|_| relation.is_amount());
        let unit = if relation.is_amount() { cell.currency.or(currency).unwrap_or_default() } else { "" };
        let mut key = Key::new(&reporter, &partner, flow, period, unit);
        if let Some(scope) = all().rev().find_map(|label| label.scope).filter(|scope| *scope != Scope::Goods) {
            key.scope = Name::new(scope.code());
        }
        key.basis.valuation = Name::new(all().rev().find_map(|label| label.valuation).unwrap_or_default());
        key.commodity = Name::new(&commodity);
        let whole = if relation == Relation::Share { Some(self.whole(&key).ok_or(Reason::Unclear)?) } else { None };
        let is_balance = key.flow == Flow::Balance && relation == Relation::Level;
        let mut figure = cell.figure.clone().times(multiplier.unwrap_or(Multiplier::ONE));
        let mut other = cell.other.clone().map(|other| other.times(multiplier.unwrap_or(Multiplier::ONE)));
        let below = cell.sign == Some(Direction::Down);
        let direction = match (is_balance, side) {
            (true, Some(Direction::Deficit)) => Some(if below { Direction::Surplus } else { Direction::Deficit }),
            (true, side) if below => side.map(|_| Direction::Deficit).or(Some(Direction::Deficit)),
            (true, side) => side,
            (false, _) if is_change => cell.sign,
            _ => None,
        };
        if direction == Some(Direction::Deficit) || below && !is_balance && !is_change {
            (figure, other) = (figure.negated(), other.map(|other| other.negated()));
        }
        let place = self.source.place(passage.span(cell.span.clone()));
        let id = format!("s{}", self.setting.stated + self.statements.len() + 1);
        let mut statement = Statement::new(id, key, relation, figure, place);
        statement.other_notation = other;
        statement.direction = direction;
        statement.base = if is_change { base.or(statement.base) } else { None };
        statement.whole = whole;
        if relation != Relation::Level {
            let words = self.grid.rows[..self.body].iter().filter_map(|row| row.get(column)).map(Passage::text);
            statement.wording = words.filter(|text| !text.trim().is_empty()).collect::<Vec<_>>().join(" ").trim().to_owned();
        }
        self.statements.push(statement);
        Ok(())
    }

    /// Whose trade, and with whom.
    fn areas(&self, own: &[&Label]) -> Result<(String, String), Reason> {
        let mut reporter = said(own, |label| label.reporter.clone())?;
        let mut partner = said(own, |label| label.partner.clone())?;
        let caption = &self.caption;
        let place = said(own, |label| label.place.clone())?;
        let name = place.map(|Place { name, .. }| name);
        let row_name = || own.last().map(|label| label.rest.clone()).filter(|rest| !rest.is_empty() && !is_total(rest));
        match self.names {
            Some(Names::Reporters) => reporter = reporter.or(name).or_else(row_name),
            Some(Names::Partners) => partner = partner.or(name).or_else(row_name),
            _ if caption.partner.is_some() && self.reporter().is_none() => reporter = reporter.or(name),
            _ => partner = partner.or(name.filter(|name| Some(name) != self.reporter().as_ref())),
        }
        // A total over the partners is with all of them.
        let is_total_row = self.names == Some(Names::Partners) && own.last().is_some_and(|label| is_total(&label.rest));
        let around = if is_total_row || self.names == Some(Names::Partners) { None } else { self.setting.partner.clone() };
        let partner = partner.or(caption.partner.clone().filter(|_| !is_total_row)).or(around);
        let reporter = reporter.or_else(|| self.reporter()).unwrap_or_default();
        let partner = partner.filter(|partner| *partner != reporter).unwrap_or_default();
        Ok((reporter, partner))
    }

    fn reporter(&self) -> Option<String> {
        let caption = &self.caption;
        caption.reporter.clone().or(caption.place.as_ref().map(|place| place.name.clone())).or(self.setting.reporter.clone())
    }

    /// A product: the words of a row that are nothing else.
    fn commodity(&self, own: &[&Label]) -> String {
        let row = own.last().filter(|label| !is_total(&label.rest) && !label.rest.is_empty());
        match (row, self.names) {
            (Some(row), None | Some(Names::Commodities)) if row.is_silent() => row.rest.clone(),
            _ => String::new(),
        }
    }

    fn times(&self, column: usize, own: &[&Label], is_change: bool) -> Result<(Option<Period>, Option<Period>), Reason> {
        let whole = |label: &Label| if let Some(Time::Period(period)) = label.time { Some(period) } else { None };
        let part = |label: &Label| if let Some(Time::Part(part)) = label.time { Some(part) } else { None };
        let year = said(own, |label| whole(label))?.or(whole(&self.caption));
        let part = said(own, |label| part(label))?.or(part(&self.caption));
        let base = said(own, |label| label.base)?.or(self.caption.base);
        let within = whole(&self.caption)
            .filter(|period| period.start().div_euclid(12) == (period.start() + i32::from(period.months()) - 1).div_euclid(12));
        let period = match (year, part) {
            // Columns of years below "January–May 2012" are of those months.
            (Some(year), None) if year.is_year() && within.is_some() && self.has_year_of(within) => {
                within.and_then(|within| Period::from_start(year.start() + within.start().rem_euclid(12), within.months()))
            }
            (Some(year), Some(part)) if year.is_year() => part.of(year.start().div_euclid(12)),
            (Some(year), _) => Some(year),
            (None, _) => None,
        };
        if period.is_some() || !is_change {
            return Ok((period, base));
        }
        // "Growth, %" behind the columns of two years is that of the later one.
        let periods = self.periods_beside(column);
        Ok((periods.last().copied(), base.or_else(|| if periods.len() == 2 { periods.first().copied() } else { None })))
    }

    /// Whether one of the columns is headed by the year of a period.
    fn has_year_of(&self, period: Option<Period>) -> bool {
        let year = period.and_then(|period| Period::year(period.start().div_euclid(12)));
        self.columns.iter().flatten().any(|label| year.is_some() && label.time == year.map(Time::Period))
    }

    fn whole(&self, key: &Key) -> Option<KeyPatch> {
        let patch = if !key.commodity.is_empty() {
            "commodity=total"
        } else if self.names == Some(Names::Partners) && key.partner != Name::new("World") {
            "partner=World"
        } else if self.names.is_none() && matches!(key.flow, Flow::Exports | Flow::Imports) {
            "flow=turnover"
        } else {
            return None;
        };
        patch.parse().ok()
    }

    fn leave(&mut self, cell: &Cell, passage: &Passage, reason: Reason) {
        let printed = passage.text()[cell.span.clone()].to_owned();
        self.unread.push(Unread { printed, reason, place: self.source.place(passage.span(cell.span.clone())) });
    }

    fn leave_all(&mut self, passage: &Passage, reason: Reason) {
        let tokens = tokens(passage.text());
        let left = |span: Range<usize>, reason: Reason| Unread {
            printed: passage.text()[span.clone()].to_owned(),
            reason: if is_time(passage) { Reason::Date } else { reason },
            place: self.source.place(passage.span(span)),
        };
        for token in tokens.iter().filter(|token| token.is_number()) {
            let reason = if token.year().is_some() { Reason::Date } else { reason };
            self.unread.push(left(token.span.clone(), reason));
        }
        for (range, _) in numerals(&tokens, 0..tokens.len()) {
            self.unread.push(left(tokens[range.start].span.start..tokens[range.end - 1].span.end, reason));
        }
    }
}

/// What the labels of a cell say, where they agree: two flows of one cell leave it open which it is of.
fn said<T: PartialEq>(labels: &[&Label], of: impl Fn(&Label) -> Option<T>) -> Result<Option<T>, Reason> {
    let mut found: Option<T> = None;
    for value in labels.iter().filter_map(|label| of(label)) {
        match &found {
            Some(known) if *known != value => return Err(Reason::Unclear),
            _ => found = Some(value),
        }
    }
    Ok(found)
}

fn is_total(words: &str) -> bool {
    matches!(words.to_lowercase().as_str(), "total" | "all" | "world" | "in all" | "all countries" | "total trade" | "grand total")
}

fn is_time(passage: &Passage) -> bool {
    let text = passage.text().trim();
    Period::read_label(text).is_some()
}

#[cfg(test)]
mod tests;
