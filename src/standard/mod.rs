//! Clauses as data: what a rule may cite, which classes it reaches and how binding it is.
//!
//! Nothing comes in; out go `STANDARDS`, each with its `Clause`s in the order of the document. A rule names a
//! clause by its static (`iec_62304::CLAUSE_8_1_2`), so a citation that does not exist does not compile, and
//! a finding cannot sound more binding than the clause it rests on.
//!
//! Titles and summaries are our own words. They say where to look; the standard alone says what it asks.
//!
//! Another edition of a standard is another table: a file with its `standard!`, its line in [`STANDARDS`], and its clauses
//! beside those of the first edition in the cards of the rules. Where it grades by levels of rigour instead of classes, its
//! table says which classes each level stands for, as [`Classes`] do: level I for A, B and C, level II for B and C.

use std::{error, fmt, str::FromStr};

/// Declares one standard and its clauses: a static each, and the list of all, which so cannot leave one out.
macro_rules! standard {
    (
        $(#[doc = $about:literal])*
        $standard:ident {
            ruleset: $ruleset:literal,
            name: $name:literal,
            title: $title:literal,
            edition: $edition:literal,
            basis: $basis:ident,
        }
        $( $clause:ident: $number:literal, $classes:ident, $short:literal, $summary:literal; )+
    ) => {
        $(#[doc = $about])*
        pub static $standard: $crate::standard::Standard = $crate::standard::Standard {
            ruleset: $ruleset,
            name: $name,
            title: $title,
            edition: $edition,
            basis: $crate::standard::Basis::$basis,
            clauses: &[$( &$clause ),+],
        };

        $(
            #[doc = concat!($name, " ", $number, ": ", $short, ". ", $summary)]
            pub static $clause: $crate::standard::Clause = $crate::standard::Clause {
                ruleset: $ruleset,
                standard: $name,
                number: $number,
                title: $short,
                summary: $summary,
                classes: $crate::standard::Classes::$classes,
                basis: $crate::standard::Basis::$basis,
            };
        )+

        /// The clauses by the names of their statics, to test that name and number agree.
        #[cfg(test)]
        pub(super) static NAMES: &[(&str, &$crate::standard::Clause)] =
            &[$( (stringify!($clause), &$clause) ),+];
    };
}

pub mod iec_62304;
pub mod iso_14971;
pub mod iso_13485;
pub mod fda;
pub mod iec_81001_5_1;
pub mod mdr;
pub mod practice;

mod cited;

pub use cited::{find, meant};

/// All standards, IEC 62304 first, habits last.
pub static STANDARDS: &[&Standard] = &[
    &iec_62304::STANDARD,
    &iso_14971::STANDARD,
    &iso_13485::STANDARD,
    &fda::STANDARD,
    &iec_81001_5_1::STANDARD,
    &mdr::STANDARD,
    &practice::STANDARD,
];

/// A document that asks for something: a standard, a law, a guidance; and, as one of them, our own habits.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Standard {
    /// Its name in `rulesets` of the configuration: `iec62304-ed1.1`.
    pub ruleset: &'static str,
    /// What stands before the number of a clause: `IEC 62304`.
    pub name: &'static str,
    /// What it is about, in our own words.
    pub title: &'static str,
    /// The edition these clauses were written for.
    pub edition: &'static str,
    pub basis: Basis,
    /// Its clauses, in the order of the document; only those that bear on a SOUP file.
    pub clauses: &'static [&'static Clause],
}

/// One thing a standard asks for, as far as it bears on a SOUP file.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Clause {
    pub ruleset: &'static str,
    /// The name of its standard: `IEC 62304`.
    pub standard: &'static str,
    /// Its number as people cite it, letter included: `8.1.2`, `4.3 a`.
    pub number: &'static str,
    /// Our own short title.
    pub title: &'static str,
    /// What it asks for, in a sentence or two of our own.
    pub summary: &'static str,
    /// The classes it applies to; all of them where the standard knows no classes.
    pub classes: Classes,
    pub basis: Basis,
}

