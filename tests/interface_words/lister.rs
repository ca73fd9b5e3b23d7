//! Lists the literals of a Rust source that a reader could see.
//!
//! It reads syntax, not types. What a literal is for is told by where it stands: an argument of `.class(…)` is a class, one of `.add(…)` is
//! shown, one that is compared is neither. Anywhere else a literal counts when it looks like words.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};

use crate::rust_items::is_of_tests;

/// Attributes whose value is read out or shown.
const SHOWN_ATTRIBUTES: [&str; 8] = [
    "alt",
    "aria-description",
    "aria-label",
    "aria-roledescription",
    "aria-valuetext",
    "label",
    "placeholder",
    "title",
];

/// Methods whose literals are looked for in a text, or looked up by.
const COMPARING: [&str; 24] = [
    "contains",
    "contains_key",
    "ends_with",
    "eq_ignore_ascii_case",
    "find",
    "get",
    "get_mut",
    "header",
    "matches",
    "position",
    "remove",
    "replace",
    "rfind",
    "rsplit",
    "rsplit_once",
    "split",
    "split_once",
    "starts_with",
    "strip_prefix",
    "strip_suffix",
    "trim_end_matches",
    "trim_matches",
    "trim_start_matches",
    "class",
];

/// Macros whose texts are compared, document something, or tell of a bug to whoever debugs it.
const UNSEEN: [&str; 12] = [
    "assert",
    "assert_eq",
    "assert_ne",
    "debug_assert",
    "debug_assert_eq",
    "debug_assert_ne",
    "panic",
    "todo",
    "unimplemented",
    "unreachable",
    "matches",
    "named",
];

/// A literal that looks as if somebody read it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Found {
    pub(crate) line: usize,
    pub(crate) text: String,
    /// Whether it is what `#[error]` gives an error to say.
    pub(crate) is_of_error: bool,
}

/// Every literal of `source` that a reader could see. `classes` are the class names of the style sheets.
///
/// # Panics
/// When the text is not Rust.
pub(crate) fn words_of(source: &str, classes: &BTreeSet<String>) -> Vec<Found> {
    let file = syn::parse_file(source).unwrap_or_else(|why| panic!("not Rust: {why}\n{source}"));
    let mut lister = Lister { classes, is_shown: false, is_of_error: false, found: BTreeSet::new() };
    lister.visit_file(&file);
    lister.found.into_iter().collect()
}

struct Lister<'a> {
    classes: &'a BTreeSet<String>,
    /// Whether the expression at hand becomes text on the screen as it is.
    is_shown: bool,
    is_of_error: bool,
    found: BTreeSet<Found>,
}

impl Lister<'_> {
    fn literal(&mut self, literal: &syn::LitStr) {
        let text = literal.value();
        let counts = if self.is_shown { has_word(&text) } else { is_words(&text) && !self.is_class(&text) };
        if counts {
            let line = literal.span().start().line;
            self.found.insert(Found { line, text, is_of_error: self.is_of_error });
        }
    }

    fn is_class(&self, text: &str) -> bool {
        text.trim().split(' ').all(|name| self.classes.contains(name))
    }

    fn within(&mut self, is_shown: bool, visit: impl FnOnce(&mut Self)) {
        let was = std::mem::replace(&mut self.is_shown, is_shown);
        visit(self);
        self.is_shown = was;
    }

    /// All but what is a literal itself.
    fn but_literals<'e>(&mut self, all: impl IntoIterator<Item = &'e syn::Expr>) {
        for expression in all {
            if !matches!(bare(expression), syn::Expr::Lit(_)) {
                self.within(false, |lister| lister.visit_expr(expression));
            }
        }
    }

    fn tokens(&mut self, tokens: TokenStream) {
        let mut is_after_hash = false;
        for token in tokens {
            let is_attribute = std::mem::replace(&mut is_after_hash, is_hash(&token));
            match token {
                TokenTree::Group(_) if is_attribute => {}
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Literal(literal) => {
                    if let Ok(syn::Lit::Str(literal)) =
                        syn::parse_str::<syn::Lit>(&literal.to_string()).map(|mut lit| {
                            lit.set_span(literal.span());
                            lit
                        })
                    {
                        self.literal(&literal);
                    }
                }
                _ => {}
            }
        }
    }
}

