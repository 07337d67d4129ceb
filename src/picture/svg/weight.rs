//! How much becomes of a drawing when a browser draws it: `use` repeats what may repeat something
//! itself, and filters, masks and patterns within each other are painted once for each.

use std::borrow::Cow;
use std::collections::HashMap;

use percent_encoding::percent_decode_str;

use super::fault::Fault;

/// Elements that a drawing may have more by what it repeats than stand in the file.
const MOST: u64 = 100_000;

/// Filters, masks and patterns within each other beyond which a browser takes seconds.
const DEEPEST: u64 = 20;

/// Elements of a drawing by what can be repeated: a part is an element that has a name or an
/// effect, with all in it that is no part itself.
#[derive(Default)]
pub(super) struct Weight {
    parts: Vec<Part>,
    /// The first part of each name, as browsers find it.
    ids: HashMap<String, usize>,
    /// Part of each element that is open, and whether it is in what is drawn only where it is
    /// referred to.
    open: Vec<(usize, bool)>,
}

#[derive(Default)]
struct Part {
    at: usize,
    elements: u64,
    has_effect: bool,
    /// It is drawn only where `url(#…)` names it; of other elements that draws nothing.
    is_definition: bool,
    inner: Vec<usize>,
    references: Vec<Reference>,
}

struct Reference {
    at: usize,
    id: String,
    /// What it names is drawn here again.
    repeats: bool,
    /// It is a `url()`.
    is_address: bool,
}

/// What becomes of a part.
#[derive(Clone, Copy, Default)]
struct Drawn {
    elements: u64,
    effects: u64,
}

