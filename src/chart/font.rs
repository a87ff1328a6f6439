//! The fonts of a picture: a subset of Inter that ships with the crate, and what the caller adds.

use std::sync::{Arc, OnceLock};

use ab_glyph::{Font as _, FontArc};
use resvg::usvg::fontdb::Database;

use super::ChartError;

/// The family name in every picture.
pub(crate) const FAMILY: &str = "Inter";

const REGULAR: &[u8] = include_bytes!("font/Inter-Regular.otf");
const SEMIBOLD: &[u8] = include_bytes!("font/Inter-SemiBold.otf");

/// The shipped fonts: weight in CSS, content of the file.
pub(crate) fn shipped() -> [(u16, &'static [u8]); 2] {
    [(400, REGULAR), (600, SEMIBOLD)]
}

/// The fonts that a picture is set in.
///
/// Inter (SIL Open Font License 1.1, see `src/chart/font/OFL.txt`) ships with the crate for Latin and Cyrillic; no font of the
/// machine is read, so that a picture is the same everywhere. For other scripts add a font: its glyphs are used
/// where Inter has none, in the order in which fonts were added.
///
/// A character that no font has is an error ([`ChartError::MissingGlyph`]), never a silent blank, unless
/// [`substitutes`](Fonts::substitutes) allows a box in its place.
///
/// # Example: Chinese where a font is given
/// ```
/// use tradecheck::chart::{ChartError, FlowSeries, Fonts, Labels, SeriesPoint};
/// let chart = FlowSeries::new(Labels::new("白俄罗斯"), vec![SeriesPoint::new("2009", 2009 * 12).exports(173.9)]);
/// assert!(matches!(chart.draw(), Err(ChartError::MissingGlyph { .. })));
/// // With a font: chart.draw_with(&Fonts::new()?.with(std::fs::read("NotoSansSC.otf")?)?)
/// let picture = chart.draw_with(&Fonts::new()?.substitutes())?;
/// assert_eq!(picture.missing(), ['俄', '斯', '白', '罗']);
/// # Ok::<(), ChartError>(())
/// ```
#[derive(Clone)]
pub struct Fonts {
    regular: FontArc,
    semibold: FontArc,
    added: Vec<FontArc>,
    database: Arc<Database>,
    missing: OnMissing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OnMissing {
    Refuse,
    Substitute,
}

/// The two weights of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    SemiBold,
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fonts").field("added", &self.added.len()).field("missing", &self.missing).finish_non_exhaustive()
    }
}

impl Fonts {
    /// The fonts that ship with the crate.
    ///
    /// # Errors
    /// [`ChartError::Font`], only if the crate was packaged with damaged font files.
    pub fn new() -> Result<Fonts, ChartError> {
        static SHIPPED: OnceLock<Result<Fonts, ChartError>> = OnceLock::new();
        SHIPPED
            .get_or_init(|| {
                let damaged = |e: ab_glyph::InvalidFont| ChartError::Font(format!("shipped font: {e}"));
                let mut database = Database::new();
                database.load_font_data(REGULAR.to_vec());
                database.load_font_data(SEMIBOLD.to_vec());
                Ok(Fonts {
                    regular: FontArc::try_from_slice(REGULAR).map_err(damaged)?,
                    semibold: FontArc::try_from_slice(SEMIBOLD).map_err(damaged)?,
                    added: Vec::new(),
                    database: Arc::new(database),
                    missing: OnMissing::Refuse,
                })
            })
            .clone()
    }

    /// Adds a font (the content of a TTF, OTF or TTC file; of a collection the first face) for characters that the others lack.
    ///
    /// # Errors
    /// [`ChartError::Font`] where the data is not a font.
    pub fn with(mut self, data: Vec<u8>) -> Result<Fonts, ChartError> {
        let face = FontArc::try_from_vec(data.clone()).map_err(|_| {
            ChartError::Font(format!("{} bytes that are not a font; accepted: the content of a TTF or OTF file", data.len()))
        })?;
        if face.units_per_em().is_none_or(|units| units <= 0.0) {
            return Err(ChartError::Font("a font without units per em".to_string()));
        }
        self.added.push(face);
        Arc::make_mut(&mut self.database).load_font_data(data);
        Ok(self)
    }

