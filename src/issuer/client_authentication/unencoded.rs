//! Whether Basic credentials that prove nothing would have, had nobody decoded them: for the trace alone, which tells the client's
//! developer what to mend. The answer on the wire is the same as for any other wrong secret (CAU-09).

use std::rc::Rc;

use http::HeaderMap;
use http::header::AUTHORIZATION;

use crate::issuer::state::{Client, Registry};
use crate::oauth::client_auth::UnencodedBasic;
use crate::oauth::{ClientId, ClientSecret};
use crate::server::quoted;

/// What to write down if the credentials turn out to be wrong: that they are a client's, sent without form-encoding. `decoded` is the
/// identifier as the standard has it read.
pub(super) fn recognise(registry: &Registry, headers: &HeaderMap, decoded: Option<&ClientId>) -> Option<String> {
    let sent = UnencodedBasic::of(headers.get(AUTHORIZATION)?.to_str().ok()?)?;
    // One that has no secret costs a comparison too, so that the time of the answer does not tell (CAU-09).
    let nobodys = ClientSecret::new("the secret of no client at all");
    let with_secret = |client: &Rc<Client>| Some((Rc::clone(client), sent.secret_of(&client.client_id)?));
    let mut candidates: Vec<_> = registry.clients.iter().filter_map(with_secret).collect();
    candidates.retain(|(client, secret)| client.client_secret.as_ref().unwrap_or(&nobodys).matches(secret));
    let found = candidates.pop().map(|(client, _)| client.client_id.clone());
    found.map(|id| match decoded == Some(&id) {
        true => "The secret is this client's, sent without form-encoding (RFC 6749 §2.3.1): decoded it is another."
            .to_owned(),
        false => format!(
            "Sent without form-encoding (RFC 6749 §2.3.1): undecoded, identifier and secret are those of {}.",
            quoted(id.as_str())
        ),
    })
}
