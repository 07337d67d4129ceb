//! Makes pictures of a picture: the whole way from the bytes of one to the bytes of the others.

use super::colour::Colour;
use super::decode::decode;
use super::encode::encode;
use super::fault::Fault;
use super::label::Label;
use super::parts::Parts;
use super::recipe::Recipe;
use super::shrink::Light;
use super::turn::{stored, swapped, upright};

/// Makes one picture for each recipe and width. What each is depends on nothing but the bytes, its
/// recipe and its width.
pub fn derive(bytes: &[u8], wanted: &[(Recipe, u32)]) -> Result<Vec<Vec<u8>>, Fault> {
    let parts = Parts::of(bytes).ok_or(Fault::Broken)?;
    let label = Label::of(&parts);
    let pixels = decode(bytes, &parts)?;
    let turn = parts.orientation;
    let size = swapped((pixels.width, pixels.height), turn);
    // The largest come first: each is made of as few pixels as it can be.
    let mut order: Vec<(u32, usize)> = wanted
        .iter()
        .map(|(recipe, width)| halvings(recipe, *width, size))
        .zip(0..)
        .collect();
    order.sort_unstable();
    let Some((mut done, _)) = order.first().copied() else {
        return Ok(Vec::new());
    };
    let colour = Colour::of(parts.icc.as_deref(), pixels.model);
    let mut light = Light::of(pixels, &colour, done);
    let mut made = vec![Vec::new(); wanted.len()];
    for (halvings, place) in order {
        while done < halvings {
            light = light.halved();
            done += 1;
        }
        let (recipe, width) = wanted[place];
        let whole = swapped((light.width, light.height), turn);
        let part = stored(recipe.shape.part(recipe.focus, whole), whole, turn);
        let height = recipe.shape.height(width, size);
        let shown = light.shown(part, swapped((width, height), turn))?;
        let shown = upright(shown, turn);
        made[place] = encode(shown, recipe.encoding, recipe.quality, &label)?;
    }
    Ok(made)
}

/// Returns how often a picture is halved so that it is still twice as wide as what is wanted.
fn halvings(recipe: &Recipe, width: u32, size: (u32, u32)) -> u32 {
    let [_, _, mut across, _] = recipe.shape.part(recipe.focus, size);
    let mut count = 0;
    while across >= 4.0 * f64::from(width) {
        across /= 2.0;
        count += 1;
    }
    count
}
