//! The schema of fields, from their cards: just what the reader takes.

use serde_json::{Map, Value, json};

use crate::field::{Card, Shape};

/// Whether nothing may be written in place of a value: in YAML a key without a value says nothing, TOML has no such thing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Absent {
    Allowed,
    Unknown,
}

/// Returns the schema of a map with these fields and no others.
pub(super) fn map(cards: &[&'static [Card]], absent: Absent) -> Map<String, Value> {
    let mut properties = Map::new();
    for card in cards.iter().copied().flatten() {
        let doc: Vec<&str> = card.doc.split_whitespace().collect();
        let mut property = object([("description", doc.join(" ").into())]);
        property.append(&mut of(&(card.shape)(), absent, absent));
        properties.insert(card.name.to_owned(), property.into());
    }
    object([
        ("type", "object".into()),
        ("properties", properties.into()),
        ("additionalProperties", false.into()),
    ])
}

/// Returns the schema of the id of a record, which has to say something.
pub(super) fn id() -> Map<String, Value> {
    of(&Shape::Id, Absent::Unknown, Absent::Unknown)
}

/// Returns the schema of a shape. `here` says whether nothing may be written for it, `below` the same of the fields inside.
fn of(shape: &Shape, here: Absent, below: Absent) -> Map<String, Value> {
    let mut schema = match shape {
        // What was written is taken as text, also where YAML has another type for it.
        Shape::Text => object([("type", json!(["string", "number", "boolean"]))]),
        Shape::Date => object([
            ("type", "string".into()),
            ("format", "date".into()),
            ("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$".into()),
        ]),
        Shape::Number => object([
            ("type", json!(["integer", "string"])),
            ("minimum", 0.into()),
            ("maximum", u32::MAX.into()),
            ("pattern", "^[0-9]{1,10}$".into()),
        ]),
        Shape::Id => object([
            ("type", "string".into()),
            ("maxLength", 64.into()),
            ("pattern", "^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$".into()),
        ]),
        Shape::Boolean => object([("type", "boolean".into())]),
        Shape::Words(words) => object([("enum", json!(words))]),
        Shape::Map(cards) => map(&[cards], below),
        Shape::Versions => table(&Shape::Text, below),
        Shape::Table(inner) => table(inner, below),
        Shape::Keys(keys) => {
            let each = keys.iter().map(|(name, shape)| ((*name).to_owned(), of(shape, below, below).into()));
            object([
                ("type", "object".into()),
                ("properties", each.collect::<Map<_, _>>().into()),
                ("additionalProperties", false.into()),
            ])
        }
        Shape::List(_) => return any(shape, here, below),
        Shape::Special(_, shapes) if shapes.is_empty() => return Map::new(),
        Shape::Special(_, shapes) => match &shapes[..] {
            [one] => return of(one, here, below),
            _ => return any(shape, here, below),
        },
    };
    if here == Absent::Allowed {
        if let Some(kind) = schema.get_mut("type") {
            let mut kinds = match kind.take() {
                Value::Array(kinds) => kinds,
                one => vec![one],
            };
            kinds.push("null".into());
            *kind = kinds.into();
        } else if let Some(words) = schema.get_mut("enum").and_then(Value::as_array_mut) {
            words.push(Value::Null);
        }
    }
    schema
}

/// Returns the schema of a value that has one of several shapes; one element of a list may stand without the list.
fn any(shape: &Shape, here: Absent, below: Absent) -> Map<String, Value> {
    let mut each = Vec::new();
    alternatives(shape, here, below, &mut each);
    object([("anyOf", each.into())])
}

fn alternatives(shape: &Shape, here: Absent, below: Absent, each: &mut Vec<Value>) {
    match shape {
        Shape::List(inner) => {
            each.push(of(inner, here, below).into());
            // An element that says nothing is a fault.
            let items = of(inner, Absent::Unknown, below);
            each.push(object([("type", "array".into()), ("items", items.into())]).into());
        }
        Shape::Special(_, shapes) => {
            shapes.iter().for_each(|shape| alternatives(shape, here, below, each));
        }
        other => each.push(of(other, here, below).into()),
    }
}

fn table(inner: &Shape, below: Absent) -> Map<String, Value> {
    object([("type", "object".into()), ("additionalProperties", of(inner, Absent::Unknown, below).into())])
}

fn object<const N: usize>(entries: [(&str, Value); N]) -> Map<String, Value> {
    entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}
