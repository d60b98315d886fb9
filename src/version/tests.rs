//! Pairs of versions as they are found in the wild, each with what can be said of it.

use super::{Direction, direction, purl_type};

/// Checks lines `before < after`, `before = after` or `before ? after`, and each the other way round.
#[track_caller]
fn check(purl_type: Option<&str>, table: &str) {
    for line in table.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (sign, expected) =
            [(" < ", Direction::Upgrade), (" = ", Direction::Same), (" ? ", Direction::Unknown)]
                .into_iter()
                .find(|(sign, _)| line.contains(sign))
                .unwrap_or_else(|| panic!("`{line}` has no sign"));
        let (before, after) = line.split_once(sign).expect("the sign is there");
        let (before, after) = (before.trim(), after.trim());
        let back = match expected {
            Direction::Upgrade => Direction::Downgrade,
            Direction::Downgrade => Direction::Upgrade,
            Direction::Same => Direction::Same,
            Direction::Unknown => Direction::Unknown,
        };
        assert_eq!(direction(before, after, purl_type), expected, "{purl_type:?}: {before} → {after}");
        assert_eq!(direction(after, before, purl_type), back, "{purl_type:?}: {after} → {before}");
    }
}

#[test]
fn semantic_versions_have_the_order_of_their_specification() {
    let table = "
        1.0.0-alpha < 1.0.0-alpha.1
        1.0.0-alpha.1 < 1.0.0-alpha.beta
        1.0.0-alpha.beta < 1.0.0-beta
        1.0.0-beta.2 < 1.0.0-beta.11
        1.0.0-beta.11 < 1.0.0-rc.1
        1.0.0-rc.1 < 1.0.0
        1.9.0 < 1.10.0
        1.0.228 < 1.1.0
        0.9.99 < 1.0.0
        1.2.3+9f1c2ab ? 1.2.3+77aa0c1
        1.2.3 ? 1.2.3+9f1c2ab
        1.2.3+9f1c2ab < 1.2.4+0000000
        18446744073709551616.0.0 < 18446744073709551617.0.0
    ";
    for name in ["cargo", "npm", "golang", "hex", "pub", "nuget"] {
        check(Some(name), table);
    }
}

#[test]
fn go_writes_a_letter_and_commits_as_versions() {
    check(
        Some("golang"),
        "
        v0.17.0 < v0.31.0
        v1.2.3 = 1.2.3
        v0.0.0-20191109021931-daa7c04131f5 < v0.0.0-20220722155217-630584e8d5aa
        v1.2.4-0.20191109021931-daa7c04131f5 < v1.2.4
        v1.2.3 < v1.2.4-0.20191109021931-daa7c04131f5
        v2.0.0 ? v2.0.0+incompatible
        v2.0.0+incompatible < v2.0.1+incompatible
        ",
    );
}

#[test]
fn nuget_has_a_fourth_number_and_ignores_case() {
    check(
        Some("nuget"),
        "
        4.12.0 < 4.12.0.88
        1.0 = 1.0.0.0
        13.0.1 < 13.0.3
        1.0.0-RC1 = 1.0.0-rc1
        1.0.0-Beta < 1.0.0-rc1
        1.0.0.1-rc < 1.0.0.1
        9.0.0-preview.3.24172.9 < 9.0.0-rc.1.24431.7
        ",
    );
}

