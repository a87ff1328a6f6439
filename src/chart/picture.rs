//! A finished picture, and the forms in which it leaves: SVG for a file, SVG for a page, PNG.

use std::fmt::Write as _;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use super::ChartError;
#[cfg(test)]
use super::canvas::TextBox;
use super::font::{FAMILY, Fonts, SUBSTITUTE};
use super::outline::{outlined, text_id};

/// Shown where the page that holds the picture does not bring Inter.
const FAMILIES: &str = "Inter, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif";

/// Pixels of a PNG per pixel of the layout, unless another number is asked for.
const ZOOM: f64 = 2.0;

/// A finished chart.
///
/// One drawing in three forms: [`svg`](Picture::svg) for a file of its own, [`inline_svg`](Picture::inline_svg) for an HTML page,
/// [`png`](Picture::png) for everything else. The same input gives the same bytes.
///
/// # Example: a chart for a file and for a page
/// ```
/// use tradecheck::chart::{Labels, RegionRow, RegionalFlows};
/// let labels = Labels::new("Grodno Oblast exported three times what it imported").subtitle("January–February 2008, million USD");
/// let row = RegionRow::new("Grodno Oblast").exports(21.1, "21.1").imports(6.2, "6.2");
/// let picture = RegionalFlows::new(labels, vec![row]).draw()?;
/// assert!(picture.svg().contains("<title"));
/// assert!(picture.inline_svg().contains("Grodno Oblast</text>"));
/// assert!(picture.png()?.starts_with(b"\x89PNG"));
/// # Ok::<(), tradecheck::chart::ChartError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Picture {
    sheet: Sheet,
    /// The elements of the drawing, text as text.
    body: String,
    /// Unique to the content, so that many pictures can stand on one page.
    id: String,
    tree: Tree,
    fonts: Fonts,
}

/// What is known of a picture beside its drawing.
#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    pub title: String,
    pub description: String,
    /// Pixels.
    pub width: f64,
    /// Pixels.
    pub height: f64,
    /// For each text of the drawing in turn, the whole of it where it was cut.
    pub full_texts: Vec<Option<String>>,
    pub missing: Vec<char>,
    /// The boxes of all texts, for the laws of layout.
    #[cfg(test)]
    pub texts: Vec<TextBox>,
}

impl Picture {
    /// Takes over what plotters wrote.
    pub(crate) fn new(sheet: Sheet, written: &str, fonts: &Fonts) -> Result<Picture, ChartError> {
        let body = tidy(written, &sheet.full_texts)?;
        let id = format!("chart-{:016x}", fingerprint(&[&sheet.title, &sheet.description, &body]));
        let options = Options { font_family: FAMILY.to_string(), fontdb: fonts.database(), ..Options::default() };
        let drawn = sheet.missing.iter().fold(body.clone(), |body, c| body.replace(*c, &SUBSTITUTE.to_string()));
        let named = drawn.split("<text ").enumerate().map(|(i, part)| match i {
            0 => part.to_string(),
            _ => format!("<text id=\"{}\" {part}", text_id(i - 1)),
        });
        let tree = Tree::from_str(&with_head(&sheet, &id, &named.collect::<String>()), &options)
            .map_err(|e| ChartError::Render(e.to_string()))?;
        Ok(Picture { sheet, body, id, tree, fonts: fonts.clone() })
    }

    /// The message of the picture.
    pub fn title(&self) -> &str {
        &self.sheet.title
    }

    /// What the picture shows, in words: the alternative text.
    pub fn description(&self) -> &str {
        &self.sheet.description
    }

    /// Width and height in pixels of the layout.
    pub fn size(&self) -> (f64, f64) {
        (self.sheet.width, self.sheet.height)
    }

    /// The characters that stand as boxes because no font has them; empty unless [`Fonts::substitutes`] allowed it.
    pub fn missing(&self) -> &[char] {
        &self.sheet.missing
    }

    /// A file that stands alone: texts are outlines, so that every viewer shows the same letters.
    ///
    /// The text remains readable for machines in `<title>` and `<desc>`.
    pub fn svg(&self) -> String {
        let root = head(&self.sheet).replacen(" width", " xmlns:xlink=\"http://www.w3.org/1999/xlink\" width", 1);
        let elements = outlined(&self.body, &self.tree, &self.fonts);
        format!("{root}{}{elements}</svg>\n", alternative(&self.sheet, &self.id))
    }

    /// An element for an HTML page: texts are texts, to be searched and copied.
    ///
    /// It names Inter and then fonts that machines have. A page that wants Inter for certain puts
    /// [`font_face_css`] into its style sheet, once for all pictures.
    pub fn inline_svg(&self) -> String {
        with_head(&self.sheet, &self.id, &self.body)
    }

    /// A PNG of twice the size of the layout: 2200 pixels wide.
    ///
    /// # Errors
    /// [`ChartError::Render`] where the image cannot be held in memory or encoded.
    pub fn png(&self) -> Result<Vec<u8>, ChartError> {
        self.png_at(ZOOM)
    }

