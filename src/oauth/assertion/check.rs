//! Whether the claims of an assertion hold (RFC 7523 §3 as RFC 10070 §4 has it, OIDC Core §9). The signature is another question.

use thiserror::Error;

use super::{AssertionError, ClientAssertion};
use crate::cite::{Citation, Document};
use crate::jose::Algorithm;
use crate::ports::UnixTime;

/// Which audiences an issuer accepts (JCA-04).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AudienceRule {
    /// The issuer identifier and nothing beside it (RFC 10070 §4).
    Rfc10070,
    /// Also the token endpoint's URL, and either among others, as RFC 7523 §3 had it until RFC 10070 replaced that. An issuer that
    /// names another's token endpoint as its own gets assertions that the other one takes.
    Legacy,
}

impl AudienceRule {
    /// Both rules.
    pub const ALL: [Self; 2] = [Self::Rfc10070, Self::Legacy];

    /// The name of [`AudienceRule::Rfc10070`] while it was a draft. Configurations that have it are read, and written in the new name.
    pub const FORMER_NAME: &'static str = "rfc7523bis";

    /// The rule's name in configuration.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Rfc10070 => "rfc10070",
            Self::Legacy => "legacy",
        }
    }
}

/// What an issuer asks of every assertion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AssertionPolicy {
    /// Which audiences it accepts.
    pub audience: AudienceRule,
    /// Whether `aud` must be a string, so that an array with one element is refused (JCA-05).
    pub single_string: bool,
    /// By how many seconds clocks may differ: one value for `exp`, `nbf` and `iat`.
    pub leeway: u32,
    /// How many seconds an assertion may live at most (JCA-06).
    pub max_lifetime: u32,
}

impl Default for AssertionPolicy {
    /// Strict about the audience; clocks may differ by ten seconds (FAPI 2.0 SP §5.3.2.1), and an hour is enough for everybody.
    fn default() -> Self {
        Self { audience: AudienceRule::Rfc10070, single_string: false, leeway: 10, max_lifetime: 3600 }
    }
}

/// What an issuer compares an assertion with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expectation<'a> {
    /// The issuer identifier.
    pub issuer: &'a str,
    /// The token endpoint's URL; compared only under [`AudienceRule::Legacy`].
    pub token_endpoint: &'a str,
    /// The issuer's clock.
    pub now: UnixTime,
    /// What it asks.
    pub policy: AssertionPolicy,
}

/// An assertion whose claims hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcceptedAssertion {
    /// Its name, which must not come a second time from this client (JCA-07).
    pub jti: String,
    /// Up to and including when the name must be remembered: the assertion is refused by its `exp` afterwards.
    pub remember_until: UnixTime,
    /// What the client should mend.
    pub warnings: Vec<AssertionWarning>,
}

/// Something about an accepted assertion that its client should mend.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum AssertionWarning {
    /// Accepted only by the legacy rule.
    #[error("The assertion is not for the issuer alone. Only the legacy rule accepts that; RFC 10070 forbids it.")]
    LegacyAudience,
    /// An array with one element.
    #[error("The claim aud is an array with one element; stricter issuers want a string.")]
    AudienceList,
    /// No `typ`.
    #[error(
        "The type is missing: clients have to write typ client-authentication+jwt. Servers should not refuse for it."
    )]
    TypMissing,
    /// `JWT`, which no JWT is told from another by.
    #[error(
        "The type JWT says nothing: clients have to write typ client-authentication+jwt. Servers should not refuse for it."
    )]
    TypGeneric,
    /// `EdDSA` (RFC 9864 §4.1.2).
    #[error("The header says alg EdDSA; the name of this algorithm is Ed25519 now.")]
    DeprecatedAlgorithm,
}

impl AssertionWarning {
    /// Stable code for tests and messages.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::LegacyAudience => "assertion_legacy_audience",
            Self::AudienceList => "assertion_audience_list",
            Self::TypMissing => "assertion_typ_missing",
            Self::TypGeneric => "assertion_typ_generic",
            Self::DeprecatedAlgorithm => "assertion_deprecated_algorithm",
        }
    }

    /// The clause that asks for it.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        match self {
            Self::LegacyAudience | Self::TypMissing | Self::TypGeneric => Citation::rfc(10070, "4"),
            Self::AudienceList => Citation::new(Document::Fapi2, "5.3.2.1"),
            Self::DeprecatedAlgorithm => Citation::rfc(9864, "4.1.2"),
        }
    }
}

