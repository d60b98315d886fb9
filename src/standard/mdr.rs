//! What Annex I of the European Medical Device Regulation asks of software.

standard! {
    /// Annex I of Regulation (EU) 2017/745. It knows no software safety classes.
    STANDARD {
        ruleset: "mdr",
        name: "MDR Annex I",
        title: "General safety and performance requirements of the European Union, for software",
        edition: "Regulation (EU) 2017/745",
        basis: Regulatory,
    }

    CLAUSE_17_1: "17.1", ALL, "Software works reliably",
        "Software performs repeatably and reliably for its intended use, and a single fault does not lead to \
         unacceptable risk.";
    CLAUSE_17_2: "17.2", ALL, "Software by the state of the art",
        "Software is developed and made to the state of the art: life cycle, risk management with \
         information security, verification and validation.";
    CLAUSE_17_3: "17.3", ALL, "Software on mobile platforms",
        "Software meant for mobile platforms takes their features, and where they are used, into account.";
    CLAUSE_17_4: "17.4", ALL, "Least hardware, network and security",
        "The maker sets out what hardware, IT network and IT security the software needs at least, \
         protection against unauthorised access included.";
    CLAUSE_23_4: "23.4", ALL, "Those needs in the instructions for use",
        "The instructions for use tell the user what hardware, network and security the software needs.";
}
