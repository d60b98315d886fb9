//! Packages: which SOUP are one, by package URL, and how a version that was asked for compares with the one recorded.

use super::Neighbourhood;
use crate::dossier::{Dossier, Placed};
use crate::record::Soup;

/// A package as somebody asked for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// The package URL without its version: `pkg:pypi/numpy`.
    pub name: String,
    /// The version, where one was asked for.
    pub version: Option<String>,
}

/// A SOUP that is a package, or holds it among its members.
#[derive(Debug)]
pub struct Holder<'d> {
    /// The SOUP with what surrounds it.
    pub around: Neighbourhood<'d>,
    /// The package's own URL, as the record writes it.
    pub written: &'d str,
    /// The version of the package that is recorded.
    pub version: Option<String>,
    /// How that compares with the version asked for.
    pub compared: Compared,
}

/// How a version that is recorded compares with one that was asked for. Versions are texts here: none is said to be newer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compared {
    /// No version was asked for.
    NotAsked,
    /// It is that one.
    Same,
    /// It begins with it, as `4.12.0.88` does with `4.12`.
    BeginsWith,
    /// It is another one, or none is recorded.
    Other,
}

impl Package {
    /// Reads a package URL; `None` for a text that is none.
    pub fn parse(text: &str) -> Option<Package> {
        let text = text.trim();
        if !text.get(..4)?.eq_ignore_ascii_case("pkg:") {
            return None;
        }
        let text = text.split(['?', '#']).next().unwrap_or_default();
        let path = text[4..].trim_matches('/').replace("%40", "@");
        let (folder, last) = path.rsplit_once('/')?;
        let (name, version) = match last.split_once('@') {
            // The `@` of a scope that has no name behind it yet is no version.
            Some((name, version)) if !name.is_empty() => (name, Some(version)),
            _ => (last, None),
        };
        let version = version.filter(|version| !version.is_empty()).map(str::to_owned);
        Some(Package { name: format!("pkg:{folder}/{name}"), version })
    }

    /// Returns whether both are the same package, in whatever version.
    pub fn is_same(&self, other: &Package) -> bool {
        self.name.eq_ignore_ascii_case(&other.name)
    }

    /// Compares a recorded version with the one asked for.
    pub fn compare(&self, recorded: Option<&str>) -> Compared {
        let Some(asked) = &self.version else { return Compared::NotAsked };
        match recorded.and_then(|recorded| recorded.strip_prefix(&**asked)) {
            Some("") => Compared::Same,
            Some(rest) if rest.starts_with(['.', '-', '+', '_', '~']) => Compared::BeginsWith,
            Some(_) | None => Compared::Other,
        }
    }
}

impl std::fmt::Display for Package {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.version {
            Some(version) => write!(formatter, "{}@{version}", self.name),
            None => formatter.write_str(&self.name),
        }
    }
}

impl<'d> Holder<'d> {
    /// Returns the SOUP of a dossier that are a package or hold it, retired ones too, by path.
    pub fn all(dossier: &'d Dossier, package: &Package, depth: usize) -> Vec<Holder<'d>> {
        let holders = dossier.records().filter_map(|record| {
            let (written, version) = held(record, package)?;
            let compared = package.compare(version.as_deref());
            Some(Holder { around: Neighbourhood::of(record, depth), written, version, compared })
        });
        holders.collect()
    }
}

/// Returns the package URL under which a SOUP is a package or holds it, and its version there.
pub fn held<'d>(record: Placed<'d>, package: &Package) -> Option<(&'d str, Option<String>)> {
    let soup = record.fields::<Soup>()?;
    let own = soup.purl.as_ref().and_then(|purl| {
        let version = soup.version.as_ref().map(|version| version.value.to_string());
        Some((&*purl.value, Package::parse(&purl.value)?, version))
    });
    let members = soup.members.iter().filter_map(|member| {
        let parsed = Package::parse(&member.value)?;
        let version = parsed.version.clone();
        Some((&*member.value, parsed, version))
    });
    let same = own.into_iter().chain(members).find(|(_, held, _)| held.is_same(package));
    same.map(|(written, _, version)| (written, version))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Option<(String, Option<String>)> {
        Package::parse(text).map(|package| (package.name, package.version))
    }

    #[test]
    fn a_package_url_is_read_with_and_without_version() {
        let of = |name: &str, version: Option<&str>| Some((name.to_owned(), version.map(str::to_owned)));
        assert_eq!(parsed("pkg:pypi/numpy"), of("pkg:pypi/numpy", None));
        assert_eq!(parsed("PKG:pypi/numpy@2.2.6?os=linux#sub"), of("pkg:pypi/numpy", Some("2.2.6")));
        assert_eq!(parsed("pkg:npm/%40scope/name@1.0"), of("pkg:npm/@scope/name", Some("1.0")));
        assert_eq!(parsed("pkg:npm/@scope/name"), of("pkg:npm/@scope/name", None));
        for text in ["", "pkg:", "pkg:pypi", "numpy", "pkg", "pk€:x/y"] {
            assert_eq!(parsed(text), None, "{text:?}");
        }
    }

    #[test]
    fn versions_are_compared_as_texts() {
        let compared = |asked: &str, recorded| Package::parse(asked).expect("a purl").compare(recorded);
        assert_eq!(compared("pkg:a/b", Some("1")), Compared::NotAsked);
        assert_eq!(compared("pkg:a/b@4.12", Some("4.12")), Compared::Same);
        assert_eq!(compared("pkg:a/b@4.12", Some("4.12.0.88")), Compared::BeginsWith);
        assert_eq!(compared("pkg:a/b@4.1", Some("4.12")), Compared::Other);
        assert_eq!(compared("pkg:a/b@4.12", None), Compared::Other);
    }
}
