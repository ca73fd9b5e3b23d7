//! Whoever signs in a test: any header, any claims, with a key of its own or one that is given. It trusts no builder of the crate.

#![allow(dead_code, unreachable_pub, reason = "each test file uses the verbs it needs")]
#![allow(clippy::unwrap_used, reason = "a broken fixture ends the test")]

use std::cell::Cell;

use grant_lab::jose::{Algorithm, Jwk, SigningKey, base64url, sign, thumbprint};
use grant_lab::oauth::ClientSecret;
use grant_lab::oauth::assertion::shared_key;
use grant_lab::platform::software_crypto::SoftwareCrypto;
use grant_lab::ports::{Crypto, Hash};
use pollster::block_on;
use serde_json::{Map, Value, json};

/// A key that signs, with its public half.
pub struct Signer {
    crypto: SoftwareCrypto,
    key: SigningKey,
    pub public: Option<Jwk>,
    count: Cell<u32>,
}

impl Signer {
    /// With a new key, named by its thumbprint.
    pub fn new(algorithm: Algorithm) -> Self {
        let crypto = SoftwareCrypto::new();
        let (key, public) = block_on(SigningKey::generate(&crypto, algorithm)).unwrap();
        Self { crypto, key, public: Some(public), count: Cell::new(0) }
    }

    /// With a private key that somebody else made.
    pub fn with(jwk: &Jwk, algorithm: Algorithm) -> Self {
        let crypto = SoftwareCrypto::new();
        let key = block_on(SigningKey::import(&crypto, jwk, algorithm)).unwrap();
        Self { crypto, key, public: jwk.public(), count: Cell::new(0) }
    }

    /// With a client's secret as the key of a MAC.
    pub fn with_secret(secret: &str, algorithm: Algorithm) -> Self {
        Self::with(&shared_key(&ClientSecret::new(secret)).unwrap(), algorithm)
    }

    /// A JWT with exactly these members in its header, `alg` and the key's `kid` apart.
    pub fn jwt(&self, header: &Value, claims: &Value) -> String {
        let header: Map<String, Value> = header.as_object().unwrap().clone();
        block_on(sign(&self.crypto, &self.key, header, claims.to_string().as_bytes())).unwrap()
    }

    /// The claims of a good client assertion; every one has a `jti` of its own.
    pub fn assertion_claims(&self, client: &str) -> Value {
        let now = super::START;
        json!({"iss": client, "sub": client, "aud": "https://issuer.test", "iat": now, "exp": now + 60, "jti": self.fresh()})
    }

    /// A good client assertion.
    pub fn assertion(&self, client: &str) -> String {
        self.jwt(&json!({"typ": "client-authentication+jwt"}), &self.assertion_claims(client))
    }

    /// The claims of a good DPoP proof.
    pub fn proof_claims(&self, method: &str, uri: &str) -> Value {
        json!({"htm": method, "htu": uri, "iat": super::START, "jti": self.fresh()})
    }

    /// A DPoP proof with these claims.
    pub fn proof_of(&self, claims: &Value) -> String {
        let jwk = self.public.as_ref().unwrap().public_members().unwrap();
        self.jwt(&json!({"typ": "dpop+jwt", "jwk": jwk}), claims)
    }

    /// A good proof for a token request.
    pub fn proof(&self) -> String {
        self.proof_of(&self.proof_claims("POST", "https://issuer.test/token"))
    }

    /// A good proof for a call with an access token.
    pub fn proof_for(&self, uri: &str, token: &str) -> String {
        let mut claims = self.proof_claims("GET", uri);
        claims["ath"] = json!(self.sha256(token));
        self.proof_of(&claims)
    }

    /// The thumbprint of the key (RFC 7638).
    pub fn jkt(&self) -> String {
        block_on(thumbprint(&self.crypto, self.public.as_ref().unwrap())).unwrap()
    }

    pub fn sha256(&self, text: &str) -> String {
        base64url::encode(&block_on(self.crypto.digest(Hash::Sha256, text.as_bytes())).unwrap())
    }

    fn fresh(&self) -> String {
        self.count.set(self.count.get() + 1);
        format!("{}-{}", self.key.algorithm.name(), self.count.get())
    }
}
