//! Every release at once: which version of a SOUP each contained, and what its records and those of later ones say about an
//! anomaly in that very version.
//!
//! Versions and ranges are texts here. Whether `< 4.12.0` takes in 4.11.0.86 is for a person to read; what is told is whether
//! a range mentions the version.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::package::{Compared, Package, held};
use crate::dossier::{Dossier, KnownAnomaly, Placed};
use crate::record::{AnomalyReview, Kind, Soup};

/// What every moment has about an anomaly or a package, oldest release first.
#[derive(Debug)]
pub struct History {
    /// What was asked for, as people write it.
    pub asked: String,
    /// The ranges that entries record, each once, by the day of the entry.
    pub ranges: Vec<Range>,
    /// The moments.
    pub moments: Vec<InMoment>,
}

/// The affected versions that an entry records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    /// The anomaly.
    pub anomaly: String,
    /// The SOUP that has it.
    pub soup: String,
    /// The range, as it is written.
    pub text: String,
    /// The review that records it.
    pub review: String,
    /// The day by which that entry counts.
    pub on: Option<Date>,
}

/// What one moment has.
#[derive(Clone, Debug)]
pub struct InMoment {
    /// The release's tag, `work tree`, `index` or the revision that was asked for.
    pub name: String,
    /// Whether it is a release.
    pub is_release: bool,
    /// The day by which it is judged.
    pub as_of: Date,
    /// The SOUP in question.
    pub soups: Vec<SoupThen>,
}

/// A SOUP at one moment.
#[derive(Clone, Debug)]
pub struct SoupThen {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its version: of a package that it only holds, that one's.
    pub version: Option<String>,
    /// Whether it is in use.
    pub is_live: bool,
    /// How the version compares with the one asked for.
    pub compared: Compared,
    /// The entries about its anomalies, oldest first.
    pub entries: Vec<Entry>,
    /// Entries for this very version that only a later moment has, each with that moment's name.
    pub later: Vec<(String, Entry)>,
}

/// An entry of an anomaly review, as it stands at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The anomaly.
    pub anomaly: String,
    /// The review.
    pub review: String,
    /// The day by which it counts.
    pub on: Option<Date>,
    /// The versions of the SOUP that the review looked at.
    pub versions: Vec<String>,
    /// Whether it is the newest entry of its moment.
    pub governs: bool,
    /// The state, in the words of VEX.
    pub state: Option<&'static str>,
    /// Why the device is not affected, as a label.
    pub justification: Option<&'static str>,
    /// Why it is not affected, in words.
    pub impact: Option<String>,
    /// What is done about it.
    pub action: Option<String>,
    /// Whether it could contribute to harm.
    pub safety: Option<&'static str>,
    /// The affected versions, as they are written.
    pub range: Option<String>,
}

impl InMoment {
    /// Keeps what a moment has about all its SOUP, so that its dossier can be let go.
    pub fn of(name: &str, is_release: bool, dossier: &Dossier, package: Option<&Package>) -> InMoment {
        let soups = dossier.of_kind(Kind::Soup).map(|record| soup(record, package)).collect();
        InMoment { name: name.to_owned(), is_release, as_of: dossier.judged.as_of, soups }
    }
}

impl History {
    /// Narrows moments, oldest first, to the SOUP that have an anomaly at any of them.
    pub fn of_anomaly(asked: &str, mut moments: Vec<InMoment>) -> History {
        let is_meant = |entry: &Entry| entry.anomaly.eq_ignore_ascii_case(asked);
        for soup in moments.iter_mut().flat_map(|moment| &mut moment.soups) {
            soup.entries.retain(is_meant);
        }
        let mut history = History::narrowed(moments, |soup| !soup.entries.is_empty());
        // As the records write it, and not as somebody typed it.
        let written = history.entries().next().map(|(_, entry)| entry.anomaly.clone());
        history.asked = written.unwrap_or_else(|| asked.to_owned());
        history
    }

    /// Narrows moments, oldest first, to the SOUP that are or hold a package at any of them.
    pub fn of_package(package: &Package, moments: Vec<InMoment>, holders: &BTreeSet<String>) -> History {
        let mut history = History::narrowed(moments, |soup| holders.contains(&soup.id.to_ascii_lowercase()));
        history.asked = package.to_string();
        history
    }

    /// Returns whether no moment has anything about it.
    pub fn is_empty(&self) -> bool {
        self.moments.iter().all(|moment| moment.soups.is_empty())
    }

    /// Returns the ranges of an anomaly of a SOUP.
    pub fn ranges_of<'h>(&'h self, soup: &'h str) -> impl Iterator<Item = &'h Range> {
        self.ranges.iter().filter(move |range| range.soup.eq_ignore_ascii_case(soup))
    }

