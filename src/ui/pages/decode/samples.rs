//! Tokens to look at, made when asked for, so that their times and keys are real.

use http::header::LOCATION;
use http::{Request, Response, Uri};
use leptos::prelude::Set;
use leptos::task::spawn_local;

use super::screen::Screen;
use super::{Keys, Origin, Sample};
use crate::client::{Draft, SignIn};
use crate::content::decode;
use crate::issuer::{DemoClient, ISSUER, OpenidPolicy, demo_clients};
use crate::lab::Rule;
use crate::oauth::{ClientAuthMethod, Form, ResponseType, TokenResponse, media_type};
use crate::platform::{BrowserRandom, document};
use crate::ports::{Connection, Transport};
use crate::texts::fill;
use crate::ui::session::Session;

/// Makes a sample and opens it.
pub(super) fn open(screen: Screen, sample: Sample) {
    spawn_local(async move {
        match make(screen.session, sample).await {
            Ok(token) => {
                screen.kept.failure.set(String::new());
                // Other keys would stand in the way of this issuer's.
                screen.take_keys(Keys::default());
                screen.open(token, Origin::Sample(sample));
                document::announce(&fill(decode::OPENED, &[("name", sample.name())]));
            }
            Err(_) if !document::is_secure() => screen.failed(screen.texts.page("insecure").to_owned()),
            Err(problem) => screen.failed(problem),
        }
    });
}

/// Makes a sample.
///
/// # Errors
/// A sentence for the reader.
async fn make(session: Session, sample: Sample) -> Result<String, String> {
    let response = match sample {
        Sample::AccessToken => plain(session).await,
        Sample::VendorIdToken => under_vendor_policy(session).await,
        Sample::IdToken => signed_in(session).await,
    };
    session.refresh();
    let response = response.ok_or_else(|| decode::NO_ANSWER.to_owned())?;
    let tokens = TokenResponse::parse(response.body()).map_err(|error| error.to_string())?;
    let token = if sample == Sample::AccessToken { Some(tokens.access_token) } else { tokens.id_token };
    token.ok_or_else(|| decode::NO_SUCH_TOKEN.to_owned())
}

/// The first client's request, as it always sends it.
fn token_request(scope: &str) -> Option<Request<Vec<u8>>> {
    let client = demo_clients().into_iter().next()?;
    let draft = Draft {
        client_id: client.client_id,
        client_secret: client.client_secret?,
        method: client.token_endpoint_auth_method,
        grant_type: "client_credentials".to_owned(),
        scope: scope.to_owned(),
        token_endpoint: [ISSUER, "/token"].concat(),
        ..Draft::default()
    };
    draft.to_request().ok()
}

/// That request's answer.
async fn plain(session: Session) -> Option<Response<Vec<u8>>> {
    send(session, token_request("orders.read")?).await
}

/// The answer to the same with `openid`, under the vendor policy, which is in force for this one request only.
async fn under_vendor_policy(session: Session) -> Option<Response<Vec<u8>>> {
    let rule = Rule::Openid(OpenidPolicy::VendorServiceAccount);
    Some(session.lab().send_under(rule, token_request("orders.read openid")?).await)
}

/// The authorization code flow with a simulated sign-in, from the first redirect to the token response.
async fn signed_in(session: Session) -> Option<Response<Vec<u8>>> {
    let is_public = |client: &DemoClient| client.token_endpoint_auth_method == ClientAuthMethod::None;
    let client = demo_clients().into_iter().find(is_public)?;
    let redirect_uri = *client.redirect_uris.first()?;
    let crypto = session.crypto();
    let sign_in = SignIn::begin(
        crypto,
        &BrowserRandom,
        ISSUER,
        client.client_id,
        redirect_uri,
        "openid profile",
        ResponseType::Code,
    )
    .await
    .ok()?;
    let authorize = sign_in.request.to_uri(&[ISSUER, "/authorize"].concat());
    let page = location(&send(session, get(&authorize)?).await?)?;
    let transaction = Form::parse(page.split_once('?')?.1.as_bytes()).ok()?.get("transaction")?.to_owned();
    let form = Form::new().with("transaction", transaction).with("decision", "continue").encode();
    let decision = Request::post([ISSUER, "/sign-in"].concat())
        .header(http::header::CONTENT_TYPE, media_type::FORM)
        .body(form.into_bytes())
        .ok()?;
    let came_back_to = location(&send(session, decision).await?)?;
    let endpoint: Uri = [ISSUER, "/token"].concat().parse().ok()?;
    send(session, sign_in.redeem(&endpoint, &came_back_to).ok()?).await
}

fn get(address: &str) -> Option<Request<Vec<u8>>> {
    Request::get(address).body(Vec::new()).ok()
}

fn location(response: &Response<Vec<u8>>) -> Option<String> {
    response.headers().get(LOCATION)?.to_str().ok().map(str::to_owned)
}

async fn send(session: Session, request: Request<Vec<u8>>) -> Option<Response<Vec<u8>>> {
    session.lab().send(request, &Connection::default()).await.ok()
}
