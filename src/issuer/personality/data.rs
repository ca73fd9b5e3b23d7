//! How a named server differs from the standard, as data.

use serde_json::{Map, Value};

use super::situation::Situation;

/// How a named server differs. The default differs in nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Personality {
    /// Its name in data: two personalities with one id are the same.
    pub id: String,
    /// The server's name.
    pub name: String,
    /// How it is known, with version and day: the end of every note that it leaves in a trace.
    pub source: String,
    /// When the grant type is judged.
    pub order: Order,
    /// How requests are read.
    pub reading: Reading,
    /// Which scopes are granted.
    pub scopes: Scopes,
    /// What tokens look like.
    pub tokens: Tokens,
    /// How an answer with a token is spelt.
    pub success: Option<Answer>,
    /// How refusals are spelt, by what they come of.
    pub refusals: Vec<(Situation, Answer)>,
    /// What UserInfo answers where it answers.
    pub userinfo: Option<Answer>,
    /// Whether there is no UserInfo.
    pub without_userinfo: Option<Answer>,
    /// What introspection tells a client about its own token that is good.
    pub introspection: Option<Answer>,
    /// What it tells about one that was given back.
    pub inactive: Option<Answer>,
    /// What revocation answers.
    pub revocation: Option<Answer>,
    /// Whether a token that was given back stays good.
    pub keeps_revoked: bool,
    /// The metadata of RFC 8414.
    pub oauth_metadata: Metadata,
    /// The metadata of OpenID Connect Discovery.
    pub openid_metadata: Metadata,
    /// Which pages of other origins may read answers of the token endpoint.
    pub origins: Origins,
    /// What a browser's question before the request gets (Fetch §3.2.2).
    pub preflight: Option<Answer>,
}

/// When the grant type is judged. The standard leaves it open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As here: a request without `grant_type` is malformed; the client; then the grant.
    #[default]
    MessageFirst,
    /// The client; then the grant, and only there a `grant_type` is missed.
    ClientFirst,
    /// The grant, and then who asks.
    GrantFirst,
}

/// How requests are read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// A body of JSON.
    pub json: Json,
    /// The parameter `scope` a second time.
    pub repeated_scope: Repeated,
    /// Whether `scope` is not read.
    pub ignores_scope: bool,
    /// What becomes of `resource`.
    pub resource: Parameter,
    /// What becomes of `audience`.
    pub audience: Parameter,
    /// Whether HTTP Basic is not read.
    pub ignores_basic: bool,
    /// Whether a secret in the form is not read.
    pub ignores_form_secret: bool,
    /// Whether every client with a secret may send it in the form.
    pub takes_any_secret_in_the_form: bool,
    /// Whether secrets are not compared.
    pub ignores_secrets: bool,
    /// A parameter without which every request is refused.
    pub wants: Option<String>,
}

/// What becomes of a body of JSON. OAuth has forms alone (RFC 6749 §4.4.2).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Json {
    /// As the standard has it: refused.
    #[default]
    Standard,
    /// Read like a form.
    Read,
    /// Only these members are read.
    Only(Vec<String>),
    /// Not read: the request counts as a form without parameters.
    Unread,
}

/// What becomes of a parameter that comes twice. The standard refuses it (RFC 6749 §3.2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Repeated {
    /// As the standard has it.
    #[default]
    Standard,
    /// The first one counts.
    First,
    /// The last one counts.
    Last,
    /// They are joined.
    Joined,
}

/// What becomes of a parameter that names what the token is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Parameter {
    /// As the standard has it.
    #[default]
    Standard,
    /// It is not read.
    Ignored,
    /// It is refused, whatever it names.
    Refused,
    /// It chooses the audience, as `resource` does in RFC 8707.
    Chooses,
}

/// Which scopes are granted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scopes {
    /// Where no scope is asked for.
    pub none: Option<When>,
    /// A scope that nobody knows, alone.
    pub unknown: Option<When>,
    /// The same beside one that is known.
    pub beside_known: Option<When>,
    /// `offline_access`.
    pub offline: Option<When>,
    /// What is granted where nothing of what was asked for is left.
    pub nothing_left: Option<When>,
    /// Whether the client's own scopes come, too.
    pub adds_own: bool,
    /// When the answer has a `scope`.
    pub member: ScopeMember,
}

/// What is granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// Nothing: the request is refused.
    Refused,
    /// What was asked for is left out.
    Dropped,
    /// What was asked for.
    Granted,
    /// No scope at all.
    Empty,
    /// The client's default, as the standard has it.
    Default,
    /// Every scope of the client, and these words before and after it.
    Everything {
        /// Before.
        before: Vec<String>,
        /// After.
        after: Vec<String>,
    },
}

/// When the answer has a `scope` (RFC 6749 §5.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ScopeMember {
    /// Whenever a scope is granted.
    #[default]
    Granted,
    /// Always, if need be an empty one.
    Always,
    /// Never.
    Never,
    /// When it is another one than was asked for.
    Different,
}

/// What tokens look like. Where there is no template the standard's own form stays.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tokens {
    /// How many characters an opaque token has.
    pub opaque_length: Option<usize>,
    /// How many seconds access tokens live, while the issuer's policy says nothing else.
    pub lifetime: Option<u32>,
    /// The header of a JWT, `alg` and `kid` aside, and its claims: templates.
    pub jwt: Option<(Map<String, Value>, Map<String, Value>)>,
    /// Whether such a JWT can be asked about and given back like an opaque token.
    pub remembers_jwts: bool,
    /// Whether a refresh token comes where `offline_access` is granted.
    pub refreshes_when_asked: bool,
    /// The ID Token that comes with it.
    pub id_token: Option<IdToken>,
}

/// An ID Token where nobody signed in. No specification defines one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IdToken {
    /// Whether it comes unasked.
    pub always: bool,
    /// Its claims: a template.
    pub claims: Map<String, Value>,
}

/// How an answer is spelt. What is `None` stays as the standard has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The status.
    pub status: Option<u16>,
    /// The error code.
    pub error: Option<String>,
    /// Members beyond those of the standard: templates.
    pub members: Map<String, Value>,
    /// Whether `members` is all that there is.
    pub only_members: bool,
    /// Header fields; those for caches and challenges are no others than these.
    pub headers: Option<Vec<(String, String)>>,
    /// The media type of a body that is no JSON; the empty one stands for no body.
    pub other_body: Option<String>,
}

/// What a metadata document says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// The answer where there is none.
    pub absent: Option<Answer>,
    /// Lists of the document by their names.
    pub lists: Map<String, Value>,
    /// Whether the document does not list the grants.
    pub without_grants: bool,
    /// Its header fields, if they are known.
    pub headers: Option<Vec<(String, String)>>,
}

/// Which pages of other origins may read an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origins {
    /// As here: all.
    #[default]
    Standard,
    /// None, unless somebody lists them.
    None,
    /// All: the one that asks is named.
    Repeated,
    /// None: the request is refused.
    Refused,
}

impl Personality {
    /// How a refusal of this kind is spelt.
    pub(super) fn refusal(&self, situation: Situation) -> Option<&Answer> {
        self.refusals.iter().find(|(known, _)| *known == situation).map(|(_, answer)| answer)
    }
}
