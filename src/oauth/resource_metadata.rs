//! Protected resource metadata (RFC 9728 §2): how an API describes itself to clients that know nothing but its address.
//!
//! Where the document is, [`well_known`](super::well_known) says.

use serde::Serialize;

/// Metadata of a protected resource, in the order in which it is written. Absent and empty are the same: neither is written (§3.2).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ResourceMetadata {
    /// The resource identifier: what a client sends as `resource` (RFC 8707 §2), and compares with the address that it knows (§3.3).
    pub resource: String,
    /// The issuers whose tokens the resource takes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authorization_servers: Vec<String>,
    /// Scopes that give access to the resource. Which client may have which is not in this list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub scopes_supported: Vec<String>,
    /// The ways in which a bearer token may be sent, of `header`, `body` and `query` (RFC 6750 §2).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bearer_methods_supported: Vec<String>,
    /// What people call the resource.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub resource_name: String,
    /// Whether it takes tokens that are bound to a certificate (RFC 8705 §3).
    #[serde(skip_serializing_if = "is_false")]
    pub tls_client_certificate_bound_access_tokens: bool,
    /// The types of authorization details that mean something to it (RFC 9396 §2).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authorization_details_types_supported: Vec<String>,
    /// The algorithms with which a DPoP proof for it may be signed (RFC 9449).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dpop_signing_alg_values_supported: Vec<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_false(value: &bool) -> bool {
    !*value
}
