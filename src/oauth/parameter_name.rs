//! Names of parameters that are nearly right. Servers compare them letter for letter, and pass over those they do not know (RFC 6749 §3.2).

/// The one of `known` that `name` is but for capitals, signs and an s at its end: `scope` for `scopes` (findings/data-pipelines.sh) and
/// `scope[]`, `grant_type` for `grantType`. `None` where nothing is near, and where the name is right.
#[must_use]
pub fn meant<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let bare = |name: &str| {
        let letters: String = name.chars().filter(char::is_ascii_alphabetic).collect();
        letters.to_ascii_lowercase().trim_end_matches('s').to_owned()
    };
    known.iter().copied().find(|known| bare(known) == bare(name)).filter(|_| !known.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::meant;

    const KNOWN: [&str; 2] = ["grant_type", "scope"];

    #[test]
    fn what_is_nearly_a_name_is_that_name() {
        for (name, known) in
            [("scopes", "scope"), ("scope[]", "scope"), ("Scope", "scope"), ("grantType", "grant_type")]
        {
            assert_eq!(meant(name, &KNOWN), Some(known), "{name}");
        }
    }

    #[test]
    fn a_right_name_and_any_other_mean_nothing_else() {
        for name in ["scope", "grant_type", "", "s", "state", "sco pes1x"] {
            assert_eq!(meant(name, &KNOWN), None, "{name}");
        }
    }
}
