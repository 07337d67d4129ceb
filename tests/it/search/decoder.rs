//! Reads the files of an index as their description says, without a line of the program but the
//! normal form.

use std::collections::{BTreeMap, BTreeSet};

use dateline::search::normal::NormalForm;
use serde_json::Value;

use crate::support::Tree;

/// The files of an index.
pub(crate) struct Index {
    files: BTreeMap<String, Value>,
    form: &'static NormalForm,
}

/// A text of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) number: u64,
    pub(crate) address: String,
    pub(crate) title: String,
    pub(crate) day: String,
    pub(crate) time: String,
    pub(crate) category: u64,
    pub(crate) fields: Vec<String>,
}

impl Row {
    fn of(value: &Value) -> Row {
        let text = |at: usize| value[at].as_str().unwrap().to_owned();
        let fields = value[6].as_array().unwrap();
        Row {
            number: value[0].as_u64().unwrap(),
            address: text(1),
            title: text(2),
            day: text(3),
            time: text(4),
            category: value[5].as_u64().unwrap(),
            fields: fields
                .iter()
                .map(|f| f.as_str().unwrap().to_owned())
                .collect(),
        }
    }

    /// Returns true if one of its fields has a string of the normal form.
    pub(crate) fn has(&self, form: &NormalForm, query: &str) -> bool {
        let mut fields = [&self.title].into_iter().chain(&self.fields);
        fields.any(|field| form.text(field).contains(query))
    }
}

impl Index {
    pub(crate) fn of(public: &Tree) -> Index {
        let mut files: BTreeMap<String, Value> = BTreeMap::new();
        for (path, bytes) in public {
            let Some(name) = path
                .strip_prefix("search/")
                .and_then(|p| p.strip_suffix(".js"))
            else {
                continue;
            };
            let text = String::from_utf8(bytes.clone()).unwrap();
            let call = format!("dl(\"{name}\",");
            let json = text
                .strip_prefix(&call)
                .and_then(|rest| rest.strip_suffix(")\n"));
            let json = json.unwrap_or_else(|| panic!("{path}: {text}"));
            assert!(!text.contains(['<', '\u{2028}', '\u{2029}']), "{path}");
            files.insert(name.to_owned(), serde_json::from_str(json).unwrap());
        }
        let fold = files["meta"]["fold"].as_bool().unwrap();
        Index {
            files,
            form: NormalForm::new(fold),
        }
    }

    pub(crate) fn meta(&self) -> &Value {
        &self.files["meta"]
    }

    pub(crate) fn segments(&self) -> &Vec<Value> {
        self.meta()["segments"].as_array().unwrap()
    }

    /// Returns the texts of a segment by their numbers.
    pub(crate) fn rows(&self, segment: &Value) -> BTreeMap<u64, Row> {
        let id = segment["id"].as_str().unwrap();
        let span = segment["span"].as_u64().unwrap();
        let mut rows = BTreeMap::new();
        for (name, value) in &self.files {
            let Some(block) = name.strip_prefix(&format!("{id}/t")) else {
                continue;
            };
            let Ok(block) = block.parse::<u64>() else {
                continue;
            };
            let mut last = None;
            for row in value.as_array().unwrap().iter().map(Row::of) {
                assert_eq!(row.number / span, block, "{name}");
                assert!(last < Some(row.number), "{name}");
                last = Some(row.number);
                rows.insert(row.number, row);
            }
        }
        assert_eq!(
            rows.len() as u64,
            segment["count"].as_u64().unwrap(),
            "{id}"
        );
        rows
    }

    /// Returns the texts of all segments.
    pub(crate) fn all_rows(&self) -> Vec<Row> {
        let segments = self.segments().iter();
        segments.flat_map(|s| self.rows(s).into_values()).collect()
    }

    /// Returns the addresses whose texts have a string, by way of the lists.
    pub(crate) fn search(&self, query: &str) -> BTreeSet<String> {
        let query = self.form.text(query);
        let mut found = BTreeSet::new();
        for segment in self.segments() {
            let rows = self.rows(segment);
            let numbers: Vec<u64> = match segment["kind"].as_str().unwrap() {
                "text" => rows.keys().copied().collect(),
                _ => self.candidates(segment, &query),
            };
            for number in numbers {
                let row = &rows[&number];
                if row.has(self.form, &query) {
                    found.insert(row.address.clone());
                }
            }
        }
        found
    }

