use std::path::Path;
use std::sync::Arc;

use polars::prelude::*;

use crate::dataset::schema;
use crate::dataset::unreadable;
use crate::error::Error;
use crate::output::NewFile;

/// Writes a result as a Parquet file, beside the one named, which takes its name when all is written.
///
/// Names become plain text, so that any program reads them. `start` and `months` stay what they are in frames: the first month, counted
/// from January of year 0, and how many months.
///
/// # Errors
/// The system's reason where the file cannot be written.
pub fn write_parquet(frame: &DataFrame, path: impl AsRef<Path>) -> Result<(), Error> {
    let path = path.as_ref();
    let file = NewFile::create(path)?;
    let names = frame.schema().iter().filter(|(_, dtype)| **dtype == schema::category()).map(|(name, _)| name.clone());
    let plain: Vec<Expr> = names.map(|name| col(name).cast(DataType::String)).collect();
    let target = PlRefPath::try_from_path(file.path()).map_err(unreadable)?;
    frame
        .clone()
        .lazy()
        .with_columns(plain)
        .sink(
            SinkDestination::File { target: SinkTarget::Path(target) },
            FileWriteFormat::Parquet(Arc::new(ParquetWriteOptions::default())),
            UnifiedSinkArgs::default(),
        )
        .and_then(|plan| plan.collect_with_engine(Engine::Streaming))
        .map_err(|error| unreadable(error).in_file(&path.display().to_string()))?;
    file.finish()
}
