//! Lists of numbers, as text.

/// Lists that are shorter have no masks.
const MASKED: usize = 64;

/// An article that holds a gram: its number, and the classes of the characters that follow.
pub(super) type Posting = (u32, u8);

/// Writes a list whose numbers descend.
pub(super) fn write(out: &mut String, list: &[Posting], may_have_masks: bool) {
    write_as(out, list, may_have_masks && list.len() >= MASKED);
}

/// Writes a list with or without masks.
pub(super) fn write_as(out: &mut String, list: &[Posting], has_masks: bool) {
    let mut digits = itoa::Buffer::new();
    let mut last = None;
    for (number, mask) in list {
        if last.is_some() && !has_masks {
            out.push(',');
        }
        out.push_str(digits.format(last.map_or(*number, |last: u32| last - number)));
        last = Some(*number);
        if has_masks {
            push_mask(out, *mask);
        }
    }
}

fn push_mask(out: &mut String, mask: u8) {
    if mask.is_power_of_two() {
        out.push(char::from(b'a' + mask.trailing_zeros() as u8));
    } else {
        out.push(char::from(b'i' + (mask >> 4)));
        out.push(char::from(b'i' + (mask & 15)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_differences() {
        let mut out = String::new();
        write(&mut out, &[(17, 1), (15, 2), (3, 0)], true);
        assert_eq!(out, "17,2,12");
        out.clear();
        write_as(&mut out, &[(17, 2), (15, 0), (3, 0b1010_0001)], true);
        assert_eq!(out, "17b2ii12sj");
    }
}
