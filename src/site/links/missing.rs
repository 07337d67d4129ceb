//! The wording of links that lead nowhere, with what they may have meant.

use super::document::Check;
use super::near::{destination, fixed, relative, web_address};
use super::place::Place;
use crate::base::path::SitePath;
use crate::base::stray;
use crate::base::url::{bare, split_scheme};
use crate::content::document::{Reference, markdown};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::code;
use crate::site::series::request::Fault;

impl Check<'_, '_> {
    /// Reports a chart that cannot be drawn.
    pub(super) fn chart(&self, link: &Reference, fault: Fault) -> Diagnostic {
        let all = &self.targets.site.config.series;
        match fault {
            Fault::Series(id) => {
                let known = all.iter().map(|s| s.id.as_str()).collect();
                self.unknown_in_chart(link, &id, known)
            }
            Fault::Figure(series, id) => {
                let known = all[series].figures.iter().map(|f| f.id.as_str()).collect();
                self.unknown_in_chart(link, &id, known)
            }
            Fault::Query(query) => self
                .problem(code::INVALID_CHART_QUERY, link)
                .with("query", query),
        }
    }

    fn unknown_in_chart(&self, link: &Reference, name: &str, known: Vec<&str>) -> Diagnostic {
        self.problem(code::UNKNOWN_CHART_FIGURE, link)
            .with("name", name)
            .with("known", known.join("、"))
            .nearest(name, known)
    }

    /// Reports a destination of which a part is missing, or all of it.
    pub(super) fn cut_off(&self, link: &Reference) -> Diagnostic {
        let form = if link.text.trim().is_empty() {
            "empty"
        } else {
            "part"
        };
        let problem = self.problem(code::INCOMPLETE_LINK, link).with("form", form);
        if form == "empty" {
            problem.hint("empty")
        } else {
            problem
        }
    }

    /// Reports a path of somebody's computer.
    pub(super) fn of_computer(&self, link: &Reference) -> Diagnostic {
        let name = link.text.rsplit(['/', '\\']).next().unwrap_or_default();
        let name = percent_encoding::percent_decode_str(name)
            .decode_utf8()
            .unwrap_or_default();
        let problem = self
            .problem(code::PATH_OF_COMPUTER, link)
            .with("name", &name)
            .hint("file");
        let near = self.document.path.resolve(&name);
        match near.filter(|file| self.targets.files.has(file)) {
            // It was copied already.
            Some(file) => fixed(problem, link, self.path_to(&file)),
            None => problem,
        }
    }

    /// Reports a link out of the site that is no whole address: the page would show its text only.
    pub(super) fn incomplete(&self, link: &Reference) -> Option<Diagnostic> {
        if markdown::is_external(&link.text) {
            return None;
        }
        let (scheme, rest) = split_scheme(&link.text).unwrap_or(("https", &link.text));
        let near = format!("{scheme}://{}", rest.trim_start_matches('/'));
        let problem = self.cut_off(link);
        let is_different = near != *link.text && markdown::is_external(&near);
        Some(if is_different {
            problem.with("nearest", near).hint("nearest")
        } else {
            problem
        })
    }

    /// Reports a link to a file that is not there.
    pub(super) fn missing_file(&self, link: &Reference, file: &SitePath) -> Diagnostic {
        let special = self
            .has_special_name(link)
            .or_else(|| self.case_mismatch(link, file));
        if let Some(problem) = special {
            return problem;
        }
        let code = if link.image {
            code::MISSING_PICTURE
        } else {
            code::LINK_TO_MISSING_FILE
        };
        let problem = self.problem(code, link);
        match web_address(&link.text) {
            Some(url) => problem.with("url", url).hint("web"),
            None if is_left_out(file) => problem.hint("left-out"),
            None => self.nearest_file(problem, file),
        }
    }

    /// Reports what an article of a list is instead, which `reason` names.
    pub(super) fn unfit_pick(
        &self,
        link: &Reference,
        reason: &'static str,
        place: Place,
    ) -> Diagnostic {
        let problem = self.problem(code::MISSING_RELATED_ARTICLE, link);
        let problem = problem.with("place", place.name());
        problem.with("reason", reason).hint(reason)
    }

    /// Reports an article of a list that is not there.
    pub(super) fn missing_pick(&self, reference: &Reference, place: Place) -> Diagnostic {
        let file = self.document.path.resolve(&reference.text);
        let mismatch = file.as_ref().and_then(|f| self.case_mismatch(reference, f));
        if let Some(problem) = mismatch {
            return problem;
        }
        let problem = self
            .problem(code::MISSING_RELATED_ARTICLE, reference)
            .with("place", place.name())
            .with("reason", "missing");
        let problem = match file {
            Some(file) => self.nearest_file(problem, &file),
            None => problem,
        };
        problem.hint("missing")
    }

    /// Returns the file that has just the name that was written, with signs in it that have a
    /// meaning in a link: `图#1.png`, `a%41.png`.
    pub(super) fn named_literally(&self, link: &Reference) -> Option<SitePath> {
        let file = self.document.path.join(&link.text)?;
        (link.text.contains(['#', '?', '%']) && self.targets.files.has(&file)).then_some(file)
    }

    /// Reports a link to a file that has just this name.
    fn has_special_name(&self, link: &Reference) -> Option<Diagnostic> {
        let file = self.named_literally(link)?;
        let code = if link.image {
            code::MISSING_PICTURE
        } else {
            code::LINK_TO_MISSING_FILE
        };
        let near = self.path_to(&file);
        let problem = self.problem(code, link).with("nearest", &near);
        Some(fixed(problem.hint("encoded"), link, near))
    }

    /// Reports a path that differs from a file's in capitals only, which some disks take for the
    /// same.
    fn case_mismatch(&self, link: &Reference, file: &SitePath) -> Option<Diagnostic> {
        let found = self.targets.files.in_capitals(file)?;
        let tail = &link.text[bare(&link.text).len()..];
        let near = format!("{}{tail}", self.path_to(&found.path));
        let is_in_accents = file.as_str().to_lowercase() != found.path.as_str().to_lowercase();
        let form = if is_in_accents { "accents" } else { "capitals" };
        let problem = self
            .problem(code::LINK_CASE_MISMATCH, link)
            .with("form", form)
            .with("nearest", &near)
            .hint(if is_in_accents { "accents" } else { "nearest" });
        Some(fixed(problem, link, near))
    }

    /// Adds a file of the same name elsewhere, or of nearly the same name in the same folder, as a
    /// hint.
    fn nearest_file(&self, problem: Diagnostic, file: &SitePath) -> Diagnostic {
        let files = &self.targets.files;
        let near = match files.named(file.name()) {
            None if self.suggestions.take() => files.neighbour(file),
            found => found,
        };
        match near {
            Some(near) => problem
                .with("nearest", self.path_to(&near.path))
                .hint("nearest"),
            None => problem,
        }
    }

    /// Writes the path of a file from the folder of the document.
    pub(super) fn path_to(&self, file: &SitePath) -> String {
        destination(&relative(self.document.path.folder(), file.as_str()))
    }
}

/// Returns true for a file that is no part of the site for its name, whether it is there or not.
fn is_left_out(file: &SitePath) -> bool {
    let mut parts = file.as_str().split('/');
    parts.any(|part| stray::is_hidden(part.as_bytes()))
        || stray::is_left_behind(file.name().as_bytes())
}
