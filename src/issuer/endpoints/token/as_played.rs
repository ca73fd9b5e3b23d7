//! Tokens in the form of a server that is played.

use serde_json::{Map, Value};

use crate::issuer::personality::{About, Jwt};
use crate::issuer::policy::{Policies, UserClaims};
use crate::issuer::state::{Client, ID_TOKEN_ALGORITHM, Issuer};
use crate::issuer::tokens;
use crate::oauth::ActiveToken;
use crate::ports::{Clock, Crypto, CryptoError, Random};
use crate::server::{Trace, ids};

use super::granted::{Granted, Identity};
use super::user_claims;

/// The access token before it is signed; `None` for the form of the standard.
pub(super) fn jwt<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    client: &Client,
    granted: &Granted,
    (token, own): (&ActiveToken, &Map<String, Value>),
    trace: &mut Trace,
) -> Option<Jwt> {
    let about = about(issuer, (client, granted), token);
    let mut jwt = granted.played.as_ref()?.0.jwt(&about, trace)?;
    if let (false, Ok(details)) =
        (token.authorization_details.is_empty(), serde_json::to_value(&token.authorization_details))
    {
        jwt.claims.insert("authorization_details".to_owned(), details);
    }
    // What the client's record has beside the claims goes over none of them.
    for (name, value) in own {
        jwt.claims.entry(name.clone()).or_insert_with(|| value.clone());
    }
    Some(jwt)
}

/// The same, signed. Where the server can be asked about it, it is remembered like an opaque one: its form is not one that could be known again.
pub(super) async fn signed<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    jwt: Jwt,
    granted: &Granted,
    token: &ActiveToken,
) -> Result<String, String> {
    let signed =
        tokens::sign(issuer, issuer.algorithm_for(&token.aud), jwt.header, tokens::payload(&jwt.claims)).await?;
    if jwt.remembered {
        let mut issued = issuer.issued.borrow_mut();
        let (jti, exp) = (token.jti.clone().unwrap_or_default(), token.exp.unwrap_or_default());
        issued.add_signed(jti, exp, granted.id.clone());
        issued.add_access(signed.clone(), token.clone(), granted.id.clone());
    }
    Ok(signed)
}

/// The ID Token before it is signed; `None` where the policy decides alone.
pub(super) fn id_token<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    client: &Client,
    granted: &Granted,
    token: &ActiveToken,
    trace: &mut Trace,
) -> Option<Jwt> {
    let about = about(issuer, (client, granted), token);
    let wanted = matches!(granted.identity, Identity::VendorAccount(_));
    granted.played.as_ref()?.0.id_token(&about, wanted, trace)
}

/// The same, signed, with the hash of the access token beside it if it has a place for one.
pub(super) async fn signed_id_token<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    mut jwt: Jwt,
    access_token: &str,
) -> Result<String, String> {
    if jwt.claims.contains_key("at_hash") {
        let hash = tokens::id_token::hash(issuer, Some(access_token)).await?;
        jwt.claims.insert("at_hash".to_owned(), Value::from(hash));
    }
    tokens::sign(issuer, ID_TOKEN_ALGORITHM, jwt.header, tokens::payload(&jwt.claims)).await
}

/// Text that says nothing, in as many characters as a server has in such tokens: 256 random bits, or what fits.
pub(super) fn opaque(random: &impl Random, length: Option<usize>) -> Result<String, CryptoError> {
    let mut text = ids::credential(random)?;
    let Some(length) = length else { return Ok(text) };
    while text.len() < length {
        text.push_str(&ids::credential(random)?);
    }
    text.truncate(length);
    Ok(text)
}

fn about<'a, C: Crypto, K: Clock, R: Random>(
    issuer: &'a Issuer<C, K, R>,
    (client, granted): (&'a Client, &Granted),
    token: &'a ActiveToken,
) -> About<'a> {
    let policies = issuer.policies.borrow();
    About {
        issuer: &issuer.names.issuer,
        client_id: client.client_id.as_str(),
        account: client.account(),
        account_name: client.account_name(),
        sub: token.sub.as_deref(),
        sub_is_default: policies.sub == Policies::default().sub,
        audience: &token.aud,
        audience_is_asked: !granted.resources.is_empty(),
        scope: token.scope.as_deref().unwrap_or_default(),
        iat: token.iat.unwrap_or_default(),
        exp: token.exp.unwrap_or_default(),
        jti: token.jti.as_deref().unwrap_or_default(),
        cnf: token.cnf.as_ref().and_then(|cnf| serde_json::to_value(cnf).ok()),
        owner: user_claims::of(client, UserClaims::Owner).webid,
    }
}
