//! Pictures that answer a question.
//!
//! | question | picture |
//! | --- | --- |
//! | Who trades how much, and with which balance? | [`RegionalFlows`] |
//! | Can the stated growth follow from the stated figures? | [`GrowthComparison`] |
//! | Why can these figures not all be true? | [`Clash`] |
//! | How did exports and imports go over time? | [`FlowSeries`] |
//!
//! Each is made from plain values: names, numbers, intervals, and the text to print beside them. `draw` lays it out and gives a
//! [`Picture`], which leaves as SVG for a file, SVG for a page, or PNG. Message, unit, period and source are on the picture
//! itself ([`Labels`]); every row is labelled where it stands, and there is no legend. Rounding intervals are drawn where they
//! decide. Colours are safe for colour-blind readers and never the only sign.
//!
//! Text is set in Inter, which ships with the crate ([`Fonts`]); what no font has is an error, never a blank. Names that are too
//! long are wrapped and then cut; the whole name stays in the title element of the text. The same input gives the same bytes.
//!
//! # Example: from figures to a file
//! ```
//! use tradecheck::chart::{Labels, RegionRow, RegionalFlows};
//! let rows = vec![
//!     RegionRow::new("Minsk City").exports(3.2, "3.2").imports(751.3, "751.3").balance(-748.1, "−748.1"),
//!     RegionRow::new("Mogilev").exports(3.8, "3.8").imports(32.7, "32.7").balance(-28.9, "−28.9"),
//! ];
//! let labels = Labels::new("Minsk City imports from China 23 times what Mogilev does")
//!     .subtitle("Trade with China, January–September and January–October 2010, million USD")
//!     .source("Source: city and regional executive committees");
//! let picture = RegionalFlows::new(labels, rows).draw()?;
//! assert_eq!(picture.size().0, 1100.0);
//! # Ok::<(), tradecheck::chart::ChartError>(())
//! ```

mod axis;
mod band;
mod canvas;
mod clash;
mod error;
mod flow_series;
mod font;
mod frame;
mod growth_comparison;
#[cfg(test)]
mod laws;
mod outline;
mod palette;
mod picture;
mod regional_flows;
mod text;

pub use band::Band;
pub use clash::{Clash, ClashBand, Role};
pub use error::ChartError;
pub use flow_series::{FlowSeries, SeriesMark, SeriesPoint};
pub use font::Fonts;
pub use frame::Labels;
pub use growth_comparison::{GrowthComparison, GrowthRow, Mark};
pub use picture::{Picture, font_face_css};
pub use regional_flows::{Amount, RegionRow, RegionalFlows};
