//! The renderer: turns views into elements, and keeps what changes up to date.

use std::cell::{Cell, OnceCell};

use leptos::mount::mount_to;
use leptos::prelude::{Owner, RenderEffect, untrack};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Element, Event, HtmlElement};

use super::element::{El, Live, Node, Parts, Text, Value};

const SVG: &str = "http://www.w3.org/2000/svg";

/// Whether there is something behind an address.
type Leads = Box<dyn Fn(&str) -> bool>;

thread_local! {
    /// Whether there is something behind an address, once somebody has said that it is not so of all.
    static LEADS: OnceCell<Leads> = const { OnceCell::new() };
}

/// Has a link whose address `leads` says no to be shown as the text that it is: without an address it is none, for the eye and for
/// assistive technology alike.
pub(crate) fn link_only_to(leads: impl Fn(&str) -> bool + 'static) {
    LEADS.with(|known| drop(known.set(Box::new(leads))));
}

/// What must live as long as a piece of the page is shown: its listeners, and the effects that keep it up to date. Dropping it ends them.
#[derive(Default)]
struct Kept {
    listeners: Vec<Closure<dyn FnMut(Event)>>,
    effects: Vec<RenderEffect<Self>>,
    key: Option<Text>,
}

/// A link that opens in another tab: its address there if that is another one, and what it is to the page that it opens.
pub(crate) struct Elsewhere {
    pub(crate) href: Option<String>,
    pub(crate) rel: &'static str,
}

thread_local! {
    /// Which links open in another tab.
    static LINKS: Cell<fn(&str) -> Option<Elsewhere>> = const { Cell::new(|_| None) };
}

/// Says which links open in another tab, by their address, for all that are made from now on.
pub(crate) fn follow_links(elsewhere: fn(&str) -> Option<Elsewhere>) {
    LINKS.set(elsewhere);
}

/// Shows `view` in the element with this id for as long as the page lives. What was in it goes away in the same task.
pub(crate) fn mount(id: &str, view: impl FnOnce() -> Node + 'static) {
    let Some(parent) = document().get_element_by_id(id) else { return };
    parent.set_text_content(None);
    let parent: HtmlElement = parent.unchecked_into();
    let inside = parent.clone();
    let shown = mount_to(parent, move || {
        let mut kept = Kept::default();
        kept.show(&document(), &inside, None, view());
        std::mem::forget(kept);
    });
    shown.forget();
}

/// Draws `view` where nobody sees it, and takes it away again.
pub(crate) fn rehearse(view: impl FnOnce() -> Node) {
    let owner = Owner::new();
    owner.with(|| {
        let (document, mut kept) = (document(), Kept::default());
        kept.show(&document, &document.create_document_fragment(), None, view());
    });
    owner.cleanup();
}

impl Kept {
    /// Shows `view` inside `parent`, before `end` or at its end.
    fn show(&mut self, document: &Document, parent: &web_sys::Node, end: Option<&web_sys::Node>, view: Node) {
        match view {
            Node::Element(element) => {
                let node = self.element(document, element);
                insert(parent, &node, end);
            }
            Node::Text(text) => insert(parent, &document.create_text_node(&text), end),
            Node::LiveText(text) => {
                let node = document.create_text_node("");
                insert(parent, &node, end);
                self.follow(Box::new(move |_| {
                    let text = text.now();
                    // Writing the same text again would end a reader's selection in it.
                    if node.data() != text {
                        node.set_data(&text);
                    }
                    Self::default()
                }));
            }
            Node::Live(view) => self.live(document, parent, end, None, view),
            Node::Keyed(key, view) => self.live(document, parent, end, Some(key), view),
            Node::Many(views) => {
                for view in views {
                    self.show(document, parent, end, view);
                }
            }
        }
    }

