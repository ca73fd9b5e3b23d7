//! The names that programs read in place of this crate's codes.

use crate::inspect::{KeyLook, Shape, TextKind};

/// A code without its prefix, with hyphens: `kind_access_token` is `access-token`.
pub(super) fn dashed(code: &str, prefix: &str) -> String {
    let code = code.strip_prefix(prefix).unwrap_or(code);
    let mut dashed = String::with_capacity(code.len());
    for byte in code.bytes() {
        dashed.push(if byte == b'_' { '-' } else { char::from(byte) });
    }
    dashed
}

/// What a token is by its form.
pub(super) const fn form_of(shape: Shape) -> &'static str {
    match shape {
        Shape::Nothing => "nothing",
        Shape::Text => "text",
        Shape::Opaque => "opaque",
        Shape::Partial => "partial",
        Shape::Signed => "signed",
        Shape::Detached => "detached",
        Shape::Encrypted => "encrypted",
        Shape::SdJwt => "sd-jwt",
        Shape::JsonSerialization => "json-serialization",
        Shape::Paseto => "paseto",
        Shape::OtherParts => "other-parts",
        Shape::Json => "json",
    }
}

/// What a text is as a whole.
pub(super) const fn text_kind_of(kind: TextKind) -> &'static str {
    match kind {
        TextKind::Nothing => "nothing",
        TextKind::Token => "token",
        TextKind::TokenResponse => "token-response",
        TextKind::IntrospectionResponse => "introspection-response",
        TextKind::OAuthError => "oauth-error",
        TextKind::HttpResponse => "http-response",
        TextKind::Challenge => "challenge",
        TextKind::Key(KeyLook::Jwk) => "jwk",
        TextKind::Key(KeyLook::JwkSet) => "jwk-set",
        TextKind::Key(KeyLook::PemPublic) => "pem-public-key",
        TextKind::Key(KeyLook::PemPrivate) => "pem-private-key",
        TextKind::Key(KeyLook::Certificate) => "certificate",
        TextKind::Address => "address",
        TextKind::BasicCredentials => "basic-credentials",
        TextKind::Text => "text",
    }
}
