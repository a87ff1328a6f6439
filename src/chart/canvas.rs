//! What a picture is drawn on: shapes in pixels, collected first and drawn once the height is known.
//!
//! Everything is drawn by plotters on its SVG backend, whose coordinates are whole numbers: the drawing is ten times
//! as large as the picture, and the view box scales it down. No other file knows plotters.

use plotters::coord::Shift;
use plotters::prelude::{
    Circle, DrawingArea, IntoDrawingArea, IntoFont, PathElement, Polygon, RGBColor, Rectangle, SVGBackend, ShapeStyle, Text,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color as _, FontStyle};

use super::ChartError;
use super::font::{FAMILY, Fonts, Weight};
use super::frame::NOTE;
use super::palette::{Colour, PAPER, QUIET};
use super::picture::{Picture, Sheet};
use super::text::{Lines, Style, printable, width};

/// Units of the drawing per pixel.
pub(crate) const SUBUNITS: f64 = 10.0;

/// plotters writes a font size of `size / 1.24`.
const PLOTTERS_FONT_SCALE: f64 = 1.24;

/// plotters moves a text that hangs from its top down by this share of its size.
const PLOTTERS_TOP_SHIFT: f64 = 0.76;

pub(crate) type Point = (f64, f64);

/// Which point of a line of text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// The end of a bar that is away from its axis, and therefore rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tip {
    Left,
    Right,
}

/// The box around one line of text, in pixels.
#[cfg(test)]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TextBox {
    pub text: String,
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

#[cfg(test)]
impl TextBox {
    pub(crate) fn overlaps(&self, other: &TextBox) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

#[derive(Debug, Clone)]
enum Shape {
    Fill { points: Vec<Point>, colour: Colour },
    Box { from: Point, to: Point, colour: Colour },
    Path { points: Vec<Point>, width: f64, colour: Colour },
    Disc { centre: Point, radius: f64, colour: Colour },
    Text { text: String, full: Option<String>, at: Point, anchor: Anchor, style: Style, colour: Colour },
}

/// A sheet of a given width that grows downwards.
#[derive(Debug)]
pub(crate) struct Canvas<'a> {
    pub width: f64,
    pub fonts: &'a Fonts,
    shapes: Vec<Shape>,
}

