//! `tradecheck chart`.

use crate::Exit;
use crate::args::{self, ChartKind, Look, Talk};
use crate::output::put;
use tradecheck::check::{CheckOptions, check};
use tradecheck::error::{Error, Fault, FaultKind};
use tradecheck::output::write_file;
use tradecheck::report::Report;

pub(crate) fn run(args: &args::Chart, look: &Look) -> Result<Exit, Error> {
    let extension = args.output.extension().and_then(|e| e.to_str()).unwrap_or_default().to_lowercase();
    if !matches!(extension.as_str(), "png" | "svg") {
        let met = format!("`{}` ends in neither .png nor .svg", args.output.display());
        return Err(Fault::new(FaultKind::Usage, met).accepted("the ending of the name tells the format").into());
    }
    let case = args.input.case()?;
    let checked = check(&case, &CheckOptions::default());
    let report = Report::new(&case, &checked);
    let of_kind: Vec<_> =
        report.pictures().iter().filter(|(name, _)| prefixes(args.kind).iter().any(|prefix| name.starts_with(prefix))).collect();
    let Some((_, picture)) = of_kind.first() else {
        return Err(Fault::new(FaultKind::Empty, format!("there is nothing to draw: {}", needs(args.kind))).into());
    };
    let contents = if extension == "svg" {
        picture.svg().into_bytes()
    } else {
        picture.png().map_err(|error| Error::from(Fault::new(FaultKind::Unsupported, error.to_string())))?
    };
    write_file(&args.output, &contents)?;
    if look.talk == Talk::Yes {
        let more = match of_kind.len() - 1 {
            0 => String::new(),
            more => format!("{more} more of this kind are written by `tradecheck report`\n"),
        };
        put(None, &format!("{}: {}\n{more}", args.output.display(), picture.title()))?;
    }
    Ok(Exit::Clean)
}

/// How the names of a kind's pictures begin in a report.
fn prefixes(kind: ChartKind) -> &'static [&'static str] {
    match kind {
        ChartKind::Flows => &["flows"],
        ChartKind::Rates => &["rates"],
        ChartKind::Clash => &["contradicted", "misworded"],
        ChartKind::Series => &["series"],
    }
}

fn needs(kind: ChartKind) -> &'static str {
    match kind {
        ChartKind::Flows => "a chart of flows needs exports or imports of two regions or periods",
        ChartKind::Rates => "a chart of rates needs a stated rate that other figures test",
        ChartKind::Clash => "no figures contradict each other, and none is misworded",
        ChartKind::Series => "a chart over time needs three periods of one reporter and partner",
    }
}
