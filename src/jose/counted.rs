//! Amounts in sentences.

use std::fmt::Display;

/// A number with its unit, `1 octet` and `2 octets`: sentences about one of something are as frequent as about many.
#[must_use]
pub fn counted<N: Display + PartialEq + From<u8>>(number: &N, unit: &str) -> String {
    let plural = if *number == N::from(1) { "" } else { "s" };
    format!("{number} {unit}{plural}")
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn one_is_singular_and_nothing_else_is() {
        for (number, text) in [(0, "0 seconds"), (1, "1 second"), (2, "2 seconds"), (-1, "-1 seconds")] {
            assert_eq!(counted(&number, "second"), text);
        }
    }
}
