use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Encoding, Rows, Source};
use crate::error::{Error, Fault, FaultKind};
use crate::place::Place;

/// The bytes of a file or of standard input before anything is known of them. They can be read more than once: to find out what they
/// are, then to read them as that.
///
/// A file stays on its disk; standard input is held.
///
/// # Example: what the bytes begin with
/// ```
/// use tradecheck::source::Raw;
///
/// let raw = Raw::from_bytes("table.csv", *b"Cura\xe7ao,5\n");
/// assert_eq!(raw.head(4)?, b"Cura");
/// assert_eq!(raw.first_foreign_byte()?, Some((4, 0xe7)));
/// # Ok::<(), tradecheck::error::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Raw {
    name: Arc<str>,
    bytes: Bytes,
}

#[derive(Debug, Clone)]
enum Bytes {
    OnDisk(PathBuf),
    Held(Arc<[u8]>),
}

impl Raw {
    /// A file; `-` is standard input, which is read to its end.
    ///
    /// # Errors
    /// The system's reason where it cannot be read; a folder.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        if path == Path::new("-") {
            let mut bytes = Vec::new();
            std::io::stdin().lock().read_to_end(&mut bytes).map_err(|reason| Error::io("<stdin>", "reading", &reason))?;
            return Ok(Self::from_bytes("<stdin>", bytes));
        }
        let name = path.display().to_string();
        if path.is_dir() {
            let fault = Fault::new(FaultKind::Io, "this is a folder").at(Place::file(name)).accepted("a file is needed here");
            return Err(fault.into());
        }
        std::fs::File::open(path).map_err(|reason| Error::io(&name, "reading", &reason))?;
        Ok(Self { name: name.into(), bytes: Bytes::OnDisk(path.to_owned()) })
    }

    /// Bytes at hand, under a name of one's choice.
    pub fn from_bytes(name: impl Into<Arc<str>>, bytes: impl Into<Arc<[u8]>>) -> Self {
        Self { name: name.into(), bytes: Bytes::Held(bytes.into()) }
    }

    /// The name it was opened under.
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// The file; `None` where the bytes are held.
    pub fn path(&self) -> Option<&Path> {
        match &self.bytes {
            Bytes::OnDisk(path) => Some(path),
            Bytes::Held(_) => None,
        }
    }

    /// How many bytes there are.
    ///
    /// # Errors
    /// The system's reason where that is not known.
    pub fn size(&self) -> Result<u64, Error> {
        match &self.bytes {
            Bytes::OnDisk(path) => Ok(std::fs::metadata(path).map_err(|reason| self.failed(&reason))?.len()),
            Bytes::Held(bytes) => Ok(bytes.len() as u64),
        }
    }

    /// The bytes from their beginning.
    ///
    /// # Errors
    /// The system's reason where the file cannot be opened again.
    pub fn reader(&self) -> Result<Box<dyn Read + Send>, Error> {
        Ok(match &self.bytes {
            Bytes::OnDisk(path) => Box::new(std::fs::File::open(path).map_err(|reason| self.failed(&reason))?),
            Bytes::Held(bytes) => Box::new(Cursor::new(bytes.clone())),
        })
    }

    /// All bytes at once.
    ///
    /// # Errors
    /// As [`Raw::reader`].
    pub fn all(&self) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        self.reader()?.read_to_end(&mut bytes).map_err(|reason| self.failed(&reason))?;
        Ok(bytes)
    }

    /// The first bytes, at most so many.
    ///
    /// # Errors
    /// As [`Raw::reader`].
    pub fn head(&self, most: usize) -> Result<Vec<u8>, Error> {
        let mut head = Vec::new();
        self.reader()?.take(most as u64).read_to_end(&mut head).map_err(|reason| self.failed(&reason))?;
        Ok(head)
    }

    /// Offset and value of the first byte that keeps the bytes from being UTF-8; `None` where they are, and where a byte order mark
    /// says what else they are.
    ///
    /// # Errors
    /// As [`Raw::reader`].
    pub fn first_foreign_byte(&self) -> Result<Option<(u64, u8)>, Error> {
        let mut reader = self.reader()?;
        let mut block = vec![0; 1 << 18];
        let (mut kept, mut before) = (0, 0u64);
        loop {
            let read = match reader.read(&mut block[kept..]) {
                Ok(read) => read,
                Err(reason) if reason.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(reason) => return Err(self.failed(&reason)),
            };
            let filled = &block[..kept + read];
            if before == 0 && (filled.starts_with(b"\xff\xfe") || filled.starts_with(b"\xfe\xff")) {
                return Ok(None);
            }
            let Err(error) = std::str::from_utf8(filled) else {
                if read == 0 {
                    return Ok(None);
                }
                (kept, before) = (0, before + filled.len() as u64);
                continue;
            };
            let valid = error.valid_up_to();
            // A character may be cut by the end of the block, but not by the end of the bytes.
            if error.error_len().is_some() || read == 0 {
                return Ok(filled.get(valid).map(|byte| (before + valid as u64, *byte)));
            }
            let end = kept + read;
            block.copy_within(valid..end, 0);
            (kept, before) = (end - valid, before + valid as u64);
        }
    }

    /// The bytes as delimited rows, read as they come.
    ///
    /// # Errors
    /// As [`Rows::open`].
    pub fn rows(&self, encoding: Option<Encoding>) -> Result<Rows, Error> {
        Rows::from_reader(self.name.clone(), self.reader()?, encoding)
    }

    /// The bytes as a text with places.
    ///
    /// # Errors
    /// As [`Source::open`].
    pub fn source(&self, encoding: Option<Encoding>) -> Result<Source, Error> {
        Source::from_bytes(self.name.clone(), &self.all()?, encoding)
    }

    fn failed(&self, reason: &std::io::Error) -> Error {
        Error::io(&self.name, "reading", reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_first_foreign_byte_is_where_utf8_ends(head in "[a-zé中]{0,9}", rest in proptest::collection::vec(any::<u8>(), 0..6)) {
            let bytes = [head.as_bytes(), &rest].concat();
            let wanted = std::str::from_utf8(&bytes).err().map(|error| (error.valid_up_to() as u64, bytes[error.valid_up_to()]));
            let marked = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
            let met = Raw::from_bytes("t", bytes).first_foreign_byte().unwrap();
            prop_assert_eq!(met, if marked { None } else { wanted });
        }
    }

    #[test]
    fn a_character_may_be_cut_by_a_block() {
        let text = format!("a{}", "中".repeat(200_000));
        assert_eq!(Raw::from_bytes("t", text.clone().into_bytes()).first_foreign_byte().unwrap(), None);
        let cut = &text.as_bytes()[..text.len() - 1];
        assert_eq!(Raw::from_bytes("t", cut).first_foreign_byte().unwrap(), Some((text.len() as u64 - 3, 0xe4)));
    }

    #[test]
    fn what_is_no_file_is_told() {
        assert_eq!(Raw::open("no such file").unwrap_err().kind(), FaultKind::Io);
        assert!(Raw::open("src").unwrap_err().to_string().contains("folder"));
    }
}
