//! What has left the page: which hosts were asked, and how many messages went there. In `index.html` that is nothing, always.

use crate::content::frame;
use crate::texts::fill;

/// What has left the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outbound {
    hosts: Vec<String>,
    messages: u32,
}

impl Outbound {
    /// Counts a message to `origin`, before it goes.
    pub fn count(&mut self, origin: &str) {
        self.messages += 1;
        let host = origin.split_once("://").map_or(origin, |(_, host)| host);
        if !self.hosts.iter().any(|known| known == host) {
            self.hosts.push(host.to_owned());
        }
    }

    /// How many messages have left.
    #[must_use]
    pub const fn messages(&self) -> u32 {
        self.messages
    }

    /// What has left, in words.
    #[must_use]
    pub fn sentence(&self) -> String {
        let said = if self.messages == 1 { frame::ONE_SENT } else { frame::MANY_SENT };
        match self.hosts.as_slice() {
            [] => frame::NOTHING_SENT.to_owned(),
            hosts => fill(said, &[("count", &self.messages.to_string()), ("hosts", &hosts.join(", "))]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_told_once_and_messages_counted() {
        let mut outbound = Outbound::default();
        assert_eq!(outbound.sentence(), "Nothing was sent.");
        outbound.count("https://idp.example");
        assert_eq!(outbound.sentence(), "1 message to idp.example.");
        outbound.count("https://idp.example");
        outbound.count("http://127.0.0.1:9400");
        assert_eq!(outbound.sentence(), "3 messages to idp.example, 127.0.0.1:9400.");
        assert_eq!(outbound.messages(), 3);
    }
}
