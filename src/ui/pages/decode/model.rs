//! What Decode knows: the text as it was pasted, the token in it, and what is known about its signature.

use crate::inspect::{
    CheckedAs, Decoded, Expected, Judgement, KeyRing, Kind, LONGEST_TEXT, Part, Pasted, SignatureReport,
    SignatureState, States, Verdict,
};
use crate::issuer::ISSUER;
use crate::jose::JwkSet;
use crate::ports::UnixTime;
use crate::server::API;

/// How many characters of a text stay that is too long to be read: enough to know it again.
const KEPT: usize = 1024;

/// The decoder.
#[derive(Clone, Debug)]
pub struct Model {
    /// Where the text came from.
    pub origin: Origin,
    pasted: Pasted,
    decoded: Decoded,
    signature: SignatureReport,
    keys: Option<Keys>,
    issuer_keys: Vec<String>,
    logins: u32,
    sequence: u32,
}

/// Keys that the reader pasted, to check signatures of other issuers with.
#[derive(Clone, Debug)]
struct Keys {
    text: String,
    ring: Result<KeyRing, String>,
}

/// Where the text came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// Typed or pasted here.
    #[default]
    Typed,
    /// It was in the address of the page, and has been taken out of it.
    Address,
    /// An authorization code was in the address, and is nowhere now.
    Code,
    /// Something secret was in the address, and is nowhere now.
    Secret,
    /// It is from an answer on another screen.
    Answer,
    /// A sample was asked for.
    Sample(Sample),
}

impl Origin {
    /// The member of a token response that the token arrived as, when the text does not say it.
    const fn member(self) -> Option<&'static str> {
        match self {
            Self::Sample(Sample::AccessToken) => Some("access_token"),
            Self::Sample(Sample::IdToken | Sample::VendorIdToken) => Some("id_token"),
            Self::Typed | Self::Address | Self::Code | Self::Secret | Self::Answer => None,
        }
    }
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

/// Which keys a token's signature is checked with.
#[derive(Clone, Debug, PartialEq)]
pub enum Against {
    /// Those of the embedded issuer, which the token names.
    EmbeddedIssuer,
    /// Those that the reader pasted.
    Pasted(KeyRing),
    /// None is known.
    Nothing,
}

impl Default for Model {
    fn default() -> Self {
        Self {
            origin: Origin::Typed,
            pasted: Pasted::read(""),
            decoded: Decoded::read(""),
            signature: SignatureReport::default(),
            keys: None,
            issuer_keys: Vec::new(),
            logins: 0,
            sequence: 0,
        }
    }
}

impl Model {
    /// Takes a text apart. Its signature counts as not checked until somebody has. Of a text that is too long to be read only the beginning
    /// stays in the box, because laying it out would take a browser seconds.
    pub fn open(&mut self, text: String, origin: Origin) {
        self.origin = origin;
        self.pasted = Pasted::read(&text);
        if text.len() > LONGEST_TEXT {
            self.pasted.original = text.chars().take(KEPT).collect();
        }
        self.read();
    }

    /// Takes another of the tokens that the text holds.
    pub fn choose(&mut self, index: usize) {
        self.pasted = std::mem::take(&mut self.pasted).choose(index);
        self.read();
    }

    /// Takes the token inside the token in place of the text.
    pub fn open_nested(&mut self) {
        if let Some(nested) = self.decoded.nested.take() {
            self.open(nested, self.origin);
        }
    }

