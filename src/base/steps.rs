//! Looking for few characters in a text: most are stepped over by their first bytes.

/// How many bytes to step over by the first byte of a character; none where it may be one of those
/// that are looked for.
pub(crate) struct Steps([u8; 256]);

impl Steps {
    /// Makes the table; `sought` are the first and last of ranges of first bytes.
    pub(crate) const fn to(sought: &[(u8, u8)]) -> Steps {
        let mut steps = [0; 256];
        let mut byte = 0;
        while byte < steps.len() {
            steps[byte] = length(byte as u8) as u8;
            byte += 1;
        }
        let mut range = 0;
        while range < sought.len() {
            let mut byte = sought[range].0 as usize;
            while byte <= sought[range].1 as usize {
                steps[byte] = 0;
                byte += 1;
            }
            range += 1;
        }
        Steps(steps)
    }

    /// Returns the byte of the next character that may be sought, from the start `at` of one on.
    pub(crate) fn next(&self, text: &str, mut at: usize) -> Option<usize> {
        loop {
            match self.0[usize::from(*text.as_bytes().get(at)?)] {
                0 => return Some(at),
                step => at += usize::from(step),
            }
        }
    }
}

/// Returns the length of the character that starts with a byte.
pub(crate) const fn length(first: u8) -> usize {
    match first {
        0xf0.. => 4,
        0xe0.. => 3,
        0xc0.. => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sought_is_found_among_characters_of_every_length() {
        static STEPS: Steps = Steps::to(&[(b'<', b'>'), (0xef, 0xef)]);
        let text = "a<é山𠮷，>";
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(next) = STEPS.next(text, at) {
            let c = text[next..].chars().next().unwrap();
            found.push(c);
            at = next + c.len_utf8();
        }
        assert_eq!(found, ['<', '，', '>']);
    }
}
