//! YAML into a tree of values with places. The only file that names the YAML parser.
//!
//! Scalars stay the text that was written: `1.10` is `1.10`, `no` is `no`. Anchors, aliases, tags, directives and further
//! documents are not accepted, so there is no alias bomb; nesting deeper than [`DEEPEST`] ends reading.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use granit_parser::{Event, Parser, ScalarStyle};

use super::{Fault, FaultKind, Node, Value};
use crate::text::{Excerpt, Span, Spanned};

/// How deep lists and maps may be nested.
const DEEPEST: usize = 16;

/// Reads the YAML at `yaml` (bytes of `file`) into a node, with the duplicate keys found on the way.
///
/// # Errors
/// Text that is no YAML, or uses what is not accepted, gives one fault with its place.
pub fn read(file: &Arc<str>, yaml: Range<usize>) -> Result<(Node, Vec<Fault>), Fault> {
    let limits = granit_parser::options! {
        disallow_directives: true,
        emit_comments: false,
        flow_nesting_limit: DEEPEST as _,
        block_nesting_limit: DEEPEST as _,
    };
    let text = &file[yaml.clone()];
    let mut tree = Tree { open: Vec::new(), root: None, faults: Vec::new() };
    for step in Parser::new_from_str_with_options(text, limits) {
        let (event, span) = step.map_err(|error| {
            let offset = error.marker().byte_offset().unwrap_or(0).min(text.len());
            refuse(file, yaml.start + offset, &error.info().to_string())
        })?;
        let range = span.byte_range().unwrap_or(0..0);
        let at = Span::new(yaml.start + range.start, yaml.start + range.end);
        match event {
            Event::Scalar(_, _, anchor, ref tag) if anchor != 0 || tag.is_some() => return Err(anchored(at)),
            Event::SequenceStart(_, anchor, ref tag) | Event::MappingStart(_, anchor, ref tag)
                if anchor != 0 || tag.is_some() =>
            {
                return Err(anchored(at));
            }
            Event::Scalar(text, style, ..) => {
                let plain = style == ScalarStyle::Plain;
                let absent = plain && matches!(&*text, "" | "~" | "null");
                let value = if absent {
                    Value::Absent
                } else {
                    Value::Scalar { text: excerpt(file, at, style, &text), plain }
                };
                tree.add(Node { at, value })?;
            }
            Event::SequenceStart(..) => tree.start(at, Value::List(Vec::new()))?,
            Event::MappingStart(..) => tree.start(at, Value::Map(Vec::new()))?,
            Event::SequenceEnd | Event::MappingEnd => tree.end(at)?,
            Event::Alias(..) => return Err(anchored(at)),
            Event::DocumentStart(..) if tree.root.is_some() => {
                return Err(syntax(
                    at,
                    "a second YAML document begins here",
                    "keep one document between the `---` lines",
                ));
            }
            _ => {}
        }
    }
    let absent = Node { at: Span::new(yaml.start, yaml.start), value: Value::Absent };
    Ok((tree.root.unwrap_or(absent), tree.faults))
}

/// Returns a scalar's text as part of the file, unless quotes or folding make it another than what is written there.
fn excerpt(file: &Arc<str>, at: Span, style: ScalarStyle, text: &str) -> Excerpt {
    let quotes = usize::from(matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted));
    let start = at.range().start + quotes;
    let range = start..start + text.len();
    if file.get(range.clone()) == Some(text) { Excerpt::of(file, range) } else { text.into() }
}

struct Tree {
    open: Vec<Open>,
    root: Option<Node>,
    faults: Vec<Fault>,
}

struct Open {
    node: Node,
    key: Option<Spanned<Excerpt>>,
    /// A key that stands twice: its value is read and left out.
    twice: bool,
    /// The keys of a long map, so that looking for one does not take longer with every key.
    keys: HashMap<Excerpt, Span>,
}

/// From this many keys on a map's keys are looked up by their hash.
const MANY_KEYS: usize = 32;

impl Open {
    /// Returns where a key of this map was written before.
    fn written(&mut self, key: &Excerpt) -> Option<Span> {
        let Value::Map(entries) = &self.node.value else { return None };
        if entries.len() < MANY_KEYS {
            return entries.iter().find(|(known, _)| known.value == *key).map(|(known, _)| known.at);
        }
        // Those that were read since the last look.
        for (known, _) in &entries[self.keys.len()..] {
            self.keys.insert(known.value.clone(), known.at);
        }
        self.keys.get(key).copied()
    }
}

