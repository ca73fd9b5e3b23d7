//! From a draft to the request that is sent: signed, proved, and on its way.

use http::Request;

use super::keys::{KeyChoice, Keys};
use super::own::{Everywhere, now};
use crate::client::assertion::{secret_as_key, sign_as_drafted};
use crate::client::dpop::ProofKey;
use crate::client::{self, Draft};
use crate::inspect::KeyRing;
use crate::jose::{Algorithm, SigningKey};
use crate::oauth::{Exchange, Party};
use crate::platform::{BrowserRandom, document};
use crate::ports::Connection;
use crate::server::Trace;
use crate::ui::content::Texts;
use crate::ui::session::Session;

/// Why there is no request, in words for the reader.
type Failure = String;

/// The request of a draft, with a fresh assertion where the method signs one.
pub(super) async fn prove(
    session: Session,
    texts: Texts,
    draft: &Draft,
    keys: &Keys,
) -> Result<Request<Vec<u8>>, Failure> {
    let Some(algorithm) = draft.assertion_algorithm() else {
        return draft.to_request().map_err(|error| error.to_string());
    };
    let key = signing_key(session, texts, draft, keys, algorithm).await?;
    let signed = sign_as_drafted(draft, session.crypto(), &BrowserRandom, &key, now(session, draft)).await;
    signed.map_err(|error| error.to_string())
}

async fn signing_key(
    session: Session,
    texts: Texts,
    draft: &Draft,
    keys: &Keys,
    algorithm: Algorithm,
) -> Result<SigningKey, Failure> {
    let say = |name: &str| texts.pages.build(name).to_owned();
    if !document::is_secure() {
        return Err(say("insecure"));
    }
    let crypto = session.crypto();
    if draft.method.has_secret() {
        let key = secret_as_key(crypto, &draft.client_secret, algorithm).await;
        return key.map_err(|error| error.to_string());
    }
    match (keys.choice, &keys.made) {
        (KeyChoice::Demo, _) => {
            let jwk = session.lab().network().client_key().await.map_err(|error| error.to_string())?;
            SigningKey::import(crypto, &jwk, Algorithm::Es256).await.map_err(|error| error.to_string())
        }
        (KeyChoice::Made, Some(made)) => Ok(made.signing.clone()),
        (KeyChoice::Made, None) => Err(say("key_none_made")),
        (KeyChoice::Pasted, _) => pasted(session, texts, keys.pasted.expose(), algorithm).await,
    }
}

/// The first private key in what was pasted that signs with `algorithm`.
async fn pasted(session: Session, texts: Texts, text: &str, algorithm: Algorithm) -> Result<SigningKey, Failure> {
    let mut ring = KeyRing::read(text).map_err(|problem| texts.words.say(&problem.phrase))?;
    ring.complete(session.crypto()).await;
    let mut private = ring.keys.iter().filter(|key| key.jwk.has_private_members()).peekable();
    if private.peek().is_none() {
        return Err(texts.pages.build("key_not_private").to_owned());
    }
    let mut reason = String::new();
    for key in private {
        match SigningKey::import(session.crypto(), &key.jwk, algorithm).await {
            Ok(signing) => return Ok(signing),
            Err(error) => reason = error.to_string(),
        }
    }
    Err(reason)
}

/// The key of proofs, made when it is first asked for.
pub(super) async fn proof_key(session: Session, draft: &Draft, keys: &Keys) -> Result<Option<ProofKey>, Failure> {
    let Some(algorithm) = draft.dpop else { return Ok(None) };
    if let Some(key) = keys.proof.as_ref().filter(|key| key.algorithm() == algorithm) {
        return Ok(Some(key.clone()));
    }
    ProofKey::generate(session.crypto(), algorithm).await.map(Some).map_err(|error| error.to_string())
}

/// Sends a request to who answers for it, in this page or outside, and finds what was checked for it here.
pub(super) async fn deliver(
    session: Session,
    request: Request<Vec<u8>>,
    to: Party,
    connection: &Connection,
) -> Result<(Exchange, Trace), Failure> {
    let lab = session.lab();
    let network = lab.network();
    let before = network.arrivals();
    let sent = client::send(&Everywhere(session), network.clock(), to, request, connection).await;
    let exchange = sent.map_err(|error| error.to_string())?;
    // The log keeps the beginning of a long body.
    let same = |kept: &[u8]| exchange.request.body().starts_with(kept);
    let entry = network
        .log_after(before)
        .into_iter()
        .find(|entry| entry.exchange.request.uri() == exchange.request.uri() && same(entry.exchange.request.body()));
    Ok((exchange, entry.map_or_else(Trace::default, |entry| entry.trace)))
}
