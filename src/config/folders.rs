//! The `[records]` table: where records live, and what their ids begin with.

use std::collections::BTreeMap;

use super::{Folder, Records};
use crate::field::{FaultKind, FromNode, Node, Reader, Shape, Text, Value, fields, suggestion};
use crate::record::{KINDS, Kind};
use crate::text::Span;

/// The `[records]` table: the root, and per kind a folder and a prefix.
#[derive(Clone, Debug, Default)]
pub struct RecordsTable {
    at: Span,
    root: Option<Text>,
    kinds: BTreeMap<Kind, FolderTable>,
}

fields! {
    /// The folder of one kind.
    pub struct FolderTable {
        /// The folder below the records' root.
        folder: Option<Text> = Meta, "Configuration";
        /// What ids of this kind begin with; one or several.
        prefix: Vec<Text> = Meta, "Configuration";
    }
}

impl FromNode for RecordsTable {
    fn read(node: &Node, reader: &mut Reader) -> Option<RecordsTable> {
        let Value::Map(entries) = &node.value else {
            reader.expected("a table", node);
            return None;
        };
        let mut table =
            RecordsTable { at: node.at, root: reader.field(node, "root"), kinds: BTreeMap::new() };
        for (key, value) in entries {
            if &*key.value == "root" {
                continue;
            }
            reader.within(&key.value, |reader| match Kind::of_name(&key.value) {
                Some(kind) => {
                    table.kinds.extend(FolderTable::read(value, reader).map(|folder| (kind, folder)))
                }
                None => {
                    let names: Vec<_> =
                        std::iter::once("root").chain(KINDS.iter().map(|card| card.name)).collect();
                    let message = format!("`[records]` has no key `{}`", &*key.value);
                    reader.report(FaultKind::Unknown, key.at, message, Some(suggestion(&key.value, &names)));
                }
            });
        }
        Some(table)
    }
    fn shape() -> Shape {
        let kinds = KINDS.iter().map(|card| (card.name, FolderTable::shape()));
        let keys = Shape::Keys(std::iter::once(("root", Shape::Text)).chain(kinds).collect());
        Shape::Special(
            "`root = \"dhf\"`, and a kind's name with `{ folder = \"…\", prefix = \"…\" }`",
            vec![keys],
        )
    }
}

impl RecordsTable {
    /// Fills in the defaults and complains of what cannot be told apart.
    pub(super) fn into_records(mut self, reader: &mut Reader) -> Records {
        let at = self.at;
        let mut clean = |text: Option<Text>, default: &str| {
            let Some(text) = text else { return default.to_owned() };
            let folder = text.value.trim_end_matches('/');
            if folder.is_empty()
                || folder.split('/').any(|part| matches!(part, "" | "." | ".."))
                || text.contains('\\')
            {
                let help = "name a folder below, with `/` between its parts".to_owned();
                reader.within("records", |reader| {
                    reader.report(
                        FaultKind::Invalid,
                        text.at,
                        format!("`{}` is no folder below", &*text.value),
                        Some(help),
                    );
                });
                return default.to_owned();
            }
            folder.to_owned()
        };
        let root = clean(self.root.take(), "dhf");
        let folders = KINDS
            .iter()
            .map(|card| {
                let table = self.kinds.remove(&card.kind).unwrap_or_default();
                let prefixes: Vec<String> =
                    table.prefix.iter().map(|prefix| prefix.value.to_string()).collect();
                let defaults = || card.prefixes.iter().map(|&prefix| prefix.to_owned()).collect();
                Folder {
                    kind: card.kind,
                    folder: clean(table.folder, card.folder),
                    prefixes: if prefixes.is_empty() { defaults() } else { prefixes },
                }
            })
            .collect();
        let mut complain = |message: String, help: &str| {
            reader.within("records", |reader| {
                reader.report(FaultKind::Invalid, at, message, Some(help.to_owned()))
            });
        };
        let folders: Vec<Folder> = folders;
        for (index, one) in folders.iter().enumerate() {
            for other in &folders[..index] {
                let (one_name, other_name) = (one.kind.card().name, other.kind.card().name);
                if one.folder == other.folder {
                    complain(
                        format!("{other_name} and {one_name} have the same folder `{}`", one.folder),
                        "the folder tells the kind; give each kind its own",
                    );
                }
                for prefix in one
                    .prefixes
                    .iter()
                    .filter(|prefix| other.prefixes.iter().any(|other| other.eq_ignore_ascii_case(prefix)))
                {
                    complain(
                        format!("{other_name} and {one_name} have the same prefix `{prefix}`"),
                        "an id tells its kind by its prefix; give each kind its own",
                    );
                }
            }
        }
        Records { root, folders }
    }
}
