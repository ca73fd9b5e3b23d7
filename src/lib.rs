//! Grant Lab: a browser playground that teaches the OAuth 2.0 `client_credentials` grant, with an issuer inside the page.
//!
//! # Map of the rooms
//!
//! | room | what lives there | may name |
//! |---|---|---|
//! | [`cite`] | documents and sections, as values | – |
//! | [`texts`] | reading content files into structs of texts | – |
//! | [`ports`] | the edges of the pure code: cryptography, time, randomness, transport | – |
//! | [`jose`] | JWS, JWK, JWT, algorithms | ports |
//! | [`x509`] | certificates: reading, names, chains, making one | ports, jose |
//! | [`oauth`] | OAuth and OpenID Connect messages as data, and as HTTP/1.1 text | ports, jose, x509 |
//! | [`issuer`] | the embedded authorization server and its demo API | ports, jose, x509, oauth |
//! | [`client`] | the client's part: a draft becomes a request | ports, jose, x509, oauth |
//! | [`inspect`] | reading what came back: decoding, claims, the Response Receipt | texts, ports, jose, oauth |
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
//! (client)    (oauth)        (in page: Issuer::handle)      (oauth)      (inspect, lab)             (ui)
//! ```

pub mod cite;
pub mod client;
pub mod inspect;
pub mod issuer;
pub mod jose;
pub mod js_api;
pub mod lab;
pub mod oauth;
pub mod platform;
pub mod ports;
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

/// Starts the page inside the element `#app`. Called by `boot.js`; loading the module alone touches no document.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn mount() {
    ui::mount();
}
