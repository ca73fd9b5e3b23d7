//! One spelling for every address: the normalisation with which `htu` is compared (RFC 9449 §4.3 (9)).
//!
//! By syntax (RFC 3986 §6.2.2: case, percent-encoding, dot segments) and by scheme (§6.2.3: default port, empty path). Query and
//! fragment are left out. A slash at the end of a path stays: `/token/` is another resource than `/token` (DPP-04).

/// The address in its one spelling; `None` when it is no absolute `http` or `https` address, or names a user (RFC 9110 §4.2.4).
#[must_use]
pub fn normalise(uri: &str) -> Option<String> {
    let uri = uri.split(['?', '#']).next()?;
    if !uri.bytes().all(|b| b.is_ascii_graphic()) {
        return None;
    }
    let (scheme, rest) = uri.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    let default_port = match scheme.as_str() {
        "https" => "443",
        "http" => "80",
        _ => return None,
    };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let authority = decode_unreserved(authority)?.to_ascii_lowercase();
    let (host, port) = split_port(&authority)?;
    let port = if port.is_empty() || port == default_port { String::new() } else { [":", port].concat() };
    let path = remove_dot_segments(&decode_unreserved(path)?);
    Some([&scheme, "://", host, &port, &path].concat())
}

/// Host and port; the port is empty when there is none. `None` for an authority that is malformed or names a user.
fn split_port(authority: &str) -> Option<(&str, &str)> {
    // The colons of an IPv6 address stand between brackets (RFC 3986 §3.2.2).
    let host_length = match authority.find(']') {
        Some(bracket) if authority.starts_with('[') => bracket + 1,
        _ => authority.find(':').unwrap_or(authority.len()),
    };
    let (host, rest) = authority.split_at(host_length);
    let port = if rest.is_empty() { rest } else { rest.strip_prefix(':')? };
    let well_formed = !host.is_empty() && !host.contains('@') && port.bytes().all(|b| b.is_ascii_digit());
    well_formed.then_some((host, port))
}

/// Escapes of characters that need none are undone, all others written with capital digits (RFC 3986 §6.2.2).
fn decode_unreserved(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        out.push_str(before);
        let digits = after.get(..2).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let octet = u8::from_str_radix(digits, 16).ok()?;
        if octet.is_ascii_alphanumeric() || b"-._~".contains(&octet) {
            out.push(octet.into());
        } else {
            out.push('%');
            out.push_str(&digits.to_ascii_uppercase());
        }
        rest = &after[2..];
    }
    out.push_str(rest);
    Some(out)
}

/// RFC 3986 §5.2.4. An empty path is `/`.
fn remove_dot_segments(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.split('/').skip(1).peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        match segment {
            "." | ".." => {
                if segment == ".." {
                    kept.pop();
                }
                // What is left of a dot at the end is the slash before it.
                if is_last {
                    kept.push("");
                }
            }
            other => kept.push(other),
        }
    }
    ["/", &kept.join("/")].concat()
}
