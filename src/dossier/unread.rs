//! Values that could not be read, or stand under a misspelled name: they are findings already, and what follows from them is not
//! reported as well.

use super::Placed;
use crate::field::Fault;
use crate::text::Span;

/// Returns whether a value of the field of that path, of one around it or of one below it, could not be read, or its name was
/// misspelled. That is a finding already, so the field is not called missing as well.
pub fn is_unreadable(record: Placed<'_>, field: &str) -> bool {
    let mut empty = record.record().faults.iter().filter_map(Fault::leaves_empty);
    empty.any(|path| are_nested(path, field))
}

/// Returns whether the same is so for a part of one element of a list. Elements that cannot be read at all are left out of
/// the list, so the place tells which one it is, not the number.
pub fn is_unreadable_within(record: Placed<'_>, element: Span, part: &str) -> bool {
    let faults = &record.record().faults;
    // Faults stand in the order of the file.
    let from = faults.partition_point(|fault| fault.at.start < element.start);
    let within = faults[from..].iter().take_while(|fault| fault.at.start <= element.end);
    let mut empty = within.filter_map(Fault::leaves_empty);
    empty.any(|path| path.split_once('.').is_some_and(|(_, field)| are_nested(field, part)))
}

/// Returns whether two paths are those of one field, or of a field and one below it.
fn are_nested(one: &str, other: &str) -> bool {
    let holds = |outer: &str, inner: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    holds(one, other) || holds(other, one)
}
