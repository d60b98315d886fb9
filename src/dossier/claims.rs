//! Which SOUP record stands for which component of a lock file or SBOM.
//!
//! A record claims packages: its own by `purl`, and those of a group by `members`. A component belongs to the claims that name
//! its package; whether the versions agree is asked apart, so that a record whose version lags behind is found too.

use std::collections::HashMap;

use super::{Dossier, Placed};
use crate::field::Text;
use crate::inventory::{Component, Purl, is_same_version};
use crate::record::Soup;
use crate::text::Span;

/// A package that a SOUP record says is built in, or, with `shipped: false`, is not.
#[derive(Clone, Debug)]
pub struct Claim<'d> {
    /// The record.
    pub record: Placed<'d>,
    /// The field in which the package stands: `purl`, `members.pkg:npm/a@1`, or `title` where there is no package URL.
    pub field: String,
    /// Where it stands there.
    pub at: Span,
    /// Whether it ships.
    pub ships: bool,
    /// What it is known by.
    pub name: Name,
    /// The versions that are stated, each with its field and place; several must all agree, none agrees with any.
    pub versions: Vec<Stated>,
}

/// What a claim knows its package by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// A package URL, which may have a version.
    Purl(Purl),
    /// A bare name in lower case, of whatever ecosystem.
    Bare(String),
    /// The title of a record without package URL, which only stands for components without package URL.
    Title(String),
    /// A text that begins like a package URL and is none, with what is wrong with it.
    Unusable(String),
}

/// A version that a claim states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The field: `version`, `purl`, or the member.
    pub field: String,
    /// Where it stands.
    pub at: Span,
    /// The version.
    pub version: String,
}

/// The claims of all live SOUP records, found by what they name.
#[derive(Debug)]
pub struct Claims<'d> {
    /// Every claim, by the path of its record.
    pub all: Vec<Claim<'d>>,
    packages: HashMap<String, Vec<usize>>,
    bare: HashMap<String, Vec<usize>>,
    titles: HashMap<String, Vec<usize>>,
}

impl<'d> Claims<'d> {
    /// Collects the claims of the live SOUP records of a moment.
    pub fn of(dossier: &'d Dossier) -> Claims<'d> {
        let mut claims = Claims {
            all: Vec::new(),
            packages: HashMap::new(),
            bare: HashMap::new(),
            titles: HashMap::new(),
        };
        for (record, soup) in dossier.soups() {
            let ships = soup.shipped.as_ref().is_none_or(|shipped| shipped.value);
            match &soup.purl {
                Some(purl) => claims.enter(own(record, soup, purl, ships)),
                None => {
                    if let Some(title) = &record.record().common.title {
                        let name = Name::Title(bare(&title.value));
                        let versions =
                            soup.version.iter().map(|version| stated("version", version)).collect();
                        let field = "title".to_owned();
                        claims.enter(Claim { record, field, at: title.at, ships, name, versions });
                    }
                }
            }
            for text in &soup.members {
                claims.enter(member(record, text, ships));
            }
        }
        claims
    }

    fn enter(&mut self, claim: Claim<'d>) {
        let number = self.all.len();
        match &claim.name {
            Name::Purl(purl) => self.packages.entry(purl.key().to_owned()).or_default().push(number),
            Name::Bare(name) => self.bare.entry(name.clone()).or_default().push(number),
            Name::Title(title) => self.titles.entry(title.clone()).or_default().push(number),
            Name::Unusable(_) => {}
        }
        self.all.push(claim);
    }

    /// Returns the numbers of the claims that name a component's package, whatever version they state.
    pub fn naming(&self, component: &Component) -> Vec<usize> {
        let mut found = Vec::new();
        if let Some(purl) = &component.purl {
            let same = self.packages.get(purl.key()).into_iter().flatten().copied();
            found.extend(same.filter(|claim| match &self.all[*claim].name {
                Name::Purl(claimed) => claimed.is_same_package(purl),
                Name::Bare(_) | Name::Title(_) | Name::Unusable(_) => false,
            }));
        } else {
            found.extend(self.titles.get(&bare(&component.name)).into_iter().flatten());
        }
        found.extend(self.bare.get(&bare(&component.name)).into_iter().flatten());
        found.sort_unstable();
        found
    }
}

impl Claim<'_> {
    /// Returns the versions that are stated and are not a component's; none where all agree, or either says nothing.
    pub fn contradictions(&self, component: &Component) -> impl Iterator<Item = &Stated> {
        let ecosystem = component.purl.as_ref().map_or("", Purl::ecosystem);
        let differs = move |stated: &&Stated| {
            component
                .version
                .as_ref()
                .is_some_and(|version| !is_same_version(ecosystem, &stated.version, version))
        };
        self.versions.iter().filter(differs)
    }

    /// Returns whether the claim is about a component as it is, version and all.
    pub fn agrees(&self, component: &Component) -> bool {
        self.contradictions(component).next().is_none()
    }
}

/// Returns what a record claims by its own package URL.
fn own<'d>(record: Placed<'d>, soup: &Soup, text: &Text, ships: bool) -> Claim<'d> {
    let (name, pinned) = match Purl::parse(&text.value) {
        Ok(purl) => {
            let pinned = purl.version().map(|version| Stated {
                field: "purl".to_owned(),
                at: text.at,
                version: version.to_owned(),
            });
            (Name::Purl(purl), pinned)
        }
        Err(error) => (Name::Unusable(error), None),
    };
    // A version that goes on in another field is not the one that registries know; the package URL has that.
    let goes_on = soup.patch_level.is_some() || soup.upgrade_designation.is_some();
    let version = soup.version.as_ref().filter(|_| pinned.is_none() || !goes_on);
    let versions = version.map(|version| stated("version", version)).into_iter().chain(pinned).collect();
    Claim { record, field: "purl".to_owned(), at: text.at, ships, name, versions }
}

/// Returns what a member of a group claims: a package URL, or a name with a version behind a space, `==` or `@`.
fn member<'d>(record: Placed<'d>, text: &Text, ships: bool) -> Claim<'d> {
    let field = format!("members.{}", &*text.value);
    let (name, version) = if text.value.starts_with("pkg:") {
        match Purl::parse(&text.value) {
            Ok(purl) => {
                let version = purl.version().map(str::to_owned);
                (Name::Purl(purl), version)
            }
            Err(error) => (Name::Unusable(error), None),
        }
    } else {
        let at = |mark: &str| text.value.rsplit_once(mark).filter(|(name, _)| !name.is_empty());
        match at(" ").or_else(|| at("==")).or_else(|| at("@")) {
            Some((name, version)) => (Name::Bare(bare(name)), Some(version.trim().to_owned())),
            None => (Name::Bare(bare(&text.value)), None),
        }
    };
    let versions = version.map(|version| Stated { field: field.clone(), at: text.at, version }).into_iter();
    Claim { record, at: text.at, ships, name, versions: versions.collect(), field }
}

fn stated(field: &str, text: &Text) -> Stated {
    Stated { field: field.to_owned(), at: text.at, version: text.value.to_string() }
}

/// Returns a name in lower case with single spaces.
fn bare(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}
