//! The colours of all pictures, and what each of them means.
//!
//! After Okabe and Ito ("Color Universal Design", 2008): blue against orange, bluish green against vermilion. Where a colour
//! carries text it is darkened until it reaches a contrast of 4.5 : 1 on white (WCAG 2.1, success criterion 1.4.3).
//! A colour is never the only sign: each also has a word, a shape or a place of its own.

/// Red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Colour(pub u8, pub u8, pub u8);

pub(crate) const PAPER: Colour = Colour(0xFF, 0xFF, 0xFF);
/// Titles, names and printed values.
pub(crate) const INK: Colour = Colour(0x1A, 0x1D, 0x24);
/// Subtitles, notes, axis labels.
pub(crate) const QUIET: Colour = Colour(0x5B, 0x62, 0x70);
/// Grid lines; never text.
pub(crate) const GRID: Colour = Colour(0xE3, 0xE6, 0xEB);
/// The zero line.
pub(crate) const AXIS: Colour = Colour(0x6B, 0x72, 0x80);

pub(crate) const EXPORTS: Colour = Colour(0x12, 0x6A, 0x9E);
/// Bars and lines of imports; text about imports is `IMPORTS_TEXT`.
pub(crate) const IMPORTS: Colour = Colour(0xD0, 0x7A, 0x1E);
pub(crate) const IMPORTS_TEXT: Colour = Colour(0x9E, 0x56, 0x0B);

/// What fits; a surplus.
pub(crate) const FITS: Colour = Colour(0x0B, 0x73, 0x55);
/// What cannot be; a deficit.
pub(crate) const CLASHES: Colour = Colour(0xB3, 0x2B, 0x1E);
/// The ground of a gap; never text.
pub(crate) const GAP: Colour = Colour(0xFB, 0xE9, 0xE5);
/// The way of a step towards an implied value; never text.
pub(crate) const STEP: Colour = Colour(0x9F, 0xB4, 0xC4);
/// What fits only in a reading that the words do not say.
pub(crate) const MISWORDED: Colour = Colour(0x8A, 0x5A, 0x00);
/// The bar of what the figures allow, light enough for marks to stand on; never text.
pub(crate) const POSSIBLE: Colour = Colour(0x4F, 0x93, 0xC0);

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(Colour(red, green, blue): Colour) -> f64 {
        let linear = |channel: u8| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    fn contrast(ink: Colour, ground: Colour) -> f64 {
        let (dark, light) = (luminance(ink).min(luminance(ground)), luminance(ink).max(luminance(ground)));
        (light + 0.05) / (dark + 0.05)
    }

    #[test]
    fn text_can_be_read_on_white_and_on_the_ground_of_a_gap() {
        // The two ends of the scale are fixed by WCAG 2.1.
        assert!((contrast(Colour(0, 0, 0), PAPER) - 21.0).abs() < 1e-9);
        for ink in [INK, QUIET, EXPORTS, IMPORTS_TEXT, FITS, CLASHES, MISWORDED] {
            assert!(4.5 <= contrast(ink, PAPER), "{ink:?} on white: {:.2}", contrast(ink, PAPER));
            assert!(4.5 <= contrast(ink, GAP), "{ink:?} on a gap: {:.2}", contrast(ink, GAP));
        }
    }

    #[test]
    fn marks_can_be_seen_on_white() {
        // WCAG 2.1, success criterion 1.4.11.
        for ink in [EXPORTS, IMPORTS, FITS, CLASHES, MISWORDED, POSSIBLE, AXIS] {
            assert!(3.0 <= contrast(ink, PAPER), "{ink:?} on white: {:.2}", contrast(ink, PAPER));
        }
    }
}
