//! The values that fields hold, and the macros that make words and structs readable.

use jiff::civil::Date;

use super::{FaultKind, FromNode, Node, Reader, Shape, Value};
use crate::text::{Excerpt, Span, Spanned};

/// Text with its place.
pub type Text = Spanned<Excerpt>;

/// The id of another record, as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link(pub Text);

/// The id of a record as text; compared ignoring case.
pub type Id = Text;

impl std::ops::Deref for Link {
    type Target = Text;
    fn deref(&self) -> &Text {
        &self.0
    }
}

/// A link found in a record.
#[derive(Clone, Debug)]
pub struct FoundLink<'a> {
    /// The field without list elements, as `causes.source`: it names the relation.
    pub schema: String,
    /// The field with list elements named by their value, as `causes.SOUP-003`.
    pub named: String,
    /// The id written there.
    pub link: &'a Link,
    /// The version that stands with it, where the relation carries one.
    pub version: Option<&'a Text>,
}

/// The links of a record, in the order of writing.
pub type Links<'a> = Vec<FoundLink<'a>>;

/// Ids, each with the version that was meant: `soup_versions` of a verification.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Versions {
    /// Each id with its version.
    pub each: Vec<(Link, Text)>,
    /// Where the whole map stands.
    pub at: Span,
}

impl FromNode for Text {
    const MAY_LINK: bool = false;
    fn read(node: &Node, reader: &mut Reader) -> Option<Text> {
        match &node.value {
            Value::Absent => None,
            Value::Scalar { text, .. } if text.trim().is_empty() => None,
            Value::Scalar { text, .. } => Some(Spanned::new(text.trimmed(), node.at)),
            Value::List(_) | Value::Map(_) => {
                reader.expected("text", node);
                None
            }
        }
    }
    fn shape() -> Shape {
        Shape::Text
    }
    fn key(&self) -> Option<&str> {
        Some(&self.value)
    }
}

impl FromNode for Link {
    fn read(node: &Node, reader: &mut Reader) -> Option<Link> {
        match &node.value {
            Value::List(_) | Value::Map(_) => {
                reader.expected("the id of a record", node);
                None
            }
            Value::Absent | Value::Scalar { .. } => Text::read(node, reader).map(Link),
        }
    }
    fn shape() -> Shape {
        Shape::Id
    }
    fn links<'a>(&'a self, schema: &str, named: &str, found: &mut Links<'a>) {
        found.push(FoundLink {
            schema: schema.to_owned(),
            named: named.to_owned(),
            link: self,
            version: None,
        });
    }
    fn key(&self) -> Option<&str> {
        Some(&self.0.value)
    }
}

impl FromNode for Spanned<Date> {
    const MAY_LINK: bool = false;
    fn read(node: &Node, reader: &mut Reader) -> Option<Spanned<Date>> {
        let text = Text::read(node, reader)?;
        // jiff also accepts a date with a time behind it.
        let date = if text.len() == 10 { text.parse().ok() } else { None };
        if date.is_none() {
            let message = format!("`{}` is not a calendar date", &*text.value);
            reader.report(
                FaultKind::Date,
                text.at,
                message,
                Some("write year-month-day, as 2026-02-15".to_owned()),
            );
        }
        Some(Spanned::new(date?, text.at))
    }
    fn shape() -> Shape {
        Shape::Date
    }
}

impl FromNode for Spanned<bool> {
    const MAY_LINK: bool = false;
    fn read(node: &Node, reader: &mut Reader) -> Option<Spanned<bool>> {
        match &node.value {
            Value::Scalar { text, plain: true } if &**text == "true" => Some(Spanned::new(true, node.at)),
            Value::Scalar { text, plain: true } if &**text == "false" => Some(Spanned::new(false, node.at)),
            Value::Scalar { text, .. } => {
                let message = format!("expected true or false, found `{text}`");
                reader.report(
                    FaultKind::Invalid,
                    node.at,
                    message,
                    Some("write true or false without quotes".to_owned()),
                );
                None
            }
            Value::Absent | Value::List(_) | Value::Map(_) => {
                reader.expected("true or false", node);
                None
            }
        }
    }
    fn shape() -> Shape {
        Shape::Boolean
    }
}

impl FromNode for Spanned<u32> {
    const MAY_LINK: bool = false;
    fn read(node: &Node, reader: &mut Reader) -> Option<Spanned<u32>> {
        let text = Text::read(node, reader)?;
        let number = text.parse().ok();
        if number.is_none() {
            reader.report(
                FaultKind::Invalid,
                text.at,
                format!("expected a whole number, found `{}`", &*text.value),
                None,
            );
        }
        Some(Spanned::new(number?, text.at))
    }
    fn shape() -> Shape {
        Shape::Number
    }
}

