//! Search in long sorted lists from a guess: lists of the same things are nearly in step.

use std::cmp::Ordering;

/// Finds the index of the item that `compare` calls equal, in a sorted list, starting at `guess`.
///
/// It costs the logarithm of how far off the guess is, not of how long the list is.
pub fn near<T>(items: &[T], guess: usize, compare: impl Fn(&T) -> Ordering) -> Option<usize> {
    let guess = guess.min(items.len());
    let (mut low, mut high) = (guess, guess);
    let mut step = 1;
    // What is sought is neither before `low` nor from `high` on, once both loops have ended.
    while low > 0 && compare(&items[low - 1]) != Ordering::Less {
        high = low;
        low = low.saturating_sub(step);
        step *= 2;
        if compare(&items[low]) == Ordering::Less {
            break;
        }
    }
    step = 1;
    while high < items.len() && compare(&items[high]) != Ordering::Greater {
        low = high;
        high = (high + step).min(items.len());
        step *= 2;
    }
    items[low..high]
        .binary_search_by(compare)
        .ok()
        .map(|i| low + i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn from_any_guess_it_finds_what_a_whole_search_finds() {
        for length in 0..40 {
            let items: Vec<usize> = (0..length).map(|i| 2 * i).collect();
            for guess in 0..length + 3 {
                for sought in 0..2 * length + 2 {
                    let found = near(&items, guess, |i| i.cmp(&sought));
                    assert_eq!(
                        found,
                        items.binary_search(&sought).ok(),
                        "{sought} in {length} from {guess}"
                    );
                }
            }
        }
    }
}
