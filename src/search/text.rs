//! Texts as the index has them.

use super::normal::NormalForm;
use super::script::{File, quote};

/// What is searched of an article, as printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// Its address without a leading slash.
    pub address: String,
    /// Its title.
    pub title: String,
    /// Its day: `2024-01-18`.
    pub day: String,
    /// Its time: `09:30`; empty if none was given.
    pub time: String,
    /// Index of its category.
    pub category: usize,
    /// What else is searched; the body is the last one.
    pub fields: Vec<String>,
}

impl Text {
    /// Returns the normal form of each field, the title's first.
    pub(super) fn normal(&self, form: &NormalForm) -> Vec<Vec<char>> {
        let fields = [&self.title].into_iter().chain(&self.fields);
        fields.map(|field| normal(form, field)).collect()
    }

    /// Writes its row.
    fn row(&self, number: u32, out: &mut String) {
        out.push('[');
        out.push_str(itoa::Buffer::new().format(number));
        for text in [&self.address, &self.title, &self.day, &self.time] {
            out.push(',');
            quote(out, text);
        }
        out.push(',');
        out.push_str(itoa::Buffer::new().format(self.category));
        out.push_str(",[");
        for (at, field) in self.fields.iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            quote(out, field);
        }
        out.push_str("]]");
    }
}

fn normal(form: &NormalForm, field: &str) -> Vec<char> {
    let mut out = Vec::with_capacity(field.len() / 2);
    form.write(field, &mut out);
    out
}

/// Returns the file of a block of texts with their numbers, which ascend.
pub(super) fn block(segment: &str, block: u32, texts: &[(u32, Text)]) -> File {
    let mut json = String::from("[");
    for (at, (number, text)) in texts.iter().enumerate() {
        if at > 0 {
            json.push_str(",\n");
        }
        text.row(*number, &mut json);
    }
    json.push(']');
    File::new(&format!("{segment}/t{block}"), &json)
}
