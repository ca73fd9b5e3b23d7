//! Does the issuer's profile admit this client? (FAPI 2.0 SP §5.3.2.1)

use crate::cite::{Citation, Document};
use crate::issuer::policy::Profile;
use crate::issuer::state::Client;
use crate::oauth::{ErrorCode, OAuthError};
use crate::server::{Check, Trace, refuse};

pub(super) static PROFILE: Check = Check::new("Profile", Citation::new(Document::Fapi2, "5.3.2.1"));

/// Turns away clients whose kind of proof the profile does not take. Nothing is written down where every kind is taken.
pub(super) fn admit(profile: Profile, client: &Client, trace: &mut Trace) -> Result<(), OAuthError> {
    let method = client.token_endpoint_auth_method;
    if profile == Profile::OAuth20 || profile == Profile::OAuth21 {
        return Ok(());
    }
    if profile.allows_method(method) {
        trace.passed(
            &PROFILE,
            format!("Profile FAPI 2.0, and a client that uses {method}."),
            "Its proof never travels.",
        );
        return Ok(());
    }
    let sentence = "Under FAPI 2.0 a client signs or shows a certificate; secrets and public clients are not taken.";
    let error = OAuthError::new(ErrorCode::InvalidClient, sentence);
    Err(refuse(trace, &PROFILE, format!("Profile FAPI 2.0, and a client that uses {method}."), error, sentence))
}
