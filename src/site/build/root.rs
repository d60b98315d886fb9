//! The root of the site: the list of versions, histories, and what pages of versions learn from it.

use rayon::prelude::*;

use super::{Build, manifest_line};
use crate::reading;
use crate::site::frames::{Root, root_frame, running, shared};
use crate::site::step::Fold;
use crate::site::template::asset;
use crate::site::{Built, Error, html, pages, write};

impl Build<'_> {
    /// Writes the root of the site.
    pub(in crate::site) fn finish(self) -> Result<Built, Error> {
        let newest = self.versions.last().expect("a plan has at least one version");
        if !self.steps.iter().any(|step| step.version.records > 0) {
            return Err(Error::Reading(reading::Error::Nothing {
                folder: format!("{}{}", newest.device.root, newest.records),
                moment: newest.moment.name().to_owned(),
            }));
        }
        // The newest version may not have been written now, and the root speaks its language.
        let templates = self.looks.of(newest)?;
        let fold = Fold::of(&self.steps);
        let last = fold.versions.last().expect("a plan has at least one version");
        let mut manifest = self.manifest;
        let frame = |depth, current: &str| root_frame(last, Root::All(depth), current, &templates);
        for folder in ["assets", "history"] {
            self.writer.folder(folder)?;
        }
        let fixed = [
            pages::versions::page(&fold, &self.extras, &templates)?,
            pages::versions::soups(&fold, &templates)?,
            pages::compare::page(&fold, &templates)?,
        ];
        for page in &fixed {
            let depth = page.address.matches('/').count();
            let whole = frame(depth, &page.address)?.fill(page);
            let hash = self.writer.put(&page.address, whole.as_bytes())?;
            manifest.push(manifest_line(&page.address, &hash));
        }
        let around = frame(1, "")?;
        let written = pages::history::pages(&fold, &templates)?.into_par_iter().map(|page| {
            let hash = self.writer.put(&page.address, around.fill(&page).as_bytes())?;
            Ok(manifest_line(&page.address, &hash))
        });
        let written: Vec<String> = written.collect::<Result<_, Error>>()?;
        let commit = last.commit.as_deref().map(html::short).unwrap_or_default();
        let words = &templates.words;
        let running =
            running(&last.device.name, words.say("base-all-versions"), commit, &last.as_of, true, words);
        let script = pages::versions::script(&fold, &self.pages, &self.extras);
        let own = [("compare.js", asset("compare.js").to_owned())];
        if let Some(logo) = &templates.own.logo {
            let file = format!("assets/{}", logo.name);
            manifest.push(manifest_line(&file, &self.writer.put(&file, &logo.bytes)?));
        }
        for (name, text) in shared(&templates).chain(own) {
            let file = format!("assets/{name}");
            manifest.push(manifest_line(&file, &self.writer.put(&file, text.as_bytes())?));
        }
        for (file, text) in
            [("assets/running.css", &*running), ("versions.js", &script), (write::MARKER, write::MARKER_TEXT)]
        {
            manifest.push(manifest_line(file, &self.writer.put(file, text.as_bytes())?));
        }
        let pages =
            written.len() + self.pages.iter().map(Vec::len).sum::<usize>() + self.compared + fixed.len();
        let pages = pages + self.extras.iter().filter(|(_, file, _)| file.ends_with(".html")).count();
        manifest.extend(written);
        manifest.sort_by(|one, two| one[66..].cmp(&two[66..]));
        self.writer.put("manifest.sha256", manifest.concat().as_bytes())?;
        Ok(Built {
            versions: self.steps.into_iter().map(|step| step.version).collect(),
            pages,
            kept: 0,
            refused: Vec::new(),
            extras: self.extras.into_iter().map(|(_, file, bytes)| (file, bytes)).collect(),
            unchanged: false,
            skipped: Vec::new(),
            complete: !self.desk.source.is_shallow(),
            faults: Vec::new(),
        })
    }
}
