//! The text itself: its figures marked, and beside each block the notes on them.

use maud::{Markup, html};

use super::{badge, sign_of, word};
use crate::report::annotated::{Annotated, Body, Note, Run, Shown};

pub(super) fn text(text: &Annotated, is_only: bool) -> Markup {
    html! {
        @if !is_only { h3 { (text.file) } }
        div.annotated {
            @for shown in &text.blocks { (block(shown)) }
        }
        @if !text.unread.is_empty() {
            div.left {
                p { "Left unread: " }
                ul.compact {
                    @for (reason, numbers) in &text.unread { li { (reason) ": " (numbers.join("; ")) } }
                }
            }
        }
    }
}

/// More notes than these stand below their block, in columns: beside it they would tear the text apart.
const BESIDE: usize = 5;

fn block(shown: &Shown) -> Markup {
    let runs = |list: &[Run]| runs(list, &shown.notes);
    html! {
        div.block.many[shown.notes.len() > BESIDE] {
            div.body {
                @match &shown.body {
                    Body::Heading(level, text) => p.title role="heading" aria-level=((level + 2).min(6)) { (runs(text)) },
                    Body::Paragraph(text) => p { (runs(text)) },
                    Body::Item(text) => p.item { span aria-hidden="true" { "• " } (runs(text)) },
                    Body::Table { caption, header_rows, rows } => div.scroll tabindex="0" role="region" aria-label="Table of the text" {
                        table {
                            @if !caption.is_empty() { caption { (runs(caption)) } }
                            @for (number, row) in rows.iter().enumerate() {
                                tr {
                                    @for (column, cell) in row.iter().enumerate() {
                                        @if number < *header_rows { th scope="col" { (runs(cell)) } }
                                        @else if column == 0 { th scope="row" { (runs(cell)) } }
                                        @else { td { (runs(cell)) } }
                                    }
                                }
                            }
                        }
                    },
                }
            }
            @if !shown.notes.is_empty() {
                ol.notes { @for note in &shown.notes { (side_note(note)) } }
            }
        }
    }
}

fn runs(runs: &[Run], notes: &[Note]) -> Markup {
    html! {
        @for run in runs {
            @match run {
                Run::Text(text) => (text),
                Run::Break => br;
                Run::Unread(text, reason) => span.unread title=(reason) { (text) },
                Run::Figure(text, index) => {
                    @if let Some(note) = notes.iter().find(|note| note.statement == *index) { (figure(text, note)) } @else { (text) }
                },
            }
        }
    }
}

/// A figure of the text: its sign, its number, and the note for those who point at it.
fn figure(text: &str, note: &Note) -> Markup {
    let (word, number) = (word(note.verdict), note.statement + 1);
    html! {
        a class={ "mark " (word) } id={ "figure-" (number) } href={ "#note-" (number) } aria-describedby={ "note-" (number) } {
            span.printed { (text) }
            sup { span.hidden { " " (word) ", note " } span aria-hidden="true" { (sign_of(word)) } (number) }
            span.tip aria-hidden="true" {
                span.lead { (badge(note.verdict, &note.remark)) " " (note.subject) }
                @for sentence in &note.sentences { " " (sentence) }
            }
        }
    }
}

fn side_note(note: &Note) -> Markup {
    let number = note.statement + 1;
    html! {
        li class=(word(note.verdict)) id={ "note-" (number) } {
            a.number href={ "#figure-" (number) } aria-label={ "Figure " (number) " in the text" } { (number) }
            " " (badge(note.verdict, &note.remark)) " " (note.subject) "."
            @for sentence in &note.sentences { " " (sentence) }
            @for (finding, heading) in &note.findings { " " a href={ "#finding-" (finding + 1) } { span aria-hidden="true" { "→ " } (heading) } }
        }
    }
}

/// Links from a finding to its figures in the text.
pub(super) fn links(members: &[usize], texts: &[Annotated]) -> Markup {
    let shown: Vec<usize> =
        texts.iter().flat_map(|text| &text.blocks).flat_map(|shown| &shown.notes).map(|note| note.statement).collect();
    let linked: Vec<usize> = members.iter().copied().filter(|member| shown.contains(member)).collect();
    html! {
        @if !linked.is_empty() {
            p.quiet {
                "In the text: "
                @for (n, member) in linked.iter().enumerate() {
                    @if n > 0 { ", " }
                    a href={ "#figure-" (member + 1) } { "figure " (member + 1) }
                }
                "."
            }
        }
    }
}