impl<'ast> Visit<'ast> for Lister<'_> {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        if !is_of_tests(item) {
            self.within(false, |lister| visit::visit_item(lister, item));
        }
    }

    fn visit_lit_str(&mut self, literal: &'ast syn::LitStr) {
        self.literal(literal);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        let name = call.method.to_string();
        let arguments: Vec<&syn::Expr> = call.args.iter().collect();
        // What a method makes of a text is still that text: `"…".to_owned()`.
        let is_joined = ["concat", "join", "into"].contains(&name.as_str());
        let is_whole =
            |of: &syn::Expr| matches!(of, syn::Expr::Lit(_)) || is_joined && matches!(of, syn::Expr::Array(_));
        let is_shown = self.is_shown && is_whole(bare(&call.receiver));
        self.within(is_shown, |lister| lister.visit_expr(&call.receiver));
        match (name.as_str(), arguments.as_slice()) {
            ("class" | "expect", _) => {}
            ("add", [argument]) => {
                // What stands in `el("code")` is of a protocol.
                self.within(!is_code(&call.receiver), |lister| lister.visit_expr(argument));
            }
            ("text", [argument @ syn::Expr::Closure(_)]) => self.within(true, |lister| lister.visit_expr(argument)),
            ("attr" | "maybe" | "live" | "prop", [attribute, value]) => {
                if SHOWN_ATTRIBUTES.iter().any(|shown| is_text(attribute, shown)) {
                    self.within(true, |lister| lister.visit_expr(value));
                }
            }
            (name, arguments) if COMPARING.contains(&name) => self.but_literals(arguments.iter().copied()),
            // These give what their arguments are.
            ("then" | "then_some" | "map_or" | "map_or_else" | "unwrap_or", arguments) => {
                arguments.iter().for_each(|argument| self.visit_expr(argument));
            }
            (_, arguments) => {
                self.within(false, |lister| arguments.iter().for_each(|argument| lister.visit_expr(argument)));
            }
        }
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        let is = |names: &[&str]| match &*call.func {
            syn::Expr::Path(path) => {
                path.path.segments.last().is_some_and(|last| names.contains(&&*last.ident.to_string()))
            }
            _ => false,
        };
        // Signals' views hand on what they show, and so does what only wraps a text.
        let is_shown =
            is(&["announce", "counted"]) || self.is_shown && is(&["live", "Some", "from", "Borrowed", "when", "keyed"]);
        self.within(is_shown, |lister| call.args.iter().for_each(|argument| lister.visit_expr(argument)));
    }

    fn visit_expr_binary(&mut self, binary: &'ast syn::ExprBinary) {
        if matches!(binary.op, syn::BinOp::Eq(_) | syn::BinOp::Ne(_)) {
            self.but_literals([&*binary.left, &*binary.right]);
        } else {
            visit::visit_expr_binary(self, binary);
        }
    }

    fn visit_expr_if(&mut self, branch: &'ast syn::ExprIf) {
        self.within(false, |lister| lister.visit_expr(&branch.cond));
        self.visit_block(&branch.then_branch);
        if let Some((_, other)) = &branch.else_branch {
            self.visit_expr(other);
        }
    }

    fn visit_expr_match(&mut self, choice: &'ast syn::ExprMatch) {
        self.within(false, |lister| lister.visit_expr(&choice.expr));
        choice.arms.iter().for_each(|arm| self.visit_arm(arm));
    }

    fn visit_expr_index(&mut self, index: &'ast syn::ExprIndex) {
        self.visit_expr(&index.expr);
        self.but_literals([&*index.index]);
    }

    fn visit_block(&mut self, block: &'ast syn::Block) {
        let last = block.stmts.len().saturating_sub(1);
        for (at, statement) in block.stmts.iter().enumerate() {
            let is_shown = self.is_shown && at == last;
            self.within(is_shown, |lister| lister.visit_stmt(statement));
        }
    }

    /// What is compared with is not shown.
    fn visit_pat(&mut self, _: &'ast syn::Pat) {}

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let name = call.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
        if UNSEEN.contains(&name.as_str()) {
            return;
        }
        match Punctuated::<syn::Expr, syn::Token![,]>::parse_terminated.parse2(call.tokens.clone()) {
            Ok(all) => {
                let (classes, is_shown, is_of_error) = (self.classes, self.is_shown, self.is_of_error);
                let mut inside = Lister { classes, is_shown, is_of_error, found: BTreeSet::new() };
                all.iter().for_each(|expression| inside.visit_expr(expression));
                self.found.append(&mut inside.found);
            }
            Err(_) => self.tokens(call.tokens.clone()),
        }
    }

    /// `#[error("…")]` is what an error says; other attributes say nothing to a reader.
    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        if attribute.path().is_ident("error")
            && let syn::Meta::List(list) = &attribute.meta
        {
            self.is_of_error = true;
            self.tokens(list.tokens.clone());
            self.is_of_error = false;
        }
    }
}

