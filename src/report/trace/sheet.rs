//! A trace as headings and rows, which the formats for people both write: what is said is decided here, once.

use super::{Told, Traced, parted};
use crate::config::Level;
use crate::dossier::Placed;
use crate::report::narrated::{incomplete, judged};
use crate::rules::Finding;
use crate::trace::answers::Answered;
use crate::trace::package::{Compared, Holder, Package};
use crate::trace::releases::{Entry, History, InMoment, SoupThen, mentions};
use crate::trace::words::{approval, class, facts, many};
use crate::trace::{ByFile, End, Found, JudgedAnomaly, Neighbourhood, Step};

/// A trace for people.
pub(super) struct Sheet {
    /// What was asked for.
    pub heading: String,
    /// Where it was looked for.
    pub about: String,
    pub parts: Vec<Part>,
}

/// A heading with rows.
pub(super) struct Part {
    pub heading: String,
    pub notes: Vec<String>,
    pub rows: Vec<Row>,
}

/// A record, a review or a rule with what is said about it, and what follows from it.
#[derive(Default)]
pub(super) struct Row {
    /// How what stands above leads here.
    pub lead: String,
    /// The id; empty where it is about no record.
    pub id: String,
    /// What follows the id: a title.
    pub title: String,
    pub facts: Vec<String>,
    /// Findings: whether grave, and in words.
    pub findings: Vec<(Level, String)>,
    pub rows: Vec<Row>,
}

/// Returns what is to be said.
pub(super) fn of(traced: &Traced<'_>) -> Sheet {
    let (asked, parts) = match &traced.told {
        Told::Now(found, findings) => {
            let teller = Teller { findings, depth: traced.depth };
            (asked(found, &traced.asked), teller.parts(found))
        }
        Told::Always(history) => (format!("{} in every release", history.asked), self::history(history)),
    };
    let about = match &traced.told {
        Told::Now(..) => match &traced.incomplete {
            None => judged(&traced.input),
            Some(why) => format!("{}; {}", judged(&traced.input), incomplete(why)),
        },
        Told::Always(history) => {
            let releases = history.moments.iter().filter(|moment| moment.is_release).count();
            let last = history.moments.iter().find(|moment| !moment.is_release);
            let last = last.map_or_else(String::new, |moment| format!(" and {}", moment.name));
            format!("{}{last}", many(releases, "release", "releases"))
        }
    };
    Sheet { heading: format!("{}: {asked}", traced.input.device), about, parts }
}

fn asked(found: &Found<'_>, typed: &str) -> String {
    match found {
        Found::Record(around) => titled(around.record),
        Found::Package(package, _) => package.to_string(),
        Found::Anomaly(all) => all.first().and_then(|judged| judged.known.id()).unwrap_or(typed).to_owned(),
        Found::Unreadable(file) => file.path.to_string(),
        Found::Clauses(all) => match &all[..] {
            [only] => only.clause.to_string(),
            _ => typed.trim().to_owned(),
        },
    }
}

struct Teller<'t, 'd> {
    findings: &'t ByFile<'d>,
    depth: usize,
}

impl Teller<'_, '_> {
    fn parts(&self, found: &Found<'_>) -> Vec<Part> {
        match found {
            Found::Record(around) => self.around(around),
            Found::Unreadable(file) => vec![Part {
                heading: "Not a record".to_owned(),
                notes: vec![format!("{} cannot be read: {}", file.path, file.malformed.problem.message)],
                rows: Vec::new(),
            }],
            Found::Package(package, holders) => {
                holders.iter().flat_map(|holder| self.holder(package, holder)).collect()
            }
            Found::Anomaly(all) => all.iter().map(|judged| self.anomaly(judged)).collect(),
            Found::Clauses(all) => all.iter().map(clause).collect(),
        }
    }

