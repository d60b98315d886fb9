//! What the README, the book and `tests/cmd` show at the command line is what the program prints.

use super::golden::{self, Golden};
use super::session;

#[test]
fn the_readme_shows_what_the_program_prints() {
    run(vec!["README.md".to_owned()]);
}

#[test]
fn the_book_shows_what_the_program_prints() {
    run(golden::files("book/src", ".md"));
}

#[test]
fn commands_print_what_is_kept() {
    let files = golden::files("tests/cmd", ".md");
    run(files);
}

fn run(files: Vec<String>) {
    let mut golden = Golden::default();
    for file in files.iter().filter(|file| session::has_console(file)) {
        session::run(file, &mut golden);
    }
    golden.done();
}
