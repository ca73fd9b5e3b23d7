//! What an experiment does, as data: one action is one message that the client (or a person's browser) sends.
//!
//! Actions name demo clients and well-known places; the credentials themselves come from the issuer's registry when the action
//! runs, so no secret is written here. An action never says what should happen: [`Outcome`](super::Outcome) does.

use super::cell_id::CellId;
use super::rule::Rule;
use crate::oauth::client_auth::Spelling;
use crate::oauth::{GrantType, ResponseType};

/// One message to send, or something that happens between two messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Ask the API for yesterday's orders, with the token of an earlier action or without one (RFC 6750 §2.1).
    CallApi {
        /// Whose token goes along.
        token: TokenFrom,
    },
    /// From here on, prove possession of this key with every request of a program (RFC 9449 §4).
    Prove(ProofBy),
    /// Send an authorization request, as a browser would (RFC 6749 §4.1.1).
    Authorize(AuthorizeAsk),
    /// Read one of the issuer's two metadata documents.
    FetchMetadata(WellKnown),
    /// Ask the token endpoint for a token (RFC 6749 §4.4.2).
    TokenRequest(TokenAsk),
    /// Ask UserInfo about the person behind a token (OIDC Core §5.3.1).
    UserInfo {
        /// Whose token goes along.
        token: TokenFrom,
    },
    /// Ask the API for what belongs to the person behind the newest token.
    CallMe(Reads),
    /// Register a client under this identifier (RFC 7591 §3.1). It is forgotten again when the run is over.
    Register {
        /// The `client_id` that it would like.
        client_id: &'static str,
    },
    /// Read what is at any address of these servers, with the token of an earlier action or without one. Metadata of an issuer are kept.
    Get {
        /// Where.
        address: &'static str,
        /// Whose token goes along.
        token: TokenFrom,
    },
    /// Push an authorization request to the issuer whose metadata were read last (RFC 9126 §2.1), signed by the client with a key of its
    /// own.
    Push(SignedFor),
    /// Whoever received that signature sends it to `https://issuer.test`, with a token request of its own: audience injection.
    Replay,
    /// Give the newest access token back, as this demo client (RFC 7009 §2.1).
    Revoke {
        /// The client's identifier.
        client: &'static str,
    },
    /// What whoever runs the issuer does between two messages. Clients are as before when the run is over; keys stay changed.
    Administer(Administration),
    /// Send the token request before this once more, byte for byte.
    Resend,
    /// Begin a sign-in: send a person's browser to the issuer, for [`SHOP`] (RFC 6749 §4.1.1, RFC 7636 §4.3). With `offline_access`
    /// in the scope the client asks for consent as well, because it has to (OIDC Core §11).
    SignIn {
        /// The `scope` field.
        scope: &'static str,
        /// The `response_type` field: what is to come back, and by which way.
        response_type: ResponseType,
    },
    /// What the person does at the simulated sign-in. On screen a card asks; elsewhere the run plays the person with this answer.
    Decide(Decision),
    /// Swap the code that the browser came back with for tokens (RFC 6749 §4.1.3).
    Redeem(Verifier),
    /// Give the issuer another policy, for the rest of this run and no longer.
    Set(Rule),
    /// Let the issuer's clock go ahead by so many seconds, for the rest of this run and no longer.
    Wait(u16),
    /// Connect anew, and show this certificate in the TLS handshake (RFC 8705 §2). Simulated: it travels beside the requests.
    Show(PresentedCertificate),
    /// The experiments of all ten cells of the table, each behind its [`Action::Claim`].
    Table,
    /// The actions of a cell's experiment follow, and its claim is judged by them.
    Claim(CellId),
}

impl Action {
    /// Whether it is a request to the token endpoint.
    #[must_use]
    pub const fn asks_for_token(&self) -> bool {
        matches!(self, Self::TokenRequest(_) | Self::Resend | Self::Redeem(_) | Self::Replay)
    }

    /// Whether it sends something by itself, or stands for actions that do.
    #[must_use]
    pub const fn sends(&self) -> bool {
        !matches!(
            self,
            Self::Set(_) | Self::Wait(_) | Self::Show(_) | Self::Prove(_) | Self::Administer(_) | Self::Claim(_)
        )
    }
}

/// A demo certificate, by the name that the issuer's cast gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PresentedCertificate {
    /// The one whose subject `meter-gateway` registered.
    A,
    /// By the same authority, for somebody else.
    B,
}

