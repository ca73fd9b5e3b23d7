//! The sign-in, played: a card with two buttons for the one demo person. There is no password anywhere.
//!
//! It stands for whatever a real issuer does between RFC 6749 §4.1 steps (B) and (C). A sign-in counts as a login; that count is
//! what lets the page say that the client credentials grant involves none.

use http::{Method, StatusCode};
use serde_json::{Map, Value};

use crate::cite::{Citation, Document};
use crate::issuer::state::{CODE_LIFETIME, Issuer, Login, Person, Transaction};
use crate::issuer::tokens::id_token;
use crate::issuer::tokens::id_token::Beside;
use crate::jose::json;
use crate::oauth::{Form, media_type};
use crate::ports::{Clock, Crypto, Random};
use crate::protected_resource::orders_export::ExportDetail;
use crate::server::reply::escaped;
use crate::server::{Check, Incoming, Issued, Reply, Trace, ids, quoted, reply};

use super::authorize::{ReturnTo, refusal_page};

static TRANSACTION: Check = Check::new("Sign-in in progress", Citation::rfc(6749, "4.1.1"));
static LOGIN: Check = Check::new("Login", Citation::rfc(6749, "4.1"));
static CODE: Check = Check::new("Code", Citation::rfc(6749, "4.1.2"));
static ID_TOKEN: Check = Check::new("ID Token", Citation::new(Document::OidcCore, "3.2.2.10"));

/// Shows the card, or takes the person's decision.
pub(crate) async fn answer<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    request: &Incoming,
    trace: &mut Trace,
) -> Reply {
    let posted = request.head.method == Method::POST && media_type::is_form(&request.head.headers);
    let text = if posted { request.body.as_slice() } else { request.head.uri.query().unwrap_or_default().as_bytes() };
    let form = Form::parse(text).unwrap_or_default();
    let name = form.get("transaction").unwrap_or_default();
    let decision = form.get("decision").filter(|_| posted);
    let known = {
        let transactions = issuer.transactions.borrow();
        let open = transactions.get(name).filter(|entry| !entry.is_expired(issuer.now()));
        open.map(|entry| entry.value.clone())
    };
    let Some(transaction) = known else {
        trace.refused(&TRANSACTION, "No such sign-in is open.", "400. It was finished, took too long, or never began.");
        return refusal_page("This sign-in is not open: it was finished, took too long, or never began.");
    };
    trace.passed(&TRANSACTION, format!("Asked for by {}.", quoted(transaction.client.client_id.as_str())), "Open.");
    match decision {
        Some("continue") => {
            issuer.transactions.borrow_mut().take(name);
            signed_in(issuer, &transaction, trace).await
        }
        Some("cancel") => {
            issuer.transactions.borrow_mut().take(name);
            trace.refused(&LOGIN, "The person pressed Cancel.", "Back to the client: access_denied.");
            ReturnTo::of(&transaction, &issuer.names).refuse("access_denied", "The person at the sign-in said no.")
        }
        _ if posted => {
            trace.refused(&LOGIN, "No decision.", "400. The card sends continue or cancel.");
            refusal_page("The form says neither continue nor cancel.")
        }
        _ => {
            trace.noted(&LOGIN, "The person has not decided yet.", "The card is shown.");
            card(issuer, &transaction, name)
        }
    }
}

async fn signed_in<C: Crypto, K: Clock, R: Random>(
    issuer: &Issuer<C, K, R>,
    transaction: &Transaction,
    trace: &mut Trace,
) -> Reply {
    let Some(person) = issuer.registry.borrow().people.first().cloned() else {
        trace.refused(&LOGIN, "Nobody can sign in.", "Back to the client: access_denied.");
        return ReturnTo::of(transaction, &issuer.names)
            .refuse("access_denied", "Nobody is registered who could sign in.");
    };
    issuer.logins.set(issuer.logins.get().saturating_add(1));
    let saw = format!("{} pressed Continue. Played: no password was asked.", person.name);
    trace.passed(&LOGIN, saw, format!("{} signed in. Logins recorded: {}.", person.sub, issuer.logins()));
    let now = issuer.now();
    let login = Login { sub: person.sub.clone(), auth_time: now, nonce: transaction.nonce.clone() };
    let code = match transaction.response_type.has_code().then(|| ids::credential(&issuer.ports.random)).transpose() {
        Ok(code) => code,
        Err(error) => return ReturnTo::of(transaction, &issuer.names).cannot_go_on(trace, &CODE, &error.to_string()),
    };
    if let Some(code) = &code {
        let entry = transaction.signed_in(login.clone());
        issuer.codes.borrow_mut().insert(code.clone(), now.plus(CODE_LIFETIME), entry);
        trace.passed(&CODE, format!("Scope {}.", transaction.scope), "A code, good once and for 60 s.");
    }
    if !transaction.response_type.has_id_token() {
        trace.issues(Issued::Code);
        return ReturnTo::of(transaction, &issuer.names).answer(code, None);
    }
    let beside = Beside { code: code.as_deref(), ..Beside::default() };
    let about = if code.is_some() { Map::new() } else { profile(&person, transaction) };
    match id_token::about(issuer, &transaction.client.client_id, login, beside, about).await {
        Ok(id_token) => {
            let decided =
                if code.is_some() { "One with the hash of the code beside it." } else { "One, and nothing else." };
            trace.passed(&ID_TOKEN, "Asked for through the browser, and the person signed in.", decided);
            if code.is_some() {
                trace.issues(Issued::Code);
            }
            trace.issues(Issued::IdToken);
            ReturnTo::of(transaction, &issuer.names).answer(code, Some(id_token))
        }
        Err(error) => ReturnTo::of(transaction, &issuer.names).cannot_go_on(trace, &ID_TOKEN, &error),
    }
}

/// Where no access token is issued nobody can ask UserInfo, so what the scope asks for stands in the ID Token (OIDC Core §5.4).
fn profile(person: &Person, transaction: &Transaction) -> Map<String, Value> {
    let name = transaction.scope.contains("profile").then(|| ("name", Value::from(person.name.clone())));
    json::object(name)
}

/// The card. The only text in it that somebody else chose is the client's name, and a transaction's name is base64url.
fn card<C: Crypto, K: Clock, R: Random>(issuer: &Issuer<C, K, R>, transaction: &Transaction, name: &str) -> Reply {
    let registry = issuer.registry.borrow();
    let person = registry.people.first().map_or("", |person| person.name.as_str());
    let mut asked = vec![transaction.scope.to_string()];
    let details = transaction.details.iter().filter_map(|detail| ExportDetail::read(detail).ok());
    asked.extend(details.map(|detail| detail.in_words()));
    if !transaction.resources.is_empty() {
        asked.push(["only at ", &transaction.resources.join(" and ")].concat());
    }
    let content = format!(
        "<p>{client} asks who you are, and for: {asked}.</p>\n<p>Simulated sign-in. There is no password.</p>\n\
         <form method=\"post\" action=\"{path}/sign-in\">\n<input type=\"hidden\" name=\"transaction\" value=\"{name}\">\n\
         <button name=\"decision\" value=\"continue\">Continue as {person}</button>\n\
         <button name=\"decision\" value=\"cancel\">Cancel</button>\n</form>",
        path = escaped(issuer.names.parts().2),
        client = escaped(&transaction.client.client_name),
        asked = escaped(&asked.join("; ")),
        person = escaped(person),
    );
    reply::page(StatusCode::OK, "Sign in", &content)
}
