//! The words that scripts say: every message whose id begins with `script-`, in the parts that `say` of tureen.js joins.

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use serde_json::{Value, json};

use super::Words;

/// What the ids of these messages begin with.
const FAMILY: &str = "script-";

impl Words {
    /// Returns the script that hands the words to the others: `window.TUREEN_WORDS`, by id without `script-`.
    ///
    /// A message is a text with `{name}` where a hole is, or where it holds a choice a list of such texts and of
    /// `{"hole": name, "of": {key: message}}`: the key is the hole's value, its plural category, or `*` for any other.
    pub fn script(&self) -> String {
        let ids = self.tongues.iter().flat_map(|tongue| tongue.ids());
        let mut ids: Vec<&str> = ids.filter(|id| id.starts_with(FAMILY)).collect();
        ids.sort_unstable();
        ids.dedup();
        let said = |id: &str| {
            let tongue = self.tongue(id).ok()?;
            Some((id[FAMILY.len()..].to_owned(), message(tongue.pattern(id)?)))
        };
        let words: serde_json::Map<String, Value> = ids.into_iter().filter_map(said).collect();
        // A script that stands in a page ends at the first `</script`, wherever it stands.
        let words = Value::Object(words).to_string().replace('<', "\\u003c");
        format!("// What the scripts say to a reader.\nwindow.TUREEN_WORDS = {words};\n")
    }
}

fn message(pattern: &Pattern<&str>) -> Value {
    let mut parts: Vec<Value> = Vec::new();
    let mut text = String::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => text.push_str(value),
            PatternElement::Placeable { expression: Expression::Inline(inline) } => match inline {
                InlineExpression::VariableReference { id } => text.push_str(&format!("{{{}}}", id.name)),
                InlineExpression::StringLiteral { value } | InlineExpression::NumberLiteral { value } => {
                    text.push_str(value);
                }
                // The others were refused when the file was read, but for messages in messages, which no script needs.
                InlineExpression::Placeable { .. }
                | InlineExpression::FunctionReference { .. }
                | InlineExpression::MessageReference { .. }
                | InlineExpression::TermReference { .. } => {}
            },
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                let InlineExpression::VariableReference { id } = selector else { continue };
                let mut of = serde_json::Map::new();
                for variant in variants {
                    let (VariantKey::Identifier { name } | VariantKey::NumberLiteral { value: name }) =
                        variant.key;
                    of.insert(name.to_owned(), message(&variant.value));
                    if variant.default {
                        of.insert("*".to_owned(), message(&variant.value));
                    }
                }
                parts.push(json!(std::mem::take(&mut text)));
                parts.push(json!({ "hole": id.name, "of": of }));
            }
        }
    }
    if parts.is_empty() {
        return json!(text);
    }
    parts.push(json!(text));
    Value::Array(parts)
}
