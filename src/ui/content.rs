//! Content files on screen: loaded once, and then there for as long as the page lives.
//!
//! A loaded file never changes, so views hold plain references to it instead of signals.

use std::any::Any;
use std::cell::RefCell;
use std::marker::PhantomData;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::dom::{Node, Text, el, keyed};
use super::pages::build::Refusals;
use crate::content::{LANGUAGE, loading};
use crate::inspect::Words;
use crate::platform::{content, document};
use crate::texts::{self, Damaged, FromContent, Table, fill, texts};

/// The folder of the content files.
const FOLDER: &str = "./content/";
/// What names begin with that lie beside the languages: facts, which `scripts/facts.mjs` makes.
const FACTS: &str = "facts/";

/// A content file: not here yet, here, or why it did not come.
pub(crate) type Content<T> = Option<Result<&'static T, String>>;

/// A file of any type. Types meet only where a file is read and where it is handed out, because code for each type is most of what
/// loading costs.
type File = &'static (dyn Any + Send + Sync);

/// A file as those see it who wait for it.
type Awaited = RwSignal<Option<Result<File, String>>>;

thread_local! {
    /// Every file that was read, with its name. A name is always read as one type.
    static READ: RefCell<Vec<(&'static str, File)>> = const { RefCell::new(Vec::new()) };
    /// Texts that were here before anybody asked for their files, each under its file's name.
    static GIVEN: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
    /// The files that are on their way, each with those who wait for it, so that none is fetched twice.
    static COMING: RefCell<Vec<(&'static str, Vec<Awaited>)>> = const { RefCell::new(Vec::new()) };
}

/// A content file that is on its way. Copies are the same file.
pub(crate) struct Loading<T> {
    file: Awaited,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Loading<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Loading<T> {}

impl<T: 'static> Loading<T> {
    /// What is known of it. Views that ask are made anew when it arrives.
    #[must_use]
    pub(crate) fn get(self) -> Content<T> {
        match self.file.get()? {
            Ok(file) => file.downcast_ref().map(Ok),
            Err(reason) => Some(Err(reason)),
        }
    }
}

/// The content file `name`, fetched when nobody has asked for it before.
pub(crate) fn load<T: FromContent + Send + Sync + 'static>(name: &'static str) -> Loading<T> {
    Loading { file: file(name, read::<T>), of: PhantomData }
}

fn read<T: FromContent + Send + Sync + 'static>(text: &str) -> Result<File, Damaged> {
    Ok(Box::leak(Box::new(texts::read::<T>(text)?)))
}

/// Fetches the content file `name` before anybody needs it, unless it is here or on its way.
pub(crate) fn prefetch<T: FromContent + Send + Sync + 'static>(name: &'static str) {
    if known(name).or_else(|| given(name, read::<T>)).is_none() {
        fetch(name, read::<T>, None);
    }
}

/// Takes the text of the content file `name`, so that it is not fetched. One that cannot be read is: the host may have a newer one.
pub fn give(name: String, text: String) {
    GIVEN.with_borrow_mut(|all| all.push((name, text)));
}

/// Reads the file `name`, if its text was given.
fn given(name: &'static str, read: fn(&str) -> Result<File, Damaged>) -> Option<File> {
    let text = GIVEN.with_borrow_mut(|all| {
        let index = all.iter().position(|(given, _)| given == name)?;
        Some(all.swap_remove(index).1)
    })?;
    let file = read(&text).ok()?;
    READ.with_borrow_mut(|all| all.push((name, file)));
    Some(file)
}

fn file(name: &'static str, read: fn(&str) -> Result<File, Damaged>) -> Awaited {
    let known = known(name).or_else(|| given(name, read));
    let is_known = known.is_some();
    let signal = RwSignal::new(known.map(Ok));
    if !is_known {
        fetch(name, read, Some(signal));
    }
    signal
}

fn known(name: &str) -> Option<File> {
    READ.with_borrow(|all| all.iter().find(|(known, _)| *known == name).map(|(_, file)| *file))
}

