//! The network behind the port [`Transport`]: for one's own issuer, and in `own.html` alone. In `index.html` the browser lets nothing
//! through, because that page's policy says so.
//!
//! What goes out carries no cookies and no referrer, and is never kept by a cache. Where a server names another address the request ends:
//! a secret would go along. What comes back is read up to a limit, within a time, and of its header fields only those are there that the
//! server shows to pages of other origins.

use std::cell::{Cell, RefCell};

use gloo_net::http::{RequestBuilder, Response as Fetched};
use http::header::HeaderName;
use http::{HeaderValue, Request, Response, StatusCode};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache, RequestCredentials, RequestMode,
    RequestRedirect, ResponseType,
};

use crate::ports::{Connection, Transport, TransportError};

/// How long an answer may take from the first to the last octet, in milliseconds.
const TIME: i32 = 15_000;
/// How many octets of a body are read.
const LONGEST_BODY: usize = 256 * 1024;

/// The network. One request at a time: what is under way can be cancelled.
#[derive(Debug, Default)]
pub struct NetTransport {
    abort: RefCell<Option<AbortController>>,
    is_cancelled: Cell<bool>,
}

impl NetTransport {
    /// Ends the request that is under way, if one is.
    pub fn cancel(&self) {
        if let Some(abort) = self.abort.borrow().as_ref() {
            self.is_cancelled.set(true);
            abort.abort();
        }
    }

    async fn exchange(&self, request: Request<Vec<u8>>, abort: &AbortController) -> Result<Response<Vec<u8>>, JsError> {
        let builder =
            plain(&request.uri().to_string(), abort).method(request.method().clone()).redirect(RequestRedirect::Manual);
        let builder = request.headers().iter().fold(builder, |builder, (name, value)| {
            builder.header(name.as_str(), &String::from_utf8_lossy(value.as_bytes()))
        });
        let request = match request.body().as_slice() {
            [] => builder.build(),
            body => builder.body(Uint8Array::from(body)),
        };
        let fetched = request.map_err(JsError::of)?.send().await.map_err(JsError::of)?;
        if fetched.type_() == ResponseType::Opaqueredirect {
            return Err(JsError::Ended(TransportError::Redirected));
        }
        let mut response = Response::new(body(&fetched).await?);
        *response.status_mut() = StatusCode::from_u16(fetched.status()).unwrap_or(StatusCode::OK);
        for (name, value) in fetched.headers().entries() {
            // The browser has already refused what is no header field.
            if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_str(&value)) {
                response.headers_mut().append(name, value);
            }
        }
        Ok(response)
    }
}

impl Transport for NetTransport {
    async fn send(&self, request: Request<Vec<u8>>, _: &Connection) -> Result<Response<Vec<u8>>, TransportError> {
        let unreadable = || TransportError::Unreadable(request.uri().host().unwrap_or_default().to_owned());
        let unread = unreadable();
        let Ok(abort) = AbortController::new() else { return Err(unread) };
        self.is_cancelled.set(false);
        self.abort.replace(Some(abort.clone()));
        let clock = Timeout::start(&abort);
        let result = self.exchange(request, &abort).await;
        let is_over = clock.is_over();
        self.abort.replace(None);
        result.map_err(|error| match error {
            JsError::Ended(error) => error,
            JsError::Thrown if self.is_cancelled.get() => TransportError::Cancelled,
            JsError::Thrown if is_over => TransportError::TimedOut,
            JsError::Thrown => unread,
        })
    }
}

/// Whether a server answers at all: a GET whose answer nobody reads, not even whether it was good.
pub async fn answers(address: &str) -> bool {
    let Ok(abort) = AbortController::new() else { return false };
    let clock = Timeout::start(&abort);
    // This mode knows no other redirect than to follow, and the page's policy ends at the origins that the reader allowed.
    let sent = match plain(address, &abort).mode(RequestMode::NoCors).build() {
        Ok(request) => request.send().await.is_ok(),
        Err(_) => false,
    };
    drop(clock);
    sent
}

/// Whether the browser believes that it is online.
#[must_use]
pub fn is_online() -> bool {
    let navigator = web_sys::window().map(|window| window.navigator());
    navigator.is_none_or(|navigator| Reflect::get(&navigator, &"onLine".into()).is_ok_and(|is| is.is_truthy()))
}

/// A request without cookies, without referrer, past every cache.
fn plain(address: &str, abort: &AbortController) -> RequestBuilder {
    RequestBuilder::new(address)
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .cache(RequestCache::NoStore)
        .abort_signal(Some(&abort.signal()))
}

/// The body, as far as it is read.
async fn body(fetched: &Fetched) -> Result<Vec<u8>, JsError> {
    let Some(stream) = fetched.body() else { return Ok(Vec::new()) };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut octets = Vec::new();
    loop {
        let chunk = JsFuture::from(reader.read()).await.map_err(JsError::of)?;
        if get(&chunk, "done").is_truthy() {
            return Ok(octets);
        }
        octets.extend(Uint8Array::new(&get(&chunk, "value")).to_vec());
        if octets.len() > LONGEST_BODY {
            let _ = reader.cancel();
            return Err(JsError::Ended(TransportError::TooLong));
        }
    }
}

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// Why there is no answer: what is known, or that the browser threw. What it says is for developers, and differs from one to the next.
enum JsError {
    Ended(TransportError),
    Thrown,
}

impl JsError {
    fn of<T>(_: T) -> Self {
        Self::Thrown
    }
}

/// Ends a request when its time is over, unless it is dropped before.
struct Timeout {
    number: Option<i32>,
    abort: AbortController,
    _called: Closure<dyn FnMut()>,
}

impl Timeout {
    fn start(abort: &AbortController) -> Self {
        let ends = abort.clone();
        let called = Closure::<dyn FnMut()>::new(move || ends.abort());
        let number = web_sys::window().and_then(|window| {
            let callback = called.as_ref().unchecked_ref();
            window.set_timeout_with_callback_and_timeout_and_arguments_0(callback, TIME).ok()
        });
        Self { number, abort: abort.clone(), _called: called }
    }

    /// Whether it, or the reader, has ended the request.
    fn is_over(&self) -> bool {
        self.abort.signal().aborted()
    }
}

impl Drop for Timeout {
    fn drop(&mut self) {
        if let (Some(window), Some(number)) = (web_sys::window(), self.number) {
            window.clear_timeout_with_handle(number);
        }
    }
}
