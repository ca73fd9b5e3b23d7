//! What the specifications have against a draft.

use http::uri::Scheme;

use super::assertion::AssertionAudience;
use super::extras::{header_fields, parameters};
use super::problem::{MIN_MAC_OCTETS, Problem};
use super::token_request_draft::Draft;
use crate::oauth::{AuthorizationDetail, ClientAuthMethod, Form, ResourceIndicator, Scope, parameter_name};

/// The end of a scope of Microsoft Entra that stands for everything that was consented to, and only stands alone
/// (Microsoft identity platform, "The .default scope", read 2026-11-30).
const DEFAULT: &str = "/.default";

/// Parameters that token endpoints know. Others they must pass over (RFC 6749 §3.2).
const KNOWN: [&str; 9] = [
    "grant_type",
    "scope",
    "resource",
    "audience",
    "client_id",
    "client_secret",
    "client_assertion",
    "client_assertion_type",
    "authorization_details",
];

impl Draft {
    /// What is wrong with the draft by the specifications, in the order of its fields; empty when nothing is.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        // Nothing else is asked about a draft of which nobody makes a request.
        let mut problems: Vec<Problem> = self.too_long().map(|field| Problem::TooLong { field }).collect();
        if !problems.is_empty() {
            return problems;
        }
        if self.client_id.as_str().is_empty() {
            problems.push(Problem::ClientIdMissing);
        }
        if self.method == ClientAuthMethod::None {
            if self.grant_type == "client_credentials" {
                problems.push(Problem::PublicClient);
            }
        } else if self.method.has_secret() && self.client_secret.is_empty() {
            problems.push(Problem::SecretMissing);
        } else if self.method == ClientAuthMethod::ClientSecretJwt && self.client_secret.expose().len() < MIN_MAC_OCTETS
        {
            problems.push(Problem::SecretTooShort);
        }
        if self.grant_type.is_empty() {
            problems.push(Problem::GrantTypeMissing);
        }
        problems.extend(self.scope_problem());
        problems.extend(self.resources().find_map(|line| ResourceIndicator::parse(line).err()).map(Problem::Resource));
        if self.resources().any(|line| line.ends_with('/')) {
            problems.push(Problem::ResourceSlash);
        }
        if !self.authorization_details.is_empty() {
            let read = AuthorizationDetail::parse_list(&self.authorization_details);
            problems.extend(read.err().map(Problem::AuthorizationDetails));
        }
        problems.extend(self.parameter_problem());
        problems.extend(header_fields(&self.header_fields).find_map(Result::err));
        if self.method.signs() {
            problems.extend(self.assertion_problems());
        }
        problems.extend(self.spaces_around().map(|field| Problem::SpaceAround { field }));
        match self.uri() {
            Err(problem) => problems.push(problem),
            Ok(uri) => {
                if uri.scheme() == Some(&Scheme::HTTP) {
                    problems.push(Problem::EndpointNotHttps);
                }
                if self.token_endpoint.contains('#') {
                    problems.push(Problem::EndpointFragment);
                }
                if self.has_secret_in_url(&uri) {
                    problems.push(Problem::SecretInUrl);
                }
                if uri.query().is_some_and(|query| {
                    Form::parse(query.as_bytes()).is_ok_and(|form| form.get("grant_type").is_some())
                }) {
                    problems.push(Problem::GrantTypeInQuery);
                }
            }
        }
        problems
    }

    fn scope_problem(&self) -> Option<Problem> {
        // Spaces around it are said of every field.
        let scope = self.scope.trim();
        if scope.is_empty() {
            return None;
        }
        if scope.contains(',') {
            return Some(Problem::ScopeComma);
        }
        if scope.contains(' ') && scope.split(' ').any(|token| token.ends_with(DEFAULT)) {
            return Some(Problem::ScopeDefault);
        }
        Scope::parse(scope).err().map(Problem::Scope)
    }

    /// A line that is no parameter, or one that the form already has: a parameter must not come twice (RFC 6749 §3.2).
    fn parameter_problem(&self) -> Option<Problem> {
        if let Some(problem) = parameters(&self.parameters).find_map(Result::err) {
            return Some(problem);
        }
        let form = self.form();
        let is_repeated = |name: &str| {
            // RFC 8707 §2 has `resource` come as often as there are APIs.
            name != "resource" && form.get_all(name).count() > 1
        };
        parameters(&self.parameters).flatten().find_map(|parameter| match parameter.name {
            name if parameter_name::meant(name, &KNOWN).is_some() => Some(Problem::ParameterUnread),
            name if is_repeated(name) => Some(Problem::ParameterRepeated),
            _ => None,
        })
    }

    fn assertion_problems(&self) -> Vec<Problem> {
        let no_audience = self.assertion.audience == AssertionAudience::Issuer && self.issuer.trim().is_empty();
        let header = self.assertion_header().err();
        let claims = self.assertion_claims(crate::ports::UnixTime(0), "").err();
        header.into_iter().chain(claims).chain(no_audience.then_some(Problem::IssuerMissing)).collect()
    }

    /// The fields with a space or a line end before or after what they hold: nobody sees it, and every server compares it.
    fn spaces_around(&self) -> impl Iterator<Item = &'static str> {
        let fields = [
            ("client_id", self.client_id.as_str()),
            ("client_secret", self.client_secret.expose()),
            ("grant_type", self.grant_type.as_str()),
            ("scope", self.scope.as_str()),
            ("audience", self.audience.as_str()),
        ];
        fields.into_iter().filter(|(_, text)| text.trim() != *text).map(|(name, _)| name)
    }
}
