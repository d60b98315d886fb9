//! Every sort of evidence in histories of its own.

use super::*;

const RISK: &str = "dhf/risks/RISK-001.md";

fn risk(severity: &str, rest: &str) -> String {
    record(
        "RISK-001",
        &format!(
            "hazard: wrong\nseverity: {severity}\ncauses:\n  - source: SOUP-001\n    cause: fails\n{rest}"
        ),
    )
}

#[test]
fn a_review_saw_the_use_of_a_soup_and_another_one_may_stand_for_it() {
    let lab = Lab::empty();
    let soup = |used: &str| record("SOUP-001", &format!("version: 1.0\nintended_use: {used}"));
    let review = |id: &str, date: &str| {
        record(
            id,
            &format!("date: {date}\ncovers: [{{soup: SOUP-001, version: 1.0}}]\nsources: [{{url: x}}]"),
        )
    };
    lab.write(SOUP, &soup("logging"));
    lab.put("dhf/reviews/AR-001.md", &review("AR-001", "2026-01-01"), "Start");
    lab.branch("side", "main");
    lab.put(SOUP, &soup("parsing"), "Use it for something else");
    lab.checkout("main");
    lab.put("dhf/reviews/AR-001.md", &review("AR-001", "2026-01-05"), "Review again");
    lab.merge("side");
    let stale =
        "AR-001 covers.SOUP-001 < SOUP-001 intended_use: logging > parsing (Use it for something else)";
    lab.finds(&[stale]);
    lab.rename("dhf/reviews/AR-001.md", "dhf/reviews/january.md");
    lab.commit("Move it");
    lab.finds(&[stale]);
    lab.put("dhf/reviews/AR-002.md", &review("AR-002", "2026-02-01"), "Review once more");
    lab.finds(&[]);
}

#[test]
fn an_assessment_is_stale_until_it_or_a_change_answers() {
    let lab = Lab::empty();
    lab.write(SOUP, &record("SOUP-001", "version: 1.0"));
    lab.put(RISK, &risk("minor", ""), "Start");
    lab.branch("side", "main");
    lab.put(SOUP, &record("SOUP-001", "version: 2.0"), "Move the SOUP");
    lab.checkout("main");
    lab.put(RISK, &risk("serious", ""), "Assess again");
    lab.merge("side");
    let stale = "RISK-001 causes.SOUP-001 < SOUP-001 version: 1.0 > 2.0 (Move the SOUP)";
    lab.finds(&[stale]);
    let change = |from: &str| {
        let impact = "impact: {new_causes: a, new_controls: b, controls_disturbed: c, reverification: d}";
        let step = format!("changes: [{{soup: SOUP-001, from: {from}, to: 2.0}}]");
        record("CR-001", &format!("requested_on: 2026-01-01\n{step}\n{impact}\ndecision: apply"))
    };
    lab.put("dhf/changes/CR-001.md", &change("0.9"), "Answer for another move");
    lab.finds(&[stale]);
    lab.put("dhf/changes/CR-001.md", &change("1.0"), "Answer");
    lab.finds(&[]);
    lab.remove("dhf/changes/CR-001.md");
    lab.put(RISK, &risk("serious", "approved_on: 2026-02-01"), "Assess it with the new one");
    lab.finds(&[]);
}

#[test]
fn other_words_for_a_cause_are_a_look_at_that_cause_alone() {
    let lab = Lab::empty();
    let causes = |words: &str| {
        let text = risk("minor", "  - source: SOUP-002\n    cause: fails");
        text.replacen("cause: fails", &format!("cause: {words}"), 1)
    };
    let second = "dhf/soup/SOUP-002.md";
    lab.write(SOUP, &record("SOUP-001", "version: 1.0"));
    lab.write(second, &record("SOUP-002", "version: 1.0"));
    lab.put(RISK, &causes("fails"), "Start");
    lab.write(SOUP, &record("SOUP-001", "version: 2.0"));
    lab.put(second, &record("SOUP-002", "version: 2.0"), "Move both");
    lab.put(RISK, &causes("fails in silence"), "Think of the first");
    lab.finds(&["RISK-001 causes.SOUP-002 < SOUP-002 version: 1.0 > 2.0 (Move both)"]);
}

