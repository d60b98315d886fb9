//! The edit of the example device that wakes a rule, written as one text on the rule's card.
//!
//! ```text
//! //= at v2.1.0                      at the commit of that release, and judged as it; else at the newest state
//! //= as-of 2026-06-01               judged as of that day
//! //= committed                      committed, and judged at that commit; else in the work tree
//! //= name v2.1.0                    that tag becomes a lightweight one, and is what is judged
//! //- soup/SOUP-005.md               a file below the records' root; `//- tureen.toml` is the configuration, `//- /Cargo.lock` beside it
//! -id: SOUP-005                      whole lines, as in a diff: what goes, what comes, and with a space in front what stays
//! +id: OPENCV
//! @@                                 another place of the same file
//! //- reviews/AR-20*.md              each file of the pattern that holds these lines
//! //- soup/copy.md from soup/a.md    a copy, edited or not
//! //- requirements/REQ-101.md        nothing below: the file is deleted; lines that come alone: it is new
//! ```

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::source::fixture::from_root;

/// The day as of which the newest state of the example device has exactly one warning.
pub const AS_OF: &str = "2026-02-15";

/// An edit of the example device.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExampleEdit {
    /// The release whose commit is edited, and as which the result is judged; `None` for the newest state.
    pub at: Option<String>,
    /// The day that is judged by, where that is part of the edit.
    pub as_of: Option<String>,
    /// Whether it is committed before it is judged.
    pub is_committed: bool,
    /// The tag that is made lightweight, and by which the result is judged.
    pub name: Option<String>,
    /// What is done to files, in this order.
    pub files: Vec<FileEdit>,
}

/// What is done to a file, or to each file of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEdit {
    /// The path from the device's root; one `*` in it stands for anything within a name.
    pub path: String,
    /// The path of the file that it is a copy of.
    pub from: Option<String>,
    /// The lines as they are written: those of a diff without its head. Empty where the file is copied as it is, or deleted.
    pub lines: String,
}

impl ExampleEdit {
    /// Reads an edit.
    ///
    /// # Errors
    /// Says which line cannot be read.
    pub fn parse(text: &str) -> Result<ExampleEdit, String> {
        let mut edit = ExampleEdit::default();
        for line in text.lines().filter(|line| !line.is_empty()) {
            if let Some(order) = line.strip_prefix("//= ") {
                match order.split_once(' ').unwrap_or((order, "")) {
                    ("at", release) => edit.at = Some(release.to_owned()),
                    ("as-of", day) => edit.as_of = Some(day.to_owned()),
                    ("committed", "") => edit.is_committed = true,
                    ("name", tag) => edit.name = Some(tag.to_owned()),
                    _ => return Err(format!("`{line}` is no order")),
                }
            } else if let Some(file) = line.strip_prefix("//- ") {
                let (path, from) = match file.split_once(" from ") {
                    Some((path, from)) => (path, Some(from)),
                    None => (file, None),
                };
                let from = from.map(from_root);
                edit.files.push(FileEdit { path: from_root(path), from, lines: String::new() });
            } else if line == "@@" || line.starts_with(['-', '+', ' ']) {
                let file = edit.files.last_mut().ok_or("no file stands before its lines")?;
                file.lines += line;
                file.lines.push('\n');
            } else {
                return Err(format!("`{line}` begins with none of `-`, `+` and a space"));
            }
        }
        Ok(edit)
    }

    /// Makes the edit in the files of a moment, by path from the device's root.
    ///
    /// # Errors
    /// A file is not there, or does not hold the lines once.
    pub fn apply(&self, files: &mut BTreeMap<String, Arc<str>>) -> Result<(), String> {
        for edit in &self.files {
            let mut made = 0;
            for path in edit.paths(files) {
                let before = files.get(edit.from.as_ref().unwrap_or(&path)).cloned();
                match edit.after(before.as_deref())? {
                    After::Text(text) => drop(files.insert(path, text.into())),
                    After::Gone => drop(files.remove(&path)),
                    After::NotMeant => continue,
                }
                made += 1;
            }
            if made == 0 {
                return Err(format!("no file {} holds these lines:\n{}", edit.path, edit.lines));
            }
        }
        Ok(())
    }
}

/// What becomes of a file.
enum After {
    Text(String),
    Gone,
    NotMeant,
}

impl FileEdit {
    /// Returns the paths of the files that are meant, or may be.
    fn paths(&self, files: &BTreeMap<String, Arc<str>>) -> Vec<String> {
        let Some((start, end)) = self.path.split_once('*') else { return vec![self.path.clone()] };
        let is_meant = |path: &&String| {
            let name = path.strip_prefix(start).and_then(|rest| rest.strip_suffix(end));
            name.is_some_and(|name| !name.contains('/'))
        };
        files.keys().filter(is_meant).cloned().collect()
    }