    fn around(&self, around: &Neighbourhood<'_>) -> Vec<Part> {
        let record = around.record;
        let mut own = self.row(record, "");
        if own.findings.is_empty() {
            own.facts.push(format!("no open findings as of {}", record.dossier.judged.as_of));
        }
        own.facts.push(format!("in {}", record.dossier.repository_path(record.path())));
        for known in record.anomalies() {
            let entry = known.governing();
            let state = entry.anomaly.state.as_ref().map_or("no state", |state| state.value.word());
            let on = entry.judged_on().map_or_else(String::new, |on| format!(" of {on}"));
            own.rows.push(Row {
                lead: "anomaly".to_owned(),
                id: known.id().unwrap_or("without a number").to_owned(),
                title: format!("{state}, by {}{on}", entry.review.record().id()),
                ..Row::default()
            });
        }
        let mut parts = vec![Part { heading: "The record".to_owned(), notes: Vec::new(), rows: vec![own] }];
        for (heading, none, steps) in [
            ("Above it: what it serves or belongs to", "nothing", &around.above),
            ("Below it: what serves it or shows something about it", "nothing", &around.below),
        ] {
            let notes = if steps.is_empty() && self.depth > 0 { vec![none.to_owned()] } else { Vec::new() };
            if self.depth > 0 {
                parts.push(Part { heading: heading.to_owned(), notes, rows: self.steps(steps) });
            }
        }
        parts
    }

    fn holder(&self, package: &Package, holder: &Holder<'_>) -> Vec<Part> {
        let mut parts = self.around(&holder.around);
        let version = holder.version.as_deref();
        if let (Some(part), Some(said)) = (parts.first_mut(), compared(holder.compared, package, version)) {
            part.notes.push(said);
        }
        if let Some(part) = parts.first_mut() {
            part.heading = format!("{}: {}", titled(holder.around.record), holder.written);
        }
        parts
    }

    fn anomaly(&self, judged: &JudgedAnomaly<'_>) -> Part {
        let mut rows: Vec<Row> = judged.entries.iter().map(|of| entry(of, None)).collect();
        let hung = |around: &Neighbourhood<'_>, lead: &str, steps: &[Step<'_>]| {
            let mut row = self.row(around.record, lead);
            row.rows = self.steps(steps);
            row
        };
        rows.extend(judged.soup.iter().map(|soup| hung(soup, "an anomaly of", &soup.above)));
        rows.extend(judged.risks.iter().map(|risk| hung(risk, "leads to", &risk.below)));
        rows.extend(judged.change.iter().map(|change| hung(change, "dealt with by", &change.below)));
        let soup = judged.soup.as_ref().map(|soup| titled(soup.record));
        Part {
            heading: format!("In {}", soup.as_deref().unwrap_or("a SOUP that no entry names")),
            notes: title_of(judged).into_iter().collect(),
            rows,
        }
    }

    fn steps(&self, steps: &[Step<'_>]) -> Vec<Row> {
        steps.iter().map(|step| self.step(step)).collect()
    }

    fn step(&self, step: &Step<'_>) -> Row {
        let short = |title: &str| Row {
            lead: step.words.join(", "),
            id: name(step.record),
            title: title.to_owned(),
            facts: versions(step).into_iter().collect(),
            ..Row::default()
        };
        match step.end {
            End::Told => short("(elsewhere in this list)"),
            End::Circle => short("(a circle: the links lead back to it)"),
            End::Open => self.whole(step, self.steps(&step.steps)),
            End::Deeper(more) => {
                let records = many(more, "record", "records");
                let further = format!("{records} behind it: --depth {}", self.depth + 1);
                self.whole(step, vec![Row { title: further, ..Row::default() }])
            }
        }
    }

    fn whole(&self, step: &Step<'_>, rows: Vec<Row>) -> Row {
        let mut row = self.row(step.record, &step.words.join(", "));
        row.facts.splice(0..0, versions(step));
        Row { rows, ..row }
    }

    fn row(&self, record: Placed<'_>, lead: &str) -> Row {
        let mut said = facts(record);
        said.extend(class(record));
        said.push(approval(record));
        let (open, waived) = parted(self.findings.at(record.dossier, record.path()));
        if !waived.is_empty() {
            said.push(format!("{} waived", many(waived.len(), "finding", "findings")));
        }
        Row {
            lead: lead.to_owned(),
            id: name(record),
            title: record.record().title().to_owned(),
            facts: said,
            findings: open.into_iter().map(told).collect(),
            rows: Vec::new(),
        }
    }
}

