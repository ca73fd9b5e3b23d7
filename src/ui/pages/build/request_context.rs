//! What an answer depends on beside the draft itself.

use super::certificate::Presented;
use crate::issuer::Profile;

/// The circumstances under which a draft was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestContext {
    /// The certificate of the connection.
    pub presented: Presented,
    /// Whether the issuer knew the client, a demo client or not.
    pub is_registered: bool,
    /// The rules that the issuer kept.
    pub profile: Profile,
}
