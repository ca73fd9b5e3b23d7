//! Turning an action into the HTTP request that the client or the person's browser sends, with the client's own code.

use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderValue, Method, Request, Uri};
use serde_json::json;

use super::hand::Hand;
use super::lab::Lab;
use crate::client::{Draft, SignIn, api_call, assertion};
use crate::issuer::{DemoClient, ISSUER, demo_clients};
use crate::jose::{Algorithm, SigningKey};
use crate::lab::action::{
    Action, AuthorizeAsk, Carries, Decision, Proof, SHOP, SignedFor, TokenAsk, TokenFrom, Verifier, WellKnown,
};
use crate::oauth::assertion::ASSERTION_TYPE;
use crate::oauth::client_auth::{Spelling, basic};
use crate::oauth::{AuthorizationRequest, ClientAuthMethod, ClientId, ClientSecret, Form, media_type, well_known};
use crate::ports::{Clock, Crypto, Random};
use crate::server::API;

impl<C: Crypto, K: Clock, R: Random> Lab<C, K, R> {
    /// The request of an action; `None` when it needs something that no earlier answer brought, or when nothing is sent.
    pub(super) async fn request(&self, action: &Action, hand: &mut Hand) -> Option<Request<Vec<u8>>> {
        let mut request = self.unproven(action, hand).await?;
        let token = match action {
            Action::TokenRequest(_) => None,
            Action::CallApi { .. } | Action::Get { token: TokenFrom::Latest, .. } => hand.token.as_deref(),
            _ => return Some(request),
        };
        if let Some(key) = &hand.proof_key {
            let network = self.network();
            let (crypto, random) = network.ports();
            key.prove(crypto, random, &mut request, network.now(), hand.nonce.take().as_deref(), token).await.ok()?;
        }
        Some(request)
    }

    async fn unproven(&self, action: &Action, hand: &mut Hand) -> Option<Request<Vec<u8>>> {
        match action {
            Action::CallApi { token } => hand.call(&[API, "/orders"], *token),
            Action::Get { address, token } => hand.call(&[address], *token),
            Action::Push(signed_for) => self.push(*signed_for, hand).await,
            Action::Replay => replay(hand),
            Action::Revoke { client } => self.revoke(client, hand).await,
            Action::CallMe(reads) => hand.call(&[API, reads.path()], TokenFrom::Latest),
            Action::Register { client_id } => register(client_id),
            Action::UserInfo { token } => hand.call(&[ISSUER, "/userinfo"], *token),
            Action::FetchMetadata(which) => api_call::get(metadata_address(*which)?, None),
            Action::TokenRequest(ask) => self.token_request(ask, hand).await,
            Action::Authorize(ask) => authorize(ask, &hand.state),
            Action::Resend => hand.asked.clone(),
            Action::SignIn { scope, response_type } => {
                let (crypto, random) = self.network().ports();
                let callback =
                    clients().find(|client| client.client_id.as_str() == SHOP)?.redirect_uris.first().copied()?;
                let mut begun =
                    SignIn::begin(crypto, random, ISSUER, ClientId::new(SHOP), callback, scope, *response_type)
                        .await
                        .ok()?;
                if scope.split(' ').any(|token| token == "offline_access") {
                    begun.request.prompt = Some("consent".to_owned());
                }
                let address = begun.request.to_uri(&[ISSUER, "/authorize"].concat()).parse().ok()?;
                hand.sign_in = Some(begun);
                api_call::get(address, None)
            }
            Action::Decide(decision) => decide(*decision, &hand.transaction.take()?),
            Action::Redeem(verifier) => redeem(*verifier, hand),
            Action::Set(_)
            | Action::Wait(_)
            | Action::Show(_)
            | Action::Prove(_)
            | Action::Administer(_)
            | Action::Table
            | Action::Claim(_) => None,
        }
    }

