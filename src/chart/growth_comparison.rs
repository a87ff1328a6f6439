//! Which stated growth rates can follow from the stated figures: the rate as stated against all rates that are possible.

use super::axis::{Scale, Ticks, rounded_out};
use super::canvas::{Anchor, Canvas, Point};
use super::error::drawable;
use super::frame::{MARGIN, NAME, NOTE, VALUE, WIDTH, heaviest, row_height};
use super::palette::{AXIS, CLASHES, Colour, FITS, GRID, INK, MISWORDED, PAPER, POSSIBLE, QUIET};
use super::text::{Lines, wrap};
use super::{Band, ChartError, Fonts, Labels, Picture};

const CHART: &str = "growth comparison";

/// Room for the widest words of a verdict: the word and a printed rate.
const VERDICT: f64 = 220.0;
/// Room for the notes under them.
const NOTES: f64 = 276.0;
/// Room for the shape before them.
const SHAPE: f64 = 24.0;
const MARK: f64 = 8.0;

/// Half the height of a bar; more than a ring, so that a bar narrower than its ring can be seen.
const BAR: f64 = 11.0;
/// The length of the arrow head of a bar without an end.
const TIP: f64 = 10.0;
const RING: f64 = 5.4;

/// Stated growth rates against those that the figures allow.
///
/// The bar is every rate that the rounded figures allow, the ring is the stated rate with its own rounding interval. Where they
/// do not meet, a dashed line spans the gap.
///
/// # Example: a rate that its own figures rule out
/// ```
/// use tradecheck::chart::{Band, GrowthComparison, GrowthRow, Labels, Mark};
/// let row = GrowthRow::new("Exports", Band::new(29.45, 29.55), "129.5 %", Mark::Misworded)
///     .possible(Band::new(29.1, 30.2))
///     .note("an index, worded as an increment");
/// let picture = GrowthComparison::new(Labels::new("One rate of one is misworded"), "%", vec![row]).draw()?;
/// assert!(picture.description().contains("Exports: stated 129.5 %, possible 29.1 to 30.2, misworded"));
/// # Ok::<(), tradecheck::chart::ChartError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct GrowthComparison {
    /// The words around the picture.
    pub labels: Labels,
    /// The unit of all rates: `%`, `percentage points`.
    pub unit: String,
    /// The rates, in the order in which they are drawn.
    pub rows: Vec<GrowthRow>,
}

/// A stated rate.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct GrowthRow {
    /// What grew.
    pub name: String,
    /// The rates that the printed text stands for; `more than 5 %` has no upper end.
    pub stated: Band,
    /// The rate as its source prints it.
    pub printed: String,
    /// The rates that the other figures allow, if they say anything; either end may be infinite.
    pub possible: Option<Band>,
    /// The verdict on the statement.
    pub verdict: Mark,
    /// What there is to say about it, in a few words.
    pub note: String,
}

/// A verdict, as a picture shows it: a colour, a shape and a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Mark {
    /// Fits as worded.
    Consistent,
    /// Fits only in a reading that the words do not say.
    Misworded,
    /// Fits in no reading.
    Contradicted,
    /// Nothing tests it, or several readings fit.
    Undecided,
}

impl Mark {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Mark::Consistent => "consistent",
            Mark::Misworded => "misworded",
            Mark::Contradicted => "contradicted",
            Mark::Undecided => "undecided",
        }
    }

    pub(crate) fn colour(self) -> Colour {
        match self {
            Mark::Consistent => FITS,
            Mark::Misworded => MISWORDED,
            Mark::Contradicted => CLASHES,
            Mark::Undecided => QUIET,
        }
    }

    /// Which rows to keep where not all can be shown.
    fn weight(self) -> f64 {
        match self {
            Mark::Contradicted => 3.0,
            Mark::Misworded => 2.0,
            Mark::Undecided => 1.0,
            Mark::Consistent => 0.0,
        }
    }

    /// A tick, a cross, a wave or an empty ring.
    fn draw(self, canvas: &mut Canvas<'_>, (x, y): Point) {
        let at = |points: &[Point]| points.iter().map(|(dx, dy)| (x + dx, y + dy)).collect::<Vec<_>>();
        if self == Mark::Undecided {
            return canvas.ring((x, y), MARK, 1.8, self.colour());
        }
        canvas.disc((x, y), MARK, self.colour());
        match self {
            Mark::Consistent => canvas.path(at(&[(-3.6, 0.2), (-1.0, 2.9), (3.8, -2.7)]), 1.8, PAPER),
            Mark::Contradicted => {
                canvas.path(at(&[(-2.8, -2.8), (2.8, 2.8)]), 1.8, PAPER);
                canvas.path(at(&[(-2.8, 2.8), (2.8, -2.8)]), 1.8, PAPER);
            }
            _ => canvas.path(
                at(&[(-4.4, 1.2), (-3.2, -0.8), (-1.8, -1.4), (0.0, 0.0), (1.8, 1.4), (3.2, 0.8), (4.4, -1.2)]),
                1.8,
                PAPER,
            ),
        }
    }
}

