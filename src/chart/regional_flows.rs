//! Who trades how much, and with which balance: imports to the left, exports to the right, the regions between them.

use super::axis::{Scale, Ticks};
use super::canvas::{Anchor, Canvas, Tip};
use super::error::drawable;
use super::frame::{HEADING, MARGIN, NAME, NOTE, VALUE, WIDTH, heaviest, row_height};
use super::palette::{AXIS, CLASHES, Colour, EXPORTS, FITS, GRID, IMPORTS, IMPORTS_TEXT, INK, QUIET};
use super::text::{Lines, wrap};
use super::{ChartError, Fonts, Labels, Picture};

const CHART: &str = "regional flows";
const NO_FIGURE: &str = "no figure";

/// A side narrower than this has no room for its heading and its labels.
const LEAST_SIDE: f64 = 130.0;

/// Exports and imports of regions on one scale, with their balances.
///
/// Rows stand in the order given; a flow without a figure says so. Both sides have one scale, so that lengths compare.
/// Above 60 rows the largest are drawn and the rest is counted.
///
/// # Example: regions whose periods differ
/// ```
/// use tradecheck::chart::{Labels, RegionRow, RegionalFlows};
/// let rows = vec![
///     RegionRow::new("Minsk City").exports(18.5, "18.5").imports(615.4, "615.4").balance(-596.9, "−596.9").note("2009"),
///     RegionRow::new("Minsk Oblast").exports(116.2, "116.2").note("January–May 2012"),
/// ];
/// let picture = RegionalFlows::new(Labels::new("Minsk City imports, Minsk Oblast exports"), rows).draw()?;
/// assert!(picture.description().contains("Minsk Oblast (January–May 2012): exports 116.2, no figure for imports"));
/// # Ok::<(), tradecheck::chart::ChartError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct RegionalFlows {
    /// The words around the picture.
    pub labels: Labels,
    /// The regions, in the order in which they are drawn.
    pub rows: Vec<RegionRow>,
}

/// A number to draw and the text to print beside it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Amount {
    /// Where it stands.
    pub value: f64,
    /// The figure as its source prints it.
    pub printed: String,
}

/// A region: its flows, where stated.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct RegionRow {
    /// The name of the region.
    pub name: String,
    /// Its exports, at least zero.
    pub exports: Option<Amount>,
    /// Its imports, at least zero.
    pub imports: Option<Amount>,
    /// Exports less imports, if known.
    pub balance: Option<Amount>,
    /// A few words under the name, such as its period where periods differ.
    pub note: Option<String>,
}

impl Amount {
    /// `value`, printed as `printed`.
    pub fn new(value: f64, printed: impl Into<String>) -> Amount {
        Amount { value, printed: printed.into() }
    }
}

impl RegionRow {
    /// A region without figures.
    pub fn new(name: impl Into<String>) -> RegionRow {
        RegionRow { name: name.into(), ..RegionRow::default() }
    }

    /// With exports.
    #[must_use]
    pub fn exports(mut self, value: f64, printed: impl Into<String>) -> RegionRow {
        self.exports = Some(Amount::new(value, printed));
        self
    }

    /// With imports.
    #[must_use]
    pub fn imports(mut self, value: f64, printed: impl Into<String>) -> RegionRow {
        self.imports = Some(Amount::new(value, printed));
        self
    }

    /// With a balance.
    #[must_use]
    pub fn balance(mut self, value: f64, printed: impl Into<String>) -> RegionRow {
        self.balance = Some(Amount::new(value, printed));
        self
    }

    /// With a few words under the name.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> RegionRow {
        self.note = Some(note.into());
        self
    }

    fn size(&self) -> f64 {
        [&self.exports, &self.imports].into_iter().flatten().map(|amount| amount.value / 2.0).sum()
    }
}

impl RegionalFlows {
    /// A picture of these regions.
    pub fn new(labels: Labels, rows: Vec<RegionRow>) -> RegionalFlows {
        RegionalFlows { labels, rows }
    }

