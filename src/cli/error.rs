//! Failures: why a command could not be done, and how that is printed.

use std::path::Path;

use tureen::reading;
use tureen::report::{Look, terminal};
use tureen::site;
use tureen::source;

/// Why a command could not be done.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A moment cannot be read.
    #[error(transparent)]
    Reading(#[from] reading::Error),
    /// The repository cannot be read or written.
    #[error(transparent)]
    Source(#[from] source::Error),
    /// The arguments do not fit.
    #[error("{message}")]
    Usage {
        /// What does not fit.
        message: String,
        /// What to do.
        help: String,
    },
    /// A file cannot be read or written.
    #[error("cannot {what} {path}: {error}")]
    Io {
        /// What was being done.
        what: String,
        /// With which file.
        path: String,
        /// What the system says.
        error: std::io::Error,
    },
    /// Standard output cannot be written.
    #[error("cannot write to standard output: {0}")]
    Output(std::io::Error),
    /// The site cannot be built.
    #[error(transparent)]
    Site(#[from] site::Error),
    /// A site cannot be verified.
    #[error(transparent)]
    Verify(#[from] tureen::verify::Error),
    /// The embedded example is broken.
    #[error(transparent)]
    Example(#[from] tureen::example::Error),
}

impl Failure {
    pub fn usage(message: impl Into<String>, help: impl Into<String>) -> Failure {
        Failure::Usage { message: message.into(), help: help.into() }
    }

    pub fn io(what: &str, path: impl AsRef<Path>, error: std::io::Error) -> Failure {
        Failure::Io { what: what.to_owned(), path: path.as_ref().display().to_string(), error }
    }

    /// Prints the failure and what to do about it to standard error.
    pub fn print(&self) {
        anstream::eprintln!("tureen: {self}");
        if let Failure::Reading(reading::Error::Config { path, text, faults })
        | Failure::Site(site::Error::Reading(reading::Error::Config { path, text, faults })) = self
        {
            let color = anstream::AutoStream::choice(&std::io::stderr()) != anstream::ColorChoice::Never;
            let look = Look { color, narrated: !color, ..Look::default() };
            anstream::eprint!("{}", terminal::faults(path, text, faults, &look));
        }
        if let Failure::Site(site::Error::Theme { path, text, at, reason, .. }) = self
            && !text.is_empty()
        {
            let color = anstream::AutoStream::choice(&std::io::stderr()) != anstream::ColorChoice::Never;
            let look = Look { color, narrated: !color, ..Look::default() };
            anstream::eprint!("{}", terminal::place(path, text, at.clone(), reason, &look));
        }
        let help = match self {
            Failure::Reading(error) => error.help(),
            Failure::Source(error) => error.help(),
            Failure::Site(error) => error.help(),
            Failure::Verify(error) => error.help(),
            Failure::Usage { help, .. } => Some(help.clone()),
            Failure::Io { .. } | Failure::Output(_) | Failure::Example(_) => None,
        };
        if let Some(help) = help {
            anstream::eprintln!("  help: {help}");
        }
    }
}
