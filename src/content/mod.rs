//! What an editor writes: articles, `site.yaml` and the files beside them, checked one by one.

pub mod address;
pub mod attachment;
pub mod config;
pub mod copy;
pub mod document;
pub mod headline;
pub mod notes;
pub mod unusable;
pub mod yaml;
