//! What a token is: by its header's type, by what only one kind carries, by its server's mark, by where it came from, by its claims.
//!
//! The signs are those of RFC 9068 §2 (access tokens), OIDC Core §2 (ID Tokens), RFC 7523 §3 (assertions), RFC 9449 §4.2 (proofs) and of
//! the specifications beside each row. A reader that must *know* checks `typ` and where the token came from (RFC 8725 §3.11, §3.12).

use super::about::Sureness;
use super::arrival::Arrival;
use super::contents::{Contents, is_empty};
use super::evidence::Reasons;
use super::kind::Kind;
use super::marks::{Mark, all_fit};
use super::server::Server;
use super::typ::by_typ;
use super::whom::SOAP_CLAIMS;
use crate::inspect::Phrase;
use crate::inspect::claim_names::USER_CLAIMS;

/// An answer to *what is it*.
pub(super) struct What {
    pub kind: Kind,
    pub sure: Sureness,
    pub reasons: Reasons,
}

impl What {
    fn new(kind: Kind, sure: Sureness, reason: Phrase) -> Self {
        Self { kind, sure, reasons: Reasons { for_it: vec![reason], against: Vec::new() } }
    }
}

/// What only one kind carries, by the specification beside it.
const STRUCTURES: [(Kind, &[Mark]); 18] = [
    // RFC 9449 §4.2.
    (Kind::DpopProof, &[Mark::Has("htm"), Mark::Has("htu")]),
    // OIDC Back-Channel Logout 1.0 §2.4, then RFC 8417.
    (Kind::LogoutToken, &[Mark::Inside("events", "http://schemas.openid.net/event/backchannel-logout")]),
    (Kind::SecurityEvent, &[Mark::Object("events")]),
    // RFC 9701.
    (Kind::IntrospectionResponse, &[Mark::Object("token_introspection")]),
    // RFC 9901, key binding; SD-JWT VC draft §2.2.2.
    (Kind::KeyProof, &[Mark::Has("sd_hash"), Mark::Has("nonce")]),
    (Kind::Credential, &[Mark::Text("vct")]),
    (Kind::Credential, &[Mark::List("_sd")]),
    // W3C Verifiable Credentials Data Model 1.1 §6.3.1.
    (Kind::Credential, &[Mark::Object("vc")]),
    (Kind::Credential, &[Mark::Object("vp")]),
    // Token Status List §5.1.
    (Kind::StatusList, &[Mark::Object("status_list")]),
    // OpenID Federation 1.0 §3.
    (Kind::EntityStatement, &[Mark::Object("jwks"), Mark::Object("metadata")]),
    (Kind::EntityStatement, &[Mark::Object("jwks"), Mark::List("authority_hints")]),
    // RFC 8225.
    (Kind::CallToken, &[Mark::Object("orig"), Mark::Object("dest")]),
    // RFC 9101.
    (Kind::RequestObject, &[Mark::Has("response_type"), Mark::Has("client_id")]),
    // developer.apple.com, "Creating a client secret": a client assertion under another name.
    (Kind::ClientAssertion, &[Mark::Is("aud", "https://appleid.apple.com"), Mark::Has("iss"), Mark::Has("sub")]),
    // distribution.github.io, "Docker Registry v2 authentication": what the bearer may do to repositories.
    (Kind::AccessToken, &[Mark::List("access"), Mark::Has("iss")]),
    // JARM §2.1.
    (Kind::AuthorizationResponse, &[Mark::Text("code"), Mark::Text("iss"), Mark::Lacks("sub")]),
    (Kind::AuthorizationResponse, &[Mark::Text("error"), Mark::Text("iss"), Mark::Lacks("sub")]),
];

/// What servers write into a claim of their own to say what a token is for.
const KIND_MARKS: [(&str, &[(&str, Kind)]); 7] = [
    // Keycloak; Rauthy and oauth2-test-server write the first one too.
    (
        "typ",
        &[
            ("bearer", Kind::AccessToken),
            ("dpop", Kind::AccessToken),
            ("id", Kind::IdToken),
            ("refresh", Kind::RefreshToken),
            ("offline", Kind::RefreshToken),
            ("logout", Kind::LogoutToken),
        ],
    ),
    // Amazon Cognito; NanoIDP.
    (
        "token_use",
        &[
            ("access", Kind::AccessToken),
            ("access_token", Kind::AccessToken),
            ("id", Kind::IdToken),
            ("id_token", Kind::IdToken),
            ("refresh", Kind::RefreshToken),
            ("refresh_token", Kind::RefreshToken),
        ],
    ),
    // Casdoor.
    ("tokenType", &[("access-token", Kind::AccessToken), ("refresh-token", Kind::RefreshToken)]),
    // idpyoidc.
    (
        "token_class",
        &[("access_token", Kind::AccessToken), ("id_token", Kind::IdToken), ("refresh_token", Kind::RefreshToken)],
    ),
    // ForgeRock and OpenAM.
    (
        "tokenName",
        &[("access_token", Kind::AccessToken), ("id_token", Kind::IdToken), ("refresh_token", Kind::RefreshToken)],
    ),
    // Glewlwyd, Pocket ID; libraries for an application's own tokens.
    (
        "type",
        &[
            ("access_token", Kind::AccessToken),
            ("access-token", Kind::AccessToken),
            ("oauth-access-token", Kind::AccessToken),
            ("id-token", Kind::IdToken),
            ("access", Kind::AccessToken),
            ("refresh_token", Kind::RefreshToken),
            ("refresh", Kind::RefreshToken),
        ],
    ),
    // OpenAuth.
    ("mode", &[("access", Kind::AccessToken), ("refresh", Kind::RefreshToken)]),
];