    async fn token_request(&self, ask: &TokenAsk, hand: &mut Hand) -> Option<Request<Vec<u8>>> {
        let mut draft = draft(ask, hand)?;
        if ask.proof == Proof::Next {
            let current = self.network().issuer().registry().client(ask.client)?;
            draft.client_secret = current.client_secret.clone()?;
        }
        if matches!(ask.carries, Carries::ClientAssertion(_)) {
            (draft.method, draft.client_id) = (ClientAuthMethod::None, ClientId::new(""));
        }
        let mut request =
            if draft.method.signs() { self.signed(ask, &draft).await? } else { draft.to_request().ok()? };
        append(&mut request, &self.carried(ask.carries, hand).await?);
        if ask.spelling != Spelling::Form && draft.method == ClientAuthMethod::ClientSecretBasic {
            let spelt = basic::spell(&draft.client_id, &draft.client_secret, ask.spelling);
            request.headers_mut().insert(AUTHORIZATION, HeaderValue::from_str(&spelt).ok()?);
        }
        if ask.is_refresh() {
            append(&mut request, &Form::new().with("refresh_token", hand.refresh.as_deref()?));
        }
        if ask.by_get {
            // A GET has no form: the fields go into the address, where they should not be.
            *request.method_mut() = Method::GET;
            *request.uri_mut() = [ISSUER, "/token?", &draft.form().encode()].concat().parse().ok()?;
            request.body_mut().clear();
            request.headers_mut().remove(CONTENT_TYPE);
        }
        Some(request)
    }

    /// The newest access token, given back by the client.
    async fn revoke(&self, client: &'static str, hand: &Hand) -> Option<Request<Vec<u8>>> {
        let ask = TokenAsk { client, grant_type: None, scope: None, ..TokenAsk::NIGHTLY };
        let draft = Draft { token_endpoint: [ISSUER, "/revoke"].concat(), ..draft(&ask, hand)? };
        let mut request =
            if draft.method.signs() { self.sign(&draft, ISSUER).await? } else { draft.to_request().ok()? };
        append(&mut request, &Form::new().with("token", hand.token.as_deref()?));
        Some(request)
    }

    /// An authorization request pushed to the issuer whose metadata were read last.
    async fn push(&self, signed_for: SignedFor, hand: &Hand) -> Option<Request<Vec<u8>>> {
        let named = |member: &str| hand.metadata.as_ref()?.get(member)?.as_str();
        let token_endpoint = named("pushed_authorization_request_endpoint")?.to_owned();
        let asked = draft(&TokenAsk { grant_type: None, ..TokenAsk::LEDGER }, hand)?;
        let mut request = self.sign(&Draft { token_endpoint, ..asked }, named(signed_for.member())?).await?;
        append(&mut request, &Form::new().with("response_type", "code").with("client_id", TokenAsk::LEDGER.client));
        Some(request)
    }

    /// The request with an assertion by the client's own key.
    async fn signed(&self, ask: &TokenAsk, draft: &Draft) -> Option<Request<Vec<u8>>> {
        let audience = match ask.proof {
            Proof::MeantFor(other) => other,
            Proof::Own | Proof::WrongSecret | Proof::Registered | Proof::Next => ISSUER,
        };
        self.sign(draft, audience).await
    }

    async fn sign(&self, draft: &Draft, audience: &str) -> Option<Request<Vec<u8>>> {
        let network = self.network();
        let (crypto, random) = network.ports();
        let key = SigningKey::import(crypto, &network.client_key().await.ok()?, Algorithm::Es256).await.ok()?;
        assertion::signed_request(draft, crypto, random, &key, audience, network.now()).await.ok()
    }
}

/// Adds parameters to the form that a request has.
fn append(request: &mut Request<Vec<u8>>, more: &Form) {
    let and = if request.body().is_empty() || more.iter().next().is_none() { "" } else { "&" };
    request.body_mut().extend_from_slice([and, &more.encode()].concat().as_bytes());
}

/// A form, without a proof of who sends it.
fn post(address: &[&str], form: &Form) -> Option<Request<Vec<u8>>> {
    let mut request = Request::new(form.encode().into_bytes());
    *request.method_mut() = Method::POST;
    *request.uri_mut() = address.concat().parse().ok()?;
    request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type::FORM));
    Some(request)
}