#[test]
fn an_acceptance_saw_the_risk_and_the_document() {
    let lab = Lab::empty();
    let acceptance = |rationale: &str| {
        format!(
            "acceptance:\n  by: Dr. Berger\n  on: 2026-01-01\n  rationale: {rationale}\n  benefit_risk: BR-001"
        )
    };
    let document = "dhf/documents/BR-001.md";
    let weighed = |body: &str| format!("{}{body}\n", record("BR-001", "revision: 1"));
    lab.write(SOUP, &record("SOUP-001", "version: 1.0"));
    lab.write(document, &weighed("It is\nworth it."));
    lab.put(RISK, &risk("minor", &acceptance("urgent")), "Start");
    lab.put(document, &weighed("\r\nIt is worth\r\nit."), "Wrap it differently");
    lab.finds(&[]);
    lab.put(document, &weighed("It is hardly worth it."), "Weigh again");
    lab.write(SOUP, &record("SOUP-001", "version: 1.0\npatches: [one]\nmodified: true"));
    lab.put(RISK, &risk("serious", &acceptance("urgent")), "Find it worse");
    let body = "RISK-001 acceptance.benefit_risk < BR-001 body: It is worth it. > It is hardly worth it. (Weigh again)";
    let severity = "RISK-001 acceptance < RISK-001 severity: minor > serious (Find it worse)";
    lab.finds(&[severity, body]);
    // A merge that takes the words of one side and the acceptance of the other accepts nothing.
    lab.branch("side", "main~1");
    lab.put(RISK, &risk("minor", &acceptance("very urgent")), "Accept it again");
    lab.checkout("main");
    lab.begin_merge("side");
    lab.put(RISK, &risk("serious", &acceptance("very urgent")), "Merge side");
    lab.finds(&[severity]);
    lab.put(RISK, &risk("serious", &acceptance("most urgent")), "Accept it as it is");
    lab.finds(&[]);
}

#[test]
fn an_approval_saw_the_words_that_were_there() {
    let lab = Lab::empty();
    let approved = |text: &str, rest: &str| {
        requirement(text).replace("kind:", &format!("status: approved\napproved_by: Ada\n{rest}\nkind:"))
    };
    lab.put(REQ, &approved("one", "approved_on: 2026-01-01"), "Start");
    lab.put(REQ, &approved("one", "approved_on: 2026-01-01\nowner: Bo"), "Another owner");
    lab.finds(&[]);
    lab.put(REQ, &approved("two", "approved_on: 2026-01-01"), "Change the text");
    let stale = "REQ-001 approved_on < REQ-001 text: one > two (Change the text)";
    lab.finds(&[stale]);
    lab.rename(REQ, "dhf/requirements/decode.md");
    lab.commit("Move it");
    lab.finds(&[stale]);
    lab.branch("side", "main~2");
    lab.rename(REQ, "dhf/requirements/decode.md");
    lab.put(
        "dhf/requirements/decode.md",
        &approved("one", "approved_on: 2026-02-01"),
        "Approve the old text",
    );
    lab.checkout("main");
    lab.begin_merge("side");
    lab.put("dhf/requirements/decode.md", &approved("two", "approved_on: 2026-02-01"), "Merge side");
    lab.finds(&[stale]);
    lab.put("dhf/requirements/decode.md", &approved("two", "approved_on: 2026-02-02"), "Approve it");
    lab.finds(&[]);
}

#[test]
fn a_separation_was_proved_for_one_architecture() {
    let lab = Lab::empty();
    let document = "dhf/documents/ARCH-001.md";
    let described = |body: &str| format!("{}{body}\n", record("ARCH-001", "revision: 1"));
    let proof = |date: &str| {
        let fields = "level: segregation\nverifies: [ITEM-001]\nresult: pass\nsoup_versions: {}";
        record("VER-001", &format!("{fields}\ndate: {date}"))
    };
    lab.write("dhf/items/SYS-001.md", &record("SYS-001", "safety_class: C"));
    let separated =
        "segregation: {rationale: a, mechanism: [process], shared_resources: b, architecture: ARCH-001}";
    lab.write(
        "dhf/items/ITEM-001.md",
        &record("ITEM-001", &format!("parent: SYS-001\nsafety_class: A\n{separated}")),
    );
    lab.write(document, &described("a process"));
    lab.put(VER, &proof("2026-01-01"), "Start");
    lab.branch("side", "main");
    lab.put(document, &described("a thread"), "Make it a thread");
    lab.checkout("main");
    lab.put(VER, &proof("2026-01-05"), "Prove it again");
    lab.merge("side");
    lab.finds(&[
        "VER-001 verifies.ITEM-001 < ITEM-001 ARCH-001 body: a process > a thread (Make it a thread)",
    ]);
    lab.put(VER, &proof("2026-02-01"), "Prove it for threads");
    lab.finds(&[]);
    // One mechanism alone may stand without a list.
    let same = separated.replace("[process]", "process");
    lab.put(
        "dhf/items/ITEM-001.md",
        &record("ITEM-001", &format!("parent: SYS-001\nsafety_class: A\n{same}")),
        "Write it shorter",
    );
    lab.finds(&[]);
}

#[test]
fn an_empty_list_says_what_no_list_says() {
    let lab = Lab::new();
    lab.put(
        SOUP,
        &record("SOUP-001", "version: 1.0\npatches: []\nhashes: []\nmodified: false"),
        "Say that there is none",
    );
    lab.finds(&[]);
}
