//! A token that is the payload of another one (RFC 7519 §5.2): promised by `cty`, or simply there.

use super::part::Part;
use super::sd_jwt;
use super::shape::{begins_object, is_header_of_jwe};
use crate::jose::CompactJws;

/// The token inside of a payload.
pub(crate) fn inside(header: Option<&Part>, payload: &Part) -> Option<String> {
    let text = std::str::from_utf8(&payload.octets).ok()?.trim().trim_matches('"');
    let cty = header.and_then(|header| header.text("cty")).unwrap_or_default().to_ascii_lowercase();
    let is_promised = cty.strip_prefix("application/").unwrap_or(&cty) == "jwt" && !text.starts_with('{');
    (!text.is_empty() && (is_promised || is_token(text))).then(|| text.to_owned())
}

/// Whether a text is a whole token in compact form.
fn is_token(text: &str) -> bool {
    let parts: Vec<&str> = text.splitn(6, '.').collect();
    match parts[..] {
        [header, _, _] => sd_jwt::split(text).is_some() || begins_object(header) && CompactJws::parse(text).is_ok(),
        [header, _, _, _, _] => is_header_of_jwe(header) || sd_jwt::split(text).is_some(),
        _ => false,
    }
}