impl PresentedCertificate {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
        }
    }
}

/// What whoever runs the issuer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Administration {
    /// Switches the client of this identifier off.
    Disable(&'static str),
    /// Gives the client of this identifier another secret. The one before stays good for [`OLD_SECRET_LIVES`] seconds.
    RotateSecret(&'static str),
    /// Lets the issuer sign with its next keys; the ones before stay published.
    RotateKeys,
    /// Lets the demo client with a key of its own sign with another one.
    RotateClientKey,
}

/// How many seconds a secret stays good after it was replaced.
pub const OLD_SECRET_LIVES: i64 = 600;

/// Whom a client means when it signs for the issuer whose metadata it has read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignedFor {
    /// Its `token_endpoint`, as RFC 7523 §3 allows.
    TokenEndpoint,
    /// Its `issuer`, as RFC 10070 asks.
    Issuer,
}

impl SignedFor {
    /// The member of the metadata that becomes `aud`.
    #[must_use]
    pub const fn member(self) -> &'static str {
        match self {
            Self::TokenEndpoint => "token_endpoint",
            Self::Issuer => "issuer",
        }
    }
}

/// How carefully the API reads a token before it answers about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    /// Carelessly: whose identifier stands in `sub`, that person it is (RFC 9068 §5 tells what can happen then).
    SubAlone,
    /// It makes sure first that the token is about a person (RFC 9700 §4.15.1).
    PersonFirst,
}

impl Reads {
    /// The resource that is written so.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::SubAlone => "/me/by-sub",
            Self::PersonFirst => "/me",
        }
    }
}

/// The demo client that signs people in.
pub const SHOP: &str = "shop-web";

/// A key for proofs of possession. Each is made when the run comes to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProofBy {
    /// The client's own.
    Own,
    /// That of somebody who has copied the token, and not the key.
    Other,
}

/// What a person does at the simulated sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Sign in.
    Continue,
    /// Not sign in.
    Cancel,
}

impl Decision {
    /// The value that the issuer's card sends.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Continue => "continue",
            Self::Cancel => "cancel",
        }
    }
}

/// Which `code_verifier` goes along with a code (RFC 7636 §4.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verifier {
    /// The one that the sign-in began with.
    Own,
    /// Another one, as somebody would have to guess it who has only the code.
    Other,
}

/// How the client proves who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// As it is registered.
    Own,
    /// With its secret, but the last letter is a capital.
    WrongSecret,
    /// With the secret that it got when it was registered in this run.
    Registered,
    /// With the secret that the issuer has for it now, after [`Administration::RotateSecret`].
    Next,
    /// With an assertion for this issuer, whoever is asked.
    MeantFor(&'static str),
}

/// Where the access token of a call comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenFrom {
    /// No token is sent.
    Nowhere,
    /// The newest access token that an earlier action of the same run received.
    Latest,
    /// The first access token of the run.
    First,
    /// The newest ID Token, in the place of an access token.
    IdToken,
}

/// The two documents in which an issuer describes itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WellKnown {
    /// `/.well-known/oauth-authorization-server` (RFC 8414 §3).
    OAuth,
    /// `/.well-known/openid-configuration` (OIDC Discovery §4).
    OpenId,
}

/// A token request, with the fields that experiments vary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenAsk {
    /// `client_id` of a demo client.
    pub client: &'static str,
    /// How it authenticates.
    pub proof: Proof,
    /// The `grant_type` field; `None` leaves it out. With `refresh_token` the newest refresh token of the run goes along.
    pub grant_type: Option<&'static str>,
    /// The `scope` field; `None` leaves it out.
    pub scope: Option<&'static str>,
    /// Whether it is sent with GET, which is an experiment (RFC 6749 §3.2).
    pub by_get: bool,
    /// How identifier and secret are spelt in a Basic header field.
    pub spelling: Spelling,
    /// The `resource` field (RFC 8707 §2); `None` leaves it out.
    pub resource: Option<&'static str>,
    /// The JWT that goes along.
    pub carries: Carries,
}

impl TokenAsk {
    /// The request that everything else is compared with: the nightly job asks for the one scope it needs.
    pub const NIGHTLY: Self = Self {
        client: "nightly-report",
        proof: Proof::Own,
        grant_type: Some("client_credentials"),
        scope: Some("orders.read"),
        by_get: false,
        spelling: Spelling::Form,
        resource: None,
        carries: Carries::Nothing,
    };

