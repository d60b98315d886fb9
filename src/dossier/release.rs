//! The release as which a moment is judged, and the records that are about it.

use super::{Dossier, Placed};
use crate::record::Release;

impl Dossier {
    /// Returns whether a name means the release as which the moment is judged: its tag, or the version behind the tag's
    /// prefix (`2.1.0` for `v2.1.0`). No name does where the moment is judged as none.
    pub fn is_judged_as(&self, name: &str) -> bool {
        let release = self.judged.release.as_deref();
        release.is_some_and(|release| release == name || self.version(release) == self.version(name))
    }

    /// Returns the live records of the release as which the moment is judged, by path: those whose `tag` means it, or whose
    /// `version` does where no tag is given. There should be one.
    pub fn release_records(&self) -> impl Iterator<Item = (Placed<'_>, &Release)> {
        self.releases().filter(|(_, release)| {
            let name = release.tag.as_ref().or(release.version.as_ref());
            name.is_some_and(|name| self.is_judged_as(name))
        })
    }

    /// Returns a release's name without what tags of the project begin with, and without a `v` before a digit.
    fn version<'n>(&self, name: &'n str) -> &'n str {
        let tags = &self.config.release_tags;
        let fixed = tags.find(['*', '?', '[', '{', '\\']).map_or(&**tags, |wildcard| &tags[..wildcard]);
        // What begins the version itself, as in `v2.*`, is no prefix.
        let prefix = fixed.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
        let name = name.strip_prefix(prefix).unwrap_or(name);
        let version = name.strip_prefix(['v', 'V']);
        version.filter(|version| version.starts_with(|first: char| first.is_ascii_digit())).unwrap_or(name)
    }
}

#[cfg(test)]
mod tests {
    use crate::dossier::{Judged, fixture};

    #[track_caller]
    fn check(tags: &str, release: &str, name: &str, expected: bool) {
        let judged = Judged { as_of: jiff::civil::date(2026, 1, 15), release: Some(release.to_owned()) };
        let example = format!("//- tureen.toml\n[releases]\ntags = \"{tags}\"\n");
        let dossier = fixture::assemble(&example, judged).expect("the example can be read");
        assert_eq!(dossier.is_judged_as(name), expected, "{name} for {release} under {tags}");
    }

    #[test]
    fn a_version_means_its_tag() {
        for name in ["v2.1.0", "2.1.0", "V2.1.0"] {
            check("v*", "v2.1.0", name, true);
            check("v*", "2.1.0", name, true);
            check("v2.*", "v2.1.0", name, true);
        }
        for name in ["mlt/v2.1.0", "v2.1.0", "2.1.0"] {
            check("mlt/v*", "mlt/v2.1.0", name, true);
        }
        check("release-*", "release-2.1.0", "v2.1.0", true);
    }

    #[test]
    fn another_version_does_not() {
        for name in ["v2.1", "v2.1.0-rc.1", "v12.1.0", ".1.0", "1.0", "v", ""] {
            check("v*", "v2.1.0", name, false);
            check("v2*", "v2.1.0", name, false);
        }
        check("*", "vendor", "endor", false);
    }

    #[test]
    fn a_record_is_found_by_its_tag_before_its_version() {
        let example = "
//- releases/a.md
---
id: REL-1
version: 2.1.0
tag: v2.0.1
---
//- releases/b.md
---
id: REL-2
version: 2.1.0
---
//- releases/c.md
---
id: REL-3
tag: v2.1.0
status: retired
---
";
        let records = |release: Option<&str>| {
            let judged =
                Judged { as_of: jiff::civil::date(2026, 1, 15), release: release.map(str::to_owned) };
            let dossier = fixture::assemble(example, judged).expect("the example can be read");
            let ids: Vec<_> = dossier.release_records().map(|(record, _)| record.id().to_owned()).collect();
            ids
        };
        assert_eq!(records(Some("v2.1.0")), ["REL-2"]);
        assert_eq!(records(Some("2.0.1")), ["REL-1"]);
        assert!(records(None).is_empty());
    }
}
