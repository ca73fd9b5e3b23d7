//! An instance as the first part of the module knows it: what can be asked of it, and nothing of what answers.

use std::pin::Pin;

use super::Instance;
use crate::platform::parts::part;
use crate::platform::web_crypto::WebCrypto;
use crate::platform::{BrowserClock, BrowserRandom};
use crate::ports::{Clock, UnixTime};

/// An answer that is pending; an error is a sentence for the caller.
pub(super) type Pending<'a, T> = Pin<Box<dyn Future<Output = Result<T, String>> + 'a>>;

/// What can be called in the part *api*.
pub(super) struct Api {
    /// See [`Instance::open`].
    pub(super) open: fn(&str) -> Result<Box<dyn Served>, String>,
}

part! {
    /// Fetches the issuer for programs.
    pub(super) fn api() -> Api { API }
}

static API: Api = Api {
    open: |options| {
        let instance = Instance::open(WebCrypto::new(), BrowserClock, BrowserRandom, options)?;
        Ok(Box::new(instance))
    },
};

/// An [`Instance`] whose code is in another part of the module.
pub(super) trait Served {
    /// See [`Instance::answer`].
    fn answer(&self, head: String, body: Vec<u8>, certificate: Option<Vec<u8>>) -> Pending<'_, Vec<u8>>;
    /// See [`Instance::clients`].
    fn clients(&self) -> Pending<'_, String>;
    /// See [`Instance::log`].
    fn log(&self) -> String;
    /// The issuer's time.
    fn now(&self) -> UnixTime;
    /// Moves the issuer's clock by so many seconds.
    fn advance(&self, seconds: i64) -> Result<(), String>;
    /// See [`Instance::set_clock`].
    fn set(&self, time: UnixTime) -> Result<(), String>;
    /// Stops the issuer's clock.
    fn freeze(&self);
    /// Lets the issuer's clock go on.
    fn resume(&self);
    /// See [`Instance::rotate_keys`].
    fn rotate_keys(&self) -> Pending<'_, ()>;
    /// See [`Instance::rotate_client_key`].
    fn rotate_client_key(&self) -> Pending<'_, ()>;
    /// See [`Instance::configuration`].
    fn configuration(&self) -> String;
    /// See [`Instance::configure`].
    fn configure(&self, document: &str) -> Result<String, String>;
    /// See [`Instance::reset`].
    fn reset(&self);
}

impl Served for Instance<WebCrypto, BrowserClock, BrowserRandom> {
    fn answer(&self, head: String, body: Vec<u8>, certificate: Option<Vec<u8>>) -> Pending<'_, Vec<u8>> {
        Box::pin(async move { self.answer(&head, body, certificate).await })
    }

    fn clients(&self) -> Pending<'_, String> {
        Box::pin(self.clients())
    }

    fn log(&self) -> String {
        self.log()
    }

    fn now(&self) -> UnixTime {
        self.clock().now()
    }

    fn advance(&self, seconds: i64) -> Result<(), String> {
        self.set_clock(self.clock().now().plus(seconds))
    }

    fn set(&self, time: UnixTime) -> Result<(), String> {
        self.set_clock(time)
    }

    fn freeze(&self) {
        self.clock().freeze();
    }

    fn resume(&self) {
        self.clock().resume();
    }

    fn rotate_keys(&self) -> Pending<'_, ()> {
        Box::pin(self.rotate_keys())
    }

    fn rotate_client_key(&self) -> Pending<'_, ()> {
        Box::pin(self.rotate_client_key())
    }

    fn configuration(&self) -> String {
        self.configuration()
    }

    fn configure(&self, document: &str) -> Result<String, String> {
        self.configure(document)
    }

    fn reset(&self) {
        self.reset();
    }
}
