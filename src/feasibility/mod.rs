//! Can linear constraints hold together? Exactly, with a proof either way.
//!
//! A [`System`] has variables and constraints: sums of multiples of variables, each with a [`Range`] whose ends are closed or
//! open. A [`Solver`] answers for any set of the constraints:
//!
//! | question | answer |
//! | --- | --- |
//! | [`solve`](Solver::solve): can they hold together? | a [`Point`] where they do, or a [`Certificate`] that they cannot |
//! | [`extent`](Solver::extent): what can a form be? | least and greatest value, each with a [`Proof`] |
//! | [`quotient_extent`](Solver::quotient_extent): and a quotient of two? | the same |
//! | [`shrink`](Solver::shrink): which groups contradict each other? | a set of which none can be spared |
//! | [`conflicts`]: and which others? | all such sets, and all sets without which the rest holds |
//! | [`Search`]: which alternatives of each group fit together at the least cost? | a choice, or all smallest sets to leave out |
//! | [`cheapest`](Search::cheapest): which choice of alternatives holds together at the least cost? | the choice, with a point |
//! | [`localise`](Search::localise): what must be dropped? | all cheapest sets, by independent factors |
//!
//! Every answer can be checked without trusting the search. A point is put into the constraints
//! ([`Point::satisfies`]); a certificate is a list of bounds with multipliers that adds up to something false
//! ([`Certificate::verify`]). That one of the two always exists is Farkas' lemma (J. Farkas, *Theorie der einfachen Ungleichungen*, 1902).
//! There is a third answer, that the counted [`Limits`] were met; it is never one of the other two in disguise.
//!
//! # Example: three rounded figures that do not add up
//! ```
//! use tradecheck::exact::Rational;
//! use tradecheck::feasibility::{Outcome, Range, Solver, System};
//!
//! let n = |text: &str| text.parse::<Rational>().unwrap();
//! let mut system = System::new();
//! let (a, b, sum) = (system.variable(), system.variable(), system.variable());
//! let active = [
//!     system.constrain([(a, n("1"))], Range::between(n("21.05"), n("21.15"))),
//!     system.constrain([(b, n("1"))], Range::between(n("6.15"), n("6.25"))),
//!     system.constrain([(sum, n("1"))], Range::between(n("23.65"), n("23.75"))),
//!     system.constrain([(sum, n("1")), (a, n("-1")), (b, n("-1"))], Range::exactly(n("0"))),
//! ];
//! let mut solver = Solver::new(&system);
//! let Outcome::Infeasible(certificate) = solver.solve(&active) else { panic!("21.05 + 6.15 is more than 23.75") };
//! assert_eq!(certificate.verify(&system)?.value, n("3.45"));
//!
//! // Without the figure for the sum the others can hold, and the answer is a point.
//! let Outcome::Feasible(point) = solver.solve(&[active[0], active[1], active[3]]) else { panic!("nothing is left to contradict") };
//! assert!(point.satisfies(&system, &[active[0], active[1], active[3]]));
//! # Ok::<(), tradecheck::feasibility::CertificateError>(())
//! ```
//!
//! # Method
//! The bounded simplex of B. Dutertre and L. de Moura (*A Fast Linear-Arithmetic Solver for DPLL(T)*, CAV 2006). Each distinct form is a
//! column that is bounded like a variable; a tableau expresses the basic columns by the others, which stand within their bounds. A
//! basic column out of bounds changes places with one that has room to help; if none has, its row is the certificate, and no bound in it
//! can be spared. The search starts from the middle of the ranges, for a rounded figure the printed value, and takes the largest violation first;
//! after a fixed number of pivots it follows R. G. Bland's rule (1977), which cannot cycle.
//!
//! Rows are whole numbers over a common denominator without common factor, in 64 bits, then 128, then as many as it takes; bounds are multiplied
//! by their common denominator. A pivot that would overflow is not made, and the same tableau goes on in the next width. Open ends are bounds
//! moved inward by an infinitesimal, as in the paper. The quotient is made linear after A. Charnes and W. W. Cooper (*Programming with linear
//! fractional functionals*, 1962).
//!
//! In a large block bounds are first passed on from row to row, in floats. What seems to clash is asked again, exactly, of a system of those few
//! constraints; the simplex of the whole is asked only where nothing clashes, and starts where the floats propose. The end of a variable's range is
//! found likewise: proved by a few constraints, and taken once a point of all attains it.
//!
//! Whom to leave out is error localisation as I. Fellegi and D. Holt put it (*A systematic approach to automatic edit and imputation*, 1976; for
//! rules with tolerances and for what the smallest sets leave open see S. Scholtus, *A generalized Fellegi–Holt paradigm for automatic error
//! localization*, 2016). It is solved as an implicit hitting set: every set to leave out meets every conflict (R. Reiter, *A theory of diagnosis from first
//! principles*, 1987), so the cheapest set that meets the conflicts known so far is tried, and what still contradicts itself is the next conflict
//! (E. Moreno-Centeno and R. Karp, *The implicit hitting set approach*, 2013). See [`Search`].
//!
//! The same questions in the same order have the same answers, everywhere: nothing is random, and no float decides.

mod block;
mod certificate;
mod choice;
mod components;
mod conflicts;
mod kept;
#[cfg(test)]
mod laws;
mod layout;
mod limb;
mod localise;
mod point;
mod propagate;
mod quotient;
mod shrink;
mod simplex;
mod solver;
mod start;
mod system;
mod tableau;

pub use certificate::{Certificate, CertificateError, Gap, Part, Proof, Side};
pub use choice::{Alternative, Cheapest, Choices, Cost, Domains, Mask, Nogood, Search, SearchLimits};
pub(crate) use components::Sets;
pub use conflicts::{Conflicts, conflicts};
pub use localise::{Factor, Localisation, Localised, Proven};
pub use point::Point;
pub use shrink::Shrunk;
pub use solver::{Extent, Extreme, Limits, Outcome, Solver};
pub use system::{Constraint, ConstraintId, System, Variable};

/// Where a form must lie: an interval with closed, open or missing ends.
pub use crate::exact::Interval as Range;
pub use crate::exact::{Bound, End};
