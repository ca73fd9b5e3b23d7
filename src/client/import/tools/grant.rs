//! The block in which tools keep how they get a token (RFC 6749 §4.4), under the names of any of them.

use crate::client::import::message::{Body, Message};
use crate::client::import::remark::{Remarks, What};
use crate::client::import::variables::Variables;

/// Settings that say where the token goes, or how the tool shows it.
const ABOUT_THE_TOOL: [&str; 15] = [
    "accesstoken",
    "addtokento",
    "autofetchtoken",
    "autorefreshtoken",
    "credentialsid",
    "headerprefix",
    "pkcemethod",
    "tokenheaderprefix",
    "tokenid",
    "tokenname",
    "tokenplacement",
    "tokenprefix",
    "tokensource",
    "tokentype",
    "usebrowser",
];

/// The token request that a block describes. `more` are parameters that it has beside its settings.
pub(super) fn message(
    name: &str,
    settings: Vec<(String, String)>,
    more: Vec<(String, String)>,
    variables: &Variables,
    remarks: &mut Remarks,
) -> Message {
    let mut message = Message { name: name.to_owned(), method: "POST".to_owned(), ..Message::default() };
    let mut pairs = Vec::new();
    let (mut id, mut secret, mut in_body) = (String::new(), String::new(), false);
    for (setting, value) in settings {
        let plain: String =
            setting.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        match plain.as_str() {
            _ if value.is_empty() => {}
            "accesstokenurl" | "tokenurl" => message.address = value,
            "granttype" if value == "password_credentials" => {
                pairs.push(("grant_type".to_owned(), "password".to_owned()));
            }
            "granttype" => pairs.push(("grant_type".to_owned(), value)),
            "clientid" => id = value,
            "clientsecret" => secret = value,
            "clientauthentication" | "credentialsplacement" => in_body = value == "body",
            "credentialsinbody" => in_body = value == "true",
            "scope" | "audience" | "resource" | "username" | "password" => pairs.push((plain, value)),
            "type" | "mode" | "disabled" => {}
            _ if value == "false" || ABOUT_THE_TOOL.contains(&plain.as_str()) => {}
            _ => remarks.name(What::Setting, &variables.written(&setting)),
        }
    }
    if in_body {
        pairs.push(("client_id".to_owned(), id));
        pairs.push(("client_secret".to_owned(), secret));
    } else if !id.is_empty() || !secret.is_empty() {
        message.user = Some([&id, ":", &secret].concat());
    }
    pairs.extend(more);
    message.body = Body::Pairs(pairs);
    message
}
