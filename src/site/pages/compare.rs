//! The page from which any two versions are compared.

use serde::Serialize;

use crate::site::Error;
use crate::site::html::many;
use crate::site::step::Fold;
use crate::site::template::{Page, Templates};

#[derive(Serialize)]
struct CompareView {
    rows: Vec<PairView>,
}

#[derive(Serialize)]
struct PairView {
    before: String,
    after: String,
    href: String,
}

/// Returns the page.
///
/// # Errors
/// The template cannot be filled.
pub fn page(fold: &Fold<'_>, templates: &Templates) -> Result<Page, Error> {
    let mut rows = Vec::new();
    for (number, version) in fold.versions.iter().enumerate().rev() {
        rows.extend(fold.compared(number).into_iter().map(|before| PairView {
            before: before.name.clone(),
            after: version.name.clone(),
            href: format!("../{}", version.page_since(&before.folder)),
        }));
    }
    Ok(Page {
        address: "compare/index.html".to_owned(),
        title: "Compare".to_owned(),
        heading: "Compare two versions".to_owned(),
        lead: format!("{} made beforehand.", many(rows.len(), "comparison", "comparisons")),
        main: templates.render("pages/compare.html", &CompareView { rows })?,
        ..Page::default()
    })
}
