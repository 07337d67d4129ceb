//! What the keys of a file are called elsewhere: the reader of YAML itself knows no key.

/// Answers about the names of a file's keys.
#[derive(Clone, Copy)]
pub struct Names {
    /// Returns the keys that an editor may mean by a Chinese name.
    pub chinese: fn(&str) -> Vec<&'static str>,
    /// Returns the key that other programs call by a name.
    pub elsewhere: fn(&str) -> Option<&'static str>,
    /// Returns true if a key may have text of several lines, in which a colon is nothing special.
    pub is_long: fn(&str) -> bool,
}

impl Names {
    /// Keys that have no other names.
    pub const NONE: Names = Names {
        chinese: |_| Vec::new(),
        elsewhere: |_| None,
        is_long: |_| false,
    };

    /// Returns the one key that an editor means by a Chinese name.
    pub fn one(&self, name: &str) -> Option<&'static str> {
        match (self.chinese)(name)[..] {
            [key] => Some(key),
            _ => None,
        }
    }
}
