//! What Build knows about one's own issuer: where requests go, what was found out, what is asked, and what did not come.

use http::Request;

use super::question::Question;
use crate::client::discovery::{Asked, Candidate, Reading, Weight};
use crate::client::origin::Origin;
use crate::client::unread::{Circumstances, Reach};
use crate::inspect::Seen;
use crate::network::is_host;

/// Where requests go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Where {
    /// To the issuer in this page.
    #[default]
    Embedded,
    /// To an issuer whose metadata says the rest.
    Issuer,
    /// To an endpoint that was typed.
    Hand,
    /// To a provider of which the pattern is known.
    Preset,
}

impl Where {
    /// Every one, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Embedded, Self::Issuer, Self::Hand, Self::Preset];

    /// Its name in the page.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Embedded => "embedded",
            Self::Issuer => "issuer",
            Self::Hand => "hand",
            Self::Preset => "preset",
        }
    }

    /// The one with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }
}

/// What came of asking an address for metadata.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// The address, and by which rule.
    pub candidate: Candidate,
    /// What the answer was; where none could be read, what is known about that.
    pub came: Result<Reading, Option<Circumstances>>,
}

/// A token request that waits for the reader's word, because it is the first that takes something secret to its host.
#[derive(Clone, Debug)]
pub struct Consent {
    /// The host, as an origin.
    pub host: String,
    /// What goes there, by the names of its texts.
    pub carries: Vec<&'static str>,
    /// What waits for the answer.
    pub question: Question,
}

/// A request without an answer.
#[derive(Clone, Debug)]
pub struct Unanswered {
    /// What was sent, or should have been.
    pub request: Request<Vec<u8>>,
    /// What is known about it.
    pub circumstances: Circumstances,
    /// Whether it left the page at all.
    pub was_sent: bool,
}

/// An answer that was got elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pasted {
    /// The run that it ended.
    pub run: u32,
    /// How much of it was pasted.
    pub seen: Seen,
}

/// What is known.
#[derive(Debug, Default)]
pub struct OwnModel {
    /// Where requests go.
    pub place: Where,
    /// The issuer as typed.
    pub issuer: String,
    /// What was asked about, once somebody did.
    pub asked: Option<Asked>,
    /// What came of each address that was tried.
    pub tried: Vec<Tried>,
    /// Whether an address is being asked.
    pub is_asking: bool,
    /// The issuer with whose metadata the form was filled in. What was typed after that stays when it is asked again after a reload.
    pub filled: Option<String>,
    /// The preset that is chosen.
    pub preset: Option<String>,
    /// What was typed into its places.
    pub values: Vec<(String, String)>,
    /// The public keys of the issuer, as they came or were pasted.
    pub keys: Option<String>,
    /// Why there are no keys, as the code of a text.
    pub keys_failure: Option<&'static str>,
    /// Whether the page's host offers `own.html`; `None` until that is known.
    pub is_offered: Option<bool>,
    /// The question that is open.
    pub consent: Option<Consent>,
    /// The hosts to which a secret may go.
    pub agreed: Vec<String>,
    /// The request that has no answer.
    pub unanswered: Option<Unanswered>,
    /// The answer that was pasted last.
    pub pasted: Option<Pasted>,
}

impl OwnModel {
    /// What the metadata that was found says: that of the first address with some.
    #[must_use]
    pub fn found(&self) -> Option<&Tried> {
        self.tried.iter().find(|tried| tried.came.as_ref().is_ok_and(|reading| reading.provider.is_some()))
    }

    /// What is known about the first address of which nothing could be read, where no other has metadata.
    #[must_use]
    pub fn unread(&self) -> Option<&Circumstances> {
        if self.found().is_some() {
            return None;
        }
        self.tried.iter().find_map(|tried| tried.came.as_ref().err()?.as_ref())
    }

    /// Whether a client that goes by the book stops at what was found.
    #[must_use]
    pub fn stops(&self) -> bool {
        let reading = self.found().and_then(|tried| tried.came.as_ref().ok());
        reading.is_some_and(|reading| reading.faults.iter().any(|fault| fault.weight() == Weight::Stops))
    }

    /// The origins of what was found that this page may not ask yet.
    #[must_use]
    pub fn origins_beyond(&self, allowed: &[String]) -> Vec<String> {
        let provider = self.found().and_then(|tried| tried.came.as_ref().ok()?.provider.as_ref());
        let all = provider.map(|provider| provider.origins()).unwrap_or_default();
        all.iter().map(ToString::to_string).filter(|origin| !allowed.contains(origin)).collect()
    }

    /// Writes into a place of the preset.
    pub fn put(&mut self, place: &str, value: &str) {
        match self.values.iter_mut().find(|(known, _)| known == place) {
            Some((_, known)) => value.clone_into(known),
            None => self.values.push((place.to_owned(), value.to_owned())),
        }
    }

    /// What stands in a place of the preset.
    #[must_use]
    pub fn value(&self, place: &str) -> &str {
        self.values.iter().find(|(known, _)| known == place).map_or("", |(_, value)| value)
    }

    /// Keeps what became of a request whose answer nobody reads.
    pub fn reached(&mut self, answers: bool) {
        if let Some(unanswered) = &mut self.unanswered {
            unanswered.circumstances.reach = if answers { Reach::Answers } else { Reach::Silent };
        }
    }
}

