//! What the United States law and the FDA's guidance ask for, under the short names people cite them by.

standard! {
    /// FD&C Act 524B, 21 CFR 820 and the guidance documents that bear on SOUP.
    STANDARD {
        ruleset: "fda",
        name: "FDA",
        title: "United States law and FDA guidance on software, off-the-shelf components and cybersecurity",
        edition: "as of February 2026",
        basis: Regulatory,
    }

    CLAUSE_OTS: "OTS", ALL, "Off-the-shelf software",
        "Guidance of August 2023. For each off-the-shelf component the file says what it is, why it fits, \
         what it needs, what it does, how it is known to work, how it is kept under control and what risks \
         it brings.";
    CLAUSE_PREMARKET: "Premarket", ALL, "Content of a premarket submission",
        "Guidance of June 2023. What a submission tells about software, down to each unresolved anomaly with \
         its effect and the reason for leaving it; the depth follows the documentation level, not the class.";
    CLAUSE_524B: "524B", ALL, "Cybersecurity of cyber devices",
        "The law on devices that carry software, can connect to the internet and could be vulnerable. It \
         asks for a plan for vulnerabilities, for processes that keep the device secure, and for an SBOM.";
    CLAUSE_524B_B_1: "524B(b)(1)", ALL, "Plan for vulnerabilities",
        "There is a plan to watch for, identify and address vulnerabilities in reasonable time, with \
         coordinated disclosure.";
    CLAUSE_524B_B_2: "524B(b)(2)", ALL, "Updates and patches",
        "Known unacceptable vulnerabilities are patched on a regular, justified cycle, and critical ones \
         that could cause uncontrolled risk as soon as possible.";
    CLAUSE_524B_B_3: "524B(b)(3)", ALL, "SBOM",
        "There is an SBOM of the commercial, open-source and off-the-shelf components.";
    CLAUSE_V_A_4: "§V.A.4", ALL, "Third-party components",
        "Premarket cybersecurity guidance. Software from others is managed as part of the device, with a \
         plan for the day its support ends.";
    CLAUSE_V_A_4_B: "§V.A.4(b)", ALL, "Support and vulnerabilities of each component",
        "Premarket cybersecurity guidance. Per component: level and end of support, or why they cannot be \
         given; known vulnerabilities, exploited ones included, how each was found, what it means for safety \
         and security, and what controls it.";
    CLAUSE_SBOM: "SBOM", ALL, "Least content of an SBOM",
        "The NTIA minimum: author and time of the data; supplier, name, version, unique identifier and \
         relations of each component.";
    CLAUSE_POSTMARKET: "Postmarket", ALL, "Vulnerabilities after release",
        "Guidance of 2016. A controlled risk is fixed in a routine update. For an uncontrolled one customers \
         hear of it in about 30 days and have a fix in about 60, to stay outside correction reporting; \
         further conditions apply.";
    CLAUSE_QMSR: "QMSR", ALL, "Quality management system regulation",
        "21 CFR 820, which since 2 February 2026 takes in ISO 13485:2016. What was the design history file \
         is the design and development file within the medical device file.";
}
