//! Files that are no text, told by how they begin.

use crate::error::{Fault, FaultKind};

/// The beginnings, what such a file is, and what can be done with it.
const KINDS: [(&[u8], &str, &str); 12] = [
    (b"PK\x03\x04", WORKBOOK, SAVE),
    (b"PK\x05\x06", WORKBOOK, SAVE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a workbook or document of an older kind", SAVE),
    (b"PAR1", "Parquet", "tables are read by `measure`, `check`, `chart` and `report`"),
    (b"%PDF-", "a PDF", "save its text as plain text, or its tables as CSV"),
    (b"\x1f\x8b", "compressed with gzip", UNPACK),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd", UNPACK),
    (b"\xfd7zXZ\x00", "compressed with xz", UNPACK),
    (b"BZh9", "compressed with bzip2", UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", UNPACK),
    (b"\x89PNG", "a picture", "save its text as plain text, or its tables as CSV"),
];

const WORKBOOK: &str = "a workbook, or another zip archive";
const SAVE: &str = "workbooks are read as tables, by `measure`, `check`, `chart` and `report`; save other documents as plain text";
const UNPACK: &str = "unpack it, and name what was in it";

/// What is to be said of bytes that begin like a file of another kind; `None` where they may be a text.
pub(crate) fn no_text(head: &[u8]) -> Option<Fault> {
    let (_, what, help) = KINDS.iter().find(|(begins, ..)| head.starts_with(begins))?;
    Some(Fault::new(FaultKind::Unsupported, format!("this is {what}, and no text")).help(*help))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_no_other_kind() {
        for text in ["PK", "reporter,flow\n", "%", "\u{feff}a", "BZh", ""] {
            assert!(no_text(text.as_bytes()).is_none(), "{text}");
        }
        let told = no_text(b"\x1f\x8b\x08\x00").map(|fault| fault.to_string());
        assert_eq!(told.as_deref(), Some("this is compressed with gzip, and no text\n  help: unpack it, and name what was in it"));
    }
}
