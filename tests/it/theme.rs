//! Themes: what a project may put in place of the built-in look, and what no theme can take away.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// Writes a small device with a theme and builds its site; returns what came of it, and the folder.
fn build(settings: &str, files: &[(&str, &str)]) -> (Output, TempDir) {
    let kept = tempfile::tempdir().expect("a folder can be made");
    let folder = kept.path().to_owned();
    let mut all = vec![
        ("tureen.toml".to_owned(), format!("[device]\nname = \"Lamp\"\n[site]\n{settings}\n")),
        (
            "dhf/soup/SOUP-001.md".to_owned(),
            "---\nid: SOUP-001\ntitle: zlib\nversion: 1.3.1\n---\n".to_owned(),
        ),
    ];
    all.extend(files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())));
    for (path, text) in all {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("it is in the folder")).expect("folders can be made");
        fs::write(path, text).expect("files can be written");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_tureen"));
    command.args(["-C", &folder.display().to_string(), "build", "-q"]);
    if settings.contains("theme-elsewhere") {
        command.args(["--theme", "elsewhere"]);
    }
    command
        .env("GIT_CEILING_DIRECTORIES", env!("CARGO_TARGET_TMPDIR"))
        .env("SOURCE_DATE_EPOCH", "1750000000");
    (command.output().expect("the program runs"), kept)
}

