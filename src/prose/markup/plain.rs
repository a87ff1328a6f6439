use super::{Block, Grid, Passage};

/// Blocks of plain text: blank lines part them. Beyond that it depends on how the text is laid out: where lines were wrapped, a line that
/// is indented deeper than the others begins a paragraph, as wires print it, and so does one after a line that ended a sentence early;
/// where each line is a paragraph, a line goes on only if it ends in the midst of a sentence. A short line that ends like no sentence
/// is a heading. Lines of cells apart by tabs or wide blanks are a table.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let lines = lines(text);
    let layout = Layout::of(&lines);
    let mut reader = Reader { layout, open: Vec::new(), blocks: Vec::new() };
    let mut at = 0;
    // Lines before this one are known to be no rows of a table.
    let mut no_rows_before = 0;
    while at < lines.len() {
        let line = lines[at];
        if at >= no_rows_before {
            let rows = alike(&lines[at..]);
            if is_table(&lines[at..at + rows]) {
                reader.flush();
                reader.blocks.push(Block::Table(grid(&lines[at..at + rows])));
                at += rows;
                continue;
            }
            no_rows_before = at + rows;
        }
        if line.content.is_empty() {
            reader.flush();
        } else {
            if reader.open.last().is_some_and(|last| reader.parts(last, &line)) {
                reader.flush();
            }
            reader.open.push(line);
        }
        at += 1;
    }
    reader.flush();
    reader.blocks
}

/// A line without the blanks around it.
#[derive(Debug, Clone, Copy)]
struct Line<'t> {
    raw: &'t str,
    content: &'t str,
    start: usize,
    /// The bytes before it.
    before: usize,
    /// The columns before it.
    indent: usize,
}

const TAB: usize = 4;

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let rest = &text[start..];
        let len = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let raw = &rest[..len];
        let content = raw.trim();
        let blank = raw.len() - raw.trim_start().len();
        let indent = raw[..blank].chars().map(|c| if c == '\t' { TAB } else { 1 }).sum();
        lines.push(Line { raw, content, start: start + blank, before: blank, indent });
        start += len + if rest[len..].starts_with("\r\n") { 2 } else { 1 };
    }
    lines
}

impl Line<'_> {
    fn end(&self) -> usize {
        self.start + self.content.len()
    }

    fn length(&self) -> usize {
        self.content.chars().count()
    }

    /// Whether a sentence, or the lead of a list, ends with the line.
    fn ends_sentence(&self) -> bool {
        let bare = self.content.trim_end_matches(['"', '”', '’', '\'', ')', '»', ']']);
        bare.ends_with(['.', '!', '?', ':', '…', '。'])
    }

    fn begins_small(&self) -> bool {
        self.content.starts_with(char::is_lowercase)
    }

    /// The mark of an item, in bytes with the blank behind it.
    fn mark(&self) -> Option<usize> {
        let mark = self.content.chars().next()?;
        if matches!(mark, '-' | '–' | '—' | '•' | '*' | '·' | '▪' | '‣' | '◦' | '●') {
            let rest = &self.content[mark.len_utf8()..];
            return rest.starts_with([' ', '\t', '\u{a0}']).then(|| self.content.len() - rest.trim_start().len());
        }
        let digits = self.content.bytes().take_while(u8::is_ascii_digit).count();
        let rest = &self.content[digits..];
        let is_number = (1..=2).contains(&digits) && rest.starts_with(") ");
        is_number.then_some(digits + 2)
    }

    /// Whether the mark can also be the dash of a sentence: `imports – 615.4`.
    fn mark_is_dash(&self) -> bool {
        let after = self.mark().map(|mark| &self.content[mark..]);
        self.content.starts_with(['–', '—'])
            || self.content.starts_with('-') && after.is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()))
    }
}

/// How the lines of a text are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Layout {
    lines: Lines,
    /// The columns before most lines.
    indent: usize,
    paragraphs: Paragraphs,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lines {
    /// A part of a paragraph that was wrapped at this width.
    Wrapped(usize),
    /// A paragraph.
    Whole,
}

/// How paragraphs begin beside blank lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Paragraphs {
    /// With a line that is indented.
    Indented,
    /// Without a sign.
    Plain,
}

/// Nobody wraps lines beyond this.
const WIDEST: usize = 120;

