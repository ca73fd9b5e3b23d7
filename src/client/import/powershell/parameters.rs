//! The parameters of both commands, and which of them a token request has to do with (Invoke-WebRequest, PowerShell 7.5).

/// What a parameter means for the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// `-Uri`.
    Uri,
    /// `-Method`, `-CustomMethod`.
    Method,
    /// `-Headers`.
    Headers,
    /// `-Body`.
    Body,
    /// `-Form`: multipart.
    Form,
    /// `-ContentType`.
    ContentType,
    /// `-UserAgent`.
    UserAgent,
    /// `-Authentication`.
    Authentication,
    /// `-Token`.
    Token,
    /// `-Credential`.
    Credential,
    /// `-Certificate`, `-CertificateThumbprint`.
    Certificate,
    /// `-InFile`.
    InFile,
    /// Nothing that the form could show, with a value.
    Nothing,
    /// The same without a value.
    Switch,
}

/// The parameters that change the request.
const MEANT: [(&str, Meaning); 14] = [
    ("Uri", Meaning::Uri),
    ("Method", Meaning::Method),
    ("CustomMethod", Meaning::Method),
    ("Headers", Meaning::Headers),
    ("Body", Meaning::Body),
    ("Form", Meaning::Form),
    ("ContentType", Meaning::ContentType),
    ("UserAgent", Meaning::UserAgent),
    ("Authentication", Meaning::Authentication),
    ("Token", Meaning::Token),
    ("Credential", Meaning::Credential),
    ("Certificate", Meaning::Certificate),
    ("CertificateThumbprint", Meaning::Certificate),
    ("InFile", Meaning::InFile),
];

/// Those that change nothing about it and have a value.
const IGNORED: [&str; 23] = [
    "ConnectionTimeoutSeconds",
    "ErrorAction",
    "ErrorVariable",
    "HttpVersion",
    "InformationAction",
    "MaximumFollowRelLink",
    "MaximumRedirection",
    "MaximumRetryCount",
    "OperationTimeoutSeconds",
    "OutFile",
    "OutVariable",
    "Proxy",
    "ProxyCredential",
    "ResponseHeadersVariable",
    "RetryIntervalSec",
    "SessionVariable",
    "SslProtocol",
    "StatusCodeVariable",
    "TimeoutSec",
    "TransferEncoding",
    "UnixSocket",
    "WarningAction",
    "WebSession",
];

/// Those without a value.
const SWITCHES: [&str; 17] = [
    "AllowInsecureRedirect",
    "AllowUnencryptedAuthentication",
    "Debug",
    "DisableKeepAlive",
    "FollowRelLink",
    "NoProxy",
    "PassThru",
    "PreserveAuthorizationOnRedirect",
    "PreserveHttpMethodOnRedirect",
    "ProxyUseDefaultCredentials",
    "Resume",
    "SkipCertificateCheck",
    "SkipHeaderValidation",
    "SkipHttpErrorCheck",
    "UseBasicParsing",
    "UseDefaultCredentials",
    "Verbose",
];

/// What a name means: a whole one, or the beginning of only one (about_Parameters).
pub(super) fn meaning(name: &str) -> Option<Meaning> {
    let name = if name.eq_ignore_ascii_case("ea") { "ErrorAction" } else { name };
    let all = || {
        let rest = IGNORED.iter().map(|known| (*known, Meaning::Nothing));
        MEANT.into_iter().chain(rest).chain(SWITCHES.iter().map(|known| (*known, Meaning::Switch)))
    };
    let begins = |known: &str| known.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    let whole = all().find(|(known, _)| known.eq_ignore_ascii_case(name));
    let mut begun = all().filter(|(known, _)| begins(known));
    let only = begun.next().filter(|_| begun.next().is_none());
    whole.or(only).map(|(_, meaning)| meaning)
}
