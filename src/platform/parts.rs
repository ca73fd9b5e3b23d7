//! The parts that the page's module comes in. The first starts the page; `part!` makes the function that fetches another.
//!
//! `leptos::wasm_split` marks a function as the beginning of a part. `scripts/split.mjs` takes the built module apart there: what only
//! that function needs goes with it, and what several need stays in the first part or comes with the part that they share. So nothing
//! can be missing, and a function that is called directly instead costs bytes, never a failure.
//!
//! Builds without optimisation are one part on purpose: they are made more quickly, and the tests in a browser load them without the
//! page's own loader, `parts.js`.

use std::pin::Pin;

/// A part that is coming, by its table.
pub type Loading<T> = Pin<Box<dyn Future<Output = Result<&'static T, Missing>>>>;

/// Why a part did not come, as a sentence for the reader.
#[derive(Clone, Debug)]
pub struct Missing(pub String);

#[cfg(not(debug_assertions))]
impl From<leptos::wasm_split::SplitLoaderError> for Missing {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self(loader::reason())
    }
}

#[cfg(not(debug_assertions))]
mod loader {
    use wasm_bindgen::prelude::wasm_bindgen;

    #[wasm_bindgen(raw_module = "./__wasm_split.js")]
    extern "C" {
        /// Why the last part that was asked for did not come.
        pub(super) fn reason() -> String;
    }
}

/// `part!(pub(crate) fn NAME() -> TABLE { VALUE })`: the function that fetches the part NAME, and gives what can be called in it, a
/// static VALUE of the type TABLE. What the table names is in the part; whoever has the table has waited for it.
macro_rules! part {
    ($(#[$attribute:meta])* $visibility:vis fn $name:ident() -> $table:ty { $value:expr }) => {
        $(#[$attribute])*
        $visibility fn $name() -> $crate::platform::parts::Loading<$table> {
            #[cfg(not(debug_assertions))]
            #[leptos::wasm_split::wasm_split($name, wasm_split_path = ::leptos::wasm_split, fallible)]
            fn $name() -> Result<&'static $table, $crate::platform::parts::Missing> {
                Ok(&$value)
            }
            #[cfg(debug_assertions)]
            async fn $name() -> Result<&'static $table, $crate::platform::parts::Missing> {
                Ok(&$value)
            }
            Box::pin($name())
        }
    };
}

pub(crate) use part;
