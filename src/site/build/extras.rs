//! What is made of a version beside its folder: one archive, one file.

use super::{Build, manifest_line};
use crate::site::pages::Sheet;
use crate::site::standing::Standing;
use crate::site::template::Page;
use crate::site::version::{Planned, Version};
use crate::site::{Error, Extras, archive, single, write};

impl Extras {
    /// Returns the files that are to be made of a version, from the root of the site. What is no release is not handed out as
    /// an archive.
    pub(in crate::site) fn files(self, version: &Planned) -> Vec<String> {
        let archive = self.archive && version.tag.is_some();
        let mut files = Vec::new();
        files.extend(self.single_file.then(|| single_of(&version.folder)));
        files.extend(archive.then(|| archive_of(&version.folder)));
        files
    }

    /// Returns whether a site has the files that are to be made of a version, and no others of the sort.
    pub(in crate::site) fn are_all(self, version: &Planned, standing: &Standing) -> bool {
        let wanted = self.files(version);
        let all = [single_of(&version.folder), archive_of(&version.folder)];
        all.iter().all(|file| standing.holds(file) == wanted.contains(file))
    }

    /// Returns whether a version's folder in a site is enough: all pages in one file cannot be made from it.
    pub(in crate::site) fn can_be_had(self, version: &Planned, standing: &Standing) -> bool {
        !self.single_file || standing.holds(&single_of(&version.folder))
    }
}

fn archive_of(folder: &str) -> String {
    format!("{folder}.zip")
}

fn single_of(folder: &str) -> String {
    format!("{folder}.html")
}

impl Build<'_> {
    /// Writes what else is wanted of a version, beside its folder.
    pub(super) fn extras(
        &mut self,
        version: &Version<'_>,
        sheets: &[Sheet],
        lists: &[Page],
        manifest: &[String],
    ) -> Result<(), Error> {
        let planned = &version.read.planned;
        let folder = &planned.folder;
        let files: Vec<String> = manifest.iter().map(|line| line[66..].trim_end().to_owned()).collect();
        let read = |file: &str| self.writer.bytes(&format!("{folder}/{file}"));
        let mut made = Vec::new();
        for file in self.wanted.files(planned) {
            let bytes = if file == single_of(folder) {
                let data: Vec<String> =
                    files.iter().filter(|file| file.starts_with("data/")).cloned().collect();
                single::page(version, &self.templates, sheets, lists, &data, read)?.into_bytes()
            } else {
                packed(planned, files.clone(), read)?
            };
            made.push((file, bytes));
        }
        self.put_extras(folder, made)
    }

    /// Takes over what is made of a version beside its folder, or makes it from the folder.
    pub(super) fn keep_extras(&mut self, standing: &Standing, number: usize) -> Result<(), Error> {
        let planned = &self.versions[number];
        let folder = &planned.folder;
        let mut made = Vec::new();
        for file in self.wanted.files(planned) {
            let bytes = match standing.bytes(&file) {
                Some(bytes) => bytes,
                None => {
                    let files = standing.sound(folder).expect("it was found there").files();
                    let read = |file: &str| {
                        let path = standing.folder.join(folder).join(file);
                        std::fs::read(&path).map_err(|error| Error::write(&path, error))
                    };
                    packed(planned, files.map(str::to_owned).collect(), read)?
                }
            };
            made.push((file, bytes));
        }
        self.put_extras(&planned.folder, made)
    }

    fn put_extras(&mut self, folder: &str, made: Vec<(String, Vec<u8>)>) -> Result<(), Error> {
        for (file, bytes) in made {
            let hash = self.writer.put(&file, &bytes)?;
            self.manifest.push(manifest_line(&file, &hash));
            self.extras.push((folder.to_owned(), file, bytes.len()));
        }
        Ok(())
    }
}

/// Returns the archive of a version's folder; `files` are those that its manifest lists.
fn packed(
    planned: &Planned,
    mut files: Vec<String>,
    read: impl Fn(&str) -> Result<Vec<u8>, Error> + Sync,
) -> Result<Vec<u8>, Error> {
    files.push(write::MANIFEST.to_owned());
    archive::of(&planned.folder, files, planned.tag.as_ref().and_then(|tag| tag.date), read)
}
