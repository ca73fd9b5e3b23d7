//! From an HTTP message to its parts. The pieces come from the one renderer of messages, so that every reading level shows the same.

use http::{Request, Response};

use super::part::{Annotated, AnnotatedLine, Inside, Item, Kind, Part};
use crate::oauth::client_auth::basic;
use crate::oauth::form::decode_component;
use crate::oauth::http_text::{self, Layout, PartKind, request_parts, response_parts};
use crate::ui::presenter::pieces_of;
use crate::ui::view_model::Piece;

type Piecewise = http_text::Part;

/// A header field's value of more octets than this, without a space, is shown by its ends.
const LONG: usize = 200;

/// A request in parts.
#[must_use]
pub fn annotated_request(request: &Request<Vec<u8>>) -> Annotated {
    read(&request_parts(request, Layout::Explained), place(request.uri().path()), false)
}

/// The response to a request for `path` in parts.
#[must_use]
pub fn annotated_response(response: &Response<Vec<u8>>, path: &str) -> Annotated {
    let mut message = read(&response_parts(response, Layout::Explained), place(path), true);
    for line in &mut message.lines {
        let parts = line.items.iter().filter_map(|item| match item {
            Item::Part(index) => message.parts.get(*index),
            Item::Text(_) => None,
        });
        line.telling = parts.map(|part| (part.kind, part.name.as_str())).any(|part| TELLING.contains(&part));
    }
    message
}

/// What a refusal says first.
const TELLING: [(Kind, &str); 3] =
    [(Kind::Member, "error"), (Kind::Header, "allow"), (Kind::Header, "www-authenticate")];

/// The last segment of a path.
fn place(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

fn read(pieces: &[Piecewise], place: &str, is_response: bool) -> Annotated {
    let mut reader = Reader { pieces, at: 0, place, out: Annotated::default() };
    reader.out.lines.push(AnnotatedLine::default());
    while let Some(piece) = pieces.get(reader.at) {
        match piece.kind {
            PartKind::Method => reader.push(Kind::Method, piece.text.clone(), 1),
            PartKind::Target => reader.push(Kind::Target, piece.text.trim_start_matches('/').to_owned(), 1),
            PartKind::Status => reader.push(Kind::Status, piece.subject.clone(), 1),
            PartKind::HeaderName => reader.header(is_response),
            PartKind::ParamName => reader.parameter(),
            PartKind::JsonName => reader.member(),
            PartKind::Text => {
                let count = reader.run(0, |piece| piece.kind == PartKind::Text);
                reader.push(Kind::Body, "text".to_owned(), count);
            }
            _ => reader.skip(),
        }
    }
    // A last line break ends the last line and begins no other.
    let mut out = reader.out;
    if out.lines.last().is_some_and(|line| line.items.is_empty()) {
        out.lines.pop();
    }
    out
}

struct Reader<'a> {
    pieces: &'a [Piecewise],
    at: usize,
    place: &'a str,
    out: Annotated,
}

