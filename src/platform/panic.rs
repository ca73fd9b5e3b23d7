//! Telling whoever loaded the module that it has panicked.
//!
//! A panic ends this instance of the module for good: WebAssembly stops where it happened, nothing is dropped, what was borrowed stays
//! borrowed, and what was awaited never comes. Only the script that loaded the module can say so and load another.

#[cfg(target_arch = "wasm32")]
use js_sys::Function;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen::JsValue;

/// Has `tell` called with a sentence when this instance of the module panics: what happened and where.
#[cfg(target_arch = "wasm32")]
pub fn on_panic(tell: Function) {
    std::panic::set_hook(Box::new(move |info| {
        let sentence = sentence(&info.to_string());
        // What the listener throws changes nothing: the instance ends here.
        let _ = tell.call1(&JsValue::UNDEFINED, &JsValue::from_str(&sentence));
    }));
}

/// What the standard library says of a panic, in one line and without two things: where this was built, for a place in a library; and
/// anything from the first quotation mark to the last, because there it repeats what it was given, such as a text that was cut in the
/// middle of a character, and that may be a reader's secret.
fn sentence(said: &str) -> String {
    const MARKS: [char; 3] = ['`', '"', '\''];
    let mut sentence = said.replace('\n', " ");
    if let (Some(first), Some(last)) = (sentence.find(MARKS), sentence.rfind(MARKS)) {
        sentence.replace_range(first..=last, "…");
    }
    let library = sentence.split_once("/registry/src/").and_then(|(_, place)| place.split_once('/'));
    library.map_or_else(|| sentence.clone(), |(_, place)| ["panicked at ", place].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_told_without_what_the_library_quotes() {
        for (said, told) in [
            ("panicked at src/a.rs:1:2:\nindex out of bounds", "panicked at src/a.rs:1:2: index out of bounds"),
            ("panicked at a.rs:1:2:\nit is inside 'é' (bytes 0..2) of `é`x`", "panicked at a.rs:1:2: it is inside …"),
            ("panicked at a.rs:1:2:\nno: Bad(\"secret\")", "panicked at a.rs:1:2: no: Bad(…)"),
            ("panicked at a.rs:1:2:\nask with `Session::take` first", "panicked at a.rs:1:2: ask with … first"),
            ("panicked at a.rs:1:2:\na lone ` mark", "panicked at a.rs:1:2: a lone … mark"),
        ] {
            assert_eq!(sentence(said), told);
        }
    }

    #[test]
    fn a_place_in_a_library_is_told_from_its_name_on() {
        let said = "panicked at /home/x/.cargo/registry/src/index.crates.io-1949/js-sys-0.3.103/src/lib.rs:1:2:\nno";
        assert_eq!(sentence(said), "panicked at js-sys-0.3.103/src/lib.rs:1:2: no");
    }
}