impl GrowthRow {
    /// A stated rate of which nothing else is known.
    pub fn new(name: impl Into<String>, stated: Band, printed: impl Into<String>, verdict: Mark) -> GrowthRow {
        GrowthRow { name: name.into(), stated, printed: printed.into(), possible: None, verdict, note: String::new() }
    }

    /// With the rates that the other figures allow.
    #[must_use]
    pub fn possible(mut self, possible: Band) -> GrowthRow {
        self.possible = Some(possible);
        self
    }

    /// With a few words about it.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> GrowthRow {
        self.note = note.into();
        self
    }
}

impl GrowthComparison {
    /// A picture of these rates.
    pub fn new(labels: Labels, unit: impl Into<String>, rows: Vec<GrowthRow>) -> GrowthComparison {
        GrowthComparison { labels, unit: unit.into(), rows }
    }

    /// Draws the picture.
    ///
    /// # Errors
    /// [`ChartError::Empty`] without rows; [`ChartError::NotFinite`] for NaN and for a stated rate without any finite end;
    /// [`ChartError::Reversed`]; [`ChartError::MissingGlyph`].
    pub fn draw(&self) -> Result<Picture, ChartError> {
        self.draw_with(&Fonts::new()?)
    }

    /// Draws the picture with fonts of the caller.
    ///
    /// # Errors
    /// As [`draw`](GrowthComparison::draw).
    pub fn draw_with(&self, fonts: &Fonts) -> Result<Picture, ChartError> {
        let range = self.range()?;
        let places = heaviest(&self.rows.iter().map(|row| row.verdict.weight()).collect::<Vec<_>>());
        let mut canvas = Canvas::new(WIDTH, fonts);
        let top = self.labels.begin(&mut canvas) + 6.0;
        let rows: Vec<Row<'_>> = places.iter().map(|place| Row::new(fonts, &self.rows[*place], places.len())).collect();
        let names = rows.iter().map(|row| row.name.width).fold(0.0, f64::max);
        let verdicts = WIDTH - MARGIN - SHAPE - rows.iter().map(|row| row.note.width).fold(VERDICT, f64::max);
        let plot = Plot::new(range, (MARGIN + names + 20.0, verdicts - 24.0), &rows);
        let tall: f64 = rows.iter().map(|row| row.height).sum();
        plot.draw_grid(&mut canvas, &self.unit, top, top + tall);
        let mut y = top;
        for row in &rows {
            row.draw(&mut canvas, &plot, verdicts, y + row.height / 2.0);
            y += row.height;
        }
        y += 22.0;
        if 2 < self.unit.chars().count() {
            y += NOTE.leading() + 2.0;
            let unit = wrap(fonts, &self.unit, NOTE, plot.right - plot.left, 1);
            canvas.lines(&unit, ((plot.left + plot.right) / 2.0, y), Anchor::Middle, NOTE, QUIET);
        }
        let hidden = self.rows.len() - rows.len();
        if 0 < hidden {
            y += 24.0;
            let kept: Vec<Mark> = rows.iter().map(|row| row.row.verdict).collect();
            // The weightiest are kept: where one that is consistent was kept, all that are not shown are.
            let what = if kept.contains(&Mark::Consistent) { ", all consistent" } else { "" };
            canvas.text(&format!("and {hidden} more rates{what}"), (MARGIN, y), Anchor::Start, NOTE, QUIET);
        }
        let height = self.labels.end(&mut canvas, y);
        canvas.finish(&self.labels.title, &self.describe(), height)
    }

