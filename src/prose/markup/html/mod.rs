mod table;
mod tag;

use std::ops::Range;

use html5gum::{DefaultEmitter, Token, Tokenizer};

use super::{Block, Passage};
use table::{Copies, OpenTable};
use tag::{Kind, Skipped};

/// Blocks of HTML within a range of bytes of a text.
///
/// Tags that are never closed or closed twice do no harm: what counts is which block element was met last. What a browser does not show
/// as text (scripts, styles) and menus are passed over.
pub(super) fn blocks(text: &str, range: Range<usize>) -> Vec<Block> {
    let pieces = pieces(text, range);
    let last_end =
        |skipped: Skipped| pieces.iter().rposition(|piece| matches!(piece, Piece::End(Kind::Skipped(s)) if *s == skipped));
    let ends: Vec<Option<usize>> = Skipped::ALL.into_iter().map(last_end).collect();
    let mut reader = Reader { text, ..Reader::default() };
    for (at, piece) in pieces.iter().enumerate() {
        match (reader.skipping, piece) {
            (Some((skipped, depth)), piece) => reader.skipping = still_skipping(skipped, depth, piece),
            (None, Piece::Start { kind: Kind::Skipped(skipped), .. }) => {
                // A menu that is never closed is taken for text, lest the rest of the page be lost.
                let is_closed = ends[*skipped as usize].is_some_and(|end| at < end);
                reader.skipping = (is_closed || skipped.is_raw()).then_some((*skipped, 1));
            }
            (None, Piece::Start { kind, span, columns, rows }) => reader.start(*kind, span.clone(), *columns, *rows),
            (None, Piece::End(kind)) => reader.end(*kind),
            (None, Piece::Text(range)) => reader.words(range.clone()),
        }
    }
    reader.finish()
}

fn still_skipping(skipped: Skipped, depth: usize, piece: &Piece) -> Option<(Skipped, usize)> {
    match piece {
        Piece::Start { kind: Kind::Body, .. } if skipped == Skipped::Head => None,
        Piece::Start { kind: Kind::Skipped(again), .. } if *again == skipped => Some((skipped, depth + 1)),
        Piece::End(Kind::Skipped(ended)) if *ended == skipped => Some((skipped, depth - 1)).filter(|(_, depth)| *depth > 0),
        _ => Some((skipped, depth)),
    }
}

/// A tag or a run of text.
#[derive(Debug, Clone)]
enum Piece {
    Start { kind: Kind, span: Range<usize>, columns: u16, rows: u16 },
    End(Kind),
    Text(Range<usize>),
}

fn pieces(text: &str, range: Range<usize>) -> Vec<Piece> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let base = range.start;
    let mut pieces = Vec::new();
    for token in Tokenizer::new_with_emitter(&text[range], emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let number = |name: &[u8]| {
                    let value = tag.attributes.iter().find(|(key, _)| key.0 == name).map(|(_, value)| &value.value.0);
                    value.and_then(|value| std::str::from_utf8(value).ok()?.trim().parse().ok()).unwrap_or(1)
                };
                let kind = Kind::of(&tag.name.0);
                if matches!(kind, Kind::Inline) || tag.self_closing && matches!(kind, Kind::Skipped(_)) {
                    continue;
                }
                let span = base + tag.span.start..base + tag.span.end;
                pieces.push(Piece::Start { kind, span, columns: number(b"colspan"), rows: number(b"rowspan") });
            }
            Token::EndTag(tag) => {
                let kind = Kind::of(&tag.name.0);
                if !matches!(kind, Kind::Inline) {
                    pieces.push(Piece::End(kind));
                }
            }
            Token::String(string) => pieces.push(Piece::Text(base + string.span.start..base + string.span.end)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    pieces
}

/// Tables in tables beyond this depth are read as the blocks in them.
const DEEPEST: usize = 16;

