//! What the box holds. It stays in the page while it is typed; a token is not searched for, so that it goes into no address.

/// What was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Model {
    typed: String,
}

impl Model {
    /// What stands in the box.
    #[must_use]
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Writes into the box.
    pub fn write(&mut self, text: &str) {
        text.clone_into(&mut self.typed);
    }

    /// What is searched for; `None` when it looks like a token.
    #[must_use]
    pub fn query(&self) -> Option<&str> {
        (!looks_like_token(&self.typed)).then_some(self.typed.as_str())
    }
}

/// Whether a text has something in it that nobody would type by hand to search for: a JWT or a part of one, or a run of letters and
/// digits such as opaque tokens, codes and secrets are. Those of RFC 6749 have 22 characters.
#[must_use]
pub fn looks_like_token(text: &str) -> bool {
    let is_of_tokens = |c: char| c.is_ascii_alphanumeric() || "-_.~+/=".contains(c);
    text.split(|c| !is_of_tokens(c)).any(|run| {
        // `{"` in Base64, with which the header of every JWT begins.
        if run.contains("eyJ") && run.len() >= 12 {
            return true;
        }
        let digits = run.bytes().filter(u8::is_ascii_digit).count();
        let is_mixed = run.bytes().any(|b| b.is_ascii_uppercase()) && run.bytes().any(|b| b.is_ascii_lowercase());
        (run.len() >= 16 && is_mixed && digits > 0) || (run.len() >= 32 && digits >= 6)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_not_searched_for() {
        for text in [
            "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.AAAA",
            "Bearer eyJhbGciOiJFUzI1NiJ9",
            "{\"access_token\":\"eyJhbGciOiJFUzI1NiJ9\"}",
            "eyJhbGciOiJF\nUzI1NiJ9",
            // Access token, refresh token, code and secret of RFC 6749's examples (§4.1.3, §5.1, §2.3.1).
            "2YotnFZFEjr1zCsicMWpAA",
            "tGzv3JOkF0XG5Qx2TlKWIA",
            "code=SplxlOBeZQQYbYS6WxSbIA",
            "client_secret=7Fjfp0ZBr1KtDRbnfVdmIw",
            "Authorization: Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW",
            "0123456789abcdef0123456789abcdef",
        ] {
            let mut model = Model::default();
            model.write(text);
            assert_eq!((model.typed(), model.query()), (text, None));
        }
    }

    #[test]
    fn words_of_the_page_are() {
        for text in [
            "",
            "id token",
            "eyJ",
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "https://issuer.test/.well-known/oauth-authorization-server",
            "token_endpoint_auth_methods_supported",
            "RFC 6749 §4.4.2",
            "OAuth 2.0 Multiple Response Types §3",
            "https://www.rfc-editor.org/rfc/rfc6749#section-4.4",
            "demo-secret-not-real",
        ] {
            assert!(!looks_like_token(text), "{text}");
        }
    }
}
