//! The page's binary. Loading it does nothing; `boot.js` calls the exported `mount()`.

// Without this the library, and with it the export, would not be part of the binary.
use grant_lab as _;

fn main() {}
