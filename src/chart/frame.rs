//! What every picture has: the message on top, unit and period under it, the source at the foot.

use super::canvas::{Anchor, Canvas};
use super::palette::{GRID, INK, QUIET};
use super::text::{Style, wrap};

/// Pixels of the layout.
pub(crate) const WIDTH: f64 = 1100.0;
pub(crate) const MARGIN: f64 = 32.0;

/// More rows than this are not read, they are looked up; a table serves that better.
pub(crate) const MOST_ROWS: usize = 60;

pub(crate) const TITLE: Style = Style::semibold(22.0);
pub(crate) const SUBTITLE: Style = Style::regular(14.0);
pub(crate) const HEADING: Style = Style::semibold(14.0);
pub(crate) const NAME: Style = Style::regular(14.0);
pub(crate) const VALUE: Style = Style::semibold(13.0);
pub(crate) const NOTE: Style = Style::regular(12.0);

/// The words around a picture.
///
/// The title says what the picture shows, as a sentence; the subtitle says of what, in which unit and when; the source says by whom.
/// Long ones are wrapped, a title to two lines, the others to three; beyond that they are cut with an ellipsis.
/// Empty ones take no room.
///
/// # Example: a message, not a name
/// ```
/// use tradecheck::chart::Labels;
/// let labels = Labels::new("Mogilev imports nine times what it exports")
///     .subtitle("Trade with China, January–October 2010, million USD")
///     .source("Source: city executive committee");
/// assert_eq!(labels.title, "Mogilev imports nine times what it exports");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Labels {
    /// The message.
    pub title: String,
    /// What is measured, in which unit, when.
    pub subtitle: String,
    /// Where the figures come from.
    pub source: String,
}

impl Labels {
    /// Labels with this message.
    pub fn new(title: impl Into<String>) -> Labels {
        Labels { title: title.into(), ..Labels::default() }
    }

    /// With what is measured, in which unit, and when.
    #[must_use]
    pub fn subtitle(mut self, subtitle: impl Into<String>) -> Labels {
        self.subtitle = subtitle.into();
        self
    }

    /// With where the figures come from.
    #[must_use]
    pub fn source(mut self, source: impl Into<String>) -> Labels {
        self.source = source.into();
        self
    }

    /// Draws title and subtitle; gives the height below them.
    pub(crate) fn begin(&self, canvas: &mut Canvas<'_>) -> f64 {
        let room = canvas.width - 2.0 * MARGIN;
        let mut y = 20.0;
        for (text, style, colour, most) in [(&self.title, TITLE, INK, 2), (&self.subtitle, SUBTITLE, QUIET, 3)] {
            let lines = wrap(canvas.fonts, text, style, room, most);
            if !lines.lines.is_empty() {
                let next = canvas.lines(&lines, (MARGIN, y + style.size), Anchor::Start, style, colour);
                y = next - style.size + 4.0;
            }
        }
        y + 12.0
    }

    /// Draws the source below `y`; gives the height of the whole picture.
    pub(crate) fn end(&self, canvas: &mut Canvas<'_>, y: f64) -> f64 {
        let lines = wrap(canvas.fonts, &self.source, NOTE, canvas.width - 2.0 * MARGIN, 3);
        if lines.lines.is_empty() {
            return y + 16.0;
        }
        canvas.rect((MARGIN, y + 16.0), (canvas.width - MARGIN, y + 17.0), GRID);
        let next = canvas.lines(&lines, (MARGIN, y + 37.0), Anchor::Start, NOTE, QUIET);
        next + 4.0
    }
}

/// The places of the `MOST_ROWS` rows that weigh most, in their order; of equals the earlier ones.
pub(crate) fn heaviest(weights: &[f64]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..weights.len()).collect();
    places.sort_by(|a, b| weights[*b].total_cmp(&weights[*a]).then(a.cmp(b)));
    places.truncate(MOST_ROWS);
    places.sort_unstable();
    places
}

/// The height of a row in a picture of `count` rows: few rows get air, many stay on a page.
pub(crate) fn row_height(count: usize) -> f64 {
    match count {
        0..=8 => 50.0,
        9..=20 => 40.0,
        _ => 30.0,
    }
}
