//! The names of pictures that are made of others: each says all that its bytes depend on.

use crate::base::digest::Digest;
use dateline_pixels::Recipe;

/// Returns the key of what is made by a recipe of a picture with these bytes.
///
/// Two files of one key and width have the same bytes, whoever made them.
pub fn key(recipe: &Recipe, source: Digest) -> String {
    let text = recipe.text(format_args!("{source:?}"));
    Digest::of(text.as_bytes()).short(10)
}

/// Names the file made by a recipe of the picture `stem`, with its key, at a width.
pub fn name(recipe: &Recipe, stem: &str, key: &str, width: u32) -> String {
    format!("{stem}.{key}.{width}.{}", recipe.encoding.ending())
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_pixels::{Encoding, Focus, Shape};

    #[test]
    fn a_name_says_what_the_bytes_are_made_of() {
        let recipe = Recipe {
            shape: Shape::Whole,
            focus: Focus::MIDDLE,
            quality: 80,
            encoding: Encoding::Jpeg,
        };
        let named = |recipe: Recipe, bytes: &[u8]| {
            name(&recipe, "雪", &key(&recipe, Digest::of(bytes)), 360)
        };
        let first = named(recipe, b"a");
        assert!(first.starts_with("雪.") && first.ends_with(".360.jpg") && first.len() == 22);
        assert_ne!(first, named(recipe, b"b"));
        let quality = 81;
        assert_ne!(first, named(Recipe { quality, ..recipe }, b"a"));
        let focus = Focus { across: 1, down: 1 };
        assert_eq!(first, named(Recipe { focus, ..recipe }, b"a"));
        let square = Recipe {
            shape: Shape::Square,
            ..recipe
        };
        assert_ne!(named(square, b"a"), named(Recipe { focus, ..square }, b"a"));
    }
}
