//! Running cells, one or all ten, and saying what came of it.

use leptos::task::spawn_local;

use super::address::address_of;
use super::break_table::{met, met_since};
use super::model::Model;
use super::summary::sentence;
use super::table::Table;
use super::tested::Tested;
use crate::lab::CellId;
use crate::platform::{document, painted};
use crate::ui::host;
use crate::ui::route::Route;

/// Runs one cell and says its verdict.
pub(super) fn run(table: Table, cell: CellId) {
    spawn_local(async move {
        let before = met(table);
        if run_quietly(table, cell).await {
            let status = table.with_untracked(|model| model.status(cell));
            let label = table.label(status.name());
            document::announce(&[&table.name(cell), ": ", label, ".", &met_since(table, before)].concat());
        }
    });
}

/// Runs all ten in order, and says so at the start and at the end.
pub(super) fn run_all(table: Table) {
    if !table.update(Model::start_all) {
        return;
    }
    document::announce(&table.progress(0));
    spawn_local(async move {
        let before = met(table);
        for cell in CellId::all() {
            run_quietly(table, cell).await;
            table.update(Model::advance_all);
        }
        document::announce(&[sentence(table), met_since(table, before)].concat());
    });
}

/// Runs one cell and says nothing. `false` where a run of it is under way already.
pub(super) async fn run_quietly(table: Table, cell: CellId) -> bool {
    let Some(sequence) = table.update(|model| model.start(cell)) else { return false };
    painted().await;
    let evidence = table.session.lab().run(cell.run().actions).await;
    let tested = table.update(|model| {
        model.finish(cell, sequence, evidence);
        model.tested(cell).cloned()
    });
    table.session.refresh();
    if let Some(Tested { judgement, evidence, .. }) = tested.filter(|tested| tested.number == sequence) {
        host::ran(&Route::Compare { cell: Some(address_of(cell)) }, &evidence, judgement.verdict.name());
    }
    true
}
