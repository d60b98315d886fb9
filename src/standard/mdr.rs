//! What the European Medical Device Regulation asks of software in its Annex I, and the guidance that goes with it.

standard! {
    /// Regulation (EU) 2017/745 with the guidance of the MDCG. They know no software safety classes.
    STANDARD {
        ruleset: "mdr",
        name: "MDR",
        title: "General safety and performance requirements of the European Union, for software",
        edition: "Regulation (EU) 2017/745",
        basis: Regulatory,
    }

    CLAUSE_ANNEX_I_17_1: "Annex I 17.1", ALL, "Software works reliably",
        "Software performs repeatably and reliably for its intended use, and a single fault does not lead to \
         unacceptable risk.";
    CLAUSE_ANNEX_I_17_2: "Annex I 17.2", ALL, "Software by the state of the art",
        "Software is developed and made to the state of the art: life cycle, risk management with \
         information security, verification and validation.";
    CLAUSE_ANNEX_I_17_3: "Annex I 17.3", ALL, "Software on mobile platforms",
        "Software meant for mobile platforms takes their features, and where they are used, into account.";
    CLAUSE_ANNEX_I_17_4: "Annex I 17.4", ALL, "Least hardware, network and security",
        "The maker sets out what hardware, IT network and IT security the software needs at least, \
         protection against unauthorised access included.";
    CLAUSE_ANNEX_I_23_4: "Annex I 23.4", ALL, "Those needs in the instructions for use",
        "The instructions for use tell the user what hardware, network and security the software needs.";
    CLAUSE_GUIDANCE_MDCG_2019_16: "guidance MDCG 2019-16", ALL, "Cybersecurity guidance",
        "Revision 1; not law. Secure design, security risk managed in connection with safety risk, \
         verification, and vulnerabilities handled over the whole life.";
}