impl Tree {
    fn start(&mut self, at: Span, value: Value) -> Result<(), Fault> {
        let as_key = self
            .open
            .last()
            .is_some_and(|open| matches!(open.node.value, Value::Map(_)) && open.key.is_none());
        if as_key {
            return Err(syntax(
                at,
                "a key must be a single word",
                "write `key: value`; quote text that begins with `[` or `{`",
            ));
        }
        if self.open.len() >= DEEPEST {
            return Err(syntax(
                at,
                "lists and maps are nested too deeply",
                "no field needs more than a few levels",
            ));
        }
        self.open.push(Open { node: Node { at, value }, key: None, twice: false, keys: HashMap::new() });
        Ok(())
    }

    fn end(&mut self, at: Span) -> Result<(), Fault> {
        let Some(Open { mut node, .. }) = self.open.pop() else { return Ok(()) };
        let last = match &node.value {
            Value::List(elements) => elements.last().map(|element| element.at.end),
            Value::Map(entries) => entries.last().map(|(key, value)| value.at.end.max(key.at.end)),
            Value::Absent | Value::Scalar { .. } => None,
        };
        // A block ends with its last element, not at the line after it; `]` and `}` are marked by an end event of their own.
        node.at.end = if at.end > at.start { at.end } else { last.unwrap_or(node.at.end.max(at.start)) };
        self.add(node)
    }

    fn add(&mut self, node: Node) -> Result<(), Fault> {
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        let key = open.key.take();
        match (&mut open.node.value, key) {
            (Value::List(elements), _) => elements.push(node),
            (Value::Map(entries), Some(key)) => {
                if !open.twice {
                    entries.push((key, node));
                }
                open.twice = false;
            }
            (Value::Map(_), None) => {
                let Value::Scalar { text, .. } = node.value else {
                    return Err(syntax(node.at, "a key is missing before `:`", "write `key: value`"));
                };
                if let Some(first) = open.written(&text) {
                    open.twice = true;
                    self.faults.push(Fault {
                        kind: FaultKind::Duplicate,
                        field: (*text).into(),
                        at: node.at,
                        message: format!("`{text}` stands twice; only the first one counts"),
                        help: Some("keep one of the two".to_owned()),
                        also: Some((first, "first written here")),
                        meant: None,
                    });
                }
                open.key = Some(Spanned::new(text, node.at));
            }
            (Value::Absent | Value::Scalar { .. }, _) => {}
        }
        Ok(())
    }
}

fn anchored(at: Span) -> Fault {
    syntax(
        at,
        "anchors, aliases and tags (`&`, `*`, `!`) are not accepted",
        "write the value out, or quote the text",
    )
}

fn syntax(at: Span, message: &str, help: &str) -> Fault {
    Fault {
        kind: FaultKind::Syntax,
        field: Box::default(),
        at,
        message: message.to_owned(),
        help: Some(help.to_owned()),
        also: None,
        meant: None,
    }
}

