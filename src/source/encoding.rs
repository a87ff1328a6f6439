use std::fmt;
use std::str::FromStr;

use crate::error::{Fault, FaultKind};

/// A character encoding, named as the web names it: `windows-1251`, `ISO-8859-1`, `GB18030`, …
///
/// # Example: a label in any of its spellings
/// ```
/// use tradecheck::source::Encoding;
///
/// assert_eq!("cp1251".parse::<Encoding>()?.to_string(), "windows-1251");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding(&'static encoding_rs::Encoding);

impl Encoding {
    /// UTF-8.
    pub const UTF_8: Encoding = Encoding(encoding_rs::UTF_8);
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name())
    }
}

/// A name that is no encoding.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not an encoding; utf-8, utf-16le, windows-1251, windows-1252, iso-8859-1, gb18030 and the web's other names are accepted"
)]
pub struct UnknownEncoding(String);

impl FromStr for Encoding {
    type Err = UnknownEncoding;
    fn from_str(label: &str) -> Result<Self, Self::Err> {
        encoding_rs::Encoding::for_label(label.trim().as_bytes()).map(Encoding).ok_or_else(|| UnknownEncoding(label.to_owned()))
    }
}

/// A byte order mark decides before the encoding asked for does: it cannot be there by chance.
pub(super) fn decode(bytes: &[u8], asked: Option<Encoding>) -> Result<(String, Encoding), Box<Fault>> {
    if let Some(fault) = super::no_text(bytes) {
        return Err(Box::new(fault));
    }
    let (encoding, skip) = match encoding_rs::Encoding::for_bom(bytes) {
        Some((marked, length)) => (marked, length),
        None => (asked.unwrap_or(Encoding::UTF_8).0, 0),
    };
    let rest = &bytes[skip..];
    if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(rest) {
        // A NUL is legal UTF-8, but in a text it means that UTF-16 was written without its mark.
        if encoding == encoding_rs::UTF_8 && asked.is_none() && text.contains('\0') {
            let at = text.find('\0').unwrap_or_default();
            return Err(Box::new(zero(at + skip)));
        }
        return Ok((text.into_owned(), Encoding(encoding)));
    }
    let at = skip + valid_prefix(rest, encoding);
    Err(Box::new(malformed(bytes.get(at).copied().unwrap_or_default(), at, encoding)))
}

/// Text decoded as it is read. What cannot be decoded is an error of reading that carries the fault.
pub(super) struct Decoding<R> {
    inner: R,
    asked: Option<Encoding>,
    /// Known when the first bytes have been seen.
    decoder: Option<(encoding_rs::Decoder, &'static encoding_rs::Encoding)>,
    raw: Vec<u8>,
    /// How many bytes stood before those in `raw`.
    before: usize,
    is_ended: bool,
    text: Vec<u8>,
    given: usize,
}

const RAW: usize = 1 << 16;

impl<R: std::io::Read> Decoding<R> {
    pub(super) fn new(inner: R, asked: Option<Encoding>) -> Self {
        Self { inner, asked, decoder: None, raw: Vec::new(), before: 0, is_ended: false, text: Vec::new(), given: 0 }
    }

    fn more(&mut self) -> std::io::Result<()> {
        let kept = self.raw.len();
        self.raw.resize(kept + RAW, 0);
        let mut read = 0;
        while read < RAW {
            match self.inner.read(&mut self.raw[kept + read..]) {
                Ok(0) => {
                    self.is_ended = true;
                    break;
                }
                Ok(n) => read += n,
                Err(reason) if reason.kind() == std::io::ErrorKind::Interrupted => {}
                Err(reason) => return Err(reason),
            }
        }
        self.raw.truncate(kept + read);
        if self.decoder.is_none() {
            let marked = encoding_rs::Encoding::for_bom(&self.raw);
            let (encoding, skip) = marked.unwrap_or((self.asked.unwrap_or(Encoding::UTF_8).0, 0));
            self.raw.drain(..skip);
            self.before = skip;
            self.decoder = Some((encoding.new_decoder_without_bom_handling(), encoding));
        }
        let Some((decoder, encoding)) = &mut self.decoder else { return Ok(()) };
        self.text.clear();
        self.given = 0;
        let most = decoder.max_utf8_buffer_length_without_replacement(self.raw.len()).unwrap_or(self.raw.len() * 4 + 16);
        self.text.resize(most, 0);
        let (result, taken, written) = decoder.decode_to_utf8_without_replacement(&self.raw, &mut self.text, self.is_ended);
        self.text.truncate(written);
        if let encoding_rs::DecoderResult::Malformed(length, after) = result {
            let at = taken.saturating_sub(usize::from(length) + usize::from(after));
            let byte = self.raw.get(at).copied().unwrap_or_default();
            return Err(foreign(byte, self.before + at, encoding));
        }
        if *encoding == encoding_rs::UTF_8
            && self.asked.is_none()
            && let Some(at) = self.text.iter().position(|byte| *byte == 0)
        {
            return Err(std::io::Error::other(crate::error::Error::from(zero(self.before + at))));
        }
        self.before += taken;
        self.raw.drain(..taken);
        Ok(())
    }
}

fn foreign(byte: u8, at: usize, encoding: &'static encoding_rs::Encoding) -> std::io::Error {
    std::io::Error::other(crate::error::Error::from(malformed(byte, at, encoding)))
}

impl<R: std::io::Read> std::io::Read for Decoding<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        while self.given == self.text.len() && !self.is_ended {
            self.more()?;
        }
        let length = into.len().min(self.text.len() - self.given);
        into[..length].copy_from_slice(&self.text[self.given..self.given + length]);
        self.given += length;
        Ok(length)
    }
}