/// What is defined for ID Tokens alone (OIDC Core §2, §3.1.3.6, §3.3.2.11; FAPI for `s_hash`). Dex writes the first into access tokens too.
const ID_TOKEN_ALONE: [&str; 3] = ["at_hash", "c_hash", "s_hash"];

/// What belongs to a permission: RFC 9068 §2.2, RFC 8693 §4.2, RFC 9396 §9.1, and what servers write in their place.
const PERMISSION: [&str; 13] = [
    "scope",
    "scp",
    "scopes",
    "client_id",
    "cid",
    "clientId",
    "appid",
    "authorization_details",
    "gty",
    "azpacr",
    "appidacr",
    "realm_access",
    "resource_access",
];

/// What allows something, and also stands in ID Tokens and in applications' own tokens.
const ROLES: [&str; 5] = ["permissions", "roles", "groups", "entitlements", "authorities"];

/// Names that an application gives to its own users. No standard has them.
const OWN: [&str; 18] = [
    "userId",
    "user_id",
    "userID",
    "userid",
    "uid",
    "_id",
    "id",
    "user",
    "username",
    "userName",
    "user_name",
    "login",
    "isAdmin",
    "is_admin",
    "admin",
    "fresh",
    "csrf",
    "session_id",
];

/// What `token` is.
pub(super) fn what(token: Contents<'_>, arrival: Arrival<'_>, server: Option<&Server>) -> What {
    let mut what = certain(token, server).unwrap_or_else(|| by_signs(token, arrival));
    if let Some(server) = server {
        let told = shape_of(server);
        if what.reasons.for_it.first() != Some(&told) {
            what.reasons.for_it.push(told);
        }
    }
    if let Some(name) = arrival.name {
        let agrees = arrival.kind().is_none_or(|kind| kind == what.kind);
        let code = if agrees { "why_arrived_as" } else { "why_arrived_as_but" };
        let list = if agrees { &mut what.reasons.for_it } else { &mut what.reasons.against };
        let told = Phrase::new(code).with("name", name);
        if list.first() != Some(&told) {
            list.push(told);
        }
    }
    what
}

/// What its header, its structure or its server's mark says.
fn certain(token: Contents<'_>, server: Option<&Server>) -> Option<What> {
    if let Some((kind, typ)) = by_typ(token) {
        return Some(What::new(kind, Sureness::Said, Phrase::new("why_typ").with("value", typ)));
    }
    if let Some((kind, marks)) = STRUCTURES.iter().find(|(_, marks)| all_fit(marks, token)) {
        return Some(What::new(*kind, Sureness::Likely, carries(marks[0].name())));
    }
    if let Some((kind, server)) = server.and_then(|server| Some((server.kind_of(token)?, server))) {
        return Some(What::new(kind, Sureness::Said, shape_of(server)));
    }
    if let Some(name) = own_name(token).filter(|_| has_no_ends(token)) {
        return Some(session(name));
    }
    let (name, value, kind) = KIND_MARKS.iter().find_map(|(name, kinds)| {
        let value = token.text(name)?;
        let (_, kind) = kinds.iter().find(|(known, _)| value.eq_ignore_ascii_case(known))?;
        Some((*name, value, *kind))
    })?;
    Some(What::new(kind, Sureness::Said, Phrase::new("why_mark").with("name", name).with("value", value)))
}

/// What its claims look like, and what the place says that it came from.
fn by_signs(token: Contents<'_>, arrival: Arrival<'_>) -> What {
    let seems = by_claims(token);
    let mut what = match (arrival.kind(), seems) {
        (Some(kind), Some(seems)) if seems.kind == kind => seems,
        // An answer's member is made for saying what a token is; claims of two kinds look alike.
        (Some(kind), seems) if arrival.is_member() => {
            let name = arrival.name.unwrap_or_default();
            let mut what = What::new(kind, Sureness::Likely, Phrase::new("why_arrived_as").with("name", name));
            what.reasons.against = seems.map(|seems| seems.reasons.for_it).unwrap_or_default();
            what
        }
        (_, Some(seems)) => seems,
        (Some(kind), None) => {
            let name = arrival.name.unwrap_or_default();
            What::new(kind, Sureness::Likely, Phrase::new("why_arrived_as").with("name", name))
        }
        (None, None) => What { kind: Kind::Unknown, sure: Sureness::Open, reasons: Reasons::default() },
    };
    if what.kind == Kind::IdToken && !["auth_time", "nonce", "acr", "amr"].iter().any(|name| token.has(name)) {
        what.reasons.against.push(Phrase::new("why_no_login_claims"));
    }
    what
}

