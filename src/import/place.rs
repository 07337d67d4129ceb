//! Where a byte of a source is, for people.

/// Lines and columns of a text, asked for in its order.
pub struct Places<'t> {
    text: &'t str,
    at: usize,
    line: usize,
    column: usize,
}

impl<'t> Places<'t> {
    /// Starts at the head of a text.
    pub fn new(text: &'t str) -> Places<'t> {
        Places {
            text,
            at: 0,
            line: 1,
            column: 1,
        }
    }

    /// Returns line and column, from 1, of a byte; a byte before the last one is where that was.
    pub fn of(&mut self, at: usize) -> (usize, usize) {
        let at = self.text.floor_char_boundary(at);
        for c in self.text.get(self.at..at).unwrap_or_default().chars() {
            if c == '\n' {
                self.line += 1;
                self.column = 1;
            } else if c != '\u{feff}' {
                self.column += 1;
            }
        }
        self.at = self.at.max(at);
        (self.line, self.column)
    }
}
