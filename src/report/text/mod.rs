//! The result for a terminal, as a compiler tells it.

mod excerpt;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Renderer, Snippet};

use super::Style;
use super::page::{Found, Page};
use super::sentence::capital;
use crate::case::Case;
use crate::check::{Checked, Verdict};
use crate::place::Place;

pub(super) fn page(case: &Case, checked: &Checked, page: &Page, style: Style) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    let mut blocks: Vec<String> = page
        .findings
        .iter()
        .map(|found| excerpt::without_empty_origins(&renderer.render(&groups(case, checked, page, found))))
        .collect();
    blocks.extend(page.waivers.iter().map(|warning| format!("warning[waiver]: {warning}")));
    blocks.extend(page.disclosed.iter().map(|warning| format!("warning[disclosed]: {warning}")));
    if !page.open.is_empty() {
        let mut lines = vec!["Readings that stay open:".to_owned()];
        for (region, figures) in &page.open {
            for figure in figures {
                lines.push(format!("  {region}: {}", figure.what));
                lines.extend(figure.readings.iter().map(|reading| format!("    {reading}")));
                lines.extend((!figure.favoured.is_empty()).then(|| format!("    {}", figure.favoured)));
                lines.extend((!figure.refuted.is_empty()).then(|| format!("    {}", figure.refuted)));
            }
        }
        blocks.push(lines.join("\n"));
    }
    if !page.deduced.is_empty() {
        let mut lines = vec!["Implied, and not printed:".to_owned()];
        for (region, figures) in &page.deduced {
            lines.extend(figures.iter().map(|figure| format!("  {region}: {figure}")));
        }
        lines.extend(super::sentence::more_deduced(page.deduced_more).map(|more| format!("  {more}")));
        blocks.push(lines.join("\n"));
    }
    let undecided: Vec<String> = page.unchecked.iter().map(|group| format!("  {}. {}", group.title, group.sentence)).collect();
    if !undecided.is_empty() {
        blocks.push(format!("Undecided:\n{}", undecided.join("\n")));
    }
    let mut gaps: Vec<String> =
        page.regions.iter().flat_map(|region| region.gaps.iter().map(move |gap| format!("  {}: {gap}", region.name))).collect();
    if !gaps.is_empty() {
        gaps.insert(0, "The source announces or suggests, and does not give:".to_owned());
        blocks.push(gaps.join("\n"));
    }
    blocks.extend((!page.unread.is_empty()).then(|| format!("note: {}", page.unread)));
    blocks.extend(page.notes.iter().map(|note| format!("note: {note}")));
    let name = if checked.name.is_empty() { String::new() } else { format!("{}: ", checked.name) };
    blocks.push(format!("{name}{}", page.answer.join(" ")));
    let mut text = blocks.join("\n\n");
    text.push('\n');
    text
}

fn groups<'a>(case: &'a Case, checked: &'a Checked, page: &Page, found: &'a Found) -> Vec<Group<'a>> {
    let level = match found.verdict {
        _ if !found.waived.is_empty() => Level::NOTE,
        Verdict::Contradicted => Level::ERROR,
        _ => Level::WARNING,
    };
    let heading = if found.heading.is_empty() { String::new() } else { format!("{}: ", found.heading) };
    let mut group = level
        .primary_title(format!("{heading}{}", found.claim))
        .id(found.verdict.word())
        .elements(snippets(case, checked, page, found));
    let say = |name: &'static str, text: String| Level::NOTE.with_name(name).message(text);
    for sentence in &found.meaning {
        group = group.element(say("words", sentence.clone()));
    }
    for argument in &found.arguments {
        if !argument.given.is_empty() {
            group = group.element(say("if", argument.given.clone()));
        }
        let follows =
            [&argument.because, &argument.so].into_iter().filter(|clause| !clause.is_empty()).cloned().collect::<Vec<_>>();
        group = group.element(say("because", follows.join(", so ")));
        group = group.element(say("but", argument.but.clone()));
    }
    for sentence in &found.blame {
        group = group.element(say("doubt", sentence.clone()));
    }
    for sentence in &found.waived {
        group = group.element(say("accepted", sentence.clone()));
    }
    for sentence in &found.conflicts {
        group = group.element(say("also", sentence.clone()));
    }
    for sentence in &found.help {
        group = group.element(Level::HELP.message(sentence.clone()));
    }
    vec![group]
}

/// The rows and lines of a finding, file by file, each with its figures underlined.
fn snippets<'a>(case: &'a Case, checked: &'a Checked, page: &Page, found: &'a Found) -> Vec<Element<'a>> {
    let scene = page.scene.among(&checked.statements, found.members.iter().copied());
    let mut files: Vec<(&Place, Vec<usize>)> = Vec::new();
    for &g in std::iter::once(&found.target).chain(&found.members) {
        let place = &checked.statements[g].statement.place;
        match files.iter_mut().find(|(known, _)| known.file == place.file) {
            Some((_, members)) if !members.contains(&g) => members.push(g),
            Some(_) => {}
            None => files.push((place, vec![g])),
        }
    }
    let mut elements: Vec<Element> = Vec::new();
    for (place, members) in files {
        let Some(source) = case.source_of(place) else { continue };
        let figure = |g: usize| {
            let statement = &checked.statements[g].statement;
            let kind = if g == found.target { AnnotationKind::Primary } else { AnnotationKind::Context };
            let subject = scene.level(&statement.key).words;
            let label =
                format!("{}: {}", capital(subject.strip_prefix("the ").unwrap_or(&subject)), super::sentence::stated(statement));
            Some(excerpt::Underlined { span: statement.place.span.clone()?, kind, label })
        };
        let figures: Vec<excerpt::Underlined> = members.into_iter().filter_map(figure).collect();
        // The lines of a text may be long and far apart; the rows of a table are shown as they stand.
        if place.row.is_none() {
            elements.extend(excerpt::elements(source, figures));
        } else {
            let annotations = figures.into_iter().map(|figure| figure.kind.span(figure.span).label(figure.label));
            let snippet = Snippet::source(&**source.text()).path(&**source.name()).fold(true);
            elements.push(snippet.annotations(annotations).into());
        }
    }
    elements
}