impl Reader<'_> {
    /// How many pieces from `self.at + start` on are `wanted`.
    fn run(&self, start: usize, wanted: impl Fn(&Piecewise) -> bool) -> usize {
        self.pieces.iter().skip(self.at + start).take_while(|piece| wanted(piece)).count()
    }

    fn item(&mut self, item: Item) {
        if let Some(line) = self.out.lines.last_mut() {
            line.items.push(item);
        }
    }

    /// A piece that belongs to no part. Line breaks in it end lines, and spaces after them indent.
    fn skip(&mut self) {
        let piece = &self.pieces[self.at];
        self.at += 1;
        if matches!(piece.text.as_str(), "?" | "#" | "&") {
            // A query has a line for each parameter, as a form has.
            self.out.lines.push(AnnotatedLine { indent: 1, ..AnnotatedLine::default() });
        }
        for (index, text) in piece.text.split('\n').enumerate() {
            let mut text = text;
            if index > 0 {
                let rest = text.trim_start_matches(' ');
                self.out
                    .lines
                    .push(AnnotatedLine { indent: (text.len() - rest.len()) / 2, ..AnnotatedLine::default() });
                text = rest;
            }
            if !text.is_empty() {
                let shown = Piecewise { text: text.to_owned(), ..piece.clone() };
                pieces_of(&shown, true).into_iter().for_each(|piece| self.item(Item::Text(piece)));
            }
        }
    }

    /// The next `count` pieces as a part.
    fn push(&mut self, kind: Kind, name: String, count: usize) {
        let taken = &self.pieces[self.at..self.at + count];
        self.at += count;
        let mut part = Part {
            kind,
            name,
            value: String::new(),
            place: self.place.to_owned(),
            pieces: Vec::new(),
            inside: Inside::Nothing,
        };
        let mut after_break = false;
        for piece in taken {
            // A list that belongs to one member stands in one line.
            if kind == Kind::Member && piece.text.contains('\n') {
                after_break = true;
                continue;
            }
            if std::mem::take(&mut after_break) && part.pieces.last().is_some_and(|last| last.text == ",") {
                part.pieces.push(Piece::new(" ", ""));
            }
            if part.inside == Inside::Nothing && matches!(piece.kind, PartKind::Token | PartKind::Secret) {
                part.inside = Inside::of(&piece.text);
            }
            // A certificate, or a proof that is no secret: as long as a token, and read the same way.
            let is_long = piece.kind == PartKind::HeaderValue && piece.text.len() > LONG && !piece.text.contains(' ');
            let shown = Piecewise { kind: if is_long { PartKind::Token } else { piece.kind }, ..piece.clone() };
            part.pieces.extend(pieces_of(&shown, true));
        }
        let index = self.out.parts.len();
        self.out.parts.push(part);
        self.item(Item::Part(index));
    }

    /// Tells the part that was pushed last what its value is.
    fn value(&mut self, value: &str) {
        if let Some(part) = self.out.parts.last_mut() {
            part.value.push_str(value);
        }
    }

    /// A header field. The parameters of an address in it are parts of their own.
    fn header(&mut self, is_response: bool) {
        let name = self.pieces[self.at].text.to_ascii_lowercase();
        let values =
            self.run(2, |piece| matches!(piece.kind, PartKind::HeaderValue | PartKind::Secret | PartKind::Token));
        let value: String =
            self.pieces[self.at + 2..self.at + 2 + values].iter().map(|piece| piece.text.as_str()).collect();
        self.push(Kind::Header, name.clone(), 2 + values);
        let first = value.split([' ', ';', ',']).next().unwrap_or_default().to_ascii_lowercase();
        self.value(&first);
        if name == "authorization"
            && let Some(part) = self.out.parts.last_mut()
            && let Ok((id, secret)) = basic::decode(&value)
        {
            part.inside = Inside::Basic { id: id.as_str().to_owned(), secret: secret.expose().to_owned() };
        }
        // A proof of possession is a token, though nothing about it is secret.
        if name == "dpop"
            && let Some(part) = self.out.parts.last_mut()
        {
            part.inside = Inside::of(&value);
        }
        if is_response {
            let outer = std::mem::replace(&mut self.place, "redirect");
            while let Some(piece) = self.pieces.get(self.at).filter(|piece| !piece.text.contains('\n')) {
                match piece.kind {
                    PartKind::ParamName => self.parameter(),
                    _ => self.skip(),
                }
            }
            self.place = outer;
        }
    }

    /// A parameter: its name, and its value if it has one.
    fn parameter(&mut self) {
        let name = self.pieces[self.at].subject.clone();
        let has_sign = self.pieces.get(self.at + 1).is_some_and(|piece| piece.text == "=");
        let sign = usize::from(has_sign);
        let is_value =
            |piece: &Piecewise| matches!(piece.kind, PartKind::ParamValue | PartKind::Secret | PartKind::Token);
        let values = if has_sign { usize::from(self.run(2, is_value) > 0) } else { 0 };
        let value = self.pieces.get(self.at + 2).filter(|_| values > 0);
        let value = value.map(|piece| decode_component(piece.text.as_bytes()).unwrap_or_default()).unwrap_or_default();
        self.push(Kind::Param, name, 1 + sign + values);
        self.value(&value);
    }

    /// A member: with its value where that is no object and no list of them, by its name alone otherwise.
    fn member(&mut self) {
        let name = self.pieces[self.at].subject.clone();
        let gap = self.run(1, |piece| piece.text == ":" || piece.text.trim().is_empty()) + 1;
        let is_scalar = |piece: &Piecewise| {
            piece.kind != PartKind::Punctuation && piece.kind != PartKind::JsonName && piece.kind != PartKind::Text
        };
        let value = self.pieces.get(self.at + gap);
        let count = match value {
            Some(piece) if is_scalar(piece) => gap + 1,
            Some(piece) if piece.text == "[" => {
                let inside =
                    self.run(gap + 1, |piece| is_scalar(piece) || piece.text == "," || piece.text.trim().is_empty());
                let ends = self.pieces.get(self.at + gap + 1 + inside).is_some_and(|piece| piece.text == "]");
                if ends { gap + 2 + inside } else { 1 }
            }
            _ => 1,
        };
        let value = value.filter(|_| count == gap + 1).map(|piece| piece.text.trim_matches('"').to_owned());
        self.push(Kind::Member, name, count);
        self.value(&value.unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use http::header::{AUTHORIZATION, CONTENT_TYPE, LOCATION};

    use super::*;

    fn lines(message: &Annotated) -> Vec<String> {
        let item = |item: &Item| match item {
            Item::Text(piece) => piece.text.clone(),
            Item::Part(index) => ["[", &message.parts[*index].text(true), "]"].concat(),
        };
        let line = |line: &AnnotatedLine| ["  ".repeat(line.indent), line.items.iter().map(item).collect()].concat();
        message.lines.iter().map(line).collect()
    }

    fn json(body: &str) -> Vec<String> {
        let response = Response::builder().header(CONTENT_TYPE, "application/json").body(body.as_bytes().to_vec());
        lines(&annotated_response(&response.unwrap(), "/x")).split_off(3)
    }

    #[test]
    fn a_form_and_a_query_have_a_part_for_each_parameter() {
        let request = Request::post("https://issuer.test/token?a=1&b")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(b"grant_type=client_credentials&scope=a+b&empty=&".to_vec())
            .unwrap();
        let message = annotated_request(&request);
        let expected = [
            "[POST] [/token]",
            "  ?[a=1]",
            "  &[b] HTTP/1.1",
            "[Host: issuer.test]",
            "[Content-Type: application/x-www-form-urlencoded]",
            "",
            "[grant_type=client_credentials]",
            "&[scope=a+b]",
            "&[empty=]",
            "&",
        ];
        assert_eq!(lines(&message), expected);
        let scope = message.parts.iter().find(|part| part.name == "scope").unwrap();
        assert_eq!((scope.value.as_str(), scope.place.as_str()), ("a b", "token"));
        assert_eq!(scope.decoded(), Some("a b"));
        assert!(message.parts.iter().filter(|part| part.name != "scope").all(|part| part.decoded().is_none()));
    }

    #[test]
    fn a_redirect_is_one_field_and_its_parameters() {
        let response = Response::builder()
            .status(303)
            .header(LOCATION, "https://shop.test/callback?code=c&state=s#x=1")
            .body(Vec::new())
            .unwrap();
        let message = annotated_response(&response, "/sign-in");
        let expected = [
            "HTTP/1.1 [303 See Other]",
            "[Location: https://shop.test/callback]",
            "  ?[code=c]",
            "  &[state=s]",
            "  #[x=1]",
        ];
        assert_eq!(lines(&message), expected);
        assert!(message.parts.iter().filter(|part| part.kind == Kind::Param).all(|part| part.place == "redirect"));
    }

    #[test]
    fn a_member_is_a_part_with_its_value_unless_there_are_members_in_it() {
        assert_eq!(
            json(r#"{"a":1,"b":["x","y"],"c":[],"d":{"e":null},"f":[{"g":true}]}"#),
            [
                "{",
                "  [\"a\": 1],",
                "  [\"b\": [\"x\", \"y\"]],",
                "  [\"c\": []],",
                "  [\"d\"]: {",
                "    [\"e\": null]",
                "  },",
                "  [\"f\"]: [",
                "    {",
                "      [\"g\": true]",
                "    }",
                "  ]",
                "}",
            ]
        );
    }

    #[test]
    fn broken_json_loses_nothing_and_any_other_body_is_one_part() {
        assert_eq!(json(r#"{"a":1,"b":"#), ["{", "  [\"a\": 1],", "  [\"b\"]:"]);
        assert_eq!(json("{\"a\" oops"), ["{\"a\" [oops]"]);
        let response = Response::builder().status(405).body(b"This address takes POST.".to_vec()).unwrap();
        let message = annotated_response(&response, "/token");
        assert_eq!(lines(&message), ["HTTP/1.1 [405 Method Not Allowed]", "", "[This address takes POST.]"]);
    }

    #[test]
    fn a_token_opens_only_where_it_is_one() {
        let bearer = |token: &str| {
            let request = Request::get("https://api.test/orders").header(AUTHORIZATION, ["Bearer ", token].concat());
            let part = annotated_request(&request.body(Vec::new()).unwrap()).parts.pop().unwrap();
            (part.inside, part.value)
        };
        let jwt = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.AAAA";
        assert_eq!(bearer(jwt), (Inside::Jwt(jwt.to_owned()), "bearer".to_owned()));
        assert_eq!(bearer("opaque").0, Inside::Nothing);
        assert_eq!(bearer("eyJhbGciOiJFUzI1NiJ9.x").0, Inside::Nothing);
    }
}
