//! Writes the corpus into a folder: `cargo bench --bench corpus -- DIR [--records 3000] [--tags 50] [--plain]`, or with
//! `[--commits 2000 [--recent | --review]]` one release with a long history.

mod corpus;

use std::path::PathBuf;
use std::process::ExitCode;

use corpus::Corpus;

fn main() -> ExitCode {
    let mut folder = None;
    let (mut records, mut tags, mut plain) = (3000, 50, false);
    let (mut commits, mut recent, mut review) = (0, false, false);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut number = |default| arguments.next().and_then(|value| value.parse().ok()).unwrap_or(default);
        match &*argument {
            "--records" => records = number(records),
            "--tags" => tags = number(tags),
            "--plain" => plain = true,
            "--commits" => commits = number(2000),
            "--recent" => recent = true,
            "--review" => review = true,
            // Cargo passes it to every benchmark.
            "--bench" => {}
            _ => folder = Some(PathBuf::from(argument)),
        }
    }
    let Some(folder) = folder else {
        eprintln!(
            "usage: cargo bench --bench corpus -- DIR [--records N] [--tags N] [--plain] [--commits N [--recent | --review]]"
        );
        // `cargo bench` without a target runs this too, and asks for nothing.
        return ExitCode::SUCCESS;
    };
    let corpus = Corpus::of(records, tags);
    let written = match (plain, commits) {
        (true, _) => corpus::write_work_tree(&corpus, &folder),
        (false, 0) => corpus::write_repository(&corpus, &folder),
        (false, commits) if review => corpus::write_review(&corpus, &folder, commits),
        (false, commits) => corpus::write_long_history(&corpus, &folder, commits, recent),
    };
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", folder.display());
            ExitCode::FAILURE
        }
    }
}