impl<T: FromNode> FromNode for Vec<T> {
    const MAY_LINK: bool = T::MAY_LINK;
    const KEY: Option<&'static str> = T::KEY;
    fn read(node: &Node, reader: &mut Reader) -> Option<Vec<T>> {
        let Value::List(elements) = &node.value else {
            return Some(T::read(node, reader).into_iter().collect());
        };
        let mut values = Vec::with_capacity(elements.len());
        for (index, element) in elements.iter().enumerate() {
            reader.within_element(index, |reader| {
                if element.is_absent() {
                    reader.report(FaultKind::Invalid, element.at, "an element of the list is empty", None);
                } else {
                    values.extend(T::read(element, reader));
                }
            });
        }
        Some(values)
    }
    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()))
    }
    fn links<'a>(&'a self, schema: &str, named: &str, found: &mut Links<'a>) {
        for (index, value) in self.iter().enumerate() {
            match value.key() {
                Some(key) => value.links(schema, &format!("{named}.{key}"), found),
                None => value.links(schema, &format!("{named}[{index}]"), found),
            }
        }
    }
}

impl FromNode for Versions {
    fn read(node: &Node, reader: &mut Reader) -> Option<Versions> {
        let Value::Map(entries) = &node.value else {
            reader.expected("ids with versions, as `SOUP-001: 1.2.3`", node);
            return None;
        };
        let mut each = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            reader.within(&key.value, |reader| {
                if let Some(version) = Text::read(value, reader) {
                    each.push((Link(key.clone()), version));
                } else if value.is_absent() {
                    let message = format!("no version is given for {}", &*key.value);
                    reader.report(
                        FaultKind::Invalid,
                        key.at,
                        message,
                        Some("write the version that was tested".to_owned()),
                    );
                }
            });
        }
        Some(Versions { each, at: node.at })
    }
    fn shape() -> Shape {
        Shape::Versions
    }
    fn links<'a>(&'a self, schema: &str, named: &str, found: &mut Links<'a>) {
        for (link, version) in &self.each {
            let named = format!("{named}.{}", &*link.value);
            found.push(FoundLink { schema: schema.to_owned(), named, link, version: Some(version) });
        }
    }
}

/// A field of a struct: filled from its key, or left empty.
pub trait Slot: Sized {
    /// Whether it may hold links.
    const MAY_LINK: bool;
    /// The part that names an element, where the field is a list of named parts.
    const KEY: Option<&'static str>;
    /// Reads the field `name` of the map `node`.
    fn fill(node: &Node, name: &str, reader: &mut Reader) -> Self;
    /// Says what may be written.
    fn shape() -> Shape;
    /// Adds the links of the field.
    fn links<'a>(&'a self, schema: &str, named: &str, found: &mut Links<'a>);
    /// Returns the text that names the value.
    fn key(&self) -> Option<&str>;
}

impl<T: FromNode> Slot for Option<T> {
    const MAY_LINK: bool = T::MAY_LINK;
    const KEY: Option<&'static str> = T::KEY;
    fn fill(node: &Node, name: &str, reader: &mut Reader) -> Self {
        reader.field(node, name)
    }
    fn shape() -> Shape {
        T::shape()
    }
    fn links<'a>(&'a self, schema: &str, named: &str, found: &mut Links<'a>) {
        if let Some(value) = self {
            value.links(schema, named, found);
        }
    }
    fn key(&self) -> Option<&str> {
        self.as_ref().and_then(FromNode::key)
    }
}

impl<T: FromNode> Slot for Vec<T> {
    const MAY_LINK: bool = T::MAY_LINK;
    const KEY: Option<&'static str> = T::KEY;
    fn fill(node: &Node, name: &str, reader: &mut Reader) -> Self {
        reader.field(node, name).unwrap_or_default()
    }
    fn shape() -> Shape {
        <Vec<T> as FromNode>::shape()
    }
    fn links<'a>(&'a self, schema: &str, named: &str, found: &mut Links<'a>) {
        FromNode::links(self, schema, named, found);
    }
    fn key(&self) -> Option<&str> {
        None
    }
}

