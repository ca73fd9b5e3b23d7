//! What a paste became.

use thiserror::Error;

use super::remark::Remark;
use super::shell::Shell;
use crate::client::draft::Draft;
use crate::jose::JsonError;

/// How many octets a paste may have: as many as the recording of a morning's browsing.
pub const MAX_OCTETS: usize = 16_777_216;

/// What was read from a paste.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The request.
    pub draft: Draft,
    /// What it was read from.
    pub from: ImportedFrom,
    /// What was changed or left out, and why.
    pub remarks: Vec<Remark>,
}

impl Imported {
    /// The members of the draft that the paste says something about, by their names.
    #[must_use]
    pub fn understood(&self) -> Vec<&'static str> {
        let (draft, empty) = (&self.draft, Draft::default());
        let fields = [
            ("token_endpoint", !draft.token_endpoint.is_empty()),
            ("issuer", !draft.issuer.is_empty()),
            ("grant_type", !draft.grant_type.is_empty()),
            ("client_id", !draft.client_id.as_str().is_empty()),
            ("method", true),
            ("client_secret", !draft.client_secret.is_empty()),
            ("assertion", draft.assertion != empty.assertion),
            ("scope", !draft.scope.is_empty()),
            ("resource", !draft.resource.is_empty()),
            ("audience", !draft.audience.is_empty()),
            ("authorization_details", !draft.authorization_details.is_empty()),
            ("dpop", draft.dpop.is_some()),
            ("parameters", !draft.parameters.is_empty()),
            ("header_fields", !draft.header_fields.is_empty()),
        ];
        fields.into_iter().filter(|(_, is_there)| *is_there).map(|(name, _)| name).collect()
    }
}

/// What a paste was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportedFrom {
    /// A curl command for this shell.
    Curl(Shell),
    /// `Invoke-RestMethod` or `Invoke-WebRequest`.
    PowerShell,
    /// What a browser copies as fetch.
    Fetch,
    /// A request as HTTP/1.1 text, or as `.http` files have it.
    Http,
    /// A form body.
    Form,
    /// A JSON object of parameters.
    Json,
    /// HAR: a file, an entry, or a request of one.
    Har,
    /// Postman: a collection, an item, or a request.
    Postman,
    /// Insomnia: an export of version 4 or 5.
    Insomnia,
    /// Bruno: a `.bru` file, OpenCollection in YAML, or a collection as JSON.
    Bruno,
}

impl ImportedFrom {
    /// Its name in messages.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Curl(Shell::Posix) => "curl",
            Self::Curl(Shell::Cmd) => "curl_cmd",
            Self::Curl(Shell::PowerShell) => "curl_powershell",
            Self::PowerShell => "powershell",
            Self::Fetch => "fetch",
            Self::Http => "http",
            Self::Form => "form",
            Self::Json => "json",
            Self::Har => "har",
            Self::Postman => "postman",
            Self::Insomnia => "insomnia",
            Self::Bruno => "bruno",
        }
    }
}

/// Why a paste fills no form.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ImportError {
    /// Nothing.
    #[error("There is nothing.")]
    Empty,
    /// More than [`MAX_OCTETS`].
    #[error("{octets} octets are more than a request has; the limit here is {}.", MAX_OCTETS)]
    TooLarge {
        /// How many there are.
        octets: usize,
    },
    /// None of the formats.
    #[error("This is no command, no request and no file of a tool that is known here.")]
    NotRecognised,
    /// One of the formats, without a request in it.
    #[error("There is no request in it.")]
    NoRequest(ImportedFrom),
    /// JSON that cannot be read.
    #[error(transparent)]
    BrokenJson(JsonError),
}

impl ImportError {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "import_empty",
            Self::TooLarge { .. } => "import_too_large",
            Self::NotRecognised => "import_not_recognised",
            Self::NoRequest(_) => "import_no_request",
            Self::BrokenJson(error) => error.code(),
        }
    }
}
