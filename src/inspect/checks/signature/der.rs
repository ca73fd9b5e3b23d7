//! ECDSA signatures in the spelling of certificates: a DER sequence of R and S, which JWS does not use (RFC 7518 §3.4).

/// R and S side by side, each of `octets / 2` octets, of a signature in DER; `None` when it is none.
pub(super) fn to_raw(signature: &[u8], octets: usize) -> Option<Vec<u8>> {
    let half = octets / 2;
    let (body, rest) = element(signature, 0x30)?;
    let (r, after) = element(body, 0x02)?;
    let (s, end) = element(after, 0x02)?;
    if !rest.is_empty() || !end.is_empty() {
        return None;
    }
    let mut raw = Vec::with_capacity(octets);
    for number in [r, s] {
        // A leading zero octet only keeps the number positive.
        let number = &number[number.iter().take_while(|octet| **octet == 0).count()..];
        raw.resize(raw.len() + half.checked_sub(number.len())?, 0);
        raw.extend_from_slice(number);
    }
    Some(raw)
}

/// The content of an element with this tag, and what follows it. Lengths of two octets are as long as any curve needs.
fn element(octets: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (first, rest) = octets.split_first().filter(|(first, _)| **first == tag)?;
    let _ = first;
    let (length, rest) = match rest.split_first()? {
        (0x81, rest) => rest.split_first()?,
        (length, rest) if *length < 0x80 => (length, rest),
        _ => return None,
    };
    rest.split_at_checked(usize::from(*length))
}

#[cfg(test)]
mod tests {
    use super::to_raw;

    #[test]
    fn numbers_are_stretched_to_their_half_and_lose_the_octet_of_the_sign() {
        let der = [0x30, 0x07, 0x02, 0x02, 0x00, 0x81, 0x02, 0x01, 0x05];
        assert_eq!(to_raw(&der, 4), Some(vec![0, 0x81, 0, 5]));
        assert_eq!(to_raw(&der, 2), Some(vec![0x81, 5]));
    }

    #[test]
    fn what_is_no_such_sequence_is_none() {
        for octets in [&b""[..], &[0x30], &[0x30, 0x80], &[0x30, 3, 2, 1, 1], &[0x30, 6, 2, 1, 1, 2, 1, 1, 9], &[1; 64]]
        {
            assert_eq!(to_raw(octets, 64), None);
        }
        let too_long = [0x30, 0x08, 0x02, 0x03, 1, 2, 3, 0x02, 0x01, 0x05];
        assert_eq!(to_raw(&too_long, 4), None);
    }
}
