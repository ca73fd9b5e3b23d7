//! What a request asks for in detail (RFC 9396), at the authorization and at the token endpoint.
//!
//! Whether a client may have a type is decided by its registration; a code or refresh token allows no more than was granted with it (RFC
//! 9396 §6). What the one type means is in [`orders_export`](crate::protected_resource::orders_export).

use thiserror::Error;

use crate::cite::Citation;
use crate::issuer::state::Client;
use crate::oauth::{AuthorizationDetail, AuthorizationDetailsError, ErrorCode, Form, OAuthError};
use crate::protected_resource::orders_export::{ExportDetail, OrdersExportError};
use crate::server::{Check, Names, Trace, quoted, refuse};

pub(crate) static DETAILS: Check = Check::new("Authorization details", Citation::rfc(9396, "6"));

/// Why authorization details are refused.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub(crate) enum DetailError {
    #[error(transparent)]
    Malformed(#[from] AuthorizationDetailsError),
    #[error(transparent)]
    Type(#[from] OrdersExportError),
    #[error("This client is not registered for authorization_details of this type.")]
    NotRegistered,
    #[error("The authorization_details ask for more than was granted.")]
    MoreThanGranted,
}

impl DetailError {
    /// The clause that asks for it.
    pub(crate) const fn citation(&self) -> Citation {
        match self {
            Self::Malformed(error) => error.citation(),
            Self::Type(_) => Citation::rfc(9396, "5"),
            Self::NotRegistered | Self::MoreThanGranted => Citation::rfc(9396, "6"),
        }
    }
}

/// What the request asks for in detail: well formed, and of types that the client is registered for.
pub(crate) fn judge(names: &Names, client: &Client, form: &Form) -> Result<Vec<AuthorizationDetail>, DetailError> {
    let Some(text) = form.get("authorization_details") else { return Ok(Vec::new()) };
    let asked = AuthorizationDetail::parse_list(text)?;
    for detail in &asked {
        ExportDetail::read(detail)?.check_locations(&names.api)?;
        if !client.authorization_details_types.iter().any(|kind| kind == detail.kind()) {
            return Err(DetailError::NotRegistered);
        }
    }
    Ok(asked)
}

/// The same at the token endpoint. Without the parameter nothing is written down.
pub(crate) fn read(
    names: &Names,
    client: &Client,
    form: &Form,
    trace: &mut Trace,
) -> Result<Vec<AuthorizationDetail>, OAuthError> {
    match judge(names, client, form) {
        Ok(asked) if asked.is_empty() => Ok(asked),
        Ok(asked) => {
            let kinds: Vec<&str> = asked.iter().map(AuthorizationDetail::kind).collect();
            trace.passed(
                &DETAILS,
                quoted(&kinds.join(" ")),
                "Of the type's form, and this client is registered for it.",
            );
            Ok(asked)
        }
        Err(error) => Err(refused(error, trace)),
    }
}

/// What a code or a refresh token is good for, or less if the request asks for less.
pub(crate) fn within(
    granted: Vec<AuthorizationDetail>,
    asked: Vec<AuthorizationDetail>,
    trace: &mut Trace,
) -> Result<Vec<AuthorizationDetail>, OAuthError> {
    if asked.is_empty() {
        return Ok(granted);
    }
    // Of what one detail covers nothing needs to be remembered, so that only a few are left, however many were granted.
    let mut known: Vec<ExportDetail> = Vec::new();
    for own in granted.iter().filter_map(|detail| ExportDetail::read(detail).ok()) {
        if !known.iter().any(|other| other.covers(&own)) {
            known.retain(|other| !own.covers(other));
            known.push(own);
        }
    }
    let is_covered = |detail: &AuthorizationDetail| {
        ExportDetail::read(detail).is_ok_and(|asked| known.iter().any(|own| own.covers(&asked)))
    };
    if asked.iter().all(is_covered) { Ok(asked) } else { Err(refused(DetailError::MoreThanGranted, trace)) }
}

fn refused(error: DetailError, trace: &mut Trace) -> OAuthError {
    let check = Check::new(DETAILS.name, error.citation());
    let refusal = OAuthError::new(ErrorCode::InvalidAuthorizationDetails, &error.to_string());
    refuse(trace, &check, "The parameter authorization_details.", refusal, &error.to_string())
}
