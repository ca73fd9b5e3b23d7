//! What somebody typed, and the addresses that it leads to.

use http::Uri;

use super::AddressError;
use crate::cite::{Citation, Document};
use crate::client::origin::Origin;
use crate::oauth::well_known::{OAUTH, OPENID};

/// How many octets an address may have.
const LONGEST: usize = 2_000;

/// An issuer that is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The issuer identifier, letter by letter as it was typed, or as it follows from the address of the metadata.
    pub issuer: String,
    /// The address of the metadata, when that was typed.
    pub metadata: Option<String>,
    /// What there is to say about what was typed.
    pub notes: Vec<AskedNote>,
}

/// Something to know about what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedNote {
    /// The scheme was missing and is now there.
    SchemeAdded,
    /// It was the address of the metadata, and the issuer follows from it.
    MetadataAddress,
    /// It looks like the address of an endpoint: nothing is found below one.
    Endpoint,
    /// `http` to this machine, where nobody can read along.
    LoopbackHttp,
    /// `http` to another machine: everybody on the way can read along, and write.
    PlainHttp,
}

impl AskedNote {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SchemeAdded => "asked_scheme_added",
            Self::MetadataAddress => "asked_metadata_address",
            Self::Endpoint => "asked_endpoint",
            Self::LoopbackHttp => "asked_loopback_http",
            Self::PlainHttp => "asked_plain_http",
        }
    }

    /// The clause behind it.
    #[must_use]
    pub const fn citation(self) -> Citation {
        match self {
            Self::MetadataAddress => Citation::rfc(8414, "3"),
            _ => Citation::rfc(8414, "2"),
        }
    }
}

/// An address at which the metadata may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The address.
    pub url: String,
    /// By which rule.
    pub rule: Rule,
}

/// Why the metadata may be at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Somebody typed it.
    Typed,
    /// OpenID Connect puts the well-known part at the end of the issuer.
    OpenidAtEnd,
    /// RFC 8414 puts it between host and path.
    OauthBetween,
    /// RFC 8414 also knows OpenID's document there.
    OpenidBetween,
    /// No text says so, and servers are met that do it.
    OauthAtEnd,
}

impl Rule {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Typed => "rule_typed",
            Self::OpenidAtEnd => "rule_openid_at_end",
            Self::OauthBetween => "rule_oauth_between",
            Self::OpenidBetween => "rule_openid_between",
            Self::OauthAtEnd => "rule_oauth_at_end",
        }
    }

    /// The clause with the rule.
    #[must_use]
    pub const fn citation(self) -> Citation {
        match self {
            Self::OpenidAtEnd => Citation::new(Document::OidcDiscovery, "4"),
            Self::OpenidBetween => Citation::rfc(8414, "5"),
            Self::Typed | Self::OauthBetween | Self::OauthAtEnd => Citation::rfc(8414, "3.1"),
        }
    }
}

impl Asked {
    /// Reads what was typed: an issuer, or the address of its metadata. Spaces around it are taken away; nothing else is changed, because
    /// an issuer is compared letter by letter (RFC 8414 §3.3).
    ///
    /// # Errors
    /// [`AddressError`] when nothing can be asked for.
    pub fn read(typed: &str) -> Result<Self, AddressError> {
        let text = typed.trim();
        if text.is_empty() {
            return Err(AddressError::Empty);
        }
        if text.len() > LONGEST {
            return Err(AddressError::TooLong);
        }
        let mut notes = Vec::new();
        let address = match text.find("://") {
            Some(_) => text.to_owned(),
            None => {
                notes.push(AskedNote::SchemeAdded);
                with_scheme(text)
            }
        };
        let origin = origin(&address)?;
        if !origin.is_secure() {
            notes.push(if origin.is_loopback() { AskedNote::LoopbackHttp } else { AskedNote::PlainHttp });
        }
        if let Some(issuer) = issuer_of(&address) {
            notes.push(AskedNote::MetadataAddress);
            let metadata = address.split('#').next().map(str::to_owned);
            return Ok(Self { issuer, metadata, notes });
        }
        if address.contains('#') {
            return Err(AddressError::Fragment);
        }
        if address.contains('?') {
            return Err(AddressError::Query);
        }
        if is_endpoint(&address) {
            notes.push(AskedNote::Endpoint);
        }
        Ok(Self { issuer: address, metadata: None, notes })
    }

    /// The addresses at which the metadata may be, in the order in which they are tried: the document of OpenID Connect first, because
    /// more servers have it, then that of RFC 8414, each by the rule of its own specification; where the issuer has a path, at last where
    /// the two are also met.
    #[must_use]
    pub fn candidates(&self) -> Vec<Candidate> {
        if let Some(url) = &self.metadata {
            return vec![Candidate { url: url.clone(), rule: Rule::Typed }];
        }
        let issuer = self.issuer.trim_end_matches('/');
        let host_ends = issuer.find("://").map_or(0, |at| at + 3);
        let (origin, path) = match issuer[host_ends..].find('/') {
            Some(at) => issuer.split_at(host_ends + at),
            None => (issuer, ""),
        };
        let mut all = vec![(Rule::OpenidAtEnd, [origin, path, OPENID]), (Rule::OauthBetween, [origin, OAUTH, path])];
        if !path.is_empty() {
            all.push((Rule::OpenidBetween, [origin, OPENID, path]));
            all.push((Rule::OauthAtEnd, [origin, path, OAUTH]));
        }
        all.into_iter().map(|(rule, url)| Candidate { url: url.concat(), rule }).collect()
    }

    /// The origin that is asked.
    #[must_use]
    pub fn origin(&self) -> Option<Origin> {
        Origin::of(self.metadata.as_deref().unwrap_or(&self.issuer))
    }
}

/// What was meant by an address without its scheme: this machine has no certificate.
fn with_scheme(text: &str) -> String {
    let secure = ["https://", text].concat();
    let is_here = Origin::of(&secure).is_some_and(|origin| origin.is_loopback());
    if is_here { ["http://", text].concat() } else { secure }
}

fn origin(address: &str) -> Result<Origin, AddressError> {
    let (scheme, _) = address.split_once("://").unwrap_or_default();
    if !["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
        return Err(AddressError::Scheme);
    }
    let uri: Uri = address.split('#').next().unwrap_or_default().parse().map_err(|_| AddressError::NotAUrl)?;
    if uri.authority().is_some_and(|authority| authority.as_str().contains('@')) {
        return Err(AddressError::UserInformation);
    }
    Origin::of(address).ok_or(AddressError::NotAUrl)
}

/// The issuer whose metadata is at this address, by either rule; `None` when it is not the address of metadata.
fn issuer_of(address: &str) -> Option<String> {
    let address = address.split(['?', '#']).next()?;
    [OPENID, OAUTH].into_iter().find_map(|part| {
        let (front, path) = address.split_once(part)?;
        (path.is_empty() || path.starts_with('/')).then(|| [front, path.trim_end_matches('/')].concat())
    })
}

/// Whether the path ends as those of token and authorization endpoints do.
fn is_endpoint(address: &str) -> bool {
    const ENDS: [&str; 5] = ["/token", "/authorize", "/auth", "/access_token", "/token.oauth2"];
    let address = address.trim_end_matches('/');
    ENDS.iter().any(|end| address.ends_with(end))
}
