//! Which server wrote a token, as far as its claims tell.

use super::contents::Contents;
use super::platform_table::PLATFORMS;
use super::server::Server;
use super::server_table::SERVERS;

/// The first platform or server whose marks are in `token`.
pub(super) fn server_of(token: Contents<'_>) -> Option<&'static Server> {
    PLATFORMS.iter().chain(SERVERS).find(|server| server.is_known_by(token))
}
