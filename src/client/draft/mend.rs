//! The one change that takes a problem away, where there is one that nobody has to think about.

use super::problem::Problem;
use super::token_request_draft::Draft;
use crate::oauth::{ClientId, ClientSecret};

/// A change of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    /// The draft after it.
    pub draft: Draft,
    /// The name of what it does, for the label of a button.
    pub code: &'static str,
}

impl Problem {
    /// What would mend this problem of `draft` in one step.
    #[must_use]
    pub fn mend(&self, draft: &Draft) -> Option<Mend> {
        let mut mended = draft.clone();
        let code = match self {
            Self::ScopeComma => {
                mended.scope = words(&draft.scope.replace(',', " "));
                "mend_commas"
            }
            Self::Scope(_) => {
                mended.scope = words(&draft.scope);
                "mend_spaces"
            }
            Self::ScopeDefault => {
                let one = draft.scope.split_whitespace().find(|token| token.ends_with("/.default"))?;
                mended.scope = one.to_owned();
                "mend_default_alone"
            }
            Self::ResourceSlash => {
                let lines: Vec<&str> = draft.resource.lines().map(|line| line.trim().trim_end_matches('/')).collect();
                mended.resource = lines.join("\n");
                "mend_slash"
            }
            Self::SpaceAround { field } => {
                match *field {
                    "client_id" => mended.client_id = ClientId::new(draft.client_id.as_str().trim()),
                    "client_secret" => mended.client_secret = ClientSecret::new(draft.client_secret.expose().trim()),
                    "grant_type" => mended.grant_type = draft.grant_type.trim().to_owned(),
                    "scope" => mended.scope = draft.scope.trim().to_owned(),
                    "audience" => mended.audience = draft.audience.trim().to_owned(),
                    _ => return None,
                }
                "mend_space_around"
            }
            Self::GrantTypeInQuery => {
                let (before, query) = draft.token_endpoint.split_once('?')?;
                let rest: Vec<&str> = query.split('&').filter(|pair| !pair.starts_with("grant_type=")).collect();
                let query = if rest.is_empty() { String::new() } else { ["?", &rest.join("&")].concat() };
                mended.token_endpoint = [before, &query].concat();
                "mend_query"
            }
            Self::GrantTypeMissing => {
                mended.grant_type = "client_credentials".to_owned();
                "mend_grant_type"
            }
            Self::EndpointFragment => {
                mended.token_endpoint = draft.token_endpoint.split('#').next()?.to_owned();
                "mend_fragment"
            }
            _ => return None,
        };
        (mended != *draft).then_some(Mend { draft: mended, code })
    }
}

/// The words of a text with single spaces between them.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}
