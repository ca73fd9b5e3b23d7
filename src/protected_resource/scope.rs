//! Does the token allow what is asked? (RFC 6750 §3.1)

use crate::oauth::{ActiveToken, Scope};
use crate::server::{Check, Trace, quoted};

use super::Refusal;

/// The token's whole scope, if `needed` is in it.
pub(crate) fn require(
    check: &Check,
    token: &ActiveToken,
    needed: &'static str,
    trace: &mut Trace,
) -> Result<Scope, Refusal> {
    let text = token.scope.as_deref().unwrap_or_default();
    let scope = Scope::parse(text).unwrap_or_default();
    if scope.contains(needed) {
        trace.passed(check, quoted(text), format!("It has {needed}."));
        return Ok(scope);
    }
    trace.refused(check, quoted(text), format!("403 insufficient_scope. It does not have {needed}."));
    Err(Refusal::InsufficientScope(needed))
}
