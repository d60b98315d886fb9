//! The form of a step, and that steps put together say what one step over the same way would.

use super::*;

/// A step that uses every part of the form.
fn full() -> Step {
    let face = |title: &str| Face {
        id: "SOUP-001".to_owned(),
        kind: "soup".to_owned(),
        title: title.to_owned(),
        path: "dhf/soup/SOUP-001.md".to_owned(),
        page: "soup/SOUP-001.html".to_owned(),
        version: "1.2.3".to_owned(),
        retired: true,
        state: State { open: [1, 2, 3], stale: 1, waived: 4 },
        class: Some(("B".to_owned(), "by host ITEM-1".to_owned())),
        body: "00ff".to_owned(),
        unreadable: Some("no front matter".to_owned()),
    };
    let flat = |key: &str, text: &str| crate::diff::Flat {
        name: "Tags.a".to_owned(),
        key: key.to_owned(),
        place: 3,
        kind: crate::diff::FlatKind::Element("tags".to_owned()),
        within: Some("tags".to_owned()),
        class: crate::field::FieldClass::Meta,
        is_id: true,
        text: text.to_owned(),
    };
    let fields = deltas(&[flat("tags.a", "x"), flat("tags.b", "y")], &[flat("tags.a", "</script>\u{2028}")]);
    Step {
        schema: SCHEMA.to_owned(),
        version: Summary {
            name: "v2".to_owned(),
            folder: "v2".to_owned(),
            date: Some("2026-01-02".to_owned()),
            as_of: "2026-01-02".to_owned(),
            commit: Some("ab".to_owned()),
            released: true,
            work_tree: false,
            previous: Some(("v1".to_owned(), "v1".to_owned())),
            records: 2,
            total: State::default(),
            complete: true,
            language: "en".to_owned(),
            device: Device { name: "Lamp".to_owned(), ..Device::default() },
        },
        neighbour: Some("v1".to_owned()),
        records: vec![Entry {
            key: "soup-001".to_owned(),
            was: Some("file:dhf/soup/SOUP-001.md".to_owned()),
            face: face("zlib"),
            before: Some(face("Zlib")),
            fields: fields.clone(),
            commits: vec![0],
        }],
        gone: vec![Gone { key: "soup-002".to_owned(), before: face("gone"), fields }],
        commits: vec![CommitFace {
            id: "ab".to_owned(),
            date: "2026-01-02".to_owned(),
            subject: "Start <b>".to_owned(),
            author: "Ada".to_owned(),
            release: Some("v2".to_owned()),
        }],
    }
}

#[test]
fn a_step_comes_back_from_its_script_as_it_went() {
    let step = full();
    let script = step.to_script();
    assert!(!script.contains('<'), "{script}");
    assert_eq!(Step::from_script(&script).as_ref(), Some(&step));
    assert_eq!(Step::from_script(&script).map(|step| step.to_script()), Some(script.clone()));
    for foreign in
        ["", "TUREEN_STEP();\n", "TUREEN_STEP({});\n", &script[1..], &script.replace("step/1", "step/0")]
    {
        assert_eq!(Step::from_script(foreign), None, "{foreign}");
    }
}
