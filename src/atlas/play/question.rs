//! The requests that every server can be asked side by side: those of the measurements that differ most, from the demo client with Basic.

use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderValue, Request};

use crate::facts::named;
use crate::issuer::{Client, Registry};
use crate::oauth::client_auth::basic;
use crate::oauth::{ClientSecret, Form};

/// The demo client that asks.
const CLIENT: &str = "nightly-report";

named! {
    /// What is asked.
    pub enum Question {
        "`openid` beside a scope of the API." OpenidWithApiScope = "openid_with_api_scope",
        "`openid` alone." Openid = "openid",
        "A scope of the API." TokenRequest = "token_request",
        "No scope." NoScope = "no_scope",
        "A scope that nobody knows." UnknownScope = "unknown_scope",
        "`offline_access` beside a scope of the API." OfflineAccess = "offline_access",
        "A wrong secret." WrongSecretBasic = "wrong_secret_basic",
        "The secret in the form." SecretInForm = "secret_in_form",
        "JSON in place of a form." JsonBody = "json_body",
        "`scope` twice." RepeatedScope = "repeated_scope",
        "A grant type that nobody has." UnknownGrant = "unknown_grant",
    }
}

impl Question {
    /// The request to the issuer of this registry; nothing where the demo client is not registered, or has no secret.
    #[must_use]
    pub fn request(self, registry: &Registry) -> Option<Request<Vec<u8>>> {
        let client = registry.client(CLIENT)?;
        let secret = client.client_secret.clone()?;
        let body = match self {
            Self::JsonBody => return json(registry, &client, &secret),
            Self::UnknownGrant => form(&[("grant_type", "urn:example:no-such-grant"), ("scope", "orders.read")]),
            Self::SecretInForm => form(&[
                ("grant_type", "client_credentials"),
                ("scope", "orders.read"),
                ("client_id", CLIENT),
                ("client_secret", secret.expose()),
            ]),
            _ => {
                let mut all = vec![("grant_type", "client_credentials")];
                all.extend(self.scopes().iter().map(|scope| ("scope", *scope)));
                form(&all)
            }
        };
        let shown = if self == Self::WrongSecretBasic { ClientSecret::new("not-the-secret") } else { secret };
        let mut request = Request::post([&registry.names.issuer, "/token"].concat()).body(body.into_bytes()).ok()?;
        let headers = request.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        if self != Self::SecretInForm {
            let header = basic::encode(&client.client_id, &shown).header;
            headers.insert(AUTHORIZATION, HeaderValue::from_str(&header).ok()?);
        }
        Some(request)
    }

    const fn scopes(self) -> &'static [&'static str] {
        match self {
            Self::OpenidWithApiScope => &["openid orders.read"],
            Self::Openid => &["openid"],
            Self::UnknownScope => &["no.such.scope"],
            Self::OfflineAccess => &["offline_access orders.read"],
            Self::RepeatedScope => &["orders.read", "openid"],
            Self::NoScope => &[],
            _ => &["orders.read"],
        }
    }
}

fn form(parameters: &[(&str, &str)]) -> String {
    let mut form = Form::new();
    for (name, value) in parameters {
        form.push(*name, *value);
    }
    form.encode()
}

fn json(registry: &Registry, client: &Client, secret: &ClientSecret) -> Option<Request<Vec<u8>>> {
    let body = serde_json::json!({
        "grant_type": "client_credentials", "scope": "orders.read",
        "client_id": client.client_id.as_str(), "client_secret": secret.expose(),
    });
    let request = Request::post([&registry.names.issuer, "/token"].concat());
    request.header(CONTENT_TYPE, "application/json").body(body.to_string().into_bytes()).ok()
}
