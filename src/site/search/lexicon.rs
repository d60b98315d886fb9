//! Lexicon: a number for each word of a build, so that what is kept of a record is a list of numbers.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Into how many parts the words are split, so that threads seldom wait for each other.
const PARTS: usize = 32;

type Part = HashMap<Box<str>, u32, BuildHasherDefault<Fnv>>;

/// The words of a build, each with a number. Which number a word gets depends on the threads; nothing that is written does.
#[derive(Default)]
pub struct Lexicon {
    parts: [Mutex<Part>; PARTS],
    count: AtomicU32,
}

impl Lexicon {
    /// Returns the number of a word.
    pub fn number(&self, word: &str) -> u32 {
        let mut hasher = Fnv::default();
        hasher.write(word.as_bytes());
        let part = usize::try_from(hasher.finish() >> 32).unwrap_or_default() % PARTS;
        let mut part = lock(&self.parts[part]);
        match part.get(word) {
            Some(number) => *number,
            None => {
                let number = self.count.fetch_add(1, Ordering::Relaxed);
                part.insert(word.into(), number);
                number
            }
        }
    }

    /// Returns all words by number.
    pub fn words(&mut self) -> Vec<&str> {
        let mut words = vec![""; self.count.load(Ordering::Relaxed) as usize];
        for part in &mut self.parts {
            for (word, number) in part.get_mut().unwrap_or_else(PoisonError::into_inner) {
                words[*number as usize] = word;
            }
        }
        words
    }
}

fn lock(part: &Mutex<Part>) -> MutexGuard<'_, Part> {
    part.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Fowler, Noll and Vo's hash: quick for short words, and nobody gains by words that meet.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_one_number_and_a_number_one_word() {
        let mut lexicon = Lexicon::default();
        let numbers: Vec<u32> = ["risk", "soup", "risk", ""].map(|word| lexicon.number(word)).to_vec();
        assert_eq!(numbers[0], numbers[2]);
        assert_eq!(lexicon.words(), ["risk", "soup", ""]);
    }
}
