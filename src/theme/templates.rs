//! Templates that draw pages.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::{Serialize, Serializer};
use tera::Tera;

use super::engine::Engine;
use super::fragments::{Fragments, Here};
use super::limits::{self, Fault};
use super::load::Theme;
use crate::base::digest::Digest;
use crate::base::envelope::digest;
use crate::diagnostic::code::{self, Code};
use crate::diagnostic::{Diagnostic, Span};

/// The templates of a theme, with what all of them see.
pub struct Templates {
    theme: Arc<Theme>,
    tera: Arc<Tera>,
    /// Those that did not come to an end.
    endless: Mutex<BTreeMap<String, Code>>,
    fragments: Fragments,
}

impl Templates {
    /// Makes the templates of a theme ready: each sees `site`, and the words, besides its page.
    /// `named` are the addresses that `site` has.
    pub fn new(
        theme: Arc<Theme>,
        engine: Engine,
        site: &impl Serialize,
        named: BTreeSet<String>,
    ) -> Templates {
        let Engine(mut tera) = engine;
        let global = tera.global_context();
        global.insert("site", site);
        global.insert("words", theme.words());
        Templates {
            theme,
            tera: Arc::new(tera),
            endless: Mutex::default(),
            fragments: Fragments::new(named),
        }
    }

    /// Returns the theme that they are of.
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// Draws a page, with the fragments that it shares with others.
    pub fn render(
        &self,
        template: &str,
        here: Here,
        page: &impl Serialize,
    ) -> Result<Vec<u8>, Diagnostic> {
        let fragments = self.fragments.get(here, |template, here| {
            let mut context = tera::Context::new();
            context.insert("page", here);
            self.draw(template, context)
        })?;
        let mut context = tera::Context::new();
        context.insert_value("fragments", fragments);
        context.insert("page", page);
        self.draw(template, context)
    }

    fn draw(&self, template: &str, context: tera::Context) -> Result<Vec<u8>, Diagnostic> {
        let is_watched = self.theme.is_watched();
        if is_watched && let Some(code) = self.endless().get(template).copied() {
            return Err(self.excess(code, template));
        }
        let page = if is_watched {
            limits::draw_watched(&self.tera, template, context)
        } else {
            limits::draw(&self.tera, template, &context)
        };
        let code = match page {
            Ok(page) => return Ok(page),
            Err(Fault::Template(error)) => {
                let texts = &self.theme.texts;
                return Err(texts.problem(code::TEMPLATE_FAILED, template, &error));
            }
            Err(Fault::Size) => return Err(self.excess(code::PAGE_TOO_LARGE, template)),
            Err(Fault::Time) => code::TEMPLATE_TIMEOUT,
            Err(Fault::Memory) => code::TEMPLATE_OUT_OF_MEMORY,
        };
        // Its thread goes on, so none is given to it again.
        self.endless().insert(template.to_owned(), code);
        Err(self.excess(code, template))
    }

    fn endless(&self) -> MutexGuard<'_, BTreeMap<String, Code>> {
        self.endless.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reports that a template makes or takes too much.
    fn excess(&self, code: Code, template: &str) -> Diagnostic {
        let path = self
            .theme
            .texts
            .paths
            .path(&format!("templates/{template}"));
        Diagnostic::new(code, Span::file(&path)).with("template", template)
    }
}

/// Data that many pages show, which the template engine takes in once and not for each of them.
#[derive(Clone, Debug)]
pub struct Ready<T> {
    data: T,
    value: tera::Value,
    digest: Digest,
}

impl<T: Serialize> Ready<T> {
    /// Takes data in.
    pub fn shared(data: T) -> Arc<Ready<T>> {
        // Plain structs of texts: the engine has a value for each.
        let value = tera::Value::from_serializable(&data);
        let digest = digest(&data);
        Arc::new(Ready {
            data,
            value,
            digest,
        })
    }
}

impl<T> Deref for Ready<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.data
    }
}

impl<T> Serialize for Ready<T> {
    /// Hands the value to the engine, and its hash to a fingerprint.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            self.value.serialize(serializer)
        } else {
            self.digest.serialize(serializer)
        }
    }
}