#[test]
fn python_packages_have_the_order_of_pep_440() {
    check(
        Some("pypi"),
        "
        1.0.dev456 < 1.0a1
        1.0a1 < 1.0a2.dev456
        1.0a2.dev456 < 1.0a12.dev456
        1.0a12.dev456 < 1.0a12
        1.0a12 < 1.0b1.dev456
        1.0b1.dev456 < 1.0b2
        1.0b2 < 1.0b2.post345.dev456
        1.0b2.post345.dev456 < 1.0b2.post345
        1.0b2.post345 < 1.0rc1.dev456
        1.0rc1.dev456 < 1.0rc1
        1.0rc1 < 1.0
        1.0 < 1.0.post456.dev34
        1.0.post456.dev34 < 1.0.post456
        1.0.post456 < 1.1.dev1
        4.11.0.86 < 4.12.0.88
        4.12.0.88 < 4.13.0.90
        0.115.12 < 0.121.2
        25.3.0 < 25.5.0
        2.9.1 < 2.10.0
        2.9.1 ? 2.9.1+cu128
        2.9.1+cpu ? 2.9.1+cu128
        2.9.1+cpu < 2.10.0+cpu
        1.0 = 1.0.0
        1.0alpha1 = 1.0-a.1
        1.0-1 = 1.0.post1
        1.0.RC2 = 1.0c2
        1.0 < 1.0-1
        2024.11 < 2025.1
        2025.1 < 1!1.0
        2023.7.22 < 2024.8.30
        20230821 < 20240706
        1.0 ? not-a-version
        ",
    );
}

#[test]
fn debian_packages_have_the_order_of_the_policy_manual() {
    check(
        Some("deb"),
        "
        1.0~~ < 1.0~~a
        1.0~~a < 1.0~
        1.0~ < 1.0
        1.0 < 1.0a
        1.0~beta1 < 1.0
        1.0a < 1.0+
        14.2.0-4ubuntu2~24.04 < 14.2.0-4ubuntu2~24.04.1
        14.2.0-4ubuntu2~24.04 < 14.2.0-4ubuntu2
        13.2.0-23ubuntu4 < 14.2.0-4ubuntu2~24.04
        3.0.13-0ubuntu3.4 < 3.0.13-0ubuntu3.10
        1.1.1w-0+deb11u1 < 3.0.15-1~deb12u1
        1:1.3.dfsg-3.1 < 1:1.3.dfsg+really1.3.1-1
        2.0-1 < 1:1.0-1
        1.2.3-1 = 1.2.3-01
        1.2 < 1.2-1
        6.8.0-45.45 < 6.8.0-100.1
        7.4-1 < 7.4p1-1
        9.6p1-3ubuntu13.5 < 9.6p1-3ubuntu13.12
        0:1.0 = 1.0
        1.0 = 1.0-0
        ",
    );
}

#[test]
fn rpm_packages_have_the_order_of_rpm() {
    check(
        Some("rpm"),
        "
        1.0-1.el9 < 1.0-2.el9
        1.0~rc1-1 < 1.0-1
        1.0-1 < 1.0^20240101-1
        1.0^20240101-1 < 1.0.1-1
        5.14.0-427.13.1.el9_4 < 5.14.0-503.11.1.el9_5
        9.0-1 < 1:1.0-1
        1.0a < 1.0.1
        1.0 ? 1.0-1
        1.1.1k-12.el8_9 < 1.1.1k-14.el8_6
        ",
    );
}

#[test]
fn without_an_ecosystem_only_what_is_certain_is_told() {
    let table = "
        24.04.2 < 24.04.3
        3.12.10 < 3.12.12
        4.11.0.86 < 4.12.0.88
        1.2 < 1.2.3
        1.2 ? 1.2.0
        1.2.3 ? 1.2.3+9f1c2ab
        3.2.1+9f1c2ab ? 3.2.1+0c4d55e
        3.2.1+9f1c2ab < 3.2.2+0c4d55e
        14.2.0-4ubuntu2~24.04 < 14.2.0-4ubuntu2~24.04.1
        1.0.0-rc.1 < 1.0.0
        1.0.0-beta.2 < 1.0.0-rc.1
        1.0rc1 < 1.0
        1.0.0-preview.2 ? 1.0.0-rc.1
        2.5.1-1 < 2.5.1-2
        2.5.1 ? 2.5.1-1
        1.0.2k ? 1.0.2u
        1.0.2c ? 1.0.2
        1.0.2u < 1.1.0
        9e ? 9f
        33.4.0-jre < 33.4.8-jre
        33.4.8-jre ? 33.4.8-android
        5.3.0.RELEASE ? 5.3.0
        5.3.0.RELEASE < 6.0.0
        2022 < 2023
        2024.1 ? 3.0
        3.0 ? 20241105
        2024b < 2025a
        2024a ? 2024b
        v1.2.3 = 1.2.3
        v1.2.3 < 1.2.4
        release-1.2 < release-1.10
        n7.0 ? n7.1
        KB5034441 ? KB5034763
        11 SP1 ? 11 SP2
        1.2.3-14-g9f1c2ab ? 1.2.3-20-g0c4d55e
        stable ? latest
        1_2_3 ? 1_2_4
        r1234 ? r1235
    ";
    for name in [None, Some("generic"), Some("maven"), Some("github"), Some("no-such-type")] {
        check(name, table);
    }
}

