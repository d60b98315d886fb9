//! Splits a file into front matter and body. The only file that names gray_matter.

use std::ops::Range;

use gray_matter::engine::Engine;
use gray_matter::{Matter, ParsedEntity, Pod};

/// What stands at the start of a file; ranges are bytes of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Split {
    /// No `---` line at the start.
    None,
    /// A `---` line at the start and none that closes it; holds the opening dashes.
    Unclosed(Range<usize>),
    /// Front matter and the text below it, both without the `---` lines.
    Found {
        /// The YAML.
        yaml: Range<usize>,
        /// The Markdown.
        body: Range<usize>,
    },
}

/// Leaves the front matter as it is: gray_matter decides where it ends, reading it is our own work.
struct Untouched;

impl Engine for Untouched {
    fn parse(_: &str) -> gray_matter::Result<Pod> {
        Ok(Pod::Null)
    }
}

/// Splits a file. A byte-order mark before the first line is passed over.
pub fn split(file: &str) -> Split {
    let start = if file.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = file[start..].split_inclusive('\n');
    let opening = match lines.next() {
        Some(line) if is_dashes(line) => line,
        _ => return Split::None,
    };
    let yaml_start = start + opening.len();
    // gray_matter copies the whole body; only what lies before the first line that could close is handed to it.
    let mut end = yaml_start;
    let closing = lines.clone().find(|line| {
        end += line.len();
        is_dashes(line)
    });
    let above = &file[start..closing.map_or(file.len(), |_| end)];
    let found: gray_matter::Result<ParsedEntity<()>> = Matter::<Untouched>::new().parse(above);
    // gray_matter trims what it returns, so only the number of lines can be trusted: blank lines first, then those.
    let mut inside = found.map_or(0, |found| found.matter.lines().count());
    let mut at = yaml_start;
    let mut leading = true;
    for line in lines {
        leading = leading && line.trim().is_empty();
        if inside > 0 && !leading {
            inside -= 1;
        } else if is_dashes(line) {
            return Split::Found { yaml: yaml_start..at, body: at + line.len()..file.len() };
        }
        at += line.len();
    }
    Split::Unclosed(start..start + 3)
}

fn is_dashes(line: &str) -> bool {
    line.strip_prefix("---").is_some_and(|rest| rest.trim_end().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Splits by lines alone: the second opinion.
    fn by_lines(file: &str) -> Split {
        let start = if file.starts_with('\u{feff}') { 3 } else { 0 };
        let mut lines = file[start..].split_inclusive('\n');
        let first = match lines.next() {
            Some(line) if line.trim_end() == "---" => line,
            _ => return Split::None,
        };
        let from = start + first.len();
        let mut at = from;
        for line in lines {
            if line.trim_end() == "---" {
                return Split::Found { yaml: from..at, body: at + line.len()..file.len() };
            }
            at += line.len();
        }
        Split::Unclosed(start..start + 3)
    }

    #[test]
    fn a_file_is_split_as_its_lines_say() {
        let files = [
            "---\nid: A-1\n---\nbody\n",
            "\u{feff}---\r\nid: A-1\r\n---\r\nbody\r\n",
            "---\n\n\n  id: A-1\n\n---\n\nbody\n---\nmore\n",
            "---\n---\nbody",
            "---\nid: A-1\n",
            "no front matter",
            "",
            "---",
            "--- \nid: A-1\n---  \n",
            "---\na: |\n  ----\n  x---\n---\n| a | b ---\n",
            "----\nid: A-1\n---\n",
        ];
        for file in files {
            assert_eq!(split(file), by_lines(file), "{file:?}");
        }
    }

    #[test]
    fn random_files_are_split_as_their_lines_say() {
        let pieces = [
            "---", "--- ", "\n", "\r\n", "a: 1", " ", "\t", "\n---\n", "x---", "...", "é", "\u{feff}", "|",
            "- b",
        ];
        let mut state = 7u64;
        for _ in 0..20_000 {
            let mut file = String::from(if state.is_multiple_of(3) { "---\n" } else { "" });
            for _ in 0..state % 12 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                file.push_str(pieces[(state >> 33) as usize % pieces.len()]);
            }
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            assert_eq!(split(&file), by_lines(&file), "{file:?}");
        }
    }
}