    /// Two comments mark where a changing view begins and ends; what is between them is replaced.
    fn live(
        &mut self,
        document: &Document,
        parent: &web_sys::Node,
        end: Option<&web_sys::Node>,
        key: Option<Live<Text>>,
        view: Live<Node>,
    ) {
        let (from, to) = (document.create_comment(""), document.create_comment(""));
        insert(parent, &from, end);
        insert(parent, &to, end);
        let document = document.clone();
        // What a view makes lasts until the view is made anew: longer than the effect's own owner, which starts over for every key.
        let owner = Owner::new();
        self.follow(Box::new(move |before| {
            let key = key.as_ref().map(|key| key.now());
            if let Some(before) = before {
                if key.is_some() && before.key == key {
                    return before;
                }
                // The old listeners and effects end before their elements go.
                drop(before);
            }
            owner.with_cleanup(|| {
                let shown = if key.is_some() { untrack(|| view.now()) } else { view.now() };
                while let Some(old) = from.next_sibling().filter(|next| !next.is_same_node(Some(&to))) {
                    old.unchecked_ref::<Element>().remove();
                }
                let mut kept = Self { listeners: Vec::new(), effects: Vec::new(), key };
                if let Some(parent) = to.parent_node() {
                    kept.show(&document, &parent, Some(&to), shown);
                }
                kept
            })
        }));
    }

    fn element(&mut self, document: &Document, element: El) -> Element {
        let Parts { tag, is_svg, attributes, properties, listeners, children } = *element.0;
        let made = if is_svg { document.create_element_ns(Some(SVG), tag) } else { document.create_element(tag) };
        let node = made.expect("tags are constants of this crate, and names of elements");
        for (name, value) in attributes {
            self.value(&node, name, value, set_attribute);
        }
        for child in children {
            self.show(document, &node, None, child);
        }
        // After the children: a choice can only be made once the options are there.
        for (name, value) in properties {
            self.value(&node, name, value, set_property);
        }
        for (event, listener) in listeners {
            let listener = Closure::wrap(listener);
            // Adding a listener to an element does not fail.
            let _ = node.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
            self.listeners.push(listener);
        }
        node
    }

    fn value(&mut self, node: &Element, name: &'static str, value: Value, set: fn(&Element, &str, Option<&str>)) {
        match value {
            Value::Fixed(text) => set(node, name, Some(&text)),
            Value::Live(value) => {
                let node = node.clone();
                self.follow(Box::new(move |_| {
                    let text: Option<Text> = value.now();
                    set(&node, name, text.as_deref());
                    Self::default()
                }));
            }
        }
    }

    /// The one place that makes effects, so that there is one kind of them.
    fn follow(&mut self, run: Box<dyn FnMut(Option<Self>) -> Self>) {
        self.effects.push(RenderEffect::new(run));
    }
}

impl Drop for Kept {
    /// Ends the effects inside of effects at once. By themselves they would end a task later, and might before that read a signal that
    /// went away with the view around them.
    fn drop(&mut self) {
        for effect in &self.effects {
            effect.take_value();
        }
    }
}

fn document() -> Document {
    web_sys::window().and_then(|window| window.document()).expect("a page is mounted in a document")
}

fn insert(parent: &web_sys::Node, node: &web_sys::Node, end: Option<&web_sys::Node>) {
    // Fails only if `end` is no child of `parent`, and it was put there by this module.
    let _ = parent.insert_before(node, end);
}

fn set_attribute(node: &Element, name: &str, value: Option<&str>) {
    if name == "href" && node.tag_name() == "A" {
        return set_link(node, value);
    }
    // Fails only for a name that is none, and names are constants of this crate.
    let _ = match value {
        Some(value) => node.set_attribute(name, value),
        None => node.remove_attribute(name),
    };
}

/// The address of a link, and where it opens. One that has said that already is left as it is.
fn set_link(node: &Element, href: Option<&str>) {
    let leads = |address: &str| LEADS.with(|known| known.get().is_none_or(|leads| leads(address)));
    let href = href.filter(|address| leads(address));
    let has_said = node.get_attribute("target").is_some_and(|target| target == "_self");
    let elsewhere = href.filter(|_| !has_said).and_then(LINKS.get());
    let address = elsewhere.as_ref().and_then(|elsewhere| elsewhere.href.as_deref()).or(href);
    let tab = elsewhere.as_ref().map(|elsewhere| ("_blank", elsewhere.rel));
    for (name, value) in
        [("href", address), ("target", tab.map(|(target, _)| target)), ("rel", tab.map(|(_, rel)| rel))]
    {
        let _ = match value {
            Some(value) => node.set_attribute(name, value),
            None if name == "target" && has_said => Ok(()),
            None => node.remove_attribute(name),
        };
    }
}

/// A property that is a text gets the text; `checked` and its like get whether there is one.
fn set_property(node: &Element, name: &str, value: Option<&str>) {
    let value = if name == "value" { value.unwrap_or_default().into() } else { value.is_some().into() };
    let _ = js_sys::Reflect::set(node, &name.into(), &value);
}
