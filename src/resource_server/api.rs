//! The demo APIs, and what each remembers.

use crate::server::{Names, Proofs};

use super::known_keys::KnownKeys;

/// One of the demo APIs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DemoApi {
    /// `https://api.test`: orders.
    Orders,
    /// `https://stock.test`: what is in stock.
    Stock,
}

impl DemoApi {
    /// Both of them.
    pub(crate) const ALL: [Self; 2] = [Self::Orders, Self::Stock];

    /// What it is called in `aud`.
    pub(crate) fn identifier(self, names: &Names) -> &str {
        match self {
            Self::Orders => &names.api,
            Self::Stock => &names.stock_api,
        }
    }

    /// What people call it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Orders => "Orders",
            Self::Stock => "Stock",
        }
    }

    /// What it is called in a challenge (RFC 9110 §11.5).
    pub(crate) const fn realm(self) -> &'static str {
        match self {
            Self::Orders => "orders",
            Self::Stock => "stock",
        }
    }
}

/// What one API remembers: the issuer's keys and the proofs that it has seen.
#[derive(Default)]
pub(crate) struct ApiMemory {
    pub(crate) keys: KnownKeys,
    pub(crate) proofs: Proofs,
}
