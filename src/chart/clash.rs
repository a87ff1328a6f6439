//! Intervals that cannot meet: what is stated against what other statements imply, and the gap between them.

use super::axis::{Scale, Ticks, rounded_out};
use super::canvas::{Anchor, Canvas};
use super::frame::{MARGIN, NAME, NOTE, VALUE, WIDTH};
use super::palette::{AXIS, CLASHES, Colour, EXPORTS, FITS, GAP, GRID, INK, QUIET, STEP};
use super::text::{Lines, wrap};
use super::{Band, ChartError, Fonts, Labels, Picture};

const CHART: &str = "clash";

/// A gap narrower than this on an axis from zero is not seen: then the axis starts at the intervals.
const LEAST_GAP: f64 = 24.0;

/// More bands than this cannot be followed by eye.
const MOST_BANDS: usize = 40;

/// Intervals on one axis that should meet and do not.
///
/// Bands with the roles [`Added`](Role::Added) and [`Subtracted`](Role::Subtracted) are steps that lead, one from the end of the
/// other, to the implied band. Where the gap would be too narrow to see beside whole steps, the axis is cut and the steps
/// before it are only named.
///
/// # Example: a turnover that its parts rule out
/// ```
/// use tradecheck::chart::{Band, Clash, ClashBand, Labels, Role};
/// let bands = vec![
///     ClashBand::new("Exports", Band::new(21.05, 21.15), "21.1", Role::Added).place("line 3"),
///     ClashBand::new("Imports", Band::new(6.15, 6.25), "6.2", Role::Added).place("line 4"),
///     ClashBand::new("Exports + imports", Band::new(27.20, 27.40), "27.2 to 27.4", Role::Implied),
///     ClashBand::new("Turnover", Band::new(23.65, 23.75), "23.7", Role::Stated).place("line 2"),
/// ];
/// let labels = Labels::new("Exports and imports add up to more than the stated turnover");
/// let picture = Clash::new(labels, "million USD", bands).gap("3.45 apart").draw()?;
/// assert!(picture.description().ends_with("The intervals do not meet: 3.45 apart."));
/// # Ok::<(), tradecheck::chart::ChartError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Clash {
    /// The words around the picture.
    pub labels: Labels,
    /// The unit of the axis.
    pub unit: String,
    /// The intervals, in the order in which they are drawn.
    pub bands: Vec<ClashBand>,
    /// The words on the gap, with its size.
    pub gap: String,
}

/// An interval and what it stands for.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ClashBand {
    /// What is measured.
    pub name: String,
    /// Where it lies.
    pub band: Band,
    /// The figure as its source prints it, or the interval in print.
    pub printed: String,
    /// What the band has to do with the clash.
    pub role: Role,
    /// Where it was read: `line 3`.
    pub place: String,
}

/// What a band has to do with a clash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Role {
    /// A source says so.
    Stated,
    /// Other statements leave only this.
    Implied,
    /// A value that would fit.
    Help,
    /// A step up towards the implied band.
    Added,
    /// A step down towards the implied band.
    Subtracted,
}

impl Role {
    fn word(self) -> &'static str {
        match self {
            Role::Stated => "stated",
            Role::Implied => "implied",
            Role::Help => "would fit",
            Role::Added => "stated, added",
            Role::Subtracted => "stated, subtracted",
        }
    }

    fn colour(self) -> Colour {
        match self {
            Role::Stated => CLASHES,
            Role::Implied | Role::Added | Role::Subtracted => EXPORTS,
            Role::Help => FITS,
        }
    }

    fn is_step(self) -> bool {
        matches!(self, Role::Added | Role::Subtracted)
    }
}

impl ClashBand {
    /// A band without a place.
    pub fn new(name: impl Into<String>, band: Band, printed: impl Into<String>, role: Role) -> ClashBand {
        ClashBand { name: name.into(), band, printed: printed.into(), role, place: String::new() }
    }

    /// With where it was read.
    #[must_use]
    pub fn place(mut self, place: impl Into<String>) -> ClashBand {
        self.place = place.into();
        self
    }
}

impl Clash {
    /// A picture of these bands.
    pub fn new(labels: Labels, unit: impl Into<String>, bands: Vec<ClashBand>) -> Clash {
        Clash { labels, unit: unit.into(), bands, gap: String::new() }
    }

    /// With words on the gap, such as its size.
    #[must_use]
    pub fn gap(mut self, gap: impl Into<String>) -> Clash {
        self.gap = gap.into();
        self
    }