impl Weight {
    /// Takes an element that is opened at a place, with its attributes without their prefixes.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, Cow<'_, str>)], at: usize) {
        let is_pattern = name == "pattern";
        let has_effect = is_pattern
            || attributes
                .iter()
                .any(|(name, value)| has_effect(name, value));
        let id = attributes
            .iter()
            .find(|(name, _)| *name == "id")
            .map(|(_, id)| &**id);
        let outer = self.open.last().copied();
        let part = match outer {
            Some((outer, _)) if id.is_none() && !has_effect => outer,
            _ => {
                let part = self.parts.len();
                self.parts.push(Part {
                    at,
                    has_effect,
                    ..Part::default()
                });
                if let Some((outer, _)) = outer {
                    self.parts[outer].inner.push(part);
                }
                part
            }
        };
        if let Some(id) = id {
            self.ids.entry(id.to_owned()).or_insert(part);
        }
        let is_definition = is_pattern || matches!(name, "mask" | "marker" | "clipPath" | "filter");
        if is_definition && id.is_some() {
            self.parts[part].is_definition = true;
        }
        let is_defined = is_definition || outer.is_some_and(|(_, is_defined)| is_defined);
        self.open.push((part, is_defined));
        self.parts[part].elements += 1;
        for (attribute, value) in attributes {
            match *attribute {
                "href" if matches!(name, "use" | "feImage") => {
                    self.refer(
                        part,
                        value.trim().strip_prefix('#').unwrap_or_default(),
                        (true, false),
                        at,
                    );
                }
                _ => {
                    for id in addresses(value) {
                        self.refer(part, id, (is_defined, true), at);
                    }
                }
            }
        }
    }

    /// Takes the end of an element.
    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    /// Notes what an element refers to, as it is written and as it is decoded.
    fn refer(&mut self, part: usize, id: &str, (repeats, is_address): (bool, bool), at: usize) {
        let id: String = id
            .chars()
            .filter(|c| !matches!(c, '\t' | '\r' | '\n'))
            .collect();
        let decoded = percent_decode_str(&id).decode_utf8_lossy().into_owned();
        let references = &mut self.parts[part].references;
        if decoded != id {
            references.push(Reference {
                at,
                id: decoded,
                repeats,
                is_address,
            });
        }
        references.push(Reference {
            at,
            id,
            repeats,
            is_address,
        });
    }

    /// Checks what becomes of the whole, in a time that grows with the number of parts and
    /// references.
    pub(super) fn check(&self) -> Result<(), Fault> {
        let drawn = self.drawn()?;
        let written: u64 = self.parts.iter().map(|part| part.elements).sum();
        if drawn
            .first()
            .is_some_and(|whole| whole.elements.saturating_sub(written) > MOST)
        {
            let references = self
                .parts
                .iter()
                .flat_map(|part| &part.references)
                .filter(|r| r.repeats);
            let weights =
                references.filter_map(|r| Some((drawn[*self.ids.get(&r.id)?].elements, r)));
            // Of equal ones the first.
            let heaviest = weights.reduce(|most, next| if next.0 > most.0 { next } else { most });
            return heaviest.map_or(Ok(()), |(_, r)| {
                Err(Fault::unknown("uses", &*r.id).at(r.at..r.at))
            });
        }
        let deep = self
            .parts
            .iter()
            .zip(&drawn)
            .find(|(part, drawn)| part.has_effect && drawn.effects > DEEPEST);
        deep.map_or(Ok(()), |(part, _)| {
            Err(Fault::unknown("effects", "").at(part.at..part.at))
        })
    }

    /// Returns what becomes of each part.
    ///
    /// One that is drawn within itself is a fault: browsers leave it out at a different place for
    /// every way that leads there, so that no number computed once would hold.
    fn drawn(&self) -> Result<Vec<Drawn>, Fault> {
        let mut drawn: Vec<Drawn> = Vec::with_capacity(self.parts.len());
        drawn.extend(self.parts.iter().map(|p| Drawn {
            elements: p.elements,
            effects: u64::from(p.has_effect),
        }));
        let ways = self.ways();
        let mut is_begun = vec![false; self.parts.len()];
        let mut is_done = vec![false; self.parts.len()];
        // Parts that wait for what is in them, each with how many of those are done.
        let mut waiting = vec![(0, 0)];
        while let Some((part, next)) = waiting.last_mut() {
            let at = *part;
            is_begun[at] = true;
            match ways[at].get(*next).copied() {
                None => {
                    is_done[at] = true;
                    waiting.pop();
                }
                Some((target, reference)) if is_done[target] => {
                    *next += 1;
                    let inner = drawn[target];
                    let effects =
                        u64::from(self.parts[at].has_effect).saturating_add(inner.effects);
                    drawn[at].effects = drawn[at].effects.max(effects);
                    if reference.is_none_or(|r| r.repeats) {
                        drawn[at].elements = drawn[at].elements.saturating_add(inner.elements);
                    }
                }
                Some((target, reference)) if is_begun[target] => {
                    let place = reference.map_or(0, |r| r.at);
                    let id = reference.map(|r| r.id.clone()).unwrap_or_default();
                    return Err(Fault::unknown("loop", id).at(place..place));
                }
                Some((target, _)) => waiting.push((target, 0)),
            }
        }
        Ok(drawn)
    }

    /// Returns the parts that each part leads to, with the reference where it is one.
    fn ways(&self) -> Vec<Vec<(usize, Option<&Reference>)>> {
        self.parts.iter().map(|part| self.ways_of(part)).collect()
    }

    fn ways_of<'a>(&'a self, part: &'a Part) -> Vec<(usize, Option<&'a Reference>)> {
        let mut ways: Vec<_> = part.inner.iter().map(|inner| (*inner, None)).collect();
        for reference in &part.references {
            if let Some(to) = self.ids.get(&reference.id).copied()
                && (!reference.is_address || self.parts[to].is_definition)
            {
                ways.push((to, Some(reference)));
            }
        }
        ways
    }
}

/// Returns true if an attribute puts a filter or a mask on its element.
fn has_effect(name: &str, value: &str) -> bool {
    match name {
        "style" => value
            .split(';')
            .filter_map(|part| part.split_once(':'))
            .any(|(name, value)| is_effect(name, value)),
        name => is_effect(name, value),
    }
}

/// Returns true if a property of a style is a filter or a mask.
fn is_effect(property: &str, value: &str) -> bool {
    let property = property.trim().to_ascii_lowercase();
    let is_known = matches!(
        property.trim_start_matches("-webkit-"),
        "filter" | "mask" | "mask-image" | "backdrop-filter"
    );
    is_known && !value.trim().is_empty() && !value.trim().eq_ignore_ascii_case("none")
}

/// Returns the names of parts that a value refers to by `url(#…)`.
fn addresses(value: &str) -> impl Iterator<Item = &str> {
    value.split('(').skip(1).filter_map(|rest| {
        let address = rest[..rest.find(')').unwrap_or(rest.len())].trim();
        address.trim_matches(['"', '\'']).trim().strip_prefix('#')
    })
}
