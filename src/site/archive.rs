//! A version as one archive: its folder with everything in it as a zip file, the same bytes on any machine.
//!
//! What could tell machines apart is fixed: the order of files is that of their names, every time is the release's day, nothing
//! is said of owners and rights, and what compresses is one implementation in a version that is pinned. The only file that
//! names the crate zip.

use std::io::{Cursor, Write};

use jiff::civil::Date;
use rayon::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

use super::Error;

/// How many files are compressed together: large enough to be worth a thread, small enough to share out.
const TOGETHER: usize = 64;

/// Endings of files that are compressed already.
const COMPRESSED: &[&str] = &[
    "7z", "avif", "bz2", "docx", "gif", "gz", "jpeg", "jpg", "mov", "mp3", "mp4", "odp", "ods", "odt", "png",
    "pptx", "webm", "webp", "xlsx", "xz", "zip",
];

/// Returns the archive of a folder. `files` are its files from that folder; `read` returns the bytes of one of them. All are
/// dated on `day`, or on 1 January 1980, the first that the format knows.
///
/// # Errors
/// A file cannot be read, or the format cannot hold it.
pub fn of(
    folder: &str,
    mut files: Vec<String>,
    day: Option<Date>,
    read: impl Fn(&str) -> Result<Vec<u8>, Error> + Sync,
) -> Result<Vec<u8>, Error> {
    files.sort_unstable();
    let when = day.and_then(|day| {
        let (year, month, day) = (day.year(), day.month(), day.day());
        let parts = (u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        DateTime::from_date_and_time(parts.0, parts.1, parts.2, 0, 0, 0).ok()
    });
    let options =
        SimpleFileOptions::default().system(System::Dos).last_modified_time(when.unwrap_or_default());
    let fault = |error: &dyn std::fmt::Display| Error::Archive {
        folder: folder.to_owned(),
        reason: error.to_string(),
    };
    let parts = files.par_chunks(TOGETHER).map(|files| {
        let mut part = ZipWriter::new(Cursor::new(Vec::new()));
        for file in files {
            let bytes = read(file)?;
            let method = if is_compressed(file) || bytes.is_empty() {
                CompressionMethod::Stored
            } else {
                CompressionMethod::Deflated
            };
            let options = options.compression_method(method).large_file(bytes.len() >= 1 << 31);
            part.start_file(format!("{folder}/{file}"), options).map_err(|error| fault(&error))?;
            part.write_all(&bytes).map_err(|error| fault(&error))?;
        }
        Ok(part.finish().map_err(|error| fault(&error))?.into_inner())
    });
    let parts: Vec<Vec<u8>> = parts.collect::<Result<_, Error>>()?;
    let mut whole = ZipWriter::new(Cursor::new(Vec::new()));
    for part in parts {
        let part = ZipArchive::new(Cursor::new(part)).map_err(|error| fault(&error))?;
        whole.merge_archive(part).map_err(|error| fault(&error))?;
    }
    Ok(whole.finish().map_err(|error| fault(&error))?.into_inner())
}

fn is_compressed(file: &str) -> bool {
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    COMPRESSED.contains(&&*ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_has_the_same_bytes_in_whatever_order_files_come() {
        let read = |file: &str| Ok(format!("{file} and again {file}, {file}. ").repeat(40).into_bytes());
        let files: Vec<String> =
            (0..200).map(|number| format!("a/{number}.html")).chain(["b.png".to_owned()]).collect();
        let day = "2025-12-01".parse().ok();
        let one = of("v1", files.clone(), day, read).expect("it can be packed");
        let mut turned = files;
        turned.reverse();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread can be had");
        let two = pool.install(|| of("v1", turned, day, read)).expect("it can be packed");
        assert!(one == two, "the order of files or the number of threads shows");
    }

    #[test]
    fn a_day_before_the_format_began_is_its_first_day() {
        let read = |_: &str| Ok(b"x".to_vec());
        let early =
            of("v1", vec!["a".to_owned()], "1970-01-01".parse().ok(), read).expect("it can be packed");
        let none = of("v1", vec!["a".to_owned()], None, read).expect("it can be packed");
        assert!(early == none);
        let mut archive = ZipArchive::new(Cursor::new(none)).expect("it is an archive");
        let file = archive.by_index(0).expect("it holds a file");
        assert_eq!(file.name().expect("its name is text"), "v1/a");
        assert_eq!(file.last_modified().map(|when| when.year()), Some(1980));
    }
}
