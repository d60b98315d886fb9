//! The bytes of a named file become an inventory: its format is found, and whatever is wrong is a fault with its place.

use std::sync::Arc;

use super::{Component, FORMATS, Format, Inventory, Listed, Purl, Read, Scope};
use crate::field::{Fault, FaultKind, Node, Value, read_json, read_toml};
use crate::source::{Content, MAX_INVENTORY_BYTES};
use crate::text::Span;

impl Inventory {
    /// Reads a file by its name and its content.
    pub fn of(name: &str, content: &Content) -> Inventory {
        let unread = |at: usize, text: &Arc<str>, message: String, help: &str| {
            let faults = vec![fault(Span::new(at, at), message, Some(help))];
            Inventory { faults, text: text.into(), ..Inventory::default() }
        };
        let empty: Arc<str> = "".into();
        match content {
            Content::Text(text) => read(name, text),
            Content::NotUtf8 { valid_up_to, text } => {
                let message = format!("the file is not UTF-8 from byte {} on", valid_up_to + 1);
                unread(
                    *valid_up_to,
                    text,
                    message,
                    "save it as UTF-8; a tool that writes another encoding has an option for it",
                )
            }
            Content::TooLarge { bytes } => {
                let message = format!(
                    "the file holds {bytes} bytes; a lock file or SBOM may hold {MAX_INVENTORY_BYTES}"
                );
                unread(
                    0,
                    &empty,
                    message,
                    "leave single files out of the SBOM, or write one for each part of the device",
                )
            }
            Content::LfsPointer { text } => unread(
                0,
                text,
                "the file is a Git LFS pointer, its text is not in the repository".to_owned(),
                "keep lock files and SBOMs out of LFS (`git lfs untrack`)",
            ),
            Content::Symlink { target } => unread(
                0,
                &empty,
                format!("the file is, or lies behind, a symbolic link to `{target}`"),
                "links are never followed; name the file itself in `[inventory] files`",
            ),
            Content::Submodule => unread(
                0,
                &empty,
                "the file lies in another repository".to_owned(),
                "submodules are never entered; copy the file into this repository",
            ),
            Content::Unreadable { reason } => unread(
                0,
                &empty,
                format!("the file cannot be read: {reason}"),
                "restore the file, or correct `[inventory] files`",
            ),
            Content::Other { .. } => {
                unread(0, &empty, "the file was not read".to_owned(), "name it in `[inventory] files`")
            }
        }
    }
}

fn read(name: &str, text: &Arc<str>) -> Inventory {
    let mut inventory = Inventory { text: text.into(), ..Inventory::default() };
    let mut listed = Listed::default();
    let format = match recognised(name, text, &mut listed) {
        Ok(format) => format,
        Err(faults) => {
            inventory.faults = faults;
            return inventory;
        }
    };
    let Listed { components, mut faults, includes } = listed;
    faults.sort_by_key(|fault| fault.at);
    inventory.format = Some(format.name);
    inventory.ecosystems.extend(format.ecosystem.map(str::to_owned));
    let purls = components.iter().filter_map(|component| component.purl.as_ref());
    inventory.ecosystems.extend(purls.map(|purl| purl.ecosystem().to_owned()));
    inventory.is_read = faults.is_empty();
    Inventory { components, faults, includes, ..inventory }
}

/// Finds the format of a file and lists what it holds: by its name where a format is known by that, else by what it says of
/// itself as JSON.
fn recognised(name: &str, text: &Arc<str>, listed: &mut Listed) -> Result<&'static Format, Vec<Fault>> {
    let broken = |fault: Fault| Fault { help: Some(BROKEN.to_owned()), ..fault };
    let mut json = None;
    for format in FORMATS {
        match format.read {
            Read::Toml(is_named, list) if is_named(name) => {
                let node =
                    read_toml(text).map_err(|faults| faults.into_iter().map(broken).collect::<Vec<_>>())?;
                list(&node, listed);
                return Ok(format);
            }
            Read::Lines(is_named, list) if is_named(name) => {
                list(text, listed);
                return Ok(format);
            }
            Read::Toml(..) | Read::Lines(..) => {}
            Read::Json(is_said, list) => match json.get_or_insert_with(|| read_json(text)) {
                Ok(node) if is_said(name, node) => {
                    list(node, listed);
                    return Ok(format);
                }
                Ok(_) | Err(_) => {}
            },
        }
    }
    if let Some(Err(fault)) = json.filter(|_| looks_like_json(name, text)) {
        return Err(vec![broken(fault)]);
    }
    let known: Vec<&str> = FORMATS.iter().map(|format| format.known_by).collect();
    let help = format!("known are {}", known.join(", "));
    Err(vec![fault(Span::default(), format!("`{name}` is of no format that is known"), Some(&help))])
}

