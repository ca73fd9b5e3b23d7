//! Distinguished names: certificates by OpenSSL against the text of RFC 4514, compared part by part.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may end at what it does not expect")]

#[path = "common/certificates.rs"]
mod certificates;

use certificates::certificate;
use grant_lab::x509::{DistinguishedName, DnError};
use proptest::prelude::*;

const GATEWAY: &str = "CN=meter-gateway,O=Example Energy,C=NL";

fn dn(text: &str) -> DistinguishedName {
    DistinguishedName::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn is_subject(text: &str, name: &str) -> bool {
    let (registered, subject) = (dn(text), certificate(name).subject().clone());
    assert_eq!(registered.matches(&subject), subject.matches(&registered), "{text} {name}");
    registered.matches(&subject)
}

#[test]
fn the_string_type_of_a_value_makes_no_difference() {
    for name in ["gateway-a", "printable", "bmp", "teletex"] {
        assert!(is_subject(GATEWAY, name), "{name}");
    }
    // T.61 beyond ASCII is read by nobody in the same way.
    assert!(!is_subject("O=Zähler", "teletex-latin"));
}

#[test]
fn case_and_spaces_make_no_difference_where_the_type_ignores_them() {
    assert!(is_subject(GATEWAY, "spelt"));
    assert!(is_subject("cn=METER-gateway,o=Example  Energy,C=nl", "gateway-a"));
    assert!(is_subject("2.5.4.3=meter-gateway,2.5.4.10=Example Energy,2.5.4.6=NL", "gateway-a"));
    // An attribute of somebody's own: nobody said that its case does not count.
    assert!(dn("1.2.3.4=A").matches(&dn("1.2.3.4=A")) && !dn("1.2.3.4=A").matches(&dn("1.2.3.4=a")));
    assert!(dn("serialNumber=AB-1").matches(&dn("2.5.4.5=ab-1")));
    assert!(dn("O=ZÄHLER").matches(&dn("o=zähler")));
}

#[test]
fn order_number_and_place_of_the_parts_count() {
    for name in ["order", "longer", "comma", "gateway-b", "no-subject"] {
        assert!(!is_subject(GATEWAY, name), "{name}");
    }
    assert!(is_subject("C=NL,O=Example Energy,CN=meter-gateway", "order"));
    assert!(is_subject("CN=meter-gateway\\,O=Example Energy,C=NL", "comma"));
    assert!(!is_subject("CN=meter-gateway\\,O\\=Example Energy", "comma"));
}

#[test]
fn several_attributes_in_one_part_have_no_order_and_none_may_lack() {
    let text = "CN=\\#1 \\<gateway\\>+UID=g-7,O=Zähler \\+ Söhne\\, \\\"Nord\\\",DC=meters,DC=test";
    assert!(is_subject(text, "several"));
    assert!(is_subject(
        "uid=G-7+cn=\\231 \\3Cgateway\\3e,o=Z\\c3\\A4hler \\2b Söhne\\2C \\22Nord\\22,dc=METERS,dc=test",
        "several"
    ));
    assert!(!is_subject("CN=\\#1 \\<gateway\\>,O=Zähler \\+ Söhne\\, \\\"Nord\\\",DC=meters,DC=test", "several"));
    assert!(!dn("CN=a+UID=b").matches(&dn("CN=a,UID=b")));
    assert!(!dn("CN=a+CN=b").matches(&dn("CN=a+CN=a")));
    assert_eq!(dn(text).to_string(), text);
    assert!(dn(&certificate("several").subject().to_string()).matches(certificate("several").subject()));
}

#[test]
fn a_value_in_hexadecimal_is_the_der_of_it() {
    assert!(is_subject("CN=#0c0d6d657465722d67617465776179,O=#130E4578616D706C6520456E65726779,C=NL", "gateway-a"));
    assert!(dn("1.2.3.4=#0500").matches(&dn("1.2.3.4=#0500")));
    assert!(!dn("1.2.3.4=#0500").matches(&dn("1.2.3.4=#040100")));
    assert_eq!(dn("1.2.3.4=#0500").to_string(), "1.2.3.4=#0500");
}

#[test]
fn the_examples_of_rfc_4514_are_read() {
    for text in [
        "UID=jsmith,DC=example,DC=net",
        "OU=Sales+CN=J.  Smith,DC=example,DC=net",
        "CN=James \\\"Jim\\\" Smith\\, III,DC=example,DC=net",
        "CN=Before\\0dAfter,DC=example,DC=net",
        "1.3.6.1.4.1.1466.0=#04024869",
        "CN=Lu\\C4\\8Di\\C4\\87",
        "CN=",
        "O=a=b",
        "CN=\\ a\\ ",
    ] {
        let name = dn(text);
        assert!(name.matches(&dn(&name.to_string())), "{text}");
    }
    assert_eq!(dn("CN=Lu\\C4\\8Di\\C4\\87").to_string(), "CN=Lučić");
}

#[test]
fn a_text_that_is_no_name_says_why() {
    for (text, error) in [
        ("", DnError::Empty),
        ("meter-gateway", DnError::NoType),
        ("=a", DnError::NoType),
        ("CN=a,", DnError::NoType),
        ("CN=a, O=b", DnError::NoType),
        ("CN =a", DnError::NoType),
        ("/C=NL/CN=a", DnError::NoType),
        ("FOO=a", DnError::UnknownType),
        ("9.9.9=a", DnError::UnknownType),
        ("CN= a", DnError::Value),
        ("CN=a ", DnError::Value),
        ("CN=a\\\\ ", DnError::Value),
        ("CN=a;O=b", DnError::Value),
        ("CN=\"a\"", DnError::Value),
        ("CN=a\\", DnError::Value),
        ("CN=a\\zz", DnError::Value),
        ("CN=\\FF", DnError::Value),
        ("CN=#zz", DnError::Hexadecimal),
        ("CN=#0", DnError::Hexadecimal),
        ("CN=#0c05ab", DnError::Hexadecimal),
    ] {
        assert_eq!(DistinguishedName::parse(text).err(), Some(error), "{text:?}");
    }
}

proptest! {
    #[test]
    fn what_is_written_reads_as_the_same_name(values in prop::collection::vec("[ -~äß€\\\\,+\"#;<>=]{0,12}", 1..4)) {
        let hexadecimal = |value: &str| value.bytes().map(|b| format!("\\{b:02x}")).collect::<String>();
        let text: Vec<String> = values.iter().map(|value| format!("CN={}", hexadecimal(value))).collect();
        let name = DistinguishedName::parse(&text.join(",")).unwrap();
        let again = DistinguishedName::parse(&name.to_string());
        prop_assert!(again.is_ok_and(|again| again.matches(&name)), "{}", name);
    }

    #[test]
    fn reading_any_text_ends(text in any::<String>(), near in "[CNOU=,+\\\\# a-f0-9.]{0,40}") {
        let _ = DistinguishedName::parse(&text);
        let _ = DistinguishedName::parse(&near);
    }
}
