//! The inspector as the first part of the module knows it: what can be asked of it, and nothing of what answers.

use std::rc::Rc;

use super::Inspector;
use crate::platform::parts::part;
use crate::platform::promise::Pending;
use crate::platform::web_crypto::WebCrypto;

/// What can be called in the part *inspect*.
pub(super) struct Inspecting {
    /// See [`Inspector::open`].
    pub(super) open: fn(&str) -> Result<Rc<dyn Inspects>, String>,
}

part! {
    /// Fetches what reads tokens for programs.
    pub(super) fn inspect() -> Inspecting { INSPECTING }
}

static INSPECTING: Inspecting = Inspecting { open: |words| Ok(Rc::new(Inspector::open(WebCrypto::new(), words)?)) };

/// An [`Inspector`] whose code is in another part of the module. What is pending keeps it.
pub(super) trait Inspects {
    /// See [`Inspector::verify`].
    fn verify(self: Rc<Self>, token: Option<String>, keys: Option<String>) -> Pending;
    /// See [`Inspector::inspect`].
    fn inspect(self: Rc<Self>, text: Option<String>, keys: Option<String>, options: String) -> Pending;
}

impl Inspects for Inspector<WebCrypto> {
    fn verify(self: Rc<Self>, token: Option<String>, keys: Option<String>) -> Pending {
        Box::pin(async move { Ok(Self::verify(&self, token.as_deref(), keys.as_deref()).await.into()) })
    }

    fn inspect(self: Rc<Self>, text: Option<String>, keys: Option<String>, options: String) -> Pending {
        Box::pin(async move { Ok(Self::inspect(&self, text.as_deref(), keys.as_deref(), &options).await.into()) })
    }
}
