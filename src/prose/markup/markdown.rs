use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{Block, Grid, Passage, html};

/// Blocks of Markdown, with tables and footnotes. HTML within it is read as HTML.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut reader = Reader { text, ..Reader::default() };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        reader.event(event, range);
    }
    reader.flush();
    reader.blocks
}

#[derive(Default)]
struct Reader<'t> {
    text: &'t str,
    blocks: Vec<Block>,
    passage: Passage,
    heading: Option<u8>,
    /// How many items are open.
    items: usize,
    /// How many pictures are open: their words are no text of the document.
    pictures: usize,
    html: Option<Range<usize>>,
    grid: Option<Grid>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.words(&text, range),
            Event::Html(_) => {
                let start = self.html.as_ref().map_or(range.start, |html| html.start);
                self.html = Some(start..range.end);
            }
            Event::InlineHtml(tag) => self.inline_html(&tag, range),
            Event::SoftBreak | Event::HardBreak => self.blank("\n", range),
            Event::FootnoteReference(_) => self.blank(" ", range),
            Event::Rule => self.flush(),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(level_number(*level));
            }
            Tag::Item => {
                self.flush();
                self.items += 1;
            }
            Tag::Image { .. } => {
                self.blank(" ", range.start..range.start);
                self.pictures += 1;
            }
            Tag::Table(_) => {
                self.flush();
                self.grid = Some(Grid::default());
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some(grid) = &mut self.grid {
                    grid.rows.push(Vec::new());
                }
            }
            Tag::Paragraph
            | Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::List(_)
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList => self.flush(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.flush();
                self.heading = None;
            }
            TagEnd::Item => {
                self.flush();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::Image => self.pictures = self.pictures.saturating_sub(1),
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.passage);
                if let Some(row) = self.grid.as_mut().and_then(|grid| grid.rows.last_mut()) {
                    row.push(cell);
                }
            }
            TagEnd::TableHead => {
                if let Some(grid) = &mut self.grid {
                    grid.header_rows = grid.rows.len();
                }
            }
            TagEnd::Table => self.blocks.extend(self.grid.take().map(Block::Table)),
            TagEnd::HtmlBlock => {
                if let Some(range) = self.html.take() {
                    self.blocks.extend(html::blocks(self.text, range));
                }
            }
            TagEnd::Paragraph
            | TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::List(_)
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList => self.flush(),
            _ => {}
        }
    }

    /// Words as they stand in the source, or what an escape or an entity stands for.
    fn words(&mut self, words: &str, range: Range<usize>) {
        if self.pictures > 0 {
            return;
        }
        let Some(printed) = self.text.get(range.clone()) else { return };
        match printed.find(words) {
            Some(at) => self.passage.push(words, range.start + at),
            None => self.passage.push_as(words, range),
        }
    }

    fn blank(&mut self, blank: &str, range: Range<usize>) {
        if self.pictures == 0 {
            self.passage.push_as(blank, range);
        }
    }

    fn inline_html(&mut self, tag: &str, range: Range<usize>) {
        let name: String = tag.chars().filter(|c| !matches!(c, '<' | '/')).take_while(|c| c.is_ascii_alphanumeric()).collect();
        match name.to_ascii_lowercase().as_str() {
            "br" => self.blank("\n", range),
            "sup" | "sub" => self.blank(" ", range),
            _ => {}
        }
    }

    fn flush(&mut self) {
        let passage = std::mem::take(&mut self.passage).trimmed();
        if passage.is_blank() {
            return;
        }
        self.blocks.push(match self.heading {
            Some(level) => Block::Heading(level, passage),
            None if self.items > 0 => Block::Item(passage),
            None => Block::Paragraph(passage),
        });
    }
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::shown;

    #[test]
    fn blocks_of_markdown() {
        let text = "\
# Trade **in 2009**

Exports made *18.5* mln.
USD[^1], imports \\* 615.4&nbsp;mln.![chart of 7](c.png)

- tyres 1.2
- flax

  3.5 in all

> Quoted 5 %

| Flow | 2009 |
|---|---:|
| Exports | 18.5 |

<table><tr><th>a</th><td>1</td></tr></table>

[^1]: At 3.2 rubles.
";
        insta::assert_snapshot!(shown("a.md", text), @r"
        # Trade in 2009
        p Exports made 18.5 mln.⏎USD , imports * 615.4~mln.
        - tyres 1.2
        - flax
        - 3.5 in all
        = Quoted 5 %
        || Flow | 2009 |
        | Exports | 18.5 |
        | a | 1 |
        p At 3.2 rubles.
        ");
    }
}
