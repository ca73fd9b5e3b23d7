//! What a token's claims say, as a table with meanings.

mod dictionary;
mod table;

pub use dictionary::{Dictionary, Entry, Group, ValueKind};
pub use table::{ClaimRow, ClaimTable, TimeReading, read_time, read_time_as_written, show};
