//! Punycode, the ASCII form of internationalised domain labels (RFC 3492), decoded to compare two spellings of a domain.

/// Longest label that is decoded, in bytes (RFC 1035 section 2.3.4). Decoding inserts into the middle, so the length has to be bounded.
const MAX_LABEL: usize = 63;

/// A domain with its A-labels as U-labels; a label that does not decode stays as it is.
pub(super) fn to_unicode(domain: &str) -> String {
    let labels: Vec<String> = domain
        .split('.')
        .map(|label| label.strip_prefix("xn--").filter(|_| label.len() <= MAX_LABEL).and_then(decode).unwrap_or_else(|| label.to_owned()))
        .collect();
    labels.join(".")
}

/// Decodes what stands behind `xn--` (RFC 3492 section 6.2).
fn decode(encoded: &str) -> Option<String> {
    const BASE: u32 = 36;
    const T_MIN: u32 = 1;
    const T_MAX: u32 = 26;
    let (basic, extended) = encoded.rsplit_once('-').unwrap_or(("", encoded));
    let mut output: Vec<char> = basic.chars().collect();
    let (mut n, mut i, mut bias): (u32, u32, u32) = (128, 0, 72);
    let mut digits = extended.bytes();
    while let Some(mut byte) = digits.next() {
        let start = i;
        let mut weight = 1_u32;
        let mut k = BASE;
        loop {
            let digit = match byte {
                b'a'..=b'z' => u32::from(byte - b'a'),
                b'0'..=b'9' => u32::from(byte - b'0') + 26,
                _ => return None,
            };
            i = i.checked_add(digit.checked_mul(weight)?)?;
            let threshold = k.saturating_sub(bias).clamp(T_MIN, T_MAX);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(BASE - threshold)?;
            k += BASE;
            byte = digits.next()?;
        }
        let count = u32::try_from(output.len()).ok()? + 1;
        bias = adapted(i - start, count, start == 0);
        n = n.checked_add(i / count)?;
        i %= count;
        output.insert(i as usize, char::from_u32(n)?);
        i += 1;
    }
    Some(output.into_iter().collect())
}

/// The new bias after a delta (RFC 3492 section 6.1).
fn adapted(delta: u32, count: u32, is_first: bool) -> u32 {
    let mut delta = if is_first { delta / 700 } else { delta / 2 };
    delta += delta / count;
    let mut k = 0;
    while delta > 455 {
        delta /= 35;
        k += 36;
    }
    k + 36 * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_decoded_or_left_alone() {
        for (ascii, unicode) in [
            ("xn--bcher-kva.example", "bücher.example"),
            ("xn--fiqs8s", "中国"),
            ("mail.xn--fsqu00a.cn", "mail.例子.cn"),
            ("xn--80akhbyknj4f", "испытание"),
            ("example.com", "example.com"),
            ("xn--", ""),
            ("xn--99999999999", "xn--99999999999"),
            ("xn--a b", "xn--a b"),
        ] {
            assert_eq!(to_unicode(ascii), unicode, "{ascii}");
        }
    }
}
