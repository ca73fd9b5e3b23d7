//! What runs the actions of the catalogue: an issuer with its transport, and one run after the other.

mod carried;
mod hand;
mod lab;
mod request;
mod run;
mod run_lock;
mod upcoming;

pub use lab::Lab;
pub use run::Run;
pub use upcoming::Upcoming;