    /// The text exactly as it was pasted, or the beginning of one that is too long to be read.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.pasted.original
    }

    /// Whether there is nothing to look at.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pasted.original.trim().is_empty()
    }

    /// What was found in the text.
    #[must_use]
    pub const fn pasted(&self) -> &Pasted {
        &self.pasted
    }

    /// The token, as far as it decodes.
    #[must_use]
    pub const fn decoded(&self) -> &Decoded {
        &self.decoded
    }

    /// What is known about the signature.
    #[must_use]
    pub const fn signature(&self) -> &SignatureState {
        &self.signature.state
    }

    /// The same, and how it was found out.
    #[must_use]
    pub const fn signature_report(&self) -> &SignatureReport {
        &self.signature
    }

    /// What the token is and whom it is about.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        Verdict::new(&self.decoded, self.pasted.name().or_else(|| self.origin.member()), self.login())
    }

    /// Whether somebody signed in for the token, where this page's issuer made it and so can know. It writes `auth_time` after a sign-in
    /// alone; that a token is about a person can also come from another issuer's assertion.
    fn login(&self) -> Option<bool> {
        let is_ours = self.against() == Against::EmbeddedIssuer && self.signature.state.is_by_known_key();
        let claims = &self.decoded.payload.as_ref().filter(|_| is_ours)?.members;
        match (self.logins, claims.contains_key("auth_time"), claims.contains_key("sub_type")) {
            (0, ..) | (_, false, false) => Some(false),
            (_, true, _) => Some(true),
            (_, false, true) => None,
        }
    }

    /// Notes how many sign-ins the embedded issuer has recorded.
    pub const fn know_logins(&mut self, logins: u32) {
        self.logins = logins;
    }

    /// Whether the claims were read, so that the absence of one says something. Of a payload that cannot be read nothing is known.
    #[must_use]
    pub fn has_claims(&self) -> bool {
        self.decoded.payload.as_ref().is_some_and(|part| part.intact || !part.members.is_empty())
    }

    /// Decoded, signed, claims: three states side by side.
    #[must_use]
    pub fn states(&self, now: UnixTime) -> States {
        States::new(&self.decoded, self.signature.state.clone(), Some(&self.judgement(now)))
    }

    /// Whether somebody would accept it, check by check.
    #[must_use]
    pub fn judgement(&self, now: UnixTime) -> Judgement {
        let checked_as = if self.is_for_demo_api() { CheckedAs::AccessToken } else { CheckedAs::AnyJwt };
        Judgement::new(&self.decoded, &self.signature, checked_as, &self.expected(now), None)
    }

    /// Whether the checks are those that the demo API makes: for what is, or passes itself off as, one of its access tokens.
    #[must_use]
    pub fn is_for_demo_api(&self) -> bool {
        self.is_access_token() && self.is_of_embedded_issuer()
    }

    /// Whether it seems to be an access token.
    #[must_use]
    pub fn is_access_token(&self) -> bool {
        self.verdict().kind == Kind::AccessToken
    }

    /// Whether the token names the embedded issuer or one of its keys, so that it was made in this page or pretends to be.
    ///
    /// The key's name counts too: whoever changes a character of `iss` has broken the signature, and is to see it.
    #[must_use]
    pub fn is_of_embedded_issuer(&self) -> bool {
        let names = |part: Option<&Part>, name: &str| Some(part?.members.get(name)?.as_str()?.to_owned());
        let kid = names(self.decoded.header.as_ref(), "kid");
        names(self.decoded.payload.as_ref(), "iss").is_some_and(|iss| iss == ISSUER)
            || kid.is_some_and(|kid| self.issuer_keys.contains(&kid))
    }

    /// Notes the names of the embedded issuer's keys.
    pub fn know_issuer_keys(&mut self, set: &JwkSet) {
        self.issuer_keys = set.keys.iter().filter_map(|jwk| jwk.kid().map(str::to_owned)).collect();
    }

    /// Reads keys for tokens of other issuers: a JWK or a set of them. They are kept as typed, readable or not.
    pub fn set_keys(&mut self, text: String) {
        self.keys = (!text.trim().is_empty())
            .then(|| Keys { ring: KeyRing::read(&text).map_err(|problem| problem.phrase.code.to_owned()), text });
        self.sequence += 1;
        self.signature = SignatureReport::default();
    }

    /// The keys as they were typed.
    #[must_use]
    pub fn keys_text(&self) -> &str {
        self.keys.as_ref().map_or("", |keys| &keys.text)
    }

    /// Why the keys cannot be read.
    #[must_use]
    pub fn keys_problem(&self) -> Option<&str> {
        self.keys.as_ref()?.ring.as_ref().err().map(String::as_str)
    }

    /// Which keys the signature is to be checked with. Never those that the token itself brings (RFC 8725 §3.10).
    #[must_use]
    pub fn against(&self) -> Against {
        match &self.keys {
            Some(Keys { ring: Ok(ring), .. }) => Against::Pasted(ring.clone()),
            _ if self.is_of_embedded_issuer() => Against::EmbeddedIssuer,
            _ => Against::Nothing,
        }
    }

    /// The number of the text and keys as they are now, to hand back with a result.
    #[must_use]
    pub const fn sequence(&self) -> u32 {
        self.sequence
    }

    /// Takes over what a check of number `sequence` found. A result about an earlier text or other keys is dropped.
    pub fn checked(&mut self, sequence: u32, report: SignatureReport) {
        if self.sequence == sequence {
            self.signature = report;
        }
    }

    fn read(&mut self) {
        self.decoded = Decoded::read(self.pasted.token());
        self.signature = SignatureReport::default();
        self.sequence += 1;
    }

    fn expected(&self, now: UnixTime) -> Expected {
        let mut expected = Expected::at(now);
        if self.is_for_demo_api() {
            expected.issuer = Some(ISSUER.to_owned());
            expected.audience = Some(API.to_owned());
        }
        expected
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::base64url;

    fn token(payload: &str) -> String {
        let part = |text: &str| base64url::encode(text.as_bytes());
        [part(r#"{"alg":"ES256","typ":"at+jwt","kid":"k"}"#), part(payload), part(&"s".repeat(64))].join(".")
    }

    fn opened(text: &str) -> Model {
        let mut model = Model::default();
        model.open(text.to_owned(), Origin::Typed);
        model
    }

    const OURS: &str =
        r#"{"iss":"https://issuer.test","sub":"c","client_id":"c","aud":"https://api.test","scope":"a"}"#;

    #[test]
    fn garbage_is_kept_as_it_was_pasted() {
        for text in ["", "  ", "hello", "\u{202e}x", "{\"a\":", "a.b.c"] {
            assert_eq!(opened(text).text(), text);
        }
    }

    #[test]
    fn decode_lines_of_a_text_that_is_too_long_the_beginning_stays() {
        let text = "a b\n".repeat(262_144);
        let model = opened(&text);
        assert!(model.text().len() == KEPT && text.starts_with(model.text()));
        assert!(model.pasted().problem.is_some() && model.decoded().token.is_empty());
    }

    #[test]
    fn an_unreadable_payload_says_nothing_about_a_login() {
        for text in ["hello world.", "hello.world", "eyJhbGciOiJFUzI1NiJ9.", "eyJhbGciOiJFUzI1NiJ9"] {
            assert!(!opened(text).has_claims(), "{text}");
        }
        assert!(opened(&token(OURS)).has_claims());
        assert!(opened(&token("{}")).has_claims(), "read, and really empty");
    }

    #[test]
    fn a_sample_is_judged_by_the_member_it_arrived_as() {
        let vendor = token(r#"{"iss":"https://issuer.test","sub":"svc-5e1f","aud":"nightly-report"}"#);
        let vendor = vendor.replacen(
            &token("").split('.').next().unwrap_or_default().to_owned(),
            "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9",
            1,
        );
        let mut model = Model::default();
        model.open(vendor.clone(), Origin::Typed);
        assert_eq!(model.verdict().kind, Kind::Unknown);
        model.open(vendor, Origin::Sample(Sample::VendorIdToken));
        assert_eq!(model.verdict().kind, Kind::IdToken);
    }

    #[test]
    fn only_tokens_that_name_the_embedded_issuer_are_checked_with_its_keys() {
        let ours = opened(&token(OURS));
        assert!(ours.is_for_demo_api());
        assert_eq!(ours.against(), Against::EmbeddedIssuer);
        let theirs = opened(&token(r#"{"iss":"https://issuer.test.example","sub":"c"}"#));
        assert_eq!(theirs.against(), Against::Nothing);
    }

    #[test]
    fn a_token_that_names_a_key_of_the_embedded_issuer_is_checked_with_it() {
        let jwk = r#"{"keys":[{"kty":"oct","k":"AAAA","kid":"k"}]}"#;
        let broken = token(r#"{"iss":"https://issuer.tesu","sub":"c","client_id":"c"}"#);
        let mut model = opened(&broken);
        assert_eq!(model.against(), Against::Nothing, "before its keys were ever fetched");
        model.know_issuer_keys(&JwkSet::parse(jwk.as_bytes()).unwrap());
        assert_eq!(model.against(), Against::EmbeddedIssuer);
        assert!(model.is_for_demo_api(), "so that its wrong issuer fails a check");
    }

    #[test]
    fn a_result_about_an_earlier_text_is_dropped() {
        let mut model = opened(&token(OURS));
        let first = model.sequence();
        model.open("other".to_owned(), Origin::Typed);
        let key = "a key".to_owned();
        let verified = SignatureState::Verified { kid: None, algorithm: "ES256", key, own_key: false };
        model.checked(first, verified.clone().into());
        assert_eq!(*model.signature(), SignatureState::default());
        model.checked(model.sequence(), verified.clone().into());
        assert_eq!(*model.signature(), verified);
    }

    #[test]
    fn a_response_offers_each_of_its_tokens() {
        let id = token(r#"{"iss":"https://issuer.test","sub":"p","nonce":"n","aud":"c"}"#);
        let mut model = opened(&["{\"access_token\":\"", &token(OURS), "\",\"id_token\":\"", &id, "\"}"].concat());
        assert_eq!(model.pasted().candidates.len(), 2);
        model.choose(1);
        assert_eq!(model.decoded().token, id);
    }

    #[test]
    fn pasted_keys_are_used_when_readable_and_kept_when_not() {
        let mut model = opened(&token(r#"{"iss":"https://other.example"}"#));
        model.set_keys("{\"kty\":".to_owned());
        assert!(model.keys_problem().is_some());
        assert_eq!((model.keys_text(), model.against()), ("{\"kty\":", Against::Nothing));
        model.set_keys(r#"{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}"#.to_owned());
        assert!(model.keys_problem().is_none());
        assert!(matches!(model.against(), Against::Pasted(_)));
        model.set_keys(String::new());
        assert_eq!(model.against(), Against::Nothing);
    }
}
