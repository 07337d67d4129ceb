//! What the clock changes next, on the desk.

use super::entries::{Desk, SHOWN, section};
use crate::base::date::Moment;
use crate::site::upcoming::{Reason, Turn};

impl Desk<'_> {
    /// Writes the next moment at which the site differs without a change of a file, with what
    /// happens then.
    pub(super) fn next(self) -> String {
        let head = self.say("desk-next");
        let Some(found) = self.state.public.site.upcoming() else {
            return section("next", &head, &[], &self.say("next-never"));
        };
        let turns = found.turns.iter().take(SHOWN);
        let items: String = turns
            .filter_map(|turn| self.turn(turn, found.moment))
            .collect();
        let more = self.more(found.turns.len()).unwrap_or_default();
        let day = self.day(found.moment.date());
        format!(
            "<section id=\"next\"><h2>{head}</h2><h3>{day}</h3><ul>{items}{more}</ul></section>"
        )
    }

    fn turn(self, turn: &Turn, moment: Moment) -> Option<String> {
        let site = &self.state.public.site;
        let document = site.document(site.find(&turn.path)?)?;
        let note = match turn.reason {
            Reason::Embargo => "desk-out",
            Reason::Expiry => "desk-down",
            Reason::NewsSitemap => "desk-old-news",
            Reason::Period => "desk-topic-over",
        };
        Some(self.item(document, Some(self.at(note, moment))))
    }
}