#[derive(Default)]
struct Reader<'t> {
    text: &'t str,
    blocks: Vec<Block>,
    passage: Passage,
    heading: Option<u8>,
    in_item: bool,
    in_pre: bool,
    skipping: Option<(Skipped, usize)>,
    tables: Vec<OpenTable>,
    /// Tables that were met beyond the deepest.
    beyond: usize,
    copies: Copies,
}

impl Reader<'_> {
    fn start(&mut self, kind: Kind, span: Range<usize>, columns: u16, rows: u16) {
        match kind {
            Kind::Break => {
                let is_second = self.passage.text().trim_end_matches([' ', '\t']).ends_with('\n');
                if is_second { self.flush() } else { self.blank("\n", span) }
            }
            Kind::Raised => self.apart(span),
            Kind::Heading(level) => {
                self.flush();
                self.heading = Some(level);
            }
            Kind::Item => {
                self.flush();
                self.in_item = true;
            }
            Kind::Pre => {
                self.flush();
                self.in_pre = true;
            }
            Kind::Table => {
                self.flush();
                if self.tables.len() < DEEPEST {
                    self.tables.push(OpenTable::default());
                    self.in_item = false;
                } else {
                    self.beyond += 1;
                }
            }
            Kind::Caption | Kind::Row | Kind::Cell(_) | Kind::Head | Kind::Rows => {
                self.flush();
                if let Some(table) = self.tables.last_mut().filter(|_| self.beyond == 0) {
                    table.start(kind, columns, rows);
                }
            }
            Kind::Block | Kind::Body | Kind::List => self.flush(),
            Kind::Inline | Kind::Skipped(_) => {}
        }
    }

    fn end(&mut self, kind: Kind) {
        match kind {
            Kind::Raised => {
                let end = self.passage.end();
                self.apart(end..end);
            }
            Kind::Heading(_) => {
                self.flush();
                self.heading = None;
            }
            Kind::Item | Kind::List => {
                self.flush();
                self.in_item = false;
            }
            Kind::Pre => {
                self.flush();
                self.in_pre = false;
            }
            Kind::Table => {
                self.flush();
                if self.beyond > 0 {
                    self.beyond -= 1;
                } else {
                    self.close_table();
                }
            }
            Kind::Caption | Kind::Row | Kind::Cell(_) | Kind::Head | Kind::Rows => {
                self.flush();
                if let Some(table) = self.tables.last_mut().filter(|_| self.beyond == 0) {
                    table.end(kind);
                }
            }
            Kind::Block | Kind::Body => self.flush(),
            Kind::Break | Kind::Inline | Kind::Skipped(_) => {}
        }
    }

    fn close_table(&mut self) {
        if let Some(table) = self.tables.pop() {
            let blocks = table.close(&mut self.copies);
            match self.tables.last_mut() {
                Some(outer) => outer.extend(blocks),
                None => self.blocks.extend(blocks),
            }
        }
    }

    /// Text as a browser shows it: entities are what they stand for, and blanks are one.
    fn words(&mut self, range: Range<usize>) {
        let Some(raw) = self.text.get(range.clone()) else { return };
        let mut at = 0;
        while at < raw.len() {
            let rest = &raw[at..];
            let start = range.start + at;
            let blanks = rest.len() - rest.trim_start_matches(is_blank).len();
            let len = if blanks > 0 {
                if self.in_pre {
                    self.passage.push(&rest[..blanks], start);
                } else {
                    self.blank(" ", start..start + blanks);
                }
                blanks
            } else if rest.starts_with('&') {
                let len = entity_len(rest);
                self.passage.push_as(&decoded(&rest[..len]), start..start + len);
                len
            } else {
                let len = rest.find(|c| is_blank(c) || c == '&').unwrap_or(rest.len());
                self.passage.push(&rest[..len], start);
                len
            };
            at += len;
        }
    }

    /// A blank, unless there is one already; a line end in any case.
    fn blank(&mut self, blank: &str, span: Range<usize>) {
        let is_apart = self.passage.text().ends_with(is_blank);
        if !self.passage.is_blank() && (blank == "\n" || !is_apart) {
            self.passage.push_as(blank, span);
        }
    }

    /// Keeps a raised mark from the word or number that it stands at.
    fn apart(&mut self, span: Range<usize>) {
        self.blank(" ", span);
    }

    fn flush(&mut self) {
        let passage = std::mem::take(&mut self.passage).trimmed();
        if passage.is_blank() {
            return;
        }
        let block = match self.heading {
            Some(level) => Block::Heading(level, passage),
            None if self.in_item => Block::Item(passage),
            None => Block::Paragraph(passage),
        };
        match self.tables.last_mut() {
            Some(table) => table.push(block),
            None => self.blocks.push(block),
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.flush();
        while !self.tables.is_empty() {
            self.close_table();
        }
        self.blocks
    }
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// The longest that an entity can be.
const LONGEST_ENTITY: usize = 40;

/// `&` and what may be a name or number behind it.
fn entity_len(text: &str) -> usize {
    let name = text[1..].bytes().take(LONGEST_ENTITY).take_while(|&b| b.is_ascii_alphanumeric() || b == b'#').count();
    1 + name + usize::from(text[1 + name..].starts_with(';'))
}

/// What an entity stands for; text that is none is itself.
fn decoded(entity: &str) -> String {
    match entity {
        "&nbsp;" | "&#160;" => "\u{a0}".to_owned(),
        "&amp;" => "&".to_owned(),
        _ => {
            let strings = Tokenizer::new(entity).filter_map(|token| match token {
                Ok(Token::String(string)) => Some(String::from_utf8_lossy(&string.value.0).into_owned()),
                _ => None,
            });
            strings.collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn blocks_of_a_page() {
        let text = "\
<!DOCTYPE html><html><head><title>Trade 7</title><style>p{margin:1px}</style></head><body>
<nav><a href='/2009'>2009</a></nav>
<script>var x = 15;</script>
<h2>Trade <em>in 2009</em></h2>
<p>Exports made 18.5<sup>[1]</sup> mln.&nbsp;USD,
   imports &ndash; 615.4&#8201;mln.<br>It fell.<p>Not closed &bogus 1 &lt; 2
<ul><li>tyres <b>1.2</b><li><p>flax</p></ul>One<br><br>Two
</body></html>";
        insta::assert_snapshot!(shown("a.html", text), @r"
        ## Trade in 2009
        p Exports made 18.5 [1] mln.~USD, imports – 615.4_mln.⏎It fell.
        p Not closed &bogus 1 < 2
        - tyres 1.2
        - flax
        p One
        p Two
        ");
    }

    #[test]
    fn tables_of_a_page() {
        let text = "\
<table><caption>Million USD</caption>
<thead><tr><th rowspan=2>Flow<th colspan=2>2009</tr><tr><th>with China</th><th>all</th></tr></thead>
<tr><td>Exports<td>18.5<td>1&nbsp;000.2<tr><td>Imports</td><td>615.4</td></tr></table>";
        insta::assert_snapshot!(shown("a.html", text), @r"
        = Million USD
        || Flow | 2009 | 2009 |
        || Flow | with China | all |
        | Exports | 18.5 | 1~000.2 |
        | Imports | 615.4 |
        ");
    }

    #[test]
    fn a_table_that_lays_out_a_page_is_no_table() {
        let text = "<table><tr><td><h1>Trade</h1><p>Exports made 5.</p><p>Imports 6.</p></td><td><table><tr><td>a<td>1<tr><td>b<td>2</table></table>";
        insta::assert_snapshot!(shown("a.html", text), @r"
        # Trade
        p Exports made 5.
        p Imports 6.
        | a | 1 |
        | b | 2 |
        ");
    }

    #[test]
    fn what_is_never_closed() {
        assert_eq!(shown("a.html", "<nav>Exports 5<p>Imports 6"), "p Exports 5\np Imports 6");
        assert_eq!(shown("a.html", "<p>Exports 5<script>7"), "p Exports 5");
        assert_eq!(shown("a.html", "</table></td>Exports 5<td>6"), "p Exports 5\np 6");
    }
}
