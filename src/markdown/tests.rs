//! What bodies become, by examples.

use super::*;

fn rendered(body: &str) -> String {
    let known = |id: &str| {
        (id.eq_ignore_ascii_case("SOUP-005") || id == "../risks/RISK-001.md").then(|| Target {
            href: "../soup/SOUP-005.html".to_owned(),
            title: "a \"title\"".to_owned(),
            download: None,
            picture: false,
        })
    };
    render(body, &Links { destination: &known, id: &known })
}

#[test]
fn an_id_in_text_and_in_a_link_leads_to_its_record() {
    let link = "<a class=\"id\" href=\"../soup/SOUP-005.html\" title=\"a &quot;title&quot;\">SOUP-005</a>";
    assert_eq!(rendered("See SOUP-005."), format!("<p>See {link}.</p>\n"));
    for body in ["[x](SOUP-005)", "[x](../risks/RISK-001.md)"] {
        assert_eq!(
            rendered(body),
            "<p><a href=\"../soup/SOUP-005.html\" title=\"a &quot;title&quot;\">x</a></p>\n"
        );
    }
    assert_eq!(
        rendered("`SOUP-005` and https://x.example/SOUP-005 and SOUP-9"),
        "<p><code>SOUP-005</code> and https://x.example/SOUP-005 and SOUP-9</p>\n"
    );
}

#[test]
fn nothing_in_a_body_can_run() {
    let hostile = "<script>alert(1)</script>\n\n# T {onclick=alert(1) #x}\n\n[a](JaVaScRiPt:alert(1)) \
        [b](&#106;avascript:alert(1)) [c](data:text/html,x) ![d](javascript:alert(1)) <img src=x onerror=alert(1)>\n\n\
        <javascript:alert(1)> [e](vbscript:x 't') [f](/etc/passwd) [g](//evil.example/x)\n\n[^1]: note\n\ntext[^1]";
    let html = rendered(hostile);
    for harm in
        ["<script", "<img", "onclick=\"", "href=\"java", "href=\"data", "href=\"vb", "href=\"/", "src=\""]
    {
        assert!(!html.to_lowercase().contains(harm), "{harm} in {html}");
    }
    assert!(html.contains("&lt;script&gt;") && html.contains("id=\"note-1\""), "{html}");
}

#[test]
fn the_highest_headings_come_out_as_h3_with_ids_of_their_own() {
    assert_eq!(
        rendered("## A `b`\n\n## A b\n"),
        "<h3 id=\"body-a-b\">A <code>b</code></h3>\n<h3 id=\"body-a-b-1\">A b</h3>\n"
    );
}

#[test]
fn an_outline_tells_headings_and_links_with_their_places() {
    let body = "# Über `it`\n\nSee [a](x/b.pdf 'x/b.pdf') and ![p](<c d.png>), [r][r], [[SOUP-1]] <https://e.example> <a@b.example>.\n\n\
        [r]: ../r.csv\n\n## It\n## It\n";
    let outline = outline(body);
    let headings: Vec<_> = outline.headings.iter().map(|heading| (heading.level, &*heading.id)).collect();
    assert_eq!(headings, [(1, "über-it"), (2, "it"), (2, "it-1")]);
    let mut links: Vec<_> =
        outline.links.iter().map(|link| (&*link.destination, &body[link.span.range()])).collect();
    links.sort_unstable();
    assert_eq!(
        links,
        [
            ("../r.csv", "../r.csv"),
            ("SOUP-1", "SOUP-1"),
            ("c d.png", "c d.png"),
            ("https://e.example", "https://e.example"),
            ("x/b.pdf", "x/b.pdf"),
        ]
    );
}

#[test]
fn text_between_dashes_and_in_code_is_no_metadata_and_no_link() {
    let body = "a\n\n---\n[x](one)\n---\n\n`[y](two)`\n\n    [z](three)\n";
    let links = outline(body).links;
    assert_eq!(links.iter().map(|link| &*link.destination).collect::<Vec<_>>(), ["one"]);
}

#[test]
fn deeply_nested_pictures_are_read_in_reasonable_time() {
    let body = format!("{}{}", "![a".repeat(20_000), "](\\_)".repeat(20_000));
    assert!(outline(&body).links.len() <= 20_000);
    let links = outline("[a ![b](c) d](e)").links;
    let texts: Vec<_> = links.iter().map(|link| (&*link.destination, &*link.text)).collect();
    assert_eq!(texts, [("c", "b"), ("e", "a b d")]);
}