/// The expression without parentheses and references around it.
fn bare(expression: &syn::Expr) -> &syn::Expr {
    match expression {
        syn::Expr::Paren(inner) => bare(&inner.expr),
        syn::Expr::Reference(inner) => bare(&inner.expr),
        _ => expression,
    }
}

fn is_hash(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(mark) if mark.as_char() == '#')
}

/// Whether the element that is built is `el("code")`.
fn is_code(expression: &syn::Expr) -> bool {
    match bare(expression) {
        syn::Expr::MethodCall(call) => is_code(&call.receiver),
        syn::Expr::Call(call) => call.args.first().is_some_and(|tag| is_text(tag, "code")),
        _ => false,
    }
}

fn is_text(expression: &syn::Expr, text: &str) -> bool {
    matches!(bare(expression), syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(literal), .. }) if literal.value() == text)
}

/// Whether a text that is shown has a word in it: two letters in a row, outside of the places that are filled.
fn has_word(text: &str) -> bool {
    runs(&without_places(text)).any(|run| run.chars().count() > 1)
}

/// Whether a text looks like words wherever it stands: it begins with a capital and goes on in small letters, it has two words with a space
/// between them, or a word that a space at its end would join to another text.
fn is_words(text: &str) -> bool {
    let text = without_places(text);
    let mut first = text.trim_start_matches(|c: char| !c.is_alphanumeric()).chars();
    let is_capitalised = first.next().is_some_and(char::is_uppercase) && first.next().is_some_and(char::is_lowercase);
    let is_word = |run: &str| run.chars().all(|c| c.is_alphabetic() || c == '’' || c == '\'');
    // A letter alone can be the article beside a word.
    let sizes = text.split(' ').map(|part| part.trim_matches(|c: char| ",.;:!?…()“”\n".contains(c)));
    let sizes: Vec<usize> = sizes.map(|run| if is_word(run) { run.chars().count() } else { 0 }).collect();
    let has_two = sizes.windows(2).any(|pair| pair.iter().all(|size| *size > 0) && pair.iter().any(|size| *size > 1));
    let is_name = || runs(&text).all(|run| run.chars().all(char::is_uppercase));
    let has_edge = text.starts_with([' ', ',']) || text.ends_with(' ');
    let has_edge = sizes.len() > 1 && has_edge && sizes.iter().any(|size| *size > 1) && !is_name();
    let is_only_one_case = || !text.contains(char::is_whitespace) && text.contains(['-', '/', '_', '=', '<', '>', '#']);
    (is_capitalised && !is_only_one_case()) || has_two || has_edge
}

/// Letters in a row.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic()).filter(|run| !run.is_empty())
}

/// The text without its `{…}`.
fn without_places(text: &str) -> String {
    let mut without = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        without.push_str(before);
        let Some((_, tail)) = after.split_once('}') else { break };
        rest = tail;
    }
    without + rest
}
