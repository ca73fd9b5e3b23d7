//! The draft as the message that it becomes.

use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::uri::Scheme;
use http::{HeaderValue, Method, Request, Uri};

use super::extras::{HeaderField, Parameter, header_fields, parameters};
use super::problem::{MAX_FIELD, Problem};
use super::token_request_draft::Draft;
use crate::oauth::assertion::{ASSERTION_TYPE, SignedAssertion};
use crate::oauth::client_auth::basic::{self, BasicStages};
use crate::oauth::form::query_has_secret;
use crate::oauth::{ClientAuthMethod, Form, media_type};

impl Draft {
    /// The request as it will be sent. An existing query of the endpoint stays; a fragment is not sent (TOK-16).
    ///
    /// # Errors
    /// The first [`Problem`] that [`Problem::refuses`]: also [`Problem::NotSigned`] for a method that signs.
    pub fn to_request(&self) -> Result<Request<Vec<u8>>, Problem> {
        if self.method.signs() { Err(Problem::NotSigned) } else { self.request(|| self.form()) }
    }

    /// The request with a signed assertion in the form, which names the client (RFC 7521 §4.2).
    ///
    /// # Errors
    /// As [`Draft::to_request`], without [`Problem::NotSigned`].
    pub fn to_request_with(&self, assertion: &SignedAssertion) -> Result<Request<Vec<u8>>, Problem> {
        self.request(|| {
            let form = self.form().with("client_assertion_type", ASSERTION_TYPE);
            form.with("client_assertion", assertion.expose())
        })
    }

    /// Whether there is an address that the request may be sent to.
    ///
    /// # Errors
    /// [`Problem::EndpointNotAUrl`], [`Problem::EndpointPlaces`] or [`Problem::SecretInUrl`].
    pub fn endpoint(&self) -> Result<Uri, Problem> {
        let uri = self.uri()?;
        if self.has_secret_in_url(&uri) { Err(Problem::SecretInUrl) } else { Ok(uri) }
    }

    /// Whether there is anything to send, and an address to send it to.
    ///
    /// # Errors
    /// [`Problem::TooLong`], and as [`Draft::endpoint`].
    pub(in crate::client) fn check(&self) -> Result<Uri, Problem> {
        match self.too_long().next() {
            Some(field) => Err(Problem::TooLong { field }),
            None => self.endpoint(),
        }
    }

    fn request(&self, form: impl FnOnce() -> Form) -> Result<Request<Vec<u8>>, Problem> {
        let uri = self.check()?;
        let form = form();
        let mut request = Request::new(form.encode().into_bytes());
        *request.method_mut() = Method::POST;
        *request.uri_mut() = uri;
        let headers = request.headers_mut();
        if let Some(stages) = self.basic_stages() {
            let mut value = HeaderValue::from_str(&stages.header).expect("Base64 is ASCII");
            value.set_sensitive(true);
            headers.insert(AUTHORIZATION, value);
        }
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type::FORM));
        for HeaderField { name, value } in header_fields(&self.header_fields).flatten() {
            // Named twice on purpose, a field is sent twice; a content type of the reader's own takes the place of ours.
            if name == CONTENT_TYPE {
                headers.insert(name, value);
            } else {
                headers.append(name, value);
            }
        }
        Ok(request)
    }

    /// The stages of the Basic header field (BAS-04); `None` for the other methods, and where a field is too long.
    #[must_use]
    pub fn basic_stages(&self) -> Option<BasicStages> {
        (self.method == ClientAuthMethod::ClientSecretBasic && self.too_long().next().is_none())
            .then(|| basic::stages(&self.client_id, &self.client_secret, self.secret_spelling))
    }

    /// The parameters of the body, in the order in which they are sent; a signed assertion follows them.
    #[must_use]
    pub fn form(&self) -> Form {
        // A certificate does not say which client shows it (RFC 8705 §2).
        let in_form = [ClientAuthMethod::ClientSecretPost, ClientAuthMethod::None].contains(&self.method)
            || self.method.shows_certificate();
        let secret = if self.method == ClientAuthMethod::ClientSecretPost { self.client_secret.expose() } else { "" };
        let mut form = Form::new();
        let resources = self.resources().map(|resource| ("resource", resource));
        let asked = [("grant_type", self.grant_type.as_str()), ("scope", &self.scope)].into_iter().chain(resources);
        for (name, value) in asked.chain([
            ("audience", self.audience.as_str()),
            ("authorization_details", self.authorization_details.as_str()),
            ("client_id", if in_form { self.client_id.as_str() } else { "" }),
            ("client_secret", secret),
        ]) {
            // A parameter without a value counts as omitted (RFC 6749 §3.2), so it is not sent either, unless somebody types it.
            if !value.is_empty() {
                form.push(name, value);
            }
        }
        for Parameter { name, value } in parameters(&self.parameters).flatten() {
            form.push(name, value);
        }
        form
    }

    /// The fields that are longer than [`MAX_FIELD`], by the names of [`Problem::field`].
    pub(super) fn too_long(&self) -> impl Iterator<Item = &'static str> {
        let fields = [
            ("client_id", self.client_id.as_str()),
            ("client_secret", self.client_secret.expose()),
            ("grant_type", self.grant_type.as_str()),
            ("scope", self.scope.as_str()),
            ("resource", self.resource.as_str()),
            ("audience", self.audience.as_str()),
            ("authorization_details", self.authorization_details.as_str()),
            ("parameters", self.parameters.as_str()),
            ("header_fields", self.header_fields.as_str()),
            ("assertion_header", self.assertion.header.as_str()),
            ("assertion_claims", self.assertion.claims.as_str()),
            ("issuer", self.issuer.as_str()),
            ("token_endpoint", self.token_endpoint.as_str()),
        ];
        fields.into_iter().filter(|(_, text)| text.len() > MAX_FIELD).map(|(name, _)| name)
    }

    /// The APIs, one after the other.
    pub(super) fn resources(&self) -> impl Iterator<Item = &str> {
        self.resource.lines().map(str::trim).filter(|line| !line.is_empty())
    }

    pub(super) fn uri(&self) -> Result<Uri, Problem> {
        if self.token_endpoint.contains(['{', '}']) {
            return Err(Problem::EndpointPlaces);
        }
        let uri: Uri = self.token_endpoint.trim().parse().map_err(|_| Problem::EndpointNotAUrl)?;
        let http = [Some(&Scheme::HTTP), Some(&Scheme::HTTPS)].contains(&uri.scheme());
        if http && uri.host().is_some_and(|host| !host.is_empty()) { Ok(uri) } else { Err(Problem::EndpointNotAUrl) }
    }

    /// A secret parameter in the query or fragment, or user information before the host (RFC 9110 §4.2.4).
    pub(super) fn has_secret_in_url(&self, uri: &Uri) -> bool {
        self.token_endpoint.split(['?', '#']).skip(1).any(query_has_secret)
            || uri.authority().is_some_and(|authority| authority.as_str().contains('@'))
    }
}
