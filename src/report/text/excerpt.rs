//! The lines of a text that figures stand in, cut to what is around them.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Element, Origin, Snippet};

use crate::source::Source;

/// A figure to be underlined.
#[derive(Debug, Clone)]
pub(super) struct Underlined {
    pub(super) span: Range<usize>,
    pub(super) kind: AnnotationKind,
    pub(super) label: String,
}

/// Lines of more characters are cut.
const LONGEST: usize = 120;
/// So many characters stay on either side of a figure.
const AROUND: usize = 30;

/// Each line with its figures underlined, headed by the place of the first one.
pub(super) fn elements(source: &Source, mut figures: Vec<Underlined>) -> Vec<Element<'static>> {
    let Some(first) = figures.iter().find(|figure| figure.kind == AnnotationKind::Primary).or(figures.first()) else {
        return Vec::new();
    };
    let place = source.place(first.span.clone());
    let origin = Origin::path(source.name().to_string());
    let origin = origin.line(place.line.unwrap_or(1) as usize).char_column(place.column.unwrap_or(1) as usize);
    let mut elements: Vec<Element> = vec![origin.into()];
    figures.sort_by_key(|figure| figure.span.start);
    let mut rest = figures.as_slice();
    while let Some(figure) = rest.first() {
        let line = line_around(source.text(), figure.span.start);
        let here = rest.iter().take_while(|figure| figure.span.start <= line.end).count();
        for figures in beside(source.text(), line.clone(), &rest[..here]) {
            elements.push(snippet(source, line.clone(), figures).into());
        }
        rest = &rest[here..];
    }
    elements
}

/// The figures of a line in groups, each of which fits on the lines of a terminal.
fn beside<'f>(text: &str, line: Range<usize>, figures: &'f [Underlined]) -> Vec<&'f [Underlined]> {
    let spans = |figures: &[Underlined]| {
        let within = |figure: &Underlined| figure.span.start - line.start..figure.span.end.min(line.end) - line.start;
        figures.iter().map(within).collect::<Vec<_>>()
    };
    let width = |figures: &[Underlined]| {
        let windows = windows(&text[line.clone()], spans(figures).into_iter());
        windows
            .iter()
            .map(|(window, _)| text[line.start + window.start..line.start + window.end].chars().count() + 3)
            .sum::<usize>()
    };
    let (mut groups, mut start) = (Vec::new(), 0);
    for end in 1..=figures.len() {
        if end - start > 1 && width(&figures[start..end]) > LONGEST {
            groups.push(&figures[start..end - 1]);
            start = end - 1;
        }
    }
    groups.push(&figures[start..]);
    groups
}

/// Takes out the line in which the renderer leaves room for the name of a file that was told before.
pub(super) fn without_empty_origins(rendered: &str) -> String {
    let is_empty = |line: &&str| {
        let mut bare = String::new();
        let mut rest = *line;
        while let Some(start) = rest.find('\u{1b}') {
            bare.push_str(&rest[..start]);
            rest = rest[start..].find('m').map_or("", |end| &rest[start + end + 1..]);
        }
        bare.push_str(rest);
        bare.trim() == ":::"
    };
    rendered.split('\n').filter(|line| !is_empty(line)).collect::<Vec<_>>().join("\n")
}

/// The line that holds a byte, without its end.
fn line_around(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let end = text[at..].find(['\n', '\r']).map_or(text.len(), |len| at + len);
    start..end
}

fn snippet(source: &Source, line: Range<usize>, figures: &[Underlined]) -> Snippet<'static, Annotation<'static>> {
    let text = source.text();
    let mut excerpt = String::new();
    let mut moved: Vec<Range<usize>> = Vec::new();
    let windows = windows(
        &text[line.clone()],
        figures.iter().map(|figure| figure.span.start - line.start..figure.span.end.min(line.end) - line.start),
    );
    let mut figures_left = figures.iter();
    for (n, (window, held)) in windows.iter().enumerate() {
        excerpt.push_str(match (n, window.start) {
            (0, 0) => "",
            (0, _) => "… ",
            _ => " … ",
        });
        let offset = excerpt.len();
        for figure in figures_left.by_ref().take(*held) {
            let start = offset + figure.span.start - line.start - window.start;
            moved.push(start..start + figure.span.end.min(line.end) - figure.span.start);
        }
        excerpt.push_str(&text[line.start + window.start..line.start + window.end]);
    }
    if windows.last().is_some_and(|(window, _)| window.end < line.len()) {
        excerpt.push_str(" …");
    }
    let number = source.place(line).line.unwrap_or(1) as usize;
    let annotations = moved.into_iter().zip(figures).map(|(span, figure)| figure.kind.span(span).label(figure.label.clone()));
    Snippet::source(excerpt).line_start(number).annotations(annotations)
}

/// The parts of a line that are shown, each with the number of figures in it; whole words, and the whole of a short line.
fn windows(line: &str, figures: impl Iterator<Item = Range<usize>>) -> Vec<(Range<usize>, usize)> {
    if line.chars().take(LONGEST + 1).count() <= LONGEST {
        return vec![(0..line.len(), figures.count())];
    }
    let mut windows: Vec<(Range<usize>, usize)> = Vec::new();
    for figure in figures {
        let start = line[..figure.start].char_indices().rev().nth(AROUND).map_or(0, |(at, _)| at);
        let end = line[figure.end..].char_indices().nth(AROUND).map_or(line.len(), |(at, _)| figure.end + at);
        let start = if start == 0 { 0 } else { line[start..figure.start].find(' ').map_or(start, |blank| start + blank + 1) };
        let end = if end == line.len() { end } else { line[figure.end..end].rfind(' ').map_or(end, |blank| figure.end + blank) };
        match windows.last_mut() {
            Some((last, held)) if start <= last.end + 3 => {
                last.end = last.end.max(end);
                *held += 1;
            }
            _ => windows.push((start..end, 1)),
        }
    }
    windows
}

#[cfg(test)]
mod tests {
    use super::*;
    use annotate_snippets::{Level, Renderer};

    fn shown(text: &str, figures: &[&str]) -> String {
        let source = Source::from_text("note.txt", text);
        let underlined = |printed: &&str| {
            let start = text.find(printed).unwrap();
            let kind = if *printed == figures[0] { AnnotationKind::Primary } else { AnnotationKind::Context };
            Underlined { span: start..start + printed.len(), kind, label: format!("this is {printed}") }
        };
        let elements = elements(&source, figures.iter().map(underlined).collect());
        without_empty_origins(&Renderer::plain().render(&[Level::ERROR.primary_title("title").elements(elements)]))
    }

    #[test]
    fn a_long_line_is_cut_to_its_figures() {
        let filler = "and so on, as it was told at length in many words that say nothing of trade ".repeat(8);
        let text = format!(
            "One.\n{filler}turnover made 23.7 million, exports 21.1 {filler}imports – 6.2 million {filler}.\nThe balance: 15.\n"
        );
        insta::assert_snapshot!(shown(&text, &["23.7", "21.1", "6.2", "15"]), @r"
        error: title
         --> note.txt:2:623
          |
        2 | … of trade turnover made 23.7 million, exports 21.1 and so on, as it was told at …
          |                          ^^^^ this is 23.7     ---- this is 21.1
          |
        2 | … nothing of trade imports – 6.2 million and so on, as it was …
          |                              --- this is 6.2
          |
        3 | The balance: 15.
          |              -- this is 15
        ");
    }
}
