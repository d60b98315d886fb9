//! Golden files: a text that a test makes is compared with one that is kept, or kept in its place.

use std::path::{Path, PathBuf};

/// Returns a path from the project's root.
pub fn path(from_root: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(from_root)
}

/// Returns whether texts are kept instead of compared: `SNAPSHOTS=overwrite`, as snapbox reads it.
pub fn overwrites() -> bool {
    std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite")
}

/// Collects what differs, so that one run of the tests tells all of it.
#[derive(Default)]
pub struct Golden {
    differences: Vec<String>,
}

impl Golden {
    /// Compares a text with the file of that path, or writes it there.
    pub fn compare(&mut self, from_root: &str, text: &str) {
        let path = path(from_root);
        let kept = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        if kept == text {
            return;
        }
        if overwrites() {
            std::fs::create_dir_all(path.parent().expect("every golden file lies in a folder"))
                .expect("a folder");
            std::fs::write(&path, text).expect("the file can be written");
            return;
        }
        let line = kept.lines().zip(text.lines()).take_while(|(kept, made)| kept == made).count();
        let of = |text: &str| text.lines().nth(line).unwrap_or("(nothing)").to_owned();
        let (kept, made) = (of(&kept), of(text));
        self.differences.push(format!("{from_root}:{}\n  kept: {kept}\n  made: {made}", line + 1));
    }

    /// Reports a difference in words.
    pub fn differs(&mut self, what: String) {
        self.differences.push(what);
    }

    /// Ends the test.
    pub fn done(self) {
        let differences = self.differences.join("\n");
        assert!(
            differences.is_empty(),
            "{differences}\n\n`cargo bless` keeps what is made now; read the diff"
        );
    }
}

/// Returns the files below a folder whose names end in `ending`, as paths from the project's root, sorted.
pub fn files(from_root: &str, ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![from_root.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(path(&folder)) else { continue };
        for entry in entries {
            let entry = entry.expect("a folder of the project can be listed");
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if entry.file_type().expect("its type is known").is_dir() {
                folders.push(path);
            } else if path.ends_with(ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Returns the text of a file of the project.
pub fn read(from_root: &str) -> String {
    let read = std::fs::read_to_string(path(from_root));
    read.unwrap_or_else(|error| panic!("{from_root}: {error}")).replace("\r\n", "\n")
}
