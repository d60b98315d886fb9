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
    CLAUSE_OTS_IDENTIFICATION: "OTS identification", ALL, "What it is",
        "Title, manufacturer, version level, release date, patch number and upgrade designation; what the \
         end user is given to read; why it fits, and which limits of its design are expected.";
    CLAUSE_OTS_SYSTEM: "OTS system", ALL, "What it runs on",
        "The configuration it was validated with: hardware, and software with versions and patches.";
    CLAUSE_OTS_END_USER: "OTS end user", ALL, "What the end user has to do",
        "What may or must be installed or configured, by whom and how often; how software that was not \
         specified is kept out.";
    CLAUSE_OTS_FUNCTION: "OTS function", ALL, "What it does",
        "Its function in this device, its part in error control and messages, and its links with other \
         software.";
    CLAUSE_OTS_VERIFICATION: "OTS verification", ALL, "How it is known to work",
        "Plans and results of its tests, verification and validation in this device, as deep as the \
         documentation level asks; a current list of its known problems.";
    CLAUSE_OTS_CONTROL: "OTS control", ALL, "How it is kept under control",
        "How wrong versions are kept out, and how configuration, storage, installation and maintenance are \
         controlled over the life of the device.";
    CLAUSE_OTS_RISK: "OTS risk", ALL, "Risks it brings",
        "The risks that come from it, and what controls them.";
    CLAUSE_OTS_ASSURANCE: "OTS assurance", ALL, "How it was developed, and goes on",
        "At the enhanced documentation level only: why its developer's methods are adequate, and how it is \
         kept up if the developer stops.";
    CLAUSE_OTS_LABELLING: "OTS labelling", ALL, "What users are told",
        "Where users could change it, their documentation names its versions and warns of others.";
    CLAUSE_PREMARKET: "Premarket", ALL, "Content of a premarket submission",
        "Guidance of June 2023. What a submission tells about software, down to each unresolved anomaly with \
         its effect and the reason for leaving it; the depth follows the documentation level, not the class.";
    CLAUSE_PREMARKET_LEVEL: "Premarket level", ALL, "Documentation level",
        "Basic or enhanced: enhanced where a failure could probably cause death or serious injury, judged \
         before risk controls.";
    CLAUSE_PREMARKET_DESCRIPTION: "Premarket description", ALL, "Software description",
        "What the software does, and what it is made of.";
    CLAUSE_PREMARKET_RISK: "Premarket risk", ALL, "Risk management file",
        "Plan, assessment and report of risk management.";
    CLAUSE_PREMARKET_REQUIREMENTS: "Premarket requirements", ALL, "Requirements",
        "The software requirements.";
    CLAUSE_PREMARKET_ARCHITECTURE: "Premarket architecture", ALL, "Architecture diagrams",
        "Drawings of the parts, their interfaces and what they rely on.";
    CLAUSE_PREMARKET_DESIGN: "Premarket design", ALL, "Design specification",
        "Submitted at the enhanced level, kept on file at the basic one.";
    CLAUSE_PREMARKET_PRACTICES: "Premarket practices", ALL, "Development, configuration, maintenance",
        "How software is developed, kept under control and maintained; whole plans at the enhanced level.";
    CLAUSE_PREMARKET_TESTING: "Premarket testing", ALL, "Testing",
        "Tests of the system; at the enhanced level of units and of the integration too.";
    CLAUSE_PREMARKET_HISTORY: "Premarket history", ALL, "Version history",
        "The versions that were tested, and how they differ from each other and from the one released.";
    CLAUSE_PREMARKET_ANOMALIES: "Premarket anomalies", ALL, "Unresolved anomalies",
        "Each with a description, how it was found, its cause where possible, its effect on safety, security \
         and effectiveness, and the risk-based reason for leaving it.";
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
    CLAUSE_SBOM_HASH: "SBOM hash", ALL, "Hash of each component",
        "The second edition of NTIA's framing document counts a hash among the baseline.";
    CLAUSE_CYBERSECURITY_METRICS: "Cybersecurity metrics", ALL, "How well vulnerabilities are handled",
        "Premarket cybersecurity guidance suggests: the share of vulnerabilities patched, the time until a \
         patch exists, and until it is in the field.";
    CLAUSE_POSTMARKET: "Postmarket", ALL, "Vulnerabilities after release",
        "Guidance of 2016. A controlled risk is fixed in a routine update. For an uncontrolled one customers \
         hear of it in about 30 days and have a fix in about 60, to stay outside correction reporting; \
         further conditions apply.";
    CLAUSE_QMSR: "QMSR", ALL, "Quality management system regulation",
        "21 CFR 820, which since 2 February 2026 takes in ISO 13485:2016. What was the design history file \
         is the design and development file within the medical device file.";
}
