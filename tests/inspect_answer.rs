//! An answer of a token endpoint that was pasted: what is remarked about it, the gravest first.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/pasted.rs"]
mod pasted;

use grant_lab::inspect::{TextKind, read_answer};

use crate::pasted::JWT;

#[test]
fn the_gravest_remark_comes_first_and_cites_its_clause() {
    let text = "HTTP/1.1 200 OK\nContent-Type: text/html\n\n{\"access_token\":\"a\",\"refresh_token\":null,\"expires_in\":\"60\"}";
    let reading = read_answer(text).expect("a token response");
    assert_eq!((reading.kind, reading.status), (TextKind::TokenResponse, Some(200)));
    let codes: Vec<_> = reading.remarks.iter().map(|remark| remark.phrase.code).collect();
    assert_eq!(
        codes,
        [
            "answer_token_type_missing",
            "answer_expires_in_text",
            "answer_content_type",
            "answer_may_be_stored",
            "answer_member_null"
        ]
    );
    assert!(reading.remarks.is_sorted_by_key(|remark| remark.severity));
    assert_eq!(reading.remarks[0].citation.to_string(), "RFC 6749 §5.1");
    assert_eq!(reading.remarks[0].member.as_deref(), Some("token_type"));
    for text in ["hello", JWT, "api.example.com", ""] {
        assert_eq!(read_answer(text), None, "{text}");
    }
}
