//! The measure of all figures: a small program that reads records, parses their front matter, renders their Markdown, fills
//! one template each and writes the pages. `cargo bench --bench baseline -- DIR OUT [--threads N]`.
//!
//! It uses the crates that the program itself stands on and none of its code, so a ratio against it says what the program's
//! own work costs, on whatever machine.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use granit_parser::{Event, Parser};
use pulldown_cmark::{Options, html};
use rayon::prelude::*;
use serde::Serialize;
use tera::{Context, Tera};
use walkdir::WalkDir;

const TEMPLATE: &str = r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ id }} – {{ title }}</title>
<link rel="stylesheet" href="../assets/site.css">
</head>
<body>
<header><nav><ol>{% for page in pages %}<li><a href="../{{ page.path }}/index.html">{{ page.name }}</a></li>
{% endfor %}</ol></nav></header>
<main>
<h1>{{ id }} {{ title }}</h1>
<table>
<caption>Fields</caption>
<thead><tr><th scope="col">Field</th><th scope="col">Value</th></tr></thead>
<tbody>
{% for field in fields %}<tr id="field-{{ field.name }}"><th scope="row">{{ field.name }}</th><td>{{ field.value }}</td></tr>
{% endfor %}</tbody>
</table>
<article>
{{ body | safe }}
</article>
</main>
</body>
</html>
"#;

/// What stands in the navigation of every page, so that a page has about the size of a real one.
const PAGES: [&str; 24] = [
    "items",
    "soup",
    "tools",
    "requirements",
    "risks",
    "controls",
    "verification",
    "reviews",
    "changes",
    "problems",
    "documents",
    "releases",
    "waivers",
    "findings",
    "clauses",
    "matrix-risk",
    "matrix-soup",
    "matrix-requirement",
    "search",
    "history",
    "evidence",
    "licences",
    "exports",
    "about",
];

/// What GitHub's Markdown knows, as far as records use it.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES);

/// Runs the small program with the arguments given to it.
pub fn main() -> ExitCode {
    let mut folders = Vec::new();
    let mut threads = 2;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match &*argument {
            "--threads" => {
                threads = arguments.next().and_then(|number| number.parse().ok()).unwrap_or(threads)
            }
            "--bench" | "--baseline" => {}
            _ => folders.push(PathBuf::from(argument)),
        }
    }
    let [from, to] = &*folders else {
        eprintln!("usage: cargo bench --bench baseline -- DIR OUT [--threads N]");
        return ExitCode::SUCCESS;
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be started");
    match pool.install(|| render_all(from, to)) {
        Ok(pages) => {
            println!("{pages} pages");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Makes a page in `to` of every record below `from`, and returns how many there were.
fn render_all(from: &Path, to: &Path) -> io::Result<usize> {
    let mut tera = Tera::default();
    let pages: Vec<Page> = PAGES.iter().map(|&name| Page { path: name, name }).collect();
    tera.global_context().insert("pages", &pages);
    tera.add_raw_template("page.html", TEMPLATE).expect("the template is valid");
    let files: Vec<PathBuf> = WalkDir::new(from)
        .into_iter()
        .filter_entry(|entry| entry.file_name() != ".git")
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    let texts: Vec<String> = files.par_iter().map(fs::read_to_string).collect::<io::Result<_>>()?;
    fs::create_dir_all(to)?;
    files.par_iter().zip(&texts).try_for_each(|(path, text)| {
        let page = render(&tera, text).map_err(io::Error::other)?;
        fs::write(to.join(path.file_stem().unwrap_or_default()).with_extension("html"), page)
    })?;
    Ok(files.len())
}

fn render(tera: &Tera, text: &str) -> Result<String, String> {
    let (yaml, body) =
        text.strip_prefix("---\n").and_then(|text| text.split_once("\n---\n")).ok_or("no front matter")?;
    let mut body_html = String::with_capacity(body.len() * 2);
    html::push_html(&mut body_html, pulldown_cmark::Parser::new_ext(body, OPTIONS));
    let mut context = Context::new();
    let fields = fields(yaml)?;
    for (index, name) in ["id", "title"].into_iter().enumerate() {
        context.insert(name, fields.get(index).map_or("", |field| &field.value));
    }
    context.insert("fields", &fields);
    context.insert("body", &body_html);
    tera.render("page.html", &context).map_err(|error| error.to_string())
}

#[derive(Serialize)]
struct Page {
    path: &'static str,
    name: &'static str,
}

#[derive(Serialize)]
struct Field {
    name: String,
    value: String,
}

/// Returns the top-level fields, what is nested below one as text in a row.
fn fields(yaml: &str) -> Result<Vec<Field>, String> {
    let mut fields: Vec<Field> = Vec::new();
    let (mut depth, mut is_key) = (0, true);
    for step in Parser::new_from_str(yaml) {
        let (event, _) = step.map_err(|error| error.to_string())?;
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => depth += 1,
            Event::MappingEnd | Event::SequenceEnd => {
                depth -= 1;
                is_key |= depth == 1;
            }
            Event::Scalar(text, ..) if depth == 1 && is_key => {
                fields.push(Field { name: text.into_owned(), value: String::new() });
                is_key = false;
            }
            Event::Scalar(text, ..) => {
                if let Some(field) = fields.last_mut() {
                    field.value.push_str(&text);
                    field.value.push(' ');
                }
                is_key |= depth == 1;
            }
            _ => {}
        }
    }
    Ok(fields)
}
