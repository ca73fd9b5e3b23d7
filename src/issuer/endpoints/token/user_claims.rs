//! Claims about a user in a token where there is none: of the account that stands for the client, or of the person who registered it.
//!
//! Under the default policy there are none (RFC 9068 §2.2). No specification defines the others.

use crate::issuer::policy::UserClaims;
use crate::issuer::state::Client;

/// The claims, as far as a policy wants them.
#[derive(Default)]
pub(super) struct ClaimsAboutUser<'a> {
    pub(super) preferred_username: Option<String>,
    pub(super) name: Option<&'a str>,
    /// The address of a person's profile, as Solid has it. Here such addresses lead nowhere.
    pub(super) webid: Option<String>,
}

/// What the policy puts into a token of this client about itself.
pub(super) fn of(client: &Client, policy: UserClaims) -> ClaimsAboutUser<'_> {
    match policy {
        UserClaims::Off => ClaimsAboutUser::default(),
        UserClaims::Account => ClaimsAboutUser {
            preferred_username: Some(client.account_name()),
            name: Some(&client.client_name),
            webid: None,
        },
        UserClaims::Owner => {
            let webid = client.owner.as_ref().map(|owner| ["https://people.test/", owner, "#me"].concat());
            ClaimsAboutUser { webid, ..ClaimsAboutUser::default() }
        }
    }
}