    /// Draws the picture.
    ///
    /// # Errors
    /// [`ChartError::Empty`] without a stated or implied band; [`ChartError::NotFinite`] for NaN and for a step without two finite ends;
    /// [`ChartError::Reversed`]; [`ChartError::MissingGlyph`].
    pub fn draw(&self) -> Result<Picture, ChartError> {
        self.draw_with(&Fonts::new()?)
    }

    /// Draws the picture with fonts of the caller.
    ///
    /// # Errors
    /// As [`draw`](Clash::draw).
    pub fn draw_with(&self, fonts: &Fonts) -> Result<Picture, ChartError> {
        self.validate()?;
        let mut canvas = Canvas::new(WIDTH, fonts);
        let top = self.labels.begin(&mut canvas) + 6.0;
        let bands = &self.bands[..self.bands.len().min(MOST_BANDS)];
        let rows: Vec<Row<'_>> = bands.iter().map(|band| Row::new(fonts, band)).collect();
        let names = rows.iter().map(|row| row.name.width.max(row.role.width)).fold(80.0, f64::max);
        let printed = rows.iter().map(|row| row.printed.width).fold(0.0, f64::max);
        let plot = self.plot((MARGIN + names + 20.0, WIDTH - MARGIN), printed + 16.0);
        let tall: f64 = rows.iter().map(|row| row.height).sum();
        let gap = self.gap_between();
        let first = top + if gap.is_some() { 30.0 } else { 0.0 };
        plot.draw_grid(&mut canvas, gap, first, first + tall);
        self.draw_gap(&mut canvas, &plot, gap, first);
        let mut y = first;
        let mut reached = Band::point(0.0);
        for row in &rows {
            let middle = y + row.height / 2.0;
            if row.band.role.is_step() {
                let from = reached;
                reached = step(from, row.band);
                row.draw_step(&mut canvas, &plot, from, reached, middle);
            } else {
                row.draw_band(&mut canvas, &plot, middle);
            }
            y += row.height;
        }
        y += 20.0 + NOTE.leading() + 2.0;
        let unit = wrap(fonts, &self.unit, NOTE, plot.right - plot.left, 1);
        canvas.lines(&unit, ((plot.left + plot.right) / 2.0, y), Anchor::Middle, NOTE, QUIET);
        let hidden = self.bands.len() - bands.len();
        if 0 < hidden {
            y += 22.0;
            canvas.text(&format!("and {hidden} more"), (MARGIN, y), Anchor::Start, NOTE, QUIET);
        }
        let height = self.labels.end(&mut canvas, y);
        canvas.finish(&self.labels.title, &self.describe(), height)
    }

    fn validate(&self) -> Result<(), ChartError> {
        for band in &self.bands {
            band.band.validate(CHART, || band.name.clone())?;
            super::error::drawable(CHART, || band.name.clone(), band.band.anchor())?;
            if band.role.is_step() {
                for end in [band.band.lo, band.band.hi] {
                    super::error::drawable(CHART, || band.name.clone(), end)?;
                }
            }
        }
        if self.bands.iter().all(|band| band.role.is_step() || band.role == Role::Help) {
            return Err(ChartError::Empty { chart: CHART, needed: "a stated or an implied interval" });
        }
        Ok(())
    }

    /// The bands that should meet.
    fn rivals(&self) -> impl Iterator<Item = Band> {
        self.bands.iter().filter(|band| matches!(band.role, Role::Stated | Role::Implied)).map(|band| band.band)
    }

    /// From the lowest upper end to the highest lower end, where these leave a gap.
    fn gap_between(&self) -> Option<(f64, f64)> {
        let lowest_end = self.rivals().map(|band| band.hi).fold(f64::INFINITY, f64::min);
        let highest_start = self.rivals().map(|band| band.lo).fold(f64::NEG_INFINITY, f64::max);
        (lowest_end < highest_start).then_some((lowest_end, highest_start))
    }

