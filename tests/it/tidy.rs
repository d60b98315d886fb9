//! The code's own order: stages look up only, files are listed, each dependency has one door.

use super::golden::{files, read};

/// Each dependency with the places that may name it.
const DOORS: &[(&str, &[&str])] = &[
    ("clap", &["src/main.rs", "src/cli/"]),
    ("git2", &["src/source/"]),
    ("granit_parser", &["src/field/yaml.rs"]),
    ("gray_matter", &["src/record/front_matter.rs"]),
    ("miette", &["src/report/terminal.rs"]),
    ("packageurl", &["src/inventory/purl.rs"]),
    ("pulldown_cmark", &["src/markdown"]),
    ("semver", &["src/version/semantic.rs"]),
    ("ssh_key", &["src/signature/key.rs"]),
    ("tera", &["src/site/template.rs"]),
    ("toml", &["src/field/"]),
    ("unicode_normalization", &["src/site/search/terms.rs"]),
];

/// The most lines that a file may have, its tests included. Files of tests alone are lists of examples, and may be longer.
const MOST_LINES: usize = 450;

#[test]
fn a_stage_uses_only_those_above_it() {
    let stages = stages();
    let mut wrong = Vec::new();
    for file in sources() {
        let stage = stage(&file);
        let Some(own) = stages.iter().position(|name| *name == stage) else { continue };
        for (number, used) in uses(&code(&file)) {
            match stages.iter().position(|name| *name == used) {
                Some(other) if other <= own => {}
                Some(_) => wrong.push(format!("{file}:{number}: {stage} looks down to {used}")),
                None => wrong.push(format!("{file}:{number}: {used} is no stage of lib.rs")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_is_a_module_of_its_parent() {
    let mut wrong = Vec::new();
    for file in sources().iter().filter(|file| !matches!(&***file, "src/lib.rs" | "src/main.rs")) {
        let (folder, name) = file.rsplit_once('/').expect("every file lies in src");
        let (folder, name) = match name {
            "mod.rs" => folder.rsplit_once('/').expect("every mod.rs lies in a folder of src"),
            name => (folder, name.trim_end_matches(".rs")),
        };
        let parents = [
            format!("{folder}/mod.rs"),
            format!("{folder}.rs"),
            format!("{folder}/lib.rs"),
            format!("{folder}/main.rs"),
        ];
        let all = sources();
        let named = parents.iter().filter(|parent| all.contains(parent)).any(|parent| {
            read(parent).lines().any(|line| line.trim_end().ends_with(&format!("mod {name};")))
        });
        if !named {
            wrong.push(format!("{file}: no `mod {name};` names it"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_is_in_the_list_under_the_name_of_its_file() {
    let list = read("src/rules/mod.rs");
    let mut wrong = Vec::new();
    for file in files("src/rules", ".rs") {
        let text = read(&file);
        if !text.contains("static RULE: Rule") {
            continue;
        }
        let name = file.trim_start_matches("src/rules/").trim_end_matches(".rs");
        if !list.contains(&format!("&{name}::RULE")) {
            wrong.push(format!("{file} is not in RULES"));
        }
        if tureen::rules::Rule::of_code(&name.replace('_', "-")).is_none() {
            wrong.push(format!("{file}: no rule's code is the file's name"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_dependency_has_one_door() {
    let mut wrong = Vec::new();
    for file in sources() {
        let code = code(&file);
        for (name, doors) in
            DOORS.iter().filter(|(_, doors)| !doors.iter().any(|door| file.starts_with(door)))
        {
            for (number, line) in code.iter().filter(|(_, line)| names(line, name)) {
                wrong.push(format!("{file}:{number}: {name} is named only in {}: {line}", doors.join(", ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_file_is_long() {
    let long: Vec<_> = sources()
        .into_iter()
        .filter(|file| !is_tests_alone(file))
        .map(|file| (read(&file).lines().count(), file))
        .filter(|(lines, _)| *lines > MOST_LINES)
        .collect();
    assert!(long.is_empty(), "ask what the second idea in it is: {long:?}");
}

#[test]
fn every_file_says_what_it_is_for() {
    let mute: Vec<_> = sources().into_iter().filter(|file| !read(file).starts_with("//! ")).collect();
    assert!(mute.is_empty(), "no `//!` opens {mute:?}");
}

#[test]
fn nothing_outside_tests_gives_up_without_a_reason() {
    let mut wrong = Vec::new();
    for file in sources() {
        for (number, line) in code(&file) {
            if [".unwrap()", "todo!(", "dbg!(", "unimplemented!("].iter().any(|word| line.contains(word)) {
                wrong.push(format!("{file}:{number}: {}", line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn sources() -> Vec<String> {
    files("src", ".rs")
}

/// Returns the stages of `lib.rs`, in its order.
fn stages() -> Vec<String> {
    let lib = read("src/lib.rs");
    let names = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    names.map(ToOwned::to_owned).collect()
}

/// Returns the stage that a file belongs to: the first name below `src`.
fn stage(file: &str) -> &str {
    let below = file.trim_start_matches("src/");
    below.split('/').next().unwrap_or(below).trim_end_matches(".rs")
}

/// Returns whether a file holds nothing but tests.
fn is_tests_alone(file: &str) -> bool {
    file.ends_with("/tests.rs") || file.contains("/tests/")
}

/// Returns the lines of a file that are neither comments nor tests, with their numbers.
fn code(file: &str) -> Vec<(usize, String)> {
    let text = if is_tests_alone(file) { String::new() } else { read(file) };
    let mut lines = Vec::new();
    let mut tested = false;
    for (number, line) in text.lines().enumerate() {
        // By habit tests close a file: what follows the module of tests is part of it.
        if line == "#[cfg(test)]" {
            tested = true;
        } else if tested && (line.contains("mod tests {") || line.contains("mod test {")) {
            break;
        } else if tested && (line == "}" || line.ends_with("mod tests;")) {
            tested = false;
        }
        if !tested && !line.ends_with("mod tests;") && !line.trim_start().starts_with("//") {
            lines.push((number + 1, line.to_owned()));
        }
    }
    lines
}

/// Returns the stages that lines name after `crate::`, braces looked into.
fn uses(lines: &[(usize, String)]) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (index, (number, line)) in lines.iter().enumerate() {
        for (at, _) in line.match_indices("crate::") {
            let rest = &line[at + "crate::".len()..];
            let name = |text: &str| -> String {
                text.trim_start()
                    .chars()
                    .take_while(|character| character.is_alphanumeric() || *character == '_')
                    .collect()
            };
            if !rest.starts_with('{') {
                found.push((*number, name(rest)));
                continue;
            }
            let more: String = std::iter::once(rest)
                .chain(lines[index + 1..].iter().map(|(_, line)| line.as_str()))
                .collect();
            let (mut depth, mut part) = (0, String::new());
            for character in more.chars() {
                match character {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    ',' if depth == 1 => found.push((*number, name(&std::mem::take(&mut part)))),
                    _ if depth == 1 => part.push(character),
                    _ => {}
                }
                if depth == 0 {
                    break;
                }
            }
            if !part.trim().is_empty() {
                found.push((*number, name(&part)));
            }
        }
    }
    found
}

/// Returns whether a line names a crate: `name::` with nothing before it that makes it part of another path or word.
fn names(line: &str, name: &str) -> bool {
    line.match_indices(&format!("{name}::")).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|character| character.is_alphanumeric() || character == '_' || character == ':')
    })
}

#[test]
fn uses_are_found_with_and_without_braces() {
    let lines = [
        (1, "use crate::{dossier::Dossier, standard::{iec_62304, Classes}};".to_owned()),
        (2, "let x = crate::text::Span::default();".to_owned()),
    ];
    let found: Vec<_> = uses(&lines).into_iter().map(|(_, name)| name).collect();
    assert_eq!(found, ["dossier", "standard", "text"]);
}
