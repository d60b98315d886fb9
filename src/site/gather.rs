//! Puts pages of a version together in one document: ids are told apart by the page that they come from, links between the
//! pages become links within the document, and headings move down below those of the document.

/// What makes a table a landmark.
const REGION: &str = "role=\"region\"";

/// Where a link leads to from the document.
pub enum Way {
    /// To this address.
    To(String),
    /// Nowhere: what it led to is no part of the document and is not beside it.
    Nowhere,
}

/// What a link of a page means.
#[derive(Clone, Copy)]
pub struct Target<'t> {
    /// The page or file, from the version's folder.
    pub file: &'t str,
    /// The place in it.
    pub place: Option<&'t str>,
    /// Whether it is shown in place, as a picture is.
    pub shown: bool,
}

/// How pages are taken over into a document.
pub struct Gather<'g> {
    /// Says where a page or file of the version, or a place in it, is from the document.
    pub way: &'g (dyn Fn(Target<'_>) -> Way + Sync),
    /// By how many levels headings move down.
    pub deeper: u8,
    /// Whether what only a reader at a screen can use is left out.
    pub paper: bool,
}

impl Gather<'_> {
    /// Adds the HTML of a page that was made for `address`, from the version's folder. `name` tells its ids apart.
    ///
    /// Only what stands between `<` and `>` is looked at: text and attributes are escaped when pages are made, so neither sign
    /// stands anywhere else.
    pub fn add(&self, html: &str, address: &str, name: &str, out: &mut String) {
        out.reserve(html.len() + html.len() / 8);
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            let end = rest.find('>').map_or(rest.len(), |end| end + 1);
            let (tag, after) = rest.split_at(end);
            rest = after;
            if self.paper {
                // A filter is for a screen, and a picture of a chain says what its list says.
                let end = [("<form", "</form>"), ("<figure", "</figure>")]
                    .into_iter()
                    .find(|(start, _)| tag.starts_with(start));
                if let Some((_, end)) = end {
                    rest = rest.split_once(end).map_or("", |(_, after)| after);
                    continue;
                }
            }
            if tag.contains(REGION) {
                // What was one landmark on its page is one of a hundred of the same name here.
                self.tag(&tag.replace(REGION, "role=\"group\""), address, name, out);
            } else {
                self.tag(tag, address, name, out);
            }
        }
        out.push_str(rest);
    }

    fn tag(&self, tag: &str, address: &str, name: &str, out: &mut String) {
        let mut rest = tag;
        let bytes = tag.as_bytes();
        let at = if bytes.get(1) == Some(&b'/') { 2 } else { 1 };
        if let (Some(b'h'), Some(level @ b'1'..=b'6')) = (bytes.get(at), bytes.get(at + 1)) {
            out.push_str(&tag[..=at]);
            out.push(char::from((level + self.deeper).min(b'6')));
            rest = &tag[at + 2..];
        }
        while let Some(equals) = rest.find("=\"") {
            let start = equals + 2;
            let Some(length) = rest[start..].find('"') else { break };
            let value = &rest[start..start + length];
            let attribute = rest[..equals].rsplit([' ', '\n']).next().unwrap_or_default();
            let before = &rest[..start];
            match attribute {
                "id" => {
                    out.push_str(before);
                    out.push_str(&within(name, value));
                }
                "for" | "data-for" | "aria-labelledby" | "aria-describedby" | "aria-controls" | "headers" => {
                    out.push_str(before);
                    let ids: Vec<String> = value.split(' ').map(|id| within(name, id)).collect();
                    out.push_str(&ids.join(" "));
                }
                "href" | "src" | "xlink:href" => match self.link(value, address, attribute == "src") {
                    Some(Way::To(to)) => {
                        out.push_str(before);
                        out.push_str(&to);
                    }
                    // Without the attribute a link is only its text.
                    Some(Way::Nowhere) => {
                        out.push_str(before[..equals - attribute.len()].trim_end());
                        rest = &rest[start + length + 1..];
                        continue;
                    }
                    None => {
                        out.push_str(before);
                        out.push_str(value);
                    }
                },
                _ => {
                    out.push_str(before);
                    match value.strip_prefix("url(#") {
                        Some(id) => {
                            out.push_str("url(#");
                            out.push_str(&within(name, id));
                        }
                        None => out.push_str(value),
                    }
                }
            }
            out.push('"');
            rest = &rest[start + length + 1..];
        }
        out.push_str(rest);
    }

    /// Returns where a link leads to; `None` where it stays as it is.
    fn link(&self, value: &str, address: &str, shown: bool) -> Option<Way> {
        let (file, place) = match value.split_once('#') {
            Some((file, place)) => (file, Some(place)),
            None => (value, None),
        };
        if file.is_empty() {
            return Some((self.way)(Target { file: address, place, shown }));
        }
        if file.contains(':') || file.starts_with('/') {
            return None;
        }
        let folder = address.rsplit_once('/').map_or("", |(folder, _)| folder);
        Some(match beside(folder, file) {
            Some(file) => (self.way)(Target { file: &file, place, shown }),
            None => Way::Nowhere,
        })
    }
}

