//! Where results go.

use std::io::{BufWriter, Stdout, Write};
use std::path::Path;

use tradecheck::error::Error;
use tradecheck::output::{NewFile, write_file};

/// Where text goes as it comes.
pub(crate) enum Out {
    Stdout(BufWriter<Stdout>),
    File(BufWriter<NewFile>, String),
}

impl Out {
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, Error> {
        Ok(match path {
            Some(path) if path != Path::new("-") => Self::File(BufWriter::new(NewFile::create(path)?), path.display().to_string()),
            _ => Self::Stdout(BufWriter::with_capacity(1 << 16, std::io::stdout())),
        })
    }

    /// Writes text. A reader of standard output that stops reading is no error.
    pub(crate) fn write(&mut self, text: &str) -> Result<(), Error> {
        match self {
            Self::Stdout(out) => to_stdout(out.write_all(text.as_bytes())),
            Self::File(file, name) => file.write_all(text.as_bytes()).map_err(|reason| Error::io(name, "writing", &reason)),
        }
    }

    pub(crate) fn finish(self) -> Result<(), Error> {
        match self {
            Self::Stdout(mut out) => to_stdout(out.flush()),
            Self::File(file, name) => file.into_inner().map_err(|error| Error::io(&name, "writing", error.error()))?.finish(),
        }
    }
}

/// Writes to a file, or to standard output where none is named. A reader that stops reading is no error.
pub(crate) fn put(path: Option<&Path>, contents: &str) -> Result<(), Error> {
    match path {
        Some(path) if path != Path::new("-") => write_file(path, contents.as_bytes()),
        _ => {
            let mut out = std::io::stdout().lock();
            to_stdout(out.write_all(contents.as_bytes()).and_then(|()| out.flush()))
        }
    }
}

fn to_stdout(written: std::io::Result<()>) -> Result<(), Error> {
    match written {
        Err(reason) if reason.kind() != std::io::ErrorKind::BrokenPipe => Err(Error::io("<stdout>", "writing", &reason)),
        _ => Ok(()),
    }
}
