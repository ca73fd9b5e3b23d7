//! Sentences with elements in them.

use crate::ui::dom::Node;

/// The sentence `template`, with what `put` makes where `{name}` stands in it.
pub(crate) fn placed(template: &'static str, put: &mut dyn FnMut(&str) -> Node) -> Node {
    let mut all = Vec::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((place, tail)) = after.split_once('}') else { break };
        all.extend([before.into(), put(place)]);
        rest = tail;
    }
    all.push(rest.into());
    Node::Many(all)
}
