//! An answer in the form of a template: its status, its header fields, its body.

use http::header::{CACHE_CONTROL, CONTENT_TYPE, WWW_AUTHENTICATE};
use http::{HeaderName, HeaderValue, StatusCode};
use serde_json::{Map, Value};

use crate::server::Reply;

use super::data::Answer;

/// A reply with this status, these header fields and this body.
pub(super) fn spell(mut reply: Reply, wanted: &Answer, members: &Map<String, Value>, text: &str) -> Reply {
    if let Some(status) = wanted.status.and_then(|status| StatusCode::from_u16(status).ok()) {
        *reply.status_mut() = status;
    }
    match wanted.other_body.as_deref() {
        None => *reply.body_mut() = serde_json::to_vec(members).unwrap_or_default(),
        Some("") => {
            reply.body_mut().clear();
            reply.headers_mut().remove(CONTENT_TYPE);
        }
        Some(media_type) => {
            *reply.body_mut() = text.as_bytes().to_vec();
            put(&mut reply, CONTENT_TYPE, media_type);
        }
    }
    if let Some(headers) = &wanted.headers {
        reply.headers_mut().remove(CACHE_CONTROL);
        let standard = reply.headers_mut().remove(WWW_AUTHENTICATE);
        let realm = standard.as_ref().and_then(realm_of).unwrap_or("issuer").to_owned();
        let error = members.get("error").and_then(Value::as_str).or(wanted.error.as_deref()).unwrap_or_default();
        for (name, value) in headers {
            let Ok(name) = HeaderName::from_bytes(name.as_bytes()) else { continue };
            let quotable = text.replace(['"', '\\'], "'");
            let value = value.replace("<realm>", &realm).replace("<error>", error);
            put(&mut reply, name, &value.replace("<text>", &quotable));
        }
    }
    reply
}

/// The realm of the standard's own challenge (RFC 9110 §11.5): which one a server has, the measurements leave out.
fn realm_of(challenge: &HeaderValue) -> Option<&str> {
    let (_, realm) = challenge.to_str().ok()?.split_once("realm=\"")?;
    realm.split('"').next()
}

/// Sets a header field, if its value may stand in one.
fn put(reply: &mut Reply, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        reply.headers_mut().insert(name, value);
    }
}
