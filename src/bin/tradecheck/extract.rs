//! `tradecheck extract`.

use crate::Exit;
use crate::args::{Colour, Extract, ExtractFormat, Look};
use crate::output::put;
use tradecheck::case::Case;
use tradecheck::error::{Error, Faults};
use tradecheck::report::{ExtractReport, Style};

/// What a text states is listed whatever it is; only what cannot be read or written is a failure.
pub(crate) fn run(args: &Extract, look: &Look) -> Result<Exit, Error> {
    let (mut cases, mut faults) = (Vec::new(), Faults::new());
    if args.format == ExtractFormat::Csv {
        // One table of all files, whose ids differ.
        let case = Case::read_all(&args.input.paths, args.input.options())?;
        put(args.output.as_deref(), &ExtractReport::new(&case).csv())?;
        return Ok(Exit::Clean);
    }
    for path in &args.input.paths {
        match Case::read_all(&[path], args.input.options()) {
            Ok(case) => cases.push(case),
            Err(error) => faults.extend(error),
        }
    }
    faults.into_result(())?;
    let style = if look.colour == Colour::Yes { Style::Coloured } else { Style::Plain };
    let reports = cases.iter().map(ExtractReport::new);
    let whole = match args.format {
        ExtractFormat::Text => reports.map(|report| report.text(style)).collect::<Vec<_>>().join("\n"),
        _ => list(reports.map(|report| report.json()).collect::<Result<_, _>>()?),
    };
    put(args.output.as_deref(), &whole)?;
    Ok(Exit::Clean)
}

/// One document is an object, several are a list.
fn list(mut documents: Vec<String>) -> String {
    match &mut documents[..] {
        [one] => std::mem::take(one),
        several => format!("[{}]\n", several.join(",\n")),
    }
}
