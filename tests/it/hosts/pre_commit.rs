//! The hooks for pre-commit: their shape, and what their entries do.

use serde_yaml::Value;

use super::ERROR;
use crate::device::Device;
use crate::golden;

#[test]
fn every_hook_judges_what_is_staged_as_a_whole() {
    let hooks: Value = serde_yaml::from_str(&golden::read(".pre-commit-hooks.yaml")).expect("it is YAML");
    let hooks = hooks.as_sequence().expect("a list of hooks");
    let languages: Vec<_> = hooks.iter().map(|hook| hook["language"].as_str()).collect();
    assert_eq!(languages, [Some("rust"), Some("system")]);
    let device = Device::repository();
    device.write("dhf/soup/SOUP-001.md", b"---\nid: SOUP-001\nversion: 1.3.1\n---\n");
    device.commit("Start");
    for hook in hooks {
        for key in ["id", "name", "description"] {
            assert!(hook[key].as_str().is_some_and(|value| !value.is_empty()), "{key}");
        }
        assert_eq!((&hook["pass_filenames"], &hook["always_run"]), (&Value::Bool(false), &Value::Bool(true)));
        let entry =
            hook["entry"].as_str().and_then(|entry| entry.strip_prefix("tureen ")).expect("it runs tureen");
        let arguments: Vec<&str> = entry.split(' ').chain(["--new-since", "HEAD"]).collect();
        device.write("dhf/soup/SOUP-002.md", ERROR.as_bytes());
        assert_eq!(device.run(&arguments).status, 0, "what is not staged is not judged");
        crate::device::git(device.path(), &["add", "--all"]);
        assert_eq!(device.run(&arguments).status, 1);
        crate::device::git(device.path(), &["reset", "--quiet", "--hard"]);
    }
}
