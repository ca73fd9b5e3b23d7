//! Whether a token's header and claims are what its reader expects (RFC 7519 §4.1, §7.2; RFC 9068 §4).

use crate::cite::Citation;
use crate::jose::{CompactJws, JwsError, counted};
use crate::ports::UnixTime;

use super::{Check, ClaimError, Claims, NumericDate, Outcome, Report};

/// What the token is to be used as, which decides about `typ` and the claims it must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenUse {
    /// Any JWT: every registered claim is optional (RFC 7519 §4.1).
    AnyJwt,
    /// An access token in the profile of RFC 9068, as an API reads it.
    AccessToken,
}

/// What the reader of a token expects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Validation {
    /// What the token is to be used as.
    pub token_use: TokenUse,
    /// The reader's clock.
    pub now: UnixTime,
    /// By how many seconds clocks may differ: one value for `exp`, `nbf` and `iat`.
    pub leeway: u32,
    /// The issuer, if the reader expects one; compared exactly.
    pub issuer: Option<String>,
    /// The reader's own name, if it has one; compared exactly.
    pub audience: Option<String>,
    /// Whether an access token without `sub` is accepted all the same, though RFC 9068 §2.2 requires one.
    pub sub_optional: bool,
    /// Whether an `iat` in the future is a reason to refuse. RFC 7519 §4.1.6 does not ask for it.
    pub refuse_future_iat: bool,
}

impl Validation {
    /// Any JWT, nothing expected but that its times are right.
    #[must_use]
    pub const fn any_jwt(now: UnixTime) -> Self {
        Self {
            token_use: TokenUse::AnyJwt,
            now,
            leeway: 0,
            issuer: None,
            audience: None,
            sub_optional: false,
            refuse_future_iat: false,
        }
    }

    /// An access token of `issuer` for the API that is named `audience` (RFC 9068 §4).
    #[must_use]
    pub fn access_token(now: UnixTime, issuer: &str, audience: &str) -> Self {
        Self {
            token_use: TokenUse::AccessToken,
            issuer: Some(issuer.to_owned()),
            audience: Some(audience.to_owned()),
            ..Self::any_jwt(now)
        }
    }
}

/// Checks everything about a token that can be checked without cryptography, beside what is known about its `signature`:
/// the result of [`verify`](crate::jose::verify), or `None` when no key was at hand.
#[must_use]
pub fn validate(jws: &CompactJws, signature: Option<&Result<(), JwsError>>, expected: &Validation) -> Report {
    let mut checks = vec![
        typ(jws, expected),
        of_jws("alg", Citation::rfc(8725, "3.1"), jws.algorithm().err().as_ref()),
        of_jws("crit", Citation::rfc(7515, "4.1.11"), jws.header().check_critical().err().as_ref()),
        match signature {
            Some(result) => of_jws("signature", Citation::rfc(7515, "5.2"), result.as_ref().err()),
            None => Check {
                name: "signature",
                citation: Citation::rfc(7515, "5.2"),
                outcome: not_checked("No key is known for this token, so nobody can say who wrote it."),
            },
        },
    ];
    let payload = if jws.header().is_nested() {
        Err(failed("jwt_nested", "By its cty the payload is another token, and that one has the claims."))
    } else {
        Claims::parse(jws.payload())
            .map_err(|error| failed(error.code(), format!("The payload is not one JSON object: {error}")))
    };
    let (outcome, claims) = match payload {
        Ok(claims) => (Outcome::Passed, Some(claims)),
        Err(outcome) => (outcome, None),
    };
    checks.push(Check { name: "payload", citation: Citation::rfc(7519, "7.2"), outcome });
    checks.extend(claims.iter().flat_map(|claims| claim_checks(claims, expected)));
    Report { checks }
}

fn claim_checks(claims: &Claims, expected: &Validation) -> Vec<Check> {
    let required = expected.token_use == TokenUse::AccessToken;
    let mut checks = vec![
        claim("iss", Citation::rfc(7519, "4.1.1"), required, issuer(claims, expected)),
        claim("aud", Citation::rfc(7519, "4.1.3"), required, audience(claims, expected)),
        claim("exp", Citation::rfc(7519, "4.1.4"), required, expiry(claims, expected)),
        claim("nbf", Citation::rfc(7519, "4.1.5"), false, not_before(claims, expected)),
        claim("iat", Citation::rfc(7519, "4.1.6"), required, issued_at(claims, expected)),
        claim(
            "sub",
            Citation::rfc(7519, "4.1.2"),
            required && !expected.sub_optional,
            text(claims.string_or_uri("sub")),
        ),
        claim("jti", Citation::rfc(7519, "4.1.7"), required, text(claims.string("jti"))),
    ];
    if required {
        checks.push(claim("client_id", Citation::rfc(8693, "4.3"), true, text(claims.string("client_id"))));
    }
    checks.push(claim("scope", Citation::rfc(8693, "4.2"), false, Ok(scope(claims))));
    checks
}

/// `Ok(None)` is an absent claim.
type Found = Result<Option<Outcome>, ClaimError>;

fn claim(name: &'static str, citation: Citation, required: bool, found: Found) -> Check {
    let outcome = match found {
        Ok(Some(outcome)) => outcome,
        Ok(None) if required => {
            let reason = format!("The token has no {name}, and an access token must have one.");
            return Check { name, citation: Citation::rfc(9068, "2.2"), outcome: failed("claim_missing", reason) };
        }
        Ok(None) => not_checked(format!("The token has no {name}.")),
        Err(error) => failed(error.code(), error.to_string()),
    };
    Check { name, citation, outcome }
}

