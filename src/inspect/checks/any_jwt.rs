//! Any JWT: what RFC 7519 §7.2 and §4.1 ask for, and no more. Profile and library read alike.

use super::claim_lines::{Absent, aud, exp, iat, iss, nbf, text};
use super::header_lines::{alg, crit, signature, structure};
use super::line::Line;
use super::token_view::TokenView;
use crate::cite::Citation;

pub(super) fn lines(token: &TokenView<'_>) -> Vec<Line> {
    let optional = Absent::Fine;
    vec![
        structure(token),
        alg(token),
        crit(token),
        signature(token),
        iss(token, &optional),
        aud(token, &optional),
        exp(token, &optional),
        nbf(token),
        iat(token, &optional),
        text(token, "sub", Citation::rfc(7519, "4.1.2"), &optional),
        text(token, "jti", Citation::rfc(7519, "4.1.7"), &optional),
    ]
}
