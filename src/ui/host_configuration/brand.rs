//! What the page is called at a host, and the colour of its links and buttons.

use super::contrast::{Colour, Side};
use super::fault::Reason;
use super::reader::{At, Faults, note};

/// How many characters a name may have: it stands beside the menu.
const LONGEST_NAME: usize = 40;

/// The contrast that text needs (WCAG 2.2 SC 1.4.3).
const LEAST: f64 = 4.5;

/// Name and colour.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brand {
    /// The name in the header and in the title of the tab.
    pub name: Option<String>,
    /// The colour.
    pub accent: Accent,
}

/// The colour of links and buttons, for each side of the theme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accent {
    /// On light ground.
    pub light: Option<Colour>,
    /// On dark ground.
    pub dark: Option<Colour>,
}

pub(super) fn read(mut at: At, faults: &mut Faults) -> Brand {
    let name = at.text("name", LONGEST_NAME, faults);
    let accent = at.object("accent", faults).map_or_else(Accent::default, |at| accent(at, faults));
    at.end(faults);
    Brand { name, accent }
}

fn accent(mut at: At, faults: &mut Faults) -> Accent {
    let mut side = |side: Side| colour(&mut at, side, faults);
    let accent = Accent { light: side(Side::Light), dark: side(Side::Dark) };
    at.end(faults);
    accent
}

/// A colour that can be read everywhere on its side of the theme.
fn colour(at: &mut At, side: Side, faults: &mut Faults) -> Option<Colour> {
    let value = at.take(side.name())?;
    let Some(colour) = value.as_str().and_then(Colour::parse) else {
        note(faults, at.place(side.name()), Reason::Colour);
        return None;
    };
    let least = colour.least_contrast(side);
    if least >= LEAST {
        return Some(colour);
    }
    // Between 100 and 450, and rounded down: 4.499 is not 4.5.
    let ratio = (least * 100.0) as u16;
    note(faults, at.place(side.name()), Reason::Contrast { side, ratio });
    None
}