#[test]
fn days_and_months_are_compared_as_such() {
    check(
        None,
        "
        2024-11-05 < 2025-01-31
        20241105 < 20250131
        2024-11-05 = 20241105
        2024.11 < 2025.02
        2024-11 < 2024-12
        2024.10 < 20241105
        2024.11 ? 20241105
        2024-11-05 < 2024.12
        2024-11-05 ? 1.0
        2024-13-05 ? 2024-11-05
        ",
    );
}

#[test]
fn hashes_have_no_order_in_any_ecosystem() {
    for name in [None, Some("pypi"), Some("npm"), Some("deb"), Some("golang")] {
        check(
            name,
            "
            9f1c2ab ? 0c4d55e
            9F1C2AB = 9f1c2ab
            1.2.3 ? 9f1c2ab
            e4a579232200f10669750a5ff764e59fbe82f0943544eb9fea8181724a124be0 ? 9f1c2ab0c4d55e
            1111111111111111111111111111111111111111 ? 2222222222222222222222222222222222222222
            sha256:9f1c2ab0c4d55e ? sha256:0c4d55e9f1c2ab
            ",
        );
    }
}

#[test]
fn nothing_is_said_of_nothing() {
    assert_eq!(direction("", "1.0", None), Direction::Unknown);
    assert_eq!(direction("1.0", " ", Some("pypi")), Direction::Unknown);
    assert_eq!(direction(" 1.0 ", "1.0", None), Direction::Same);
}

#[test]
fn no_text_stops_the_comparison_and_turning_it_round_turns_the_answer() {
    let pieces = [
        "1", "0", "10", "2024", ".", "-", "~", "+", "a", "rc", "ubuntu", "v", ":", "!", "é", "dev", "^", "_",
    ];
    let mut state = 11u64;
    let mut text = || {
        let mut text = String::new();
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        for _ in 0..(state >> 40) % 8 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(pieces[(state >> 33) as usize % pieces.len()]);
        }
        text
    };
    for _ in 0..20_000 {
        let (one, two) = (text(), text());
        for name in [None, Some("cargo"), Some("nuget"), Some("pypi"), Some("deb"), Some("rpm")] {
            let (there, back) = (direction(&one, &two, name), direction(&two, &one, name));
            let turned = match there {
                Direction::Upgrade => Direction::Downgrade,
                Direction::Downgrade => Direction::Upgrade,
                Direction::Same => Direction::Same,
                Direction::Unknown => Direction::Unknown,
            };
            assert_eq!(back, turned, "{name:?}: {one} and {two}");
        }
    }
}

#[test]
fn the_type_of_a_package_url_is_found() {
    assert_eq!(purl_type("pkg:pypi/numpy@2.2.6").as_deref(), Some("pypi"));
    assert_eq!(purl_type("PKG:DEB/ubuntu/libc6@2.39?arch=amd64").as_deref(), Some("deb"));
    assert_eq!(purl_type("pkg://npm/%40scope/name").as_deref(), Some("npm"));
    for text in ["", "pkg:", "pkg:pypi", "numpy", "pk€:x/y"] {
        assert_eq!(purl_type(text), None, "{text}");
    }
}
