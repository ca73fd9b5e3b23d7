//! From where claims are read: what a table of them has to know of the token before it can say what each means.

use serde_json::{Map, Value};

use super::about::About;
use super::judge::Verdict;
use crate::inspect::claim_names::CLIENT_CLAIMS;

/// Whom a token is about, who made it, and what is known of a login.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standpoint {
    /// Whom the token is about.
    pub about: About,
    /// The name of the server whose shape it has, as far as its claims tell.
    pub server: Option<&'static str>,
    /// Whether somebody signed in for it, by the record of this page's issuer; `None` for every other token.
    pub login: Option<bool>,
}

impl Standpoint {
    /// Of a token that was made in this page, whose issuers write the client as the subject of its own tokens. It asks for this one sign,
    /// because all that a [`Verdict`] asks for would come with every screen that shows a message.
    #[must_use]
    pub fn in_this_page(claims: &Map<String, Value>, login: Option<bool>) -> Self {
        let text = |name: &str| claims.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
        let about = match text("sub") {
            None => About::Nobody,
            Some(sub) if CLIENT_CLAIMS.into_iter().any(|name| text(name) == Some(sub)) => About::Client,
            Some(_) => About::CannotTell,
        };
        Self { about, server: None, login }
    }
}

impl From<&Verdict> for Standpoint {
    fn from(verdict: &Verdict) -> Self {
        Self { about: verdict.about, server: verdict.server, login: verdict.login }
    }
}