    /// The panel, with `room` to the right of the largest value for words.
    fn plot(&self, (left, right): (f64, f64), room: f64) -> Plot {
        let mut ends: Vec<f64> = Vec::new();
        for band in self.bands.iter().filter(|band| !band.role.is_step()) {
            ends.extend([band.band.lo, band.band.hi].into_iter().filter(|end| end.is_finite()));
        }
        let (mut lo, mut hi) = hull(&ends);
        let mut reached = Band::point(0.0);
        let mut steps = vec![0.0];
        for band in self.bands.iter().filter(|band| band.role.is_step()) {
            reached = step(reached, band);
            steps.extend([reached.lo, reached.hi]);
        }
        if 1 < steps.len() {
            let whole = hull(&[ends.as_slice(), steps.as_slice()].concat());
            let share = self.gap_between().map_or(1.0, |(from, to)| (to / 2.0 - from / 2.0) / (whole.1 / 2.0 - whole.0 / 2.0));
            if LEAST_GAP <= share * (right - room - left) {
                (lo, hi) = whole;
            }
        }
        let is_cut = lo != 0.0;
        let range = if lo < hi { (lo, hi) } else { rounded_out((lo, hi), 2) };
        let start = if is_cut { left + 60.0 } else { left };
        let scale = Scale::new(range, (start, right - room));
        Plot { scale, ticks: Ticks::new(range, ((right - room - start) / 90.0).max(2.0) as usize), left, right, range }
    }

    fn draw_gap(&self, canvas: &mut Canvas<'_>, plot: &Plot, gap: Option<(f64, f64)>, top: f64) {
        let Some((from, to)) = gap else { return };
        let (from, to) = (plot.scale.at(from), plot.scale.at(to));
        let y = top - 8.0;
        canvas.line((from, y), (to, y), 1.5, CLASHES);
        for x in [from, to] {
            canvas.line((x, y - 5.0), (x, y + 5.0), 1.5, CLASHES);
        }
        let words = wrap(canvas.fonts, &self.gap, VALUE, plot.right - plot.left, 1);
        let half = words.width / 2.0;
        let middle = ((from + to) / 2.0).clamp(plot.left + half, plot.right - half);
        canvas.lines(&words, (middle, y - 9.0), Anchor::Middle, VALUE, CLASHES);
    }

    fn describe(&self) -> String {
        let bands = self.bands.iter().map(|band| {
            let place = if band.place.is_empty() { String::new() } else { format!(", {}", band.place) };
            format!("{} ({}{place}): {}, that is {}", band.name, band.role.word(), band.printed, band.band)
        });
        let end = match self.gap_between() {
            Some(_) if self.gap.is_empty() => " The intervals do not meet.".to_string(),
            Some(_) => format!(" The intervals do not meet: {}.", self.gap),
            None => " The intervals meet.".to_string(),
        };
        format!("Intervals on one axis, {}. {}.{end}", self.unit, bands.collect::<Vec<_>>().join("; "))
    }
}

fn hull(ends: &[f64]) -> (f64, f64) {
    ends.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(lo, hi), end| (lo.min(*end), hi.max(*end)))
}

fn step(from: Band, band: &ClashBand) -> Band {
    match band.role {
        Role::Subtracted => Band::new(from.lo - band.band.hi, from.hi - band.band.lo),
        _ => Band::new(from.lo + band.band.lo, from.hi + band.band.hi),
    }
}

/// The panel beside the names.
struct Plot {
    scale: Scale,
    ticks: Ticks,
    left: f64,
    right: f64,
    range: (f64, f64),
}

impl Plot {
    fn draw_grid(&self, canvas: &mut Canvas<'_>, gap: Option<(f64, f64)>, top: f64, bottom: f64) {
        for value in &self.ticks.values {
            let x = self.scale.at(*value);
            let (half, colour) = if *value == 0.0 { (0.6, AXIS) } else { (0.5, GRID) };
            canvas.rect((x - half, top), (x + half, bottom), colour);
        }
        let label = |value: &f64| (self.scale.at(*value), self.ticks.label(*value));
        canvas.tick_labels(self.ticks.values.iter().map(label), bottom + 18.0);
        // Over the grid, so that words on a gap are not crossed by lines.
        if let Some((from, to)) = gap {
            canvas.rect((self.scale.at(from), top), (self.scale.at(to), bottom), GAP);
        }
    }

    fn is_visible(&self, value: f64) -> bool {
        self.range.0 <= value && value <= self.range.1
    }
}

struct Row<'a> {
    band: &'a ClashBand,
    name: Lines,
    role: Lines,
    printed: Lines,
    height: f64,
}

