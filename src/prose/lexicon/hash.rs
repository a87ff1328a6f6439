//! How words are found by their number: by the hash of G. Fowler, L. C. Noll and P. Vo (FNV-1a).
//!
//! The table holds the words of the lexicon and no others, so a text cannot be written to make it slow.

use std::hash::{BuildHasherDefault, Hasher};

pub(super) type BuildFnv = BuildHasherDefault<Fnv>;

pub(super) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3));
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
