//! Whether a colour can be read: the contrast of WCAG 2.2 against every background of a theme on which links and buttons stand.

use std::fmt;

/// A colour of sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

/// A side of the theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Dark text on light ground.
    Light,
    /// Light text on dark ground.
    Dark,
}

impl Side {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// What the accent meets as the style sheets have it: the backgrounds of links, and last the text on a filled button. `style/tokens.css`
    /// calls them canvas, subtle, inset, raised, ok-bg, beyond-bg, oauth-bg and on-accent.
    #[must_use]
    pub const fn meets(self) -> [&'static str; 8] {
        match self {
            Self::Light => ["#FFFFFF", "#F6F8FA", "#EFF3F7", "#FFFFFF", "#E3F4F1", "#F1EAFB", "#E6EFFB", "#FFFFFF"],
            Self::Dark => ["#0F1419", "#151B22", "#10161C", "#1B232C", "#0E2A25", "#261A3D", "#11253F", "#07182E"],
        }
    }
}

impl Colour {
    /// Reads `#RRGGBB`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits =
            text.strip_prefix('#').filter(|rest| rest.len() == 6 && rest.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let number = u32::from_str_radix(digits, 16).ok()?;
        let [_, red, green, blue] = number.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    /// The relative luminance (WCAG 2.2, *relative luminance*): 0 for black, 1 for white.
    #[must_use]
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|octet| {
            let share = f64::from(octet) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The contrast ratio of two colours (WCAG 2.2, *contrast ratio*), from 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// The least contrast that the colour has as the accent of a theme.
    #[must_use]
    pub fn least_contrast(self, side: Side) -> f64 {
        let met = side.meets().into_iter().filter_map(Self::parse);
        met.fold(f64::MAX, |least, other| least.min(self.contrast(other)))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02X}{green:02X}{blue:02X}")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    /// Published: wcag_color_contrast 0.1.0 (its tests), colours of Johns Hopkins (github.com/johnshopkins/brand-colors, its tests), and #777777, which the
    /// working group decided to fail (davidmacd.com/test/check-color.html).
    #[test]
    fn published_luminances_and_ratios_come_out() {
        let near = |found: f64, published: f64, by: f64| assert!((found - published).abs() < by, "{found} {published}");
        near(colour("#FFFFFF").luminance(), 1.0, 1e-9);
        near(colour("#008800").luminance(), 0.176, 1e-3);
        near(colour("#002D72").luminance(), 0.030_916_772_592_892_317, 1e-9);
        near(colour("#F1C400").luminance(), 0.581_806_275_939_735_6, 1e-9);
        for (one, two, published) in [
            ("#000000", "#FFFFFF", 21.0),
            ("#999999", "#FFFFFF", 2.849),
            ("#D8D8D8", "#FFFFFF", 1.425),
            ("#EEEEEE", "#AAABBB", 1.956),
        ] {
            near(colour(one).contrast(colour(two)), published, 1e-3);
        }
        near(colour("#002D72").contrast(colour("#FFFFFF")), 12.98, 1e-2);
        let threshold = colour("#777777").contrast(colour("#FFFFFF"));
        assert!(threshold > 4.47 && threshold < 4.5, "{threshold} is not rounded up");
    }

    #[test]
    fn the_backgrounds_are_those_of_the_style_sheet() {
        let sheet = include_str!("../../../style/tokens.css");
        let names = ["canvas", "subtle", "inset", "raised", "ok-bg", "beyond-bg", "oauth-bg", "on-accent"];
        for (index, name) in names.into_iter().enumerate() {
            let line = sheet.split_once(&format!("--{name}: light-dark(")).unwrap().1.split_once(')').unwrap().0;
            let long = |text: &str| if text == "#FFF" { "#FFFFFF".to_owned() } else { text.to_owned() };
            let sides: Vec<String> = line.split(", ").map(long).collect();
            assert_eq!(sides, [Side::Light.meets()[index], Side::Dark.meets()[index]], "{name}");
        }
        for (side, accent) in [(Side::Light, "#0A54B0"), (Side::Dark, "#84B8FF")] {
            assert!(sheet.contains(accent) && colour(accent).least_contrast(side) >= 4.5, "the default itself");
        }
    }

    #[test]
    fn only_six_digits_are_a_colour() {
        for text in ["", "#FFF", "FFFFFF", "#GGGGGG", "#FFFFFF0", "#+FFFFF", "red", "url(x)"] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
        assert_eq!(colour("#0a54b0").to_string(), "#0A54B0");
    }
}
