//! The builder: elements with attributes, listeners and children.

use std::borrow::Cow;
use std::rc::Rc;

use web_sys::Event;

/// Text that is shown, or the value of an attribute.
pub(crate) type Text = Cow<'static, str>;

/// A closure whose result is shown, and shown again whenever a signal that it read changes.
pub(crate) type Live<T> = Box<dyn Now<T>>;

/// What [`Live`] holds. A boxed `Fn` would bring three ways to call it for each of the page's closures, and this one is all it takes.
pub trait Now<T> {
    /// The result as it is now. The signals that it reads are followed.
    fn now(&self) -> T;
}

impl<T, F: Fn() -> T> Now<T> for F {
    fn now(&self) -> T {
        self()
    }
}

/// What is called when an event happens.
pub(super) type Listener = Box<dyn FnMut(Event)>;

/// A view.
pub enum Node {
    /// An element.
    Element(El),
    /// Text.
    Text(Text),
    /// A view that changes. Everything in it is made anew, so a control that may have focus should be outside of it.
    Live(Live<Self>),
    /// A view that is made anew only when its key changes, whatever else the signals in it do.
    Keyed(Live<Text>, Live<Self>),
    /// Text that changes.
    LiveText(Live<Text>),
    /// Several views in a row.
    Many(Vec<Self>),
}

/// The value of an attribute or a property.
pub enum Value {
    /// One that stays.
    Fixed(Text),
    /// One that changes; `None` takes the attribute away.
    Live(Live<Option<Text>>),
}

/// An element under construction. One pointer wide, because it is handed from call to call: with its parts inside, copying them was a
/// tenth of the module.
pub struct El(pub(super) Box<Parts>);