/// A `jti` longer than this would only fill the issuer's memory (JCA-07).
const MAX_JTI_OCTETS: usize = 256;

impl ClientAssertion {
    /// Holds the claims to what an issuer expects. To be asked after the signature was verified.
    ///
    /// # Errors
    /// [`AssertionError`] with the first claim that does not hold.
    pub fn check(&self, expected: &Expectation<'_>) -> Result<AcceptedAssertion, AssertionError> {
        let claims = self.claims();
        if claims.string("iss")?.ok_or(AssertionError::Missing("iss"))? != self.subject().as_str() {
            return Err(AssertionError::IssuerNotSubject);
        }
        let mut warnings = self.check_audience(expected)?;
        let exp = self.check_times(expected)?;
        let jti = claims.string("jti")?.filter(|jti| !jti.is_empty()).ok_or(AssertionError::JtiMissing)?;
        if jti.len() > MAX_JTI_OCTETS {
            return Err(AssertionError::JtiTooLong);
        }
        // Any other type was refused when the assertion was read.
        match self.jws().header().typ() {
            None => warnings.push(AssertionWarning::TypMissing),
            Some(_) if self.jws().header().typ_is("JWT") => warnings.push(AssertionWarning::TypGeneric),
            Some(_) => {}
        }
        if Algorithm::is_deprecated_name(self.jws().header().alg()) {
            warnings.push(AssertionWarning::DeprecatedAlgorithm);
        }
        let remember_until = exp.plus(expected.policy.leeway.into());
        Ok(AcceptedAssertion { jti: jti.to_owned(), remember_until, warnings })
    }

    /// Character by character; nothing is normalised (RFC 7523 §3 (3)).
    fn check_audience(&self, expected: &Expectation<'_>) -> Result<Vec<AssertionWarning>, AssertionError> {
        let audiences = self.claims().audience()?.ok_or(AssertionError::Missing("aud"))?;
        let is_list = self.claims().get("aud").is_some_and(serde_json::Value::is_array);
        let is_own = |audience: &&str| *audience == expected.issuer || *audience == expected.token_endpoint;
        let legacy = expected.policy.audience == AudienceRule::Legacy;
        match audiences[..] {
            [one] if one == expected.issuer && !is_list => Ok(Vec::new()),
            _ if is_list && expected.policy.single_string => Err(AssertionError::AudienceNotAString),
            [one] if one == expected.issuer => Ok(vec![AssertionWarning::AudienceList]),
            _ if legacy && audiences.iter().any(is_own) => Ok(vec![AssertionWarning::LegacyAudience]),
            [one] if one == expected.token_endpoint => Err(AssertionError::AudienceTokenEndpoint),
            [_] => Err(AssertionError::AudienceOther),
            _ if audiences.iter().any(is_own) => Err(AssertionError::AudienceSeveral),
            _ => Err(AssertionError::AudienceOther),
        }
    }

    /// `exp` has passed from its very second on, `nbf` is reached in it (RFC 7519 §4.1.4, §4.1.5). Gives `exp`.
    fn check_times(&self, expected: &Expectation<'_>) -> Result<UnixTime, AssertionError> {
        let (now, leeway) = (expected.now, i64::from(expected.policy.leeway));
        let exp = self.claims().time("exp")?.ok_or(AssertionError::Missing("exp"))?.at();
        let over = now.since(exp);
        if over >= leeway {
            return Err(AssertionError::Expired { seconds: over });
        }
        if let Some(early) = self.claims().time("nbf")?.map(|nbf| nbf.at().since(now)).filter(|early| *early > leeway) {
            return Err(AssertionError::NotYet { seconds: early });
        }
        let iat = self.claims().time("iat")?.map(|iat| iat.at());
        if let Some(early) = iat.map(|iat| iat.since(now)).filter(|early| *early > leeway) {
            return Err(AssertionError::FromFuture { seconds: early });
        }
        // One that was written long ago, or ends in a long time, has been lying around or will be.
        let lifetime = exp.since(iat.map_or(now, |iat| iat.min(now)));
        if lifetime > i64::from(expected.policy.max_lifetime).saturating_add(leeway) {
            return Err(AssertionError::LivesTooLong { seconds: lifetime });
        }
        Ok(exp)
    }
}
