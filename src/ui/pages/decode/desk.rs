//! What Decode knows: the text as it was pasted, the token in it, the keys at hand, and what is known about its signature.

use std::cell::OnceCell;
use std::rc::Rc;

use super::expectations::Expectations;
use super::keys_text::Keys;
use crate::content::decode;
use crate::facts::Validators;
use crate::inspect::{
    CheckedAs, Decoded, Expected, Judgement, Kind, LONGEST_TEXT, Part, Pasted, Shape, SignatureReport, SignatureState,
    Verdict,
};
use crate::issuer::ISSUER;
use crate::jose::JwkSet;
use crate::ports::UnixTime;
use crate::server::API;
use crate::ui::inbox::Sender;

/// How many octets of a text stand in the box. Laying out a longer one takes a browser too long; all of it is read.
pub const LONGEST_SHOWN: usize = 64 * 1024;

/// How many characters of a longer text stand in the box: enough to know it again.
const BEGINNING: usize = 1024;

/// The decoder.
#[derive(Debug, Default)]
pub struct Desk {
    /// Where the text came from.
    pub origin: Origin,
    /// The keys of the reader.
    pub keys: Keys,
    /// What an API that is to accept the token would expect.
    pub expectations: Expectations,
    pasted: Pasted,
    decoded: Option<Rc<Decoded>>,
    verdict: OnceCell<Verdict>,
    report: SignatureReport,
    issuer_keys: Vec<String>,
    logins: u32,
    sequence: u32,
}

/// Where the text came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// Typed or pasted here.
    #[default]
    Typed,
    /// Another screen or the address of the page has sent it.
    Sent(Sender),
    /// A sample was asked for.
    Sample(Sample),
    /// An example was made: what it imitates, and where that is known from.
    Example {
        /// The name of what it imitates.
        name: String,
        /// Where its shape is from.
        source: String,
    },
    /// It was changed in the editor.
    Edited,
    /// It was inside of the token that was here.
    Inside,
}

/// The samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    /// A client's access token, issued when asked for.
    AccessToken,
    /// An ID Token of a simulated sign-in.
    IdToken,
    /// An ID Token that a vendor policy adds for a client.
    VendorIdToken,
}

impl Sample {
    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AccessToken => decode::SAMPLE_ACCESS_TOKEN,
            Self::IdToken => decode::SAMPLE_ID_TOKEN,
            Self::VendorIdToken => decode::SAMPLE_VENDOR_ID_TOKEN,
        }
    }
}

impl Origin {
    /// The member of a token response that the token arrived as, when the text does not say it.
    const fn member(&self) -> Option<&'static str> {
        match self {
            Self::Sample(Sample::AccessToken) => Some("access_token"),
            Self::Sample(Sample::IdToken | Sample::VendorIdToken) => Some("id_token"),
            _ => None,
        }
    }
}

impl Desk {
    /// Takes a text apart. Its signature counts as not checked until somebody has.
    pub fn open(&mut self, text: &str, origin: Origin) {
        self.paste(text, origin);
        self.decode();
    }

    /// The first half of [`Desk::open`]: finds the tokens in a text. A browser may draw between the two.
    pub fn paste(&mut self, text: &str, origin: Origin) {
        self.origin = origin;
        self.pasted = Pasted::read(text);
        self.forget();
        self.decoded = None;
    }

    /// The second half: takes the token apart that is looked at.
    pub fn decode(&mut self) {
        self.forget();
        self.decoded = Some(Rc::new(Decoded::read(self.pasted.token())));
    }

    /// Takes the same token with more known about it; says whether it is still the one that is looked at.
    pub fn learn(&mut self, earlier: &Rc<Decoded>, later: Decoded) -> bool {
        let is_same = self.decoded.as_ref().is_some_and(|decoded| Rc::ptr_eq(decoded, earlier));
        // More about the same token is news only if it says more: otherwise a check and this would take turns for ever.
        let is_news = is_same && **earlier != later;
        if is_news {
            let has_content = earlier.payload != later.payload;
            self.decoded = Some(Rc::new(later));
            self.verdict = OnceCell::new();
            if has_content {
                self.forget();
            }
        }
        is_news
    }

    fn forget(&mut self) {
        self.verdict = OnceCell::new();
        self.report = SignatureReport::default();
        self.sequence += 1;
    }

    /// Takes another of the tokens that the text holds.
    pub fn choose(&mut self, index: usize) {
        self.pasted = std::mem::take(&mut self.pasted).choose(index);
        self.decode();
    }

    /// Takes the text itself for the token, without what was taken away to get at it.
    pub fn undo_repairs(&mut self) {
        self.pasted = std::mem::take(&mut self.pasted).without_repairs();
        self.decode();
    }

