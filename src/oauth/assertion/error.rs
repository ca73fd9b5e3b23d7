//! Why a client assertion is refused (RFC 7523 §3). Whatever it is, the answer is `invalid_client` (JCA-11).

use thiserror::Error;

use crate::cite::{Citation, Document};
use crate::jose::jwt::ClaimError;
use crate::jose::{JsonError, JwsError, counted};

/// Why an assertion is refused, its signature apart.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum AssertionError {
    /// Not a JWT that is signed in a way that can be accepted.
    #[error("The client assertion cannot be accepted as a signed JWT. {0}")]
    Jws(#[from] JwsError),
    /// The payload is another JWT.
    #[error("The client assertion has another token inside, which is not read here.")]
    Nested,
    /// The payload is not one JSON object.
    #[error("The payload of the client assertion is not one JSON object: {0}")]
    Payload(JsonError),
    /// A claim has another JSON type than it must have.
    #[error(transparent)]
    Claim(#[from] ClaimError),
    /// A claim is not there.
    #[error("The client assertion has no {0}.")]
    Missing(&'static str),
    /// A JWT made for something else.
    #[error("By its typ the JWT is not a client assertion: it was made for something else.")]
    OtherType,
    /// `iss` is not `sub`.
    #[error("The claims iss and sub of the client assertion differ; both must be the client's identifier.")]
    IssuerNotSubject,
    /// `client_id` in the form names another client.
    #[error("The client_id in the form is not the sub of the client assertion.")]
    ClientIdDisagrees,
    /// For somebody else.
    #[error("The client assertion is for somebody else: its aud is not this issuer.")]
    AudienceOther,
    /// For the token endpoint.
    #[error("The aud of the client assertion is the token endpoint; it must be the issuer identifier.")]
    AudienceTokenEndpoint,
    /// For several.
    #[error("The client assertion is for several audiences; the issuer identifier must be the only one.")]
    AudienceSeveral,
    /// An array where a string must be.
    #[error("The aud of the client assertion is an array; here it must be a string.")]
    AudienceNotAString,
    /// `exp` has passed.
    #[error("The client assertion expired {} ago.", counted(.seconds, "second"))]
    Expired {
        /// How long ago.
        seconds: i64,
    },
    /// `nbf` is not reached.
    #[error("The client assertion may be used only in {}.", counted(.seconds, "second"))]
    NotYet {
        /// In how long.
        seconds: i64,
    },
    /// `iat` lies ahead.
    #[error("The client assertion says it was written {} from now.", counted(.seconds, "second"))]
    FromFuture {
        /// How far ahead.
        seconds: i64,
    },
    /// From `iat`, or from now, to `exp` it is too long.
    #[error("The client assertion is good for {}, which is longer than this issuer allows.", counted(.seconds, "second"))]
    LivesTooLong {
        /// How long it is.
        seconds: i64,
    },
    /// No `jti`, so nobody could tell a second use.
    #[error("The client assertion has no jti, so this issuer could not tell whether it was used before.")]
    JtiMissing,
    /// A `jti` that is too long to remember.
    #[error("The jti of the client assertion is longer than this issuer remembers.")]
    JtiTooLong,
}

impl AssertionError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Jws(error) => error.code(),
            Self::Nested => "assertion_nested",
            Self::Payload(error) => error.code(),
            Self::Claim(error) => error.code(),
            Self::Missing(_) => "assertion_claim_missing",
            Self::OtherType => "assertion_other_type",
            Self::IssuerNotSubject => "assertion_iss_not_sub",
            Self::ClientIdDisagrees => "assertion_client_id_disagrees",
            Self::AudienceOther => "assertion_audience_other",
            Self::AudienceTokenEndpoint => "assertion_audience_token_endpoint",
            Self::AudienceSeveral => "assertion_audience_several",
            Self::AudienceNotAString => "assertion_audience_not_a_string",
            Self::Expired { .. } => "assertion_expired",
            Self::NotYet { .. } => "assertion_not_yet",
            Self::FromFuture { .. } => "assertion_from_future",
            Self::LivesTooLong { .. } => "assertion_lives_too_long",
            Self::JtiMissing => "assertion_jti_missing",
            Self::JtiTooLong => "assertion_jti_too_long",
        }
    }

    /// The clause that the assertion breaks.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::Jws(error) => error.citation(),
            Self::Payload(error) => error.citation(),
            Self::Claim(error) => error.citation(),
            Self::JtiMissing => Citation::new(Document::OidcCore, "9"),
            Self::AudienceNotAString => Citation::new(Document::Fapi2, "5.3.2.1"),
            Self::OtherType | Self::AudienceTokenEndpoint | Self::AudienceSeveral => Citation::rfc(10070, "4"),
            Self::ClientIdDisagrees => Citation::rfc(7521, "4.2"),
            Self::JtiTooLong => Citation::rfc(7523, "6"),
            _ => Citation::rfc(7523, "3"),
        }
    }

    /// The sentence that may travel: nothing of the assertion's own text is in it (ERR-04).
    #[must_use]
    pub fn on_the_wire(&self) -> String {
        match self {
            Self::Jws(_) | Self::Payload(_) => {
                "The client assertion is not a JWT with a signature that this issuer accepts.".to_owned()
            }
            other => other.to_string(),
        }
    }
}
