//! Clauses of ISO 13485:2016: quality management for medical devices.

standard! {
    /// ISO 13485:2016. It knows no software safety classes.
    STANDARD {
        ruleset: "iso13485",
        name: "ISO 13485",
        title: "The quality management system of a medical device manufacturer",
        edition: "2016",
        basis: Normative,
    }

    CLAUSE_4_1_6: "4.1.6", ALL, "Software of the quality system validated",
        "Software that the quality management system relies on is validated for the use that is made of it; \
         this tool is such software.";
    CLAUSE_4_2_3: "4.2.3", ALL, "Medical device file",
        "For each device there is a file that holds its documents or says where they are.";
    CLAUSE_4_2_4: "4.2.4", ALL, "Documents under control",
        "Documents are reviewed and approved before use; changes and the current revision can be told.";
    CLAUSE_4_2_5: "4.2.5", ALL, "Records under control",
        "Records are legible, identifiable, retrievable and protected, and a change to one can be seen. They \
         are kept as long as the device lives, two years at least.";
    CLAUSE_7_3_10: "7.3.10", ALL, "Design and development file",
        "The records of how the device was designed and changed are kept together in one file: what was \
         called the design history file in the United States.";
}
