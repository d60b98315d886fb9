//! Tureen keeps a medical device's SOUP file in git and proves that it holds together.
//!
//! ```text
//!  work tree ─┐                                          ┌─► diff ───► Diff ─────┐
//!             ├─► source ─► Tree ─► record ─► Dossier ───┼─► rules ──► Findings ─┼─► report
//!  revision ──┘                                          └─► site ◄──────────────┘
//! ```
//!
//! The stages stand below in the order of the pipeline; a stage uses only those above it. From the [`dossier`] on everything
//! is a pure function of values until bytes are written at the very end: only [`source`] reads files, only the site's writer
//! and the command line write them, and no clock, network or environment is looked at.
//!
//! ```
//! use tureen::rules::drawn;
//!
//! let (dossier, past) = drawn::judged("
//! //- soup/SOUP-001.md
//! ---
//! id: SOUP-001
//! title: zlib
//! ---
//! ").expect("the example can be read");
//! let findings = tureen::rules::check(&dossier, &past);
//! assert!(findings.iter().any(|finding| finding.rule.code == "soup-version-missing"));
//! ```

#![forbid(unsafe_code)]

/// Text with places in it.
pub mod text;
/// Which of two versions comes later, where that can be told.
pub mod version;
/// Markdown bodies as HTML that is safe to show.
pub mod markdown;
/// Clauses of standards as data, and the safety class.
pub mod standard;
/// Fields: values with places, read from YAML or TOML, and what is known of each.
pub mod field;
/// The files of one moment, from a work tree or a revision.
pub mod source;
/// Whether a signature of SSH is one of a key that a list in the repository gives.
pub mod signature;
/// Records: one Markdown file each, typed by kind.
pub mod record;
/// One field of a record written anew, every other byte kept.
pub mod edit;
/// What `tureen.toml` says.
pub mod config;
/// Lock files and SBOMs: what is built in.
pub mod inventory;
/// All of one moment, linked and classed.
pub mod dossier;
/// What changed between two moments, and what stands on it.
pub mod diff;
/// A moment of a repository becomes a dossier.
pub mod reading;
/// What came before a moment: what evidence saw, and the previous release.
pub mod past;
/// What falls due, and when.
pub mod due;
/// What an auditor would ask, one file each.
pub mod rules;
/// What a change means for evidence and findings, and what it owes.
pub mod review;
/// What surrounds a record, both ways.
pub mod trace;
/// The edits that move a SOUP to another version.
pub mod bump;
/// Findings, for people and for machines.
pub mod report;
/// Releases and the work tree as pages.
pub mod site;
/// Whether a folder on disk is the site that a repository gives.
pub mod verify;
/// The example device with its history.
pub mod example;