    /// Draws the picture.
    ///
    /// # Errors
    /// [`ChartError::Empty`] where no region has a flow; [`ChartError::NotFinite`] and [`ChartError::Negative`] for values that have no
    /// place; [`ChartError::MissingGlyph`] for text in a script that the shipped fonts lack.
    pub fn draw(&self) -> Result<Picture, ChartError> {
        self.draw_with(&Fonts::new()?)
    }

    /// Draws the picture with fonts of the caller.
    ///
    /// # Errors
    /// As [`draw`](RegionalFlows::draw).
    pub fn draw_with(&self, fonts: &Fonts) -> Result<Picture, ChartError> {
        self.validate()?;
        let places = heaviest(&self.rows.iter().map(RegionRow::size).collect::<Vec<_>>());
        let rows: Vec<&RegionRow> = places.iter().map(|place| &self.rows[*place]).collect();
        let mut canvas = Canvas::new(WIDTH, fonts);
        let top = self.labels.begin(&mut canvas) + 22.0;
        let sheet = Layout::new(&canvas, &rows);
        let tall: f64 = sheet.rows.iter().map(|row| row.height).sum();
        sheet.draw_grid(&mut canvas, top, top + 14.0 + tall + 6.0);
        let mut y = top + 14.0;
        for row in &sheet.rows {
            sheet.draw_row(&mut canvas, row, y + row.height / 2.0);
            y += row.height;
        }
        y += 6.0 + NOTE.leading() + 4.0;
        let hidden = self.rows.len() - rows.len();
        if 0 < hidden {
            y += 22.0;
            canvas.text(
                &format!("and {hidden} more regions with smaller figures"),
                (sheet.middle(), y),
                Anchor::Middle,
                NOTE,
                QUIET,
            );
        }
        let height = self.labels.end(&mut canvas, y);
        canvas.finish(&self.labels.title, &self.describe(), height)
    }

    fn validate(&self) -> Result<(), ChartError> {
        for row in &self.rows {
            for (flow, amount) in [("exports", &row.exports), ("imports", &row.imports), ("balance", &row.balance)] {
                let Some(amount) = amount else { continue };
                let value = drawable(CHART, || format!("{}, {flow}", row.name), amount.value)?;
                if value < 0.0 && flow != "balance" {
                    return Err(ChartError::Negative { chart: CHART, what: format!("{}, {flow}", row.name), value });
                }
            }
        }
        if self.rows.iter().all(|row| row.exports.is_none() && row.imports.is_none()) {
            return Err(ChartError::Empty { chart: CHART, needed: "a region with exports or imports" });
        }
        Ok(())
    }

    fn describe(&self) -> String {
        let rows = self.rows.iter().map(|row| {
            let flow = |amount: &Option<Amount>, flow: &str| match amount {
                Some(amount) => format!("{flow} {}", amount.printed),
                None => format!("{NO_FIGURE} for {flow}"),
            };
            let note = row.note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default();
            let balance = row.balance.as_ref().map(|balance| format!(", balance {}", balance.printed)).unwrap_or_default();
            format!("{}{note}: {}, {}{balance}", row.name, flow(&row.exports, "exports"), flow(&row.imports, "imports"))
        });
        format!("Bar chart of imports and exports by region. {}. {}.", self.labels.subtitle, rows.collect::<Vec<_>>().join("; "))
    }
}

/// A row with its texts broken into lines.
struct Row<'a> {
    row: &'a RegionRow,
    name: Lines,
    note: Lines,
    exports: Lines,
    imports: Lines,
    balance: Lines,
    height: f64,
}

/// Where the columns stand.
struct Layout<'a> {
    rows: Vec<Row<'a>>,
    /// The axis of imports; bars grow to the left of it.
    imports_axis: f64,
    /// The axis of exports; bars grow to the right of it.
    exports_axis: f64,
    balance_edge: Option<f64>,
    imports: Scale,
    exports: Scale,
    largest: (f64, f64),
}

