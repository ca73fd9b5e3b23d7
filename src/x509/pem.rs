//! Certificates as text (RFC 7468 §5): Base64 between two lines that say what it is.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::CertificateError;

const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
const END: &str = "-----END CERTIFICATE-----";
/// How many characters a line has.
const WIDTH: usize = 64;

/// The octets of a certificate as text.
#[must_use]
pub fn encode(der: &[u8]) -> String {
    let mut text = BEGIN.to_owned();
    for (place, c) in STANDARD.encode(der).chars().enumerate() {
        if place % WIDTH == 0 {
            text.push('\n');
        }
        text.push(c);
    }
    [&text, "\n", END, "\n"].concat()
}

/// The octets of the first certificate in a text, whatever stands before and after it. They are not looked at.
///
/// # Errors
/// [`CertificateError::NotDer`] when there is none.
pub fn decode(text: &str) -> Result<Vec<u8>, CertificateError> {
    let inside = text.split_once(BEGIN).and_then(|(_, rest)| rest.split_once(END));
    let (inside, _) = inside.ok_or(CertificateError::NotDer)?;
    let characters: String = inside.split_ascii_whitespace().collect();
    STANDARD.decode(characters).map_err(|_| CertificateError::NotDer)
}
