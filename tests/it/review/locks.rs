//! A bot moves a lock file, and no record.

use super::*;

/// What the example device takes from PyPI, as its records say.
const LOCK: &str = "\
fastapi==0.121.2
numpy==2.2.6
opencv-python-headless==4.12.0.88
scipy==1.16.3
starlette==0.49.1
structlog==25.5.0
torch==2.9.1
uvicorn==0.38.0
";

/// Names a lock file on the main branch, which agrees with the records.
fn locked() -> Lab {
    let lab = Lab::new();
    lab.write("requirements.txt", LOCK);
    let config = lab.read("tureen.toml");
    lab.write("tureen.toml", &format!("{config}\n[inventory]\nfiles = [\"requirements.txt\"]\n"));
    lab.commit("Name the lock file");
    lab.git(&["branch", "--quiet", "--force", "main", "topic"]);
    lab
}

/// Returns the new findings of a rule: record or path, field and message.
fn new(reviewed: &Reviewed, rule: &str) -> Vec<String> {
    let findings = reviewed.document["findings"]["new"].as_array().expect("a list");
    let of_rule = findings.iter().filter(|finding| finding["rule"] == rule);
    let told = of_rule.map(|finding| {
        let named = finding["record"].as_str().or_else(|| finding["path"].as_str()).unwrap_or_default();
        format!(
            "{named} {}: {}",
            finding["field"].as_str().unwrap_or_default(),
            finding["message"].as_str().unwrap_or_default()
        )
    });
    told.collect()
}

#[test]
fn a_bot_that_moves_a_lock_file_is_told_which_record_it_concerns() {
    let lab = locked();
    lab.replace("requirements.txt", "opencv-python-headless==4.12.0.88", "opencv-python-headless==4.13.0.90");
    lab.commit("Bump opencv-python-headless from 4.12.0.88 to 4.13.0.90");
    let reviewed = lab.review();
    let component = &reviewed.list("components")[0];
    assert_eq!(
        (&component["records"], &component["recorded"]),
        (&serde_json::json!(["SOUP-005"]), &false.into())
    );
    assert_eq!(
        new(&reviewed, "sbom-mismatch"),
        ["SOUP-005 version: `requirements.txt` has 4.13.0.90, in line 3; this record says 4.12.0.88"]
    );
    assert!(
        reviewed.comment.contains("- `opencv-python-headless` 4.12.0.88 → 4.13.0.90: `SOUP-005` did not move along, `requirements.txt:3`"),
        "{}",
        reviewed.comment
    );
    // Moving the record along settles it, and owes what any move owes.
    lab.replace("dhf/soup/SOUP-005.md", "4.12.0.88", "4.13.0.90");
    lab.commit("Move the record along");
    let reviewed = lab.review();
    assert!(new(&reviewed, "sbom-mismatch").is_empty());
    assert_eq!(reviewed.list("components")[0]["recorded"], true);
    assert_eq!(reviewed.moves().len(), 1);
}

#[test]
fn a_change_that_no_longer_names_its_lock_file_is_held_against_it() {
    let lab = locked();
    lab.replace("requirements.txt", "numpy==2.2.6", "numpy==2.3.5\nleft-over==1.0");
    lab.replace("tureen.toml", "files = [\"requirements.txt\"]", "own = [\"pkg:pypi/*\"]");
    lab.commit("Move quietly");
    let reviewed = lab.review();
    let told = new(&reviewed, "sbom-mismatch");
    assert_eq!(
        told,
        [
            "SOUP-003 version: `requirements.txt` has 2.3.5, in line 2; this record says 2.2.6",
            "requirements.txt pkg:pypi/left-over: no SOUP record stands for `left-over` 1.0",
        ]
    );
    let policy = reviewed.document["policy"]["configuration"].to_string();
    assert!(policy.contains("inventory.files") && policy.contains("inventory.own"), "{policy}");
    // A file that is gone is not asked for by the base's name alone.
    std::fs::remove_file(lab.path().join("requirements.txt")).expect("the file is there");
    lab.commit("Delete it");
    assert_eq!(new(&lab.review(), "inventory-unreadable"), [""; 0]);
}

#[test]
fn a_file_that_git_cannot_keep_is_told() {
    let lab = locked();
    lab.write(".gitignore", "uv.lock\n");
    lab.write("uv.lock", "version = 1\n");
    lab.write("poetry.lock", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n");
    lab.replace(
        "tureen.toml",
        "files = [\"requirements.txt\"]",
        "files = [\"*.txt\", \"uv.lock\", \"poetry.lock\", \"../go.sum\", \"dhf\"]",
    );
    let run = lab.run(&["check", "--rule", "inventory-unreadable", "--format", "json"]);
    let document: Value = serde_json::from_str(&run.output).expect("the output is JSON");
    let messages: Vec<&str> = document["findings"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|finding| finding["message"].as_str())
        .collect();
    assert_eq!(
        messages,
        [
            "the file is a Git LFS pointer, its text is not in the repository",
            "there is no file `../go.sum`",
            "there is no file `dhf`",
            "the file cannot be read: git ignores it, so it will be in no release",
        ]
    );
}