    /// The finite ends of all bands, zero included where it is not far.
    fn range(&self) -> Result<(f64, f64), ChartError> {
        if self.rows.is_empty() {
            return Err(ChartError::Empty { chart: CHART, needed: "a stated growth rate" });
        }
        let mut ends = Vec::new();
        for row in &self.rows {
            let stated = row.stated.validate(CHART, || format!("{}, stated", row.name))?;
            drawable(CHART, || format!("{}, stated", row.name), stated.anchor())?;
            let possible = row.possible.map(|band| band.validate(CHART, || format!("{}, possible", row.name))).transpose()?;
            ends.extend(std::iter::once(stated).chain(possible).flat_map(|band| [band.lo, band.hi]).filter(|end| end.is_finite()));
        }
        let (lo, hi) = ends.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(lo, hi), end| (lo.min(*end), hi.max(*end)));
        let near = hi / 2.0 - lo / 2.0;
        let lo = if 0.0 < lo && lo / 2.0 <= near { 0.0 } else { lo };
        let hi = if hi < 0.0 && -hi / 2.0 <= near { 0.0 } else { hi };
        Ok((lo, hi))
    }

    fn describe(&self) -> String {
        let rows = self.rows.iter().map(|row| {
            let possible = row.possible.map(|band| format!(", possible {band}")).unwrap_or_default();
            let note = if row.note.is_empty() { String::new() } else { format!(" ({})", row.note) };
            format!("{}: stated {}{possible}, {}{note}", row.name, row.printed, row.verdict.word())
        });
        format!("Stated growth against possible growth, {}. {}.", self.unit, rows.collect::<Vec<_>>().join("; "))
    }
}

/// The panel between names and verdicts.
struct Plot {
    scale: Scale,
    ticks: Ticks,
    left: f64,
    right: f64,
}

