//! The fields of the form that write into the draft.

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Client ID.
    ClientId,
    /// Client secret.
    ClientSecret,
    /// Authentication method, as registered.
    Method,
    /// Scope.
    Scope,
    /// Grant type.
    GrantType,
    /// The APIs that the token is wanted for, one a line.
    Resource,
    /// Authorization details.
    AuthorizationDetails,
}

impl Field {
    /// The field's name, as [`Problem::field`](crate::client::Problem::field) has it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ClientId => "client_id",
            Self::ClientSecret => "client_secret",
            Self::Method => "method",
            Self::Scope => "scope",
            Self::GrantType => "grant_type",
            Self::Resource => "resource",
            Self::AuthorizationDetails => "authorization_details",
        }
    }
}
