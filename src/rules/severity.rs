//! How grave the findings of a rule are, by class and by moment.

use crate::config::Level;
use crate::standard::Class;

/// How grave findings of a rule are: by the class of the record, and more lenient before a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Severity {
    a: Level,
    b: Level,
    c: Level,
    before_release: Option<Level>,
    release_only: bool,
}

impl Severity {
    /// An error in every class.
    pub const ERROR: Severity = Severity::of(Level::Error);
    /// A warning in every class.
    pub const WARNING: Severity = Severity::of(Level::Warning);
    /// A note in every class.
    pub const NOTE: Severity = Severity::of(Level::Note);

    const fn of(level: Level) -> Severity {
        Severity { a: level, b: level, c: level, before_release: None, release_only: false }
    }

    /// Returns the same with another level in class A.
    pub const fn in_class_a(self, level: Level) -> Severity {
        Severity { a: level, ..self }
    }

    /// Returns the same with another level in class B.
    pub const fn in_class_b(self, level: Level) -> Severity {
        Severity { b: level, ..self }
    }

    /// Returns the same with another level at moments that are not judged as a release.
    pub const fn before_release(self, level: Level) -> Severity {
        Severity { before_release: Some(level), ..self }
    }

    /// Returns the same for a rule that is asked at a release alone.
    pub const fn at_release_only(self) -> Severity {
        Severity { release_only: true, ..self }
    }

    /// Returns whether the rule is asked at a release alone.
    pub fn is_release_only(self) -> bool {
        self.release_only
    }

    /// Returns the level for a record of that class; a record without class is judged as C.
    pub fn level(self, class: Option<Class>, release: bool) -> Level {
        let level = match class.unwrap_or(Class::C) {
            Class::A => self.a,
            Class::B => self.b,
            Class::C => self.c,
        };
        match self.before_release {
            Some(before) if !release => level.min(before),
            _ => level,
        }
    }
}

impl std::fmt::Display for Severity {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.release_only {
            formatter.write_str("at a release only: ")?;
        }
        match self.before_release {
            Some(before) => write!(formatter, "{before}, {} at a release", self.c)?,
            None => write!(formatter, "{}", self.c)?,
        }
        if self.b != self.c {
            write!(formatter, "; {} in class B", self.b)?;
        }
        if self.a != self.b {
            write!(formatter, "; {} in class A", self.a)?;
        }
        Ok(())
    }
}