impl<'a> Canvas<'a> {
    pub(crate) fn new(width: f64, fonts: &'a Fonts) -> Canvas<'a> {
        Canvas { width, fonts, shapes: Vec::new() }
    }

    /// A filled rectangle, corners in any order.
    pub(crate) fn rect(&mut self, a: Point, b: Point, colour: Colour) {
        let (from, to) = ((a.0.min(b.0), a.1.min(b.1)), (a.0.max(b.0), a.1.max(b.1)));
        self.shapes.push(Shape::Box { from, to, colour });
    }

    /// A filled rectangle whose corners at the tip are rounded.
    pub(crate) fn bar(&mut self, a: Point, b: Point, tip: Tip, colour: Colour) {
        let ((left, top), (right, bottom)) = ((a.0.min(b.0), a.1.min(b.1)), (a.0.max(b.0), a.1.max(b.1)));
        let radius = 3.0_f64.min((right - left) / 2.0).min((bottom - top) / 2.0);
        if radius < 1.0 {
            return self.rect(a, b, colour);
        }
        let arc = |centre: Point, from: f64| {
            (0..=6).map(move |i| {
                let angle = (from + 15.0 * f64::from(i)).to_radians();
                (centre.0 + radius * angle.cos(), centre.1 + radius * angle.sin())
            })
        };
        let mut points = Vec::new();
        match tip {
            Tip::Right => {
                points.extend([(left, bottom), (left, top)]);
                points.extend(arc((right - radius, top + radius), -90.0));
                points.extend(arc((right - radius, bottom - radius), 0.0));
            }
            Tip::Left => {
                points.extend([(right, top), (right, bottom)]);
                points.extend(arc((left + radius, bottom - radius), 90.0));
                points.extend(arc((left + radius, top + radius), 180.0));
            }
        }
        self.fill(points, colour);
    }

    /// A filled polygon.
    pub(crate) fn fill(&mut self, points: Vec<Point>, colour: Colour) {
        self.shapes.push(Shape::Fill { points, colour });
    }

    /// A line through `points`.
    pub(crate) fn path(&mut self, points: Vec<Point>, width: f64, colour: Colour) {
        self.shapes.push(Shape::Path { points, width, colour });
    }

    /// A straight line.
    pub(crate) fn line(&mut self, a: Point, b: Point, width: f64, colour: Colour) {
        self.path(vec![a, b], width, colour);
    }

    /// A straight line of dashes.
    pub(crate) fn dashed(&mut self, a: Point, b: Point, width: f64, colour: Colour) {
        const DASH: f64 = 5.0;
        const SPACE: f64 = 4.0;
        let length = (b.0 - a.0).hypot(b.1 - a.1);
        let at = |along: f64| (a.0 + (b.0 - a.0) * along / length, a.1 + (b.1 - a.1) * along / length);
        let count = (length / (DASH + SPACE)).ceil() as usize;
        for i in 0..count {
            let from = i as f64 * (DASH + SPACE);
            self.line(at(from), at((from + DASH).min(length)), width, colour);
        }
    }

    /// A filled circle.
    pub(crate) fn disc(&mut self, centre: Point, radius: f64, colour: Colour) {
        self.shapes.push(Shape::Disc { centre, radius, colour });
    }

    /// A circle with a white middle.
    pub(crate) fn ring(&mut self, centre: Point, radius: f64, width: f64, colour: Colour) {
        self.disc(centre, radius, colour);
        self.disc(centre, radius - width, PAPER);
    }

    /// One line of text; `at` is on its baseline.
    pub(crate) fn text(&mut self, text: &str, at: Point, anchor: Anchor, style: Style, colour: Colour) {
        self.push_text(printable(text), None, at, anchor, style, colour);
    }

    /// Lines of text, the first on the baseline of `at`; gives the baseline after the last.
    pub(crate) fn lines(&mut self, lines: &Lines, at: Point, anchor: Anchor, style: Style, colour: Colour) -> f64 {
        let mut baseline = at.1;
        for (i, line) in lines.lines.iter().enumerate() {
            let full = if i == 0 { lines.full.clone() } else { None };
            self.push_text(line.clone(), full, (at.0, baseline), anchor, style, colour);
            baseline += style.leading();
        }
        baseline
    }

    /// Lines of text around the height `middle`, on ground that hides what is behind them.
    pub(crate) fn centred_on_paper(&mut self, lines: &Lines, (x, middle): Point, anchor: Anchor, style: Style, colour: Colour) {
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - lines.width / 2.0,
            Anchor::End => x - lines.width,
        };
        let half = (lines.height(style) / 2.0).max(style.size / 2.0);
        self.rect((left - 3.0, middle - half), (left + lines.width + 3.0, middle + half), PAPER);
        self.centred(lines, (x, middle), anchor, style, colour);
    }

    /// Lines of text around the height `middle`.
    pub(crate) fn centred(&mut self, lines: &Lines, (x, middle): Point, anchor: Anchor, style: Style, colour: Colour) {
        let first = middle + style.half_capital() - (lines.lines.len() as f64 - 1.0) * style.leading() / 2.0;
        self.lines(lines, (x, first), anchor, style, colour);
    }

    fn push_text(&mut self, text: String, full: Option<String>, at: Point, anchor: Anchor, style: Style, colour: Colour) {
        if !text.is_empty() {
            self.shapes.push(Shape::Text { text, full, at, anchor, style, colour });
        }
    }

    /// Labels of ticks, each around its place; those that would touch an earlier one or leave the sheet are left out.
    pub(crate) fn tick_labels(&mut self, labels: impl IntoIterator<Item = (f64, String)>, baseline: f64) {
        let mut taken: Vec<(f64, f64)> = Vec::new();
        for (x, label) in labels {
            let half = self.measure(&label, NOTE) / 2.0 + 4.0;
            let (left, right) = (x - half, x + half);
            if 0.0 <= left && right <= self.width && taken.iter().all(|other| other.1 <= left || right <= other.0) {
                self.text(&label, (x, baseline), Anchor::Middle, NOTE, QUIET);
                taken.push((left, right));
            }
        }
    }

    /// The width of a line of text.
    pub(crate) fn measure(&self, text: &str, style: Style) -> f64 {
        width(self.fonts, &printable(text), style)
    }