impl<'a> Layout<'a> {
    fn new(canvas: &Canvas<'_>, rows: &[&'a RegionRow]) -> Layout<'a> {
        let fonts = canvas.fonts;
        let base = row_height(rows.len());
        let printed = |amount: &Option<Amount>| match amount {
            Some(amount) => wrap(fonts, &amount.printed, VALUE, 120.0, 2),
            None => wrap(fonts, NO_FIGURE, NOTE, 120.0, 1),
        };
        let rows: Vec<Row<'a>> = rows
            .iter()
            .map(|row| {
                let name = wrap(fonts, &row.name, NAME, 210.0, 2);
                let note = wrap(fonts, row.note.as_deref().unwrap_or(""), NOTE, 210.0, 2);
                let balance = row.balance.as_ref().map_or("", |balance| &balance.printed);
                let (exports, imports, balance) =
                    (printed(&row.exports), printed(&row.imports), wrap(fonts, balance, VALUE, 130.0, 2));
                let texts = [&exports, &imports, &balance].map(|lines| lines.height(VALUE)).into_iter().fold(0.0, f64::max);
                let height = base.max(name.height(NAME) + note.height(NOTE) + 12.0).max(texts + 10.0);
                Row { row, name, note, exports, imports, balance, height }
            })
            .collect();

        let widest = |lines: &dyn Fn(&Row<'a>) -> f64| rows.iter().map(lines).fold(0.0, f64::max);
        let names = widest(&|row| row.name.width.max(row.note.width)).max(60.0) + 36.0;
        let has_balance = rows.iter().any(|row| row.row.balance.is_some());
        let balance =
            if has_balance { widest(&|row| row.balance.width).max(canvas.measure("Balance", HEADING)) + 24.0 } else { 0.0 };
        let labels = (widest(&|row| row.imports.width) + 12.0, widest(&|row| row.exports.width) + 12.0);
        let largest = |amount: fn(&RegionRow) -> &Option<Amount>| {
            rows.iter().filter_map(|row| amount(row.row).as_ref()).map(|amount| amount.value).fold(0.0, f64::max)
        };
        let largest = (largest(|row| &row.imports), largest(|row| &row.exports));
        let room = canvas.width - 2.0 * MARGIN - names - balance;
        let (left, right) = share(room, largest, labels);

        let imports_axis = MARGIN + left;
        let exports_axis = imports_axis + names;
        // One unit has the same length on both sides: the side that is tighter sets it.
        let most = if largest == (0.0, 0.0) { 1.0 } else { largest.0.max(largest.1) };
        let length =
            |side: f64, label: f64, value: f64| if 0.0 < value { (side - label).max(1.0) / (value / most) } else { f64::INFINITY };
        let unit = length(left, labels.0, largest.0).min(length(right, labels.1, largest.1));
        let unit = if unit.is_finite() { unit } else { room / 2.0 };
        Layout {
            imports: Scale::new((0.0, most), (imports_axis, imports_axis - unit)),
            exports: Scale::new((0.0, most), (exports_axis, exports_axis + unit)),
            balance_edge: has_balance.then_some(canvas.width - MARGIN),
            rows,
            imports_axis,
            exports_axis,
            largest,
        }
    }

    fn middle(&self) -> f64 {
        (self.imports_axis + self.exports_axis) / 2.0
    }

    fn draw_grid(&self, canvas: &mut Canvas<'_>, top: f64, bottom: f64) {
        canvas.text("Imports", (self.imports_axis, top), Anchor::End, HEADING, IMPORTS_TEXT);
        canvas.text("Exports", (self.exports_axis, top), Anchor::Start, HEADING, EXPORTS);
        if let Some(edge) = self.balance_edge {
            canvas.text("Balance", (edge, top), Anchor::End, HEADING, INK);
        }
        let most = if self.largest == (0.0, 0.0) { 1.0 } else { self.largest.0.max(self.largest.1) };
        let reach = self.exports.at(most) - self.exports_axis;
        let ticks = Ticks::new((0.0, most), ((reach / 100.0) as usize).clamp(2, 8));
        for (scale, axis, largest, outward) in
            [(self.imports, self.imports_axis, self.largest.0, -1.0), (self.exports, self.exports_axis, self.largest.1, 1.0)]
        {
            let mut labels = Vec::new();
            for value in ticks.values.iter().filter(|value| **value <= largest) {
                let x = scale.at(*value);
                canvas.rect((x - 0.5, top + 10.0), (x + 0.5, bottom), GRID);
                let label = ticks.label(*value);
                // Zero stands beside its axis, away from the names.
                let shift = if *value == 0.0 { outward * canvas.measure(&label, NOTE) / 2.0 } else { 0.0 };
                labels.push((x + shift, label));
            }
            canvas.tick_labels(labels, bottom + 16.0);
            canvas.rect((axis - 0.5, top + 10.0), (axis + 0.5, bottom), AXIS);
        }
    }

    fn draw_row(&self, canvas: &mut Canvas<'_>, row: &Row<'_>, y: f64) {
        let half = (row.height * 0.32).min(15.0);
        let thick = (y - half, y + half);
        if let Some(amount) = &row.row.imports {
            let end = tip(self.imports_axis, self.imports.at(amount.value), amount.value);
            canvas.bar((end, thick.0), (self.imports_axis, thick.1), Tip::Left, IMPORTS);
            canvas.centred(&row.imports, (end - 8.0, y), Anchor::End, VALUE, INK);
        } else {
            canvas.centred(&row.imports, (self.imports_axis - 8.0, y), Anchor::End, NOTE, QUIET);
        }
        if let Some(amount) = &row.row.exports {
            let end = tip(self.exports_axis, self.exports.at(amount.value), amount.value);
            canvas.bar((self.exports_axis, thick.0), (end, thick.1), Tip::Right, EXPORTS);
            canvas.centred(&row.exports, (end + 8.0, y), Anchor::Start, VALUE, INK);
        } else {
            canvas.centred(&row.exports, (self.exports_axis + 8.0, y), Anchor::Start, NOTE, QUIET);
        }
        let first = y - (row.name.height(NAME) + row.note.height(NOTE)) / 2.0 + NAME.size * 0.98;
        let next = canvas.lines(&row.name, (self.middle(), first), Anchor::Middle, NAME, INK);
        canvas.lines(&row.note, (self.middle(), next - 1.0), Anchor::Middle, NOTE, QUIET);
        if let (Some(edge), Some(balance)) = (self.balance_edge, &row.row.balance) {
            canvas.centred(&row.balance, (edge, y), Anchor::End, VALUE, sign_colour(balance.value));
        }
    }
}

/// Surplus and deficit; the printed sign says the same.
fn sign_colour(balance: f64) -> Colour {
    if balance < 0.0 {
        CLASHES
    } else if 0.0 < balance {
        FITS
    } else {
        INK
    }
}

/// The end of a bar: what is above zero can be seen, however small.
fn tip(axis: f64, end: f64, value: f64) -> f64 {
    let least = if 0.0 < value { 1.5 } else { 0.0 };
    if end < axis {
        end.min(axis - least)
    } else if axis < end {
        end.max(axis + least)
    } else {
        axis
    }
}

/// Divides the room between imports and exports as their largest values ask, so that one scale fills both.
fn share(room: f64, largest: (f64, f64), labels: (f64, f64)) -> (f64, f64) {
    let most = largest.0.max(largest.1);
    let wished = if 0.0 < most {
        let (a, b) = (largest.0 / most, largest.1 / most);
        labels.0 + (room - labels.0 - labels.1) * a / (a + b)
    } else {
        room / 2.0
    };
    let least = |label: f64| LEAST_SIDE.max(label + 4.0);
    let left = wished.clamp(least(labels.0), room - least(labels.1));
    (left, room - left)
}