    /// Returns the addresses whose texts have a string, by reading all of them.
    pub(crate) fn scan(&self, query: &str) -> BTreeSet<String> {
        let query = self.form.text(query);
        let rows = self.all_rows().into_iter();
        let found = rows.filter(|row| row.has(self.form, &query));
        found.map(|row| row.address).collect()
    }

    /// Returns the numbers whose lists have all grams of a query, each with the next character.
    fn candidates(&self, segment: &Value, query: &str) -> Vec<u64> {
        let chars: Vec<char> = query.chars().collect();
        let mut left: Option<BTreeSet<u64>> = None;
        for length in [2, 3] {
            for (at, gram) in chars.windows(length).enumerate() {
                if length == 3 && gram.iter().any(|c| *c >= '\u{2e80}') {
                    continue;
                }
                let next = chars.get(at + length);
                let list = self.list(segment, &gram.iter().collect::<String>());
                let fits = list.into_iter().filter(|(_, mask)| match (next, mask) {
                    (Some(c), Some(mask)) => mask >> class(*c) & 1 == 1,
                    _ => true,
                });
                let numbers: BTreeSet<u64> = fits.map(|(number, _)| number).collect();
                left = Some(match left {
                    Some(left) => &left & &numbers,
                    None => numbers,
                });
            }
        }
        left.unwrap_or_default().into_iter().collect()
    }

    /// Returns the list of a gram: numbers, with masks where it has any.
    pub(crate) fn list(&self, segment: &Value, gram: &str) -> Vec<(u64, Option<u8>)> {
        let id = segment["id"].as_str().unwrap();
        let shard = shard_of(gram, segment["shards"].as_u64().unwrap() as u32);
        let text = self.files[&format!("{id}/s{shard}")].as_str().unwrap();
        for entry in text.split_terminator(';') {
            let Some(rest) = entry.strip_prefix(gram) else {
                continue;
            };
            if let Some(list) = rest.strip_prefix(':').or_else(|| rest.strip_prefix("!:")) {
                return numbers(list);
            }
            if let Some(pieces) = rest.strip_prefix('*') {
                return self.pieces(id, gram, pieces);
            }
        }
        Vec::new()
    }

    fn pieces(&self, id: &str, gram: &str, pieces: &str) -> Vec<(u64, Option<u8>)> {
        let (width, pieces) = pieces.split_once(':').unwrap();
        let width: u32 = width.parse().unwrap();
        let hex: Vec<String> = gram
            .chars()
            .map(|c| format!("{:x}", u32::from(c)))
            .collect();
        let mut whole = Vec::new();
        for piece in pieces.split(',') {
            let name = format!("{id}/l-{}-{piece}", hex.join("_"));
            let list = numbers(self.files[&name].as_str().unwrap());
            let piece: u64 = piece.parse().unwrap();
            assert!(list.iter().all(|(number, _)| number >> width == piece));
            whole.extend(list);
        }
        whole
    }
}

/// Reads a list.
fn numbers(list: &str) -> Vec<(u64, Option<u8>)> {
    let mut found: Vec<(u64, Option<u8>)> = Vec::new();
    let mut rest = list;
    while !rest.is_empty() {
        let end = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        let distance: u64 = rest[..end].parse().unwrap();
        let number = found.last().map_or(distance, |(last, _)| last - distance);
        rest = &rest[end..];
        let letters: Vec<u8> = rest.bytes().take_while(u8::is_ascii_lowercase).collect();
        rest = &rest[letters.len()..];
        let mask = match letters[..] {
            [] => None,
            [one] => Some(1 << (one - b'a')),
            [upper, lower] => Some((upper - b'i') << 4 | (lower - b'i')),
            _ => panic!("{list}"),
        };
        rest = rest.strip_prefix(',').unwrap_or(rest);
        found.push((number, mask));
    }
    found
}

fn class(c: char) -> u32 {
    u32::from(c).wrapping_mul(0x9e37_79b1) >> 29
}

fn shard_of(gram: &str, shards: u32) -> u32 {
    let mut hash: u32 = 0x811c_9dc5;
    for unit in gram.encode_utf16() {
        hash = (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193);
    }
    hash ^= hash >> 15;
    let mut power = 1;
    while power < shards {
        power *= 2;
    }
    let shard = hash & (power - 1);
    if shard < shards {
        shard
    } else {
        hash & (power / 2 - 1)
    }
}
