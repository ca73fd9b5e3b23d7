//! Where a cell is: its address, its ids in the page, and how it is brought into view.

use leptos::prelude::request_animation_frame;

use crate::lab::{CellId, Column, Row};
use crate::platform::document;
use crate::ui::route::CellAddress;

/// The address of a cell's drawer.
pub(super) fn address_of(cell: CellId) -> CellAddress {
    CellAddress { row: cell.row.slug().to_owned(), column: cell.column.slug().to_owned() }
}

/// The cell at an address; `None` where no cell is.
pub(super) fn cell_at(address: &CellAddress) -> Option<CellId> {
    Some(CellId { row: Row::from_slug(&address.row)?, column: Column::from_slug(&address.column)? })
}

/// The id of a cell's element.
pub(super) fn cell_id(cell: CellId) -> String {
    [cell.row.slug(), "-", cell.column.slug()].concat()
}

/// The id of a cell's drawer.
pub(super) fn drawer_id(cell: CellId) -> String {
    ["evidence-", &cell_id(cell)].concat()
}

/// Brings a cell and its drawer into view, after the frame in which a new screen scrolls to its top.
pub(super) fn reveal(cell: CellId) {
    request_animation_frame(move || {
        request_animation_frame(move || {
            document::reveal(&["#", &drawer_id(cell)].concat());
            document::reveal(&["#", &cell_id(cell)].concat());
        });
    });
}