fn zero(at: usize) -> Fault {
    Fault::new(FaultKind::Encoding, format!("the byte at offset {at} is zero"))
        .accepted("text has no zero bytes")
        .help("UTF-16 without a byte order mark is read with `--encoding utf-16le` or `utf-16be`")
}

fn malformed(byte: u8, at: usize, encoding: &'static encoding_rs::Encoding) -> Fault {
    Fault::new(FaultKind::Encoding, format!("the byte {byte:#04x} at offset {at} is not {}", encoding.name()))
        .accepted("UTF-8 and UTF-16 are recognised")
        .help("name another encoding with `--encoding`, for example windows-1251, windows-1252, iso-8859-1 or gb18030")
}

/// How many bytes decode before the first that does not.
fn valid_prefix(bytes: &[u8], encoding: &'static encoding_rs::Encoding) -> usize {
    if encoding == encoding_rs::UTF_8 {
        return encoding_rs::Encoding::utf8_valid_up_to(bytes);
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut sink = String::with_capacity(4096);
    let mut at = 0;
    loop {
        sink.clear();
        let (result, read) = decoder.decode_to_string_without_replacement(&bytes[at..], &mut sink, true);
        at += read;
        match result {
            encoding_rs::DecoderResult::OutputFull => {}
            encoding_rs::DecoderResult::InputEmpty => return at,
            encoding_rs::DecoderResult::Malformed(length, after) => {
                return at.saturating_sub(usize::from(length) + usize::from(after));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], label: Option<&str>) -> Result<String, Box<Fault>> {
        decode(bytes, label.map(|l| l.parse().unwrap())).map(|(text, _)| text)
    }

    #[test]
    fn marks_are_recognised_and_taken_off() {
        assert_eq!(text(b"\xef\xbb\xbfvalue", None).unwrap(), "value");
        assert_eq!(text(b"\xff\xfev\0", None).unwrap(), "v");
        assert_eq!(text(b"\xfe\xff\0v", None).unwrap(), "v");
        assert_eq!(text(b"\xef\xbb\xbfvalue", Some("windows-1251")).unwrap(), "value");
    }

    #[test]
    fn other_encodings_are_read_when_named() {
        assert_eq!(text(b"\xdd\xea\xf1\xef\xee\xf0\xf2", Some("windows-1251")).unwrap(), "Экспорт");
        assert_eq!(text(b"Cura\xe7ao", Some("iso-8859-1")).unwrap(), "Curaçao");
        assert_eq!(text(&[0xd6, 0xd0, 0xb9, 0xfa], Some("gb18030")).unwrap(), "中国");
    }

    #[test]
    fn a_foreign_byte_is_named_with_its_offset() {
        let fault = text(b"Cura\xe7ao", None).unwrap_err();
        assert!(fault.met.contains("0xe7 at offset 4"), "{fault}");
        assert!(fault.help.contains("--encoding"), "{fault}");
        let fault = text(&[b'a', 0xd6, 0xd0, 0xff], Some("gb18030")).unwrap_err();
        assert!(fault.met.contains("offset 3"), "{fault}");
        assert!(text(b"v\0a\0l\0", None).unwrap_err().met.contains("offset 1"));
    }
}