fn by_claims(token: Contents<'_>) -> Option<What> {
    let likely = |kind, reason| Some(What::new(kind, Sureness::Likely, reason));
    let first = |names: &[&'static str]| names.iter().find(|name| token.has(name)).copied();
    let has_all = |names: &[&str]| names.iter().all(|name| token.has(name));
    if has_all(&["iss", "sub", "aud"]) && Mark::Same("iss", "sub").fits(token) {
        return likely(Kind::ClientAssertion, Phrase::new("why_self_issued"));
    }
    if let Some(name) = first(&ID_TOKEN_ALONE).filter(|_| token.has("aud")) {
        return likely(Kind::IdToken, Phrase::new("why_id_token_alone").with("name", name));
    }
    if is_assertion_grant(token) {
        return likely(Kind::AssertionGrant, Phrase::new("why_signed_by_no_server"));
    }
    let permission = first(&PERMISSION);
    if let Some(name) = permission.filter(|name| !has_no_ends(token) || !matches!(*name, "scp" | "scope")) {
        return likely(Kind::AccessToken, Phrase::new("why_permission").with("name", name));
    }
    if has_no_ends(token)
        && let Some(name) = own_name(token).or_else(|| first(&["email", "name", "role", "roles", "scp", "scope"]))
    {
        return Some(session(name));
    }
    if let Some(name) = first(&["nonce", "auth_time", "amr", "acr", "sid"]).filter(|_| has_all(&["iss", "sub", "aud"]))
    {
        return likely(Kind::IdToken, Phrase::new("why_sign_in").with("name", name));
    }
    let detail = USER_CLAIMS.into_iter().find(|name| token.claim(name).is_some_and(|value| !is_empty(value)));
    if let Some(name) = detail.filter(|_| has_all(&["iss", "sub", "aud"])) {
        let kind = if token.has("exp") || token.has("iat") { Kind::IdToken } else { Kind::UserInfoResponse };
        return likely(kind, Phrase::new("why_user_detail").with("name", name));
    }
    // An ID Token has an audience; what describes a user without one is for the application itself.
    if let Some(name) = own_name(token).or(detail).or_else(|| first(&["role"]).filter(|_| !token.has("aud"))) {
        return Some(session(name));
    }
    if let Some(name) = first(&ROLES).or_else(|| first(&["role"])) {
        return likely(Kind::AccessToken, Phrase::new("why_permission").with("name", name));
    }
    let is_for_itself = token.sub().is_some_and(|sub| token.audiences().any(|aud| aud == sub));
    if has_all(&["iss", "sub", "aud", "exp", "iat"]) && is_for_itself && !token.has("jti") {
        return likely(Kind::IdToken, Phrase::new("why_five_claims"));
    }
    if has_all(&["iss", "sub", "aud", "exp", "jti"]) && is_address(token.text("iss").unwrap_or_default()) {
        return likely(Kind::AccessToken, Phrase::new("why_jti"));
    }
    None
}

/// A JWT that a token endpoint is to take as a grant (RFC 7523 §2.1): its issuer is no server, and its audience is such an endpoint.
fn is_assertion_grant(token: Contents<'_>) -> bool {
    let Some(iss) = token.text("iss") else { return false };
    let is_endpoint = |aud: &str| {
        let path = aud.trim_end_matches('/');
        path.ends_with("/token") || ASSERTION_AUDIENCES.contains(&path)
    };
    !is_address(iss) && token.audiences().any(|aud| is_endpoint(&aud))
}

fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// Audiences that services document for assertion grants: Salesforce (help.salesforce.com, "OAuth 2.0 JWT Bearer Flow") and DocuSign
/// (developers.docusign.com, "JWT Grant").
const ASSERTION_AUDIENCES: [&str; 4] =
    ["https://login.salesforce.com", "https://test.salesforce.com", "account.docusign.com", "account-d.docusign.com"];

/// Whether it names neither who made it nor for whom, nor a client: what an application does that reads only its own tokens.
fn has_no_ends(token: Contents<'_>) -> bool {
    !token.has("iss") && !token.has("aud") && token.clients().next().is_none()
}

fn own_name(token: Contents<'_>) -> Option<&'static str> {
    let soap = || token.names().any(|name| name.starts_with(SOAP_CLAIMS)).then_some(SOAP_CLAIMS);
    OWN.into_iter().find(|name| token.has(name)).or_else(soap)
}

fn session(name: &str) -> What {
    What::new(Kind::SessionToken, Sureness::Likely, Phrase::new("why_own_name").with("name", name))
}

fn shape_of(server: &Server) -> Phrase {
    Phrase::new("why_server_shape").with("server", server.name).with("source", server.source)
}

fn carries(name: &'static str) -> Phrase {
    Phrase::new("why_carries").with("name", name)
}
