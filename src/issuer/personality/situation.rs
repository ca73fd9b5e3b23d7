//! What refusals come of, as far as servers differ in it.

/// What a refusal comes of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Situation {
    /// A body of JSON, and nothing in the header.
    Json,
    /// A body of JSON, and HTTP Basic.
    JsonWithBasic,
    /// `scope` twice.
    RepeatedScope,
    /// No `grant_type`.
    NoGrantType,
    /// A `grant_type` that nobody knows.
    UnknownGrant,
    /// A grant that the client may not use.
    GrantNotAllowed,
    /// A parameter that this server wants is missing.
    Wanting,
    /// HTTP Basic, where it is not read.
    BasicUnread,
    /// A secret in the form, where it is not read.
    FormSecretUnread,
    /// HTTP Basic that cannot be read.
    BasicMalformed,
    /// A wrong secret by HTTP Basic.
    WrongSecretBasic,
    /// A wrong secret in the form.
    WrongSecretForm,
    /// No client authentication, and no `client_id`.
    NothingSent,
    /// `resource`.
    Resource,
    /// `audience`.
    Audience,
    /// No `scope`.
    NoScope,
    /// `openid` alone.
    Openid,
    /// `openid` beside another scope.
    OpenidBeside,
    /// `offline_access`.
    Offline,
    /// A scope that nobody knows.
    UnknownScope,
    /// The same beside a known one.
    UnknownBeside,
    /// A page of another origin.
    CrossOrigin,
    /// UserInfo, and a token without `openid`.
    UserInfo,
    /// UserInfo, and a token with it.
    UserInfoOpenid,
}

impl Situation {
    /// Every one.
    pub const ALL: [Self; 24] = [
        Self::Json,
        Self::JsonWithBasic,
        Self::RepeatedScope,
        Self::NoGrantType,
        Self::UnknownGrant,
        Self::GrantNotAllowed,
        Self::Wanting,
        Self::BasicUnread,
        Self::FormSecretUnread,
        Self::BasicMalformed,
        Self::WrongSecretBasic,
        Self::WrongSecretForm,
        Self::NothingSent,
        Self::Resource,
        Self::Audience,
        Self::NoScope,
        Self::Openid,
        Self::OpenidBeside,
        Self::Offline,
        Self::UnknownScope,
        Self::UnknownBeside,
        Self::CrossOrigin,
        Self::UserInfo,
        Self::UserInfoOpenid,
    ];
}