impl<'a> Row<'a> {
    fn new(fonts: &Fonts, band: &'a ClashBand) -> Row<'a> {
        let name = wrap(fonts, &band.name, NAME, 230.0, 2);
        let role =
            if band.place.is_empty() { band.role.word().to_string() } else { format!("{} · {}", band.role.word(), band.place) };
        let role = wrap(fonts, &role, NOTE, 230.0, 2);
        let printed = wrap(fonts, &band.printed, VALUE, 200.0, 2);
        let height = (name.height(NAME) + role.height(NOTE) + 16.0).max(54.0);
        Row { band, name, role, printed, height }
    }

    fn draw_names(&self, canvas: &mut Canvas<'_>, plot: &Plot, y: f64) {
        let x = plot.left - 16.0;
        let first = y - (self.name.height(NAME) + self.role.height(NOTE)) / 2.0 + NAME.size * 0.98;
        let next = canvas.lines(&self.name, (x, first), Anchor::End, NAME, INK);
        canvas.lines(&self.role, (x, next - 1.0), Anchor::End, NOTE, QUIET);
    }

    fn draw_band(&self, canvas: &mut Canvas<'_>, plot: &Plot, y: f64) {
        self.draw_names(canvas, plot, y);
        let (band, colour) = (self.band.band, self.band.role.colour());
        let lo = if band.lo.is_finite() { plot.scale.at(band.lo) } else { plot.left };
        let hi = if band.hi.is_finite() { plot.scale.at(band.hi) } else { plot.right };
        let lack = ((4.0 - (hi - lo)) / 2.0).max(0.0);
        let (lo, hi) = (lo - lack, hi + lack);
        let (lo_tip, hi_tip) = (if band.lo.is_finite() { 0.0 } else { 10.0 }, if band.hi.is_finite() { 0.0 } else { 10.0 });
        let outline = [(lo, 0.0), (lo + lo_tip, -13.0), (hi - hi_tip, -13.0), (hi, 0.0), (hi - hi_tip, 13.0), (lo + lo_tip, 13.0)];
        canvas.fill(outline.iter().map(|(x, dy)| (*x, y + dy)).collect(), colour);
        self.draw_printed(canvas, plot, (lo, hi), y);
    }

    /// A step from where the one before ended, and the line on which the next one starts.
    fn draw_step(&self, canvas: &mut Canvas<'_>, plot: &Plot, from: Band, to: Band, y: f64) {
        self.draw_names(canvas, plot, y);
        let (start, end) = (from.anchor(), to.anchor());
        let (mut a, mut b) = (plot.scale.at(start), plot.scale.at(end));
        if !plot.is_visible(start) && !plot.is_visible(end) {
            // The step lies before or beyond the cut axis.
            let (x, turn) = if end < plot.range.0 { (plot.left + 4.0, -1.0) } else { (plot.right, 1.0) };
            canvas.fill(vec![(x - turn * 9.0, y - 6.0), (x, y), (x - turn * 9.0, y + 6.0)], STEP);
            return self.draw_printed(canvas, plot, (x.min(x - turn * 9.0), x.max(x - turn * 9.0)), y);
        }
        let off_axis = |value: f64, at: f64| {
            if value < plot.range.0 {
                plot.left
            } else if plot.range.1 < value {
                plot.right
            } else {
                at
            }
        };
        (a, b) = (off_axis(start, a), off_axis(end, b));
        canvas.rect((a.min(b), y - 5.0), (a.max(b), y + 5.0), STEP);
        let mut reach = (a.min(b), a.max(b));
        if plot.is_visible(end) {
            let (lo, hi) = (plot.scale.at(to.lo), plot.scale.at(to.hi));
            let lack = ((4.0 - (hi - lo)) / 2.0).max(0.0);
            canvas.rect((lo - lack, y - 11.0), (hi + lack, y + 11.0), STEP);
            canvas.dashed((b, y + 11.0), (b, y + self.height - 13.0), 1.2, QUIET);
            reach = (reach.0.min(lo - lack), reach.1.max(hi + lack));
        }
        self.draw_printed(canvas, plot, reach, y);
    }

    /// The printed figure to the right of its mark; to the left where there is no room; above it where there is none at all.
    fn draw_printed(&self, canvas: &mut Canvas<'_>, plot: &Plot, (lo, hi): (f64, f64), y: f64) {
        let wide = self.printed.width + 8.0;
        let colour = if self.band.role.is_step() { INK } else { self.band.role.colour() };
        if hi + wide <= plot.right {
            canvas.centred(&self.printed, (hi + 8.0, y), Anchor::Start, VALUE, colour);
        } else if plot.left <= lo - wide {
            canvas.centred(&self.printed, (lo - 8.0, y), Anchor::End, VALUE, colour);
        } else {
            let words = wrap(canvas.fonts, &self.band.printed, VALUE, plot.right - plot.left, 1);
            canvas.lines(&words, (plot.right, y - 16.0), Anchor::End, VALUE, colour);
        }
    }
}