impl Layout {
    fn of(lines: &[Line]) -> Self {
        let indent = most_common(lines.iter().filter(|line| !line.content.is_empty()).map(|line| line.indent));
        let pairs = || lines.windows(2).filter(|pair| !pair[0].content.is_empty() && !pair[1].content.is_empty());
        let deep = |line: &Line| line.indent >= indent + 2;
        let first_lines = pairs().filter(|pair| deep(&pair[0]) && !deep(&pair[1])).count();
        let blocks = pairs().filter(|pair| deep(&pair[0]) && pair[1].indent == pair[0].indent).count();
        let paragraphs = if first_lines > 0 && first_lines >= blocks { Paragraphs::Indented } else { Paragraphs::Plain };
        let mut widths: Vec<usize> = lines.iter().map(Line::length).filter(|&length| length > 0).collect();
        widths.sort_unstable();
        let whole = pairs().filter(|pair| pair[0].ends_sentence()).count() * 10 > pairs().count() * 6;
        let long = widths.iter().filter(|&&width| width > WIDEST).count();
        let width = widths.get(widths.len() * 19 / 20).copied().unwrap_or(0);
        let lines =
            if long * 20 > widths.len() || whole && paragraphs == Paragraphs::Plain { Lines::Whole } else { Lines::Wrapped(width) };
        Self { lines, indent, paragraphs }
    }
}

fn most_common(values: impl Iterator<Item = usize>) -> usize {
    let mut counts = std::collections::BTreeMap::new();
    values.for_each(|value| *counts.entry(value).or_insert(0usize) += 1);
    counts.into_iter().max_by_key(|&(value, count)| (count, std::cmp::Reverse(value))).map_or(0, |(value, _)| value)
}

struct Reader<'t> {
    layout: Layout,
    open: Vec<Line<'t>>,
    blocks: Vec<Block>,
}

impl Reader<'_> {
    /// Whether a line begins a block after another one.
    fn parts(&self, last: &Line, line: &Line) -> bool {
        let is_item = self.open[0].mark().is_some();
        if line.mark().is_some() {
            return !line.mark_is_dash() || is_item || last.ends_sentence() || last.content.ends_with([';', ',']);
        }
        if is_item {
            let hangs = line.indent > self.open[0].indent;
            return !hangs && (last.ends_sentence() || last.content.ends_with(';') || !line.begins_small());
        }
        if self.layout.paragraphs == Paragraphs::Indented && line.indent >= self.layout.indent + 2 {
            return true;
        }
        if line.indent >= last.indent + 2 && self.layout.paragraphs == Paragraphs::Plain && last.ends_sentence() {
            return true;
        }
        match self.layout.lines {
            Lines::Whole => !goes_on(last, line),
            Lines::Wrapped(_) if last.length() > WIDEST => !goes_on(last, line),
            Lines::Wrapped(width) => {
                let first_word = line.content.split_whitespace().next().map_or(0, |word| word.chars().count());
                let would_fit = last.length() + 1 + first_word + width / 10 < width;
                let is_capitals =
                    |line: &Line| line.content.contains(char::is_uppercase) && !line.content.contains(char::is_lowercase);
                would_fit && last.ends_sentence() && !line.begins_small() || self.open.iter().all(is_capitals) && !is_capitals(line)
            }
        }
    }

    fn flush(&mut self) {
        let lines = std::mem::take(&mut self.open);
        let Some(first) = lines.first() else { return };
        let mark = first.mark();
        let mut passage = Passage::default();
        passage.push(&first.content[mark.unwrap_or(0)..], first.start + mark.unwrap_or(0));
        for pair in lines.windows(2) {
            passage.push_as("\n", pair[0].end()..pair[1].start);
            passage.push(pair[1].content, pair[1].start);
        }
        if passage.is_blank() {
            return;
        }
        self.blocks.push(if mark.is_some() {
            Block::Item(passage)
        } else if is_heading(passage.text()) && (lines.len() == 1 || !passage.text().contains(char::is_lowercase)) {
            Block::Heading(1, passage)
        } else {
            Block::Paragraph(passage)
        });
    }
}

/// Whether a sentence goes on in the next line, although lines are paragraphs.
fn goes_on(last: &Line, line: &Line) -> bool {
    let ends_open = last.content.ends_with(|c: char| c.is_lowercase() || matches!(c, ',' | '–' | '-' | '$' | '€'));
    let goes_on_in_number = ends_open && line.content.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '$' | '€' | '£'));
    !last.ends_sentence() && (line.begins_small() || goes_on_in_number || last.content.ends_with(','))
}

/// A heading is short and ends without a full stop.
fn is_heading(line: &str) -> bool {
    line.chars().count() <= 100 && !line.ends_with(['.', ',', ';', ':', '!', '?', '"', '”', '%'])
}

/// How many of the first lines have equally many cells, one at least.
fn alike(lines: &[Line]) -> usize {
    let width = cells(&lines[0]).len();
    1 + lines[1..].iter().take_while(|line| cells(line).len() == width).count()
}

/// Two lines at least, most of whose cells behind the first are numbers.
fn is_table(lines: &[Line]) -> bool {
    let numbers = |line: &&Line| {
        let cells = cells(line);
        cells.len() > 1 && cells[1..].iter().filter(|(cell, _)| is_number(cell)).count() * 2 >= cells.len() - 1
    };
    lines.len() >= 2 && lines.iter().filter(numbers).count() * 2 >= lines.len()
}

