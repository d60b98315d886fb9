//! One build on its way: versions come in one after the other, oldest first, and are written page by page.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::dossier::Placed;
use crate::reading::Desk;
use crate::record::{KINDS, Kind};
use crate::site::again::Found;
use crate::site::commits::Commits;
use crate::site::frames::{Frames, Root, assets, root_frame};
use crate::site::inputs::{self, Inputs};
use crate::site::judged::{Judged, Next};
use crate::site::look::Looks;
use crate::site::pages::Sheet;
use crate::site::pages::record::{Kept, Shown};
use crate::site::search::Index;
use crate::site::standing::Standing;
use crate::site::step::{Faces, Step};
use crate::site::template::{Page, Templates};
use crate::site::version::{Planned, Since, Version};
use crate::site::write::{self, Writer};
use crate::site::{Error, Extras, attachments, dossier, html, pages};
use crate::source::Device;

mod extras;
mod root;

/// One build on its way.
pub(super) struct Build<'b> {
    desk: &'b Desk,
    looks: &'b Looks<'b>,
    /// The templates of the version that was written last.
    templates: Arc<Templates>,
    writer: &'b Writer,
    commits: HashMap<(Device, String), Arc<Commits>>,
    versions: &'b [Planned],
    /// What is there already of each version.
    found: Vec<Found>,
    /// The number of the version whose records are in `faces`.
    last: Option<usize>,
    kept: HashMap<Arc<str>, Kept>,
    /// The records of the version before.
    faces: Option<Faces>,
    /// What each version adds over the one before it: the root of the site is made from these alone.
    steps: Vec<Step>,
    index: Index,
    /// The pages of each version, in the order of the versions.
    pages: Vec<Vec<String>>,
    manifest: Vec<String>,
    /// What else is to be made of each version.
    pub(super) wanted: Extras,
    /// What was made of them: the folder of the version, the file and its size in bytes.
    extras: Vec<(String, String, usize)>,
    /// How many comparisons were written.
    compared: usize,
}