/// Returns what the program says against a theme.
fn refused(name: &str, files: &[(&str, &str)]) -> String {
    let (output, folder) = build("theme = \"look\"", files);
    assert_eq!(output.status.code(), Some(2), "{name} is built");
    assert!(!folder.path().join("site").exists(), "{name} leaves a site");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn built_in(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates").join(name);
    fs::read_to_string(path).expect("the template is there")
}

#[test]
fn a_project_says_what_its_pages_are_called_and_how_they_look() {
    let settings = "title = \"Medical device file\"\npage_title = \"{page} | {device} | {version}\"\nheader = \"Internal <b>\"\n\
                    footer = \"Maplewood\"\naccent = \"#7a1f5c\"\nlogo = \"logo.svg\"\nlanguage = \"de\"";
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><path d=\"M0 0h1v1z\"/></svg>";
    let (output, folder) = build(settings, &[("logo.svg", svg)]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let read =
        |file: &str| fs::read_to_string(folder.path().join("site").join(file)).expect("the page is there");
    let page = read("unreleased/soup/SOUP-001.html");
    for part in [
        "<html lang=\"de\">",
        "<title>SOUP-001 zlib 1.3.1 | Lamp | work tree (NICHT FREIGEGEBEN)</title>",
        "<img class=\"logo\" src=\"../assets/logo.svg\" alt=\"Lamp\">",
        "Internal &lt;b&gt;",
        "<p>Maplewood</p>",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(read("unreleased/index.html").contains("Medical device file"));
    assert!(read("unreleased/assets/tureen.css").contains("--link: #7a1f5c"));
    assert_eq!(read("assets/logo.svg"), svg);
    assert_eq!(read("unreleased/assets/logo.svg"), svg);
}

#[test]
fn templates_styles_and_words_are_replaced_file_by_file() {
    let home = "{% extends \"builtin/pages/home.html\" %}";
    let list = "<p>ours</p>{% include \"builtin/pages/list.html\" %}";
    let files = [
        ("look/pages/list.html", list),
        ("look/tureen.css", "/* ours */"),
        ("look/languages/fr.ftl", "nav-home = Vue d'ensemble\n"),
        ("look/README.md", "x"),
    ];
    let (output, folder) = build("theme = \"look\"\nlanguage = \"fr\"", &files);
    assert!(output.status.success(), "{}{home}", String::from_utf8_lossy(&output.stderr));
    let read = |file: &str| {
        fs::read_to_string(folder.path().join("site/unreleased").join(file)).expect("the page is there")
    };
    let page = read("risks/index.html");
    assert!(page.contains("<p>ours</p>") && page.contains("lang=\"fr\""), "{page}");
    // What the theme's language lacks is said in English.
    assert!(
        page.contains("Vue d&#39;ensemble")
            || page.contains("Vue d'ensemble")
            || page.contains("Vue d&#x27;ensemble"),
        "{page}"
    );
    assert!(page.contains("NOT RELEASED"));
    assert!(read("assets/tureen.css").starts_with("/* ours */"));
    // The notice stays in sight, whatever a style sheet says.
    assert!(read("assets/running.css").contains("display: block !important"));
}

#[test]
fn a_theme_on_disk_is_given_to_all_versions() {
    let files = [("elsewhere/pages/list.html", "<p>given</p>")];
    let (output, folder) = build("footer = \"theme-elsewhere\"", &files);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let page = fs::read_to_string(folder.path().join("site/unreleased/risks/index.html"))
        .expect("the page is there");
    assert!(page.contains("<p>given</p>"));
}

#[test]
fn what_is_wrong_with_a_theme_is_told_with_its_place() {
    let told = refused("name", &[("look/record.html", "x")]);
    assert!(
        told.contains("look/record.html") && told.contains("did you mean `pages/record.html`?"),
        "{told}"
    );
    let told = refused("syntax", &[("look/pages/list.html", "<p>\n{% for x in table.rows %}{{ x }}\n")]);
    assert!(told.contains("look/pages/list.html"), "{told}");
    let told = refused("field", &[("look/pages/list.html", "<p>{{ nothing.here }}</p>")]);
    assert!(told.contains("look/pages/list.html:1:7") || told.contains("nothing.here"), "{told}");
    let told = refused("word", &[("look/languages/en.ftl", "nav-hom = x\n")]);
    assert!(told.contains("nav-home"), "{told}");
    let told = refused("hole", &[("look/languages/en.ftl", "nav-changes-since = { $what }\n")]);
    assert!(!told.is_empty());
}

#[test]
fn a_theme_cannot_drop_what_a_page_must_hold_nor_run_or_load_anything() {
    let base = built_in("base.html");
    let policy = base.lines().find(|line| line.contains("Content-Security-Policy")).expect("it has a policy");
    let notice = base.lines().find(|line| line.contains("not-released\"")).expect("it has a notice");
    for (name, text) in [
        ("policy", base.replace(policy, "")),
        ("weaker", base.replace("default-src 'none'", "default-src *")),
        ("notice", base.replace(notice, "")),
        ("script", base.replace("</head>", "<script src=\"../files/x.js.txt\"></script></head>")),
        ("before", base.replace("<meta charset", "<link rel=\"stylesheet\" href=\"x.css\"><meta charset")),
        ("slot", base.replace("{{ slot.main | safe }}", "")),
        ("comment", base.replace("<footer", "<!-- <footer").replace("</footer>", "</footer> -->")),
        ("colophon", base.replace("{{ tool }}", "")),
    ] {
        assert_ne!(text, base, "{name} changes nothing");
        let told = refused(&format!("base-{name}"), &[("look/base.html", &text)]);
        assert!(told.contains("look/base.html"), "{name}: {told}");
    }
    for (name, text) in [
        ("runs", "<script src=\"../assets/x.js\"></script>"),
        ("swallows", "<p title=\"{{ table.label }}"),
        (
            "loops",
            "{% for a in range(end=9999) %}{% for b in range(end=9999) %}{% for c in range(end=9999) %}{% endfor %}{% endfor %}{% endfor %}",
        ),
        ("grows", "{% set x = \"x\" %}{% set x = x ~ x %}"),
        ("includes", "{% include \"pages/list.html\" %}"),
    ] {
        let told = refused(&format!("page-{name}"), &[("look/pages/list.html", text)]);
        assert!(told.contains("look/pages/list.html") || told.contains("pages/list.html"), "{name}: {told}");
    }
    let same = build("theme = \"look\"", &[("look/base.html", &base)]).0;
    assert!(same.status.success(), "{}", String::from_utf8_lossy(&same.stderr));
}
