//! The proxy in front of all servers: where TLS ends, and the only place that knows which certificate a connection showed.
//!
//! Here it is played, as is TLS itself: a page cannot choose a certificate, so it travels beside the request. What the proxy does to the
//! message is what a real one does (RFC 9440 §2.4): it takes out any `Client-Cert` that came from outside, because everybody behind it
//! believes that field, and writes its own. The log shows requests as the proxy passed them on.

use http::header::HeaderName;
use http::request::Parts;

use crate::oauth::client_cert::{CHAIN_FIELD, FIELD, write};
use crate::ports::Connection;
use crate::server::{PROXY, Trace};

/// The head of a request as it is passed on. Nothing is written down where nothing was changed.
pub(super) fn pass_on(head: &mut Parts, connection: &Connection, trace: &mut Trace) {
    // Looked up as constants: by text, `http` brings a table of every registered name, which `make size` shows.
    let (field, chain) = const { (HeaderName::from_static(FIELD), HeaderName::from_static(CHAIN_FIELD)) };
    let mut stripped = head.headers.remove(&chain).is_some();
    stripped |= head.headers.remove(&field).is_some();
    if let Some(der) = &connection.certificate {
        head.headers.insert(field, write(der));
    }
    let shows = connection.certificate.is_some();
    let saw = match (stripped, shows) {
        (false, false) => return,
        (false, true) => "The connection shows a certificate.",
        (true, false) => "A Client-Cert from outside, and no certificate on the connection.",
        (true, true) => "A Client-Cert from outside, and a certificate on the connection.",
    };
    let decided = match (stripped, shows) {
        (false, _) => "Written into Client-Cert, the only place where anybody behind the proxy looks.",
        (true, false) => "Taken out. Only the proxy knows what a connection showed.",
        (true, true) => "Taken out, and replaced by what the connection showed.",
    };
    trace.noted(&PROXY, saw, decided);
}
