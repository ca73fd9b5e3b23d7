//! Whether this document is `own.html`, and which origins it may ask. Its start script, `own.js`, has written both down after the reader
//! agreed; what holds is the policy that the script added, which nothing here can widen.

use gloo_net::http::{Method, RequestBuilder};
use web_sys::Element;

/// The origins that the reader allowed, in `own.html`; `None` in `index.html`, which sends nothing.
#[must_use]
pub fn allowed() -> Option<Vec<String>> {
    let origins = root()?.get_attribute("data-own")?;
    Some(origins.split_whitespace().map(str::to_owned).collect())
}

/// The issuer that the reader agreed to ask for its metadata at once, the first time this is called.
#[must_use]
pub fn take_issuer() -> Option<String> {
    let root = root()?;
    let issuer = root.get_attribute("data-own-issuer")?;
    let _ = root.remove_attribute("data-own-issuer");
    Some(issuer)
}

/// Whether an issuer of the reader's own may be asked from here: not in a frame, where nobody can see whose page gets what they type, unless
/// the host's configuration allows it. `boot.js` has written that down.
#[must_use]
pub fn may_be_asked() -> bool {
    let framed = web_sys::window().is_some_and(|window| {
        let parent = window.parent().ok().flatten();
        parent.is_some_and(|parent| !js_sys::Object::is(parent.as_ref(), window.as_ref()))
    });
    !framed || root().is_some_and(|root| root.has_attribute("data-own-in-frames"))
}

/// Where the page itself is from: `http://127.0.0.1:8080`.
#[must_use]
pub fn origin() -> String {
    web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

/// Goes to `own.html`, which asks the reader whether it may talk to these origins: all that it may talk to after that. `issuer` is asked
/// for its metadata at once then. The addresses travel in the fragment, which no server sees.
pub fn go(origins: &[String], issuer: Option<&str>, back_to: &str) {
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    for origin in origins {
        pairs.append_pair("ask", origin);
    }
    if let Some(issuer) = issuer {
        pairs.append_pair("issuer", issuer);
    }
    let address = ["./own.html#", &pairs.append_pair("go", back_to).finish()].concat();
    if let Some(window) = web_sys::window() {
        let _ = window.location().set_href(&address);
    }
}

/// Whether whoever hosts this page offers `own.html`. It is a question to the page's own host.
pub async fn is_offered() -> bool {
    let asked = RequestBuilder::new("./own.html").method(Method::HEAD).send().await;
    asked.is_ok_and(|response| response.ok())
}

fn root() -> Option<Element> {
    web_sys::window()?.document()?.document_element()
}
