//! Tables as HTML.

use std::fmt::Write;

use pulldown_cmark::{Alignment, TagEnd};

use super::events::{Event, Tag, end_of};
use super::writer::{Table, Writer};

impl<'e> Writer<'e, '_> {
    /// Starts a table; the theme lets it scroll sideways, so the keyboard has to reach it.
    ///
    /// A head without text is left out, and so is a table without anything else.
    pub(super) fn table(&mut self, columns: &'e [Alignment]) {
        let head = self.at + 1;
        let has_head = !self.is_blank_row(head);
        let has_rows = end_of(self.events, head) + 1 < end_of(self.events, self.at);
        if !has_head && !has_rows {
            return self.skip();
        }
        self.table = Table {
            columns,
            ..Table::default()
        };
        self.block("<section class=\"table\"");
        self.attribute("aria-label", (self.words)("table"));
        self.out.push_str(" tabindex=\"0\"><table>\n");
        if !has_head {
            self.at = end_of(self.events, head);
            self.out.push_str("<tbody>\n");
        }
    }

    fn is_blank_row(&self, row: usize) -> bool {
        let inside = &self.events[row + 1..end_of(self.events, row)];
        inside.iter().all(|(event, _)| {
            matches!(
                event,
                Event::Start(Tag::TableCell) | Event::End(TagEnd::TableCell)
            )
        })
    }

    /// Starts a row, of the head or of the body.
    pub(super) fn row(&mut self, in_head: bool) {
        self.table.column = 0;
        self.table.in_head = in_head;
        self.out
            .push_str(if in_head { "<thead>\n<tr>" } else { "<tr>" });
    }

    /// Ends the head; a body follows where there are rows.
    pub(super) fn head_end(&mut self) {
        self.out.push_str("</tr>\n</thead>\n");
        if matches!(
            self.events.get(self.at + 1),
            Some((Event::Start(Tag::TableRow), _))
        ) {
            self.out.push_str("<tbody>\n");
        }
    }

    /// Starts a cell. An empty one heads no column, so it is no `th`.
    pub(super) fn cell(&mut self) {
        let is_empty = matches!(
            self.events.get(self.at + 1),
            Some((Event::End(TagEnd::TableCell), _))
        );
        let table = &mut self.table;
        table.cell = if table.in_head && !is_empty {
            "th"
        } else {
            "td"
        };
        let scope = if table.cell == "th" {
            " scope=\"col\""
        } else {
            ""
        };
        let class = match table.columns.get(table.column) {
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::Center) => " class=\"center\"",
            _ => "",
        };
        table.column += 1;
        _ = write!(self.out, "<{}{scope}{class}>", table.cell);
    }

    /// Ends a cell.
    pub(super) fn cell_end(&mut self) {
        _ = write!(self.out, "</{}>", self.table.cell);
    }

    /// Ends the table.
    pub(super) fn table_end(&mut self) {
        let has_body = !self.out.ends_with("</thead>\n");
        self.out.push_str(if has_body {
            "</tbody>\n</table></section>\n"
        } else {
            "</table></section>\n"
        });
    }
}