/// The token request of whoever captured an assertion (RFC 7523 §2.2).
fn replay(hand: &Hand) -> Option<Request<Vec<u8>>> {
    let form = Form::new()
        .with("grant_type", "client_credentials")
        .with("scope", "orders.read")
        .with("client_assertion_type", ASSERTION_TYPE)
        .with("client_assertion", hand.captured.as_deref()?);
    post(&[ISSUER, "/token"], &form)
}

fn clients() -> impl Iterator<Item = DemoClient> {
    demo_clients().into_iter()
}

fn draft(ask: &TokenAsk, hand: &Hand) -> Option<Draft> {
    let (method, mut secret) = if ask.proof == Proof::Registered {
        let (_, secret) = hand.registered.as_ref().filter(|registered| registered.0 == ask.client)?;
        (ClientAuthMethod::ClientSecretBasic, secret.clone())
    } else {
        let client = clients().find(|client| client.client_id.as_str() == ask.client)?;
        let secret = client.client_secret.as_ref().map_or("", |secret| secret.expose());
        (client.token_endpoint_auth_method, secret.to_owned())
    };
    if ask.proof == Proof::WrongSecret {
        let last = secret.pop().map(|last| last.to_ascii_uppercase());
        secret.extend(last);
    }
    Some(Draft {
        client_id: ClientId::new(ask.client),
        client_secret: ClientSecret::new(secret),
        method,
        grant_type: ask.grant_type.unwrap_or_default().to_owned(),
        scope: ask.scope.unwrap_or_default().to_owned(),
        resource: ask.resource.unwrap_or_default().to_owned(),
        token_endpoint: token_endpoint(),
        ..Draft::default()
    })
}

/// The request that registers a client which asks for itself, with a secret in the header (RFC 7591 §3.1).
fn register(client_id: &str) -> Option<Request<Vec<u8>>> {
    let metadata = json!({"client_id": client_id, "grant_types": ["client_credentials"], "scope": "orders.read"});
    let mut request = Request::new(metadata.to_string().into_bytes());
    *request.method_mut() = Method::POST;
    *request.uri_mut() = [ISSUER, "/register"].concat().parse().ok()?;
    request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type::JSON));
    Some(request)
}

fn token_endpoint() -> String {
    [ISSUER, "/token"].concat()
}

fn metadata_address(which: WellKnown) -> Option<Uri> {
    let address = match which {
        WellKnown::OAuth => well_known::oauth_authorization_server_url(ISSUER),
        WellKnown::OpenId => well_known::openid_configuration_url(ISSUER),
    };
    address.ok()?.parse().ok()
}

fn authorize(ask: &AuthorizeAsk, state: &str) -> Option<Request<Vec<u8>>> {
    let request = AuthorizationRequest {
        response_type: Some(ask.response_type.to_owned()),
        client_id: Some(ClientId::new(ask.client)),
        redirect_uri: Some(ask.redirect_uri.to_owned()),
        scope: Some(ask.scope.to_owned()),
        state: Some(state.to_owned()),
        ..AuthorizationRequest::default()
    };
    api_call::get(request.to_uri(&[ISSUER, "/authorize"].concat()).parse().ok()?, None)
}

/// What the browser sends when the person presses a button of the issuer's card.
fn decide(decision: Decision, transaction: &str) -> Option<Request<Vec<u8>>> {
    post(&[ISSUER, "/sign-in"], &Form::new().with("transaction", transaction).with("decision", decision.as_str()))
}

fn redeem(verifier: Verifier, hand: &Hand) -> Option<Request<Vec<u8>>> {
    let sign_in = hand.sign_in.as_ref()?;
    let mut request = sign_in.redeem(&token_endpoint().parse().ok()?, hand.came_back_to.as_deref()?).ok()?;
    if verifier == Verifier::Other
        && let Some(last) = request.body_mut().last_mut()
    {
        // The verifier is the last field of the form, and base64url.
        *last = if *last == b'A' { b'B' } else { b'A' };
    }
    Some(request)
}
