//! The fonts of a picture: a subset of Inter that ships with the crate, and what the caller adds.

use std::sync::{Arc, OnceLock};

use ab_glyph::{Font as _, FontArc};
use resvg::usvg::fontdb::{Database, ID, Source};

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
    regular: (ID, FontArc),
    semibold: (ID, FontArc),
    added: Vec<(ID, FontArc)>,
    database: Arc<Database>,
    missing: OnMissing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OnMissing {
    Refuse,
    Substitute,
}

/// Drawn for a character that no font has.
pub(crate) const SUBSTITUTE: char = '□';

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
                let mut database = Database::new();
                let mut load = |data: &'static [u8]| {
                    let face = FontArc::try_from_slice(data).map_err(|e| ChartError::Font(format!("shipped font: {e}")))?;
                    Ok((register(&mut database, Arc::new(data))?, face))
                };
                let (regular, semibold) = (load(REGULAR)?, load(SEMIBOLD)?);
                Ok(Fonts { regular, semibold, added: Vec::new(), database: Arc::new(database), missing: OnMissing::Refuse })
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
        let id = register(Arc::make_mut(&mut self.database), Arc::new(data))?;
        self.added.push((id, face));
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

    /// The advance of `c` in em, kerning left out: it rarely moves a line by a pixel. A missing character takes one em, the width of the box or of a Chinese character.
    pub(crate) fn advance(&self, c: char, weight: Weight) -> f64 {
        let Some(face) = self.face_of(c, weight) else { return 1.0 };
        f64::from(face.h_advance_unscaled(face.glyph_id(c))) / f64::from(face.units_per_em().unwrap_or(1000.0))
    }

    /// The font that the rasteriser knows by `id`, and its number here.
    pub(crate) fn face(&self, id: ID) -> Option<(usize, &FontArc)> {
        let faces = [&self.regular, &self.semibold].into_iter().chain(&self.added);
        faces.enumerate().find(|(_, face)| face.0 == id).map(|(number, face)| (number, &face.1))
    }

    fn face_of(&self, c: char, weight: Weight) -> Option<&FontArc> {
        let shipped = match weight {
            Weight::Regular => &self.regular,
            Weight::SemiBold => &self.semibold,
        };
        std::iter::once(shipped).chain(&self.added).map(|face| &face.1).find(|face| face.glyph_id(c).0 != 0)
    }
}

/// Makes a font known to the rasteriser; of a collection only the first face, which is the one that is measured.
fn register(database: &mut Database, data: Arc<dyn AsRef<[u8]> + Send + Sync>) -> Result<ID, ChartError> {
    let ids = database.load_font_source(Source::Binary(data));
    let (first, others) =
        ids.split_first().ok_or_else(|| ChartError::Font("a font that the rasteriser cannot read".to_string()))?;
    others.iter().for_each(|id| database.remove_face(*id));
    Ok(*first)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Two glyphs of plain boxes for 中 and 国, made for these tests.
    pub(crate) const TWO_HANZI: &[u8] = include_bytes!("font/two-hanzi-for-tests.ttf");

    #[test]
    fn the_shipped_fonts_cover_what_reports_are_written_in() {
        let fonts = Fonts::new().unwrap();
        let needed = "Minsk Oblast Łódź Île-de-France Čačak Гродненская область Ўздзенскі ґ −+±×÷≤≥≈≠∞ «»„“”‘’…–— \u{2009}\u{202F}\u{a0} €£¥₽₴ ← → ↑ ↓ □ № ‰ % ₂ ²";
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
