//! What stands once the file was read. What the file does not say is as in a copy without one.

use super::addresses::{Embedding, OfferedIssuer};
use super::brand::{Accent, Brand};
use super::presets::Preset;
use crate::content::places;
use crate::lab::StepId;
use crate::ui::route::{Area, Route};

/// How a host has set the page up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostConfiguration {
    /// What the page is called there, and in which colour its links and buttons are.
    pub brand: Brand,
    /// The areas that the site does not offer.
    pub off: Vec<Area>,
    /// Where an address without a place leads.
    pub start: Option<Route>,
    /// Requests to start from in Build.
    pub presets: Vec<Preset>,
    /// Issuers that readers can choose.
    pub issuers: Vec<OfferedIssuer>,
    /// What pages around a frame may bring about.
    pub embed: Embedding,
}

impl HostConfiguration {
    /// Nothing is set up.
    pub const NONE: Self = Self {
        brand: Brand { name: None, accent: Accent { light: None, dark: None } },
        off: Vec::new(),
        start: None,
        presets: Vec::new(),
        issuers: Vec::new(),
        embed: Embedding { parents: Vec::new(), real_issuers_in_frames: false },
    };

    /// Whether the site offers an area. What belongs to another area is off with it.
    #[must_use]
    pub fn offers(&self, area: Area) -> bool {
        !self.off.contains(&area) && !self.off.contains(&area.within())
    }

    /// Whether a link of the page leads to something that the site offers. What is no place of the page is none of its business.
    #[must_use]
    pub fn offers_link(&self, href: &str) -> bool {
        let is_on = |hash| Route::parse(hash).area().is_none_or(|area| self.offers(area));
        self.off.is_empty() || !href.starts_with("#/") || is_on(href)
    }

    /// Where an address without a place leads, and the name in the header.
    #[must_use]
    pub fn home(&self) -> Route {
        self.start.clone().unwrap_or(Route::Learn { step: StepId::learn(1) })
    }

    /// What the page is called.
    #[must_use]
    pub fn name(&self) -> &str {
        self.brand.name.as_deref().unwrap_or(places::PAGE)
    }
}
