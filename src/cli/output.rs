//! Output: results go to standard output and to files, everything else to standard error.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::Failure;

/// Prints a result to standard output.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut output = std::io::stdout().lock();
    output.write_all(text.as_bytes()).and_then(|()| output.flush()).map_err(Failure::Output)
}

/// Writes a result to a file: beside it first, then moved into place, so that a reader never sees half of it.
pub fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let fail = |error| Failure::io("write", path, error);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = readable().tempfile_in(folder).map_err(fail)?;
    file.write_all(text.as_bytes()).map_err(fail)?;
    file.persist(path).map_err(|error| fail(error.error))?;
    Ok(())
}

/// Makes files that others may read as far as the umask lets them: they are results, not secrets.
fn readable<'n>() -> tempfile::Builder<'n, 'n> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

/// Returns a number with its noun: `no errors`, `1 error`, `2 errors`.
pub fn count(number: usize, noun: &str) -> String {
    match number {
        0 => format!("no {noun}s"),
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}

/// Reads `FORMAT=PATH`, as `-o` takes it.
pub fn format_and_path(text: &str) -> Result<(String, PathBuf), String> {
    match text.split_once('=') {
        Some((format, path)) if !format.is_empty() && !path.is_empty() => {
            Ok((format.to_owned(), PathBuf::from(path)))
        }
        _ => Err("write FORMAT=PATH, as json=findings.json".to_owned()),
    }
}

/// Returns how wide the terminal is, in characters; 100 where there is none.
pub fn width() -> usize {
    let columns = || std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let seen = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)).or_else(columns);
    seen.unwrap_or(100).clamp(40, 140)
}
