//! The options of curl, and which of them a token request has to do with (curl 8.17, `curl.1`).

/// What an option means for the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// `--data`, `--data-ascii`: line ends of a file are left out.
    Data,
    /// `--data-binary`.
    DataBinary,
    /// `--data-raw`: `@` names no file.
    DataRaw,
    /// `--data-urlencode`.
    DataUrlencode,
    /// `--json`.
    Json,
    /// `--form`.
    Form,
    /// `--form-string`.
    FormString,
    /// `--header`.
    Header,
    /// `--request`.
    Request,
    /// `--get`.
    Get,
    /// `--head`.
    Head,
    /// `--url`.
    Url,
    /// `--url-query`.
    UrlQuery,
    /// `--user`.
    User,
    /// `--oauth2-bearer`.
    Bearer,
    /// `--digest`, `--ntlm` and others: authentication of another kind.
    OtherAuthentication,
    /// `--cert`.
    Certificate,
    /// `--key`.
    Key,
    /// A secret of the connection: `--pass`.
    Pass,
    /// `--cookie`.
    Cookie,
    /// `--user-agent`.
    UserAgent,
    /// `--referer`.
    Referer,
    /// `--upload-file`.
    Upload,
    /// `--config`, `--netrc`: says more, in a file.
    InFile,
    /// `--next`.
    Next,
    /// Nothing that the form could show.
    Nothing,
}

/// An option.
#[derive(Clone, Copy, Debug)]
pub(super) struct OptionOfCurl {
    pub(super) meaning: Meaning,
    pub(super) takes_value: bool,
}

use Meaning::{
    Bearer, Certificate, Cookie, Data, DataBinary, DataRaw, DataUrlencode, Form, FormString, Get, Head, Header, InFile,
    Json, Key, Next, OtherAuthentication, Pass, Referer, Request, Upload, Url, UrlQuery, User, UserAgent,
};

/// Those with a meaning here: the long name, the letter or a space, whether a value follows.
const MEANT: [(&str, char, bool, Meaning); 36] = [
    ("data", 'd', true, Data),
    ("data-ascii", ' ', true, Data),
    ("data-binary", ' ', true, DataBinary),
    ("data-raw", ' ', true, DataRaw),
    ("data-urlencode", ' ', true, DataUrlencode),
    ("json", ' ', true, Json),
    ("form", 'F', true, Form),
    ("form-string", ' ', true, FormString),
    ("header", 'H', true, Header),
    ("request", 'X', true, Request),
    ("get", 'G', false, Get),
    ("head", 'I', false, Head),
    ("url", ' ', true, Url),
    ("url-query", ' ', true, UrlQuery),
    ("user", 'u', true, User),
    ("oauth2-bearer", ' ', true, Bearer),
    ("anyauth", ' ', false, OtherAuthentication),
    ("aws-sigv4", ' ', true, OtherAuthentication),
    ("digest", ' ', false, OtherAuthentication),
    ("negotiate", ' ', false, OtherAuthentication),
    ("ntlm", ' ', false, OtherAuthentication),
    ("ntlm-wb", ' ', false, OtherAuthentication),
    ("cert", 'E', true, Certificate),
    ("key", ' ', true, Key),
    ("pass", ' ', true, Pass),
    ("proxy-user", 'U', true, Pass),
    ("proxy-header", ' ', true, Pass),
    ("cookie", 'b', true, Cookie),
    ("user-agent", 'A', true, UserAgent),
    ("referer", 'e', true, Referer),
    ("upload-file", 'T', true, Upload),
    ("config", 'K', true, InFile),
    ("netrc-file", ' ', true, InFile),
    ("netrc", 'n', false, InFile),
    ("netrc-optional", ' ', false, InFile),
    ("next", ':', false, Next),
];

/// The letters of other options, those that a value follows in capitals of their own list.
const LETTERS_WITH_VALUE: &str = "cCDhmoPQrtwxyYzUE";
const LETTERS: &str = "0123469aBfgiIjJklLMNnOpqRsSvVZ#";