    /// Draws the collected shapes on a sheet of this height.
    ///
    /// # Errors
    /// A missing glyph, or a refusal of the drawing library.
    pub(crate) fn finish(self, title: &str, description: &str, height: f64) -> Result<Picture, ChartError> {
        let missing = self.missing()?;
        #[cfg(test)]
        let texts = self.text_boxes();
        let titles = self.shapes.iter().filter_map(|shape| match shape {
            Shape::Text { full, .. } => Some(full.clone()),
            _ => None,
        });
        let full_texts = titles.collect();
        let mut svg = String::new();
        {
            let size = (subunits(self.width).unsigned_abs(), subunits(height).unsigned_abs());
            let area = SVGBackend::with_string(&mut svg, size).into_drawing_area();
            draw(&area, &Shape::Box { from: (0.0, 0.0), to: (self.width, height), colour: PAPER })?;
            for shape in &self.shapes {
                draw(&area, shape)?;
            }
            area.present().map_err(|e| ChartError::Render(e.to_string()))?;
        }
        let sheet = Sheet {
            title: printable(title),
            description: printable(description),
            width: self.width,
            height,
            full_texts,
            missing,
            #[cfg(test)]
            texts,
        };
        Picture::new(sheet, &svg, self.fonts)
    }

    /// The characters that no font has, where substitutes are allowed.
    fn missing(&self) -> Result<Vec<char>, ChartError> {
        let mut missing = std::collections::BTreeSet::new();
        let mut first = None;
        for shape in &self.shapes {
            if let Shape::Text { text, .. } = shape {
                for c in text.chars().filter(|c| !self.fonts.has(*c)) {
                    missing.insert(c);
                    first.get_or_insert_with(|| text.clone());
                }
            }
        }
        let missing: Vec<char> = missing.into_iter().collect();
        match first {
            Some(text) if self.fonts.refuses_missing() => Err(ChartError::MissingGlyph { missing, text }),
            _ => Ok(missing),
        }
    }

    #[cfg(test)]
    fn text_boxes(&self) -> Vec<TextBox> {
        let mut boxes = Vec::new();
        for shape in &self.shapes {
            let Shape::Text { text, at: (x, baseline), anchor, style, .. } = shape else { continue };
            let wide = width(self.fonts, text, *style);
            let left = match anchor {
                Anchor::Start => *x,
                Anchor::Middle => x - wide / 2.0,
                Anchor::End => x - wide,
            };
            let (top, bottom) = (baseline - style.ascent(), baseline + style.descent());
            boxes.push(TextBox { text: text.clone(), left, top, right: left + wide, bottom });
        }
        boxes
    }
}

/// Pixels in units of the drawing.
fn subunits(pixels: f64) -> i32 {
    (pixels * SUBUNITS).round().clamp(-1e8, 1e8) as i32
}

fn draw(area: &DrawingArea<SVGBackend<'_>, Shift>, shape: &Shape) -> Result<(), ChartError> {
    let place = |&(x, y): &Point| (subunits(x), subunits(y));
    let ink = |Colour(red, green, blue): Colour| RGBColor(red, green, blue);
    let stroke = |colour, width: f64| ShapeStyle::from(ink(colour)).stroke_width(subunits(width).unsigned_abs());
    let drawn = match shape {
        Shape::Fill { points, colour } => {
            area.draw(&Polygon::new(points.iter().map(place).collect::<Vec<_>>(), ink(*colour).filled()))
        }
        Shape::Box { from, to, colour } => area.draw(&Rectangle::new([place(from), place(to)], ink(*colour).filled())),
        Shape::Path { points, width, colour } => {
            area.draw(&PathElement::new(points.iter().map(place).collect::<Vec<_>>(), stroke(*colour, *width)))
        }
        Shape::Disc { centre, radius, colour } => area.draw(&Circle::new(place(centre), subunits(*radius), ink(*colour).filled())),
        Shape::Text { text, at, anchor, style, colour, .. } => {
            let side = match anchor {
                Anchor::Start => HPos::Left,
                Anchor::Middle => HPos::Center,
                Anchor::End => HPos::Right,
            };
            let weight = match style.weight {
                Weight::Regular => FontStyle::Normal,
                Weight::SemiBold => FontStyle::Bold,
            };
            let font = (FAMILY, style.size * SUBUNITS * PLOTTERS_FONT_SCALE, weight).into_font();
            let hung = (at.0, at.1 - PLOTTERS_TOP_SHIFT * style.size);
            area.draw(&Text::new(text.as_str(), place(&hung), font.color(&ink(*colour)).pos(Pos::new(side, VPos::Top))))
        }
    };
    drawn.map_err(|e| ChartError::Render(e.to_string()))
}
