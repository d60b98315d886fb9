//! How clauses are cited: those of one standard together.

use crate::record::Kind;
use crate::standard::Clause;
use crate::trace::answers;

/// Returns the clauses that a section of a record answers as they are cited: shown at the right of its heading.
pub fn of_section(kind: Kind, section: &str) -> String {
    cite(answers::of_section(kind, section))
}

/// Returns clauses as they are cited: `IEC 62304 5.3.3, 5.3.4 · ISO 14971 5.4`.
pub fn cite(clauses: &[&Clause]) -> String {
    let mut cited = String::new();
    let mut standard = "";
    for clause in clauses {
        if clause.standard == standard {
            cited.push_str(", ");
        } else {
            if !cited.is_empty() {
                cited.push_str(" · ");
            }
            cited.push_str(clause.standard);
            cited.push(' ');
            standard = clause.standard;
        }
        cited.push_str(clause.number);
    }
    cited
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standard::{iec_62304, iso_14971};

    #[test]
    fn clauses_of_one_standard_are_cited_together() {
        let clauses: &[&Clause] =
            &[&iec_62304::CLAUSE_5_3_3, &iec_62304::CLAUSE_5_3_4, &iso_14971::CLAUSE_5_4];
        assert_eq!(cite(clauses), "IEC 62304 5.3.3, 5.3.4 · ISO 14971 5.4");
    }
}
