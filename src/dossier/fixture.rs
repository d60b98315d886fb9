//! A dossier written as one string, for examples and tests (see [`crate::source::fixture`]).

use std::sync::Arc;

use super::{Dossier, Judged, Parses, named_files};
use crate::config::Config;
use crate::inventory::{Inventories, Readings};
use crate::source::fixture;

/// Assembles the dossier of an example.
///
/// # Errors
/// Says what is wrong with the example's configuration, where that is no TOML.
pub fn assemble(example: &str, judged: Judged) -> Result<Dossier, String> {
    let mut tree = fixture::tree(example);
    let (config, faults) =
        Config::parse(&fixture::config(example)).map_err(|faults| format!("{faults:?}"))?;
    let mut dossier = Dossier::assemble(&tree, Arc::new(config), faults, judged, &Parses::default());
    let (named, hashed) = named_files(&dossier);
    fixture::attach(&mut tree, example, &named, &hashed);
    dossier.attachments = tree.attachments;
    let names = &dossier.config.inventory.files;
    let named = names.iter().map(|name| (name, fixture::files_named(example, &name.value))).collect();
    dossier.inventory = Inventories::assemble(&dossier.config.inventory, named, &Readings::default());
    Ok(dossier)
}
