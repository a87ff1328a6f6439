//! Code lists: areas and flows, each with the words that texts and tables use for them.
//!
//! Codes of areas are those of ISO 3166-1 and of the United Nations' standard M49; where UN Comtrade and BACI use other numbers
//! (842 for the United States), these are kept beside them. Flows are those of *International Merchandise Trade Statistics:
//! Concepts and Definitions 2010* and the letters of UN Comtrade (X, M, RX, RM, DX). Names are the common English ones.
//!
//! A name is found in either case, with or without accents, dots and hyphens. A name that no list holds is no error: a region
//! of a country can be a reporter.

mod area;
mod counterpart;
mod flow;
mod fold;

pub use area::Area;
pub use counterpart::{Counterpart, CounterpartKind, Numbering};
pub use flow::{Flow, Name, ParseFlowError, Scope, Sign};
