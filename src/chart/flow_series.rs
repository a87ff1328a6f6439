//! How exports and imports went over time, and what balance they left.

use super::axis::{Scale, Ticks, rounded_out, short};
use super::canvas::{Anchor, Canvas, Point};
use super::error::drawable;
use super::frame::{HEADING, MARGIN, NOTE, VALUE, WIDTH};
use super::palette::{AXIS, CLASHES, Colour, EXPORTS, FITS, GRID, IMPORTS, IMPORTS_TEXT, INK, QUIET};
use super::text::wrap;
use super::{ChartError, Fonts, Labels, Picture};

const CHART: &str = "flow series";

/// The panel of balances has the scale of the panel of flows where its height then stays within these shares of it.
const BALANCE_SHARE: (f64, f64) = (0.3, 0.55);
/// A single period does not fill a page.
const SINGLE_WIDTH: f64 = 320.0;

/// No statistical period is longer than a year: points further apart have a gap between them.
const YEAR: i32 = 12;

/// Exports and imports as lines over time, the balance as bars below.
///
/// A period without a figure breaks its line; a point between two gaps is a dot. The balance is drawn where both flows are given.
///
/// # Example: a year without figures
/// ```
/// use tradecheck::chart::{FlowSeries, Labels, SeriesPoint};
/// let points = vec![
///     SeriesPoint::new("2008", 2008 * 12).exports(613.4).imports(1414.8),
///     SeriesPoint::new("2010", 2010 * 12).exports(475.8).imports(1684.1),
/// ];
/// let picture = FlowSeries::new(Labels::new("The deficit grew"), points).draw()?;
/// assert!(picture.description().contains("2010: exports 475.8, imports 1684"));
/// # Ok::<(), tradecheck::chart::ChartError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct FlowSeries {
    /// The words around the picture.
    pub labels: Labels,
    /// The points, in any order.
    pub points: Vec<SeriesPoint>,
    /// Words above single periods.
    pub marks: Vec<SeriesMark>,
    /// Months from one period to the next; by default the smallest distance found, at most a year.
    pub step: Option<i32>,
}

/// The flows of one period.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SeriesPoint {
    /// The period in words: `2009`, `January–September 2010`.
    pub period: String,
    /// Where it stands: months since year 0.
    pub order: i32,
    /// Exports, if stated.
    pub exports: Option<f64>,
    /// Imports, if stated.
    pub imports: Option<f64>,
}

/// A few words on one period.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SeriesMark {
    /// Months since year 0.
    pub order: i32,
    /// What there is to say.
    pub text: String,
}

impl SeriesPoint {
    /// A period without figures.
    pub fn new(period: impl Into<String>, order: i32) -> SeriesPoint {
        SeriesPoint { period: period.into(), order, exports: None, imports: None }
    }

    /// With exports.
    #[must_use]
    pub fn exports(mut self, value: f64) -> SeriesPoint {
        self.exports = Some(value);
        self
    }

    /// With imports.
    #[must_use]
    pub fn imports(mut self, value: f64) -> SeriesPoint {
        self.imports = Some(value);
        self
    }

    fn balance(&self) -> Option<f64> {
        Some(self.exports? - self.imports?)
    }
}

impl SeriesMark {
    /// `text` above the period at `order`.
    pub fn new(order: i32, text: impl Into<String>) -> SeriesMark {
        SeriesMark { order, text: text.into() }
    }
}

impl FlowSeries {
    /// A picture of these points.
    pub fn new(labels: Labels, points: Vec<SeriesPoint>) -> FlowSeries {
        FlowSeries { labels, points, marks: Vec::new(), step: None }
    }

    /// With words above a period.
    #[must_use]
    pub fn mark(mut self, mark: SeriesMark) -> FlowSeries {
        self.marks.push(mark);
        self
    }

    /// With this many months from one period to the next.
    #[must_use]
    pub fn every(mut self, months: i32) -> FlowSeries {
        self.step = Some(months);
        self
    }

