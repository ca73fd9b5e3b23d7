//! What OpenID Connect adds to an authorization request: `nonce`, `prompt` and `max_age` (OIDC Core §3.1.2.1, §3.2.2.1).

use crate::cite::{Citation, Document};
use crate::oauth::ResponseType;
use crate::server::{Check, quoted};

use super::checks::Checks;
use super::return_to::Refusal;

static NONCE: Check = Check::new("Nonce", Citation::new(Document::OidcCore, "3.2.2.1"));
static PROMPT: Check = Check::new("Prompt", Citation::new(Document::OidcCore, "3.1.2.1"));
static MAX_AGE: Check = Check::new("Age of the sign-in", Citation::new(Document::OidcCore, "3.1.2.1"));

impl Checks<'_> {
    /// An ID Token that comes through the browser is tied to its request by the nonce and by nothing else, so there it must be sent
    /// (OIDC Core §3.2.2.1, §3.3.2.1).
    pub(crate) fn nonce(&mut self, response_type: ResponseType) -> Result<Option<String>, Refusal> {
        let nonce = self.form.get("nonce").map(str::to_owned);
        if nonce.is_none() && response_type.has_id_token() {
            let sentence = "The parameter nonce is missing; with this response_type it is required.";
            return Err(self.refuse(&NONCE, "Not there.".to_owned(), "invalid_request", sentence));
        }
        Ok(nonce)
    }

    /// Nobody stays signed in here, so a request that allows no page cannot be answered (OIDC Core §3.1.2.6).
    pub(crate) fn prompt(&mut self) -> Result<(), Refusal> {
        let prompts = self.form.get("prompt").unwrap_or_default();
        if prompts == "none" {
            let sentence = "Nobody is signed in, and the request allows no sign-in page.";
            return Err(self.refuse(&PROMPT, quoted(prompts), "login_required", sentence));
        }
        if prompts.split(' ').any(|prompt| prompt == "none") {
            let sentence = "The prompt none does not go together with another one.";
            return Err(self.refuse(&PROMPT, quoted(prompts), "invalid_request", sentence));
        }
        self.trace.passed(&PROMPT, "A page may be shown.", "Off to the sign-in.");
        Ok(())
    }

    /// A sign-in that is older than `max_age` seconds would have to be repeated. Here every request brings a new one, so any value is
    /// kept, 0 too, and the ID Token says when in `auth_time`.
    pub(crate) fn max_age(&mut self) -> Result<(), Refusal> {
        let Some(text) = self.form.get("max_age") else { return Ok(()) };
        if text.bytes().all(|b| b.is_ascii_digit()) {
            let decided = "Nobody stays signed in here: the person signs in now, and auth_time will say so.";
            self.trace.passed(&MAX_AGE, format!("At most {} s.", quoted(text)), decided);
            Ok(())
        } else {
            let sentence = "The max_age is not a whole number of seconds.";
            Err(self.refuse(&MAX_AGE, quoted(text), "invalid_request", sentence))
        }
    }
}
