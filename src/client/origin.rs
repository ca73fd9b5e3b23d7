//! The origin of an address: scheme, host and port, which is what a browser allows or forbids a page to talk to (RFC 6454 §4).

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use http::Uri;

/// An origin with the scheme `http` or `https`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin {
    is_secure: bool,
    /// In small letters; an IPv6 address in brackets.
    host: String,
    port: u16,
}

/// Where a host is, as far as its name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// This machine.
    Loopback,
    /// A network that is not the public one: an address or a name that is used inside of networks alone.
    Private,
    /// Anywhere.
    Public,
}

impl Origin {
    /// The origin of an absolute `http` or `https` address without user information; `None` for any other text.
    #[must_use]
    pub fn of(address: &str) -> Option<Self> {
        let uri: Uri = address.trim().parse().ok()?;
        let is_secure = match uri.scheme_str()? {
            "https" => true,
            "http" => false,
            _ => return None,
        };
        let host = uri.host()?.to_ascii_lowercase();
        if host.is_empty() || uri.authority()?.as_str().contains('@') {
            return None;
        }
        let port = uri.port_u16().unwrap_or_else(|| default_port(is_secure));
        Some(Self { is_secure, host, port })
    }

    /// Whether what is sent to it travels under TLS.
    #[must_use]
    pub const fn is_secure(&self) -> bool {
        self.is_secure
    }

    /// The host's name or address.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Whether it is this machine, where nobody on the way can read anything.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        self.place() == Place::Loopback
    }

    /// Where the host is, as far as its name tells.
    #[must_use]
    pub fn place(&self) -> Place {
        match self.host.trim_start_matches('[').trim_end_matches(']').parse() {
            Ok(IpAddr::V4(address)) => place_of_v4(address),
            Ok(IpAddr::V6(address)) => place_of_v6(address),
            Err(_) => place_of_name(&self.host),
        }
    }
}

impl fmt::Display for Origin {
    /// The origin as a browser writes it: without a port that goes without saying (RFC 6454 §6.2).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_secure { "https://" } else { "http://" })?;
        f.write_str(&self.host)?;
        if self.port == default_port(self.is_secure) { Ok(()) } else { write!(f, ":{}", self.port) }
    }
}

const fn default_port(is_secure: bool) -> u16 {
    if is_secure { 443 } else { 80 }
}

const fn place_of_v4(address: Ipv4Addr) -> Place {
    if address.is_loopback() {
        Place::Loopback
    } else if address.is_private() || address.is_link_local() {
        Place::Private
    } else {
        Place::Public
    }
}

/// Unique local addresses begin with `fc` or `fd`, link-local ones with `fe8` to `feb`.
fn place_of_v6(address: Ipv6Addr) -> Place {
    match (address.to_ipv4_mapped(), address.segments()[0]) {
        (Some(address), _) => place_of_v4(address),
        _ if address.is_loopback() => Place::Loopback,
        (None, 0xfc00..=0xfdff | 0xfe80..=0xfebf) => Place::Private,
        _ => Place::Public,
    }
}

/// Names that no public server has. A name without a dot is one of the network that the reader is in.
fn place_of_name(host: &str) -> Place {
    const PRIVATE: [&str; 5] = [".local", ".internal", ".lan", ".home.arpa", ".intranet"];
    let name = host.trim_end_matches('.');
    if name == "localhost" || name.ends_with(".localhost") {
        Place::Loopback
    } else if !name.contains('.') || PRIVATE.iter().any(|end| name.ends_with(end)) {
        Place::Private
    } else {
        Place::Public
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_written_as_browsers_write_it() {
        for (address, written) in [
            ("https://Login.Example/tenant/v2.0?a=b#c", "https://login.example"),
            ("https://login.example:443/", "https://login.example"),
            ("http://127.0.0.1:9400/token", "http://127.0.0.1:9400"),
            ("http://[::1]:80/x", "http://[::1]"),
        ] {
            assert_eq!(Origin::of(address).map(|origin| origin.to_string()).as_deref(), Some(written), "{address}");
        }
        for address in ["", "/token", "login.example", "ftp://a.example", "https://", "https://a:b@c.example/", "urn:a"]
        {
            assert_eq!(Origin::of(address), None, "{address}");
        }
    }

    #[test]
    fn the_name_tells_where_a_host_is() {
        for (host, place) in [
            ("localhost", Place::Loopback),
            ("issuer.localhost:9400", Place::Loopback),
            ("127.8.9.1", Place::Loopback),
            ("[::1]:1", Place::Loopback),
            ("[::ffff:127.0.0.1]", Place::Loopback),
            ("10.1.2.3", Place::Private),
            ("172.16.0.1", Place::Private),
            ("192.168.1.9:8443", Place::Private),
            ("169.254.1.1", Place::Private),
            ("[fd00::1]", Place::Private),
            ("[fe80::1]", Place::Private),
            ("keycloak", Place::Private),
            ("idp.corp.internal", Place::Private),
            ("172.32.0.1", Place::Public),
            ("[2001:db8::1]", Place::Public),
            ("login.example", Place::Public),
            ("notlocalhost.example", Place::Public),
        ] {
            let origin = Origin::of(&["https://", host].concat()).expect("an origin");
            assert_eq!(origin.place(), place, "{host}");
        }
    }
}
