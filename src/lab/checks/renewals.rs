//! What it takes to stay in possession of an access token: refreshing, or asking again.

use crate::lab::action::Action;
use crate::lab::evidence::Evidence;

/// How many requests each of the two ways took after the clock went ahead: refreshing, and asking again. `None` unless both were gone and
/// brought a token.
pub(in crate::lab) fn renewals(evidence: &Evidence) -> Option<(usize, usize)> {
    let waited = evidence.done.iter().position(|done| matches!(done.action, Action::Wait(_)))?;
    let sent = |refresh: bool| {
        let is_it = |index: &usize| match &evidence.done[*index].action {
            Action::TokenRequest(ask) => ask.is_refresh() == refresh,
            _ => false,
        };
        let sent: Vec<usize> = (waited..evidence.done.len()).filter(is_it).collect();
        let brought = sent.iter().filter_map(|index| evidence.reply(*index)).any(|reply| reply.status() == 200);
        brought.then(|| sent.iter().filter(|index| evidence.done[**index].message.is_some()).count())
    };
    Some((sent(true)?, sent(false)?))
}