/// Returns what tells the ids of a record's page apart in a document: its name, which for nearly all is the id of the record.
/// It holds no `:`, and a `-`, which no id that a document has of its own does.
pub fn of_record(address: &str) -> String {
    let stem = address.strip_suffix(".html").unwrap_or(address);
    let name = stem.rsplit_once('/').map_or(stem, |(_, name)| name);
    if name.contains('-') { name.to_owned() } else { format!("record-{name}") }
}

/// Returns what tells the ids of any other page apart: its address, behind a word that no record is called. It keeps its `/`, so
/// that a page in a folder and a place in the page of that name do not meet.
pub fn of_page(address: &str) -> String {
    format!("page:{}", address.strip_suffix(".html").unwrap_or(address))
}

/// Returns the id that a place of a page has in the document.
pub fn within(name: &str, id: &str) -> String {
    let mut whole = String::with_capacity(name.len() + 1 + id.len());
    whole.push_str(name);
    whole.push(':');
    whole.push_str(id);
    whole
}

/// Returns the address that a relative one means from a folder; `None` where it leaves the version.
fn beside(folder: &str, file: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in file.split('/') {
        match part {
            ".." => {
                parts.pop()?;
            }
            "." | "" => {}
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gathered(html: &str, paper: bool) -> String {
        let way = |target: Target<'_>| match target.file {
            "risks/R-1.html" => {
                Way::To(format!("#R-1{}", target.place.map(|id| format!(":{id}")).unwrap_or_default()))
            }
            "data/x.pdf" => Way::To("data/x.pdf".to_owned()),
            _ => Way::Nowhere,
        };
        let mut out = String::new();
        Gather { way: &way, deeper: 2, paper }.add(html, "risks/R-1.html", "R-1", &mut out);
        out
    }

    #[test]
    fn ids_links_and_headings_fit_the_document() {
        for (before, after) in [
            ("<h2 id=\"a\"><a href=\"#a\">x</a></h2>", "<h4 id=\"R-1:a\"><a href=\"#R-1:a\">x</a></h4>"),
            ("<h5>x</h5> <hr> <header>", "<h6>x</h6> <hr> <header>"),
            ("<a class=\"id\" href=\"../risks/R-1.html#b\">y</a>", "<a class=\"id\" href=\"#R-1:b\">y</a>"),
            ("<a href=\"R-1.html\">y</a>", "<a href=\"#R-1\">y</a>"),
            ("<a href=\"../../index.html\">y</a>", "<a>y</a>"),
            ("<a href=\"../data/x.pdf\" download=\"x\">y</a>", "<a href=\"data/x.pdf\" download=\"x\">y</a>"),
            ("<a href=\"https://x/?a#b\">y</a>", "<a href=\"https://x/?a#b\">y</a>"),
            (
                "<p aria-labelledby=\"a b\">id=\"c\" href=\"d\"</p>",
                "<p aria-labelledby=\"R-1:a R-1:b\">id=\"c\" href=\"d\"</p>",
            ),
            ("<path marker-end=\"url(#m)\"/>", "<path marker-end=\"url(#R-1:m)\"/>"),
            ("open < and <", "open < and <"),
        ] {
            assert_eq!(gathered(before, false), after);
        }
        let form = "a<form class=\"above\" data-for=\"t\"><input></form>b";
        assert_eq!(gathered(form, true), "ab");
        assert_eq!(gathered(form, false), "a<form class=\"above\" data-for=\"R-1:t\"><input></form>b");
    }
}
