//! Reads one source file: its modules, what stands in their scope, and every path that its code names.
//!
//! Comments and strings name nothing. The inside of a macro is read by its tokens, since only the macro knows its grammar.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use crate::rust_items::is_of_tests;

/// A module's path below the crate: `lab::checks` is `["lab", "checks"]`, the crate's root is empty.
pub(crate) type ModulePath = Vec<String>;

/// What a module's own lines put into its scope.
#[derive(Debug)]
pub(crate) struct Scope {
    /// The file that holds the module, by its path below `src/`.
    pub(crate) file: String,
    /// Names of items that are written out here. What a macro makes is not among them.
    pub(crate) defined: BTreeSet<String>,
    /// Names that a `use` binds, each with the path behind it.
    pub(crate) imported: BTreeMap<String, Vec<String>>,
    /// Paths whose content a `use …::*` brings in.
    pub(crate) globs: Vec<Vec<String>>,
}

/// One path that the code names, as it is written there.
#[derive(Debug)]
pub(crate) struct Mention {
    pub(crate) module: ModulePath,
    pub(crate) path: Vec<String>,
    pub(crate) line: usize,
    pub(crate) by: By,
    /// Whether it stands in code that only tests compile.
    pub(crate) in_test: bool,
}

/// What kind of code names a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// `use …`
    Import,
    /// `pub use …`
    Reexport,
    /// `#[…]`
    Attribute,
    /// An expression, a type, a pattern, or a macro's input.
    Code,
}

/// One method that a file gives to a type.
#[derive(Debug)]
pub(crate) struct Method {
    pub(crate) module: ModulePath,
    /// The type's path, as it is written there.
    pub(crate) of: Vec<String>,
    pub(crate) name: String,
}

/// One call of a method: `.name(…)`.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) name: String,
    pub(crate) line: usize,
}

/// Everything that was read from one file. Methods and calls are without those that only tests compile.
#[derive(Debug, Default)]
pub(crate) struct SourceFile {
    pub(crate) modules: BTreeMap<ModulePath, Scope>,
    pub(crate) mentions: Vec<Mention>,
    pub(crate) methods: Vec<Method>,
    pub(crate) calls: Vec<Call>,
}

/// Reads the file at `file` below `src/`.
///
/// # Panics
/// When the text is not Rust.
pub(crate) fn read(file: &str, text: &str) -> SourceFile {
    let parsed = syn::parse_file(text).unwrap_or_else(|why| panic!("src/{file} is not Rust: {why}"));
    let mut reader =
        Reader { file, module: module_of(file), in_test: false, in_body: false, found: SourceFile::default() };
    reader.enter(&parsed.items);
    reader.found
}

/// `lab/checks/mod.rs` is the module `lab::checks`, `lab/cells.rs` is `lab::cells`, `lib.rs` and `main.rs` are the root.
fn module_of(file: &str) -> ModulePath {
    let path = file.trim_end_matches(".rs");
    let path = path.strip_suffix("/mod").unwrap_or(path);
    if path == "lib" || path == "main" { Vec::new() } else { path.split('/').map(str::to_string).collect() }
}

struct Reader<'a> {
    file: &'a str,
    module: ModulePath,
    in_test: bool,
    /// Inside of a function, where a `use` binds nothing for the module.
    in_body: bool,
    found: SourceFile,
}

