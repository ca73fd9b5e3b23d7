//! The parts that the page's module comes in. The first starts the page; `part!` makes the function that fetches another.
//!
//! `leptos::wasm_split` marks a function as the beginning of a part. `scripts/split.mjs` takes the built module apart there: what only
//! that function needs goes with it, and what several need stays in the first part or comes with the part that they share. So nothing
//! can be missing, and a function that is called directly instead costs bytes, never a failure.
//!
//! Builds without optimisation are one part on purpose: they are made more quickly, and the tests in a browser load them without the
//! page's own loader, `parts.js`.

use std::any::Any;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

/// What can be called in some part. Its type is known where the part begins and where it is called, and nowhere between: code for each type
/// is most of what waiting for parts costs (17 kB of 365 in the first one).
pub type Table = &'static (dyn Any + Send + Sync);

/// Some part that is coming.
pub type Coming = Pin<Box<dyn Future<Output = Result<Table, Missing>>>>;

/// A part that is coming, by the type of its table.
pub struct Loading<T> {
    coming: Coming,
    table: PhantomData<fn() -> T>,
}

impl<T: 'static> Loading<T> {
    /// The part that `coming` gives, whose table is a `T`.
    pub fn new(coming: Coming) -> Self {
        Self { coming, table: PhantomData }
    }

    /// The same for those who wait for any part.
    pub fn untyped(self) -> Coming {
        self.coming
    }
}

impl<T: 'static> Future for Loading<T> {
    type Output = Result<&'static T, Missing>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.coming.as_mut().poll(context).map_ok(typed)
    }
}

/// A table as what it is.
pub fn typed<T: 'static>(table: Table) -> &'static T {
    table.downcast_ref().expect("`part!` makes a part and names the type of its table in one place")
}

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
            fn $name() -> Result<$crate::platform::parts::Table, $crate::platform::parts::Missing> {
                let table: &'static $table = &$value;
                Ok(table)
            }
            #[cfg(debug_assertions)]
            async fn $name() -> Result<$crate::platform::parts::Table, $crate::platform::parts::Missing> {
                let table: &'static $table = &$value;
                Ok(table)
            }
            $crate::platform::parts::Loading::new(Box::pin($name()))
        }
    };
}

pub(crate) use part;
