//! Files of data as cases: their levels, and what they state of them.

use std::path::Path;

use super::format::{self, Opened};
use super::{Dataset, LazyDataset, tables};
use crate::case::{Case, CaseOptions};
use crate::error::{Error, Faults};
use crate::source::Raw;

/// One case of all paths.
pub(super) fn case(paths: &[impl AsRef<Path>], options: CaseOptions) -> Result<Case, Error> {
    let (mut plain, mut known, mut faults) = (Vec::new(), Vec::new(), Faults::new());
    for path in paths.iter().map(AsRef::as_ref) {
        // Standard input can be read but once, and is a table.
        if path.is_dir() || path == Path::new("-") {
            plain.push(path);
            continue;
        }
        match opened(path, options) {
            Ok(None) => plain.push(path),
            Ok(Some(case)) => known.push((path, case)),
            Err(error) => faults.extend(error),
        }
    }
    let mut case = Case::default();
    if !plain.is_empty() || known.is_empty() && faults.is_empty() {
        match Case::open_all(&plain, options) {
            Ok(read) => case = read,
            Err(error) => faults.extend(error),
        }
    }
    faults.into_result(())?;
    for (path, of_file) in known {
        case.join(path, of_file);
    }
    Ok(case)
}

/// The case of a file in a known layout, or of a workbook; `None` for a table as text.
fn opened(path: &Path, options: CaseOptions) -> Result<Option<Case>, Error> {
    let raw = Raw::open(path)?;
    match format::open(&raw, options.encoding, options.period)? {
        Opened::Known(gather, format) => {
            let dataset = Dataset::gathered(*gather, format)?;
            Ok(Some(dataset.into_case()))
        }
        Opened::Parquet => Ok(Some(LazyDataset::of_raw(&raw, options)?.held()?.into_case())),
        Opened::Tables(tables) if tables.len() == 1 && tables[0].0.name() == raw.name() => Ok(None),
        Opened::Tables(tables) => {
            let mut case = tables::case(&raw, &tables, options)?;
            let fractions = tables::Fractions::of(&case, &tables);
            let (statements, off) = fractions.taken_off(std::mem::take(&mut case.statements), options.read.precision);
            case.statements = statements;
            if off > 0 {
                case.notes.push(format!(
                    "{}: {off} figures are binary fractions without printed digits, and state no interval; a column `decimals`, or `--precision column`, would say how many digits count",
                    raw.name()
                ));
            }
            Ok(Some(case))
        }
    }
}
