//! Looks: the templates of each version, as its configuration wants them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::Error;
use super::template::{Own, Templates};
use super::theme::{Logo, Theme};
use super::version::Planned;
use super::words::{ENGLISH, Words};
use crate::reading::Desk;
use crate::source::Moment;

/// The templates of a build, each read once.
pub struct Looks<'b> {
    desk: &'b Desk,
    /// The theme that all versions are given in place of their own.
    theme: Option<Theme>,
    known: Mutex<HashMap<String, Arc<Templates>>>,
    faults: Mutex<Vec<(String, Error)>>,
}

impl<'b> Looks<'b> {
    /// Returns the looks of a build; `theme` is given to all versions in place of their own.
    pub fn new(desk: &'b Desk, theme: Option<Theme>) -> Looks<'b> {
        Looks { desk, theme, known: Mutex::default(), faults: Mutex::default() }
    }

    /// Returns the templates of a version.
    ///
    /// Templates of today show more than those of yesterday knew, so a theme or a logo of a past moment that cannot be used is
    /// left out, and told. One of the work tree, or one that is given, is an error.
    ///
    /// # Errors
    /// A theme, a logo or the words cannot be used.
    pub fn of(&self, planned: &Planned) -> Result<Arc<Templates>, Error> {
        let mut site = planned.site.clone();
        let is_past = matches!(planned.moment, Moment::Revision(_));
        let spare = |error: Error| {
            if !is_past {
                return Err(error);
            }
            self.note(planned, error);
            Ok(())
        };
        let (mut own, mut logo) = (None, None);
        if site.logo.is_some() || site.theme.is_some() {
            let snapshot = self.desk.source.snapshot(&planned.moment)?;
            if let Some(folder) = site.theme.as_ref().filter(|_| self.theme.is_none()) {
                let read = Theme::in_repository(self.desk, &snapshot, &planned.device, &folder.value);
                own = read.map(Some).or_else(|error| spare(error).map(|()| None))?;
            }
            if let Some(path) = &site.logo {
                let bytes = self.desk.source.bytes(&snapshot, &planned.device, &path.value);
                let read = match bytes {
                    Ok(Some(bytes)) => Logo::of(bytes),
                    Ok(None) => Err("there is no such file".to_owned()),
                    Err(error) => Err(error.to_string()),
                };
                let path = format!("{}{}", planned.device.root, path.value);
                let told = |reason| Error::Template { name: path, reason };
                logo = read.map_err(told).map(Some).or_else(|error| spare(error).map(|()| None))?;
            }
        }
        let theme = self.theme.as_ref().or(own.as_ref());
        let digest = theme.map(Theme::digest).unwrap_or_default();
        let key = format!("{site:?} {is_past} {digest} {logo:?}");
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.get(&key) {
            return Ok(Arc::clone(known));
        }
        let words = match Words::themed(&site.language, theme) {
            Ok(words) => words,
            Err(error) => {
                spare(error)?;
                site.language = ENGLISH.to_owned();
                Words::built_in(ENGLISH)?
            }
        };
        let words = Arc::new(words);
        let bare = || Templates::of(Arc::clone(&words), Own { site: site.clone(), logo: logo.clone() });
        let templates = match theme {
            None => Arc::new(bare()?),
            Some(theme) => {
                let instead = Arc::new(bare()?);
                let is_spared = is_past && self.theme.is_none();
                let themed = bare()?.with_theme(theme.clone(), is_spared.then(|| Arc::clone(&instead)));
                let themed = themed.map(|themed| Some(Arc::new(themed)));
                themed.or_else(|error| spare(error).map(|()| None))?.unwrap_or(instead)
            }
        };
        known.insert(key, Arc::clone(&templates));
        Ok(templates)
    }

    /// Keeps what was left out of the look of a version.
    pub fn note(&self, planned: &Planned, error: Error) {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner).push((planned.name.clone(), error));
    }

    /// Returns what was left out, each once, with the version that it was left out of.
    pub fn faults(&self) -> Vec<(String, String)> {
        let faults = self.faults.lock().unwrap_or_else(PoisonError::into_inner);
        let mut told: Vec<(String, String)> =
            faults.iter().map(|(version, error)| (version.clone(), error.to_string())).collect();
        told.sort();
        told.dedup();
        told
    }
}