    fn narrowed(mut moments: Vec<InMoment>, is_meant: impl Fn(&SoupThen) -> bool) -> History {
        let meant: BTreeSet<String> = moments
            .iter()
            .flat_map(|moment| moment.soups.iter().filter(|soup| is_meant(soup)))
            .map(|soup| soup.id.to_ascii_lowercase())
            .collect();
        for moment in &mut moments {
            moment.soups.retain(|soup| meant.contains(&soup.id.to_ascii_lowercase()));
        }
        let mut history = History { asked: String::new(), ranges: Vec::new(), moments };
        history.ranges = history.collect_ranges();
        history.look_ahead();
        history
    }

    fn entries(&self) -> impl Iterator<Item = (&SoupThen, &Entry)> {
        let soups = self.moments.iter().flat_map(|moment| &moment.soups);
        soups.flat_map(|soup| soup.entries.iter().map(move |entry| (soup, entry)))
    }

    fn collect_ranges(&self) -> Vec<Range> {
        let mut ranges: Vec<Range> = Vec::new();
        for (soup, entry) in self.entries() {
            let Some(text) = &entry.range else { continue };
            let range = Range {
                anomaly: entry.anomaly.clone(),
                soup: soup.id.clone(),
                text: text.split_whitespace().collect::<Vec<_>>().join(" "),
                review: entry.review.clone(),
                on: entry.on,
            };
            let is_same = |known: &Range| {
                (&known.anomaly, &known.soup, &known.text) == (&range.anomaly, &range.soup, &range.text)
            };
            if !ranges.iter().any(is_same) {
                ranges.push(range);
            }
        }
        ranges.sort_by(|one, two| (&one.soup, &one.anomaly, one.on).cmp(&(&two.soup, &two.anomaly, two.on)));
        ranges
    }

    /// Adds to each SOUP the entries for its version that only later moments have: what became known after the release.
    fn look_ahead(&mut self) {
        for number in 0..self.moments.len() {
            let (earlier, later) = self.moments.split_at_mut(number + 1);
            for soup in &mut earlier[number].soups {
                let Some(version) = soup.version.clone() else { continue };
                let mut known: BTreeSet<(String, String)> =
                    soup.entries.iter().map(|entry| (entry.review.clone(), entry.anomaly.clone())).collect();
                for moment in later.iter() {
                    let same = moment.soups.iter().filter(|other| other.id.eq_ignore_ascii_case(&soup.id));
                    for entry in same.flat_map(|other| &other.entries) {
                        let is_for = entry.versions.contains(&version);
                        if is_for && known.insert((entry.review.clone(), entry.anomaly.clone())) {
                            soup.later.push((moment.name.clone(), entry.clone()));
                        }
                    }
                }
            }
        }
    }
}

/// Returns whether a range mentions a version, as a word of its own. `before 4.12.0` mentions one that it leaves out: what a
/// range means is for a person to read.
pub fn mentions(range: &str, version: &str) -> bool {
    if version.is_empty() {
        return false;
    }
    let is_part = |character: char| character.is_alphanumeric() || matches!(character, '-' | '+' | '_' | '~');
    range.match_indices(version).any(|(at, _)| {
        let (before, after) = (&range[..at], &range[at + version.len()..]);
        let mut rest = after.chars();
        let continues = match rest.next() {
            // A full stop ends a sentence; before a letter or digit it goes on with the version.
            Some('.') => rest.next().is_some_and(char::is_alphanumeric),
            next => next.is_some_and(is_part),
        };
        let mut front = before.chars().rev();
        let begins_earlier = front.next().is_some_and(|character| character == '.' || is_part(character));
        !begins_earlier && !continues
    })
}

fn soup(record: Placed<'_>, package: Option<&Package>) -> SoupThen {
    let own = record.fields::<Soup>().and_then(|soup| soup.version.as_ref());
    let own = own.map(|version| version.value.to_string());
    let version = match package.and_then(|package| held(record, package)) {
        Some((_, version)) => version,
        None => own,
    };
    SoupThen {
        id: record.record().id().to_owned(),
        title: record.record().title().to_owned(),
        is_live: record.record().is_live(),
        compared: package.map_or(Compared::NotAsked, |package| package.compare(version.as_deref())),
        version,
        entries: record.anomalies().flat_map(|known| entries(record, known)).collect(),
        later: Vec::new(),
    }
}

/// Returns the entries of an anomaly, oldest first.
pub fn entries(soup: Placed<'_>, known: KnownAnomaly<'_>) -> Vec<Entry> {
    let last = known.entries().len().saturating_sub(1);
    let text = |text: &Option<crate::field::Text>| text.as_ref().map(|text| text.value.to_string());
    let one = |(number, entry): (usize, crate::dossier::AnomalyEntry<'_>)| Entry {
        anomaly: text(&entry.anomaly.id).unwrap_or_else(|| "an anomaly without a number".to_owned()),
        review: entry.review.record().id().to_owned(),
        on: entry.judged_on(),
        versions: covered(entry.review, soup).into_iter().map(str::to_owned).collect(),
        governs: number == last,
        state: entry.anomaly.state.as_ref().map(|state| state.value.word()),
        justification: entry.anomaly.justification.as_ref().map(|label| label.value.word()),
        impact: text(&entry.anomaly.impact_statement),
        action: text(&entry.anomaly.action_statement),
        safety: entry.anomaly.safety_relevance.as_ref().map(|relevance| relevance.value.word()),
        range: text(&entry.anomaly.affected_range),
    };
    known.entries().enumerate().map(one).collect()
}

