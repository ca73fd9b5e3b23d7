//! What a token is for: the kinds that standards and servers tell apart.

/// What a token seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A permission for an API (RFC 9068, and the forms that servers use beside it).
    AccessToken,
    /// A report about an authentication, for the client (OIDC Core §2).
    IdToken,
    /// What its server takes for new tokens, and nobody else.
    RefreshToken,
    /// A client's proof of who it is, for the issuer (RFC 7523 §3, RFC 10070).
    ClientAssertion,
    /// A grant that somebody trusted signed, for a token endpoint (RFC 7523 §2.1).
    AssertionGrant,
    /// A proof that the sender holds a key (RFC 9449 §4.2).
    DpopProof,
    /// Another proof that the sender holds a key: with an attestation or a workload's token.
    KeyProof,
    /// The order to end a session (OIDC Back-Channel Logout 1.0 §2.4).
    LogoutToken,
    /// A report that something happened (RFC 8417).
    SecurityEvent,
    /// A signed answer of introspection (RFC 9701).
    IntrospectionResponse,
    /// A signed answer of `UserInfo` (OIDC Core §5.3.2).
    UserInfoResponse,
    /// A signed answer of the authorization endpoint (JARM).
    AuthorizationResponse,
    /// An authorization request as a JWT (RFC 9101).
    RequestObject,
    /// What one call leads to inside of one domain of trust (Transaction Tokens draft).
    TransactionToken,
    /// An identity provider's assertion about a user for another domain (ID-JAG draft).
    IdJag,
    /// What vouches for an instance of a client (Attestation draft).
    Attestation,
    /// What a platform gives to software that runs on it.
    WorkloadToken,
    /// A token that an application made for itself.
    SessionToken,
    /// A key that names a project or an application and no user.
    ApiKey,
    /// A credential for a wallet (SD-JWT VC, W3C).
    Credential,
    /// What an entity of a federation says about itself or another (OpenID Federation).
    EntityStatement,
    /// A list that says which credentials are still good (Token Status List).
    StatusList,
    /// A caller's number, signed (RFC 8225).
    CallToken,
    /// A JWT of another kind, which its header names.
    OtherTyped,
    /// A JWT of unknown purpose.
    Unknown,
    /// An encrypted token, whose purpose is inside.
    Encrypted,
    /// No JWT; perhaps an opaque token.
    NotAToken,
}

impl Kind {
    /// The code of its text.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::AccessToken => "kind_access_token",
            Self::IdToken => "kind_id_token",
            Self::RefreshToken => "kind_refresh_token",
            Self::ClientAssertion => "kind_client_assertion",
            Self::AssertionGrant => "kind_assertion_grant",
            Self::DpopProof => "kind_dpop_proof",
            Self::KeyProof => "kind_key_proof",
            Self::LogoutToken => "kind_logout_token",
            Self::SecurityEvent => "kind_security_event",
            Self::IntrospectionResponse => "kind_introspection_response",
            Self::UserInfoResponse => "kind_user_info_response",
            Self::AuthorizationResponse => "kind_authorization_response",
            Self::RequestObject => "kind_request_object",
            Self::TransactionToken => "kind_transaction_token",
            Self::IdJag => "kind_id_jag",
            Self::Attestation => "kind_attestation",
            Self::WorkloadToken => "kind_workload_token",
            Self::SessionToken => "kind_session_token",
            Self::ApiKey => "kind_api_key",
            Self::Credential => "kind_credential",
            Self::EntityStatement => "kind_entity_statement",
            Self::StatusList => "kind_status_list",
            Self::CallToken => "kind_call_token",
            Self::OtherTyped => "kind_typed",
            Self::Unknown => "kind_unknown",
            Self::Encrypted => "kind_encrypted",
            Self::NotAToken => "kind_not_a_jwt",
        }
    }
}
