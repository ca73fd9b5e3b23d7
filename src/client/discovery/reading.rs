//! Reading an answer that should have brought metadata.

use http::{Response, StatusCode};
use serde_json::{Map, Value};

use super::members::Members;
use super::{Asked, Fault, IssuerMatch, Provider, Rule};
use crate::client::origin::Origin;
use crate::oauth::well_known::OPENID;
use crate::oauth::{ClientAuthMethod, media_type};

/// What came of an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The issuer as far as it is described; `None` when the answer was no metadata.
    pub provider: Option<Provider>,
    /// What is wrong or worth to know, the gravest first.
    pub faults: Vec<Fault>,
}

impl Reading {
    fn of_fault(fault: Fault) -> Self {
        Self { provider: None, faults: vec![fault] }
    }
}

/// Members of which an issuer's metadata has at least one.
const TELLING: [&str; 4] = ["issuer", "token_endpoint", "jwks_uri", "authorization_endpoint"];

/// Reads the answer to a GET of an address that `rule` gave.
#[must_use]
pub fn read(asked: &Asked, rule: Rule, response: &Response<Vec<u8>>) -> Reading {
    let status = response.status();
    if status != StatusCode::OK {
        return Reading::of_fault(match status.as_u16() {
            404 | 410 => Fault::NotThere(status.as_u16()),
            300..400 => Fault::Redirect,
            other => Fault::Status(other),
        });
    }
    let body = String::from_utf8_lossy(response.body());
    let text = body.trim_start_matches('\u{feff}').trim();
    let all: Map<String, Value> = match serde_json::from_str(text) {
        Ok(all) => all,
        Err(_) if text.starts_with('<') => return Reading::of_fault(Fault::Html),
        Err(_) => return Reading::of_fault(Fault::NotAnObject),
    };
    if !TELLING.iter().any(|member| all.contains_key(*member)) {
        return Reading::of_fault(Fault::NotMetadata);
    }
    let mut members = Members::new(all, Vec::new());
    if !media_type::is_json(response.headers()) {
        let told = media_type::essence(response.headers()).unwrap_or_default().to_owned();
        members.faults.push(Fault::MediaType(told));
    }
    let provider = provider(asked, is_openid(asked, rule), &mut members);
    let mut faults = members.faults;
    faults.sort_by_key(Fault::weight);
    Reading { provider: Some(provider), faults }
}

/// Whether the document is that of an OpenID Provider, by its address.
fn is_openid(asked: &Asked, rule: Rule) -> bool {
    match rule {
        Rule::OpenidAtEnd | Rule::OpenidBetween => true,
        Rule::OauthBetween | Rule::OauthAtEnd => false,
        Rule::Typed => asked.metadata.as_ref().is_some_and(|url| url.contains(OPENID)),
    }
}

fn provider(asked: &Asked, is_openid: bool, members: &mut Members) -> Provider {
    // Before the members are taken out one by one.
    if is_openid {
        of_openid(members);
    }
    let mut aliases = members.object("mtls_endpoint_aliases");
    let provider = Provider {
        issuer: issuer(asked, members).unwrap_or_default(),
        token_endpoint: members.endpoint("token_endpoint"),
        mtls_token_endpoint: aliases.remove("token_endpoint").and_then(|alias| alias.as_str().map(str::to_owned)),
        jwks_uri: members.endpoint("jwks_uri"),
        userinfo_endpoint: members.endpoint("userinfo_endpoint"),
        introspection_endpoint: members.endpoint("introspection_endpoint"),
        revocation_endpoint: members.endpoint("revocation_endpoint"),
        grant_types: members.list("grant_types_supported"),
        methods: members.list("token_endpoint_auth_methods_supported"),
        assertion_algorithms: members.list("token_endpoint_auth_signing_alg_values_supported"),
        dpop_algorithms: members.list("dpop_signing_alg_values_supported"),
        id_token_algorithms: members.list("id_token_signing_alg_values_supported"),
        scopes: members.list("scopes_supported"),
        authorization_details_types: members.list("authorization_details_types_supported"),
        binds_to_certificates: members.flag("tls_client_certificate_bound_access_tokens"),
    };
    of_endpoints(asked, &provider, &mut members.faults);
    of_grant(&provider, &mut members.faults);
    of_methods(&provider, &mut members.faults);
    provider
}

fn issuer(asked: &Asked, members: &mut Members) -> Option<String> {
    let Some(named) = members.text("issuer") else {
        members.faults.push(Fault::IssuerMissing);
        return None;
    };
    let how = IssuerMatch::of(asked, &named);
    if how != IssuerMatch::Same {
        members.faults.push(Fault::Issuer { how, asked: asked.issuer.clone(), named: named.clone() });
    }
    if how != IssuerMatch::Template && (Origin::of(&named).is_none() || named.contains(['?', '#'])) {
        members.faults.push(Fault::IssuerForm(named.clone()));
    }
    Some(named)
}

/// What OpenID Connect requires beside the members that are told on their own.
fn of_openid(members: &mut Members) {
    const REQUIRED: [&str; 4] = [
        "authorization_endpoint",
        "response_types_supported",
        "subject_types_supported",
        "id_token_signing_alg_values_supported",
    ];
    let missing = REQUIRED.into_iter().filter(|member| !members.has(member)).map(Fault::OpenidMember);
    let missing: Vec<Fault> = missing.collect();
    members.faults.extend(missing);
}

fn of_endpoints(asked: &Asked, provider: &Provider, faults: &mut Vec<Fault>) {
    let is_told = |member: &str, faults: &[Fault]| {
        faults.iter().any(|fault| fault.values().iter().any(|(name, value)| *name == "member" && value == member))
    };
    if provider.token_endpoint.is_none() {
        faults.push(Fault::TokenEndpointMissing);
    }
    if provider.jwks_uri.is_none() && !is_told("jwks_uri", faults) {
        faults.push(Fault::KeysMissing);
    }
    let own = asked.origin();
    for origin in provider.origins().into_iter().filter(|origin| Some(origin) != own.as_ref()) {
        let here = provider.endpoints().filter(|(_, address)| Origin::of(address).as_ref() == Some(&origin));
        let members: Vec<&str> = here.map(|(member, _)| member).collect();
        faults.push(Fault::OtherOrigin { members: members.join(", "), origin: origin.to_string() });
    }
}

fn of_grant(provider: &Provider, faults: &mut Vec<Fault>) {
    match &provider.grant_types {
        None => faults.push(Fault::GrantsNotTold),
        Some(grants) if grants.iter().any(|grant| grant == "client_credentials") => {}
        Some(grants) => faults.push(Fault::GrantNotListed(grants.join(" "))),
    }
}

fn of_methods(provider: &Provider, faults: &mut Vec<Fault>) {
    if provider.methods.is_none() {
        faults.push(Fault::MethodsNotTold);
    }
    let unknown = provider.methods.iter().flatten().filter(|name| name.parse::<ClientAuthMethod>().is_err());
    faults.extend(unknown.map(|name| Fault::MethodUnknown(name.clone())));
    let signs = provider.known_methods().into_iter().any(ClientAuthMethod::signs);
    match &provider.assertion_algorithms {
        None if signs => faults.push(Fault::AlgorithmsMissing),
        Some(algorithms) if algorithms.iter().any(|name| name == "none") => faults.push(Fault::AlgorithmNone),
        _ => {}
    }
}
