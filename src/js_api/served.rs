//! An instance as the first part of the module knows it: what can be asked of it, and nothing of what answers.

use std::rc::Rc;

use wasm_bindgen::JsValue;

use super::Instance;
use crate::issuer::Policies;
use crate::platform::parts::part;
use crate::platform::promise::Pending;
use crate::platform::web_crypto::WebCrypto;
use crate::platform::{BrowserClock, BrowserRandom};
use crate::ports::{Clock, UnixTime};

/// What can be called in the part *api*.
pub(super) struct Api {
    /// See [`Instance::open`].
    pub(super) open: fn(&str) -> Result<Rc<dyn Served>, String>,
}

part! {
    /// Fetches the issuer for programs.
    pub(super) fn api() -> Api { API }
}

pub(super) static API: Api = Api {
    open: |options| {
        let instance = Instance::open(WebCrypto::new(), BrowserClock, BrowserRandom, options)?;
        Ok(Rc::new(instance))
    },
};

/// An [`Instance`] whose code is in another part of the module. What is pending keeps it.
pub(super) trait Served {
    /// See [`Instance::answer`]; the octets as a `Uint8Array`.
    fn answer(self: Rc<Self>, head: String, body: Vec<u8>, certificate: Option<Vec<u8>>) -> Pending;
    /// See [`Instance::explained`].
    fn explained(self: Rc<Self>, head: String, body: Vec<u8>) -> Pending;
    /// See [`Instance::clients`].
    fn clients(self: Rc<Self>) -> Pending;
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
    fn rotate_keys(self: Rc<Self>) -> Pending;
    /// See [`Instance::rotate_client_key`].
    fn rotate_client_key(self: Rc<Self>) -> Pending;
    /// See [`Instance::configuration`].
    fn configuration(&self) -> String;
    /// See [`Instance::configure`].
    fn configure(&self, document: &str) -> Result<String, String>;
    /// See [`Instance::set_policies`].
    fn set_policies(&self, policies: Option<Policies>);
    /// See [`Instance::reset`].
    fn reset(&self);
}

impl Served for Instance<WebCrypto, BrowserClock, BrowserRandom> {
    fn answer(self: Rc<Self>, head: String, body: Vec<u8>, certificate: Option<Vec<u8>>) -> Pending {
        Box::pin(async move { Ok(Self::answer(&self, &head, body, certificate).await?.into()) })
    }

    fn explained(self: Rc<Self>, head: String, body: Vec<u8>) -> Pending {
        Box::pin(async move { Ok(Self::explained(&self, &head, body).await?.into()) })
    }

    fn clients(self: Rc<Self>) -> Pending {
        Box::pin(async move { Ok(Self::clients(&self).await?.into()) })
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

    fn rotate_keys(self: Rc<Self>) -> Pending {
        Box::pin(async move { Ok(Self::rotate_keys(&self).await.map(|()| JsValue::UNDEFINED)?) })
    }

    fn rotate_client_key(self: Rc<Self>) -> Pending {
        Box::pin(async move { Ok(Self::rotate_client_key(&self).await.map(|()| JsValue::UNDEFINED)?) })
    }

    fn configuration(&self) -> String {
        self.configuration()
    }

    fn configure(&self, document: &str) -> Result<String, String> {
        self.configure(document)
    }

    fn set_policies(&self, policies: Option<Policies>) {
        self.set_policies(policies);
    }

    fn reset(&self) {
        self.reset();
    }
}
