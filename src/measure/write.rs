use std::path::{Path, PathBuf};
use std::sync::Arc;

use polars::prelude::*;

use crate::dataset::schema;
use crate::dataset::unreadable;
use crate::error::Error;

/// Writes a result as a Parquet file, beside the one named, which takes its name when all is written.
///
/// Names become plain text, so that any program reads them. `start` and `months` stay what they are in frames: the first month, counted
/// from January of year 0, and how many months.
///
/// # Errors
/// The system's reason where the file cannot be written.
pub fn write_parquet(frame: &DataFrame, path: impl AsRef<Path>) -> Result<(), Error> {
    let path = path.as_ref();
    let mut beside = path.as_os_str().to_owned();
    beside.push(".tmp");
    let beside = PathBuf::from(beside);
    let failed = |reason: &std::io::Error| Error::io(&path.display().to_string(), "writing", reason);
    let names = frame.schema().iter().filter(|(_, dtype)| **dtype == schema::category()).map(|(name, _)| name.clone());
    let plain: Vec<Expr> = names.map(|name| col(name).cast(DataType::String)).collect();
    let target = PlRefPath::try_from_path(&beside).map_err(unreadable)?;
    let written = frame
        .clone()
        .lazy()
        .with_columns(plain)
        .sink(
            SinkDestination::File { target: SinkTarget::Path(target) },
            FileWriteFormat::Parquet(Arc::new(ParquetWriteOptions::default())),
            UnifiedSinkArgs::default(),
        )
        .and_then(|plan| plan.collect_with_engine(Engine::Streaming));
    if let Err(error) = written {
        let _ = std::fs::remove_file(&beside);
        return Err(unreadable(error));
    }
    std::fs::rename(&beside, path).map_err(|reason| failed(&reason))
}