    /// The same request, asking for identity too.
    pub const NIGHTLY_OPENID: Self = Self { scope: Some("orders.read openid"), ..Self::NIGHTLY };

    /// The same access once more, with the refresh token that came with it (RFC 6749 §6).
    pub const NIGHTLY_REFRESH: Self = Self { grant_type: Some(REFRESH_TOKEN), scope: None, ..Self::NIGHTLY };

    /// The client whose secret reads differently in every spelling asks for itself.
    pub const LABELS: Self = Self { client: "parcel-labels", ..Self::NIGHTLY };

    /// The client that acts for people: by the other issuer's word about Sam (RFC 7523 §2.1).
    pub const ASSISTANT_BEARER: Self = Self {
        client: "order-assistant",
        grant_type: Some(JWT_BEARER),
        carries: Carries::Assertion(Jwt::AboutSam),
        ..Self::NIGHTLY
    };

    /// The same client: in exchange for the token that the run holds (RFC 8693 §2.1).
    pub const ASSISTANT_EXCHANGE: Self = Self {
        grant_type: Some(TOKEN_EXCHANGE),
        carries: Carries::SubjectToken(Jwt::Access),
        ..Self::ASSISTANT_BEARER
    };

    /// The client that signs with a key of its own asks for itself.
    pub const LEDGER: Self = Self { client: "ledger-sync", ..Self::NIGHTLY };

    /// The client that shows a certificate asks for itself.
    pub const METER: Self = Self { client: "meter-gateway", ..Self::NIGHTLY };

    /// The client that registered with a person's identifier asks for itself.
    pub const POSING: Self = Self { client: "user-82c1", proof: Proof::Registered, ..Self::NIGHTLY };

    /// The client whose tokens are all bound to a key asks for itself.
    pub const PRICES: Self = Self { client: "price-feed", ..Self::NIGHTLY };

    /// The client that sends its secret in the form asks for itself.
    pub const BILLING: Self = Self { client: "billing-export", ..Self::NIGHTLY };

    /// The client that signs people in uses the refresh token that a sign-in brought (OIDC Core §12).
    pub const SHOP_REFRESH: Self = Self { client: SHOP, ..Self::NIGHTLY_REFRESH };

    /// The client that authenticates in no way asks for itself.
    pub const SHOP_ITSELF: Self = Self { client: SHOP, ..Self::NIGHTLY };

    /// Whether it is a refresh.
    #[must_use]
    pub fn is_refresh(&self) -> bool {
        self.grant_type == Some(REFRESH_TOKEN)
    }

    /// Whether `openid` is among the scopes asked for.
    #[must_use]
    pub fn asks_openid(&self) -> bool {
        self.scope.is_some_and(|scope| scope.split(' ').any(|token| token == "openid"))
    }
}

const REFRESH_TOKEN: &str = "refresh_token";

/// The grant by another issuer's word (RFC 7523 §2.1).
pub const JWT_BEARER: &str = GrantType::JwtBearer.as_str();

/// The grant by another token (RFC 8693 §2.1).
pub const TOKEN_EXCHANGE: &str = GrantType::TokenExchange.as_str();

/// A JWT in the form of a token request, and as what. One JWT in three places gets three answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carries {
    /// None.
    Nothing,
    /// As `client_assertion`: the only proof of who the client is (RFC 7523 §2.2).
    ClientAssertion(Jwt),
    /// As `assertion`: what somebody allowed (RFC 7523 §2.1).
    Assertion(Jwt),
    /// As `subject_token`: what is exchanged (RFC 8693 §2.1).
    SubjectToken(Jwt),
}

/// Which JWT.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Jwt {
    /// By the other issuer, about Sam, for the issuer of this page. Good for a minute, and once.
    AboutSam,
    /// The same for somebody else: its `aud` is an API.
    ForAnother,
    /// The newest access token of the run.
    Access,
}

/// An authorization request, with the fields that experiments vary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuthorizeAsk {
    /// `client_id` of a demo client that may use the authorization endpoint.
    pub client: &'static str,
    /// The client's registered redirect address.
    pub redirect_uri: &'static str,
    /// The `response_type` field.
    pub response_type: &'static str,
    /// The `scope` field.
    pub scope: &'static str,
}