/// Says for which versions a link stands: those that were tested, or reviewed.
fn versions(step: &Step<'_>) -> Option<String> {
    (!step.versions.is_empty()).then(|| format!("for version {}", step.versions.join(", ")))
}

fn told(finding: &Finding) -> (Level, String) {
    (finding.level, format!("{} [{}]", finding.message, finding.rule.code))
}

/// Returns what a record is called: its id, or its path where it has none.
fn name(record: Placed<'_>) -> String {
    let id = record.record().id();
    if id.is_empty() { record.path().to_owned() } else { id.to_owned() }
}

fn titled(record: Placed<'_>) -> String {
    format!("{} {}", name(record), record.record().title()).trim().to_owned()
}

/// Returns what the governing entry calls the anomaly.
fn title_of(judged: &JudgedAnomaly<'_>) -> Option<String> {
    judged.known.governing().anomaly.title.as_ref().map(|title| title.value.to_string())
}

/// Returns an entry of a review; `version` is the one of which it is asked whether the range mentions it.
fn entry(entry: &Entry, version: Option<&str>) -> Row {
    let on = entry.on.map_or("undated".to_owned(), |on| format!("of {on}"));
    let versions = if entry.versions.is_empty() {
        "for no version".to_owned()
    } else {
        format!("for {}", entry.versions.join(", "))
    };
    let mut facts = vec![versions];
    facts.push(match (entry.state, entry.justification) {
        (Some(state), Some(label)) => format!("{state}: {label}"),
        (Some(state), None) => state.to_owned(),
        (None, _) => "no state".to_owned(),
    });
    facts.push(match entry.safety {
        Some(relevance) => format!("safety relevance {relevance}"),
        None => "no safety relevance recorded".to_owned(),
    });
    facts.extend(entry.range.as_ref().map(|range| {
        let mentions = version.map_or_else(String::new, |version| format!(" {}", mentioned(range, version)));
        format!("affected range “{}”{mentions}", line(range))
    }));
    facts.extend(entry.impact.as_ref().map(|impact| format!("impact: {}", line(impact))));
    facts.extend(entry.action.as_ref().map(|action| format!("action: {}", line(action))));
    let lead = if entry.governs { "judged last in" } else { "judged in" };
    Row { lead: lead.to_owned(), id: entry.review.clone(), title: on, facts, ..Row::default() }
}

fn clause(answered: &Answered<'_>) -> Part {
    let clause = answered.clause;
    let word = if clause.classes.to_string().len() == 1 { "class" } else { "classes" };
    let mut notes = vec![clause.summary.to_owned()];
    if !answered.in_force {
        notes.push(format!("Not in force here: the ruleset {} is not in use.", clause.ruleset));
    }
    if answered.rules.is_empty() && answered.sections.is_empty() {
        notes.push("No rule asks for it, and no part of a record is for it: look elsewhere.".to_owned());
    }
    let mut rows: Vec<Row> = Vec::new();
    for rule in &answered.rules {
        let own: Vec<&Finding> =
            answered.findings.iter().copied().filter(|finding| std::ptr::eq(finding.rule, *rule)).collect();
        let (open, waived) = parted(&own);
        let mut facts = Vec::new();
        if !waived.is_empty() {
            facts.push(format!("{} waived", many(waived.len(), "finding", "findings")));
        }
        if open.is_empty() && answered.in_force {
            facts.push("no findings".to_owned());
        }
        let about = |finding: &Finding| {
            let record = finding.record.as_deref().unwrap_or(&finding.path);
            (finding.level, format!("{record}: {}", finding.message))
        };
        rows.push(Row {
            lead: "asked by".to_owned(),
            id: rule.code.to_owned(),
            title: rule.summary.to_owned(),
            facts,
            findings: open.into_iter().map(about).collect(),
            rows: Vec::new(),
        });
    }
    for (lead, records) in [
        ("answered by", &answered.answering),
        ("nothing written for it in", &answered.silent),
        ("not asked, by their class", &answered.not_asked),
    ] {
        if !records.is_empty() {
            let ids: Vec<String> = records.iter().map(|record| name(*record)).collect();
            let title = format!("{}: {}", many(records.len(), "record", "records"), ids.join(", "));
            rows.push(Row {
                lead: lead.to_owned(),
                title,
                facts: parts_of(answered, lead),
                ..Row::default()
            });
        }
    }
    let about = format!("{}, {word} {}", clause.basis, clause.classes);
    Part { heading: format!("{clause}, “{}”: {about}", clause.title), notes, rows }
}