/// What a request takes to its host that nobody else may see, by the names of its texts; empty when it takes nothing of the kind.
#[must_use]
pub fn carries(request: &Request<Vec<u8>>) -> Vec<&'static str> {
    let body = String::from_utf8_lossy(request.body());
    let authorization = request.headers().get(http::header::AUTHORIZATION).map(http::HeaderValue::as_bytes);
    // A token in the field proves nothing about the client.
    let bears =
        authorization.is_some_and(|value| [b"Bearer ".as_slice(), b"DPoP "].iter().any(|one| value.starts_with(one)));
    let has = |name: &str| form_urlencoded::parse(body.as_bytes()).any(|(known, _)| known == name);
    let all = [
        ("carries_authorization", authorization.is_some() && !bears),
        ("carries_secret", has("client_secret")),
        ("carries_assertion", has("client_assertion")),
        ("carries_proof", request.headers().contains_key("dpop")),
        ("carries_token", bears || has("token")),
        ("carries_form", request.method() == http::Method::POST),
    ];
    all.into_iter().filter(|(_, is)| *is).map(|(name, _)| name).collect()
}

/// Whether a browser asks the server first whether a page may send this: for any header field beyond those of a plain form.
#[must_use]
pub fn has_preflight(request: &Request<Vec<u8>>) -> bool {
    request.headers().keys().any(|name| !["content-type", "accept", "accept-language"].contains(&name.as_str()))
}

/// Whether an address is one that somebody in this page answers for.
#[must_use]
pub fn is_ours(address: &str) -> bool {
    let host = address.trim().strip_prefix("https://").and_then(|rest| rest.split('/').next());
    host.is_some_and(is_host)
}

/// The origin of a request.
#[must_use]
pub fn origin_of(request: &Request<Vec<u8>>) -> Option<Origin> {
    Origin::of(&request.uri().to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use http::Response;

    use super::*;
    use crate::client::discovery::read;
    use crate::client::unread::Ended;

    fn tried(asked: &Asked, status: u16, body: &str) -> Tried {
        let candidate = asked.candidates().remove(0);
        let response = Response::builder()
            .status(status)
            .header("content-type", "application/json")
            .body(body.as_bytes().to_vec())
            .unwrap();
        let came = Ok(read(asked, candidate.rule, &response));
        Tried { candidate, came }
    }

    #[test]
    fn the_first_metadata_counts_and_names_the_origins_beyond() {
        let asked = Asked::read("https://idp.example").unwrap();
        let mut model = OwnModel::default();
        assert!(model.found().is_none() && !model.stops());
        model.tried.push(tried(&asked, 404, ""));
        let document = r#"{"issuer":"https://idp.example","token_endpoint":"https://token.example/t","jwks_uri":"https://idp.example/k"}"#;
        model.tried.push(tried(&asked, 200, document));
        assert!(model.found().is_some() && !model.stops());
        assert_eq!(model.origins_beyond(&["https://idp.example".to_owned()]), ["https://token.example"]);
        model.tried[1] = tried(&asked, 200, &document.replace("\"https://idp.example\"", "\"https://other.example\""));
        assert!(model.stops(), "it is somebody else's metadata");
    }

    #[test]
    fn what_could_not_be_read_is_told_where_nothing_was_found() {
        let asked = Asked::read("https://idp.example").unwrap();
        let origin = |address| Origin::of(address).unwrap();
        let unread = Circumstances {
            is_online: true,
            page: origin("https://docs.example"),
            target: origin("https://idp.example"),
            has_preflight: false,
            ended: Ended::Unreadable,
            reach: Reach::NotTried,
        };
        let silent = |came| Tried { candidate: asked.candidates().remove(0), came: Err(came) };
        let mut model = OwnModel { tried: vec![silent(None), silent(Some(unread.clone()))], ..OwnModel::default() };
        assert_eq!(model.unread(), Some(&unread));
        let document = r#"{"issuer":"https://idp.example","token_endpoint":"https://idp.example/t"}"#;
        model.tried.push(tried(&asked, 200, document));
        assert_eq!(model.unread(), None);
    }

    #[test]
    fn a_request_says_what_it_carries() {
        let form = |body: &str| Request::post("https://idp.example/token").body(body.as_bytes().to_vec()).unwrap();
        assert_eq!(carries(&form("grant_type=client_credentials")), ["carries_form"]);
        assert_eq!(carries(&form("client_secret=a&client_id=b")), ["carries_secret", "carries_form"]);
        assert_eq!(carries(&form("client_assertion=a")), ["carries_assertion", "carries_form"]);
        let mut basic = form("");
        assert!(!has_preflight(&basic));
        basic.headers_mut().insert(http::header::AUTHORIZATION, "Basic YTpi".parse().unwrap());
        assert_eq!(carries(&basic), ["carries_authorization", "carries_form"]);
        assert!(has_preflight(&basic));
        for scheme in ["Bearer", "DPoP"] {
            let mut call = Request::get("https://idp.example/userinfo").body(Vec::new()).unwrap();
            call.headers_mut().insert(http::header::AUTHORIZATION, [scheme, " abc"].concat().parse().unwrap());
            assert_eq!(carries(&call), ["carries_token"]);
        }
        let get = Request::get("https://idp.example/keys").body(Vec::new()).unwrap();
        assert!(carries(&get).is_empty());
    }

    #[test]
    fn the_hosts_of_this_page_are_ours_and_their_look_alikes_are_not() {
        for (address, is) in [
            ("https://issuer.test/token", true),
            (" https://mtls.issuer.test/token", true),
            ("https://issuer.test.example/token", false),
            ("http://issuer.test/token", false),
            ("", false),
        ] {
            assert_eq!(is_ours(address), is, "{address}");
        }
    }

    #[test]
    fn a_place_is_written_and_read() {
        let mut model = OwnModel::default();
        model.put("tenant", "a");
        model.put("tenant", "b");
        assert_eq!((model.value("tenant"), model.value("api"), model.values.len()), ("b", "", 1));
        assert_eq!(Where::ALL.map(|place| Where::from_name(place.name())), Where::ALL.map(Some));
    }
}