/// Returns the versions of a SOUP that a review looked at.
pub fn covered<'d>(review: Placed<'d>, soup: Placed<'_>) -> Vec<&'d str> {
    let covers = review.fields::<AnomalyReview>().map(|review| &review.covers);
    let own = covers.into_iter().flatten().filter(|covered| {
        covered.soup.as_ref().is_some_and(|id| id.value.eq_ignore_ascii_case(soup.record().id()))
    });
    own.filter_map(|covered| Some(&*covered.version.as_ref()?.value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::drawn;

    /// A moment with SOUP-001 in a version, and a review that says something of CVE-1 in a version.
    fn moment(name: &str, version: &str, reviews: &[(&str, &str, &str)]) -> InMoment {
        let mut example = format!(
            "\n//= as-of {name}\n//- soup/SOUP-001.md\n---\nid: SOUP-001\ntitle: zlib\nversion: {version}\npurl: pkg:generic/zlib@{version}\n---\n"
        );
        for (id, version, says) in reviews {
            example += &format!(
                "//- reviews/{id}.md\n---\nid: {id}\ncovers: [{{soup: SOUP-001, version: {version}}}]\nanomalies: [{{soup: SOUP-001, id: CVE-1, {says}}}]\n---\n"
            );
        }
        let package = Package::parse("pkg:generic/zlib@1.2");
        let dossier = drawn::dossier(&example).expect("the example can be read");
        InMoment::of(name, true, &dossier, package.as_ref())
    }

    fn told(history: &History) -> Vec<String> {
        let of = |moment: &InMoment| {
            let soups = moment.soups.iter().map(|soup| {
                let entry = |entry: &Entry| format!("{} {}", entry.review, entry.state.unwrap_or("?"));
                let own = soup.entries.iter().map(entry);
                let later = soup.later.iter().map(|(name, later)| format!("{name}: {}", entry(later)));
                let all: Vec<_> = own.chain(later).collect();
                format!("{} [{}]", soup.version.as_deref().unwrap_or("-"), all.join(", "))
            });
            soups.collect::<Vec<_>>().join("; ")
        };
        history.moments.iter().map(of).collect()
    }

    #[test]
    fn what_became_known_later_is_told_of_the_very_version_alone() {
        let of_old = ("AR-2", "1.2.0", "state: affected, affected_range: 1.2.0 and 1.2.1");
        let of_new = ("AR-3", "1.3.0", "state: fixed, affected_range: before 1.3.0");
        let history = History::of_anomaly(
            "cve-1",
            vec![
                moment("2025-01-01", "1.2.0", &[]),
                moment("2025-02-01", "1.2.0", &[of_old]),
                moment("2025-03-01", "1.3.0", &[of_old, of_new]),
            ],
        );
        assert_eq!(history.asked, "CVE-1");
        assert_eq!(
            told(&history),
            [
                "1.2.0 [2025-02-01: AR-2 affected]",
                "1.2.0 [AR-2 affected]",
                "1.3.0 [AR-2 affected, AR-3 fixed]"
            ]
        );
        let ranges: Vec<_> = history.ranges_of("soup-001").map(|range| &*range.text).collect();
        assert_eq!(ranges, ["1.2.0 and 1.2.1", "before 1.3.0"]);
    }

    #[test]
    fn a_package_is_told_in_every_release_with_the_version_compared_as_a_text() {
        let package = Package::parse("pkg:generic/zlib@1.2").expect("a package URL");
        let moments = vec![moment("2025-01-01", "1.2.0", &[]), moment("2025-02-01", "1.20", &[])];
        let holders = BTreeSet::from(["soup-001".to_owned()]);
        let history = History::of_package(&package, moments, &holders);
        let compared: Vec<_> = history.moments.iter().map(|moment| moment.soups[0].compared).collect();
        assert_eq!(compared, [Compared::BeginsWith, Compared::Other]);
        assert!(!history.is_empty() && told(&history) == ["1.2.0 []", "1.20 []"]);
    }

    #[test]
    fn a_range_mentions_a_version_only_as_a_word_of_its_own() {
        for (range, version, expected) in [
            ("4.10.0 and 4.11.0", "4.11.0", true),
            ("4.10.0 and 4.11.0.", "4.11.0", true),
            ("4.10.0, 4.11.0, 4.12.0", "4.11.0", true),
            ("4.11.0.86", "4.11.0", false),
            ("14.11.0", "4.11.0", false),
            ("4.11.0-rc1", "4.11.0", false),
            ("< 4.11.0", "4.11.0", true),
            ("before 4.12.0", "4.11.0", false),
            ("", "", false),
        ] {
            assert_eq!(mentions(range, version), expected, "{version:?} in {range:?}");
        }
    }
}
