//! Package URLs, normalised so that one package has one name. The only file that names the packageurl crate.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use packageurl::PackageUrl;

use crate::version::{Direction, direction};

/// A package URL. Two that name the same package have the same [`Purl::key`], however they were written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Purl {
    ecosystem: Box<str>,
    /// The name by which packages are compared.
    key: Box<str>,
    /// The package URL without version, qualifiers and subpath, as the specification writes it.
    package: Box<str>,
    version: Option<Box<str>>,
    qualifiers: BTreeMap<Box<str>, Box<str>>,
}

/// The qualifiers that make two packages of one name two things. The others say where one was fetched or built from.
const TELLING: &[&str] = &["arch", "classifier", "os", "platform"];

impl Purl {
    /// Reads a package URL.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn parse(text: &str) -> Result<Purl, String> {
        PackageUrl::from_str(text.trim()).map(|purl| Purl::of(&purl)).map_err(|error| error.to_string())
    }

    /// Returns the package URL of a package by its name in its ecosystem, a scope or path before the last `/` of the name;
    /// `None` where there can be no such package.
    pub fn named(ecosystem: &str, name: &str, version: Option<&str>) -> Option<Purl> {
        let (namespace, name) = match name.rsplit_once('/') {
            Some((namespace, name)) => (Some(namespace), name),
            None => (None, name),
        };
        let mut purl = PackageUrl::new(ecosystem.to_owned(), name.to_owned()).ok()?;
        if let Some(namespace) = namespace {
            purl.with_namespace(namespace.to_owned()).ok()?;
        }
        if let Some(version) = version {
            purl.with_version(version.to_owned()).ok()?;
        }
        Some(Purl::of(&purl))
    }

    fn of(purl: &PackageUrl<'_>) -> Purl {
        let version = purl.version().filter(|version| !version.is_empty()).map(Box::from);
        let qualifiers =
            purl.qualifiers().iter().map(|(key, value)| (Box::from(&**key), Box::from(&**value)));
        let qualifiers = qualifiers.collect();
        let ecosystem = purl.ty().to_lowercase();
        let namespace = purl.namespace().map(|namespace| one_case(&ecosystem, namespace));
        let mut written = purl.clone();
        written.without_version().clear_qualifiers().without_subpath();
        let mut bare = PackageUrl::new(ecosystem.clone(), one_name(&ecosystem, purl.name()))
            .expect("the name of a package stays one in lower case");
        if let Some(namespace) = namespace.filter(|namespace| !namespace.is_empty()) {
            bare.with_namespace(namespace).expect("a type that took a namespace takes it in lower case");
        }
        let (key, package) = (bare.to_string().into(), written.to_string().into());
        Purl { ecosystem: ecosystem.into(), key, package, version, qualifiers }
    }

    /// Returns the type: `cargo`, `npm`, `deb`.
    pub fn ecosystem(&self) -> &str {
        &self.ecosystem
    }

    /// Returns what all package URLs of one package have in common: the package URL without version, qualifiers and subpath, its
    /// name in the spelling that its registry takes for all others.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Returns the package URL without version, qualifiers and subpath, as it is to be written.
    pub fn package(&self) -> &str {
        &self.package
    }

    /// Returns the version, decoded.
    pub fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }

    /// Returns whether both name the same package; their versions may differ. Qualifiers count where both are given and tell
    /// two things apart: architecture, operating system, classifier.
    pub fn is_same_package(&self, other: &Purl) -> bool {
        let contradicts = |key: &&str| match (self.qualifiers.get(*key), other.qualifiers.get(*key)) {
            (Some(one), Some(two)) => !one.eq_ignore_ascii_case(two),
            (Some(_) | None, _) => false,
        };
        self.key == other.key && !TELLING.iter().any(contradicts)
    }
}

impl fmt::Display for Purl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.package)?;
        match &self.version {
            Some(version) => write!(formatter, "@{}", version.replace('%', "%25").replace('+', "%2B")),
            None => Ok(()),
        }
    }
}

