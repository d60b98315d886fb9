//! Looks: the templates of each version, in the language that its configuration names.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::Error;
use super::template::Templates;
use super::words::Words;

/// The templates of a build, each language read once.
#[derive(Default)]
pub struct Looks {
    by_language: Mutex<HashMap<String, Arc<Templates>>>,
}

impl Looks {
    /// Returns the templates in a language.
    ///
    /// # Errors
    /// A template or the words cannot be read.
    pub fn of(&self, language: &str) -> Result<Arc<Templates>, Error> {
        let mut looks = self.by_language.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = looks.get(language) {
            return Ok(Arc::clone(known));
        }
        let templates = Arc::new(Templates::of(Arc::new(Words::built_in(language)?))?);
        looks.insert(language.to_owned(), Arc::clone(&templates));
        Ok(templates)
    }
}
