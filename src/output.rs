//! Files that take their names when they are whole, so that a failure leaves what was there.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::error::Error;

/// A file that is being written: beside the one it is to be, whose name it takes in [`finish`](Self::finish). Dropped before, it leaves
/// what was there as it was and nothing beside it. Folders that do not exist are made.
///
/// What cannot be replaced is written to: a device such as `/dev/null`, a pipe or a terminal stays what it is. A link stays a link, and
/// the file it names is replaced. A file that was there gives its permissions to the new one.
///
/// # Example: a file that is given up
/// ```
/// use std::io::Write as _;
/// use tradecheck::output::NewFile;
///
/// let folder = std::env::temp_dir().join(format!("tradecheck-new-{}", std::process::id()));
/// let mut file = NewFile::create(folder.join("answer.txt"))?;
/// file.write_all(b"consis")?;
/// drop(file);
/// assert_eq!(std::fs::read_dir(&folder)?.count(), 0);
/// # std::fs::remove_dir_all(&folder)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct NewFile {
    name: String,
    target: Target,
}

#[derive(Debug)]
enum Target {
    /// Written beside, and where it goes in the end.
    Beside(NamedTempFile, PathBuf),
    /// Written to as it stands.
    Stands(File, PathBuf),
}

impl NewFile {
    /// Begins a file.
    ///
    /// # Errors
    /// The path and the system's reason: a folder that cannot be made or written to, a folder in the file's place.
    pub fn create(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let name = path.display().to_string();
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(|reason| Error::io(&folder.display().to_string(), "making the folder", &reason))?;
        let target = Target::open(path, folder).map_err(|reason| Error::io(&name, "writing", &reason))?;
        Ok(Self { name, target })
    }

    /// Where the bytes are until the file is finished, for writers that open their files themselves.
    pub fn path(&self) -> &Path {
        match &self.target {
            Target::Beside(file, _) => file.path(),
            Target::Stands(_, path) => path,
        }
    }

    /// Gives the file its name, in place of the one that had it.
    ///
    /// # Errors
    /// The path and the system's reason. What was there is as it was.
    pub fn finish(self) -> Result<(), Error> {
        let finished = match self.target {
            Target::Beside(file, path) => {
                file.as_file().sync_all().and_then(|()| file.persist(path).map(drop).map_err(|error| error.error))
            }
            Target::Stands(mut file, _) => file.flush(),
        };
        finished.map_err(|reason| Error::io(&self.name, "writing", &reason))
    }
}

impl Target {
    fn open(path: &Path, folder: &Path) -> io::Result<Self> {
        let Ok(old) = fs::metadata(path) else {
            let path = path.to_owned();
            return Ok(Self::Beside(beside(folder)?, path));
        };
        if old.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        if !old.is_file() {
            return Ok(Self::Stands(File::options().write(true).open(path)?, path.to_owned()));
        }
        let path = fs::canonicalize(path)?;
        let file = beside(path.parent().unwrap_or(folder))?;
        file.as_file().set_permissions(old.permissions())?;
        Ok(Self::Beside(file, path))
    }
}

fn beside(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".tradecheck-").suffix(".tmp");
    // The umask takes off what a new file of this user does not have; without this only the owner could read it.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.target {
            Target::Beside(file, _) => file.write(bytes),
            Target::Stands(file, _) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.target {
            Target::Beside(file, _) => file.flush(),
            Target::Stands(file, _) => file.flush(),
        }
    }
}

/// Writes a whole file: see [`NewFile`].
///
/// # Errors
/// The path and the system's reason.
///
/// # Example: a file in a new folder
/// ```
/// use tradecheck::output::write_file;
///
/// let folder = std::env::temp_dir().join(format!("tradecheck-{}", std::process::id()));
/// write_file(folder.join("answer.txt"), b"consistent")?;
/// assert_eq!(std::fs::read(folder.join("answer.txt")).unwrap(), b"consistent");
/// # std::fs::remove_dir_all(&folder).unwrap();
/// # Ok::<(), tradecheck::error::Error>(())
/// ```
pub fn write_file(path: impl AsRef<Path>, contents: &[u8]) -> Result<(), Error> {
    let mut file = NewFile::create(path)?;
    file.write_all(contents).map_err(|reason| Error::io(&file.name, "writing", &reason))?;
    file.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::FaultKind;

    fn names(folder: &Path) -> Vec<String> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn a_failure_leaves_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let taken = folder.path().join("index.html");
        fs::create_dir(&taken).unwrap();
        let error = write_file(&taken, b"new").unwrap_err();
        assert_eq!(error.kind(), FaultKind::Io);
        assert!(error.to_string().contains("index.html"), "{error}");
        assert_eq!(names(folder.path()), ["index.html"], "nothing is left beside it");
    }

    #[test]
    fn a_file_given_up_leaves_the_old_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("flows.csv");
        fs::write(&path, "old").unwrap();
        let mut file = NewFile::create(&path).unwrap();
        file.write_all(b"ne").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"old");
        drop(file);
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(names(folder.path()), ["flows.csv"]);
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
        assert_eq!(names(path.parent().unwrap()), ["flows.svg"]);
    }

    #[cfg(unix)]
    mod unix {
        use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _, symlink};
        use std::os::unix::net::UnixListener;

        use super::*;

        #[test]
        fn what_is_no_file_stays_what_it_is() {
            let folder = tempfile::tempdir().unwrap();
            // A link to the null device stands for it: a fault would replace the link and not the machine's device.
            let null = folder.path().join("null");
            symlink("/dev/null", &null).unwrap();
            write_file(&null, b"nobody reads this").unwrap();
            assert!(fs::symlink_metadata(&null).unwrap().is_symlink());
            assert_eq!(names(folder.path()), ["null"]);

            // A socket cannot be opened as a file; it must not be replaced by one either.
            let socket = folder.path().join("socket");
            let _listener = UnixListener::bind(&socket).unwrap();
            assert_eq!(write_file(&socket, b"new").unwrap_err().kind(), FaultKind::Io);
            assert!(fs::symlink_metadata(&socket).unwrap().file_type().is_socket());
        }

        #[test]
        fn a_link_stays_and_its_file_is_replaced() {
            let folder = tempfile::tempdir().unwrap();
            let kept = folder.path().join("kept");
            fs::create_dir(&kept).unwrap();
            let file = kept.join("flows.csv");
            fs::write(&file, "old").unwrap();
            let link = folder.path().join("latest.csv");
            symlink(&file, &link).unwrap();
            write_file(&link, b"new").unwrap();
            assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
            assert_eq!(fs::read(&file).unwrap(), b"new");
            assert_eq!(names(&kept), ["flows.csv"]);
        }

        #[test]
        fn permissions_stay_and_new_files_have_the_usual_ones() {
            let folder = tempfile::tempdir().unwrap();
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            let (usual, ours) = (folder.path().join("usual"), folder.path().join("ours"));
            File::create(&usual).unwrap();
            write_file(&ours, b"new").unwrap();
            assert_eq!(mode(&ours), mode(&usual));
            fs::set_permissions(&ours, fs::Permissions::from_mode(0o640)).unwrap();
            write_file(&ours, b"newer").unwrap();
            assert_eq!(mode(&ours), 0o640);
        }
    }
}
