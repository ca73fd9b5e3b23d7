//! An access token as an API checks it (RFC 9068 §4), beside what a plain library would have done.

use super::claim_lines::{Absent, aud, exp, iat, iss, nbf, scope, text};
use super::header_lines::{alg, crit, signature, structure, typ};
use super::line::Line;
use super::token_view::TokenView;
use crate::cite::Citation;

pub(super) fn lines(token: &TokenView<'_>) -> Vec<Line> {
    // Every claim of RFC 9068 §2.2 must be there; RFC 7519 §4.1 asks for none.
    let required = Absent::OnlyProfile(Citation::rfc(9068, "2.2"));
    vec![
        structure(token),
        typ(token, "at+jwt", Citation::rfc(9068, "4")),
        alg(token),
        crit(token),
        signature(token),
        iss(token, &required),
        aud(token, &required),
        exp(token, &required),
        nbf(token),
        iat(token, &required),
        text(token, "sub", Citation::rfc(7519, "4.1.2"), &required),
        text(token, "jti", Citation::rfc(7519, "4.1.7"), &required),
        text(token, "client_id", Citation::rfc(8693, "4.3"), &required),
        scope(token),
    ]
}
