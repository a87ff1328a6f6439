//! Blocks of a text: headings, paragraphs, items of lists and tables, whose characters know where they stand in the source.
//!
//! Markup is taken off and nothing else: digits, blanks and marks stay as they are printed, so that a span of a passage is a span of the
//! source.

mod html;
mod markdown;
mod passage;
mod plain;

use std::path::Path;

pub(crate) use passage::Passage;

use crate::source::Source;

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Block {
    /// A heading, 1 the highest; plain text has one level.
    Heading(u8, Passage),
    /// A paragraph.
    Paragraph(Passage),
    /// An item of a list, without its mark.
    Item(Passage),
    /// A table, row by row; rows may differ in length.
    Table(Grid),
}

/// A table of a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Grid {
    /// The caption, or a short line that stands above the table in place of one.
    pub(crate) caption: Option<Passage>,
    /// The cells; of an HTML cell that spans several columns or rows, copies.
    pub(crate) rows: Vec<Vec<Passage>>,
    /// How many of the first rows are headers.
    pub(crate) header_rows: usize,
}

/// The blocks of a source, in its order.
pub(crate) fn blocks(source: &Source) -> Vec<Block> {
    let text = source.text();
    let format = Format::of(source);
    let blocks = match format {
        Format::Html => html::blocks(text, 0..text.len()),
        Format::Markdown => markdown::blocks(text),
        Format::Plain => plain::blocks(text),
    };
    with_captions(blocks, format)
}

/// How a document is marked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Plain,
    Markdown,
    Html,
}

/// So many bytes tell what a text is.
const TELLING: usize = 1 << 16;

impl Format {
    /// By the ending of the name, and where that says nothing by the text.
    fn of(source: &Source) -> Self {
        let ending = Path::new(&**source.name()).extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("html" | "htm" | "xhtml") => Self::Html,
            Some("md" | "markdown") => Self::Markdown,
            Some("txt" | "text") => Self::Plain,
            _ => Self::of_text(&source.text()[..source.text().floor_char_boundary(TELLING)]),
        }
    }

    fn of_text(text: &str) -> Self {
        let lower = text.to_ascii_lowercase();
        let opens = |tag: &str| lower.trim_start().starts_with(tag);
        let closed = ["</p>", "</div>", "</td>", "</li>", "</h1>", "</h2>", "<br"]
            .iter()
            .map(|tag| lower.matches(tag).count())
            .sum::<usize>();
        if opens("<!doctype html") || opens("<html") || closed >= 2 {
            Self::Html
        } else if text.lines().any(is_markdown) {
            Self::Markdown
        } else {
            Self::Plain
        }
    }
}

/// A heading with its marks, the line under the head of a table, a link.
fn is_markdown(line: &str) -> bool {
    let line = line.trim();
    let heading = line.trim_start_matches('#');
    let marks = line.len() - heading.len();
    let is_heading = (1..=6).contains(&marks) && heading.starts_with(' ');
    let is_rule =
        line.len() > 4 && line.contains("--") && line.contains('|') && line.bytes().all(|b| matches!(b, b'-' | b'|' | b':' | b' '));
    is_heading || is_rule || line.contains("](http")
}

/// The most characters of a line that is taken for the caption of the table below it.
const LONGEST_CAPTION: usize = 200;

/// A short line right above a table that has no caption says what the table shows, unless it is a sentence.
fn with_captions(blocks: Vec<Block>, format: Format) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    for mut block in blocks {
        if let Block::Table(grid) = &mut block
            && grid.caption.is_none()
        {
            let above = match out.last() {
                Some(Block::Paragraph(line)) => Some(line),
                // Plain text does not tell a heading from a caption.
                Some(Block::Heading(_, line)) if format == Format::Plain => Some(line),
                _ => None,
            };
            if let Some(line) = above.filter(|line| is_caption(line.text())) {
                grid.caption = Some(line.clone());
                out.pop();
            }
        }
        out.push(block);
    }
    out
}