fn fetch(name: &'static str, read: fn(&str) -> Result<File, Damaged>, waits: Option<Awaited>) {
    let is_first = COMING.with_borrow_mut(|all| match all.iter_mut().find(|(known, _)| *known == name) {
        Some((_, waiting)) => {
            waiting.extend(waits);
            false
        }
        None => {
            all.push((name, waits.into_iter().collect()));
            true
        }
    });
    if is_first {
        spawn_local(async move {
            let language = if name.starts_with(FACTS) { "" } else { LANGUAGE };
            let path = [FOLDER, language, name, ".json"].concat();
            let mut result = content::fetch(&path, false).await.map(|text| read(&text));
            // A file of another version than the page is one that the browser has kept.
            if matches!(result, Ok(Err(_))) {
                result = content::fetch(&path, true).await.map(|text| read(&text));
            }
            let result = result.and_then(|read| {
                read.map_err(|Damaged(error)| {
                    fill(loading::OTHER_VERSION, &[("path", &path), ("fault", &error)]) + loading::REMEDY
                })
            });
            if let Ok(file) = result {
                READ.with_borrow_mut(|all| all.push((name, file)));
            }
            let waiting = COMING.with_borrow_mut(|all| {
                let index = all.iter().position(|(known, _)| *known == name);
                index.map(|index| all.swap_remove(index).1)
            });
            for signal in waiting.into_iter().flatten() {
                signal.set(Some(result.clone()));
            }
        });
    }
}

/// What Build says. Copies are the same texts.
#[derive(Clone, Copy)]
pub(crate) struct Texts {
    /// `pages.json`: what stands beside the controls.
    pub pages: &'static PageTexts,
    /// `errors.json`: what refusals mean.
    pub errors: &'static Refusals,
    /// `decode.json`: what is said about tokens.
    pub words: &'static Words,
    /// `receipt.json`: what is said about answers.
    pub receipt: &'static Words,
}

/// What stands beside the controls of Build and Decode, by name.
#[derive(Debug)]
pub(crate) struct PageTexts {
    build: Table<String>,
    decode: Table<String>,
}

texts! {
    PageTexts { build, decode }
}

impl PageTexts {
    /// A text of Build.
    #[must_use]
    pub(crate) fn build(&'static self, name: &str) -> &'static str {
        self.build.get(name).map_or("", String::as_str)
    }

    /// A text of Decode.
    #[must_use]
    pub(crate) fn decode(&'static self, name: &str) -> &'static str {
        self.decode.get(name).map_or("", String::as_str)
    }
}

impl Texts {
    /// The texts, inside a screen that [`with_texts`] shows.
    #[must_use]
    pub(crate) fn take() -> Self {
        expect_context()
    }

    /// The title of a code of `decode.json`.
    #[must_use]
    pub(crate) fn say(self, code: &str) -> &'static str {
        self.words.text(code).map_or("", |text| text.title.as_str())
    }
}

/// Shows a screen as soon as its texts are here; until then its heading, and why a file did not come.
pub(crate) fn with_texts(heading: &'static str, show: fn() -> Node) -> Node {
    let (pages, errors, words, receipt) = (load("pages"), load("errors"), load("decode"), load("receipt"));
    let texts = move || match (pages.get(), errors.get(), words.get(), receipt.get()) {
        (Some(Ok(pages)), Some(Ok(errors)), Some(Ok(words)), Some(Ok(receipt))) => {
            Ok(Texts { pages, errors, words, receipt })
        }
        (pages, errors, words, receipt) => Err([why(pages), why(errors), why(words), why(receipt)]),
    };
    // One key for the screen, one for the wait, and one for a reason.
    let key = move || match texts() {
        Ok(_) => Text::Borrowed("shown"),
        Err(reasons) => reasons.into_iter().flatten().next().unwrap_or_default().into(),
    };
    keyed(key, move || match texts() {
        Ok(texts) => {
            provide_context(texts);
            show()
        }
        Err(reasons) => waiting(heading, reasons),
    })
}

/// What stands in a screen's place until its texts are here: its heading, and why a file did not come.
pub(crate) fn waiting(heading: &'static str, reasons: impl IntoIterator<Item = Option<String>>) -> Node {
    let reason = reasons.into_iter().flatten().next();
    let busy = if reason.is_none() { "true" } else { "false" };
    // A reader who has just come here is on this heading. When the screen takes its place, the focus goes to the screen's own.
    on_cleanup(|| {
        if document::has_focus("h1") {
            request_animation_frame(|| document::focus("main h1"));
        }
    });
    el("div")
        .class("lesson")
        .attr("aria-busy", busy)
        .add(el("h1").class("h-tool").attr("tabindex", "-1").add(heading))
        .add(reason.map(|reason| el("p").attr("role", "alert").add(reason)))
        .into()
}

/// Why a content file did not come, if it did not.
pub(crate) fn why<T>(content: Content<T>) -> Option<String> {
    content.and_then(Result::err)
}
