//! What came of what was asked.

use super::named::named;

named! {
    /// What came. One list for all topics; which of them a topic can have, the tests say.
    pub enum Outcome {
        "It was not found out." Unknown = "unknown",
        "The configuration or the application decides." Depends = "depends",
        "The application's own code decides." Application = "application",
        // Requests.
        "Taken." Accepted = "accepted",
        "Refused." Refused = "refused",
        "Taken, and without effect." Ignored = "ignored",
        "The server has the grant." Offered = "offered",
        "The server does not have this grant." WithoutGrant = "without_grant",
        "There is no such endpoint or document, or no such claim." Absent = "absent",
        "A value; the fact has it." Stated = "stated",
        // Scopes.
        "Granted and repeated, and nothing added." Granted = "granted",
        "Left out, and the answer's `scope` says so." Dropped = "dropped",
        "A token came, and the answer has no `scope`, though what was asked for was not granted or need not be." Silent = "silent",
        "A token came with an empty `scope`." Empty = "empty",
        "What was asked for is not looked at: the client's own scopes come back." Everything = "everything",
        "Nothing was asked for: scopes of the client came." Default = "default",
        "An `id_token` came because `openid` was asked for." IdToken = "id_token",
        "An `id_token` comes in every answer." IdTokenAlways = "id_token_always",
        "No `id_token` came; what becomes of the scope is not known." NoIdToken = "no_id_token",
        // Refused secrets.
        "A token all the same: secrets are not looked at." Token = "token",
        "401 with a challenge of Basic." BasicChallenge = "basic_challenge",
        "401 with a challenge of another scheme." OtherChallenge = "other_challenge",
        "401 without a challenge." NoChallenge = "no_challenge",
        "401; whether a challenge comes is not known." Unauthorized = "unauthorized",
        "400." BadRequest = "bad_request",
        "403." Forbidden = "forbidden",
        // The spelling of a secret.
        "Form-encoded alone, as RFC 6749 §2.3.1 has it." FormEncoded = "form_encoded",
        "Percent-encoded: a `+` for a space is not understood." PercentEncoded = "percent_encoded",
        "As it is, alone." Raw = "raw",
        "Either way, or audiences of either kind." Both = "both",
        "Neither way." Neither = "neither",
        "As it is, but not every character." Partly = "partly",
        // Repeated parameters.
        "The first one counts." First = "first",
        "The last one counts." Last = "last",
        "They are joined." Joined = "joined",
        // Where the token is for.
        "It goes into `aud`." IntoAud = "into_aud",
        "A parameter `audience` chooses." ByAudience = "by_audience",
        "The parameter `resource` chooses." ByResource = "by_resource",
        "The scope chooses." ByScope = "by_scope",
        "What is configured chooses." ByConfiguration = "by_configuration",
        "None." None = "none",
        // Pages of other origins.
        "Every origin may read the answer." AnyOrigin = "any_origin",
        "The origin that asks is named, and may read the answer." OriginRepeated = "origin_repeated",
        "Origins that somebody listed may." ListedOrigins = "listed_origins",
        "The answer has no header for pages of other origins." NoHeader = "no_header",
        // Refresh tokens.
        "Always." Always = "always",
        "When `offline_access` is asked for." WhenAsked = "when_asked",
        // Tokens.
        "A signed JWT." Jwt = "jwt",
        "`typ` is `at+jwt`." AtJwt = "at_jwt",
        "Text that says nothing." Opaque = "opaque",
        "Encrypted." Encrypted = "encrypted",
        "A text." Text = "text",
        "A list." Array = "array",
        // Whom a claim names.
        "The client ID." ClientId = "client_id",
        "A text with the client ID inside." DecoratedClientId = "decorated_client_id",
        "An account that stands for the program." Account = "account",
        "A person." Person = "person",
        "An account that can be a person's." Possible = "possible",
        "Nobody." Nobody = "nobody",
        "The access token again." Copy = "copy",
        "The same word for everybody." Fixed = "fixed",
        "The issuer." Issuer = "issuer",
        "The API." Api = "api",
        "The text of the scope." Scope = "scope",
        // Other endpoints.
        "It answers." Answers = "answers",
        "The token is active." Active = "active",
        "The token is not active." Inactive = "inactive",
        "The grant is in the list." ListsGrant = "lists_grant",
        "The grant is not in the list, or there is no list." OmitsGrant = "omits_grant",
    }
}

impl Outcome {
    /// Whether both can be true of one server: an outcome that leaves open what happens contradicts nothing.
    #[must_use]
    pub fn agrees(self, other: Self) -> bool {
        let is_open = |outcome| matches!(outcome, Self::Unknown | Self::Depends | Self::Application);
        let is_without_id_token = |outcome| !matches!(outcome, Self::IdToken | Self::IdTokenAlways);
        self == other
            || is_open(self)
            || is_open(other)
            || (self == Self::NoIdToken && is_without_id_token(other))
            || (other == Self::NoIdToken && is_without_id_token(self))
    }
}
