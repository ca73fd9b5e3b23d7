//! What the query before the `#` says about the page as a whole, whatever place it shows: `?embed=1&theme=dark#/learn/6`.

/// The names by which the page around a frame tells this one how to be there. Outside of it they mean nothing.
const OF_FRAMES: [&str; 4] = ["embed", "parent", "id", "run"];

/// The query for the same page in a tab of its own: what only a frame has is left out. With its `?`, or empty.
#[must_use]
pub fn outside(query: &str) -> String {
    let pairs = query.trim_start_matches('?').split('&');
    let kept: Vec<&str> = pairs.filter(|pair| !pair.is_empty() && !is_of_frames(pair)).collect();
    if kept.is_empty() { String::new() } else { ["?", &kept.join("&")].concat() }
}

fn is_of_frames(pair: &str) -> bool {
    OF_FRAMES.contains(&pair.split('=').next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_a_frame_has_is_left_out_of_an_address_for_a_tab() {
        for (inside, query) in [
            ("", ""),
            ("?", ""),
            ("?embed=1", ""),
            ("?embed=1&theme=dark&parent=https://docs.example&id=a&run=1", "?theme=dark"),
            ("?rows=core&policy=openid:drop&embed=0", "?rows=core&policy=openid:drop"),
            ("?embedded=1&run", "?embedded=1"),
        ] {
            assert_eq!(outside(inside), query, "{inside}");
        }
    }
}
