//! Two lists of named values side by side: what is the same, what changed, what only one of them has.

use std::collections::BTreeMap;

/// A name and its value.
pub type Named = (String, String);

/// A member of either list, or of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The name.
    pub name: String,
    /// The value on the left; `None` when it is not there.
    pub left: Option<String>,
    /// The value on the right; `None` when it is not there.
    pub right: Option<String>,
}

/// How a member differs, seen from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Both have it, with one value.
    Same,
    /// Both have it, with two values.
    Changed,
    /// Only the right has it.
    Added,
    /// Only the left has it.
    Removed,
}

impl Change {
    /// Its name in the content.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Changed => "changed",
            Self::Added => "added",
            Self::Removed => "removed",
        }
    }

    /// The sign that says it without colour.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Same => "=",
            Self::Changed => "≠",
            Self::Added => "+",
            Self::Removed => "−",
        }
    }
}

impl Difference {
    /// How it differs.
    #[must_use]
    pub fn change(&self) -> Change {
        match (&self.left, &self.right) {
            (Some(left), Some(right)) if left == right => Change::Same,
            (Some(_), Some(_)) => Change::Changed,
            (None, _) => Change::Added,
            (_, None) => Change::Removed,
        }
    }
}

/// The members of both lists: those of the left in its order, then those that only the right has. A name that occurs several times is
/// compared one by one.
#[must_use]
pub fn diff(left: &[Named], right: &[Named]) -> Vec<Difference> {
    // Where each name stands on the right, the first place last.
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, (name, _)) in right.iter().enumerate().rev() {
        places.entry(name).or_default().push(place);
    }
    let mut is_taken = vec![false; right.len()];
    let mut all = Vec::new();
    for (name, value) in left {
        let place = places.get_mut(name.as_str()).and_then(Vec::pop);
        let other = place.map(|place| {
            is_taken[place] = true;
            right[place].1.clone()
        });
        all.push(Difference { name: name.clone(), left: Some(value.clone()), right: other });
    }
    for ((name, value), _) in right.iter().zip(is_taken).filter(|(_, is_taken)| !is_taken) {
        all.push(Difference { name: name.clone(), left: None, right: Some(value.clone()) });
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members(list: &[(&str, &str)]) -> Vec<Named> {
        list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn every_member_of_either_side_is_there_once() {
        let left = members(&[("sub", "a"), ("iat", "1"), ("scope", "x")]);
        let right = members(&[("nonce", "n"), ("iat", "2"), ("sub", "a")]);
        let told: Vec<(String, Change)> =
            diff(&left, &right).into_iter().map(|each| (each.name.clone(), each.change())).collect();
        let expected =
            [("sub", Change::Same), ("iat", Change::Changed), ("scope", Change::Removed), ("nonce", Change::Added)];
        assert_eq!(told, expected.map(|(name, change)| (name.to_owned(), change)));
    }

    #[test]
    fn a_name_that_occurs_twice_is_compared_twice() {
        let left = members(&[("resource", "a"), ("resource", "b")]);
        let changes = |right: &[(&str, &str)]| -> Vec<Change> {
            diff(&left, &members(right)).iter().map(Difference::change).collect()
        };
        assert_eq!(changes(&[("resource", "a")]), [Change::Same, Change::Removed]);
        assert_eq!(
            changes(&[("resource", "a"), ("resource", "c"), ("resource", "d")]),
            [Change::Same, Change::Changed, Change::Added]
        );
    }
}

// Property tests run natively.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod properties {
    use super::*;
    use proptest::prelude::*;

    fn any_members() -> impl Strategy<Value = Vec<Named>> {
        proptest::collection::vec(("[a-d]{1,2}", "[x-z]{0,2}"), 0..8)
    }

    fn count(all: &[Difference], change: Change) -> usize {
        all.iter().filter(|each| each.change() == change).count()
    }

    proptest! {
        #[test]
        fn nothing_differs_from_itself(members in any_members()) {
            let all = diff(&members, &members);
            prop_assert_eq!(count(&all, Change::Same), members.len());
            prop_assert_eq!(all.len(), members.len());
        }

        #[test]
        fn the_other_way_round_added_is_removed(left in any_members(), right in any_members()) {
            let (there, back) = (diff(&left, &right), diff(&right, &left));
            prop_assert_eq!(count(&there, Change::Added), count(&back, Change::Removed));
            prop_assert_eq!(count(&there, Change::Removed), count(&back, Change::Added));
            prop_assert_eq!(count(&there, Change::Same), count(&back, Change::Same));
            prop_assert_eq!(count(&there, Change::Changed), count(&back, Change::Changed));
        }

        #[test]
        fn each_side_can_be_read_out_of_it_again(left in any_members(), right in any_members()) {
            let all = diff(&left, &right);
            let of_left: Vec<Named> =
                all.iter().filter_map(|each| Some((each.name.clone(), each.left.clone()?))).collect();
            prop_assert_eq!(of_left, left);
            let mut of_right: Vec<Named> =
                all.iter().filter_map(|each| Some((each.name.clone(), each.right.clone()?))).collect();
            let mut right = right;
            of_right.sort();
            right.sort();
            prop_assert_eq!(of_right, right);
        }
    }
}