fn of_jws(name: &'static str, citation: Citation, error: Option<&JwsError>) -> Check {
    match error {
        None => Check { name, citation, outcome: Outcome::Passed },
        Some(error) => Check { name, citation: error.citation(), outcome: failed(error.code(), error.to_string()) },
    }
}

fn text(claim: Result<Option<&str>, ClaimError>) -> Found {
    Ok(claim?.map(|_| Outcome::Passed))
}

fn typ(jws: &CompactJws, expected: &Validation) -> Check {
    let (citation, outcome) = match (expected.token_use, jws.header().typ()) {
        (TokenUse::AnyJwt, _) => (Citation::rfc(8725, "3.11"), not_checked("Any type of JWT is read here.")),
        (TokenUse::AccessToken, _) if jws.header().typ_is("at+jwt") => (Citation::rfc(9068, "4"), Outcome::Passed),
        (TokenUse::AccessToken, Some(typ)) => {
            let reason =
                format!("The header says typ {typ:?}; an access token says at+jwt, so this is something else.");
            (Citation::rfc(9068, "4"), failed("typ_not_access_token", reason))
        }
        (TokenUse::AccessToken, None) => {
            (Citation::rfc(9068, "4"), failed("typ_missing", "The header has no typ; an access token says at+jwt."))
        }
    };
    Check { name: "typ", citation, outcome }
}

fn issuer(claims: &Claims, expected: &Validation) -> Found {
    let Some(issuer) = claims.string_or_uri("iss")? else {
        return Ok(None);
    };
    Ok(Some(match &expected.issuer {
        None => not_checked("No issuer is expected here."),
        Some(wanted) if wanted == issuer => Outcome::Passed,
        Some(wanted) => failed(
            "iss_mismatch",
            format!("The token says it was issued by {issuer:?}; expected is exactly {wanted:?}."),
        ),
    }))
}

fn audience(claims: &Claims, expected: &Validation) -> Found {
    let Some(audiences) = claims.audience()? else {
        return Ok(None);
    };
    Ok(Some(match &expected.audience {
        None => not_checked("The reader has no name here that aud could hold."),
        Some(own) if audiences.contains(&own.as_str()) => Outcome::Passed,
        Some(own) => failed(
            "aud_mismatch",
            format!("The token is for {}; {own:?} is not among them, character for character.", list(&audiences)),
        ),
    }))
}

/// Expired from the very second of `exp` on (RFC 7519 §4.1.4: "on or after").
fn expiry(claims: &Claims, expected: &Validation) -> Found {
    let Some(exp) = claims.time("exp")? else {
        return Ok(None);
    };
    let over = expected.now.since(exp.at());
    Ok(Some(if over >= i64::from(expected.leeway) {
        failed("exp_passed", format!("The token expired {} ago{}.", counted(&over, "second"), leeway(expected)))
    } else {
        passed_unless_milliseconds("exp", exp)
    }))
}

/// Valid from the very second of `nbf` on (RFC 7519 §4.1.5).
fn not_before(claims: &Claims, expected: &Validation) -> Found {
    let Some(nbf) = claims.time("nbf")? else {
        return Ok(None);
    };
    let early = nbf.at().since(expected.now);
    Ok(Some(if early > i64::from(expected.leeway) {
        failed(
            "nbf_not_reached",
            format!("The token may be used only in {}{}.", counted(&early, "second"), leeway(expected)),
        )
    } else {
        passed_unless_milliseconds("nbf", nbf)
    }))
}

fn issued_at(claims: &Claims, expected: &Validation) -> Found {
    const CODE: &str = "iat_in_future";
    let Some(iat) = claims.time("iat")? else {
        return Ok(None);
    };
    let early = iat.at().since(expected.now);
    let reason = || format!("The token says it was issued {} from now{}.", counted(&early, "second"), leeway(expected));
    Ok(Some(if early <= i64::from(expected.leeway) {
        passed_unless_milliseconds("iat", iat)
    } else if expected.refuse_future_iat {
        failed(CODE, reason())
    } else {
        Outcome::Warned { code: CODE, reason: reason() }
    }))
}

fn scope(claims: &Claims) -> Option<Outcome> {
    claims.get("scope").map(|scope| match scope.as_str() {
        Some(_) => Outcome::Passed,
        None => Outcome::Warned {
            code: "scope_not_a_string",
            reason: "The claim scope should be one string with spaces between the values.".to_owned(),
        },
    })
}

fn passed_unless_milliseconds(name: &str, time: NumericDate) -> Outcome {
    if time.looks_like_milliseconds() {
        Outcome::Warned {
            code: "time_in_milliseconds",
            reason: format!("The claim {name} counts seconds; this number looks like milliseconds."),
        }
    } else {
        Outcome::Passed
    }
}

/// The leeway is said wherever it took part in a decision.
fn leeway(expected: &Validation) -> String {
    match expected.leeway {
        0 => String::new(),
        seconds => format!(", with {} allowed for clocks that differ", counted(&seconds, "second")),
    }
}

fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ")
}

fn failed(code: &'static str, reason: impl Into<String>) -> Outcome {
    Outcome::Failed { code, reason: reason.into() }
}

fn not_checked(reason: impl Into<String>) -> Outcome {
    Outcome::NotChecked { reason: reason.into() }
}
