//! Findings: what rules report, as plain data.

use std::collections::HashMap;

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::Rule;
use crate::config::Level;
use crate::dossier::{At, Dossier, MalformedFile, Reason};
use crate::inventory::InventoryFile;
use crate::past::{Cause, Past};
use crate::standard::{Basis, Class, Clause};
use crate::text::{FileText, Position, Span};

/// Something wrong in the user's dossier.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How grave it is, the project's own levels counted in.
    pub level: Level,
    /// The class that the record was judged by; `None` where it is judged without.
    pub class: Option<Class>,
    /// The clauses that ask for it; never empty, for what nothing asks for is no finding.
    clauses: Vec<&'static Clause>,
    /// The id of the record, as far as it has one.
    pub record: Option<String>,
    /// The field's path, list elements named by their value; empty for the whole record.
    pub field: String,
    /// The file's path from the repository's root.
    pub path: String,
    /// Whether there is a file at that path; not so for a folder, and for a name that is no text.
    pub is_file: bool,
    /// The bytes of the file that it points at; never empty where the file holds anything.
    pub span: Span,
    /// The file, so that lines can be counted and shown.
    pub text: FileText,
    /// What is wrong, as a statement without full stop.
    pub message: String,
    /// What to do, as an instruction.
    pub help: String,
    /// Further places in the same file that explain it.
    pub labels: Vec<Label>,
    /// Places in other files that explain it.
    pub related: Vec<Related>,
    /// What changed, so that it is found: what evidence was overtaken by. Empty where no change is the reason.
    pub reasons: Vec<Edit>,
    /// The id of the waiver that suppresses it.
    pub waived_by: Option<String>,
    /// A key that stays the same while lines move: rule, record and field. Unique among the findings of a moment.
    pub fingerprint: String,
}

/// A further place in the same file.
#[derive(Clone, Debug)]
pub struct Label {
    /// The bytes.
    pub span: Span,
    /// What is there.
    pub message: String,
}

/// A place in another file.
#[derive(Clone, Debug)]
pub struct Related {
    /// The id of the record, as far as it has one.
    pub record: Option<String>,
    /// The file's path from the repository's root.
    pub path: String,
    /// The bytes.
    pub span: Span,
    /// The file.
    pub text: FileText,
    /// What is there.
    pub message: String,
}

/// A change of one field of a record, and who made it: what a finding about evidence gives as its reason.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Edit {
    /// The id of the record that changed.
    pub record: String,
    /// The field's path, list elements named by their value; empty for the whole record.
    pub field: String,
    /// The value that the evidence saw; `None` where nothing was written.
    pub before: Option<String>,
    /// The value at the moment judged; `None` where nothing is written.
    pub after: Option<String>,
    /// The whole id of the commit that made the change; `None` where it is not committed yet, or not known.
    pub commit: Option<String>,
    /// Whether it is known not to be committed yet.
    pub uncommitted: bool,
    /// The day of that commit.
    pub date: Option<Date>,
    /// The name of its author.
    pub author: Option<String>,
    /// The ids of the records on the way from the evidence to the one that changed, both ends left out.
    pub via: Vec<String>,
}

impl Edit {
    /// Returns a cause of stale evidence as the reason of a finding.
    pub fn of(dossier: &Dossier, cause: &Cause) -> Edit {
        let ids = cause.via.iter().map(|index| dossier.at_index(*index).id().to_owned());
        Edit {
            record: dossier.at_index(cause.record).id().to_owned(),
            field: cause.field.clone(),
            before: cause.before.clone(),
            after: cause.after.clone(),
            commit: cause.commit.as_ref().map(|commit| commit.id.clone()),
            date: cause.commit.as_ref().map(|commit| commit.date),
            author: cause.commit.as_ref().map(|commit| commit.author.name.clone()),
            uncommitted: cause.uncommitted,
            via: ids.collect(),
        }
    }
}

impl Finding {
    /// Returns the line and column at which it begins.
    pub fn start(&self) -> Position {
        self.text.position(self.span.start)
    }

    /// Returns the line and column after its last character.
    pub fn end(&self) -> Position {
        self.text.position(self.span.end)
    }

    /// Returns the clauses that ask for it: those of its rule that are in force under the rulesets in use and reach the class that it
    /// was judged by. The first one is the main one.
    pub fn clauses(&self) -> &[&'static Clause] {
        &self.clauses
    }

    /// Returns how binding it is: as binding as the most binding of its clauses, and no more.
    pub fn basis(&self) -> Basis {
        let basis = self.clauses.iter().map(|clause| clause.basis).min();
        basis.expect("a finding without clauses is never made")
    }

    /// Returns whether a waiver suppresses it.
    pub fn is_waived(&self) -> bool {
        self.waived_by.is_some()
    }
}

