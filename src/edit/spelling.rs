//! The ways to write a text as one value of YAML.

/// How a value is written on one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spelling {
    /// As it is.
    Plain,
    /// Between `'`.
    Single,
    /// Between `"`, with escapes.
    Double,
}

impl Spelling {
    /// Returns the value so written, `None` where this spelling cannot hold it. Nothing is written as nothing.
    pub fn write(self, value: &str, in_flow: bool) -> Option<String> {
        match self {
            Spelling::Plain if value.is_empty() || is_plain(value, in_flow) => Some(value.to_owned()),
            Spelling::Plain => None,
            Spelling::Single if value.contains(must_escape) => None,
            Spelling::Single => Some(format!("'{}'", value.replace('\'', "''"))),
            Spelling::Double => Some(double(value)),
        }
    }
}

/// Returns whether a text can stand without quotes and means itself to every reader of YAML that keeps texts.
fn is_plain(value: &str, in_flow: bool) -> bool {
    let indicators =
        ['-', '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`'];
    value.trim() == value
        && !value.starts_with(indicators)
        && !value.contains(": ")
        && !value.ends_with(':')
        && !value.contains(" #")
        && !value.contains(must_escape)
        && !(in_flow && value.contains([',', '[', ']', '{', '}']))
        && !matches!(value, "~" | "null" | "Null" | "NULL")
}

fn must_escape(character: char) -> bool {
    character.is_control() || matches!(character, '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{85}')
}

fn double(value: &str) -> String {
    let mut written = String::from("\"");
    for character in value.chars() {
        match character {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            '\t' => written.push_str("\\t"),
            other if must_escape(other) => written.push_str(&format!("\\u{:04x}", other as u32)),
            other => written.push(other),
        }
    }
    written.push('"');
    written
}
