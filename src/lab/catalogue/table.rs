//! The experiments of the document's ten cells, as data.

use super::experiment::{Experiment, Variant, any, one, under};
use super::sent::{CALL_API, REQUEST, REQUEST_OPENID};
use crate::issuer::OpenidPolicy;
use crate::lab::action::{Action, AuthorizeAsk, TokenFrom, WellKnown};

/// Standard spec, OAuth: the issuer lists the grant, and serves it.
pub(super) static GRANT_IN_METADATA: Experiment = one(
    "grant-in-metadata",
    &[Variant::new(
        "run",
        &[Action::FetchMetadata(WellKnown::OAuth), REQUEST],
        &[any(0, 200, None), any(1, 200, None)],
    )],
);

/// Standard spec, OpenID Connect: the grant's name used as if it were one of OpenID Connect's flows.
pub(super) static GRANT_AS_LOGIN: Experiment = one(
    "grant-as-login",
    &[Variant::new(
        "run",
        &[
            Action::FetchMetadata(WellKnown::OpenId),
            Action::Authorize(AuthorizeAsk {
                client: "shop-web",
                redirect_uri: "https://shop.test/callback",
                response_type: "client_credentials",
                scope: "openid",
            }),
        ],
        &[any(0, 200, None), any(1, 303, Some("unsupported_response_type"))],
    )],
);

/// Tokens, subject and identity, OAuth: the plain request.
pub(super) static PLAIN_REQUEST: Experiment =
    one("plain-request", &[Variant::new("run", &[REQUEST], &[any(0, 200, None)])]);

/// Tokens returned, OpenID Connect: the request with `openid`.
pub(super) static OPENID_REQUEST: Experiment = one(
    "openid-request",
    &[Variant::new(
        "run",
        &[REQUEST_OPENID],
        &[
            under(OpenidPolicy::Reject, 0, 400, Some("invalid_scope")),
            under(OpenidPolicy::Drop, 0, 200, None),
            under(OpenidPolicy::Echo, 0, 200, None),
            under(OpenidPolicy::VendorServiceAccount, 0, 200, None),
            under(OpenidPolicy::VendorCopy, 0, 200, None),
        ],
    )],
);

/// Subject, OpenID Connect: every token that this client can get, with `openid` and without.
pub(super) static EVERY_TOKEN: Experiment = one(
    "every-token",
    &[Variant::new(
        "run",
        &[REQUEST, REQUEST_OPENID],
        &[
            any(0, 200, None),
            under(OpenidPolicy::Reject, 1, 400, Some("invalid_scope")),
            under(OpenidPolicy::Drop, 1, 200, None),
            under(OpenidPolicy::Echo, 1, 200, None),
            under(OpenidPolicy::VendorServiceAccount, 1, 200, None),
            under(OpenidPolicy::VendorCopy, 1, 200, None),
        ],
    )],
);

/// User identity, OpenID Connect: UserInfo, with the token of the `openid` request or else the plain one.
pub(super) static USERINFO: Experiment = one(
    "userinfo",
    &[Variant::new(
        "run",
        &[REQUEST, REQUEST_OPENID, Action::UserInfo { token: TokenFrom::Latest }],
        &[
            any(0, 200, None),
            under(OpenidPolicy::Reject, 2, 403, Some("insufficient_scope")),
            under(OpenidPolicy::Drop, 2, 403, Some("insufficient_scope")),
            under(OpenidPolicy::Echo, 2, 401, Some("invalid_token")),
            under(OpenidPolicy::VendorServiceAccount, 2, 401, Some("invalid_token")),
            under(OpenidPolicy::VendorCopy, 2, 401, Some("invalid_token")),
        ],
    )],
);

/// Use case, OAuth: the nightly job end to end.
pub(super) static JOB_END_TO_END: Experiment =
    one("job-end-to-end", &[Variant::new("run", &[REQUEST, CALL_API], &[any(0, 200, None), any(1, 200, None)])]);

/// Use case, OpenID Connect: the plain request, for the claims in its token.
pub(super) static CLIENT_CLAIMS: Experiment =
    one("client-claims", &[Variant::new("run", &[REQUEST], &[any(0, 200, None)])]);
