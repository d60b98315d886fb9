//! Tureen keeps a medical device's SOUP file in git and proves that it holds together.

pub mod text;
pub mod standard;
pub mod field;
pub mod source;
pub mod record;
pub mod config;
pub mod dossier;
pub mod reading;
pub mod rules;
