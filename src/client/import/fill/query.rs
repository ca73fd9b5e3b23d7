//! What an address says beyond where: user information (RFC 3986 §3.2.1) and parameters.

use super::body::loose_pairs;
use crate::client::import::message::Message;
use crate::client::import::remark::{Remarks, What};
use crate::oauth::form::{decode_component, query_has_secret};
use crate::oauth::sensitive::may_be_credential;

/// Takes `user:password@` out of the address; curl and browsers make a Basic header field of it.
pub(super) fn take_user(message: &mut Message, remarks: &mut Remarks) {
    let Some((scheme, rest)) = message.address.split_once("://") else { return };
    let authority = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let Some(at) = rest[..authority].rfind('@') else { return };
    let (user, host) = (&rest[..at], &rest[at + 1..]);
    let decoded = |text: &str| {
        let kept = text.replace('+', "%2B");
        decode_component(kept.as_bytes()).unwrap_or_else(|_| text.to_owned())
    };
    let (id, secret) = user.split_once(':').unwrap_or((user, ""));
    let credentials = [&decoded(id), ":", &decoded(secret)].concat();
    message.address = [scheme, "://", host].concat();
    if message.user.is_some() {
        remarks.say(What::TwoProofs);
    } else {
        remarks.say(What::UserInAddress);
        message.user = Some(credentials);
    }
}

/// Takes the parameters out of the address that a form carries: all of a GET, and of a POST what must not stand in an address.
pub(super) fn take_parameters(message: &mut Message, remarks: &mut Remarks) -> Vec<(String, String)> {
    let (before, fragment) = match message.address.split_once('#') {
        Some((before, fragment)) => (before, ["#", fragment].concat()),
        None => (message.address.as_str(), String::new()),
    };
    let Some((path, query)) = before.split_once('?') else { return Vec::new() };
    let is_post = ["", "POST"].contains(&message.method.as_str());
    // The identifier goes with its secret.
    let has_secret = query_has_secret(query);
    let mut kept = Vec::new();
    let mut taken = Vec::new();
    for part in query.split('&').filter(|part| !part.is_empty()) {
        for (name, value) in loose_pairs(part, remarks) {
            let stays = is_post && !may_be_credential(&name) && !(has_secret && name == "client_id");
            if stays {
                remarks.name(What::QueryKept, &name);
                kept.push(part);
            } else {
                remarks.name(What::QueryMoved, &name);
                taken.push((name, value));
            }
        }
    }
    let query = if kept.is_empty() { String::new() } else { ["?", &kept.join("&")].concat() };
    message.address = [path, &query, &fragment].concat();
    taken
}
