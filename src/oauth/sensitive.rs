//! Which parameters and members must not be shown, logged or echoed as they are (RFC 6749 §10.3, RFC 9700 §4).
//!
//! One table, so that `Debug`, the HTTP text and the issuer's trace cannot disagree. Hiding is left to whoever shows.

/// How careful to be with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sensitivity {
    /// May be shown.
    Public,
    /// A token or code: worth something to whoever holds it, for a while.
    Token,
    /// Proves who the client is: never shown unasked.
    Secret,
}

/// What proves who the client or the person is.
const SECRETS: [&str; 4] = ["client_secret", "client_assertion", "code_verifier", "password"];

/// How careful to be with the value of the form parameter or JSON member `name`.
#[must_use]
pub fn of_parameter(name: &str) -> Sensitivity {
    match name {
        name if SECRETS.contains(&name) => Sensitivity::Secret,
        "access_token" | "actor_token" | "assertion" | "code" | "id_token" | "refresh_token" | "subject_token"
        | "token" => Sensitivity::Token,
        _ => Sensitivity::Public,
    }
}

/// Whether a text of no known form names a secret, so that one may stand beside the name.
#[must_use]
pub fn mentions_secret(text: &str) -> bool {
    SECRETS.iter().any(|name| text.contains(name))
}

/// How careful to be with the credentials that follow `scheme` in an `Authorization` header field.
#[must_use]
pub fn of_scheme(scheme: &str) -> Sensitivity {
    if scheme.eq_ignore_ascii_case("Bearer") || scheme.eq_ignore_ascii_case("DPoP") {
        Sensitivity::Token
    } else {
        Sensitivity::Secret
    }
}
