//! `tureen schema`: JSON Schemas of what users write and of what the program writes.

use clap::Args;
use tureen::report::schema;

use super::{Failure, Outcome, Shared, output};

/// Print a JSON Schema, or list what there is
///
/// Editors check front matter and `tureen.toml` by it while they are written; programs know by it what they will read.
#[derive(Args)]
pub struct Schema {
    /// A kind of record, `config`, or a command whose JSON output is meant
    kind: Option<String>,
}

impl Schema {
    /// Prints the schema or the list.
    pub fn run(&self, _: &Shared) -> Result<Outcome, Failure> {
        let schemas = schema::all();
        let Some(kind) = &self.kind else {
            let width = schemas.iter().map(|schema| schema.name.len()).max().unwrap_or(0);
            let lines = schemas.iter().map(|schema| format!("{:width$}  {}\n", schema.name, schema.summary));
            output::print(&(lines.collect::<String>() + "\n`tureen schema KIND` prints a schema.\n"))?;
            return Ok(Outcome::Clean);
        };
        let Some(schema) = schemas.iter().find(|schema| schema.name == kind) else {
            let near = tureen::text::nearest(kind, schemas.iter().map(|schema| schema.name));
            let help = near.map_or("`tureen schema` lists what there is".to_owned(), |near| {
                format!("did you mean `{near}`?")
            });
            return Err(Failure::usage(format!("there is no schema `{kind}`"), help));
        };
        output::print(&schema.render())?;
        Ok(Outcome::Clean)
    }
}