    /// Draws the picture.
    ///
    /// # Errors
    /// [`ChartError::Empty`] where no point has a flow; [`ChartError::Repeated`] for two points at one month;
    /// [`ChartError::NotFinite`]; [`ChartError::MissingGlyph`].
    pub fn draw(&self) -> Result<Picture, ChartError> {
        self.draw_with(&Fonts::new()?)
    }

    /// Draws the picture with fonts of the caller.
    ///
    /// # Errors
    /// As [`draw`](FlowSeries::draw).
    pub fn draw_with(&self, fonts: &Fonts) -> Result<Picture, ChartError> {
        let points = self.sorted()?;
        let mut canvas = Canvas::new(WIDTH, fonts);
        let top = self.labels.begin(&mut canvas) + 10.0;
        let panels = Panels::new(&canvas, &points, self.step);
        let top = panels.draw_marks(&mut canvas, &self.marks, top);
        let mut bottom = top + panels.height;
        let unit = panels.draw_flows(&mut canvas, top, bottom);
        if points.iter().any(|point| point.balance().is_some()) {
            bottom = panels.draw_balance(&mut canvas, bottom + 44.0, unit);
        }
        let bottom = panels.draw_periods(&mut canvas, bottom + 20.0);
        let height = self.labels.end(&mut canvas, bottom);
        canvas.finish(&self.labels.title, &describe(&self.labels, &points), height)
    }

    fn sorted(&self) -> Result<Vec<&SeriesPoint>, ChartError> {
        let mut points: Vec<&SeriesPoint> = self.points.iter().collect();
        points.sort_by_key(|point| point.order);
        for pair in points.windows(2) {
            if pair[0].order == pair[1].order {
                let (first, second) = (pair[0].period.clone(), pair[1].period.clone());
                return Err(ChartError::Repeated { chart: CHART, first, second });
            }
        }
        for point in &points {
            for (flow, value) in [("exports", point.exports), ("imports", point.imports)] {
                if let Some(value) = value {
                    drawable(CHART, || format!("{}, {flow}", point.period), value)?;
                }
            }
        }
        if points.iter().all(|point| point.exports.is_none() && point.imports.is_none()) {
            return Err(ChartError::Empty { chart: CHART, needed: "a period with exports or imports" });
        }
        Ok(points)
    }
}

fn describe(labels: &Labels, points: &[&SeriesPoint]) -> String {
    let points = points.iter().map(|point| {
        let flow = |value: Option<f64>, flow: &str| {
            value.map_or(format!("no figure for {flow}"), |value| format!("{flow} {}", short(value)))
        };
        let balance = point.balance().map(|balance| format!(", balance {}", short(balance))).unwrap_or_default();
        format!("{}: {}, {}{balance}", point.period, flow(point.exports, "exports"), flow(point.imports, "imports"))
    });
    format!("Exports and imports over time. {}. {}.", labels.subtitle, points.collect::<Vec<_>>().join("; "))
}

/// One flow of the series.
#[derive(Clone, Copy)]
struct Flow {
    name: &'static str,
    value: fn(&SeriesPoint) -> Option<f64>,
    line: Colour,
    text: Colour,
}

const FLOWS: [Flow; 2] = [
    Flow { name: "Exports", value: |point| point.exports, line: EXPORTS, text: EXPORTS },
    Flow { name: "Imports", value: |point| point.imports, line: IMPORTS, text: IMPORTS_TEXT },
];

/// What the panels share: the time axis.
struct Panels<'a> {
    points: &'a [&'a SeriesPoint],
    time: Scale,
    step: i32,
    left: f64,
    right: f64,
    /// The height of the panel of flows.
    height: f64,
    /// Room for one period.
    slot: f64,
}