const BROKEN: &str = "let the tool that wrote the file write it again; it is not meant to be edited by hand";

fn looks_like_json(name: &str, text: &str) -> bool {
    name.ends_with(".json") || text.trim_start_matches('\u{feff}').trim_start().starts_with('{')
}

impl Listed {
    /// Adds a component of an ecosystem by its name there.
    pub(super) fn add(
        &mut self,
        ecosystem: &str,
        name: &str,
        version: Option<&Node>,
        at: Span,
        scope: Scope,
    ) {
        let text = version.and_then(Node::text).filter(|text| !text.is_empty());
        let purl = Purl::named(ecosystem, name, text);
        let at = version.map_or(at, |version| version.at);
        self.components.push(Component {
            name: name.to_owned(),
            version: text.map(str::to_owned),
            purl,
            scope,
            at,
        });
    }

    /// Adds a component by the package URL that is written for it, or without one; its version is that of the package URL, or
    /// else the one written beside it.
    pub(super) fn add_purl(
        &mut self,
        name: &str,
        version: Option<&Node>,
        purl: Option<&Node>,
        at: Span,
        scope: Scope,
    ) {
        let written = purl.filter(|purl| !purl.is_absent());
        let purl = match written.and_then(Node::text).map(Purl::parse) {
            Some(Ok(purl)) => Some(purl),
            Some(Err(error)) => {
                let at = written.map_or(at, |purl| purl.at);
                self.fault(at, format!("this is no package URL: {error}"), "correct the tool that writes it");
                None
            }
            None => None,
        };
        let stated = purl.as_ref().and_then(Purl::version).map(str::to_owned);
        let at = version.or(written).map_or(at, |place| place.at);
        let version = stated.or_else(|| version.and_then(Node::text).map(str::to_owned));
        self.components.push(Component { name: name.to_owned(), version, purl, scope, at });
    }

    /// Adds a component of an ecosystem by its name and version as texts.
    pub(super) fn add_text(
        &mut self,
        ecosystem: &str,
        name: &str,
        version: Option<&str>,
        at: Span,
        scope: Scope,
    ) {
        let purl = Purl::named(ecosystem, name, version);
        self.components.push(Component {
            name: name.to_owned(),
            version: version.map(str::to_owned),
            purl,
            scope,
            at,
        });
    }

    /// Tells of something that cannot be read.
    pub(super) fn fault(&mut self, at: Span, message: impl Into<String>, help: &str) {
        self.faults.push(fault(at, message.into(), Some(help)));
    }

    /// Returns the elements of a list under a key; nothing where the key is not written, a fault where it holds no list.
    pub(super) fn elements<'n>(&mut self, node: &'n Node, key: &str) -> &'n [Node] {
        match node.get(key) {
            None => &[],
            Some(Node { value: Value::List(elements), .. }) => elements,
            Some(Node { value: Value::Absent, .. }) => &[],
            Some(other) => {
                self.fault(other.at, format!("`{key}` holds no list"), BROKEN);
                &[]
            }
        }
    }

    /// Returns the text under a key that every entry needs; a fault where there is none.
    pub(super) fn needed<'n>(&mut self, node: &'n Node, key: &str) -> Option<&'n str> {
        let text = node.get(key).and_then(Node::text).filter(|text| !text.trim().is_empty());
        if text.is_none() {
            self.fault(node.at, format!("this entry has no `{key}`"), BROKEN);
        }
        text
    }
}

fn fault(at: Span, message: String, help: Option<&str>) -> Fault {
    let (field, help) = (Box::default(), help.map(str::to_owned));
    Fault { kind: FaultKind::Invalid, field, at, message, help, also: None, meant: None }
}
