/// Fields of a part that may take part in something; beyond the first 127 they share one bit, so a mask may name more than it was made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Mask(u128);

impl Mask {
    pub(super) const NONE: Mask = Mask(0);

    pub(super) fn of(field: usize) -> Self {
        Self(1 << field.min(127))
    }

    pub(super) fn or(self, other: Mask) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) fn and(self, other: Mask) -> Self {
        Self(self.0 & other.0)
    }

    pub(super) fn has(self, field: usize) -> bool {
        self.and(Self::of(field)) != Self::NONE
    }
}
