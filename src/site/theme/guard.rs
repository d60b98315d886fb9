//! What a page must still hold when a theme made it: the content policy, the built-in scripts and no others, every part of the
//! page, whether it is released, and where it comes from.

use super::super::template::MARK;

/// Elements that only the built-in frame has: they run, load or redirect, or swallow what follows them.
const REFUSED: [&str; 22] = [
    "script",
    "meta",
    "base",
    "iframe",
    "object",
    "embed",
    "link",
    "style",
    "frame",
    "frameset",
    "template",
    "portal",
    "applet",
    "plaintext",
    "textarea",
    "xmp",
    "noembed",
    "noframes",
    "noscript",
    "title",
    "listing",
    "body",
];

/// Checks a frame against the built-in one that was made for the same page.
///
/// # Errors
/// What it lacks, or has and must not have.
pub fn check_frame(frame: &str, built_in: &str, slots: &[&str]) -> Result<(), String> {
    for slot in slots {
        let slot = format!("{MARK}{slot}{MARK}");
        if frame.matches(&*slot).count() != 1 {
            return Err(format!("`slot.{}` must stand in it once, with `| safe`", slot.trim_matches(MARK)));
        }
    }
    let (tags, known) = (tags(frame)?, tags(built_in)?);
    let frame = &*without_comments(frame);
    let policy = known.iter().find(|tag| tag.text.contains("Content-Security-Policy"));
    let policy = policy.expect("the built-in frame has a policy");
    if frame.matches(policy.text).count() != 1 {
        return Err("the content policy must stand in it, as it is in the built-in base.html".to_owned());
    }
    for tag in &tags {
        if tag.text == policy.text {
            break;
        }
        if !matches!(&*tag.name, "!doctype" | "html" | "head" | "meta") || tag.text.contains("http-equiv") {
            return Err(format!(
                "`{}` stands before the content policy, which would not hold for it",
                tag.text
            ));
        }
    }
    // One body and one title there must be; all others of these elements are those of the built-in frame, word for word.
    let is_built_in = |tag: &Tag<'_>| known.iter().any(|other| other.text == tag.text);
    for tag in &tags {
        let name = tag.name.trim_start_matches('/');
        if REFUSED.contains(&name) && !matches!(name, "body" | "title") && !is_built_in(tag) {
            return Err(format!("`{}` is not in the built-in base.html, and must not be added", tag.text));
        }
    }
    for (name, what) in [("link", "a style sheet"), ("script", "a script")] {
        if let Some(lost) =
            known.iter().find(|tag| tag.name == name && !tags.iter().any(|own| own.text == tag.text))
        {
            return Err(format!("{what} of the built-in base.html is gone: `{}`", lost.text));
        }
    }
    let first = |tags: &[Tag<'_>]| tags.iter().find(|tag| tag.name == "link").map(|tag| tag.text.to_owned());
    if first(&tags) != first(&known) {
        return Err("the first style sheet must be the one of the built-in base.html".to_owned());
    }
    for (start, end, what) in [
        ("<aside class=\"notice", "</aside>", "the notice on the release state"),
        ("<footer class=\"colophon\"", "</footer>", "the colophon with version, commit, as-of date and tool"),
    ] {
        let Some(needed) = between(built_in, start, end) else { continue };
        let lines = needed.lines().map(str::trim).filter(|line| !line.is_empty());
        if !lines.clone().all(|line| frame.contains(line)) {
            return Err(format!("{what} must stand in it, as it is in the built-in base.html"));
        }
    }
    let unreleased = between(built_in, "<title>", "</title>").unwrap_or_default();
    let unreleased = unreleased.rsplit_once(" (").map(|(_, end)| end).filter(|end| end.contains(")</title>"));
    if unreleased.is_some_and(|end| !frame.contains(end)) {
        return Err("the title of a page that is not released must say so at its end".to_owned());
    }
    Ok(())
}

/// Checks a piece of a page that a theme's template made.
///
/// # Errors
/// What it must not have.
pub fn check_part(part: &str) -> Result<(), String> {
    let mut drawings = 0_usize;
    for tag in tags(part)? {
        let name = tag.name.trim_start_matches('/');
        match &*tag.name {
            "svg" if !tag.text.ends_with("/>") => drawings += 1,
            "/svg" => drawings = drawings.saturating_sub(1),
            _ => {}
        }
        // In a drawing a title is the name of what it stands in.
        if name == "title" && drawings > 0 {
            continue;
        }
        if REFUSED.contains(&name) || matches!(name, "main" | "html" | "head" | "footer" | "!doctype") {
            return Err(format!("`{}` must not stand in a page", tag.text));
        }
    }
    Ok(())
}

/// Returns a frame without what nobody sees.
fn without_comments(frame: &str) -> String {
    let mut parts = frame.split("<!--");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |seen, part| seen + part.split_once("-->").map_or("", |(_, rest)| rest))
}

fn between<'t>(text: &'t str, start: &str, end: &str) -> Option<&'t str> {
    let from = text.find(start)?;
    let to = text[from..].find(end)?;
    Some(&text[from..from + to + end.len()])
}

struct Tag<'t> {
    /// In lower case; of an end tag with its slash.
    name: String,
    text: &'t str,
}

/// Returns the tags of a piece of HTML; all of it must end outside of tags and comments, so that it swallows nothing.
fn tags(html: &str) -> Result<Vec<Tag<'_>>, String> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|found| at + found) {
        let rest = &html[open + 1..];
        if rest.starts_with("!--") {
            let end = rest.find("-->").ok_or("a comment does not end")?;
            at = open + 1 + end + 3;
            continue;
        }
        if !rest.starts_with(|next: char| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')) {
            at = open + 1;
            continue;
        }
        let mut quote = None;
        let end = rest.char_indices().find(|(_, character)| {
            match quote {
                Some(open) if open == *character => quote = None,
                Some(_) => {}
                None if matches!(character, '"' | '\'') => quote = Some(*character),
                None => return *character == '>',
            }
            false
        });
        let (end, _) = end.ok_or("a tag does not end")?;
        // A slash ends a name as a blank does (HTML, 13.2.5.8), but for the one that an end tag begins with.
        let slash = usize::from(rest.starts_with('/'));
        let is_part = |character: &char| !character.is_whitespace() && !matches!(character, '>' | '/');
        let name: String = rest[slash..].chars().take_while(is_part).collect();
        let name = format!("{}{}", &rest[..slash], name.to_ascii_lowercase());
        tags.push(Tag { name, text: &html[open..open + end + 2] });
        at = open + end + 2;
    }
    Ok(tags)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_page_neither_runs_nor_loads_nor_swallows_anything() {
        for part in [
            "<script src=\"../files/x.js.txt\"></script>",
            "<SCRIPT>",
            "<p><meta http-equiv=refresh content=\"0;url=x\">",
            "<!-- the rest is gone",
            "<a title=\"the rest is gone",
            "</main>",
            "<script/src=x>",
            "<textarea>",
        ] {
            check_part(part).expect_err(part);
        }
        check_part("<p class='a>b'>1 < 2 <!-- x --></p><svg><path d=\"M0\"/></svg>")
            .expect("nothing is wrong");
    }
}