    fn after(&self, before: Option<&str>) -> Result<After, String> {
        let Some(before) = before else {
            let lines: Option<Vec<&str>> = self.lines.lines().map(|line| line.strip_prefix('+')).collect();
            return match lines {
                Some(lines) if !lines.is_empty() && self.from.is_none() => {
                    Ok(After::Text(lines.join("\n") + "\n"))
                }
                _ => Err(format!("there is no file {}", self.from.as_ref().unwrap_or(&self.path))),
            };
        };
        if self.lines.is_empty() {
            return Ok(if self.from.is_some() { After::Text(before.to_owned()) } else { After::Gone });
        }
        // Whole lines are meant, so each is looked for with the end of the line before it.
        let mut text = format!("\n{before}");
        for place in self.lines.split("@@\n") {
            let side = |other: char| -> String {
                let lines = place.lines().filter(|line| !line.starts_with(other));
                lines.map(|line| format!("\n{}", &line[1..])).collect()
            };
            let (old, new) = (side('+') + "\n", side('-') + "\n");
            match text.matches(&old).count() {
                0 if self.path.contains('*') => return Ok(After::NotMeant),
                1 => text = text.replacen(&old, &new, 1),
                times => {
                    return Err(format!("{}: these lines stand {times} times in it:\n{place}", self.path));
                }
            }
        }
        Ok(After::Text(text.split_off(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(edit: &str, before: &[(&str, &str)], expected: &[(&str, &str)]) {
        let files = |files: &[(&str, &str)]| -> BTreeMap<String, Arc<str>> {
            files.iter().map(|(path, text)| (format!("dhf/{path}"), Arc::from(*text))).collect()
        };
        let mut made = files(before);
        ExampleEdit::parse(edit).and_then(|edit| edit.apply(&mut made)).expect("the edit fits");
        assert_eq!(made, files(expected));
    }

    fn fault(edit: &str) -> String {
        let mut files = BTreeMap::from([("dhf/a.md".to_owned(), Arc::from("x\ny\nx\n"))]);
        let made = ExampleEdit::parse(edit).and_then(|edit| edit.apply(&mut files));
        made.expect_err("the edit does not fit")
    }

    #[test]
    fn whole_lines_take_the_place_of_others() {
        check("//- a.md\n-b\n+c\n+d\n", &[("a.md", "a\nb\n bb\n")], &[("a.md", "a\nc\nd\n bb\n")]);
        check("//- a.md\n a\n+b\n@@\n-c\n", &[("a.md", "a\nc\nd\n")], &[("a.md", "a\nb\nd\n")]);
        check("//- a.md\n-x\n y\n", &[("a.md", "x\ny\nx\n")], &[("a.md", "y\nx\n")]);
    }

    #[test]
    fn files_come_go_and_are_copied() {
        check("//- a.md\n", &[("a.md", "a\n")], &[]);
        check("//- b.md\n+b\n+c\n", &[], &[("b.md", "b\nc\n")]);
        check("//- b.md from a.md\n", &[("a.md", "a\n")], &[("a.md", "a\n"), ("b.md", "a\n")]);
        check("//- b.md from a.md\n-a\n+b\n", &[("a.md", "a\n")], &[("a.md", "a\n"), ("b.md", "b\n")]);
    }

    #[test]
    fn a_pattern_means_the_files_that_hold_the_lines() {
        check(
            "//- r/A-*.md\n-b\n",
            &[("r/A-1.md", "b\n"), ("r/A-2.md", "c\n"), ("r/B-1.md", "b\n"), ("r/A-/s.md", "b\n")],
            &[("r/A-1.md", ""), ("r/A-2.md", "c\n"), ("r/B-1.md", "b\n"), ("r/A-/s.md", "b\n")],
        );
    }

    #[test]
    fn what_does_not_fit_is_told() {
        assert_eq!(fault("//- a.md\n-x\n"), "dhf/a.md: these lines stand 2 times in it:\n-x\n");
        assert_eq!(fault("//- a.md\n-z\n"), "dhf/a.md: these lines stand 0 times in it:\n-z\n");
        assert_eq!(fault("//- b.md\n"), "there is no file dhf/b.md");
        assert_eq!(fault("//- c/*.md\n-x\n"), "no file dhf/c/*.md holds these lines:\n-x\n");
        assert_eq!(fault("//= tomorrow\n"), "`//= tomorrow` is no order");
        assert_eq!(fault("//- a.md\nx\n"), "`x` begins with none of `-`, `+` and a space");
    }
}
