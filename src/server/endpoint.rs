//! An address at which a server answers, and what is the same at all of them: who may come in, and how an answer leaves.

use std::ops::ControlFlow;

use http::{Method, StatusCode};

use crate::cite::Citation;

use super::reply::{self, Reply};
use super::trace::{Check, Trace, quoted};
use super::{Incoming, cors, size};

pub(crate) static METHOD: Check = Check::new("Method", Citation::rfc(9110, "15.5.6"));
/// Made by the proxy in front of every server.
pub(crate) static PROXY: Check = Check::new("Proxy", Citation::rfc(9440, "2.4"));
static ADDRESS: Check = Check::new("Address", Citation::rfc(9110, "15.5.5"));

/// An address at which a server answers.
pub(crate) trait Endpoint: Copy {
    /// The methods it answers, as an `Allow` header field lists them.
    fn methods(self) -> &'static str;

    /// Whether programs use it, and not a person's browser.
    fn is_for_programs(self) -> bool {
        true
    }

    /// The answer to any other method (RFC 9110 §15.5.6).
    fn method_not_allowed(self) -> Reply {
        reply::method_not_allowed(self.methods())
    }

    /// The answer to a request that is too large.
    fn too_large(self, status: StatusCode, sentence: &str) -> Reply {
        reply::text(status, sentence)
    }
}

/// The first checks of every request: something is at its path, it answers its method, and it is not too large to be read. A browser's
/// question whether a script may come is answered here too. `Break` holds the answer to whoever does not come in.
pub(crate) fn admit<E: Endpoint>(endpoint: Option<E>, request: &Incoming, trace: &mut Trace) -> ControlFlow<Reply, E> {
    let Some(endpoint) = endpoint else {
        trace.refused(&ADDRESS, quoted(request.head.uri.path()), "404. Nothing is at this path.");
        return ControlFlow::Break(reply::not_found("Nothing is at this path."));
    };
    let (method, methods) = (&request.head.method, endpoint.methods());
    if endpoint.is_for_programs()
        && let Some(preflight) = cors::preflight(methods, request, trace)
    {
        return ControlFlow::Break(preflight);
    }
    if methods.split(", ").any(|allowed| allowed == method.as_str()) {
        trace.passed(&METHOD, method.to_string(), "This endpoint answers it.");
        return match size::admit(request, trace) {
            Ok(()) => ControlFlow::Continue(endpoint),
            Err((status, sentence)) => ControlFlow::Break(endpoint.too_large(status, &sentence)),
        };
    }
    trace.refused(&METHOD, quoted(method.as_str()), format!("405. This endpoint answers {methods}."));
    ControlFlow::Break(endpoint.method_not_allowed())
}

/// What every answer needs before it leaves, wherever it comes from.
pub(crate) fn finish<E: Endpoint>(endpoint: Option<E>, request: &Incoming, reply: &mut Reply) {
    if endpoint.is_some_and(E::is_for_programs) {
        cors::allow(request, reply);
    }
    if request.head.method == Method::HEAD {
        // Answered as a GET, without the body (RFC 9110 §9.3.2).
        reply.body_mut().clear();
    }
}

/// Nobody here answers for the host that the request names.
pub(crate) fn nobody_here(name: String, issuer: &str, trace: &mut Trace) -> Reply {
    trace.refused(&ADDRESS, name, format!("404. Only {issuer} and its APIs answer here."));
    reply::not_found("Nobody answers for this address here.")
}
