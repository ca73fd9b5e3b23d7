//! Which parameters and members must not be shown, logged or echoed as they are (RFC 6749 §10.3, RFC 9700 §4).
//!
//! One table, so that `Debug`, the HTTP text, links, reports and the issuer's trace cannot disagree. Hiding is left to whoever shows.

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

/// Parts of names, in small letters, under which credentials of all kinds travel that no specification here defines.
const PARTS: [&str; 14] = [
    "secret",
    "password",
    "passwd",
    "passphrase",
    "credential",
    "cookie",
    "session",
    "api-key",
    "api_key",
    "apikey",
    "access-key",
    "access_key",
    "subscription-key",
    "private_key",
];

/// Ends of such names.
const ENDS: [&str; 6] = ["authorization", "-auth", "-token", "_token", "-jwt", "_jwt"];

/// Whether the value of a parameter or header field may be a credential, by a name that need not be known: what is handed on (a link, a
/// report, a sample) leaves it out, and loses less than somebody else would gain.
#[must_use]
pub fn may_be_credential(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    of_parameter(&name) != Sensitivity::Public
        || name == "dpop"
        || PARTS.iter().any(|part| name.contains(part))
        || ENDS.iter().any(|end| name.ends_with(end))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_credentials_are_known_and_those_about_them_are_not() {
        for name in [
            "client_secret",
            "Client_Secret",
            "code",
            "x-api-key",
            "X-Amz-Security-Token",
            "Ocp-Apim-Subscription-Key",
            "Cookie",
            "Set-Cookie",
            "Proxy-Authorization",
            "X-Auth",
            "X-Session-Id",
            "DPoP",
            "apikey",
            "my_jwt",
        ] {
            assert!(may_be_credential(name), "{name}");
        }
        for name in [
            "grant_type",
            "scope",
            "requested_token_type",
            "token_format",
            "subject_token_type",
            "Idempotency-Key",
            "X-Trace",
            "Accept",
            "tenant",
            "author",
            "code_challenge",
        ] {
            assert!(!may_be_credential(name), "{name}");
        }
    }
}
