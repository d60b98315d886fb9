//! Numbers that look random and are not, and sentences made with them.

use std::fmt::Write as _;

/// Numbers that follow from a seed (a linear congruential generator with Knuth's constants).
pub struct Dice(u64);

impl Dice {
    /// Returns the dice of one record.
    pub fn of(kind: u64, number: usize) -> Dice {
        let mut dice = Dice((kind << 40) ^ number as u64);
        dice.below(7);
        dice
    }

    /// Returns a number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // The low bits of such a generator repeat soon.
        ((self.0 >> 33) as usize) % end
    }

    /// Returns one of several words.
    pub fn pick<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len())]
    }

    /// Adds a paragraph of sentences; `names` are ids and links that appear in it as plain text.
    pub fn paragraph(&mut self, text: &mut String, sentences: usize, names: &[String]) {
        let mut column = 0;
        for _ in 0..sentences {
            let subject = self.pick(SUBJECTS).to_owned();
            let subject = match names.is_empty() || self.below(3) > 0 {
                true => subject,
                false => format!("{subject} of {}", names[self.below(names.len())]),
            };
            let (verb, object, end) = (self.pick(VERBS), self.pick(OBJECTS), self.pick(ENDS));
            for word in format!("{subject} {verb} {object} {end}.").split(' ') {
                if column + word.len() > 96 {
                    text.push('\n');
                    column = 0;
                }
                let space = if column > 0 { " " } else { "" };
                column += word.len() + space.len();
                let _ = write!(text, "{space}{word}");
            }
        }
        text.push_str("\n\n");
    }
}

const SUBJECTS: &[&str] = &[
    "The scheduler",
    "A late answer",
    "The parser",
    "The configuration as installed",
    "The retry",
    "Its memory pool",
    "The `poll` loop",
    "An upgrade in place",
    "The decoder",
    "A worker process",
    "The *self-test*",
    "The qualification run",
    "Every entry of the change list",
    "The name resolution",
    "The timer",
    "An interrupted write",
];
const VERBS: &[&str] = &[
    "was compared with",
    "does not depend on",
    "is bounded by",
    "was repeated with",
    "reports",
    "keeps apart",
    "holds back",
    "is checked against",
    "reads",
    "can delay",
    "never changes",
    "was measured together with",
];
const OBJECTS: &[&str] = &[
    "the reference data of the bench",
    "the queue between both processes",
    "a value outside of the calibrated range",
    "the limits that the **architecture** sets",
    "the outcome of the previous release",
    "the digest in the manifest",
    "the order in which alarms are shown",
    "a connection that the peer has reset",
    "the log of the last seventy-two hours",
    "the clock of the host",
    "the number of open descriptors",
    "an input that was crafted for it",
];
const ENDS: &[&str] = &[
    "on both benches",
    "within the time that the requirement grants",
    "and the difference stays below one part in a thousand",
    "before the device goes on",
    "as the procedure prescribes",
    "while the rest of the system works through its load",
    "without an entry in the error log",
    "in 1 of 4,000 runs, and is noticed there",
    "so that the operator sees it at once",
    "with the settings listed above",
];
