//! Files that are written beside the old ones and renamed, so that a failure leaves the old file whole.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::error::Error;

/// What was written, in the order in which it was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Written {
    /// The paths of the files.
    pub files: Vec<PathBuf>,
}

impl Written {
    /// Writes one file of several.
    pub(super) fn add(&mut self, path: PathBuf, contents: &[u8]) -> Result<(), Error> {
        write_file(&path, contents)?;
        self.files.push(path);
        Ok(())
    }
}

/// Writes a file: first to `NAME.tmp` beside it, which is then renamed. Where that fails, an old file of that name stays as it was
/// and nothing is left behind. Folders that do not exist are made.
///
/// # Errors
/// The path and the system's reason.
///
/// # Example: a file in a new folder
/// ```
/// use tradecheck::report::write_file;
///
/// let folder = std::env::temp_dir().join(format!("tradecheck-{}", std::process::id()));
/// write_file(folder.join("answer.txt"), b"consistent")?;
/// assert_eq!(std::fs::read(folder.join("answer.txt")).unwrap(), b"consistent");
/// # std::fs::remove_dir_all(&folder).unwrap();
/// # Ok::<(), tradecheck::error::Error>(())
/// ```
pub fn write_file(path: impl AsRef<Path>, contents: &[u8]) -> Result<(), Error> {
    let path = path.as_ref();
    let fail = |tried: &str, path: &Path, reason: &std::io::Error| Error::io(&path.display().to_string(), tried, reason);
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(|reason| fail("making the folder", folder, &reason))?;
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(".tmp");
    let beside = PathBuf::from(beside);
    let written = write_whole(&beside, contents).and_then(|()| fs::rename(&beside, path));
    written.map_err(|reason| {
        // The first failure is the one to tell; that the remains could not be removed as well adds nothing.
        let _ = fs::remove_file(&beside);
        fail("writing", path, &reason)
    })
}

fn write_whole(path: &Path, contents: &[u8]) -> std::io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(contents)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::FaultKind;

    #[test]
    fn a_failure_leaves_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        // No file can take the place of a folder that holds something, whoever runs the test.
        let taken = folder.path().join("index.html");
        fs::create_dir(&taken).unwrap();
        fs::write(taken.join("kept"), "old").unwrap();
        let error = write_file(&taken, b"new").unwrap_err();
        assert_eq!(error.kind(), FaultKind::Io);
        assert!(error.to_string().contains("index.html"), "{error}");
        assert_eq!(fs::read(taken.join("kept")).unwrap(), b"old");
        let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["index.html"], "nothing is left beside it");
    }

    #[test]
    fn a_folder_that_is_a_file_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("report");
        fs::write(&file, "old").unwrap();
        let error = write_file(file.join("index.html"), b"new").unwrap_err();
        assert!(error.to_string().contains("making the folder failed"), "{error}");
        assert_eq!(fs::read(&file).unwrap(), b"old");
    }

    #[test]
    fn a_new_file_takes_the_place_of_the_old() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("charts").join("flows.svg");
        for contents in ["old", "new"] {
            write_file(&path, contents.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), contents);
        }
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }
}