impl Clause {
    /// Returns whether it counts under some rulesets: it belongs to one of them, or is [always](practice::ALWAYS) in force.
    pub fn is_in_force(&self, rulesets: &[String]) -> bool {
        rulesets.iter().any(|ruleset| ruleset == self.ruleset) || practice::ALWAYS.contains(&self)
    }
}

impl fmt::Display for Clause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.standard, self.number)
    }
}

/// Software safety class, from least to most strict (IEC 62304 4.3).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum Class {
    A,
    B,
    C,
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Class::A => "A",
            Class::B => "B",
            Class::C => "C",
        })
    }
}

impl FromStr for Class {
    type Err = UnknownClass;

    fn from_str(text: &str) -> Result<Class, UnknownClass> {
        match text {
            "A" => Ok(Class::A),
            "B" => Ok(Class::B),
            "C" => Ok(Class::C),
            _ => Err(UnknownClass),
        }
    }
}

/// The text names none of the classes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct UnknownClass;

impl fmt::Display for UnknownClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a software safety class is A, B or C")
    }
}

impl error::Error for UnknownClass {}

/// The classes something applies to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct Classes {
    pub a: bool,
    pub b: bool,
    pub c: bool,
}

impl Classes {
    pub const ALL: Classes = Classes { a: true, b: true, c: true };
    pub const B_C: Classes = Classes { a: false, b: true, c: true };
    pub const C: Classes = Classes { a: false, b: false, c: true };

    /// Returns whether something for these classes applies to a record of this class.
    pub const fn includes(self, class: Class) -> bool {
        match class {
            Class::A => self.a,
            Class::B => self.b,
            Class::C => self.c,
        }
    }
}

impl fmt::Display for Classes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for class in [Class::A, Class::B, Class::C] {
            if self.includes(class) {
                write!(f, "{separator}{class}")?;
                separator = ", ";
            }
        }
        Ok(())
    }
}

/// How binding something is. The most binding comes first: of several, the `min` is what may be claimed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum Basis {
    /// A safety, risk or quality standard asks for it (IEC 62304, ISO 14971, ISO 13485).
    Normative,
    /// A law or regulator asks for it, or its guidance or accepted state of the art expects it.
    Regulatory,
    /// Good practice, or what auditors usually look for.
    Practice,
}

impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Basis::Normative => "normative",
            Basis::Regulatory => "regulatory",
            Basis::Practice => "practice",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::cited::key;
    use super::*;
    use std::collections::BTreeSet;

    static NAMES: &[&[(&str, &Clause)]] = &[
        iec_62304::NAMES,
        iso_14971::NAMES,
        iso_13485::NAMES,
        fda::NAMES,
        iec_81001_5_1::NAMES,
        mdr::NAMES,
        practice::NAMES,
    ];

    #[test]
    fn no_two_standards_share_a_ruleset_or_a_name() {
        let rulesets: Vec<_> = STANDARDS.iter().map(|standard| standard.ruleset).collect();
        assert_eq!(
            rulesets,
            ["iec62304-ed1.1", "iso14971", "iso13485", "fda", "iec81001-5-1", "mdr", "practice"]
        );
        let names: BTreeSet<_> = STANDARDS.iter().map(|standard| key(standard.name)).collect();
        assert_eq!(names.len(), STANDARDS.len());
    }

    #[test]
    fn no_two_clauses_of_a_standard_share_a_number() {
        for standard in STANDARDS {
            let mut seen = BTreeSet::new();
            for clause in standard.clauses {
                assert!(seen.insert(key(clause.number)), "{clause} is there twice");
            }
        }
    }

    #[test]
    fn every_clause_is_listed_under_a_static_named_after_its_number() {
        assert_eq!(NAMES.len(), STANDARDS.len());
        for (names, standard) in NAMES.iter().zip(STANDARDS) {
            assert_eq!(names.len(), standard.clauses.len());
            for ((name, named), listed) in names.iter().zip(standard.clauses) {
                assert!(std::ptr::eq(*named, *listed), "{name} is not in its place in the list");
                let number: Vec<_> = listed
                    .number
                    .split(|c: char| !c.is_ascii_alphanumeric())
                    .filter(|part| !part.is_empty())
                    .collect();
                assert_eq!(*name, format!("CLAUSE_{}", number.join("_").to_uppercase()));
            }
        }
    }

    #[test]
    fn every_clause_says_what_it_asks_for() {
        for clause in STANDARDS.iter().flat_map(|standard| standard.clauses) {
            assert!(!clause.title.is_empty() && !clause.title.ends_with('.'), "the title of {clause}");
            assert!(clause.title.len() <= 70, "the title of {clause} is long");
            assert!(clause.summary.ends_with('.'), "the summary of {clause}");
            assert!(!clause.summary.contains("  "), "the summary of {clause} has a gap");
        }
    }

    #[test]
    fn clauses_of_dotted_numbers_are_in_order() {
        for standard in STANDARDS {
            let numbers: Vec<Vec<u32>> = standard
                .clauses
                .iter()
                .filter_map(|clause| {
                    clause.number.split(' ').next()?.split('.').map(|n| n.parse().ok()).collect()
                })
                .collect();
            assert!(numbers.is_sorted(), "{}: {numbers:?}", standard.name);
        }
    }

    #[test]
    fn a_clause_is_shown_with_its_standard() {
        assert_eq!(iec_62304::CLAUSE_8_1_2.to_string(), "IEC 62304 8.1.2");
        assert_eq!(iec_62304::CLAUSE_4_3_A.to_string(), "IEC 62304 4.3 a");
        assert_eq!(fda::CLAUSE_V_A_4_B.to_string(), "FDA §V.A.4(b)");
        assert_eq!(mdr::CLAUSE_ANNEX_I_17_2.to_string(), "MDR Annex I 17.2");
    }

    #[test]
    fn a_class_reads_back_as_it_is_shown() {
        for class in [Class::A, Class::B, Class::C] {
            assert_eq!(class.to_string().parse(), Ok(class));
        }
        for text in ["", "a", "D", "B "] {
            assert_eq!(text.parse::<Class>(), Err(UnknownClass), "{text:?}");
        }
        assert!(Class::A < Class::B && Class::B < Class::C);
    }

    #[test]
    fn classes_are_shown_as_a_list() {
        assert_eq!(Classes::ALL.to_string(), "A, B, C");
        assert_eq!(Classes::B_C.to_string(), "B, C");
        assert_eq!(Classes::C.to_string(), "C");
    }

    #[test]
    fn the_most_binding_basis_comes_first() {
        assert_eq!(Basis::Practice.min(Basis::Normative), Basis::Normative);
        assert_eq!(Basis::Regulatory.to_string(), "regulatory");
    }

    /// What a second edition with levels of rigour would look like: data, and nothing else. Its number and its clauses are
    /// made up.
    mod made_up_second_edition {
        standard! {
            /// A second edition with two levels of rigour, I for Class A and II for B and C.
            STANDARD {
                ruleset: "made-up-ed2",
                name: "Made-up ed. 2",
                title: "How software of a medical device is developed and maintained",
                edition: "made up",
                basis: Normative,
            }

            CLAUSE_5_3_3: "5.3.3", B_C, "What the SOUP has to do",
                "Asked for at level II.";
            CLAUSE_8_1_2: "8.1.2", ALL, "Identify each SOUP",
                "Asked for at levels I and II.";
        }
    }

    #[test]
    fn a_second_edition_is_one_more_table() {
        let second = &made_up_second_edition::STANDARD;
        assert_eq!(made_up_second_edition::NAMES.len(), second.clauses.len());
        let at_level_one = |clause: &&&Clause| clause.classes.includes(Class::A);
        let shown: Vec<_> = second.clauses.iter().filter(at_level_one).map(ToString::to_string).collect();
        assert_eq!(shown, ["Made-up ed. 2 8.1.2"]);
    }
}
