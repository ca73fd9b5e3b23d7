//! What the tests that read the sources need to know of an item: whether it is there for tests alone.

/// Whether an item is compiled for tests alone.
pub(crate) fn is_of_tests(item: &syn::Item) -> bool {
    attributes(item).iter().any(is_for_tests)
}

/// `#[cfg(test)]`, `#[cfg(all(test, …))]` and `#[test]`.
fn is_for_tests(attribute: &syn::Attribute) -> bool {
    match &attribute.meta {
        syn::Meta::Path(path) => path.is_ident("test"),
        syn::Meta::List(list) => {
            let condition = list.tokens.to_string();
            list.path.is_ident("cfg")
                && (condition == "test" || condition.starts_with("all") && condition.contains("test"))
        }
        syn::Meta::NameValue(_) => false,
    }
}

fn attributes(item: &syn::Item) -> &[syn::Attribute] {
    match item {
        syn::Item::Const(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Static(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        _ => &[],
    }
}