impl Plot {
    fn new(range: (f64, f64), (left, right): (f64, f64), rows: &[Row<'_>]) -> Plot {
        // The inset leaves room for rings at the ends, for arrows beyond them, and for printed rates that can stand on one side only.
        const INSET: f64 = 30.0;
        let range = if range.0 < range.1 { range } else { rounded_out(range, 2) };
        let scale = Scale::new(range, (left + INSET, right - INSET));
        let lack = |side: Side| {
            let rows = rows.iter().filter(|row| row.free_side() == Some(side));
            rows.map(|row| {
                let (ring, reach) = (scale.at(row.row.stated.anchor()), RING + row.printed.width + 14.0);
                if side == Side::Left { left - (ring - reach) } else { ring + reach - right }
            })
            .fold(0.0, f64::max)
        };
        let scale = Scale::new(range, (left + INSET + lack(Side::Left), right - INSET - lack(Side::Right)));
        let count = ((right - left) / 75.0) as usize;
        Plot { scale, ticks: Ticks::new(range, count.max(2)), left, right }
    }

    fn draw_grid(&self, canvas: &mut Canvas<'_>, unit: &str, top: f64, bottom: f64) {
        let suffix = if unit.chars().count() <= 2 { format!("\u{202F}{unit}") } else { String::new() };
        for value in &self.ticks.values {
            let x = self.scale.at(*value);
            let (half, colour) = if *value == 0.0 { (0.6, AXIS) } else { (0.5, GRID) };
            canvas.rect((x - half, top), (x + half, bottom), colour);
        }
        let label = |value: &f64| (self.scale.at(*value), format!("{}{suffix}", self.ticks.signed_label(*value)));
        canvas.tick_labels(self.ticks.values.iter().map(label), bottom + 18.0);
    }

    /// The pixels of a band, at least `least` wide, and whether it goes on beyond the panel on either side.
    fn span(&self, band: Band, least: f64) -> (f64, f64) {
        let lo = if band.lo.is_finite() { self.scale.at(band.lo) } else { self.left };
        let hi = if band.hi.is_finite() { self.scale.at(band.hi) } else { self.right };
        let lack = ((least - (hi - lo)) / 2.0).max(0.0);
        (lo - lack, hi + lack)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

struct Row<'a> {
    row: &'a GrowthRow,
    name: Lines,
    printed: Lines,
    note: Lines,
    height: f64,
}

impl<'a> Row<'a> {
    fn new(fonts: &Fonts, row: &'a GrowthRow, count: usize) -> Row<'a> {
        let name = wrap(fonts, &row.name, NAME, 220.0, 2);
        let printed = wrap(fonts, &row.printed, VALUE, 130.0, 1);
        let note = wrap(fonts, &row.note, NOTE, NOTES, 3);
        let height = row_height(count).max(name.height(NAME) + 12.0).max(VALUE.leading() + note.height(NOTE) + 14.0);
        Row { row, name, printed, note, height }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, plot: &Plot, verdicts: f64, y: f64) {
        let colour = self.row.verdict.colour();
        canvas.centred(&self.name, (plot.left - 12.0, y), Anchor::End, NAME, INK);

        let stated = plot.span(self.row.stated, 0.0);
        let ring = plot.scale.at(self.row.stated.anchor());
        let mut reach = (stated.0.min(ring - RING), stated.1.max(ring + RING));
        if let Some(possible) = self.row.possible {
            let bar = plot.span(possible, 4.0);
            let (lo_tip, hi_tip) =
                (if possible.lo.is_finite() { 0.0 } else { TIP }, if possible.hi.is_finite() { 0.0 } else { TIP });
            canvas.fill(
                vec![
                    (bar.0, y),
                    (bar.0 + lo_tip, y - BAR),
                    (bar.1 - hi_tip, y - BAR),
                    (bar.1, y),
                    (bar.1 - hi_tip, y + BAR),
                    (bar.0 + lo_tip, y + BAR),
                ],
                POSSIBLE,
            );
            if possible.hi < self.row.stated.lo {
                canvas.dashed((bar.1, y), (ring, y), 1.5, colour);
            } else if self.row.stated.hi < possible.lo {
                canvas.dashed((ring, y), (bar.0, y), 1.5, colour);
            } else {
                reach = (reach.0.min(bar.0), reach.1.max(bar.1));
            }
        }
        self.draw_stated(canvas, plot, stated, ring, y);
        let word = if self.draw_printed(canvas, plot, reach, y) {
            self.row.verdict.word().to_string()
        } else {
            format!("{}: {}", self.row.verdict.word(), self.printed.lines.concat())
        };

        let first = y - (VALUE.leading() + self.note.height(NOTE)) / 2.0 + VALUE.size;
        self.row.verdict.draw(canvas, (verdicts + MARK, first - VALUE.half_capital()));
        canvas.text(&word, (verdicts + SHAPE, first), Anchor::Start, VALUE, colour);
        canvas.lines(&self.note, (verdicts + SHAPE, first + VALUE.leading()), Anchor::Start, NOTE, QUIET);
    }

    /// The side of the stated rate that is away from the possible ones, where they do not meet.
    fn free_side(&self) -> Option<Side> {
        let possible = self.row.possible?;
        if possible.hi < self.row.stated.lo {
            Some(Side::Right)
        } else if self.row.stated.hi < possible.lo {
            Some(Side::Left)
        } else {
            None
        }
    }

    /// The ring, and the ends of its interval.
    fn draw_stated(&self, canvas: &mut Canvas<'_>, plot: &Plot, (lo, hi): (f64, f64), ring: f64, y: f64) {
        let mut lines: Vec<Vec<Point>> = Vec::new();
        // An interval that hides behind the ring is said by the ring.
        if RING < hi - lo {
            lines.push(vec![(lo, y), (hi, y)]);
            for (x, end) in [(lo, self.row.stated.lo), (hi, self.row.stated.hi)] {
                if end.is_finite() {
                    lines.push(vec![(x, y - 9.0), (x, y + 9.0)]);
                } else {
                    let back = if x == plot.left { 7.0 } else { -7.0 };
                    lines.push(vec![(x + back, y - 5.0), (x, y), (x + back, y + 5.0)]);
                }
            }
        }
        // A white edge sets the marks off from the bar.
        for (width, ring_edge, colour) in [(3.6, 1.4, PAPER), (1.6, 0.0, self.row.verdict.colour())] {
            for line in &lines {
                canvas.path(line.clone(), width, colour);
            }
            canvas.disc((ring, y), RING + ring_edge, colour);
        }
        canvas.disc((ring, y), RING - 2.3, PAPER);
    }

    /// Draws the stated rate in print on the side where nothing else stands; `false` where there is no such side.
    fn draw_printed(&self, canvas: &mut Canvas<'_>, plot: &Plot, reach: (f64, f64), y: f64) -> bool {
        let wide = self.printed.width + 10.0;
        let colour = self.row.verdict.colour();
        let (is_free_left, is_free_right) = (self.free_side() != Some(Side::Right), self.free_side() != Some(Side::Left));
        if is_free_right && reach.1 + wide <= plot.right {
            canvas.centred_on_paper(&self.printed, (reach.1 + 8.0, y), Anchor::Start, VALUE, colour);
        } else if is_free_left && plot.left <= reach.0 - wide {
            canvas.centred_on_paper(&self.printed, (reach.0 - 8.0, y), Anchor::End, VALUE, colour);
        } else {
            return false;
        }
        true
    }
}
