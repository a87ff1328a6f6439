//! `tradecheck check`.

use crate::Exit;
use crate::args::{Check, CheckFormat, Colour, Look};
use crate::output::put;
use crate::records;
use tradecheck::case::Case;
use tradecheck::check::{Checked, Verdict};
use tradecheck::error::{Error, Faults};
use tradecheck::report::{Report, Style};

pub(crate) fn run(args: &Check, look: &Look) -> Result<Exit, Error> {
    if let Some(rules) = &args.rules {
        return records::run(args, rules, look);
    }
    let mut texts = Vec::new();
    let mut found = false;
    let known = args.beside.read(&args.input, args.conflicts.unwrap_or(0))?;
    for mut case in cases(args)? {
        known.trust(&mut case)?;
        let checked = known.check(&case);
        found |= is_found(&checked, args.strict);
        let report = Report::new(&case, &checked);
        texts.push(match args.format {
            CheckFormat::Text => report.text(if look.colour == Colour::Yes { Style::Coloured } else { Style::Plain }),
            CheckFormat::Json => report.json()?,
            CheckFormat::Html => report.html(),
            CheckFormat::Markdown => report.markdown(),
            CheckFormat::Csv => return Err(records::only_with_rules()),
        });
    }
    let whole = match args.format {
        CheckFormat::Json if texts.len() > 1 => format!("[{}]", texts.join(",\n")),
        _ => texts.join("\n"),
    };
    put(args.output.as_deref(), &whole)?;
    Ok(if found { Exit::Found } else { Exit::Clean })
}

/// One case of all paths, or one of each; all that cannot be read is told at once.
fn cases(args: &Check) -> Result<Vec<Case>, Error> {
    if !args.separately {
        return Ok(vec![args.input.case()?]);
    }
    let (mut cases, mut faults) = (Vec::new(), Faults::new());
    for path in &args.input.paths {
        match args.input.case_of(&[path]) {
            Ok(case) => cases.push(case),
            Err(error) => faults.extend(error),
        }
    }
    faults.into_result(cases)
}

fn is_found(checked: &Checked, strict: bool) -> bool {
    let undecided = || checked.statements.iter().any(|judged| matches!(judged.verdict, Verdict::Undecided(_)));
    checked.is_found() || strict && undecided()
}
