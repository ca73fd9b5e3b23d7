//! What a pasted text is, as a whole.

/// What a text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextKind {
    /// Nothing but white space.
    #[default]
    Nothing,
    /// One token or several, with whatever stands around them.
    Token,
    /// The answer of a token endpoint (RFC 6749 §5.1).
    TokenResponse,
    /// The answer of an introspection endpoint (RFC 7662 §2.2).
    IntrospectionResponse,
    /// An error of OAuth, as JSON or as parameters (RFC 6749 §4.1.2.1, §5.2).
    OAuthError,
    /// An HTTP answer that is none of these (RFC 9112 §4).
    HttpResponse,
    /// A `WWW-Authenticate` header alone (RFC 9110 §11.6.1).
    Challenge,
    /// A key or a certificate.
    Key(KeyLook),
    /// An address, a version, a file name or another name with dots in it.
    Address,
    /// The credentials of a client (RFC 7617 §2).
    BasicCredentials,
    /// Text without a token in it.
    Text,
}

/// What a key looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyLook {
    /// A JSON Web Key (RFC 7517 §4).
    Jwk,
    /// A set of JSON Web Keys (RFC 7517 §5).
    JwkSet,
    /// A public key in PEM (RFC 7468 §13).
    PemPublic,
    /// A private key in PEM (RFC 7468 §10).
    PemPrivate,
    /// A certificate in PEM (RFC 7468 §5).
    Certificate,
}
