//! Files that are written together, or not at all.

use std::fs;
use std::io::Write;
use std::path::Path;

use tempfile::NamedTempFile;
use tureen::bump::Edited;

use super::Failure;

/// Writes files below a folder: each beside its place first, and into place only when all are ready.
///
/// New files never take the place of others; permissions are kept. When one cannot be moved into place, those before it are
/// taken back.
pub fn write(root: &Path, files: &[Edited]) -> Result<(), Failure> {
    let mut ready = Vec::new();
    // New files go first: they can be taken back without a trace.
    let (new, old): (Vec<&Edited>, Vec<&Edited>) = files.iter().partition(|file| file.before.is_none());
    for file in new.into_iter().chain(old) {
        ready.push((file, prepare(root, file)?));
    }
    let mut written: Vec<&Edited> = Vec::new();
    for (file, prepared) in ready {
        let path = root.join(&file.path);
        let moved = match file.before {
            None => prepared.persist_noclobber(&path).map(drop),
            Some(_) => prepared.persist(&path).map(drop),
        };
        if let Err(error) = moved {
            for file in written {
                undo(root, file);
            }
            return Err(Failure::io("write", &path, error.error));
        }
        written.push(file);
    }
    Ok(())
}

/// Writes a file beside its place.
fn prepare(root: &Path, file: &Edited) -> Result<NamedTempFile, Failure> {
    let path = root.join(&file.path);
    let fail = |error| Failure::io("write", &path, error);
    let folder = path.parent().unwrap_or(root);
    fs::create_dir_all(folder).map_err(fail)?;
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut prepared = builder.tempfile_in(folder).map_err(fail)?;
    prepared.write_all(file.after.as_bytes()).map_err(fail)?;
    if let Some(before) = &file.before {
        let permissions = fs::metadata(&path).map_err(fail)?.permissions();
        if permissions.readonly() {
            let help = "make it writable and try again; nothing was written";
            return Err(Failure::usage(format!("{} is read-only", file.path), help));
        }
        if fs::read(&path).map_err(fail)? != before.as_bytes() {
            let help = "run the command again; nothing was written";
            return Err(Failure::usage(format!("{} changed meanwhile", file.path), help));
        }
        prepared.as_file().set_permissions(permissions).map_err(fail)?;
    }
    prepared.as_file().sync_all().map_err(fail)?;
    Ok(prepared)
}

/// Puts a file back as it was, as far as that can be done.
fn undo(root: &Path, file: &Edited) {
    let path = root.join(&file.path);
    let _ = match &file.before {
        None => fs::remove_file(path),
        Some(before) => fs::write(path, before.as_bytes()),
    };
}
