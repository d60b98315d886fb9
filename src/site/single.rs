//! A version as one file: every page, style, script and picture inside, links between pages as links within the document.
//!
//! It needs nothing beside it and asks nobody for anything: its content policy lets in this style and these scripts, by their
//! digests, and nothing else. Files that records name are in it up to a size, which it states; what is left out is listed.

use std::collections::HashMap;

use rayon::prelude::*;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::alone::base64;
use super::frames::assets;
use super::gather::{Gather, Target, Way, of_page, of_record};
use super::html::text;
use super::pages::{self, Sheet};
use super::template::{Page, Templates, asset};
use super::version::Version;
use super::{Error, TOOL, address};

/// The largest file that is taken in, in bytes.
const LARGEST: usize = 4 << 20;

/// How much is taken in of all files together, in bytes: a browser keeps it all in memory.
const TOGETHER: usize = 32 << 20;

/// The page that lists the files.
const FILES: &str = "data/index.html";

/// What `single.html` shows.
#[derive(Serialize)]
struct SingleView<'v> {
    tool: &'static str,
    device: &'v str,
    id: &'v str,
    manufacturer: &'v str,
    name: &'v str,
    released: bool,
    changed: bool,
    commit: &'v str,
    as_of: String,
    style: &'v str,
    /// The digests of the style and of the scripts as a content policy names them.
    style_digest: String,
    script: String,
    script_digest: String,
    sections: Vec<(String, String, Option<usize>)>,
    sheets: String,
}

/// Returns the file. `sheets` and `lists` are the pages of the version; `files` are the others that belong to it, from its
/// folder, and `read` returns the bytes of one of them.
///
/// # Errors
/// A template cannot be filled, or a file cannot be read.
pub fn page(
    version: &Version<'_>,
    templates: &Templates,
    sheets: &[Sheet],
    lists: &[Page],
    files: &[String],
    read: impl Fn(&str) -> Result<Vec<u8>, Error> + Sync,
) -> Result<String, Error> {
    let taken = Taken::of(files, read)?;
    let files_page = taken.page(templates)?;
    // What only shards of data answer is no page here, and the whole is its own print.
    let lists: Vec<&Page> = lists
        .iter()
        .filter(|page| !matches!(&*page.address, "search.html" | pages::print::ADDRESS))
        .filter(|page| !page.address.starts_with("print/"))
        .chain([&files_page])
        .collect();
    let mut places: HashMap<&str, String> = HashMap::with_capacity(sheets.len() + lists.len());
    for page in &lists {
        places.insert(&page.address, of_page(&page.address));
    }
    for sheet in sheets {
        places.insert(&sheet.page.address, of_record(&sheet.page.address));
    }
    let way = |target: Target<'_>| {
        if target.shown {
            return taken.picture(target.file).map_or(Way::Nowhere, Way::To);
        }
        let place = target.place.filter(|place| !place.is_empty());
        match (places.get(target.file), place) {
            (Some(page), Some(place)) => Way::To(format!("#{page}:{place}")),
            (Some(page), None) => Way::To(format!("#{page}")),
            (None, _) => match taken.place(target.file) {
                Some(place) => Way::To(place),
                None => Way::Nowhere,
            },
        }
    };
    let gather = Gather { way: &way, deeper: 0, paper: false };
    let first = lists.iter().copied().filter(|page| page.address == "index.html");
    let rest = lists.iter().copied().filter(|page| page.address != "index.html");
    let mut made: Vec<String> =
        first.chain(rest).map(|page| sheet(page, of_page(&page.address), "", &page.main, &gather)).collect();
    made.par_extend(
        sheets
            .par_iter()
            .map(|of| sheet(&of.page, of_record(&of.page.address), &of.beneath, &of.inner.main, &gather)),
    );
    let dossier = version.dossier();
    let device = &dossier.config.device;
    let planned = &version.read.planned;
    let own = assets(version, templates);
    let style: Vec<&str> =
        own.iter().filter(|(name, _)| name.ends_with(".css")).map(|(_, text)| &**text).collect();
    let style = style.join("\n");
    // What shows one page at a time comes first, so that nothing else looks at all of them.
    let scripts = own.iter().filter(|(name, _)| name.ends_with(".js")).map(|(_, text)| &**text);
    let script: Vec<&str> = std::iter::once(asset("single.js")).chain(scripts).collect();
    let script = script.join("\n");
    let sections = pages::home::sections(version, &templates.words)
        .into_iter()
        .filter(|(href, _, _)| places.contains_key(&**href))
        .map(|(href, words, count)| (format!("#{}", of_page(&href)), words, count));
    templates.render(
        "single.html",
        &SingleView {
            tool: TOOL,
            device: &device.name,
            id: &device.id,
            manufacturer: &device.manufacturer,
            name: version.name(),
            released: version.is_released(),
            changed: version.read.reading.dirty,
            commit: planned.commit.as_deref().unwrap_or_default(),
            as_of: version.as_of().to_string(),
            style_digest: base64(&Sha256::digest(&style)),
            style: &style,
            script_digest: base64(&Sha256::digest(&script)),
            script,
            sections: sections.collect(),
            sheets: made.concat(),
        },
    )
}