    /// Whether there is nothing to look at.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pasted.original.trim_start().is_empty()
    }

    /// What was found in the text.
    #[must_use]
    pub const fn pasted(&self) -> &Pasted {
        &self.pasted
    }

    /// Whether the text is longer than what can be read.
    #[must_use]
    pub const fn is_too_long(&self) -> bool {
        self.pasted.original.len() > LONGEST_TEXT
    }

    /// The token, as far as it decodes; `None` while a long one waits for it.
    #[must_use]
    pub fn decoded(&self) -> Option<&Decoded> {
        self.decoded.as_deref()
    }

    /// The same, to be held while other things happen.
    #[must_use]
    pub fn held(&self) -> Option<Rc<Decoded>> {
        self.decoded.clone()
    }

    /// What is known about the signature, and how.
    #[must_use]
    pub const fn report(&self) -> &SignatureReport {
        &self.report
    }

    /// What the token is and whom it is about.
    #[must_use]
    pub fn verdict(&self) -> Option<&Verdict> {
        let decoded = self.decoded.as_ref()?;
        let name = || self.pasted.name().or_else(|| self.origin.member());
        Some(self.verdict.get_or_init(|| Verdict::new(decoded, name(), self.login())))
    }

    /// Whether somebody signed in for the token, where this page's issuer made it and so can know. It writes `auth_time` after a sign-in
    /// alone; that a token is about a person can also come from another issuer's assertion.
    fn login(&self) -> Option<bool> {
        let is_ours = self.report.state.is_by_known_key() && self.is_of_embedded_issuer() && self.keys.is_empty();
        let claims = &self.decoded.as_ref()?.payload.as_ref().filter(|_| is_ours)?.members;
        match (self.logins, claims.contains_key("auth_time"), claims.contains_key("sub_type")) {
            (0, ..) | (_, false, false) => Some(false),
            (_, true, _) => Some(true),
            (_, false, true) => None,
        }
    }

    /// Notes the names of the embedded issuer's keys, and how many sign-ins it has recorded.
    pub fn know_issuer(&mut self, set: &JwkSet, logins: u32) {
        self.issuer_keys = set.keys.iter().filter_map(|jwk| jwk.kid().map(str::to_owned)).collect();
        self.logins = logins;
    }

    /// Whether there are parts to look at.
    #[must_use]
    pub fn has_parts(&self) -> bool {
        self.decoded
            .as_ref()
            .is_some_and(|decoded| !matches!(decoded.shape, Shape::Nothing | Shape::Text | Shape::Opaque | Shape::Json))
    }

    /// Whether what is inside of it can be read only with a key.
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        self.decoded.as_ref().is_some_and(|decoded| !decoded.encrypted.is_empty())
    }

    /// Whether the content that was signed travels apart from it.
    #[must_use]
    pub fn is_detached(&self) -> bool {
        self.decoded.as_ref().is_some_and(|decoded| {
            let form = decoded.json_form.as_ref();
            decoded.shape == Shape::Detached
                || form.is_some_and(|form| !form.is_encrypted && form.payload.is_none() && !form.signatures.is_empty())
        })
    }

    /// Whether the claims were read, so that the absence of one says something. Of a payload that cannot be read nothing is known.
    #[must_use]
    pub fn has_claims(&self) -> bool {
        let payload = self.decoded.as_ref().and_then(|decoded| decoded.payload.as_ref());
        payload.is_some_and(|part| part.intact || !part.members.is_empty())
    }

    /// Whether the token names the embedded issuer or one of its keys, so that it was made in this page or pretends to be.
    ///
    /// The key's name counts too: whoever changes a character of `iss` has broken the signature, and is to see it.
    #[must_use]
    pub fn is_of_embedded_issuer(&self) -> bool {
        let Some(decoded) = &self.decoded else { return false };
        let names = |part: &Option<Part>, name: &str| part.as_ref().and_then(|part| part.text(name)).map(str::to_owned);
        names(&decoded.payload, "iss").is_some_and(|iss| iss == ISSUER)
            || names(&decoded.header, "kid").is_some_and(|kid| self.issuer_keys.contains(&kid))
    }

    /// What the token is judged as: what the reader says, or else what it seems to be.
    #[must_use]
    pub fn checked_as(&self) -> CheckedAs {
        self.expectations.checked_as.or_else(|| Some(CheckedAs::of(self.verdict()?.kind))).unwrap_or(CheckedAs::AnyJwt)
    }

    /// What the token is compared with. For what is, or passes itself off as, an access token of this page, that is what the demo API expects.
    #[must_use]
    pub fn expected(&self, now: UnixTime) -> Expected {
        let mut expected = self.expectations.expected(now);
        if self.is_of_embedded_issuer() {
            expected.issuer = expected.issuer.or_else(|| Some(ISSUER.to_owned()));
            if self.verdict().is_some_and(|verdict| verdict.kind == Kind::AccessToken) {
                expected.audience = expected.audience.or_else(|| Some(API.to_owned()));
            }
        }
        expected
    }

    /// Whether somebody would accept it, check by check.
    #[must_use]
    pub fn judgement(&self, now: UnixTime, validators: Option<&Validators>) -> Option<Judgement> {
        let decoded = self.decoded.as_ref()?;
        Some(Judgement::new(decoded, &self.report, self.checked_as(), &self.expected(now), validators))
    }

    /// The number of the text and keys as they are now, to hand back with a result.
    #[must_use]
    pub const fn sequence(&self) -> u32 {
        self.sequence
    }

    /// The keys are others, so that nothing is known about the signature any more.
    pub fn set_keys(&mut self, keys: Keys) {
        self.keys = keys;
        self.forget();
    }

    /// Takes over what a check of number `sequence` found, and says whether it did: a result about an earlier text or other keys is dropped.
    pub fn checked(&mut self, sequence: u32, report: SignatureReport) -> bool {
        let is_news = self.sequence == sequence && self.report != report;
        if is_news {
            self.report = report;
            self.verdict = OnceCell::new();
        }
        is_news
    }

    /// Whether the signature is known to be wrong.
    #[must_use]
    pub const fn is_broken(&self) -> bool {
        matches!(self.report.state, SignatureState::Failed(_))
    }
}

/// What stands in the box of a text: all of it, or the beginning of a long one.
#[must_use]
pub fn shown(text: &str) -> &str {
    if text.len() <= LONGEST_SHOWN {
        return text;
    }
    text.char_indices().nth(BEGINNING).map_or(text, |(end, _)| &text[..end])
}
