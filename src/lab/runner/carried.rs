//! JWTs that go along in a token request: what another issuer says about a person, or the token to exchange.

use serde_json::{Map, Value, json};

use super::hand::Hand;
use super::lab::Lab;
use crate::jose::{self, Algorithm, SigningKey};
use crate::lab::action::{Carries, Jwt};
use crate::oauth::Form;
use crate::oauth::assertion::ASSERTION_TYPE;
use crate::oauth::token_request::ACCESS_TOKEN_TYPE;
use crate::oauth::unguessable::unguessable;
use crate::ports::{Clock, Crypto, Random};
use crate::server::{ISSUER, OTHER_ISSUER, STOCK_API};

/// What any other JWT is called where one token is exchanged for another (RFC 8693 §3).
const JWT_TYPE: &str = "urn:ietf:params:oauth:token-type:jwt";

impl<C: Crypto, K: Clock, R: Random> Lab<C, K, R> {
    /// The parameters with which a token request carries it; `None` when there is no such token yet.
    pub(super) async fn carried(&self, carries: Carries, hand: &mut Hand) -> Option<Form> {
        let jwt = match carries {
            Carries::Nothing => return Some(Form::new()),
            Carries::ClientAssertion(jwt) | Carries::Assertion(jwt) | Carries::SubjectToken(jwt) => jwt,
        };
        let text = match hand.jwts.iter().find(|(made, _)| *made == jwt) {
            _ if jwt == Jwt::Access => hand.token.clone()?,
            Some((_, text)) => text.clone(),
            None => {
                let text = self.about_sam(jwt).await?;
                hand.jwts.push((jwt, text.clone()));
                text
            }
        };
        let kind = if jwt == Jwt::Access { ACCESS_TOKEN_TYPE } else { JWT_TYPE };
        Some(match carries {
            Carries::Nothing => Form::new(),
            Carries::ClientAssertion(_) => {
                Form::new().with("client_assertion_type", ASSERTION_TYPE).with("client_assertion", text)
            }
            Carries::Assertion(_) => Form::new().with("assertion", text),
            Carries::SubjectToken(_) => Form::new().with("subject_token", text).with("subject_token_type", kind),
        })
    }

    /// What the other issuer says about Sam, for the issuer of this page or for somebody else (RFC 7523 §3).
    async fn about_sam(&self, jwt: Jwt) -> Option<String> {
        let network = self.network();
        let (crypto, random) = network.ports();
        let now = network.now();
        let registry = network.issuer().registry();
        let claims = json!({
            "iss": OTHER_ISSUER,
            "sub": registry.people.first()?.sub,
            "aud": if jwt == Jwt::ForAnother { STOCK_API } else { ISSUER },
            "iat": now,
            "exp": now.plus(60),
            "jti": unguessable(random).ok()?,
        });
        let header = Map::from_iter([("typ".to_owned(), Value::from("JWT"))]);
        let key = SigningKey::import(crypto, &network.other_key().await.ok()?, Algorithm::Es256).await.ok()?;
        jose::sign(crypto, &key, header, jose::json::text(&claims).as_bytes()).await.ok()
    }
}