/// Collects the findings of one rule.
pub struct Findings<'d> {
    rule: &'static Rule,
    dossier: &'d Dossier,
    past: &'d Past,
    found: Vec<Finding>,
}

/// A finding to which more can be said.
pub struct Draft<'f> {
    finding: Option<&'f mut Finding>,
    root: &'f str,
}

impl<'d> Findings<'d> {
    pub(super) fn new(rule: &'static Rule, dossier: &'d Dossier, past: &'d Past) -> Findings<'d> {
        Findings { rule, dossier, past, found: Vec::new() }
    }

    pub(super) fn into_findings(self) -> Vec<Finding> {
        self.found
    }

    /// Adds a finding at a place of a record, judged by the record's class. It is dropped where
    /// the rule does not concern that class, or no clause of the rulesets in use asks for it there.
    pub fn add(&mut self, at: At<'_>, message: impl Into<String>) -> Draft<'_> {
        let classed = at.record.classed();
        let class = if classed.reason == Reason::NotJudged { None } else { Some(classed.class) };
        self.add_judged(class, at, message)
    }

    /// Adds a finding judged by another class than the record's own: the one that a segregation lowers from, say.
    pub fn add_as(&mut self, class: Class, at: At<'_>, message: impl Into<String>) -> Draft<'_> {
        self.add_judged(Some(class), at, message)
    }

    fn add_judged(&mut self, class: Option<Class>, at: At<'_>, message: impl Into<String>) -> Draft<'_> {
        let record = at.record.record();
        let id = Some(record.id().to_owned()).filter(|id| !id.is_empty());
        self.push(class, id, at.field, at.record.path(), at.span, &record.text, message.into())
    }

    /// Adds a finding about a file that is no record.
    pub fn add_file(&mut self, file: &MalformedFile, span: Span, message: impl Into<String>) -> Draft<'_> {
        let id = file.malformed.id.as_ref().map(ToString::to_string);
        self.push(None, id, String::new(), &file.path, span, &file.malformed.text, message.into())
    }

    /// Adds a finding at a place of a lock file or an SBOM.
    pub fn add_listed(
        &mut self,
        file: &InventoryFile,
        field: &str,
        span: Span,
        message: impl Into<String>,
    ) -> Draft<'_> {
        self.push(None, None, field.to_owned(), &file.path, span, &file.inventory.text, message.into())
    }

    /// Adds a finding about a path alone, from the device's root.
    pub fn add_path(&mut self, path: &str, message: impl Into<String>) -> Draft<'_> {
        self.push(None, None, String::new(), path, Span::default(), &"".into(), message.into())
    }

    /// Adds a finding about a record that is gone, by the path from the repository's root that it had.
    pub fn add_gone(&mut self, id: &str, path: &str, message: impl Into<String>) -> Draft<'_> {
        let path = path.strip_prefix(&self.dossier.root).unwrap_or(path).to_owned();
        self.push(
            None,
            Some(id.to_owned()),
            String::new(),
            &path,
            Span::default(),
            &"".into(),
            message.into(),
        )
    }

    /// Returns whether another rule can tell anything at this moment.
    pub(super) fn can_tell(&self, rule: &Rule) -> bool {
        rule.can_tell(self.dossier, self.past)
    }

    /// Adds a finding about the configuration.
    pub fn add_config(&mut self, field: &str, span: Span, message: impl Into<String>) -> Draft<'_> {
        let text = self.dossier.config.text.clone();
        let path = self.dossier.config_path.clone();
        let path = path.strip_prefix(&self.dossier.root).unwrap_or(&path).to_owned();
        self.push(None, None, field.to_owned(), &path, span, &text, message.into())
    }

    #[expect(clippy::too_many_arguments, reason = "the one place where a finding is put together")]
    fn push(
        &mut self,
        class: Option<Class>,
        record: Option<String>,
        field: String,
        path: &str,
        span: Span,
        text: &FileText,
        message: String,
    ) -> Draft<'_> {
        let dossier = self.dossier;
        let clauses: Vec<_> = self.rule.clauses_for(&dossier.config.rulesets, class).collect();
        if clauses.is_empty() || class.is_some_and(|class| !self.rule.classes.includes(class)) {
            return Draft { finding: None, root: &dossier.root };
        }
        let own = dossier.config.levels.get(self.rule.code).map(|level| level.value);
        let level = own.unwrap_or_else(|| self.rule.severity.level(class, dossier.judged.is_release()));
        self.found.push(Finding {
            rule: self.rule,
            level,
            class,
            clauses,
            record,
            field,
            path: dossier.repository_path(path),
            is_file: true,
            span: widen(text, span),
            text: text.clone(),
            message,
            help: self.rule.help.to_owned(),
            labels: Vec::new(),
            related: Vec::new(),
            reasons: Vec::new(),
            waived_by: None,
            fingerprint: String::new(),
        });
        Draft { finding: self.found.last_mut(), root: &dossier.root }
    }
}