/// Says in our words what users most often get wrong, judged by the line at which the parser gave up.
fn refuse(file: &str, offset: usize, parser_says: &str) -> Fault {
    let mut offset = offset.min(file.len());
    while !file.is_char_boundary(offset) {
        offset -= 1;
    }
    let start = file[..offset].rfind('\n').map_or(0, |newline| newline + 1);
    let end = file[start..].find('\n').map_or(file.len(), |newline| start + newline);
    let line = &file[start..end];
    let value = line.split_once(':').map_or("", |(_, value)| value.trim_start());
    let (message, help) =
        if parser_says.contains("nest") || parser_says.contains("recursion") || parser_says.contains("depth")
        {
            ("lists and maps are nested too deeply".to_owned(), "no field needs more than a few levels")
        } else if line.trim_start_matches(' ').starts_with('\t') {
            ("a tab indents this line".to_owned(), "YAML indents with spaces only")
        } else if value.starts_with(['@', '`', '%']) || value.starts_with(['>', '|']) && value.len() > 1 {
            (
                format!("the value begins with `{}`, which means something else in YAML", &value[..1]),
                "put the value in quotes",
            )
        } else if value.contains(": ") && !value.starts_with(['"', '\'', '{', '[']) {
            ("the value holds `: `, which begins another value in YAML".to_owned(), "put the value in quotes")
        } else if let Some(character) =
            file[offset..].chars().next().filter(|next| next.is_control() && !next.is_whitespace())
        {
            (
                format!("a control character (U+{:04X}) stands here", character as u32),
                "remove it; it does not belong into text",
            )
        } else if parser_says.contains("quoted") {
            (
                "a quoted text is not closed as it was opened".to_owned(),
                "close the quote on the same line, or write a block with `>-`",
            )
        } else {
            (
                format!("this is no YAML: {parser_says}"),
                "write `key: value` lines, lists as `[a, b]` or with `- `",
            )
        };
    let at = if offset < file.len() {
        let width = file[offset..].chars().next().map_or(1, char::len_utf8);
        Span::new(offset, offset + width)
    } else {
        Span::new(offset, offset)
    };
    syntax(at, &message, help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> Node {
        read(&text.into(), 0..text.len()).map(|(node, _)| node).expect("the text is YAML")
    }

    #[test]
    fn values_stay_the_text_that_was_written() {
        let node = tree("version: 1.10\nlicense: NO\ndate: 2026-11-01\n");
        assert_eq!(node.get("version").and_then(Node::text), Some("1.10"));
        assert_eq!(node.get("license").and_then(Node::text), Some("NO"));
        assert_eq!(node.get("date").and_then(Node::text), Some("2026-11-01"));
    }

    #[test]
    fn every_value_knows_its_place() {
        let text = "a: [x, 'y z']\nb:\n  - c: 1\n";
        let node = tree(text);
        let Some(Node { value: Value::List(list), at }) = node.get("a") else { panic!("a is a list") };
        assert_eq!(&text[at.range()], "[x, 'y z']");
        assert_eq!(&text[list[1].at.range()], "'y z'");
        assert_eq!(&text[node.get("b").map(|node| node.at.range()).expect("b is there")], "- c: 1");
    }

    #[test]
    fn a_key_that_stands_twice_is_reported_with_both_places() {
        let (node, faults) = read(&"a: 1\nb: 2\na: [3]\n".into(), 0..17).expect("the text is YAML");
        assert_eq!(node.get("a").and_then(Node::text), Some("1"));
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].also.map(|(at, _)| at), Some(Span::new(0, 1)));
    }

    #[test]
    fn a_map_of_very_many_keys_is_read_without_a_wait() {
        let mut text: String = (0..100_000).map(|number| format!("k{number}: {number}\n")).collect();
        text.push_str("k7: again\n");
        let length = text.len();
        let start = std::time::Instant::now();
        let (node, faults) = read(&text.into(), 0..length).expect("the text is YAML");
        // This bound only tells a slip into quadratic time.
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
        assert_eq!(node.get("k7").and_then(Node::text), Some("7"));
        assert_eq!(faults.len(), 1, "{faults:?}");
    }

    #[test]
    fn anchors_aliases_and_deep_nesting_are_refused() {
        for text in [
            "a: &x 1\nb: *x\n",
            "a: !!str 1\n",
            &*format!("a: {}", "[".repeat(100_000)),
            &"- ".repeat(100_000),
        ] {
            let fault = read(&text.into(), 0..text.len()).expect_err("not accepted");
            assert_eq!(fault.kind, FaultKind::Syntax);
        }
    }

    #[test]
    fn beginners_mistakes_are_told_in_our_words() {
        for (text, says) in [
            ("version: >=1.0\n", "begins with `>`"),
            ("name: foo: bar\n", "holds `: `"),
            ("id: @x\n", "begins with `@`"),
            ("a:\n\tb: 1\n", "a tab indents"),
            ("title: \"x\nb: 1\n", "a quoted text is not closed"),
            ("title: [a\nversion: \"1\"\n", "this is no YAML"),
            ("title: \"a\u{1b}b\"\n", "U+001B"),
        ] {
            let fault = read(&text.into(), 0..text.len()).expect_err("no YAML");
            assert!(fault.message.contains(says), "{text:?}: {}", fault.message);
        }
    }
}
