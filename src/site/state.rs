//! How a record stands, from its findings: always a word and a shape, the colour third.

use serde::{Deserialize, Serialize};

use crate::config::Level;
use crate::rules::Finding;

use super::words::Words;

/// How a record stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct State {
    /// How many open findings there are of each level: note, warning, error.
    pub open: [usize; 3],
    /// How many of them say that evidence has been overtaken by a change or by time.
    pub stale: usize,
    /// How many findings are waived.
    pub waived: usize,
}

/// The shapes, each with the word that classes and filters know it by.
const FRESH: (&str, &str) = ("fresh", "●");
const STALE: (&str, &str) = ("stale", "◐");
const MISSING: (&str, &str) = ("missing", "○");
const WAIVED: (&str, &str) = ("waived", "◇");

impl State {
    /// Returns the gravest level among the open findings.
    pub fn worst(&self) -> Option<Level> {
        [Level::Error, Level::Warning, Level::Note].into_iter().find(|level| self.open[*level as usize] > 0)
    }

    /// Counts a finding.
    pub fn add(&mut self, finding: &Finding) {
        if finding.is_waived() {
            self.waived += 1;
            return;
        }
        self.open[finding.level as usize] += 1;
        let code = finding.rule.code;
        let overtaken = code.contains("stale") || code.contains("overdue") || code.contains("outdated");
        self.stale += usize::from(overtaken && finding.level != Level::Note);
    }

    /// Adds what another record's findings say.
    pub fn merge(&mut self, other: State) {
        for (own, others) in self.open.iter_mut().zip(other.open) {
            *own += others;
        }
        self.stale += other.stale;
        self.waived += other.waived;
    }

    /// Returns how many findings are open.
    pub fn count(self) -> usize {
        self.open.iter().sum()
    }

    /// Returns the word by which filters know the state.
    pub fn key(self) -> &'static str {
        self.shape().0
    }

    /// Returns how the record stands, as an element: word and shape.
    pub fn badge(self, words: &Words) -> String {
        let (key, shape) = self.shape();
        badge(key, shape, &self.word(words))
    }

    /// Returns how the record stands in words.
    pub fn word(self, words: &Words) -> String {
        let graver = self.open[1] + self.open[2];
        if self.stale > 0 && self.stale == graver {
            words.say("state-stale").to_owned()
        } else if graver > 0 {
            words.fill("state-findings", &[("count", graver.into())])
        } else if self.waived > 0 {
            words.fill("state-waived", &[("count", self.waived.into())])
        } else if self.open[0] > 0 {
            words.fill("state-notes", &[("count", self.open[0].into())])
        } else {
            words.say("state-none").to_owned()
        }
    }

    /// Returns the counts of open findings by level: `1 error, 2 warnings`; `no findings` where there are none.
    pub fn counts(self, words: &Words) -> String {
        let [notes, warnings, errors] = self.open;
        let mut parts = Vec::new();
        if errors > 0 {
            parts.push(words.fill("state-errors", &[("count", errors.into())]));
        }
        if warnings > 0 {
            parts.push(words.fill("state-warnings", &[("count", warnings.into())]));
        }
        if notes > 0 {
            parts.push(words.fill("state-notes", &[("count", notes.into())]));
        }
        match &*parts {
            [] => words.say("state-none").to_owned(),
            [only] => only.clone(),
            [first @ .., last] => {
                let first = first.join(", ");
                words.fill("state-and", &[("first", first.into()), ("last", last.as_str().into())])
            }
        }
    }

    fn shape(self) -> (&'static str, &'static str) {
        let graver = self.open[1] + self.open[2];
        if self.stale > 0 && self.stale == graver {
            STALE
        } else if graver > 0 {
            MISSING
        } else if self.waived > 0 {
            WAIVED
        } else {
            FRESH
        }
    }
}

/// Returns a state that no finding says: of a verification's result, of a link that is not there.
pub fn result(key: &str, word: &str) -> String {
    badge(key, mark(key), word)
}

/// Returns the shape of a state, by the word that filters know it by; a dash for what is no state.
pub fn mark(key: &str) -> &'static str {
    let shapes = [FRESH, STALE, MISSING, WAIVED];
    shapes.iter().find(|(word, _)| *word == key).map_or("–", |(_, shape)| shape)
}

/// Returns the level of a finding as an element.
pub fn level(level: Level, words: &Words) -> String {
    let shape = match level {
        Level::Error => "■",
        Level::Warning => "▲",
        Level::Note => "□",
    };
    format!(
        "<span class=\"level level-{level}\"><i aria-hidden=\"true\">{shape}</i> {}</span>",
        words.named("level", level.word())
    )
}

fn badge(key: &str, shape: &str, word: &str) -> String {
    format!(
        "<span class=\"state state-{key}\"><i aria-hidden=\"true\">{shape}</i> {}</span>",
        super::html::text(word)
    )
}
