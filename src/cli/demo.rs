//! `tureen demo`: the example device as a real repository, checked and built.

use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args;
use tureen::example;
use tureen::reading::{Days, Desk};
use tureen::site::{self, Extras, Request, Which};
use tureen::source;

use super::progress::Progress;
use super::{Failure, Outcome, Shared, build, output};

/// Write the example device as a git repository, check it and build its site
///
/// The device is fictional; its history has two releases and some weeks after the second. Commit ids are the same
/// everywhere.
#[derive(Args)]
pub struct Demo {
    /// The folder to write; it must not exist, or be empty
    #[arg(default_value = "tureen-demo")]
    folder: PathBuf,
    /// Open the site in the browser afterwards
    #[arg(long)]
    open: bool,
}

impl Demo {
    /// Writes, checks and builds.
    pub fn run(&self, shared: &Shared) -> Result<Outcome, Failure> {
        let folder = shared.directory()?.join(&self.folder);
        let shown = self.folder.display();
        match std::fs::read_dir(&folder).map(|mut entries| entries.next().is_some()) {
            Ok(true) => {
                return Err(Failure::usage(
                    format!("{shown} is not empty"),
                    "name a folder that does not exist yet",
                ));
            }
            Ok(false) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(Failure::io("look into", &folder, error)),
        }
        let mut progress = Progress::start(shared);
        progress.step("writing the repository");
        let revisions = example::revisions()?;
        source::write_history(&folder, &revisions)?;
        let mut text = format!(
            "Wrote the example device to {shown}: a git repository with {} commits and the tags v2.0.0 and v2.1.0.\n\n",
            revisions.len()
        );

        progress.step("judging it and building its site");
        let as_of = shared.as_of.unwrap_or(example::AS_OF.parse().expect("the constant is a date"));
        let out = folder.join("site");
        exclude_site(&folder)?;
        let desk = Desk::open(&folder, None, vec![out.clone()])?;
        // Releases keep their own days, unless another one is asked for.
        let days = Days { today: as_of, as_of: shared.as_of };
        let built = site::build(
            &desk,
            &Request {
                versions: Which::All,
                work_tree: true,
                out: &out,
                days,
                no_history: false,
                join: &[],
                extras: Extras::default(),
                theme: None,
                jobs: None,
            },
        )?;
        drop(progress);
        text += &build::summary(&built, &format!("{shown}/site"));
        text += &format!("\nTry, in {shown}:\n");
        for command in [
            format!("tureen check --as-of {as_of}"),
            "tureen check --at v2.0.0".to_owned(),
            "tureen diff v2.0.0..v2.1.0".to_owned(),
            "tureen explain soup-version-not-exact".to_owned(),
        ] {
            text += &format!("  {command}\n");
        }
        output::print(&text)?;
        if self.open {
            open(&out.join("index.html"))?;
        }
        Ok(Outcome::Clean)
    }
}

/// Keeps the site out of what git shows: it is made from the repository and never committed to it.
fn exclude_site(folder: &Path) -> Result<(), Failure> {
    let info = folder.join(".git/info");
    let path = info.join("exclude");
    std::fs::create_dir_all(&info)
        .and_then(|()| std::fs::write(&path, "/site/\n"))
        .map_err(|error| Failure::io("write", &path, error))
}

/// Opens a page in the browser of the system.
fn open(page: &Path) -> Result<(), Failure> {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    Command::new(program).arg(page).spawn().map_err(|error| Failure::io("start", program, error))?;
    Ok(())
}
