//! Changing the draft, and what follows a moment later: its address, what the tab keeps, and the end of the mark on what was changed.

use std::time::Duration;

use leptos::prelude::*;

use super::keep::keep;
use super::{Field, Model};
use crate::platform::location;
use crate::ui::pages::issuer;
use crate::ui::route::{BuildLink, Route};
use crate::ui::session::Session;

/// How long a changed line stays marked after the last key.
const MARKED: Duration = Duration::from_millis(1200);

/// Whether the proof is a certificate, which has a field in the secret's place.
pub(super) fn shows_certificate(session: Session) -> bool {
    session.build.with(|model| model.draft.method.shows_certificate())
}

/// Writes into a field.
pub(super) fn edit(session: Session, field: Field, text: &str) {
    session.build.update(|model| model.edit(field, text));
    settle_later(session);
}

/// A moment after the last change: the mark goes, and the address follows the draft, so that a reload keeps it.
pub(super) fn settle_later(session: Session) {
    let edits = session.build.with_untracked(|model| model.edits);
    set_timeout(
        move || {
            let is_last = session.build.with_untracked(|model| model.edits == edits);
            if is_last {
                keep_address(session);
            }
            session.build.update(|model| model.settle(edits));
        },
        MARKED,
    );
}

/// Writes the address of the draft into the address bar, if that is where the reader is, and has the tab keep it.
pub(super) fn keep_address(session: Session) {
    if session.route.with_untracked(|route| matches!(route, Route::Build(_))) {
        location::replace(&address(session));
    }
    keep(session);
}

/// The address of the draft under the policy in force. Never the secret.
pub(super) fn address(session: Session) -> String {
    let policy = session.status.with_untracked(|status| issuer::pairs(&status.policies));
    let link = session.build.with_untracked(Model::link);
    Route::Build(BuildLink { policy, ..link }).to_hash()
}