impl Draft<'_> {
    /// Says what to do in this very case, in place of the rule's own help.
    #[expect(clippy::return_self_not_must_use, reason = "a draft is already among the findings")]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        if let Some(finding) = &mut self.finding {
            finding.help = help.into();
        }
        self
    }

    /// Points at a further place in the same file.
    #[expect(clippy::return_self_not_must_use, reason = "a draft is already among the findings")]
    pub fn label(mut self, span: Span, message: impl Into<String>) -> Self {
        if let Some(finding) = &mut self.finding {
            let span = widen(&finding.text, span);
            finding.labels.push(Label { span, message: message.into() });
        }
        self
    }

    /// Points at a place in another record.
    #[expect(clippy::return_self_not_must_use, reason = "a draft is already among the findings")]
    pub fn related(mut self, at: At<'_>, message: impl Into<String>) -> Self {
        if let Some(finding) = &mut self.finding {
            let text = at.record.record().text.clone();
            finding.related.push(Related {
                record: Some(at.record.id().to_owned()).filter(|id| !id.is_empty()),
                path: format!("{}{}", self.root, at.record.path()),
                span: widen(&text, at.span),
                text,
                message: message.into(),
            });
        }
        self
    }

    /// Points at a place in a lock file or an SBOM.
    #[expect(clippy::return_self_not_must_use, reason = "a draft is already among the findings")]
    pub fn related_listed(mut self, file: &InventoryFile, span: Span, message: impl Into<String>) -> Self {
        if let Some(finding) = &mut self.finding {
            let text = file.inventory.text.clone();
            finding.related.push(Related {
                record: None,
                path: format!("{}{}", self.root, file.path),
                span: widen(&text, span),
                text,
                message: message.into(),
            });
        }
        self
    }

    /// Says that there is no file at its path that could be opened: a folder stands there, or the name is no text.
    #[expect(clippy::return_self_not_must_use, reason = "a draft is already among the findings")]
    pub fn no_file(mut self) -> Self {
        if let Some(finding) = &mut self.finding {
            finding.is_file = false;
        }
        self
    }

    /// Names a change as the reason.
    #[expect(clippy::return_self_not_must_use, reason = "a draft is already among the findings")]
    pub fn reason(mut self, edit: Edit) -> Self {
        if let Some(finding) = &mut self.finding {
            finding.reasons.push(edit);
        }
        self
    }
}

/// Gives an empty span one character, so that it can be pointed at.
pub(crate) fn widen(text: &str, span: Span) -> Span {
    let mut start = (span.start as usize).min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = (span.end as usize).min(text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    if start < end {
        return Span::new(start, end);
    }
    match text[start..].chars().next() {
        Some(next) if next != '\n' && next != '\r' => Span::new(start, start + next.len_utf8()),
        _ => match text[..start].chars().next_back() {
            Some(before) => Span::new(start - before.len_utf8(), start),
            None => Span::new(start, start),
        },
    }
}

/// Sorts by path, place and rule, and gives each its fingerprint.
pub(super) fn settle(findings: &mut [Finding]) {
    findings.sort_by(|one, two| {
        (&one.path, one.span, one.rule.code, &one.field, &one.message).cmp(&(
            &two.path,
            two.span,
            two.rule.code,
            &two.field,
            &two.message,
        ))
    });
    // An id that stands in two files names neither of them.
    let mut paths: HashMap<String, Option<String>> = HashMap::new();
    for finding in findings.iter() {
        if let Some(record) = &finding.record {
            let path = paths.entry(record.to_ascii_lowercase()).or_insert_with(|| Some(finding.path.clone()));
            if path.as_deref() != Some(&*finding.path) {
                *path = None;
            }
        }
    }
    let mut seen: HashMap<String, usize> = HashMap::new();
    for finding in findings.iter_mut() {
        let record = finding.record.as_ref().map(|record| record.to_ascii_lowercase());
        let subject = record.filter(|record| paths.get(record).is_some_and(Option::is_some));
        let subject = subject.unwrap_or_else(|| finding.path.clone());
        let key = format!("{}\0{subject}\0{}", finding.rule.code, finding.field);
        let nth = seen.entry(key.clone()).or_default();
        *nth += 1;
        let digest = Sha256::digest(format!("{key}\0{nth}"));
        finding.fingerprint = digest.iter().take(10).map(|byte| format!("{byte:02x}")).collect();
    }
}
