//! What whoever is to accept a token knows and compares it with: all of it is the reader's, none of it the token's.

use crate::jose::base64url;
use crate::ports::{Crypto, CryptoError, Hash, UnixTime};

/// What a token is compared with. What is not given cannot be compared, and the lines say so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// The issuer's name, compared exactly.
    pub issuer: Option<String>,
    /// Whom the token must be for, compared exactly: an API's name, a client ID, an issuer.
    pub audience: Option<String>,
    /// The clock.
    pub now: UnixTime,
    /// By how many seconds clocks may differ.
    pub leeway: u32,
    /// The `nonce` that was sent with the request for an ID Token, or that a server gave for a DPoP proof.
    pub nonce: Option<String>,
    /// The method of the request that a DPoP proof came with.
    pub htm: Option<String>,
    /// The address of the request that a DPoP proof came with.
    pub htu: Option<String>,
    /// The access token that came with an ID Token or a DPoP proof.
    pub access_token: Option<TokenHashes>,
}

impl Expected {
    /// Nothing but a clock.
    #[must_use]
    pub const fn at(now: UnixTime) -> Self {
        Self { issuer: None, audience: None, now, leeway: 0, nonce: None, htm: None, htu: None, access_token: None }
    }
}

/// What other tokens write about an access token: hashes of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenHashes {
    /// `ath` (RFC 9449 §4.2): the whole SHA-256.
    pub ath: String,
    /// `at_hash` (OIDC Core §3.1.3.6) with SHA-256, SHA-384 and SHA-512: the left half of each.
    pub at_hash: [String; 3],
}

impl TokenHashes {
    /// The hashes of this access token.
    ///
    /// # Errors
    /// [`CryptoError`] when the platform cannot hash.
    pub async fn of<C: Crypto>(crypto: &C, access_token: &str) -> Result<Self, CryptoError> {
        let octets = access_token.as_bytes();
        let sha256 = crypto.digest(Hash::Sha256, octets).await?;
        let sha384 = crypto.digest(Hash::Sha384, octets).await?;
        let sha512 = crypto.digest(Hash::Sha512, octets).await?;
        let half = |digest: &[u8]| base64url::encode(&digest[..digest.len() / 2]);
        Ok(Self { ath: base64url::encode(&sha256), at_hash: [half(&sha256), half(&sha384), half(&sha512)] })
    }

    /// The `at_hash` beside an algorithm with this hash.
    #[must_use]
    pub fn at_hash(&self, hash: Hash) -> &str {
        match hash {
            Hash::Sha256 => &self.at_hash[0],
            Hash::Sha384 => &self.at_hash[1],
            Hash::Sha512 => &self.at_hash[2],
        }
    }
}