/// Returns a page as a part of the document.
fn sheet(page: &Page, own: String, beneath: &str, main: &str, gather: &Gather<'_>) -> String {
    let mut out = String::with_capacity(main.len() * 5 / 4 + 1024);
    let class = if page.attributes.contains("broad") { "sheet broad" } else { "sheet" };
    out.push_str(&format!("<article class=\"{class}\" id=\"{own}\">\n<header class=\"title\">\n"));
    gather.add(&page.kicker, &page.address, &own, &mut out);
    out.push_str("\n<h1>");
    gather.add(&page.heading, &page.address, &own, &mut out);
    out.push_str("</h1>\n<p class=\"lead\">");
    gather.add(&page.lead, &page.address, &own, &mut out);
    out.push_str("</p>\n<p class=\"facts\">");
    gather.add(&page.facts, &page.address, &own, &mut out);
    out.push_str("</p>\n</header>\n");
    gather.add(beneath, &page.address, &own, &mut out);
    gather.add(main, &page.address, &own, &mut out);
    out.push_str("\n</article>\n");
    out
}

/// The files that are taken in, and those that are not.
struct Taken {
    /// The path of each, how many bytes it has, and what it is as an address; `None` where it is left out.
    files: Vec<(String, usize, Option<String>)>,
    by_path: HashMap<String, usize>,
}

impl Taken {
    fn of(files: &[String], read: impl Fn(&str) -> Result<Vec<u8>, Error> + Sync) -> Result<Taken, Error> {
        let mut files: Vec<&String> = files.iter().collect();
        files.sort_unstable();
        let mut taken = Taken { files: Vec::with_capacity(files.len()), by_path: HashMap::new() };
        let mut left = TOGETHER;
        for file in files {
            let bytes = read(file)?;
            let fits = bytes.len() <= LARGEST.min(left);
            let data = fits.then(|| {
                left -= bytes.len();
                format!("data:{};base64,{}", media(file), base64(&bytes))
            });
            taken.by_path.insert(file.clone(), taken.files.len());
            taken.files.push((file.clone(), bytes.len(), data));
        }
        Ok(taken)
    }

    fn picture(&self, file: &str) -> Option<String> {
        self.files[*self.by_path.get(file)?].2.clone()
    }

    /// Returns where the list of files has one.
    fn place(&self, file: &str) -> Option<String> {
        self.by_path.get(file).map(|number| format!("#{}:file-{number}", of_page(FILES)))
    }

    fn page(&self, templates: &Templates) -> Result<Page, Error> {
        #[derive(Serialize)]
        struct FilesView {
            rows: String,
            count: usize,
        }
        let words = &templates.words;
        let mut rows = String::new();
        for (number, (file, bytes, data)) in self.files.iter().enumerate() {
            let base = file.rsplit('/').next().unwrap_or(file);
            let (file, base) = (text(file), text(base));
            let shown = match data {
                Some(data) => format!("<a href=\"{data}\" download=\"{base}\">{file}</a>"),
                None => format!("{file} <small>{}</small>", text(words.say("single-left-out"))),
            };
            rows.push_str(&format!(
                "<tr id=\"file-{number}\"><th scope=\"row\">{shown}</th><td class=\"num\">{bytes}</td></tr>\n"
            ));
        }
        let view = FilesView { rows, count: self.files.len() };
        Ok(Page {
            address: FILES.to_owned(),
            title: words.say("single-files").to_owned(),
            heading: text(words.say("single-files")),
            lead: text(&words.fill(
                "single-files-lead",
                &[("largest", (LARGEST >> 20).into()), ("together", (TOGETHER >> 20).into())],
            )),
            main: templates.render("pages/files.html", &view)?,
            ..Page::default()
        })
    }
}

/// Returns what sort of file it is: a picture, or bytes that are only ever saved.
fn media(file: &str) -> &'static str {
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    match &*ending {
        _ if !address::is_picture(file) => "application/octet-stream",
        "avif" => "image/avif",
        "bmp" => "image/bmp",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "png" => "image/png",
        _ => "image/jpeg",
    }
}
