//! `SOURCE.md` as blocks of plain text: what a page needs of Markdown and no more.

/// A piece of the text about a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    Heading(String),
    Paragraph(String),
    Items(Vec<String>),
    /// The first row is the head.
    Rows(Vec<Vec<String>>),
}

/// The blocks of a text, without its first heading, which is the title of the page.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut is_open = false;
    for (number, line) in text.lines().enumerate() {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            is_open = false;
            continue;
        }
        if let Some(heading) = trimmed.strip_prefix('#') {
            if !(number == 0 && line.starts_with("# ")) {
                blocks.push(Block::Heading(plain(heading.trim_start_matches('#'))));
            }
            is_open = false;
            continue;
        }
        let item = trimmed.strip_prefix("- ").or_else(|| trimmed.strip_prefix("* "));
        match (blocks.last_mut().filter(|_| is_open), item, trimmed.strip_prefix('|')) {
            (Some(Block::Items(items)), Some(item), _) => items.push(plain(item)),
            (_, Some(item), _) => blocks.push(Block::Items(vec![plain(item)])),
            (Some(Block::Rows(_)), _, Some(row)) if row.chars().all(|c| matches!(c, '-' | '|' | ':' | ' ')) => {}
            (Some(Block::Rows(rows)), _, Some(row)) => rows.push(cells(row)),
            (_, _, Some(row)) => blocks.push(Block::Rows(vec![cells(row)])),
            (Some(Block::Items(items)), ..) => {
                if let Some(last) = items.last_mut() {
                    *last = format!("{last} {}", plain(trimmed));
                }
            }
            (Some(Block::Paragraph(text)), ..) => *text = format!("{text} {}", plain(trimmed)),
            _ => blocks.push(Block::Paragraph(plain(trimmed))),
        }
        is_open = true;
    }
    blocks
}

fn cells(row: &str) -> Vec<String> {
    // A bar that belongs to a cell is written `\|`.
    let hidden = row.trim_end_matches('|').replace("\\|", "\u{0}");
    hidden.split('|').map(|cell| plain(&cell.replace('\u{0}', "|"))).collect()
}

/// Without the marks of emphasis and code.
fn plain(text: &str) -> String {
    text.trim().replace("**", "").replace('`', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_source_file_holds() {
        let text = "# Title\n\n- **Publisher:** an office,\n  of statistics\n- *Terms:* none\n\n## Files\n\nTwo\nlines.\n\n| a | b |\n| --- | --- |\n| `x` | y\\|z |\n";
        let text_of = |words: &str| words.to_owned();
        assert_eq!(
            blocks(text),
            [
                Block::Items(vec![text_of("Publisher: an office, of statistics"), text_of("*Terms:* none")]),
                Block::Heading(text_of("Files")),
                Block::Paragraph(text_of("Two lines.")),
                Block::Rows(vec![vec![text_of("a"), text_of("b")], vec![text_of("x"), text_of("y|z")]]),
            ]
        );
    }
}