/// Long names of other options that a value follows.
const WITH_VALUE: &str = " abstract-unix-socket alt-svc cacert capath cert-type ciphers connect-timeout connect-to continue-at \
cookie-jar create-file-mode crlfile curves delegation dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url dump-header ech \
egd-file engine etag-compare etag-save expect100-timeout ftp-account ftp-alternative-to-user ftp-method ftp-port ftp-ssl-ccc-mode \
happy-eyeballs-timeout-ms haproxy-clientip help hostpubmd5 hostpubsha256 hsts interface ip-tos ipfs-gateway keepalive-cnt \
keepalive-time key-type krb libcurl limit-rate local-port login-options mail-auth mail-from mail-rcpt max-filesize max-redirs max-time \
noproxy output output-dir parallel-max parallel-max-host pinnedpubkey preproxy proto proto-default proto-redir proxy proxy-cacert \
proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey \
proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword proxy-tlsuser proxy1.0 pubkey quote random-file range rate \
request-target resolve retry retry-delay retry-max-time sasl-authzid service-name sigalgs socks4 socks4a socks5 socks5-gssapi-service \
socks5-hostname speed-limit speed-time stderr telnet-option tftp-blksize time-cond tls-max tls13-ciphers tlsauthtype tlspassword \
tlsuser trace trace-ascii trace-config unix-socket upload-flags variable vlan-priority write-out ";

/// Long names of other options without a value; each may have `no-` before it.
const WITHOUT_VALUE: &str = " alpn append basic buffer ca-native cert-status clobber compressed compressed-ssh create-dirs crlf \
dedup-headers disable disable-eprt disable-epsv disallow-username-in-url doh-cert-status doh-insecure dump-ca-embed eprt epsv fail \
fail-early fail-with-body false-start follow form-escape ftp-create-dirs ftp-pasv ftp-pret ftp-skip-pasv-ip ftp-ssl-ccc \
ftp-ssl-control globoff haproxy-protocol http0.9 http1.0 http1.1 http2 http2-prior-knowledge http3 http3-only ignore-content-length \
include insecure ipv4 ipv6 junk-session-cookies keepalive list-only location location-trusted mail-rcpt-allowfails manual metalink \
mptcp no-keepalive npn out-null parallel parallel-immediate path-as-is post301 post302 post303 progress-bar progress-meter proxy-anyauth \
proxy-basic proxy-ca-native proxy-digest proxy-http2 proxy-insecure proxy-negotiate proxy-ntlm proxy-ssl-allow-beast \
proxy-ssl-auto-client-cert proxy-tlsv1 proxytunnel raw remote-header-name remote-name remote-name-all remote-time remove-on-error \
retry-all-errors retry-connrefused sasl-ir sessionid show-error show-headers silent skip-existing socks5-basic socks5-gssapi \
socks5-gssapi-nec ssl ssl-allow-beast ssl-auto-client-cert ssl-no-revoke ssl-reqd ssl-revoke-best-effort sslv2 sslv3 styled-output \
suppress-connect-headers tcp-fastopen tcp-nodelay tftp-no-options tls-earlydata tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 tr-encoding \
trace-ids trace-time use-ascii verbose version xattr ";

const fn plain(takes_value: bool) -> OptionOfCurl {
    OptionOfCurl { meaning: Meaning::Nothing, takes_value }
}

/// The option of a long name, without its hyphens; `None` for none.
pub(super) fn long(name: &str) -> Option<OptionOfCurl> {
    if let Some((_, _, takes_value, meaning)) = MEANT.iter().find(|(long, ..)| *long == name) {
        return Some(OptionOfCurl { meaning: *meaning, takes_value: *takes_value });
    }
    let listed = |list: &str, name: &str| !name.contains(' ') && list.contains(&[" ", name, " "].concat());
    if listed(WITH_VALUE, name) {
        return Some(plain(true));
    }
    let known = listed(WITHOUT_VALUE, name) || name.strip_prefix("no-").is_some_and(|name| listed(WITHOUT_VALUE, name));
    known.then(|| plain(false))
}

/// The option of a letter; `None` for none.
pub(super) fn short(letter: char) -> Option<OptionOfCurl> {
    if let Some((_, _, takes_value, meaning)) = MEANT.iter().find(|(_, short, ..)| *short == letter && letter != ' ') {
        return Some(OptionOfCurl { meaning: *meaning, takes_value: *takes_value });
    }
    if LETTERS_WITH_VALUE.contains(letter) {
        return Some(plain(true));
    }
    LETTERS.contains(letter).then(|| plain(false))
}
