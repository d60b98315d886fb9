//! Clauses of IEC 81001-5-1:2021: security in the life cycle of health software.

standard! {
    /// IEC 81001-5-1:2021. It knows no software safety classes, and reaches us as what regulators take for
    /// the state of the art: hence regulatory, not normative.
    STANDARD {
        ruleset: "iec81001-5-1",
        name: "IEC 81001-5-1",
        title: "Security work during the life of health software",
        edition: "2021",
        basis: Regulatory,
    }

    CLAUSE_4_1_5: "4.1.5", ALL, "Suppliers do security work too",
        "Suppliers of items made specially for you do security work over the life cycle as well.";
    CLAUSE_4_1_7: "4.1.7", ALL, "Security issues disclosed",
        "There is a way in which security issues are made known to those concerned.";
    CLAUSE_4_2: "4.2", ALL, "Security risk management",
        "Security risks are managed, beside the safety risks and linked with them.";
    CLAUSE_4_3: "4.3", ALL, "Security category of each item",
        "Each item is documented as maintained (the maker carries its security risk), supported (the maker \
         tells the customer about known risks) or required (the maker considers what is known before \
         release).";
    CLAUSE_5_2_3: "5.2.3", ALL, "Risks of required software",
        "The security risks that required software brings along are considered.";
    CLAUSE_5_7: "5.7", ALL, "Security testing",
        "System testing includes security tests.";
    CLAUSE_6_1_1: "6.1.1", ALL, "Security updates in time",
        "A policy says within what time security updates are delivered.";
    CLAUSE_6_2_1: "6.2.1", ALL, "Vulnerability sources watched",
        "Public sources of vulnerabilities are monitored actively.";
    CLAUSE_6_3_1: "6.3.1", ALL, "Users told about updates",
        "Users hear about security updates.";
    CLAUSE_6_3_2: "6.3.2", ALL, "Updates delivered",
        "Security updates reach those who use the software.";
    CLAUSE_6_3_3: "6.3.3", ALL, "Integrity of updates",
        "Whoever installs an update can check that it is intact.";
    CLAUSE_7: "7", ALL, "Security risk process",
        "Vulnerabilities, threats and their effects are found, estimated, judged, controlled and watched; \
         where harm is possible, the result reaches the safety file.";
    CLAUSE_8: "8", ALL, "Configuration under control",
        "Changes of the software and its components are controlled and can be told afterwards.";
    CLAUSE_9: "9", ALL, "Vulnerabilities resolved",
        "What is reported about vulnerabilities is received, judged, acted upon and told to those concerned.";
}