/// What an element will have.
pub(super) struct Parts {
    pub(super) tag: &'static str,
    pub(super) is_svg: bool,
    pub(super) attributes: Vec<(&'static str, Value)>,
    pub(super) properties: Vec<(&'static str, Value)>,
    pub(super) listeners: Vec<(&'static str, Listener)>,
    pub(super) children: Vec<Node>,
}

/// An HTML element.
#[must_use]
pub(crate) fn el(tag: &'static str) -> El {
    made(tag, false)
}

/// An SVG element.
#[must_use]
pub(crate) fn svg(tag: &'static str) -> El {
    made(tag, true)
}

#[inline(never)]
fn made(tag: &'static str, is_svg: bool) -> El {
    let (attributes, properties) = (Vec::new(), Vec::new());
    El(Box::new(Parts { tag, is_svg, attributes, properties, listeners: Vec::new(), children: Vec::new() }))
}

/// A view that changes with the signals that `view` reads.
pub(crate) fn live<T: Into<Node>>(view: impl Fn() -> T + 'static) -> Node {
    Node::Live(Box::new(move || view().into()))
}

/// A view that is made anew when `key` has another value, and only then: what `view` reads is not followed.
pub(crate) fn keyed<K: Into<Text>, T: Into<Node>>(
    key: impl Fn() -> K + 'static,
    view: impl Fn() -> T + 'static,
) -> Node {
    Node::Keyed(Box::new(move || key().into()), Box::new(move || view().into()))
}

/// A view that is there while `is` says so. It is made anew only when it comes back: what `view` reads is not followed.
pub(crate) fn when<T: Into<Node>>(is: impl Fn() -> bool + 'static, view: impl Fn() -> T + 'static) -> Node {
    when_boxed(Box::new(is), Box::new(move || view().into()))
}

fn when_boxed(is: Live<bool>, view: Live<Node>) -> Node {
    let is = Rc::new(is);
    let key = Rc::clone(&is);
    keyed(move || if key.now() { "1" } else { "" }, move || is.now().then(|| view.now()))
}

/// Each method is compiled for every type of argument, so each hands on at once to one that is compiled once.
impl El {
    /// The classes.
    #[must_use]
    pub fn class(self, names: impl Into<Value>) -> Self {
        self.attr("class", names)
    }

    /// An attribute. A boolean one has the value `""`.
    #[must_use]
    #[inline(never)]
    pub fn attr(self, name: &'static str, value: impl Into<Value>) -> Self {
        self.set(name, value.into())
    }

    /// A link that opens in its place wherever it is, because it takes along what no address may carry. To be said before its `href`.
    #[must_use]
    pub fn stays(self) -> Self {
        self.attr("target", "_self")
    }

    /// An attribute that is there only if it has a value.
    #[must_use]
    #[inline(never)]
    pub fn maybe(self, name: &'static str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.set(name, value.into()),
            None => self,
        }
    }

    /// An attribute that changes; `None` takes it away.
    #[must_use]
    pub fn live<T: Into<Text>>(self, name: &'static str, value: impl Fn() -> Option<T> + 'static) -> Self {
        self.set_live(name, Box::new(move || value().map(Into::into)))
    }

    /// What is in a field (`value`), or whether a box is ticked (`checked`, ticked when `Some`): the property, not the attribute.
    #[must_use]
    pub fn prop<T: Into<Text>>(self, name: &'static str, value: impl Fn() -> Option<T> + 'static) -> Self {
        self.set_property(name, Box::new(move || value().map(Into::into)))
    }

    /// Listens to an event.
    #[must_use]
    pub fn on(self, event: &'static str, listener: impl FnMut(Event) + 'static) -> Self {
        self.listen(event, Box::new(listener))
    }

    /// Adds a child, or several.
    #[must_use]
    #[inline(never)]
    pub fn add(self, child: impl Into<Node>) -> Self {
        self.push(child.into())
    }

    /// Adds text that changes.
    #[must_use]
    pub fn text<T: Into<Text>>(self, text: impl Fn() -> T + 'static) -> Self {
        self.push_text(Box::new(move || text().into()))
    }

    #[inline(never)]
    fn set(mut self, name: &'static str, value: Value) -> Self {
        self.0.attributes.push((name, value));
        self
    }

    #[inline(never)]
    fn set_live(self, name: &'static str, value: Live<Option<Text>>) -> Self {
        self.set(name, Value::Live(value))
    }

    #[inline(never)]
    fn set_property(mut self, name: &'static str, value: Live<Option<Text>>) -> Self {
        self.0.properties.push((name, Value::Live(value)));
        self
    }

    #[inline(never)]
    fn listen(mut self, event: &'static str, listener: Listener) -> Self {
        self.0.listeners.push((event, listener));
        self
    }

    #[inline(never)]
    fn push(mut self, child: Node) -> Self {
        self.0.children.push(child);
        self
    }

    #[inline(never)]
    fn push_text(self, text: Live<Text>) -> Self {
        self.push(Node::LiveText(text))
    }
}

/// Views in a row, each of any type that can be a view: `nodes!["a ", el("b").add("c")]`.
macro_rules! nodes {
    ($($node:expr),* $(,)?) => { $crate::ui::dom::Node::Many(vec![$($crate::ui::dom::Node::from($node)),*]) };
}
pub(crate) use nodes;

impl From<El> for Node {
    fn from(element: El) -> Self {
        Self::Element(element)
    }
}

impl From<&'static str> for Node {
    fn from(text: &'static str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<Text> for Node {
    fn from(text: Text) -> Self {
        Self::Text(text)
    }
}

impl<T: Into<Self>> From<Option<T>> for Node {
    fn from(view: Option<T>) -> Self {
        view.map_or_else(|| Self::Many(Vec::new()), Into::into)
    }
}

impl<T: Into<Self>> From<Vec<T>> for Node {
    fn from(views: Vec<T>) -> Self {
        views.into_iter().collect()
    }
}

impl<T: Into<Self>, const N: usize> From<[T; N]> for Node {
    fn from(views: [T; N]) -> Self {
        views.into_iter().collect()
    }
}

impl<T: Into<Self>> FromIterator<T> for Node {
    fn from_iter<I: IntoIterator<Item = T>>(views: I) -> Self {
        let mut all = Vec::new();
        for view in views {
            all.push(view.into());
        }
        Self::Many(all)
    }
}

impl From<&'static str> for Value {
    fn from(text: &'static str) -> Self {
        Self::Fixed(Cow::Borrowed(text))
    }
}

impl From<Text> for Value {
    fn from(text: Text) -> Self {
        Self::Fixed(text)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Fixed(Cow::Owned(text))
    }
}