/// Returns the key of a field of a struct: a field whose name is a word of Rust is written `r#type` there.
pub const fn key(field: &'static str) -> &'static str {
    if field.len() > 2 && field.as_bytes()[1] == b'#' { field.split_at(2).1 } else { field }
}

/// Makes an enum of words that a field may hold: `words! { /// … pub enum Name { /// … Variant = "word", } }`.
macro_rules! words {
    ($(#[doc = $doc:literal])* pub enum $name:ident { $( $(#[doc = $variant_doc:literal])* $variant:ident = $word:literal, )+ }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[doc = $variant_doc])* $variant, )+ }

        impl $name {
            /// Every word, in the order of the list.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// Returns the word that is written for this value.
            pub fn word(self) -> &'static str {
                match self { $( $name::$variant => $word, )+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(self.word())
            }
        }

        impl $crate::field::FromNode for $crate::text::Spanned<$name> {
            const MAY_LINK: bool = false;
            fn read(node: &$crate::field::Node, reader: &mut $crate::field::Reader) -> Option<Self> {
                let text = <$crate::field::Text as $crate::field::FromNode>::read(node, reader)?;
                let value = match &*text.value {
                    $( $word => $name::$variant, )+
                    other => {
                        let help = $crate::field::suggestion(other, $name::WORDS);
                        let message = format!("`{other}` is not one of the words for this field");
                        reader.report($crate::field::FaultKind::Invalid, text.at, message, Some(help));
                        return None;
                    }
                };
                Some($crate::text::Spanned::new(value, text.at))
            }
            fn shape() -> $crate::field::Shape {
                $crate::field::Shape::Words($name::WORDS.to_vec())
            }
        }
    };
}

/// Makes a struct of fields that reads itself and carries a card per field:
/// `fields! { /// … pub struct Name [by key_field] { /// … field: Option<T> or Vec<T> = Class, "Section" [, relevant]; } }`.
macro_rules! fields {
    (
        $(#[doc = $doc:literal])*
        pub struct $name:ident $(by $key:ident)? {
            $( $(#[doc = $field_doc:literal])* $field:ident : $type:ty = $class:ident, $section:literal $(, $relevant:ident)? ; )*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, Default)]
        pub struct $name {
            $( $(#[doc = $field_doc])* pub $field: $type, )*
            /// Where the whole was written.
            pub at: $crate::text::Span,
        }

        impl $name {
            /// What is known of each field, in the order of the list.
            pub const CARDS: &'static [$crate::field::Card] = &[
                $( $crate::field::Card {
                    name: $crate::field::key(stringify!($field)),
                    doc: concat!($($field_doc, "\n"),*),
                    shape: <$type as $crate::field::Slot>::shape,
                    class: $crate::field::FieldClass::$class,
                    section: $section,
                    relevant: fields!(@relevant $($relevant)?),
                    key: <$type as $crate::field::Slot>::KEY,
                }, )*
            ];

            /// Reads the fields from a map and leaves unknown keys to the caller.
            pub(crate) fn fill(node: &$crate::field::Node, reader: &mut $crate::field::Reader) -> $name {
                $name {
                    $( $field: <$type as $crate::field::Slot>::fill(node, const { $crate::field::key(stringify!($field)) }, reader), )*
                    at: node.at,
                }
            }

            /// Adds the links of all fields; `schema` and `named` are the path of this struct, empty for a record.
            pub(crate) fn collect_links<'a>(&'a self, schema: &str, named: &str, found: &mut $crate::field::Links<'a>) {
                let _ = (schema, named, &found);
                let own_key: Option<&str> = fields!(@key self $(, $key)?);
                let _ = own_key;
                $( if <$type as $crate::field::Slot>::MAY_LINK {
                    let name = const { $crate::field::key(stringify!($field)) };
                    let schema = if schema.is_empty() { name.to_owned() } else { format!("{schema}.{name}") };
                    // The element of a list is already named by its key; the field that holds the key is not named again.
                    let is_key = own_key.is_some() && $crate::field::Slot::key(&self.$field) == own_key;
                    let named = if named.is_empty() { name.to_owned() }
                        else if is_key { named.to_owned() }
                        else { format!("{named}.{name}") };
                    $crate::field::Slot::links(&self.$field, &schema, &named, found);
                } )*
            }
        }

        impl $crate::field::FromNode for $name {
            const KEY: Option<&'static str> = fields!(@key_name $($key)?);
            fn read(node: &$crate::field::Node, reader: &mut $crate::field::Reader) -> Option<$name> {
                if !matches!(node.value, $crate::field::Value::Map(_)) {
                    reader.expected("named parts", node);
                    return None;
                }
                let place = reader.place();
                reader.reject_unknown(node, &[$name::CARDS], &place);
                Some($name::fill(node, reader))
            }
            fn shape() -> $crate::field::Shape {
                $crate::field::Shape::Map($name::CARDS)
            }
            fn links<'a>(&'a self, schema: &str, named: &str, found: &mut $crate::field::Links<'a>) {
                self.collect_links(schema, named, found);
            }
            fn key(&self) -> Option<&str> {
                fields!(@key self $(, $key)?)
            }
        }
    };
    (@key_name) => { None };
    (@key_name $key:ident) => { Some(stringify!($key)) };
    (@relevant) => { false };
    (@relevant relevant) => { true };
    (@key $this:ident) => { None };
    (@key $this:ident, $key:ident) => { $crate::field::Slot::key(&$this.$key) };
}

pub(crate) use {fields, words};