/// The cells of a line with the byte that each begins at: apart by tabs, or by two blanks and more where there are no tabs.
fn cells<'t>(line: &Line<'t>) -> Vec<(&'t str, usize)> {
    let is_tabbed = line.content.contains('\t');
    let (whole, part, begin) =
        if is_tabbed { (line.raw, "\t", line.start - line.before) } else { (line.content, "  ", line.start) };
    let mut cells = Vec::new();
    let mut start = 0;
    for piece in whole.split(part) {
        let blank = piece.len() - piece.trim_start().len();
        let cell = piece.trim();
        if !cell.is_empty() || is_tabbed {
            cells.push((cell, begin + start + blank));
        }
        start += piece.len() + part.len();
    }
    cells
}

fn is_number(cell: &str) -> bool {
    let mut chars = cell.chars().filter(|c| !c.is_whitespace()).peekable();
    let is_empty = chars.peek().is_none();
    !is_empty && chars.all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '–' | '−' | '+' | '%' | '(' | ')' | '…'))
}

fn grid(lines: &[Line]) -> Grid {
    let row = |line: &Line| {
        let cell = |&(text, start): &(&str, usize)| {
            let mut passage = Passage::default();
            passage.push(text, start);
            passage
        };
        cells(line).iter().map(cell).collect()
    };
    Grid { caption: None, rows: lines.iter().map(row).collect(), header_rows: 0 }
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    fn check(text: &str, expected: &str) {
        assert_eq!(shown("a.txt", text), expected);
        assert_eq!(shown("a.txt", &text.replace('\n', "\r\n")), expected, "with the line ends of Windows");
    }

    #[test]
    fn a_wire_indents_its_paragraphs() {
        check(
            "TRADE SWINGS INTO DEFICIT\n\nThe island had a 3.5 billion\nL.C. Dlr deficit in May after a surplus of 2.5 billion dlrs in\n\
             April, officials said.\n    It had been 1.7 billion dlrs.\n    Imports rose to 24.1 billion dlrs, up 2.6 pct from a year\nago.\n",
            "# TRADE SWINGS INTO DEFICIT\np The island had a 3.5 billion⏎L.C. Dlr deficit in May after a surplus of 2.5 billion dlrs in⏎\
             April, officials said.\np It had been 1.7 billion dlrs.\np Imports rose to 24.1 billion dlrs, up 2.6 pct from a year⏎ago.",
        );
    }

    #[test]
    fn a_line_may_be_a_paragraph() {
        let long = "In May exports came to 5.1 billion and imports to 4.9 billion, both of them higher than in any May before it, as the office said.";
        check(
            &format!("Exports rise\n{long}\nImports rose by\n2.1 %.\nThe balance was 0.2 billion.\n{long}\n"),
            &format!("# Exports rise\np {long}\np Imports rose by⏎2.1 %.\np The balance was 0.2 billion.\np {long}"),
        );
    }

    #[test]
    fn wrapped_paragraphs_without_blank_lines() {
        check(
            "Exports came to five billion in the first\nquarter, and imports to four and a half.\nThe balance improved.\nPartners bought more\
             of everything that the\ncountry makes, machines above all others.\n",
            "p Exports came to five billion in the first⏎quarter, and imports to four and a half.⏎The balance improved.\np Partners bought more\
             of everything that the⏎country makes, machines above all others.",
        );
    }

    #[test]
    fn items_and_dashes() {
        check(
            "The main goods were:\n- tyres, 1.2 million\n  dollars;\n- flax\n– 3.5 thousand went on\nlast.\nExports were 5, imports\n– 6 million.\n1) first\n2) second\n",
            "p The main goods were:\n- tyres, 1.2 million⏎dollars;\n- flax\n- 3.5 thousand went on⏎last.\np Exports were 5, imports⏎– 6 million.\n- first\n- second",
        );
    }

    #[test]
    fn cells_are_a_table() {
        check(
            "Trade, million USD\n\tExports\tImports\n2009\t18.5\t615.4\n2010\t20.1\t700.0\nEnd.\n",
            "= Trade, million USD\n|  | Exports | Imports |\n| 2009 | 18.5 | 615.4 |\n| 2010 | 20.1 | 700.0 |\np End.",
        );
        check("Exports    18.5    20.1\nImports   615.4   700.0\n", "| Exports | 18.5 | 20.1 |\n| Imports | 615.4 | 700.0 |");
        check(
            "It rose.  Then it fell.  Then no more.\nSo it was.  And it is.  And will be.\n",
            "p It rose.  Then it fell.  Then no more.\np So it was.  And it is.  And will be.",
        );
    }
}
