//! What is known and accepted, and waivers that cover nothing.

use super::sentence;
use crate::check::{Checked, Waiver, WaiverOutcome, WaiverState};

/// Why a finding does not count: `Waived until 30 June 2027: the publisher knows (waivers.csv, line 2).`
pub(in crate::report) fn waived(checked: &Checked, finding: usize) -> Vec<String> {
    let one = |waiver: &Waiver| format!("Waived until {}: {} ({}).", waiver.expires.label(), reason(waiver), place(waiver));
    checked.waived_by(finding).map(one).collect()
}

/// What a reader should know of a waiver; `None` where it waives something.
pub(in crate::report) fn idle(outcome: &WaiverOutcome) -> Option<String> {
    let waiver = &outcome.waiver;
    let why = match outcome.state {
        WaiverState::Applied => return None,
        WaiverState::Expired => format!("its last day was {}, so it waives nothing", waiver.expires.label()),
        WaiverState::Partial => {
            "it names some of the figures that a finding accuses; the finding counts until all are named".to_owned()
        }
        WaiverState::Stale => "no finding accuses what it names; it can be taken out".to_owned(),
    };
    Some(sentence(&format!("the waiver “{}” ({}): {why}", reason(waiver), place(waiver))))
}

fn reason(waiver: &Waiver) -> &str {
    waiver.reason.trim_end_matches('.')
}

fn place(waiver: &Waiver) -> String {
    let place = &waiver.place;
    place.line.map_or_else(|| place.file.to_string(), |line| format!("{}, line {line}", place.file))
}
