//! How a risk stands by the project's own scale: acceptable, not acceptable, or not to be told.

use super::Placed;
use crate::field::Text;
use crate::record::Risk;

/// How a risk stands by the project's scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RiskLevel<'d> {
    /// Its level is the acceptable one.
    Acceptable(&'d str),
    /// Its level is another one.
    NotAcceptable(&'d str),
    /// Severity or probability says nothing, and no level is stated.
    Open,
    /// What is written cannot be read or is not on the scale.
    Unclear,
}

impl<'d> Placed<'d> {
    /// Returns how a risk stands before its controls. What is no risk stands open.
    ///
    /// Severity and probability count by the matrix. Where these give no level the stated one counts, if it is on the scale.
    pub fn initial_level(self) -> RiskLevel<'d> {
        let Some(risk) = self.fields::<Risk>() else { return RiskLevel::Open };
        self.level("", risk.severity.as_ref(), risk.probability.as_ref(), risk.level.as_ref())
    }

    /// Returns how a risk stands with its controls in place, by what is written of the residual risk.
    pub fn residual_level(self) -> RiskLevel<'d> {
        let residual = self.fields::<Risk>().and_then(|risk| risk.residual.as_ref());
        let Some(residual) = residual else {
            return if self.is_written("residual") { RiskLevel::Unclear } else { RiskLevel::Open };
        };
        let (severity, probability) = (residual.severity.as_ref(), residual.probability.as_ref());
        self.level("residual.", severity, probability, residual.level.as_ref())
    }

    fn level(
        self,
        path: &str,
        severity: Option<&'d Text>,
        probability: Option<&'d Text>,
        stated: Option<&'d Text>,
    ) -> RiskLevel<'d> {
        let scale = &self.dossier.config.risk;
        let of_matrix =
            severity.zip(probability).and_then(|(severity, probability)| scale.level(severity, probability));
        let stated =
            stated.map(|level| &*level.value).filter(|level| scale.levels.iter().any(|on| on == level));
        if let Some(level) = of_matrix.or(stated) {
            return if scale.is_acceptable(level) {
                RiskLevel::Acceptable(level)
            } else {
                RiskLevel::NotAcceptable(level)
            };
        }
        let is_written = |field: &str| self.is_written(&format!("{path}{field}"));
        if is_written("level") || is_written("severity") && is_written("probability") {
            RiskLevel::Unclear
        } else {
            RiskLevel::Open
        }
    }

    /// Returns whether the field of that path holds anything, readable or not.
    fn is_written(self, path: &str) -> bool {
        let node = path.split('.').try_fold(&self.record().node, |node, part| node.get(part));
        node.is_some_and(|node| !node.is_absent())
    }
}

#[cfg(test)]
mod tests {
    use super::RiskLevel;
    use crate::dossier::{Judged, fixture};

    #[track_caller]
    fn check(fields: &str, expected: RiskLevel<'_>) {
        let judged = Judged { as_of: jiff::civil::date(2026, 1, 15), release: None };
        let example = format!("//- risks/a.md\n---\nid: RISK-1\n{fields}\n---\n");
        let dossier = fixture::assemble(&example, judged).expect("the example can be read");
        let record = dossier.find("RISK-1").expect("the record is there");
        assert_eq!(record.initial_level(), expected, "{fields}");
    }

    #[test]
    fn the_matrix_counts_before_the_stated_level() {
        check("severity: minor\nprobability: remote", RiskLevel::Acceptable("acceptable"));
        check(
            "severity: serious\nprobability: remote\nlevel: acceptable",
            RiskLevel::NotAcceptable("conditional"),
        );
        check("severity: serious\nlevel: unacceptable", RiskLevel::NotAcceptable("unacceptable"));
    }

    #[test]
    fn what_says_nothing_is_open_and_what_cannot_be_placed_is_unclear() {
        check("severity: serious", RiskLevel::Open);
        check("severity: serious\nprobability:", RiskLevel::Open);
        check("severity: serious\nprobability: often", RiskLevel::Unclear);
        check("severity: serious\nprobability: [remote]", RiskLevel::Unclear);
        check("level: bad", RiskLevel::Unclear);
    }
}
