//! Waivers at work: which of them suppresses a finding.

use std::collections::HashMap;

use jiff::civil::Date;

use super::Finding;
use crate::dossier::Dossier;
use crate::inventory::Purl;

/// Marks the findings that a valid waiver suppresses.
pub(super) fn waive(findings: &mut [Finding], dossier: &Dossier) {
    let waivers = Waivers::of(dossier, dossier.judged.as_of);
    for finding in findings {
        finding.waived_by = waivers.of_finding(finding).map(str::to_owned);
    }
}

/// The valid waivers of a dossier, by the rule and the record or the package that they are about.
#[derive(Debug)]
pub struct Waivers<'d>(HashMap<(&'d str, String), Vec<Named<'d>>>);

/// The id of a waiver, and the field that it names.
type Named<'d> = (&'d str, Option<&'d str>);

impl<'d> Waivers<'d> {
    /// Returns the live waivers of a dossier that hold on a day.
    pub fn of(dossier: &'d Dossier, as_of: Date) -> Waivers<'d> {
        let mut waivers: HashMap<_, Vec<Named<'_>>> = HashMap::new();
        for (record, waiver) in dossier.waivers() {
            let package = || Some(Purl::parse(&waiver.purl.as_ref()?.value).ok()?.key().to_owned());
            let target =
                waiver.record.as_ref().map(|target| target.value.to_ascii_lowercase()).or_else(package);
            if waiver.faults(record.record(), as_of).is_empty()
                && let (Some(rule), Some(target)) = (&waiver.rule, target)
            {
                let of_both = waivers.entry((&*rule.value, target)).or_default();
                of_both.push((record.record().id(), waiver.field.as_ref().map(|field| &*field.value)));
            }
        }
        Waivers(waivers)
    }

    /// Returns the id of the waiver that suppresses a finding; of several the one that names the narrowest field.
    pub fn of_finding(&self, finding: &Finding) -> Option<&'d str> {
        if !finding.rule.is_waivable() {
            return None;
        }
        let target = match &finding.record {
            Some(id) => id.to_ascii_lowercase(),
            // What is about a package and no record has that as its field.
            None => Purl::parse(&finding.field).ok()?.key().to_owned(),
        };
        let waivers = self.0.get(&(finding.rule.code, target))?;
        let covers = |field: &Option<&str>| {
            field.is_none_or(|field| {
                finding
                    .field
                    .strip_prefix(field)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
            })
        };
        // The narrowest one is the one that was meant.
        let waivers = waivers.iter().filter(|(_, field)| covers(field));
        waivers.max_by_key(|(_, field)| field.map_or(0, str::len)).map(|(waiver, _)| *waiver)
    }
}