impl<'a> Panels<'a> {
    fn new(canvas: &Canvas<'_>, points: &'a [&'a SeriesPoint], step: Option<i32>) -> Panels<'a> {
        let nearest = points.windows(2).map(|pair| pair[1].order.saturating_sub(pair[0].order)).min();
        let step = step.unwrap_or_else(|| nearest.map_or(YEAR, |nearest| nearest.min(YEAR))).max(1);
        let values: Vec<f64> = points.iter().flat_map(|point| [point.exports, point.imports, point.balance()]).flatten().collect();
        let flows = rounded_out(around_zero(&values), 5);
        // However high the panel of balances will be, its labels have room.
        let ticks = (1..=5).map(|count| Ticks::new(balance_range(points), count)).chain([Ticks::new(flows, 5)]);
        let labels = ticks.flat_map(|ticks| ticks.values.iter().map(|value| ticks.label(*value)).collect::<Vec<_>>());
        let axis = labels.map(|label| canvas.measure(&label, NOTE)).fold(30.0, f64::max);
        let ends = values.iter().map(|value| canvas.measure(&signed_short(*value), VALUE)).fold(72.0, f64::max) + 12.0;
        let left = MARGIN + axis + 12.0;
        let right = if points.len() == 1 { left + SINGLE_WIDTH } else { WIDTH - MARGIN - ends };
        let (first, last) = (f64::from(points[0].order), f64::from(points[points.len() - 1].order));
        let periods = (last - first) / f64::from(step) + 1.0;
        let slot = (right - left) / periods;
        let inset = (slot / 2.0).min(60.0);
        let time = Scale::new((first, last), (left + inset, right - inset));
        let height = if points.len() == 1 { 180.0 } else { 300.0 };
        Panels { points, time, step, left, right, height, slot }
    }

    fn x(&self, point: &SeriesPoint) -> f64 {
        self.time.at(f64::from(point.order))
    }

    fn draw_grid(&self, canvas: &mut Canvas<'_>, scale: Scale, ticks: &Ticks) {
        for value in &ticks.values {
            let y = scale.at(*value);
            let (half, colour) = if *value == 0.0 { (0.6, AXIS) } else { (0.5, GRID) };
            canvas.rect((self.left, y - half), (self.right, y + half), colour);
            canvas.text(&ticks.label(*value), (self.left - 10.0, y + NOTE.half_capital()), Anchor::End, NOTE, QUIET);
        }
    }

    /// Draws both flows; gives the share of a unit that a pixel stands for.
    fn draw_flows(&self, canvas: &mut Canvas<'_>, top: f64, bottom: f64) -> f64 {
        let values: Vec<f64> = self.points.iter().flat_map(|point| [point.exports, point.imports]).flatten().collect();
        let range = rounded_out(around_zero(&values), 5);
        let scale = Scale::new(range, (bottom, top));
        self.draw_grid(canvas, scale, &Ticks::new(range, 5));
        self.draw_gaps(canvas, bottom);
        let mut ends: Vec<(Flow, f64, Point)> = Vec::new();
        for flow in FLOWS {
            let at = |point: &&SeriesPoint| (flow.value)(point).map(|value| (self.x(point), scale.at(value)));
            for run in self.runs(flow) {
                let line: Vec<Point> = run.iter().filter_map(at).collect();
                if 1 < line.len() {
                    canvas.path(line.clone(), 2.4, flow.line);
                }
                if line.len() == 1 || 14.0 < self.slot {
                    for place in line {
                        if flow.name == "Exports" {
                            canvas.disc(place, 3.6, flow.line)
                        } else {
                            canvas.ring(place, 3.8, 1.8, flow.line)
                        }
                    }
                }
            }
            if let Some(last) = self.points.iter().rfind(|point| (flow.value)(point).is_some())
                && let (Some(value), Some(place)) = ((flow.value)(last), at(last))
            {
                ends.push((flow, value, place));
            }
        }
        self.draw_ends(canvas, ends, top, bottom);
        (range.1 / 2.0 - range.0 / 2.0) / ((bottom - top) / 2.0)
    }

    /// Says so where periods without any figure leave room for words.
    fn draw_gaps(&self, canvas: &mut Canvas<'_>, bottom: f64) {
        let words = wrap(canvas.fonts, "no figures", NOTE, 110.0, 1);
        let given: Vec<&&SeriesPoint> =
            self.points.iter().filter(|point| point.exports.is_some() || point.imports.is_some()).collect();
        for pair in given.windows(2) {
            let (from, to) = (self.x(pair[0]), self.x(pair[1]));
            if self.step < pair[1].order.saturating_sub(pair[0].order) && words.width + 24.0 <= to - from {
                canvas.centred_on_paper(&words, ((from + to) / 2.0, bottom - 14.0), Anchor::Middle, NOTE, QUIET);
            }
        }
    }

    /// Name and last value beside the last point of each line, pushed apart where they would touch.
    fn draw_ends(&self, canvas: &mut Canvas<'_>, mut ends: Vec<(Flow, f64, Point)>, top: f64, bottom: f64) {
        let tall = HEADING.leading() + VALUE.leading();
        ends.sort_by(|a, b| a.2.1.total_cmp(&b.2.1));
        let mut places: Vec<f64> = ends.iter().map(|end| end.2.1.clamp(top + tall / 2.0, bottom - tall / 2.0)).collect();
        if let [upper, lower] = places.as_mut_slice()
            && *lower - *upper < tall + 2.0
        {
            let middle = ((*upper + *lower) / 2.0).clamp(top + tall, bottom - tall);
            (*upper, *lower) = (middle - tall / 2.0 - 1.0, middle + tall / 2.0 + 1.0);
        }
        for ((flow, value, place), y) in ends.iter().zip(places) {
            let x = self.right + 8.0;
            if place.0 + 12.0 < self.right {
                canvas.dashed((place.0 + 6.0, place.1), (self.right, place.1), 1.0, flow.line);
            }
            canvas.text(flow.name, (x, y - 3.0), Anchor::Start, HEADING, flow.text);
            canvas.text(&short(*value), (x, y + VALUE.size), Anchor::Start, VALUE, INK);
        }
    }

    /// The stretches of a flow without a missing period.
    fn runs(&self, flow: Flow) -> Vec<Vec<&'a SeriesPoint>> {
        let mut runs: Vec<Vec<&SeriesPoint>> = Vec::new();
        let mut last: Option<i32> = None;
        for point in self.points.iter().filter(|point| (flow.value)(point).is_some()) {
            match (runs.last_mut(), last) {
                (Some(run), Some(last)) if point.order.saturating_sub(last) <= self.step => run.push(point),
                _ => runs.push(vec![point]),
            }
            last = Some(point.order);
        }
        runs
    }

    /// Draws the balances; gives the height below them.
    fn draw_balance(&self, canvas: &mut Canvas<'_>, top: f64, unit: f64) -> f64 {
        let range = balance_range(self.points);
        let bottom = top
            + ((range.1 / 2.0 - range.0 / 2.0) / (unit / 2.0))
                .clamp(BALANCE_SHARE.0 * self.height, BALANCE_SHARE.1 * self.height)
                .round();
        let scale = Scale::new(range, (bottom, top));
        canvas.text("Balance: exports less imports", (self.left, top - 14.0), Anchor::Start, VALUE, INK);
        self.draw_grid(canvas, scale, &Ticks::new(range, ((bottom - top) / 36.0) as usize));
        let half = (self.slot * 0.3).clamp(0.8, 11.0);
        let zero = scale.at(0.0);
        let mut last = None;
        for point in self.points {
            let Some(balance) = point.balance() else { continue };
            let (x, mut y) = (self.x(point), scale.at(balance));
            if balance != 0.0 && (y - zero).abs() < 1.5 {
                y = zero - 1.5 * balance.signum();
            }
            canvas.rect((x - half, zero), (x + half, y), if balance < 0.0 { CLASHES } else { FITS });
            last = Some((balance, y));
        }
        if let Some((balance, y)) = last {
            let y = (zero + y) / 2.0;
            let colour = if balance < 0.0 { CLASHES } else { FITS };
            let word = if balance < 0.0 { "Deficit" } else { "Surplus" };
            let y = y.clamp(top + HEADING.size, bottom - VALUE.size);
            canvas.text(word, (self.right + 8.0, y - 3.0), Anchor::Start, HEADING, colour);
            canvas.text(&signed_short(balance), (self.right + 8.0, y + VALUE.size), Anchor::Start, VALUE, INK);
        }
        bottom
    }

    /// The periods below the panels, as many as have room, the last one always.
    fn draw_periods(&self, canvas: &mut Canvas<'_>, top: f64) -> f64 {
        let mut free = f64::INFINITY;
        let mut lowest = top;
        for point in self.points.iter().rev() {
            if free <= self.x(point) {
                continue;
            }
            let lines = wrap(canvas.fonts, &point.period, NOTE, 110.0, 2);
            let half = lines.width / 2.0;
            let x = self.x(point).clamp(4.0 + half, WIDTH - 4.0 - half);
            if x + half < free {
                lowest = lowest.max(canvas.lines(&lines, (x, top), Anchor::Middle, NOTE, QUIET) - NOTE.leading());
                free = x - half - 10.0;
            }
        }
        lowest
    }

    /// Words above periods, each on the first line where it touches no other; gives the top of the panel below them.
    fn draw_marks(&self, canvas: &mut Canvas<'_>, marks: &[SeriesMark], top: f64) -> f64 {
        let mut marks: Vec<&SeriesMark> = marks.iter().collect();
        marks.sort_by_key(|mark| mark.order);
        let mut lanes: Vec<f64> = Vec::new();
        let mut placed = Vec::new();
        for mark in marks {
            let lines = wrap(canvas.fonts, &mark.text, NOTE, 260.0, 1);
            let half = lines.width / 2.0;
            let x = self.time.at(f64::from(mark.order));
            let middle = x.clamp(MARGIN + half, WIDTH - MARGIN - half);
            let lane = lanes.iter().position(|free| *free <= middle - half).unwrap_or(lanes.len());
            if lane == lanes.len() {
                lanes.push(0.0);
            }
            lanes[lane] = middle + half + 12.0;
            placed.push((lines, middle, x, lane));
        }
        let below = top + lanes.len() as f64 * 20.0 + if lanes.is_empty() { 0.0 } else { 8.0 };
        let height = |lane: usize| below - lane as f64 * 20.0 - 20.0;
        for (_, _, x, lane) in &placed {
            canvas.dashed((*x, height(*lane)), (*x, below + self.height), 1.0, QUIET);
        }
        for (lines, middle, _, lane) in &placed {
            canvas.centred_on_paper(lines, (*middle, height(*lane)), Anchor::Middle, NOTE, INK);
        }
        below
    }
}

/// A balance in print: both signs are said.
fn signed_short(balance: f64) -> String {
    let printed = short(balance);
    if 0.0 < balance { format!("+{printed}") } else { printed }
}

/// The range of the balances; where all are zero, a range around it.
fn balance_range(points: &[&SeriesPoint]) -> (f64, f64) {
    let (lo, hi) = around_zero(&points.iter().filter_map(|point| point.balance()).collect::<Vec<_>>());
    if lo < hi { (lo, hi) } else { (-1.0, 1.0) }
}

/// The range of `values` with zero in it, so that heights compare.
fn around_zero(values: &[f64]) -> (f64, f64) {
    values.iter().fold((0.0, 0.0), |(lo, hi): (f64, f64), value| (lo.min(*value), hi.max(*value)))
}
