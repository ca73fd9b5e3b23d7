//! Where a reader is in a message: the part in the tab order, the part whose note is in view, and the notes that are pinned.

/// The state of one explained message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The one part that Tab reaches.
    current: usize,
    /// The part whose note is in view for the moment.
    active: Option<usize>,
    /// The parts whose notes stay.
    pinned: Vec<usize>,
}

impl Reading {
    /// Whether the part is the one that Tab reaches.
    #[must_use]
    pub const fn is_current(&self, part: usize) -> bool {
        self.current == part
    }

    /// Whether the part's note stays under its line.
    #[must_use]
    pub fn is_pinned(&self, part: usize) -> bool {
        self.pinned.contains(&part)
    }

    /// The part whose note is in view for the moment: pointed at or in focus, and not pinned.
    #[must_use]
    pub fn previewed(&self) -> Option<usize> {
        self.active.filter(|part| !self.is_pinned(*part))
    }

    /// The part that an arrow, Home or End leads to, of `count`; `None` for every other key. The ends do not meet: at the last part the
    /// reader is told by staying there.
    #[must_use]
    pub fn target(&self, key: &str, count: usize) -> Option<usize> {
        let last = count.checked_sub(1)?;
        match key {
            "ArrowRight" | "ArrowDown" => Some((self.current + 1).min(last)),
            "ArrowLeft" | "ArrowUp" => Some(self.current.saturating_sub(1)),
            "Home" => Some(0),
            "End" => Some(last),
            _ => None,
        }
    }

    /// The part has focus now.
    pub const fn focus(&mut self, part: usize) {
        self.current = part;
        self.active = Some(part);
    }

    /// The pointer is over the part. Its note stays in view until another part has its turn, so a reader can move to the note.
    pub const fn point(&mut self, part: usize) {
        self.active = Some(part);
    }

    /// Pins the note, or takes it off. Says whether it is pinned now.
    pub fn toggle(&mut self, part: usize) -> bool {
        self.focus(part);
        let before = self.pinned.len();
        self.pinned.retain(|pinned| *pinned != part);
        let is_new = self.pinned.len() == before;
        if is_new {
            self.pinned.push(part);
        } else {
            self.active = None;
        }
        is_new
    }

    /// Closes the note of the part that has focus; without one, the note that is in view. Says whether there was one.
    pub fn close(&mut self) -> bool {
        let had = self.is_pinned(self.current) || self.previewed().is_some();
        let current = self.current;
        self.pinned.retain(|pinned| *pinned != current);
        self.active = None;
        had
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_home_and_end_move_and_stop_at_the_ends() {
        let mut reading = Reading::default();
        for (key, expected) in [
            ("ArrowLeft", 0),
            ("ArrowRight", 1),
            ("ArrowDown", 2),
            ("ArrowDown", 2),
            ("ArrowUp", 1),
            ("End", 2),
            ("Home", 0),
        ] {
            let target = reading.target(key, 3);
            assert_eq!(target, Some(expected), "{key}");
            reading.focus(expected);
        }
        for key in ["Tab", "Enter", " ", "a", "Escape"] {
            assert_eq!(reading.target(key, 3), None, "{key} is left to the browser");
        }
        assert_eq!(reading.target("End", 0), None, "an empty message has nowhere to go");
    }

    #[test]
    fn exactly_one_part_is_in_the_tab_order_wherever_the_pointer_is() {
        let mut reading = Reading::default();
        reading.focus(2);
        reading.point(1);
        assert_eq!((0..4).filter(|part| reading.is_current(*part)).collect::<Vec<_>>(), [2]);
        assert_eq!(reading.previewed(), Some(1));
    }

    #[test]
    fn a_note_is_pinned_once_and_several_can_be() {
        let mut reading = Reading::default();
        assert!(reading.toggle(1) && reading.toggle(3));
        assert!(reading.is_pinned(1) && reading.is_pinned(3) && reading.is_current(3));
        assert_eq!(reading.previewed(), None, "a pinned note is not shown twice");
        reading.point(1);
        assert_eq!(reading.previewed(), None);
        assert!(!reading.toggle(1) && !reading.is_pinned(1) && reading.is_pinned(3));
    }

    #[test]
    fn escape_closes_what_is_at_the_focus_and_moves_nothing() {
        let mut reading = Reading::default();
        reading.focus(1);
        assert!(reading.close() && reading.previewed().is_none() && reading.is_current(1));
        assert!(!reading.close(), "nothing is left to close");
        reading.toggle(1);
        reading.toggle(2);
        reading.focus(1);
        assert!(reading.close() && !reading.is_pinned(1) && reading.is_pinned(2));
    }
}
