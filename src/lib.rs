//! Grant Lab: a browser playground that teaches the OAuth 2.0 `client_credentials` grant, with an issuer inside the page.
//!
//! # Map of the rooms
//!
//! | room | what lives there | may name |
//! |---|---|---|
//! | [`cite`] | documents and sections, as values | – |
//! | [`content`] | the words that the page has before any file is fetched; every other text is JSON beside them | – |
//! | [`texts`] | reading content files into structs of texts | – |
//! | [`facts`] | what is known about servers and libraries, and the counts that sentences tell | texts |
//! | [`ports`] | the edges of the pure code: cryptography, time, randomness, transport | – |
//! | [`jose`] | JWS, JWK, JWT, algorithms | ports |
//! | [`x509`] | certificates: reading, names, chains, making one | ports, jose |
//! | [`oauth`] | OAuth and OpenID Connect messages as data, and as HTTP/1.1 text | ports, jose, x509 |
//! | [`server`] | what any of the servers is made of: named checks and their trace, replies, CORS, bounded memories | ports, jose, oauth |
//! | [`protected_resource`] | how a protected resource judges a request | server and below |
//! | [`issuer`] | the authorization server alone | protected_resource and below |
//! | [`resource_server`] | the demo APIs; they reach the issuer by messages alone | protected_resource and below |
//! | [`network`] | who answers at which name, the TLS proxy, the log of every message, the clock | issuer, resource_server and below |
//! | [`client`] | the client's part: a draft becomes a request, or a program | texts, ports, jose, x509, oauth |
//! | [`inspect`] | reading what came back: decoding, claims, the Response Receipt | texts, facts, ports, jose, oauth |
//! | [`atlas`] | servers and clients as they are: tables, entries, which works against which; servers as the issuer plays them | issuer, network, inspect and below |
//! | [`lab`] | claims, experiments, evidence, verdicts | all above |
//! | [`platform`] | the browser behind the ports | ports, jose, oauth |
//! | [`js_api`] | the issuer for programs: text and octets in and out, behind `grant-lab.js` | all above |
//! | [`ui`] | the page, on Leptos' signals: frame, router, pages, components | all above but js_api |
//!
//! `tests/layers.rs` reads the sources and fails on any arrow that this table does not have.
//!
//! # How data flows
//!
//! ```text
//! Draft ─► http::Request ─► Transport ─► http::Response ─► Exchange ─► Receipt / token / verdict ─► screen
//! (client)    (oauth)        (in page: Network::handle)      (oauth)      (inspect, lab)             (ui)
//! ```
//!
//! # One request, file by file
//!
//! A reader opens Build and sends the draft that stands there: a nightly job asks for a token (RFC 6749 §4.4.2).
//!
//! 1. `ui/pages/build/form.rs` writes what is typed into the [`Draft`](client::Draft) that `ui/pages/build/model.rs` keeps. *Send request*
//!    calls `send` in `ui/pages/build/send.rs`, and the model gives the run a number: an answer to an older one is dropped.
//! 2. `client/draft/request.rs` makes the [`http::Request`]: `oauth/client_auth/` writes the secret into `Authorization`, `oauth/form.rs` the body.
//! 3. [`client::send`] hands it to a [`Transport`](ports::Transport) and keeps request and response as an [`Exchange`](oauth::Exchange).
//!    It does not know where the other side is. Here the transport is the [`Lab`](lab::Lab) in `lab/runner/lab.rs`, which waits until no
//!    experiment is under way.
//! 4. `network/wire.rs` is the wire: `Network::handle` finds who has the host name (`network/host.rs`) and passes the message through the
//!    TLS proxy (`network/proxy.rs`).
//! 5. `issuer/endpoints/handle.rs` finds the endpoint, after `server/endpoint.rs` has looked at method and origin. `issuer/endpoints/token/mod.rs`
//!    is the list of named checks in their order: the message, then the client (`issuer/client_authentication/`), the grant, the scope
//!    (`client_credentials.rs`), and last the token, which `mint.rs` has signed through the port [`Crypto`](ports::Crypto). Each leaves a step
//!    in the `Trace` (`server/trace.rs`).
//! 6. `network/log.rs` keeps both messages and the trace. Build takes the trace from there.
//! 7. `inspect/response/receipt.rs` reads the response into a [`Receipt`](inspect::Receipt): which of the six members of RFC 6749 §5.1 and OIDC
//!    Core §3.1.3.3 arrived.
//! 8. `ui/presenter/receipt.rs` puts it into the words of `content/en/`, `ui/components/receipt.rs` into elements, and
//!    `ui/pages/build/answer.rs` shows it with the response and the trace.
//!
//! The token then goes to an API the same way: `resource_server/handle.rs` fetches the issuer's keys over the same wire, and
//! `protected_resource/` judges the token. A lesson step sends no draft but the actions of an [`Experiment`](lab::Experiment):
//! `lab/catalogue/steps.rs` names it, `lab/runner/run.rs` does the actions and gathers the [`Evidence`](lab::Evidence), `lab/checks/` judges it.

pub mod atlas;
pub mod cite;
pub mod client;
pub mod content;
pub mod facts;
pub mod inspect;
pub mod issuer;
pub mod jose;
pub mod js_api;
pub mod lab;
pub mod network;
pub mod oauth;
pub mod platform;
pub mod ports;
pub mod protected_resource;
pub mod resource_server;
pub mod server;
pub mod texts;
pub mod ui;
pub mod x509;

/// Has `tell` called with a sentence when this instance of the module panics, which ends it. Called by whoever loads the module, before
/// anything else.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn on_panic(tell: js_sys::Function) {
    platform::on_panic(tell);
}

/// Starts the page inside the element `#app`, as the host's `grant-lab.json` sets it up where there is something in it. Called by `boot.js`; loading
/// the module alone touches no document.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn mount(configuration: Option<String>) {
    ui::mount(configuration);
}

/// Takes the text of the content file `name`, which was asked for beside the module. Called by `boot.js` before `mount`.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn give(name: String, text: String) {
    ui::give(name, text);
}

/// Gets what a lesson shows before it runs, beyond its text. Called by `boot.js` when the files for it are here.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn ahead() {
    ui::ahead();
}