    /// Allows a box in place of a character that no font has. [`Picture::missing`](super::Picture::missing) lists them.
    ///
    /// In [`Picture::inline_svg`](super::Picture::inline_svg) the character itself stays in the text, and a browser with a font for it will show it.
    #[must_use]
    pub fn substitutes(mut self) -> Fonts {
        self.missing = OnMissing::Substitute;
        self
    }

    /// Whether missing characters are an error.
    pub(crate) fn refuses_missing(&self) -> bool {
        self.missing == OnMissing::Refuse
    }

    /// What the rasteriser looks glyphs up in.
    pub(crate) fn database(&self) -> Arc<Database> {
        Arc::clone(&self.database)
    }

    /// Whether some font has a glyph for `c`.
    pub(crate) fn has(&self, c: char) -> bool {
        self.face_of(c, Weight::Regular).is_some()
    }

    /// The advance of `c` in em. A missing character takes one em, the width of the box or of a Chinese character.
    pub(crate) fn advance(&self, c: char, weight: Weight) -> f64 {
        let Some(face) = self.face_of(c, weight) else { return 1.0 };
        f64::from(face.h_advance_unscaled(face.glyph_id(c))) / f64::from(face.units_per_em().unwrap_or(1000.0))
    }

    /// How much closer `second` stands to `first` than their advances say, in em (negative: closer).
    pub(crate) fn kerning(&self, first: char, second: char, weight: Weight) -> f64 {
        let face = self.shipped(weight);
        let (a, b) = (face.glyph_id(first), face.glyph_id(second));
        if a.0 == 0 || b.0 == 0 {
            return 0.0;
        }
        f64::from(face.kern_unscaled(a, b)) / f64::from(face.units_per_em().unwrap_or(1000.0))
    }

    fn shipped(&self, weight: Weight) -> &FontArc {
        match weight {
            Weight::Regular => &self.regular,
            Weight::SemiBold => &self.semibold,
        }
    }

    fn face_of(&self, c: char, weight: Weight) -> Option<&FontArc> {
        std::iter::once(self.shipped(weight)).chain(&self.added).find(|face| face.glyph_id(c).0 != 0)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Two glyphs of plain boxes for 中 and 国, made for these tests.
    pub(crate) const TWO_HANZI: &[u8] = include_bytes!("font/two-hanzi-for-tests.ttf");

    #[test]
    fn the_shipped_fonts_cover_what_reports_are_written_in() {
        let fonts = Fonts::new().unwrap();
        let needed = "Minsk Oblast Łódź Île-de-France Čačak Гродненская область Ўздзенскі ґ −+±×÷≤≥≈≠∞ «»„“”‘’…–— \u{2009}\u{202F}\u{a0} €£¥₽₴ ← → ↑ ↓ № ‰ % ₂ ²";
        for c in needed.chars() {
            assert!(fonts.has(c), "{c} (U+{:04X})", u32::from(c));
        }
        assert!(!fonts.has('中'));
    }

    #[test]
    fn both_weights_have_the_same_characters() {
        let fonts = Fonts::new().unwrap();
        for c in '\u{20}'..='\u{2fff}' {
            let has = |weight| fonts.face_of(c, weight).is_some();
            assert_eq!(has(Weight::Regular), has(Weight::SemiBold), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn an_added_font_serves_what_the_others_lack() {
        let fonts = Fonts::new().unwrap().with(TWO_HANZI.to_vec()).unwrap();
        assert!(fonts.has('中') && fonts.has('国') && !fonts.has('文'));
        assert_eq!(fonts.advance('中', Weight::SemiBold), 1.0);
        assert_eq!(fonts.advance('m', Weight::Regular), Fonts::new().unwrap().advance('m', Weight::Regular));
    }

    #[test]
    fn what_is_not_a_font_is_refused() {
        assert!(matches!(Fonts::new().unwrap().with(b"not a font".to_vec()), Err(ChartError::Font(_))));
        assert!(matches!(Fonts::new().unwrap().with(Vec::new()), Err(ChartError::Font(_))));
    }
}