impl Reader<'_> {
    fn enter(&mut self, items: &[syn::Item]) {
        let scope = Scope {
            file: self.file.to_string(),
            defined: items.iter().filter_map(name_of).collect(),
            imported: BTreeMap::new(),
            globs: Vec::new(),
        };
        self.found.modules.insert(self.module.clone(), scope);
        items.iter().for_each(|item| self.visit_item(item));
    }

    fn mention(&mut self, path: Vec<String>, line: usize, by: By) {
        self.found.mentions.push(Mention { module: self.module.clone(), path, line, by, in_test: self.in_test });
    }

    fn call(&mut self, name: &syn::Ident) {
        if !self.in_test {
            self.found.calls.push(Call { name: name.to_string(), line: name.span().start().line });
        }
    }

    /// Every leaf of a `use`: its path, and the name that it binds.
    fn import(&mut self, tree: &syn::UseTree, before: &[String], by: By) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        let (path, name) = match tree {
            syn::UseTree::Path(path) => return self.import(&path.tree, &with(&path.ident), by),
            syn::UseTree::Group(group) => return group.items.iter().for_each(|tree| self.import(tree, before, by)),
            syn::UseTree::Glob(_) => (before.to_vec(), None),
            syn::UseTree::Name(name) if name.ident == "self" => (before.to_vec(), before.last().cloned()),
            syn::UseTree::Name(name) => (with(&name.ident), Some(name.ident.to_string())),
            syn::UseTree::Rename(as_) if as_.ident == "self" => (before.to_vec(), Some(as_.rename.to_string())),
            syn::UseTree::Rename(as_) => (with(&as_.ident), Some(as_.rename.to_string())),
        };
        if !self.in_body
            && let Some(scope) = self.found.modules.get_mut(&self.module)
        {
            match name {
                Some(name) => {
                    scope.imported.insert(name, path.clone());
                }
                None => scope.globs.push(path.clone()),
            }
        }
        self.mention(path, tree.span().start().line, by);
    }

    /// The paths in a macro's input. A name behind a dot or before a colon is a field or a method.
    fn tokens(&mut self, tokens: TokenStream, by: By) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let is = |at: usize, mark: char| matches!(tokens.get(at), Some(TokenTree::Punct(p)) if p.as_char() == mark);
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at += 1;
            match token {
                TokenTree::Group(group) => self.tokens(group.stream(), by),
                TokenTree::Ident(first) => {
                    let is_member = at > 1 && (is(at - 2, '.') || is(at - 2, ':') && at > 2 && is(at - 3, ':'));
                    let mut path = vec![first.to_string()];
                    while is(at, ':') && is(at + 1, ':') {
                        let Some(TokenTree::Ident(next)) = tokens.get(at + 2) else { break };
                        path.push(next.to_string());
                        at += 3;
                    }
                    let is_field = path.len() == 1 && is(at, ':') && !is(at + 1, ':');
                    let is_call = matches!(tokens.get(at), Some(TokenTree::Group(_)));
                    if is_member && path.len() == 1 && is_call {
                        self.call(first);
                    }
                    if !is_member && !is_field {
                        self.mention(path, first.span().start().line, by);
                    }
                }
                _ => {}
            }
        }
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        let was = self.in_test;
        self.in_test |= is_of_tests(item);
        visit::visit_item(self, item);
        self.in_test = was;
    }

    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        let Some((_, items)) = &module.content else { return };
        self.module.push(module.ident.to_string());
        self.enter(items);
        self.module.pop();
    }

    fn visit_block(&mut self, block: &'ast syn::Block) {
        let was = std::mem::replace(&mut self.in_body, true);
        visit::visit_block(self, block);
        self.in_body = was;
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        if let (None, syn::Type::Path(of), false) = (&item.trait_, &*item.self_ty, self.in_test) {
            let of: Vec<String> = of.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            for item in &item.items {
                if let syn::ImplItem::Fn(function) = item {
                    let (module, name) = (self.module.clone(), function.sig.ident.to_string());
                    self.found.methods.push(Method { module, of: of.clone(), name });
                }
            }
        }
        visit::visit_item_impl(self, item);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        self.call(&call.method);
        visit::visit_expr_method_call(self, call);
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let by = if matches!(item.vis, syn::Visibility::Inherited) { By::Import } else { By::Reexport };
        self.import(&item.tree, &[], by);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.mention(names, path.span().start().line, By::Code);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.visit_path(&call.path);
        self.tokens(call.tokens.clone(), By::Code);
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        let path = attribute.path();
        let names = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.mention(names, path.span().start().line, By::Attribute);
        if let syn::Meta::List(list) = &attribute.meta {
            self.tokens(list.tokens.clone(), By::Attribute);
        }
    }

    /// `pub(in crate::lab)` says who may look in, not what is looked at.
    fn visit_vis_restricted(&mut self, _: &'ast syn::VisRestricted) {}
}

fn name_of(item: &syn::Item) -> Option<String> {
    let name = match item {
        syn::Item::Const(item) => &item.ident,
        syn::Item::Enum(item) => &item.ident,
        syn::Item::Fn(item) => &item.sig.ident,
        syn::Item::Macro(item) => item.ident.as_ref()?,
        syn::Item::Static(item) => &item.ident,
        syn::Item::Struct(item) => &item.ident,
        syn::Item::Trait(item) => &item.ident,
        syn::Item::TraitAlias(item) => &item.ident,
        syn::Item::Type(item) => &item.ident,
        syn::Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}