/// Says which part of the records answers.
fn parts_of(answered: &Answered<'_>, lead: &str) -> Vec<String> {
    if lead != "answered by" {
        return Vec::new();
    }
    let each: Vec<String> =
        answered.sections.iter().map(|(kind, section)| format!("“{section}” of {kind}")).collect();
    vec![format!("in {}", each.join(", "))]
}

fn history(history: &History) -> Vec<Part> {
    history.moments.iter().map(|moment| in_moment(history, moment)).collect()
}

fn in_moment(history: &History, moment: &InMoment) -> Part {
    let notes = if moment.soups.is_empty() { vec!["no such SOUP".to_owned()] } else { Vec::new() };
    let rows = moment.soups.iter().map(|soup| soup_then(history, soup)).collect();
    Part { heading: format!("{}, as of {}", moment.name, moment.as_of), notes, rows }
}

fn soup_then(history: &History, soup: &SoupThen) -> Row {
    let version = soup.version.as_deref().unwrap_or("no version");
    let mut facts = Vec::new();
    if !soup.is_live {
        facts.push("retired: not part of it any more".to_owned());
    }
    let package = Package::parse(&history.asked);
    facts.extend(package.and_then(|package| compared(soup.compared, &package, soup.version.as_deref())));
    if soup.entries.is_empty() {
        facts.push("no review of this moment lists it".to_owned());
    }
    // Where no entry is about this version, the ranges of all others are what the records have.
    for range in history.ranges_of(&soup.id).filter(|_| soup.entries.is_empty() && soup.later.is_empty()) {
        facts.push(format!(
            "{} records for {} the range “{}” {}",
            range.review,
            range.anomaly,
            range.text,
            mentioned(&range.text, version)
        ));
    }
    let own = soup.entries.iter().map(|of| {
        let row = entry(of, Some(version));
        Row { lead: format!("{} {}", of.anomaly, row.lead), ..row }
    });
    let later = soup.later.iter().map(|(name, of)| {
        let lead = format!("{} judged later, in the records of {name}, by", of.anomaly);
        Row { lead, ..entry(of, Some(version)) }
    });
    Row {
        lead: if soup.is_live { "contains" } else { "names" }.to_owned(),
        id: soup.id.clone(),
        title: format!("{} {version}", soup.title).trim().to_owned(),
        facts,
        findings: Vec::new(),
        rows: own.chain(later).collect(),
    }
}

fn mentioned(range: &str, version: &str) -> String {
    // A range is read by people: `before 2.10.0` takes in 2.9.1 without naming it.
    if mentions(range, version) {
        format!("which names {version}")
    } else {
        format!("and whether that takes in {version} is for a person to read")
    }
}

fn compared(compared: Compared, package: &Package, recorded: Option<&str>) -> Option<String> {
    let asked = package.version.as_deref().unwrap_or_default();
    let recorded = recorded.unwrap_or("no version");
    match compared {
        Compared::NotAsked => None,
        Compared::Same => Some(format!("recorded version {recorded}: the one asked for")),
        Compared::BeginsWith => Some(format!("recorded version {recorded}: begins with {asked}")),
        Compared::Other => Some(format!("recorded version {recorded}: not {asked}")),
    }
}

/// Returns a text in one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
