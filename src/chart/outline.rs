//! Texts as outlines: each letter is drawn once and then used, so that a file of its own stays small.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use ab_glyph::{Font as _, OutlineCurve, Point};
use resvg::usvg::{Group, Node, Text, Tree};

use super::font::Fonts;

/// The elements of `body` with every text (known to `tree` by the identifiers of [`text_id`]) replaced by letters, and the letters.
pub(crate) fn outlined(body: &str, tree: &Tree, fonts: &Fonts) -> String {
    let mut texts = BTreeMap::new();
    collect(tree.root(), &mut texts);
    let mut letters = BTreeMap::new();
    let mut elements = String::with_capacity(body.len());
    let mut count = 0;
    for line in body.lines() {
        if line.starts_with("<text ") {
            if let Some(text) = texts.get(&text_id(count)) {
                place(text, fill(line), fonts, &mut letters, &mut elements);
            }
            count += 1;
        } else {
            elements.push_str(line);
            elements.push('\n');
        }
    }
    let mut out = String::from("<defs>\n");
    for (letter, path) in letters {
        let _ = writeln!(out, "<path id=\"{letter}\" d=\"{path}\"/>");
    }
    out + "</defs>\n" + &elements
}

/// How the text number `count` of a drawing is called in the tree.
pub(crate) fn text_id(count: usize) -> String {
    format!("text-{count}")
}

fn collect<'a>(group: &'a Group, texts: &mut BTreeMap<String, &'a Text>) {
    for node in group.children() {
        match node {
            Node::Group(inner) => collect(inner, texts),
            Node::Text(text) => {
                texts.insert(text.id().to_string(), text);
            }
            _ => {}
        }
    }
}

/// The fill of an element as plotters wrote it.
fn fill(element: &str) -> &str {
    element.split_once("fill=\"").and_then(|(_, rest)| rest.split_once('"')).map_or("#000000", |(fill, _)| fill)
}

/// Writes the letters of a text, each font a group in the units of that font, in which letters stand at whole numbers.
fn place(text: &Text, fill: &str, fonts: &Fonts, letters: &mut BTreeMap<String, String>, out: &mut String) {
    let mut group: Option<(f32, f32, f32)> = None;
    for glyph in text.layouted().iter().flat_map(|span| &span.positioned_glyphs) {
        let Some((number, face)) = fonts.face(glyph.font) else { continue };
        let Some(outline) = u16::try_from(glyph.id.0).ok().and_then(|id| face.outline(ab_glyph::GlyphId(id))) else { continue };
        let letter = format!("{}{}", char::from(b'a' + (number % 26) as u8), number / 26 * 100_000 + glyph.id.0 as usize);
        letters.entry(letter.clone()).or_insert_with(|| path(&outline.curves));
        let at = glyph.outline_transform();
        let start = match group {
            Some((scale, start, baseline)) if scale == at.sx && baseline == at.ty => start,
            _ => {
                out.push_str(if group.is_some() { "</g>\n" } else { "" });
                let _ = write!(out, "<g fill=\"{fill}\" transform=\"matrix({} 0 0 {} {} {})\">", at.sx, at.sy, at.tx, at.ty);
                group = Some((at.sx, at.tx, at.ty));
                at.tx
            }
        };
        let _ = write!(out, "<use xlink:href=\"#{letter}\" x=\"{}\"/>", ((at.tx - start) / at.sx).round());
    }
    out.push_str(if group.is_some() { "</g>\n" } else { "" });
}

/// Path data in units of the font.
fn path(curves: &[OutlineCurve]) -> String {
    let mut out = String::new();
    let mut pen: Option<Point> = None;
    for curve in curves {
        let (command, start, rest) = match curve {
            OutlineCurve::Line(a, b) => ('L', a, vec![b]),
            OutlineCurve::Quad(a, b, c) => ('Q', a, vec![b, c]),
            OutlineCurve::Cubic(a, b, c, d) => ('C', a, vec![b, c, d]),
        };
        if pen != Some(*start) {
            out.push_str(if pen.is_some() { "Z" } else { "" });
            let _ = write!(out, "M{} {}", start.x.round(), start.y.round());
        }
        for (i, point) in rest.iter().enumerate() {
            let before = if i == 0 { command } else { ' ' };
            let _ = write!(out, "{before}{} {}", point.x.round(), point.y.round());
        }
        pen = rest.last().map(|point| **point);
    }
    out.push_str(if pen.is_some() { "Z" } else { "" });
    out
}
