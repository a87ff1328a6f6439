//! Where results go.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use tradecheck::error::Error;
use tradecheck::report::write_file;

/// Where text goes as it comes: standard output, or a file beside the one named, which takes its name when all is written.
pub(crate) struct Out {
    writer: Box<dyn Write>,
    file: Option<(PathBuf, PathBuf)>,
}

impl Out {
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, Error> {
        match path {
            Some(path) if path != Path::new("-") => {
                let mut beside = path.as_os_str().to_owned();
                beside.push(".tmp");
                let beside = PathBuf::from(beside);
                let file = File::create(&beside).map_err(|reason| Error::io(&path.display().to_string(), "writing", &reason))?;
                Ok(Self { writer: Box::new(BufWriter::new(file)), file: Some((beside, path.to_owned())) })
            }
            _ => Ok(Self { writer: Box::new(BufWriter::with_capacity(1 << 16, std::io::stdout())), file: None }),
        }
    }

    /// Writes text; whether there is still somebody who reads.
    pub(crate) fn write(&mut self, text: &str) -> Result<(), Error> {
        let written = self.writer.write_all(text.as_bytes());
        self.check(written)
    }

    pub(crate) fn finish(mut self) -> Result<(), Error> {
        let written = self.writer.flush();
        self.check(written)?;
        match self.file.take() {
            Some((beside, path)) => {
                std::fs::rename(&beside, &path).map_err(|reason| Error::io(&path.display().to_string(), "writing", &reason))
            }
            None => Ok(()),
        }
    }

    fn check(&self, written: std::io::Result<()>) -> Result<(), Error> {
        match (written, &self.file) {
            (Ok(()), _) => Ok(()),
            (Err(reason), None) if reason.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
            (Err(reason), None) => Err(Error::io("<stdout>", "writing", &reason)),
            (Err(reason), Some((_, path))) => Err(Error::io(&path.display().to_string(), "writing", &reason)),
        }
    }
}

/// What was not finished leaves nothing behind.
impl Drop for Out {
    fn drop(&mut self) {
        if let Some((beside, _)) = &self.file {
            let _ = std::fs::remove_file(beside);
        }
    }
}

/// Writes to a file, or to standard output where none is named. A reader that stops reading is no error.
pub(crate) fn put(path: Option<&Path>, contents: &str) -> Result<(), Error> {
    match path {
        Some(path) if path != Path::new("-") => write_file(path, contents.as_bytes()),
        _ => {
            let mut out = std::io::stdout().lock();
            match out.write_all(contents.as_bytes()).and_then(|()| out.flush()) {
                Err(reason) if reason.kind() != std::io::ErrorKind::BrokenPipe => Err(Error::io("<stdout>", "writing", &reason)),
                _ => Ok(()),
            }
        }
    }
}
