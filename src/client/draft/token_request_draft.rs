//! The fields of a token request, as they are typed.

use super::assertion::AssertionDraft;
use crate::jose::Algorithm;
use crate::oauth::client_auth::Spelling;
use crate::oauth::{ClientAuthMethod, ClientId, ClientSecret};

/// A token request under construction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Who the client says it is.
    pub client_id: ClientId,
    /// The secret that proves it; `private_key_jwt` has none, nor has a certificate, which travels beside the request.
    pub client_secret: ClientSecret,
    /// How the proof travels.
    pub method: ClientAuthMethod,
    /// How identifier and secret are spelt in a Basic header field. The standard asks for [`Spelling::Form`]; many servers want another.
    pub secret_spelling: Spelling,
    /// What the signed assertion says, for the methods that sign.
    pub assertion: AssertionDraft,
    /// The algorithm of the key that the token is to be bound to (RFC 9449); `None` asks for a bearer token.
    pub dpop: Option<Algorithm>,
    /// The grant type as typed; empty leaves the parameter out.
    pub grant_type: String,
    /// The scope as typed; empty leaves the parameter out.
    pub scope: String,
    /// The APIs that the token is wanted for (RFC 8707 §2) as typed, one a line; each line becomes a parameter, empty ones none.
    pub resource: String,
    /// Whom the token is for, as servers ask it that are older than RFC 8707 (Auth0's `audience`); empty leaves the parameter out.
    pub audience: String,
    /// The authorization details (RFC 9396 §2) as typed; empty leaves the parameter out.
    pub authorization_details: String,
    /// More parameters as typed, one `name=value` a line, not encoded.
    pub parameters: String,
    /// More header fields as typed, one `Name: value` a line.
    pub header_fields: String,
    /// The issuer identifier as typed: the audience of assertions. No message carries it by itself.
    pub issuer: String,
    /// The token endpoint's URL as typed.
    pub token_endpoint: String,
}

impl Default for Draft {
    /// The grant that this page is about, with everything else left empty.
    fn default() -> Self {
        Self {
            client_id: ClientId::default(),
            client_secret: ClientSecret::default(),
            method: ClientAuthMethod::ClientSecretBasic,
            secret_spelling: Spelling::default(),
            assertion: AssertionDraft::default(),
            dpop: None,
            grant_type: "client_credentials".to_owned(),
            scope: String::new(),
            resource: String::new(),
            audience: String::new(),
            authorization_details: String::new(),
            parameters: String::new(),
            header_fields: String::new(),
            issuer: String::new(),
            token_endpoint: String::new(),
        }
    }
}