    /// A PNG of `zoom` times the size of the layout.
    ///
    /// # Errors
    /// [`ChartError::Render`] where `zoom` is not within 0.1 to 8, or the image cannot be held in memory or encoded.
    pub fn png_at(&self, zoom: f64) -> Result<Vec<u8>, ChartError> {
        if !(0.1..=8.0).contains(&zoom) {
            return Err(ChartError::Render(format!("a zoom of {zoom}; accepted: 0.1 to 8")));
        }
        let pixels = |length: f64| (length * zoom).ceil() as u32;
        let (width, height) = (pixels(self.sheet.width), pixels(self.sheet.height));
        let mut map =
            Pixmap::new(width, height).ok_or_else(|| ChartError::Render(format!("no memory for {width} × {height} pixels")))?;
        map.fill(resvg::tiny_skia::Color::WHITE);
        resvg::render(&self.tree, Transform::from_scale(zoom as f32, zoom as f32), &mut map.as_mut());
        map.encode_png().map_err(|e| ChartError::Render(e.to_string()))
    }

    /// The boxes of all texts, for the laws of layout.
    #[cfg(test)]
    pub(crate) fn texts(&self) -> &[TextBox] {
        &self.sheet.texts
    }
}

/// The `@font-face` rules of the shipped fonts (176 KB), for the style sheet of a page with inlined pictures.
pub fn font_face_css() -> String {
    let mut css = String::new();
    for (weight, data) in super::font::shipped() {
        let _ = writeln!(
            css,
            "@font-face{{font-family:'{FAMILY}';font-weight:{weight};src:url(data:font/otf;base64,{}) format('opentype')}}",
            base64(data)
        );
    }
    css
}

/// What plotters wrote, without the root element and the attributes that say nothing, and with whole names on cut texts.
fn tidy(written: &str, full_texts: &[Option<String>]) -> Result<String, ChartError> {
    let unexpected = || ChartError::Render("the drawing library wrote an unexpected file".to_string());
    let start = written.find('>').ok_or_else(unexpected)? + 1;
    let end = written.rfind("</svg>").ok_or_else(unexpected)?;
    let inside = written.get(start..end).ok_or_else(unexpected)?;
    // Inside texts plotters escapes quotes, so that these can only be attributes.
    let inside = inside
        .replace(" opacity=\"1\"", "")
        .replace(&format!(" font-family=\"{FAMILY}\""), "")
        .replace(" font-weight=\"bold\"", " font-weight=\"600\"")
        .replace(" stroke=\"none\"", "")
        .replace(" \"/>", "\"/>")
        .replace("\n</text>", "</text>");
    let mut body = String::with_capacity(inside.len());
    let mut texts = full_texts.iter();
    for line in inside.lines().filter(|line| !line.is_empty()) {
        body.push_str(line);
        if line.starts_with("<text ") {
            if let Some(Some(full)) = texts.next() {
                let _ = write!(body, "<title>{}</title>", escaped(full));
            }
        } else {
            body.push('\n');
        }
    }
    Ok(body)
}

fn head(sheet: &Sheet) -> String {
    let (width, height) = (sheet.width, sheet.height);
    let (wide, high) = (width * super::canvas::SUBUNITS, height * super::canvas::SUBUNITS);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {wide} {high}\" role=\"img\""
    )
}

fn alternative(sheet: &Sheet, id: &str) -> String {
    let (title, description) = (escaped(&sheet.title), escaped(&sheet.description));
    format!(
        " aria-labelledby=\"{id}-title {id}-desc\">\n<title id=\"{id}-title\">{title}</title>\n<desc id=\"{id}-desc\">{description}</desc>\n"
    )
}

fn with_head(sheet: &Sheet, id: &str, body: &str) -> String {
    format!(
        "{} font-family=\"{FAMILIES}\" style=\"max-width:100%;height:auto\"{}{body}</svg>\n",
        head(sheet),
        alternative(sheet, id)
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo): the same on every machine and in every version.
fn fingerprint(parts: &[&str]) -> u64 {
    parts
        .iter()
        .flat_map(|part| part.bytes().chain([0]))
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// RFC 4648, section 4.
fn base64(data: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(data.len().div_ceil(3) * 4);
    for chunk in data.chunks(3) {
        let bits = (0..3).fold(0u32, |bits, i| bits << 8 | u32::from(chunk.get(i).copied().unwrap_or(0)));
        for i in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * i) & 63) as usize];
            out.push(if i <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        // RFC 4648, section 10.
        for (plain, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn the_fingerprint_is_fnv() {
        // FNV test suite of its authors: fnv1a_64("a\0") is "a" followed by one zero byte.
        assert_eq!(fingerprint(&[]), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fingerprint(&["a"]), 0x089b_e207_b544_f1e4);
        assert_ne!(fingerprint(&["ab", "c"]), fingerprint(&["a", "bc"]));
    }
}
