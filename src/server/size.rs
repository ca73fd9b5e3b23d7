//! How large a request may be, at every address here. What is larger is refused before anybody reads it.
//!
//! | part | limit | answer |
//! |---|---|---|
//! | the address | [`MAX_ADDRESS`] | 414 (RFC 9110 §15.5.15) |
//! | the header fields together, with the certificate that the proxy writes | [`MAX_FIELDS`] | 431 (RFC 6585 §5) |
//! | the body | [`MAX_BODY`] | 413 (RFC 9110 §15.5.14) |
//!
//! How many parameters a form may have, [`Form`](crate::oauth::Form) says.

use http::StatusCode;

use crate::cite::Citation;

use super::{Check, Incoming, Trace};

/// Octets of an address. RFC 9110 §4.1 asks for half as many at least.
pub const MAX_ADDRESS: usize = 16_384;
/// Octets of all header fields, names and values.
pub const MAX_FIELDS: usize = 65_536;
/// Octets of a body.
pub const MAX_BODY: usize = 65_536;

/// The name of the check, whichever limit it is about.
pub(crate) const SIZE: &str = "Size";

/// Refuses what is larger than anybody needs: the status and the sentence of the answer. Where nothing is too large nothing is written down.
pub(super) fn admit(request: &Incoming, trace: &mut Trace) -> Result<(), (StatusCode, String)> {
    let fields = request.head.headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    for (part, octets, limit, status, citation) in [
        ("address", request.address().len(), MAX_ADDRESS, StatusCode::URI_TOO_LONG, Citation::rfc(9110, "15.5.15")),
        ("header fields", fields, MAX_FIELDS, StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, Citation::rfc(6585, "5")),
        ("body", request.body.len(), MAX_BODY, StatusCode::PAYLOAD_TOO_LARGE, Citation::rfc(9110, "15.5.14")),
    ] {
        if octets > limit {
            // How many more is nobody's business: who hands messages over may have cut them one octet beyond the limit.
            let saw = format!("More than {limit} octets of {part}.");
            let decided = format!("{}. The limit here is {limit}. None of it was read.", status.as_u16());
            trace.refused(&Check::new(SIZE, citation), saw, decided);
            return Err((status, format!("The {part} of the request is too long: the limit here is {limit} octets.")));
        }
    }
    Ok(())
}
