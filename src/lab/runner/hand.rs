//! What client and browser hold in the course of a run, and what they keep of every answer.

use http::header::LOCATION;
use http::{HeaderName, Request};
use serde_json::{Map, Value};

use crate::client::dpop::ProofKey;
use crate::client::{SignIn, api_call};
use crate::issuer::demo_certificates;
use crate::lab::action::{Action, Jwt, PresentedCertificate, TokenFrom};
use crate::lab::evidence::Reply;
use crate::oauth::{Form, TokenType, dpop};
use crate::ports::Connection;
use crate::x509::pem;

/// What client and browser hold in the course of a run.
#[derive(Debug, Default)]
pub(super) struct Hand {
    /// A value for `state`, fresh for each run.
    pub(super) state: String,
    /// The first access token.
    first: Option<String>,
    /// The newest access token.
    pub(super) token: Option<String>,
    /// Whether it is bound to a key.
    is_bound: bool,
    /// The newest ID Token.
    id_token: Option<String>,
    /// The newest refresh token.
    pub(super) refresh: Option<String>,
    /// The newest token request.
    pub(super) asked: Option<Request<Vec<u8>>>,
    /// Identifier and secret of the client that was registered in this run.
    pub(super) registered: Option<(String, String)>,
    /// The sign-in under way.
    pub(super) sign_in: Option<SignIn>,
    /// The name of the issuer's card for it.
    pub(super) transaction: Option<String>,
    /// Where the issuer sent the browser.
    pub(super) came_back_to: Option<String>,
    /// The key of the proofs, once there are any.
    pub(super) proof_key: Option<ProofKey>,
    /// What a server wants to find in the next proof (RFC 9449 §8).
    pub(super) nonce: Option<String>,
    /// The newest metadata of an issuer.
    pub(super) metadata: Option<Map<String, Value>>,
    /// The newest assertion that was pushed to another issuer.
    pub(super) captured: Option<String>,
    /// The JWTs about people that were made so far: one that is sent several ways is the same each time.
    pub(super) jwts: Vec<(Jwt, String)>,
    /// What the connection under the messages shows.
    pub(super) connection: Connection,
}

impl Hand {
    pub(super) fn new(state: String) -> Self {
        Self { state, ..Self::default() }
    }

    /// Connects anew, with this certificate.
    pub(super) fn show(&mut self, shown: PresentedCertificate) {
        let named = demo_certificates().into_iter().find(|certificate| certificate.name == shown.name());
        self.connection = Connection { certificate: named.and_then(|certificate| pem::decode(certificate.pem).ok()) };
    }

    /// Keeps what an answer brought.
    pub(super) fn receive(&mut self, action: &Action, reply: Reply<'_>) {
        let text = |name: &str| reply.member(name)?.as_str().map(str::to_owned);
        let nonce = reply.header(const { HeaderName::from_static(dpop::NONCE_FIELD) });
        self.nonce = nonce.map(str::to_owned).or_else(|| self.nonce.take());
        match action {
            Action::SignIn { .. } => self.transaction = reply.redirect_parameter("transaction"),
            Action::Register { .. } => self.registered = registration(reply).or_else(|| self.registered.take()),
            Action::Get { .. } => {
                let metadata = reply.json().filter(|members| members.contains_key("issuer"));
                self.metadata = metadata.or_else(|| self.metadata.take());
            }
            Action::Decide(_) => self.came_back_to = reply.header(LOCATION).map(str::to_owned),
            _ if reply.status() == 200 => {
                if let Some(token) = text("access_token") {
                    self.is_bound = text("token_type").is_some_and(|kind| kind == TokenType::DPoP.as_str());
                    self.first.get_or_insert_with(|| token.clone());
                    self.token = Some(token);
                }
                self.id_token = text("id_token").or_else(|| self.id_token.take());
                self.refresh = text("refresh_token").or_else(|| self.refresh.take());
            }
            _ => {}
        }
    }

    /// Keeps the assertion of a request that somebody else than the issuer received.
    pub(super) fn capture(&mut self, request: &Request<Vec<u8>>) {
        if let Ok(form) = Form::parse(request.body()) {
            self.captured = form.get("client_assertion").map(str::to_owned);
        }
    }

    pub(super) fn call(&self, path: &[&str], from: TokenFrom) -> Option<Request<Vec<u8>>> {
        let token = match from {
            TokenFrom::Nowhere => None,
            TokenFrom::Latest => Some(self.token.as_deref()?),
            TokenFrom::First => Some(self.first.as_deref()?),
            TokenFrom::IdToken => Some(self.id_token.as_deref()?),
        };
        let is_bound = self.is_bound && from == TokenFrom::Latest;
        let scheme = if is_bound { TokenType::DPoP } else { TokenType::Bearer };
        api_call::get_as(scheme, path.concat().parse().ok()?, token)
    }
}

/// Identifier and secret that a registration brought (RFC 7591 §3.2.1).
fn registration(reply: Reply<'_>) -> Option<(String, String)> {
    let text = |name: &str| Some(reply.member(name)?.as_str()?.to_owned());
    Some((text("client_id")?, text("client_secret")?))
}
