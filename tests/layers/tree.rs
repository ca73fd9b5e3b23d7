//! A crate's source files as one tree of modules, and the arrows between its files.
//!
//! An arrow leads from the file whose code names something to the file that defines it, through every re-export. A module that
//! declares or re-exports what its own children hold draws none; its own code that uses them does. A call of a method draws one, within a
//! room, when only one type has a method of this name and got it outside of its own file. Code for tests draws none.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::reader::{self, By, Mention, ModulePath, Scope, SourceFile};

/// How many re-exports may stand between a name and its definition. More is a `use` that leads to itself.
const FARTHEST: usize = 16;

/// Methods of collections, which a call means when a type of this crate has one of the same name in another file.
const OF_COLLECTIONS: &[&str] =
    &["contains", "extend", "get", "insert", "iter", "keys", "len", "push", "remove", "values"];

/// The files of `src/`, or a small tree written for a test.
pub(crate) struct SourceTree {
    modules: BTreeMap<ModulePath, Scope>,
    files: BTreeMap<String, SourceFile>,
}

/// One file's code names something that another file defines.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Arrow {
    pub(crate) from: String,
    pub(crate) line: usize,
    pub(crate) to: String,
    pub(crate) name: String,
}

impl fmt::Display for Arrow {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{} names {} of {}", self.from, self.line, self.name, self.to)
    }
}

/// Where a path leads.
enum Place {
    Module(ModulePath),
    Item { file: String, name: String },
}

impl SourceTree {
    /// A tree of files, each with its path below `src/` and its text.
    pub(crate) fn of<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut tree = Self { modules: BTreeMap::new(), files: BTreeMap::new() };
        for (file, text) in files {
            let mut read = reader::read(file, text);
            tree.modules.append(&mut read.modules);
            tree.files.insert(file.to_string(), read);
        }
        tree
    }

    /// Every Rust file of this crate's `src/`, read once.
    pub(crate) fn of_this_crate() -> &'static Self {
        static TREE: OnceLock<SourceTree> = OnceLock::new();
        TREE.get_or_init(Self::read)
    }

    fn read() -> Self {
        let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut found = Vec::new();
        collect(&src, &mut found);
        let files: Vec<(String, String)> = found
            .iter()
            .map(|path| {
                let name = path.strip_prefix(&src).expect("collected below src").to_string_lossy().replace('\\', "/");
                (name, fs::read_to_string(path).expect("sources are UTF-8"))
            })
            .collect();
        assert!(files.len() > 20, "only {} files found: is src/ where this test looks?", files.len());
        Self::of(files.iter().map(|(name, text)| (name.as_str(), text.as_str())))
    }

    /// The files, by their paths below `src/`.
    pub(crate) fn files(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// What the code of one file names, tests included.
    pub(crate) fn mentions(&self, file: &str) -> &[Mention] {
        self.files.get(file).map_or(&[], |read| read.mentions.as_slice())
    }

    /// Every arrow from one file to another.
    pub(crate) fn arrows(&self) -> BTreeSet<Arrow> {
        let mut arrows = BTreeSet::new();
        let elsewhere = self.methods_elsewhere();
        for (from, read) in &self.files {
            let mut arrow = |line: usize, to: &str, name: &str| {
                if to != from {
                    arrows.insert(Arrow { from: from.clone(), line, to: to.to_string(), name: name.to_string() });
                }
            };
            for mention in read.mentions.iter().filter(|mention| !mention.in_test) {
                let Some(Place::Item { file, name }) = self.resolve(&mention.module, &mention.path, FARTHEST) else {
                    continue;
                };
                let is_own_child =
                    || self.modules.iter().any(|(m, s)| s.file == file && m.starts_with(&mention.module));
                if !(mention.by == By::Reexport && is_own_child()) {
                    arrow(mention.line, &file, &name);
                }
            }
            for call in &read.calls {
                if let Some(file) = elsewhere.get(call.name.as_str()).filter(|file| room_of(file) == room_of(from)) {
                    arrow(call.line, file, &call.name);
                }
            }
        }
        arrows
    }

    /// Methods that a type gets in another file than its own, with that file. A name that several types have is left out: only a
    /// compiler knows which one a call means.
    fn methods_elsewhere<'a>(&'a self) -> BTreeMap<&'a str, &'a str> {
        let mut homes: BTreeMap<&str, Vec<(&str, bool)>> = BTreeMap::new();
        for (file, read) in &self.files {
            for method in &read.methods {
                let of = self.resolve(&method.module, &method.of, FARTHEST);
                let is_elsewhere = matches!(of, Some(Place::Item { file: home, .. }) if home != *file);
                homes.entry(&method.name).or_default().push((file, is_elsewhere));
            }
        }
        let only = |(name, homes): (&'a str, Vec<(&'a str, bool)>)| match homes.as_slice() {
            [(file, true)] if !OF_COLLECTIONS.contains(&name) => Some((name, *file)),
            _ => None,
        };
        homes.into_iter().filter_map(only).collect()
    }

    /// Follows a path that is written in `from` to what it names in this crate.
    fn resolve(&self, from: &[String], path: &[String], farthest: usize) -> Option<Place> {
        let farthest = farthest.checked_sub(1)?;
        let (first, rest) = path.split_first()?;
        let place = match first.as_str() {
            "crate" => Place::Module(Vec::new()),
            "self" => Place::Module(from.to_vec()),
            "super" => Place::Module(from.split_last()?.1.to_vec()),
            name => self.look_up(from, name, rest.is_empty(), farthest)?,
        };
        rest.iter().enumerate().try_fold(place, |place, (index, name)| {
            let Place::Module(module) = place else { return Some(place) };
            if name == "super" {
                return Some(Place::Module(module.split_last()?.1.to_vec()));
            }
            let is_last = index + 1 == rest.len();
            // What no line of the module shows was made there by a macro.
            self.look_up(&module, name, is_last, farthest).or_else(|| {
                let file = self.modules.get(&module)?.file.clone();
                Some(Place::Item { file, name: name.clone() })
            })
        })
    }

    /// What a name means in a module. At a path's end an item goes before a module of the same name.
    fn look_up(&self, module: &[String], name: &str, is_last: bool, farthest: usize) -> Option<Place> {
        let scope = self.modules.get(module)?;
        let child = [module, &[name.to_string()]].concat();
        let child = self.modules.contains_key(&child).then_some(Place::Module(child));
        if scope.defined.contains(name) {
            return Some(Place::Item { file: scope.file.clone(), name: name.to_string() });
        }
        if child.is_some() && !is_last {
            return child;
        }
        let named = scope.imported.get(name).and_then(|path| self.resolve(module, path, farthest));
        named.or(child).or_else(|| {
            let farthest = farthest.checked_sub(1)?;
            scope.globs.iter().find_map(|glob| match self.resolve(module, glob, farthest)? {
                Place::Module(inside) => self.look_up(&inside, name, is_last, farthest),
                Place::Item { .. } => None,
            })
        })
    }
}

/// The room of `jose/jwt/claims.rs` is `jose`, that of `cite.rs` is `cite`.
pub(crate) fn room_of(file: &str) -> &str {
    file.split('/').next().unwrap_or(file).trim_end_matches(".rs")
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder below src") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}
