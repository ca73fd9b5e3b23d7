//! The place of *Play this server*: what makes the issuer in the page answer as this product does.

use crate::facts::Product;
use crate::ui::dom::{Node, nodes};

/// What stands there. Nothing yet: the issuer has no personalities.
pub(super) fn play(_: &'static Product) -> Node {
    nodes![]
}
