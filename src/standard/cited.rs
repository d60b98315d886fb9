//! What people mean when they cite: a clause by its number, with or without its standard; a group of clauses; a standard.

use super::{Clause, STANDARDS, Standard};

/// Returns the clause meant by `IEC 62304 8.1.2` or `8.1.2`; case, spaces and `§` do not matter.
///
/// Standards share numbers, so digits on their own mean IEC 62304. Anything else (`VEX`, `524B(b)(1)`) is the
/// first of that number in [`STANDARDS`].
pub fn find(text: &str) -> Option<&'static Clause> {
    let wanted = key(text);
    let clauses = standards(&wanted).iter().flat_map(|standard| standard.clauses).copied();
    clauses.into_iter().find(|clause| is_named(clause, clause.number, &wanted))
}

/// Returns all clauses that a text means: the clause of [`find`] with its parts, as `8.1.2` with `8.1.2 a`; those below a
/// number that is none itself, as `5.7`; or all of a standard, by its name or that of its ruleset. Empty where it means none.
pub fn meant(text: &str) -> Vec<&'static Clause> {
    let wanted = key(text);
    if wanted.is_empty() {
        return Vec::new();
    }
    let whole = |standard: &&&Standard| key(standard.name) == wanted || key(standard.ruleset) == wanted;
    if let Some(standard) = STANDARDS.iter().find(whole) {
        return standard.clauses.to_vec();
    }
    let of = |standard: &&'static Standard| -> Vec<&'static Clause> {
        let named =
            |clause: &&&'static Clause| groups(clause.number).any(|number| is_named(clause, number, &wanted));
        standard.clauses.iter().filter(named).copied().collect()
    };
    standards(&wanted).iter().map(of).find(|clauses| !clauses.is_empty()).unwrap_or_default()
}

/// Returns a text as clauses and standards are compared.
pub fn key(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '§').flat_map(char::to_lowercase).collect()
}

/// Returns the standards among which a key is looked for.
fn standards(wanted: &str) -> &'static [&'static Standard] {
    let only_digits = wanted.chars().all(|c| c.is_ascii_digit() || c == '.');
    if only_digits { &STANDARDS[..1] } else { STANDARDS }
}

/// Returns whether a key means a number of the clause's standard.
fn is_named(clause: &Clause, number: &str, wanted: &str) -> bool {
    let number = key(number);
    number == wanted || wanted.strip_prefix(&*key(clause.standard)) == Some(&number)
}

/// Returns a number and the numbers that it is a part of: `8.1.2 a`, `8.1.2`, `8.1`, `8`.
fn groups(number: &str) -> impl Iterator<Item = &str> {
    let ends = number.match_indices([' ', '.', '(']).map(|(at, _)| at).chain([number.len()]);
    ends.map(|end| &number[..end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standard::{fda, iec_62304, iec_81001_5_1, practice};

    #[test]
    fn every_clause_is_found_by_what_it_is_shown_as() {
        for clause in STANDARDS.iter().flat_map(|standard| standard.clauses) {
            assert_eq!(find(&clause.to_string()), Some(*clause));
            assert_eq!(meant(&clause.to_string())[0], *clause);
        }
    }

    #[test]
    fn case_spaces_and_section_signs_do_not_matter() {
        assert_eq!(find("iec 62304  8.1.2"), Some(&iec_62304::CLAUSE_8_1_2));
        assert_eq!(find("4.3A"), Some(&iec_62304::CLAUSE_4_3_A));
        assert_eq!(find("fda v.a.4(b)"), Some(&fda::CLAUSE_V_A_4_B));
        assert_eq!(find("524b(b)(2)"), Some(&fda::CLAUSE_524B_B_2));
        assert_eq!(find("vex"), Some(&practice::CLAUSE_VEX));
    }

    #[test]
    fn digits_on_their_own_mean_iec_62304() {
        assert_eq!(find("8.1.2"), Some(&iec_62304::CLAUSE_8_1_2));
        assert_eq!(find("5.7"), None, "IEC 81001-5-1 has a 5.7, but who says just 5.7 may mean another");
        assert_eq!(find("IEC 81001-5-1 5.7"), Some(&iec_81001_5_1::CLAUSE_5_7));
    }

    #[test]
    fn what_is_no_clause_is_not_found() {
        for text in ["", " ", "IEC 62304", "99.9", "7.1.5"] {
            assert_eq!(find(text), None, "{text:?}");
        }
        for text in ["", " ", "§", "99.9", "7.1.5", "OTS func", "IEC 6230"] {
            assert!(meant(text).is_empty(), "{text:?}");
        }
    }

    fn numbers(text: &str) -> Vec<&'static str> {
        meant(text).iter().map(|clause| clause.number).collect()
    }

    #[test]
    fn a_clause_is_meant_with_its_parts_and_a_group_by_its_number() {
        assert_eq!(numbers("8.1.2"), ["8.1.2", "8.1.2 a", "8.1.2 b", "8.1.2 c"]);
        assert_eq!(numbers("8.1.2 b"), ["8.1.2 b"]);
        assert_eq!(numbers("iec 62304 7.4"), ["7.4.1", "7.4.2", "7.4.3"]);
        assert_eq!(numbers("524B(b)"), ["524B(b)(1)", "524B(b)(2)", "524B(b)(3)"]);
        assert_eq!(numbers("5.1.1"), ["5.1.1 d"], "and none of 5.1.10 and 5.1.11");
        assert_eq!(numbers("FDA OTS")[..2], ["OTS", "OTS identification"]);
    }

    #[test]
    fn a_standard_is_meant_by_its_name_or_its_ruleset() {
        assert_eq!(meant("iso 14971").len(), crate::standard::iso_14971::STANDARD.clauses.len());
        assert_eq!(meant("ISO 14971"), meant("iso14971"));
        assert_eq!(meant("iec62304-ed1.1"), meant("IEC 62304"));
    }
}
