//! What releases list as residual, and whether that is what is open (IEC 62304 5.8.2).

use std::collections::{HashMap, HashSet};

use super::link;
use crate::dossier::{KnownAnomaly, Placed};
use crate::record::Release;
use crate::record::release::ResidualAnomaly;
use crate::site::html::text;
use crate::site::version::Version;
use crate::site::words::Words;

/// What the records of a release list as residual: those of the release that is judged, or else all live ones.
pub(super) struct Listed<'v> {
    /// The release records.
    pub records: Vec<Placed<'v>>,
    /// By the anomaly's number in lower case and its SOUP, where one is named.
    anomalies: HashMap<(String, Option<usize>), Placed<'v>>,
}

impl<'v> Listed<'v> {
    /// Reads the lists.
    pub fn of(version: &'v Version<'_>) -> Listed<'v> {
        let dossier = version.dossier();
        let mut records: Vec<Placed<'v>> = dossier.release_records().map(|(record, _)| record).collect();
        if records.is_empty() {
            // Before there is a release, the newest list is what people look at.
            let newest = dossier.releases().max_by_key(|(record, release)| {
                (release.date.as_ref().map(|date| date.value), record.record().id())
            });
            records.extend(newest.map(|(record, _)| record));
        }
        let mut anomalies = HashMap::new();
        for record in &records {
            for residual in record.fields::<Release>().into_iter().flat_map(|it| &it.residual_anomalies) {
                let ResidualAnomaly::Soup(listed) = residual else { continue };
                let Some(id) = &listed.anomaly else { continue };
                let soup = listed.soup.as_ref().and_then(|soup| dossier.find(soup));
                anomalies.insert((id.value.to_ascii_lowercase(), soup.map(|soup| soup.index)), *record);
            }
        }
        Listed { records, anomalies }
    }

    /// Returns the record that lists an anomaly.
    pub fn of_anomaly(&self, known: KnownAnomaly<'_>) -> Option<Placed<'v>> {
        let id = known.id()?.to_ascii_lowercase();
        let soup = known.soup().map(|soup| soup.index);
        self.anomalies.get(&(id.clone(), soup)).or_else(|| self.anomalies.get(&(id, None))).copied()
    }

    /// Returns what is listed and not open.
    pub fn stray(&self, version: &Version<'_>, words: &Words, open: &[KnownAnomaly<'_>]) -> Vec<String> {
        let key = |known: &KnownAnomaly<'_>| {
            Some((known.id()?.to_ascii_lowercase(), known.soup().map(|soup| soup.index)))
        };
        let is_open: HashSet<_> = open.iter().filter_map(key).collect();
        let mut stray: Vec<String> = Vec::new();
        for ((id, soup), record) in &self.anomalies {
            let any = soup.is_none() && is_open.iter().any(|(open, _)| open == id);
            if any || is_open.contains(&(id.clone(), *soup)) {
                continue;
            }
            let soup = soup.map(|index| version.dossier().at_index(index));
            stray.push(words.html(
                "anomalies-stray",
                &[
                    ("anomaly", text(&id.to_uppercase())),
                    ("soup", soup.map_or_else(|| "–".to_owned(), |soup| link(version, soup))),
                    ("release", link(version, *record)),
                ],
            ));
        }
        stray.sort();
        stray
    }
}
