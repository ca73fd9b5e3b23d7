//! An authorization request while it is checked, and how it is refused once its client and redirect URI are known good.

use crate::issuer::policy::Profile;
use crate::issuer::state::{Client, Registry};
use crate::oauth::{Form, ResponseMode};
use crate::server::{Check, Trace};

use super::return_to::{Refusal, ReturnTo};

/// The checks whose refusal the client is told. They are in `request`, those of OpenID Connect in `openid`, those of what is asked for in
/// `scope`.
pub(crate) struct Checks<'a> {
    pub(crate) form: &'a Form,
    pub(crate) client: &'a Client,
    pub(crate) redirect_uri: &'a str,
    pub(crate) mode: ResponseMode,
    pub(crate) registry: &'a Registry,
    pub(crate) profile: Profile,
    pub(crate) trace: &'a mut Trace,
}

impl Checks<'_> {
    pub(crate) fn refuse(&mut self, check: &Check, saw: String, error: &'static str, sentence: &str) -> Refusal {
        self.trace.refused(check, saw, format!("Back to the client: {error}. {sentence}"));
        // A state that is there twice is nobody's; the rest of the form decides nothing any more.
        let state = once(self.form, "state").ok().map(str::to_owned);
        let issuer = self.registry.names.issuer.clone();
        let to = ReturnTo { redirect_uri: self.redirect_uri.to_owned(), state, mode: self.mode, issuer };
        Refusal::Redirect(to, error, sentence.to_owned())
    }
}

/// The only value of a parameter that must be there exactly once; otherwise what was seen instead.
pub(crate) fn once<'a>(form: &'a Form, name: &str) -> Result<&'a str, String> {
    let mut values = form.iter().filter(|(own, _)| *own == name).map(|(_, value)| value);
    match (values.next(), values.next()) {
        (Some(value), None) if !value.is_empty() => Ok(value),
        (_, Some(_)) => Err(format!("{name}, more than once.")),
        _ => Err(format!("No {name}.")),
    }
}
