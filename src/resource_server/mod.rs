//! The demo APIs, `https://api.test` and `https://stock.test`, or what an issuer of another name calls them: resource servers as RFC 6749 §1.1 has them.
//!
//! They are told what whoever runs an API is told (`Settings`) and learn everything else by messages, through a
//! [`Transport`](crate::ports::Transport). What they offer, and what a token needs for each, is in `resource`; how they judge a token, in
//! `access`; what they ask the issuer, in `issuer_client`; how they describe themselves, in `metadata`.

mod access;
mod api;
mod handle;
mod issuer_client;
mod known_keys;
mod metadata;
mod resource;
mod settings;

pub(crate) use api::DemoApi;
pub(crate) use handle::ResourceServer;
pub(crate) use settings::Settings;
