//! The size of an RSA key, read from its DER (ITU-T X.690).

const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const SEQUENCE: u8 = 0x30;

/// The identifier of RSA keys, `1.2.840.113549.1.1.1` (RFC 8017 appendix A.1), with its header.
const RSA_ENCRYPTION: [u8; 11] = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];

/// How many bits the modulus of a public key has; none where it is no RSA key.
/// The RFC asks for a bare `RSAPublicKey`, and practice is the `SubjectPublicKeyInfo` that tools write (RFC 6376 section 3.6.1, erratum 3017).
pub(super) fn rsa_bits(der: &[u8]) -> Option<usize> {
    let (key, rest) = element(der, SEQUENCE)?;
    if !rest.is_empty() {
        return None;
    }
    let Some((algorithm, rest)) = element(key, SEQUENCE) else {
        return modulus_bits(key);
    };
    let (bits, rest) = element(rest, BIT_STRING)?;
    let (unused, wrapped) = bits.split_first()?;
    if !algorithm.starts_with(&RSA_ENCRYPTION) || *unused != 0 || !rest.is_empty() {
        return None;
    }
    modulus_bits(element(wrapped, SEQUENCE)?.0)
}

fn modulus_bits(key: &[u8]) -> Option<usize> {
    let (modulus, rest) = element(key, INTEGER)?;
    element(rest, INTEGER)?;
    let zeros = modulus.iter().take_while(|byte| **byte == 0).count();
    let significant = modulus.get(zeros..)?;
    let first = significant.first()?;
    Some(significant.len() * 8 - usize::try_from(first.leading_zeros()).ok()?)
}

/// The content of an element of this type at the start, and what follows it.
fn element(der: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (found, rest) = der.split_first()?;
    let (length, rest) = length(rest)?;
    if *found != tag { None } else { rest.split_at_checked(length) }
}

/// A length: one byte, or the number of bytes it takes and these. Longer ones than four bytes nothing here has.
fn length(der: &[u8]) -> Option<(usize, &[u8])> {
    let (first, rest) = der.split_first()?;
    if *first < 0x80 {
        return Some((usize::from(*first), rest));
    }
    let count = usize::from(first & 0x7f);
    if !(1..=4).contains(&count) {
        return None;
    }
    let (digits, rest) = rest.split_at_checked(count)?;
    Some((digits.iter().fold(0, |length, digit| (length << 8) | usize::from(*digit)), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(tag: u8, content: &[u8]) -> Vec<u8> {
        let length = content.len();
        let head = if length < 0x80 { vec![tag, length as u8] } else { vec![tag, 0x82, (length >> 8) as u8, length as u8] };
        [head, content.to_vec()].concat()
    }

    fn bare(bits: usize) -> Vec<u8> {
        let modulus = [vec![0], vec![0xff; bits / 8]].concat();
        wrapped(SEQUENCE, &[wrapped(INTEGER, &modulus), wrapped(INTEGER, &[1, 0, 1])].concat())
    }

    fn spki(bits: usize) -> Vec<u8> {
        let algorithm = wrapped(SEQUENCE, &[&RSA_ENCRYPTION[..], &[0x05, 0x00]].concat());
        wrapped(SEQUENCE, &[algorithm, wrapped(BIT_STRING, &[vec![0], bare(bits)].concat())].concat())
    }

    #[test]
    fn the_modulus_is_measured() {
        for bits in [512, 768, 1024, 2048, 4096] {
            assert_eq!(rsa_bits(&bare(bits)), Some(bits));
            assert_eq!(rsa_bits(&spki(bits)), Some(bits));
        }
    }

    #[test]
    fn what_is_no_key_has_no_size() {
        let whole = spki(1024);
        for end in 0..whole.len() {
            assert_eq!(rsa_bits(&whole[..end]), None, "cut at {end}");
        }
        let foreign: Vec<u8> = whole.iter().map(|byte| if *byte == 0x86 { 0x87 } else { *byte }).collect();
        assert_eq!(rsa_bits(&foreign), None);
        for der in [&[][..], &[0x30], &[0x30, 0x84, 0xff, 0xff, 0xff, 0xff], &[0x30, 0x80], &[0x30, 0x02, 0x02, 0x00], &[0xff; 40]] {
            assert_eq!(rsa_bits(der), None);
        }
    }
}
