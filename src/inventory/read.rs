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
    let by_name = FORMATS.iter().find(|format| format.read.is_named(name));
    let format = match by_name {
        Some(format) => Some(*format),
        None => match read_json(text) {
            Ok(node) => FORMATS.iter().copied().find(|format| format.read.is_said(&node)).inspect(|format| {
                format.list(&node, &mut listed);
            }),
            Err(fault) if looks_like_json(name, text) => {
                inventory.faults.push(Fault { help: Some(BROKEN.to_owned()), ..fault });
                return inventory;
            }
            Err(_) => None,
        },
    };
    let Some(format) = format else {
        let known: Vec<&str> = FORMATS.iter().map(|format| format.known_by).collect();
        let help = format!("known are {}", known.join(", "));
        let message = format!("`{name}` is of no format that is known");
        inventory.faults.push(fault(Span::default(), message, Some(&help)));
        return inventory;
    };
    inventory.format = Some(format.name);
    if by_name.is_some()
        && let Err(faults) = format.read_named(text, &mut listed)
    {
        let broken = |fault: Fault| Fault { help: Some(BROKEN.to_owned()), ..fault };
        inventory.faults.extend(faults.into_iter().map(broken));
        return inventory;
    }
    let Listed { components, mut faults, includes, .. } = listed;
    faults.sort_by_key(|fault| fault.at);
    inventory.ecosystems.extend(format.ecosystem.map(str::to_owned));
    let purls = components.iter().filter_map(|component| component.purl.as_ref());
    inventory.ecosystems.extend(purls.map(|purl| purl.ecosystem().to_owned()));
    inventory.is_read = faults.is_empty();
    Inventory { components, faults, includes, ..inventory }
}

const BROKEN: &str = "let the tool that wrote the file write it again; it is not meant to be edited by hand";

fn looks_like_json(name: &str, text: &str) -> bool {
    name.ends_with(".json") || text.trim_start_matches('\u{feff}').trim_start().starts_with('{')
}

impl Read {
    fn is_named(&self, name: &str) -> bool {
        match self {
            Read::Toml(is_named, _) => is_named(name),
            Read::Json(..) => false,
        }
    }

    fn is_said(&self, node: &Node) -> bool {
        match self {
            Read::Toml(..) => false,
            Read::Json(is_said, _) => is_said(node),
        }
    }
}

impl Format {
    fn list(&self, node: &Node, listed: &mut Listed) {
        match self.read {
            Read::Toml(_, list) | Read::Json(_, list) => list(node, listed),
        }
    }

    /// Reads a file of this format, which was recognised by its name.
    fn read_named(&self, text: &Arc<str>, listed: &mut Listed) -> Result<(), Vec<Fault>> {
        match self.read {
            Read::Toml(_, list) => list(&read_toml(text)?, listed),
            Read::Json(_, list) => list(&read_json(text).map_err(|fault| vec![fault])?, listed),
        }
        Ok(())
    }
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