/// Returns one name for all that the ecosystem's registry takes for the same: PyPI reads runs of `-`, `_` and `.` as one
/// `-` (PEP 503), crates.io reads `_` as `-`. Only Maven's names differ in case alone.
fn one_name(ecosystem: &str, name: &str) -> String {
    let name = one_case(ecosystem, name);
    match ecosystem {
        "cargo" => name.replace('_', "-"),
        "pypi" => {
            let parts = name.split(['-', '_', '.']).filter(|part| !part.is_empty());
            parts.collect::<Vec<_>>().join("-")
        }
        _ => name,
    }
}

fn one_case(ecosystem: &str, name: &str) -> String {
    if ecosystem == "maven" { name.to_owned() } else { name.to_lowercase() }
}

/// Returns whether an ecosystem takes two versions for the same. Only what is certain counts: a `v` in front is nothing, and in
/// Python `1.0` is `1.0.0` (PEP 440).
pub fn is_same_version(ecosystem: &str, one: &str, two: &str) -> bool {
    direction(one, two, Some(ecosystem)) == Direction::Same
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> String {
        Purl::parse(text).expect(text).key().to_owned()
    }

    #[test]
    fn one_package_has_one_name() {
        assert_eq!(key("pkg:pypi/Zope.Interface@7.2"), "pkg:pypi/zope-interface");
        assert_eq!(key("pkg:PYPI/zope__interface"), key("pkg:pypi/zope-interface@1"));
        assert_eq!(key("pkg:cargo/serde_json@1.0.1"), key("pkg:cargo/serde-json"));
        assert_eq!(key("pkg:npm/%40Angular/core@17.0.0"), "pkg:npm/%40angular/core");
        assert_eq!(
            Purl::named("npm", "@angular/core", None).expect("a name").key(),
            "pkg:npm/%40angular/core"
        );
        assert_eq!(key("pkg:deb/ubuntu/libstdc%2B%2B6@14.2.0?arch=amd64"), key("pkg:deb/ubuntu/libstdc++6"));
        assert_ne!(key("pkg:maven/org.x/A@1"), key("pkg:maven/org.x/a@1"));
        let go = Purl::named("golang", "github.com/Azure/go-autorest", Some("v14.2.0+incompatible"));
        let go = go.expect("a name");
        assert_eq!(go.key(), key("pkg:golang/github.com/azure/go-autorest@v14.2.0%2Bincompatible"));
        assert_eq!(go.package(), "pkg:golang/github.com/azure/go-autorest");
        let serde = Purl::parse("pkg:cargo/serde_json").expect("a package URL");
        assert_eq!(serde.package(), "pkg:cargo/serde_json", "what is told is what the registry calls it");
        assert_eq!(go.version(), Some("v14.2.0+incompatible"));
    }

    #[test]
    fn what_is_no_package_url_is_told() {
        for text in ["numpy", "pkg:", "pkg:pypi", "pkg:pypi/a/b@1", "", "pkg:swift/Alamofire@5"] {
            assert!(Purl::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn qualifiers_count_where_they_tell_two_things_apart() {
        let purl = |text: &str| Purl::parse(text).expect(text);
        let amd64 = purl("pkg:deb/ubuntu/zlib1g@1.3?arch=amd64&distro=ubuntu-24.04");
        assert!(amd64.is_same_package(&purl("pkg:deb/ubuntu/zlib1g@1.2")));
        assert!(amd64.is_same_package(&purl("pkg:deb/ubuntu/zlib1g@1.3?arch=amd64&distro=noble")));
        assert!(!amd64.is_same_package(&purl("pkg:deb/ubuntu/zlib1g@1.3?arch=arm64")));
        assert!(!amd64.is_same_package(&purl("pkg:deb/debian/zlib1g@1.3")));
    }

    #[test]
    fn versions_are_the_same_only_where_that_is_certain() {
        for (ecosystem, one, two, same) in [
            ("pypi", "1.0", "1.0.0", true),
            ("pypi", "1.0rc1", "1.0.0rc1", true),
            ("pypi", "2.9.1", "2.9.1+cu128", false),
            ("pypi", "0", "0.0", true),
            ("npm", "1.0", "1.0.0", false),
            ("cargo", "0.18.2", "0.18.2+1.9.1", false),
            ("golang", "v1.8.0", "1.8.0", true),
            ("generic", "Va", "a", false),
            ("deb", "1:1.0", "1.0", false),
        ] {
            assert_eq!(is_same_version(ecosystem, one, two), same, "{ecosystem} {one} {two}");
        }
    }
}
