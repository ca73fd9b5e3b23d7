//! A request as every format of a paste tells it, before it becomes a draft. Texts may have marks of [`super::variables`] in them.

use super::remark::Remarks;

/// The requests of a paste, each with what is said of it.
pub(super) type Requests = Vec<(Message, Remarks)>;

/// A request.
#[derive(Clone, Debug, Default)]
pub(super) struct Message {
    /// What it is called where it came from; empty for nothing.
    pub(super) name: String,
    /// The method, as written; empty where it is not said.
    pub(super) method: String,
    /// The address, as written.
    pub(super) address: String,
    /// Header fields, in their order.
    pub(super) fields: Vec<(String, String)>,
    /// The body.
    pub(super) body: Body,
    /// `id:secret` for a Basic header field, which are joined as they are.
    pub(super) user: Option<String>,
    /// Whether the connection shows a certificate.
    pub(super) certificate: bool,
}

/// What a request carries.
#[derive(Clone, Debug, Default)]
pub(super) enum Body {
    /// Nothing.
    #[default]
    Nothing,
    /// Octets as they travel: a form, JSON, or what the content type says.
    Text(String),
    /// Names and values, not encoded.
    Pairs(Vec<(String, String)>),
}

impl Message {
    /// Whether it asks for a token, as far as one can tell: it names a grant, or goes to a token endpoint.
    pub(super) fn asks_for_a_token(&self) -> bool {
        let says = |text: &str| text.contains("grant_type") || text.contains("client_assertion");
        let path = self.address.split(['?', '#']).next().unwrap_or_default();
        let endpoint = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        says(&self.address)
            || endpoint.to_ascii_lowercase().contains("token")
            || match &self.body {
                Body::Nothing => false,
                Body::Text(text) => says(text),
                Body::Pairs(pairs) => pairs.iter().any(|(name, _)| says(name)),
            }
    }

    /// The value of a header field.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// The place of the one of several requests that is taken: the first that asks for a token, or the first.
pub(super) fn chosen(messages: &[Message]) -> Option<usize> {
    let first = (!messages.is_empty()).then_some(0);
    messages.iter().position(Message::asks_for_a_token).or(first)
}
