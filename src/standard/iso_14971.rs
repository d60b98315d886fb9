//! Clauses of ISO 14971:2019: risk management of medical devices.

standard! {
    /// ISO 14971:2019. It knows no software safety classes.
    STANDARD {
        ruleset: "iso14971",
        name: "ISO 14971",
        title: "How the risks of a medical device are found, controlled and watched",
        edition: "2019",
        basis: Normative,
    }

    CLAUSE_4_4: "4.4", ALL, "Risk management plan",
        "The manufacturer's plan says what is done about risk and by whom, and sets the criteria of \
         acceptability that risks are judged by.";
    CLAUSE_5_4: "5.4", ALL, "Hazards and hazardous situations",
        "Hazards are found, with the sequences of events by which each can turn into a hazardous situation.";
    CLAUSE_5_5: "5.5", ALL, "Risk estimated",
        "For each hazardous situation the risk is estimated from the severity of the harm and its \
         probability.";
    CLAUSE_6: "6", ALL, "Risk judged",
        "Each risk is compared with the criteria of acceptability that the manufacturer's plan sets.";
    CLAUSE_7_1: "7.1", ALL, "Controls chosen in order",
        "Inherent safety by design comes first, then protective measures, then information for safety.";
    CLAUSE_7_2: "7.2", ALL, "Controls in place and effective",
        "It is verified that each control was implemented, and that it is effective.";
    CLAUSE_7_3: "7.3", ALL, "Residual risk judged",
        "The risk that is left after the controls is judged by the same plan.";
    CLAUSE_7_4: "7.4", ALL, "Benefit against residual risk",
        "A residual risk above the criteria that cannot be reduced further stays only if the medical benefit \
         is shown to outweigh it.";
    CLAUSE_7_5: "7.5", ALL, "Risks that controls bring",
        "Each control is looked at for new hazards, and for other risks that it changes.";
    CLAUSE_7_6: "7.6", ALL, "Completeness of risk control",
        "It is checked that every hazardous situation was considered and every control carried out.";
    CLAUSE_8: "8", ALL, "Overall residual risk",
        "What is left of all risks together is judged for the device as a whole.";
    CLAUSE_9: "9", ALL, "Risk management reviewed",
        "Before release it is reviewed whether risk management was carried out as planned.";
    CLAUSE_10: "10", ALL, "Production and afterwards",
        "Information from production and use is collected, judged for safety and led back into risk \
         management.";
}
