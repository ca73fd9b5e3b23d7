//! How a run was answered, in the few characters that stand beside its variant.

use crate::lab::{CellId, Evidence, Variant, Verdict};

/// How a variant's newest run was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The HTTP status of the last message; of each token response where there are several; of the whole table how many claims held
    /// before and after.
    pub status: String,
    /// The `error` code, if there was one.
    pub error: Option<String>,
}

/// How a run of this variant was answered; `None` where its last message got no answer.
pub(super) fn answered(variant: &Variant, evidence: &Evidence) -> Option<Answered> {
    let claims = evidence.claims();
    if !claims.is_empty() {
        let holds = |part: &[(CellId, Evidence)]| {
            part.iter().filter(|(cell, part)| cell.judge(part).verdict == Verdict::Holds).count().to_string()
        };
        let (before, after) = claims.split_at(claims.len() / 2);
        return Some(Answered { status: [&holds(before), " → ", &holds(after)].concat(), error: None });
    }
    let last = evidence.reply(variant.actions.len().saturating_sub(1))?;
    let asked = evidence.done.iter().enumerate().filter(|(_, done)| done.action.asks_for_token());
    let statuses: Vec<String> =
        asked.filter_map(|(index, _)| evidence.reply(index)).map(|reply| reply.status().to_string()).collect();
    let status = if statuses.len() > 1 { statuses.join(" ") } else { last.status().to_string() };
    Some(Answered { status, error: last.error() })
}