impl<'b> Build<'b> {
    pub(super) fn begin(
        desk: &'b Desk,
        versions: &'b [Planned],
        found: Vec<Found>,
        looks: &'b Looks<'b>,
        writer: &'b Writer,
    ) -> Result<Build<'b>, Error> {
        let mut tips: HashMap<(Device, String), Vec<String>> = HashMap::new();
        for (number, version) in versions.iter().enumerate().filter(|(number, _)| !found[*number].is_all()) {
            let tips = tips.entry((version.device.clone(), version.records.clone())).or_default();
            // A step names the commits that its neighbour lacks, which may be on another line.
            let neighbour = number.checked_sub(1).map(|number| &versions[number]);
            tips.extend([version].into_iter().chain(neighbour).filter_map(|version| version.commit.clone()));
        }
        let mut commits = HashMap::new();
        for ((device, records), mut tips) in tips {
            tips.sort();
            tips.dedup();
            let history = desk.source.history(&tips, &device, &records)?;
            commits.insert((device, records), Arc::new(Commits::new(history)));
        }
        Ok(Build {
            desk,
            looks,
            templates: Arc::new(Templates::new()?),
            writer,
            commits,
            versions,
            found,
            last: None,
            kept: HashMap::new(),
            faces: None,
            steps: Vec::new(),
            index: Index::default(),
            pages: Vec::new(),
            manifest: Vec::new(),
            wanted: Extras::default(),
            extras: Vec::new(),
            compared: 0,
        })
    }

    /// Writes what is not there of one version; what the next one could use again is kept unless it is the last.
    pub(super) fn version(&mut self, next: Next, inputs: &Inputs, is_last: bool) -> Result<(), Error> {
        let Next { number, judged, sarif, previous, neighbour } = next;
        self.keep_until(number)?;
        let planned = &judged.read.planned;
        let since = |before: &Arc<Judged>| Arc::new(Since::of(before, &judged));
        let beside = neighbour.as_ref().map(since);
        let previous = previous.map(|previous| match &beside {
            Some(beside) if Arc::ptr_eq(&beside.before, &previous.read) => Arc::clone(beside),
            Some(_) | None => since(&previous),
        });
        let commits = Arc::clone(&self.commits[&(planned.device.clone(), planned.records.clone())]);
        let templates = self.looks.of(planned)?;
        let words = Arc::clone(&templates.words);
        let version = Version::new(self.desk, Arc::clone(&judged), previous, &commits, words)?;
        if !Arc::ptr_eq(&templates, &self.templates) {
            // What was rendered in another language or look is of no use.
            self.kept.clear();
            self.templates = templates;
        }
        match self.found[number].folder.take() {
            Some(standing) => {
                self.keep_folder(&standing, &planned.folder);
                self.keep_extras(&standing, number)?;
            }
            None => self.folder(&version, inputs, &sarif, is_last)?,
        }

        let before = match &neighbour {
            Some(neighbour) if self.last != number.checked_sub(1) => Some(Faces::of(neighbour, None)),
            Some(_) => self.faces.take(),
            None => None,
        };
        let faces = Faces::of(&judged, before.as_ref());
        let step = Step::of(&version, &faces, before.as_ref().zip(beside.as_deref()));
        self.writer.folder("compare/data")?;
        let file = Step::file(&planned.folder);
        let hash = self.writer.put(&file, step.to_script().as_bytes())?;
        self.manifest.push(manifest_line(&file, &hash));
        let built = |since: &Since| self.versions.iter().any(|version| version.folder == since.folder());
        // On another line than its neighbour a version is compared with both.
        let own = version.since.iter().filter(|since| built(since));
        let other = own.filter(|since| beside.as_ref().is_none_or(|beside| !Arc::ptr_eq(beside, since)));
        for since in beside.iter().chain(other) {
            let page = pages::changes::between(since, &judged.read, &self.templates)?;
            let frame = root_frame(&step.version, Root::Since(since.name()), "", &self.templates)?;
            let hash = self.writer.put(&page.address, frame.fill(&page).as_bytes())?;
            self.manifest.push(manifest_line(&page.address, &hash));
            self.compared += 1;
        }
        self.steps.push(step);
        self.faces = Some(faces);
        self.last = Some(number);
        for error in self.templates.faults() {
            self.looks.note(&self.versions[number], error);
        }
        Ok(())
    }

    /// Takes over what is there of the versions up to a number, that left out.
    ///
    /// # Errors
    /// What is made of one beside its folder cannot be made.
    pub(super) fn keep_until(&mut self, number: usize) -> Result<(), Error> {
        for at in self.steps.len()..number {
            let Found { folder, step, compared } = std::mem::take(&mut self.found[at]);
            let (standing, step) = folder.zip(step).expect("what is not there is made");
            self.keep_folder(&standing, &self.versions[at].folder);
            self.keep_extras(&standing, at)?;
            for file in compared.into_iter().chain([Step::file(&self.versions[at].folder)]) {
                let hash = standing.hash(&file).expect("it was found there");
                self.manifest.push(format!("{hash}  {file}\n"));
                self.writer.keep_file(&file);
                self.compared += usize::from(file.ends_with(".html"));
            }
            self.steps.push(step);
        }
        Ok(())
    }

    /// Takes over a version's folder.
    fn keep_folder(&mut self, standing: &Arc<Standing>, folder: &str) {
        let found = standing.sound(folder).expect("it was found there");
        let pages = found.files().filter(|file| file.ends_with(".html"));
        self.pages.push(pages.map(str::to_owned).collect());
        let lines = found.manifest.lines().map(|line| format!("{}{folder}/{}\n", &line[..66], &line[66..]));
        self.manifest.extend(lines);
        self.manifest.push(format!("{}  {folder}/{}\n", found.hash, write::MANIFEST));
        self.writer.keep(standing, folder);
    }

    /// Writes a version's folder.
    fn folder(
        &mut self,
        version: &Version<'_>,
        inputs: &Inputs,
        sarif: &str,
        is_last: bool,
    ) -> Result<(), Error> {
        let planned = &version.read.planned;
        let frames = Frames::of(version, &self.templates)?;
        let mut manifest = Vec::new();
        let mut pages = Vec::new();

        self.folders(version)?;
        let sheets = self.records(version, &frames, is_last, &mut manifest, &mut pages)?;
        let lists = self.lists(version)?;
        let index = self.index.files(version, &lists, &self.templates.words);
        self.writer.folder(&format!("{}/data/search", planned.folder))?;
        let indexed = index.into_par_iter().map(|(file, text)| {
            let hash = self.writer.put(&format!("{}/{file}", planned.folder), text.as_bytes())?;
            Ok(manifest_line(&file, &hash))
        });
        manifest.extend(indexed.collect::<Result<Vec<_>, Error>>()?);
        let printed = pages::print::pages(version, &self.templates, &sheets, &lists)?;
        let printed: Vec<Page> = printed.into_iter().map(|page| page.with_attributes(version)).collect();
        let written = lists.par_iter().chain(&printed).map(|page| {
            let whole = frames.of_page(&page.address).fill(page);
            if let Some((inside, _)) = page.address.rsplit_once('/') {
                self.writer.folder(&format!("{}/{inside}", planned.folder))?;
            }
            let hash = self.writer.put(&format!("{}/{}", planned.folder, page.address), whole.as_bytes())?;
            Ok((page.address.clone(), hash))
        });
        for (address, hash) in written.collect::<Result<Vec<_>, Error>>()? {
            manifest.push(manifest_line(&address, &hash));
            pages.push(address);
        }
        if let Some(logo) = &self.templates.own.logo {
            self.put(&planned.folder, &format!("assets/{}", logo.name), &logo.bytes, &mut manifest)?;
        }
        for (name, text) in assets(version, &self.templates) {
            self.put(&planned.folder, &format!("assets/{name}"), text.as_bytes(), &mut manifest)?;
        }
        self.put(&planned.folder, "data/soup.csv", pages::soup::csv(version).as_bytes(), &mut manifest)?;
        self.put(&planned.folder, "data/findings.sarif", sarif.as_bytes(), &mut manifest)?;
        self.put(&planned.folder, dossier::FILE, &dossier::render(version), &mut manifest)?;
        let inputs = inputs.clone().with_attachments(version);
        self.put(&planned.folder, inputs::FILE, inputs.to_json().as_bytes(), &mut manifest)?;
        attachments::copy(version, |file, bytes| self.put(&planned.folder, file, bytes, &mut manifest))?;
        manifest.sort();
        let text = manifest.concat();
        let own = self.writer.put(&format!("{}/manifest.sha256", planned.folder), text.as_bytes())?;
        let folder = &planned.folder;
        let lines = manifest.iter().map(|line| format!("{}{folder}/{}", &line[..66], &line[66..]));
        self.manifest.extend(lines);
        self.manifest.push(manifest_line(&format!("{folder}/manifest.sha256"), &own));
        self.extras(version, &sheets, &lists, &manifest)?;
        self.writer.forget();
        pages.sort();
        self.pages.push(pages);
        Ok(())
    }

    fn folders(&self, version: &Version<'_>) -> Result<(), Error> {
        let folder = &version.read.planned.folder;
        for inner in ["approvals", "assets", "clauses", "data", "matrix"] {
            self.writer.folder(&format!("{folder}/{inner}"))?;
        }
        for card in KINDS {
            self.writer.folder(&format!("{folder}/{}", version.addresses().folder(card.kind)))?;
        }
        Ok(())
    }

    /// Writes the pages of all records, and returns them for documents that take them over.
    fn records(
        &mut self,
        version: &Version<'_>,
        frames: &Frames,
        is_last: bool,
        manifest: &mut Vec<String>,
        pages: &mut Vec<String>,
    ) -> Result<Vec<Sheet>, Error> {
        let records: Vec<Placed<'_>> = version.dossier().records().collect();
        let folder = &version.read.planned.folder;
        let (kept, templates, writer) = (&self.kept, &*self.templates, self.writer);
        let made = records.par_iter().map(|record| {
            let path = &version.dossier().placed[record.index].path;
            let before = kept.get(path);
            let shown = Shown::of(version, *record, before);
            let key = shown.key();
            let inner = match before.filter(|before| before.key == key) {
                Some(before) => Arc::clone(&before.inner),
                None => Arc::new(shown.inner(templates)?),
            };
            let page = shown.page(&templates.words).with_attributes(version);
            let beneath = shown.beneath(templates)?;
            let joined = (!beneath.is_empty()).then(|| inner.below(&beneath, &templates.words));
            let (contents, main) =
                joined.as_ref().map_or((&inner.contents, &inner.main), |(contents, main)| (contents, main));
            let whole = frames.of_page(&page.address).fill_with(&page, contents, main);
            let hash = writer.put(&format!("{folder}/{}", page.address), whole.as_bytes())?;
            // Nothing comes after the last version that could use it again.
            let keep = (!is_last).then(|| (Arc::clone(path), Kept::of(&shown, key, Arc::clone(&inner))));
            let (kind, id) = (record.kind(), record.record().id().to_owned());
            Ok((manifest_line(&page.address, &hash), Sheet { kind, id, page, inner, beneath }, keep))
        });
        let made: Vec<_> = made.collect::<Result<_, Error>>()?;
        let mut next: HashMap<Arc<str>, Kept> = HashMap::with_capacity(made.len());
        let mut sheets = Vec::with_capacity(made.len());
        for (line, sheet, keep) in made {
            manifest.push(line);
            pages.push(sheet.page.address.clone());
            next.extend(keep);
            sheets.push(sheet);
        }
        self.kept = next;
        for index in 0..version.dossier().malformed.len() {
            let (page, inner) = pages::record::malformed(version, &self.templates, index)?;
            let page = page.with_attributes(version);
            let whole = frames.of_page(&page.address).fill_with(&page, &inner.contents, &inner.main);
            self.put(folder, &page.address, whole.as_bytes(), manifest)?;
            pages.push(page.address.clone());
            let kind = version.dossier().malformed[index].malformed.kind;
            let (inner, beneath) = (Arc::new(inner), String::new());
            sheets.push(Sheet { kind, id: String::new(), page, inner, beneath });
        }
        Ok(sheets)
    }

    fn lists(&self, version: &Version<'_>) -> Result<Vec<Page>, Error> {
        let templates = &*self.templates;
        type Make<'m> = Box<dyn Fn() -> Result<Vec<Page>, Error> + Send + Sync + 'm>;
        let mut makers: Vec<Make<'_>> = vec![
            Box::new(|| Ok(vec![pages::home::page(version, templates)?])),
            Box::new(|| Ok(vec![pages::soup::page(version, templates)?])),
            Box::new(|| pages::chain::pages(version, templates)),
            Box::new(|| pages::matrix::pages(version, templates)),
            Box::new(|| Ok(vec![pages::findings::page(version, templates)?])),
            Box::new(|| Ok(vec![pages::changes::page(version, templates)?])),
            Box::new(|| Ok(vec![pages::provenance::page(version, templates)?])),
            Box::new(|| Ok(vec![pages::search::page(version, templates)?])),
            Box::new(|| Ok(vec![pages::anomalies::page(version, templates)?])),
            Box::new(|| pages::approvals::pages(version, templates)),
            Box::new(|| pages::clauses::pages(version, templates)),
            Box::new(|| Ok(vec![pages::due::page(version, templates)?])),
            Box::new(|| pages::sheets::pages(version, templates)),
            Box::new(|| Ok(vec![pages::guide::page(version, templates)?])),
            Box::new(|| pages::forms::pages(version, templates)),
        ];
        for card in KINDS.iter().filter(|card| card.kind != Kind::Soup) {
            makers.push(Box::new(move || Ok(vec![pages::list::page(version, templates, card.kind)?])));
        }
        let pages: Vec<Vec<Page>> = makers.par_iter().map(|make| make()).collect::<Result<_, _>>()?;
        Ok(pages.into_iter().flatten().map(|page| page.with_attributes(version)).collect())
    }

    fn put(&self, folder: &str, file: &str, bytes: &[u8], manifest: &mut Vec<String>) -> Result<(), Error> {
        if let Some((inside, _)) = file.rsplit_once('/') {
            self.writer.folder(&format!("{folder}/{inside}"))?;
        }
        let hash = self.writer.put(&format!("{folder}/{file}"), bytes)?;
        manifest.push(manifest_line(file, &hash));
        Ok(())
    }
}

impl Page {
    /// Adds what the script needs to keep a reader on the same page of another version.
    fn with_attributes(mut self, version: &Version<'_>) -> Page {
        let up = if self.address.contains('/') { "../../" } else { "../" };
        self.attributes = format!(
            " data-version=\"{}\" data-page=\"{}\" data-root=\"{up}\"{}",
            html::text(&version.read.planned.folder),
            html::text(&self.address),
            self.attributes
        );
        self
    }
}

/// Returns a line of a manifest, as `sha256sum` writes and reads it.
fn manifest_line(file: &str, hash: &write::Hash) -> String {
    let mut line = String::with_capacity(68 + file.len());
    for byte in hash {
        line.push(char::from_digit(u32::from(byte >> 4), 16).expect("four bits are a digit"));
        line.push(char::from_digit(u32::from(byte & 15), 16).expect("four bits are a digit"));
    }
    line.push_str("  ");
    line.push_str(file);
    line.push('\n');
    line
}
