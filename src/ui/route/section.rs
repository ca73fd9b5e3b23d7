//! The sections of the issuer's page.

/// A section of the issuer's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// What the issuer may choose.
    Policy,
    /// Clients, APIs and people.
    Clients,
    /// What it signs with.
    Keys,
    /// Its time.
    Clock,
    /// All of it as one document.
    Configuration,
    /// What it has answered.
    Log,
}

impl Section {
    /// Every section, in order.
    pub const ALL: [Self; 6] = [Self::Policy, Self::Clients, Self::Keys, Self::Clock, Self::Configuration, Self::Log];

    /// The section's name in addresses and content files.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Policy => "policy",
            Self::Clients => "clients",
            Self::Keys => "keys",
            Self::Clock => "clock",
            Self::Configuration => "configuration",
            Self::Log => "log",
        }
    }

    /// The section of this name.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.slug() == slug)
    }
}