fn is_caption(line: &str) -> bool {
    let line = line.trim();
    let ends_in_unit = ["mln.", "bln.", "bn.", "mn.", "thsd.", "thous.", "ths."].iter().any(|unit| line.ends_with(unit));
    line.chars().count() <= LONGEST_CAPTION && (!line.ends_with(['.', '!', '?']) || ends_in_unit || line.starts_with("Table "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    pub(super) fn passages(blocks: &[Block]) -> Vec<&Passage> {
        let mut passages = Vec::new();
        for block in blocks {
            match block {
                Block::Heading(_, passage) | Block::Paragraph(passage) | Block::Item(passage) => passages.push(passage),
                Block::Table(grid) => {
                    passages.extend(&grid.caption);
                    passages.extend(grid.rows.iter().flatten());
                }
            }
        }
        passages
    }

    /// The blocks in one line each: `# heading`, `p paragraph`, `- item`, `| cell | cell |`.
    pub(super) fn shown(name: &str, text: &str) -> String {
        let line = |passage: &Passage| passage.text().replace('\n', "⏎").replace('\u{a0}', "~").replace('\u{2009}', "_");
        let mut lines = Vec::new();
        for block in blocks(&Source::from_text(name, text)) {
            match block {
                Block::Heading(level, passage) => lines.push(format!("{} {}", "#".repeat(level.into()), line(&passage))),
                Block::Paragraph(passage) => lines.push(format!("p {}", line(&passage))),
                Block::Item(passage) => lines.push(format!("- {}", line(&passage))),
                Block::Table(grid) => {
                    lines.extend(grid.caption.iter().map(|caption| format!("= {}", line(caption))));
                    for (number, row) in grid.rows.iter().enumerate() {
                        let mark = if number < grid.header_rows { "||" } else { "|" };
                        let cells: Vec<String> = row.iter().map(line).collect();
                        lines.push(format!("{mark} {} |", cells.join(" | ")));
                    }
                }
            }
        }
        lines.join("\n")
    }

    /// Every character of a passage stands for bytes of the source, and what is printed there as it is can be found there.
    fn holds(name: &str, text: &str) -> Result<(), TestCaseError> {
        for passage in passages(&blocks(&Source::from_text(name, text))) {
            let mut end = 0;
            for (at, c) in passage.text().char_indices() {
                let span = passage.span(at..at + c.len_utf8());
                prop_assert!(span.start <= span.end && span.end <= text.len(), "{:?} {:?}", c, span);
                prop_assert!(span.start >= end || span.end >= end, "in order");
                prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
                end = end.max(span.start);
                if c.is_ascii_digit() && span.len() == 1 {
                    prop_assert_eq!(&text[span], c.to_string());
                }
            }
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn any_text_has_blocks(text in "\\PC{0,200}", name in "[a-z]\\.(txt|md|html|log)") {
            holds(&name, &text)?;
        }

        #[test]
        fn any_markup_has_blocks(
            pieces in prop::collection::vec(prop_oneof![
                "[ -~]{0,6}", "[0-9.,]{1,6}", "\n{1,2}", "\r\n", "( |\t){1,6}", "[А-я中ب]{1,3}", "&(nbsp|amp|#160|#x2009|bogus|lt);?",
                "</?(p|div|table|tr|td|th|li|ul|h2|b|br|sup|nav|script|style|head|body|caption|thead|pre)( (col|row)span=\"?[0-9]{1,5}\"?)?/?>",
                "(#{1,7}|[-*>|]|[0-9][.)]|```|---) ?", "\\|-+\\|-+\\|\n", "\\[\\^?[0-9]\\](\\(u\\)|:)?", "<!--|-->|<!|<\\?|\\]\\]>",
            ], 0..40),
            name in "[a-z]\\.(txt|md|html|log)",
        ) {
            holds(&name, &pieces.concat())?;
        }
    }

    #[test]
    fn the_format_is_told() {
        for (name, text, format) in [
            ("a.html", "x", Format::Html),
            ("a.MD", "x", Format::Markdown),
            ("a.txt", "# x", Format::Plain),
            ("<stdin>", "<!DOCTYPE html><p>x", Format::Html),
            ("<stdin>", "<p>x</p>\n<p>y</p>", Format::Html),
            ("<stdin>", "Trade\n\n## Exports\n", Format::Markdown),
            ("<stdin>", "| a | b |\n|---|---|\n| 1 | 2 |", Format::Markdown),
            ("<stdin>", "Exports < imports, #1", Format::Plain),
        ] {
            assert_eq!(Format::of(&Source::from_text(name, text)), format, "{name} {text}");
        }
    }

    #[test]
    fn hostile_sizes_are_read() {
        let long = "Exports made 18.5 million. ".repeat(40_000);
        for name in ["a.txt", "a.md", "a.html"] {
            assert_eq!(blocks(&Source::from_text(name, long.clone())).len(), 1, "{name}");
        }
        for piece in ["<div>", "<table><tr><td>", "<td colspan=9999 rowspan=9999>x", "<li>", "<", "&#", "<!--"] {
            blocks(&Source::from_text("a.html", piece.repeat(20_000)));
        }
        for piece in ["> ", "- ", "* a\n ", "[", "**a ", "| a ", "`", "<b>", "![", "\\"] {
            blocks(&Source::from_text("a.md", piece.repeat(20_000)));
        }
        for piece in ["- ", "\n", "\t", "x\n", "x\ty\n", " x\n\r"] {
            blocks(&Source::from_text("a.txt", piece.repeat(20_000)));
        }
    }
}
