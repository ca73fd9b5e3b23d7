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

/// The policies that the page around a frame, or a link, asks for: `policy=openid:drop,refresh:on`.
#[must_use]
pub fn asked_policies(query: &str) -> Option<String> {
    let pairs = form_urlencoded::parse(query.trim_start_matches('?').as_bytes());
    pairs.into_iter().find(|(name, _)| name == "policy").map(|(_, value)| value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policies_that_an_address_asks_for_are_read_as_they_were_meant() {
        for query in ["?policy=openid:drop,refresh:on", "?embed=1&policy=openid%3Adrop%2Crefresh%3Aon"] {
            assert_eq!(asked_policies(query).as_deref(), Some("openid:drop,refresh:on"), "{query}");
        }
        assert_eq!(asked_policies("?policies=openid:drop"), None);
    }

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
