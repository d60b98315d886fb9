//! Clauses of IEC 62304, edition 1.1: the life cycle of medical device software.

standard! {
    /// IEC 62304:2006 with amendment 1 of 2015.
    STANDARD {
        ruleset: "iec62304-ed1.1",
        name: "IEC 62304",
        title: "How software of a medical device is developed and maintained",
        edition: "2006+A1:2015 (edition 1.1)",
        basis: Normative,
    }

    CLAUSE_3_29: "3.29", ALL, "What counts as SOUP",
        "Either a ready-made item that anyone can obtain and that was not made for this device, or earlier \
         work whose development records are not adequate. A whole device software system cannot be SOUP.";

    CLAUSE_4_3_A: "4.3 a", ALL, "Class of each software system",
        "The class follows from the worst contribution to harm, with failure of the software taken as \
         certain; only risk controls outside the software system lower it.";
    CLAUSE_4_3_C: "4.3 c", ALL, "Class on record",
        "The class of every software system stands in the risk management file.";
    CLAUSE_4_3_D: "4.3 d", ALL, "Parts inherit the class",
        "An item has the class of what it was split from, unless a written rationale explains the separation \
         that justifies another.";
    CLAUSE_4_3_E: "4.3 e", ALL, "A differing class is recorded",
        "Where an item has another class than the one it would inherit, that class is written down for it.";
    CLAUSE_4_3_F: "4.3 f", ALL, "The highest class governs a group",
        "Where one process serves several items, it follows the highest class among them, unless a recorded \
         rationale says otherwise.";
    CLAUSE_4_3_G: "4.3 g", ALL, "Class C until classified",
        "A software system without a class is treated as Class C.";
    CLAUSE_4_4: "4.4", ALL, "Legacy software",
        "Another route for device software that is already lawfully on the market. It is no shortcut for \
         SOUP.";

    CLAUSE_5_1_1_D: "5.1.1 d", ALL, "Plan for configuration and change",
        "The development plan says how configuration and changes are managed, for SOUP and for the software \
         that supports development.";
    CLAUSE_5_1_4: "5.1.4", C, "Standards, methods and tools in the plan",
        "For Class C items the plan names the standards, methods and tools that are used.";
    CLAUSE_5_1_5: "5.1.5", B_C, "Plan for integration",
        "Planning of integration and of its tests includes the SOUP.";
    CLAUSE_5_1_7: "5.1.7", ALL, "Plan for risk management",
        "Planning of risk management includes the risks that come with SOUP.";
    CLAUSE_5_1_9: "5.1.9", ALL, "Plan for configuration management",
        "The plan says what is put under control, by whom and from when.";
    CLAUSE_5_1_10: "5.1.10", B_C, "Development tools under control",
        "Tools and settings that can change the result are put under control. Compilers and build tools \
         belong here, not among the SOUP.";
    CLAUSE_5_1_11: "5.1.11", B_C, "Control before verification",
        "Configuration items come under control before they are verified.";
    CLAUSE_5_1_12: "5.1.12", B_C, "Typical defects of the technology",
        "Kinds of defect that the chosen technology is prone to are identified, and shown not to create \
         unacceptable risk.";
    CLAUSE_5_2_2: "5.2.2", ALL, "Content of software requirements",
        "Lists what software requirements may have to cover; coping with upgrades or several versions of \
         SOUP is one example.";
    CLAUSE_5_2_3: "5.2.3", B_C, "Risk controls become requirements",
        "A risk control that software implements appears among the software requirements.";
    CLAUSE_5_2_6_F: "5.2.6 f", ALL, "Requirements have an origin",
        "Checking the requirements includes that each can be followed to what it serves.";
    CLAUSE_5_3_1: "5.3.1", B_C, "Architecture names the items",
        "The architecture shows the parts the software consists of, the SOUP among them.";
    CLAUSE_5_3_2: "5.3.2", B_C, "Architecture names the interfaces",
        "The architecture shows how the items, SOUP included, connect with each other and with the outside.";
    CLAUSE_5_3_3: "5.3.3", B_C, "What the SOUP has to do, and how well",
        "For each SOUP item: its job in this device, and how fast, how much and how exactly it has to do it.";
    CLAUSE_5_3_4: "5.3.4", B_C, "What the SOUP needs around it",
        "For each SOUP item: the hardware and the software without which it does not work properly.";
    CLAUSE_5_3_5: "5.3.5", C, "Separation that risk control relies on",
        "The separations between items that risk control depends on are named, with what makes them \
         effective.";
    CLAUSE_5_3_6_A: "5.3.6 a", B_C, "Architecture carries the requirements",
        "Verifying the architecture shows, on record, that the requirements of system and software, risk \
         controls among them, have their place in it.";
    CLAUSE_5_3_6_B: "5.3.6 b", B_C, "Architecture carries the interfaces",
        "Verifying the architecture shows, on record, that it supports the interfaces between the items, and \
         those to the hardware.";
    CLAUSE_5_3_6_C: "5.3.6 c", B_C, "Architecture suits the SOUP",
        "Verifying the architecture shows, on record, that it lets the SOUP work properly.";
    CLAUSE_5_6_1: "5.6.1", B_C, "Integrate to plan",
        "The parts, SOUP included, are put together as planned.";
    CLAUSE_5_6_2: "5.6.2", B_C, "Check the integration",
        "There is a record that what was put together is what the plan says.";
    CLAUSE_5_6_3: "5.6.3", B_C, "Test what was integrated",
        "Integrated items are tested as planned, with the results on record.";
    CLAUSE_5_6_4: "5.6.4", B_C, "What integration tests ask",
        "Integration tests look at whether the items do together what they are meant to.";
    CLAUSE_5_6_5: "5.6.5", B_C, "Judge the integration tests",
        "Someone judges whether the procedures for integration tests are good enough.";
    CLAUSE_5_6_6: "5.6.6", B_C, "Regression tests at integration",
        "What worked before is tested again when something is integrated.";
    CLAUSE_5_6_7: "5.6.7", B_C, "Record of an integration test",
        "The record tells the result, the anomalies and the tester, and enough to run the test again.";
    CLAUSE_5_6_8: "5.6.8", B_C, "Integration anomalies become problems",
        "What goes wrong during integration goes to problem resolution.";
    CLAUSE_5_7_1: "5.7.1", ALL, "System tests for every requirement",
        "The system tests cover all software requirements.";
    CLAUSE_5_7_2: "5.7.2", ALL, "System test anomalies become problems",
        "What goes wrong in a system test goes to problem resolution.";
    CLAUSE_5_7_3: "5.7.3", ALL, "Test again after a change",
        "When something changes during system testing, what the change touches is tested again.";
    CLAUSE_5_7_4: "5.7.4", ALL, "Judge the system tests",
        "Someone judges the system tests: whether they suit, cover every requirement and were passed.";
    CLAUSE_5_7_4_B: "5.7.4 b", ALL, "System tests trace to requirements",
        "For each system test it can be told which requirement it is about.";
    CLAUSE_5_7_5: "5.7.5", ALL, "Record of a system test",
        "The record tells the procedure, result, version, configuration, tools, date and tester.";
    CLAUSE_5_8_1: "5.8.1", ALL, "Verification done before release",
        "Verification is complete, and its results were judged, before the software is released.";
    CLAUSE_5_8_2: "5.8.2", ALL, "Residual anomalies listed",
        "A release lists the anomalies that are known and still in it.";
    CLAUSE_5_8_3: "5.8.3", B_C, "Residual anomalies judged",
        "Each residual anomaly was judged for whether it brings unacceptable risk.";
    CLAUSE_5_8_4: "5.8.4", ALL, "Released version recorded",
        "There is a record of the version that was released.";
    CLAUSE_5_8_5: "5.8.5", B_C, "How the release was built",
        "There is a record of how, and in what environment, the release was made.";
    CLAUSE_5_8_6: "5.8.6", B_C, "All tasks complete",
        "Nothing that the development plan asks for is left open at release.";
    CLAUSE_5_8_7: "5.8.7", ALL, "Archive",
        "The software and its records are archived.";
    CLAUSE_5_8_8: "5.8.8", ALL, "Reliable delivery",
        "The software arrives where it is used as it was released.";

    CLAUSE_6_1: "6.1", ALL, "Maintenance plan",
        "There is a plan for maintaining the software after release.";
    CLAUSE_6_1_F: "6.1 f", ALL, "Plan for SOUP after release",
        "The maintenance plan says how upgrades, fixes and patches of SOUP are judged and taken in, and what \
         happens when a SOUP becomes obsolete.";
    CLAUSE_6_2_1: "6.2.1", ALL, "Feedback after release",
        "Feedback on released software is collected and judged, and what is a problem becomes a problem \
         report.";
    CLAUSE_6_2_2: "6.2.2", ALL, "Problem reports after release",
        "Problem reports on released software go through problem resolution.";
    CLAUSE_6_2_3: "6.2.3", ALL, "Change requests analysed",
        "Each change request is analysed for what it would do to the released software.";
    CLAUSE_6_2_4: "6.2.4", ALL, "Change requests approved",
        "A change to released software is judged and approved first, made afterwards.";
    CLAUSE_6_2_5: "6.2.5", ALL, "Users and regulators informed",
        "Users and regulators are told about problems and changes where they have to be.";
    CLAUSE_6_3_1: "6.3.1", ALL, "Maintain as you develop",
        "A change goes again through those development activities that it affects.";
    CLAUSE_6_3_2: "6.3.2", ALL, "Release again",
        "A changed version is released by the same steps as the first (5.8).";

    CLAUSE_7_1_1: "7.1.1", B_C, "Items that could contribute to harm",
        "The software items that could contribute to a hazardous situation are identified.";
    CLAUSE_7_1_2_C: "7.1.2 c", B_C, "SOUP as a cause",
        "Failure of SOUP, or unexpected results from it, is among the causes that are considered.";
    CLAUSE_7_1_3: "7.1.3", B_C, "Published anomalies reviewed",
        "If SOUP may be a cause, at least the supplier's published anomalies of the version in use are \
         judged for whether they could lead to a hazardous situation.";
    CLAUSE_7_1_4: "7.1.4", B_C, "Causes on record",
        "The causes that were found stand in the risk management file.";
    CLAUSE_7_2_1: "7.2.1", B_C, "Controls defined",
        "For the causes that were found, risk controls are defined.";
    CLAUSE_7_2_2: "7.2.2", B_C, "Controls in software",
        "A control that software implements becomes a requirement, built into items of a fitting class.";
    CLAUSE_7_2_2_A: "7.2.2 a", B_C, "A software control is a requirement",
        "A control that software implements is stated among the software requirements.";
    CLAUSE_7_2_2_B: "7.2.2 b", B_C, "Class of an item that implements a control",
        "An item that implements a control has a class that fits the risk it controls.";
    CLAUSE_7_3_1: "7.3.1", B_C, "Controls verified",
        "Each control is verified, on record, and looked at for new hazardous situations of its own.";
    CLAUSE_7_3_3: "7.3.3", B_C, "From risk to proof",
        "One can follow the links from hazardous situation to item, cause, control and verification of the \
         control.";
    CLAUSE_7_3_3_A: "7.3.3 a", B_C, "From hazardous situation to item",
        "One can follow the link from a hazardous situation to the software item behind it.";
    CLAUSE_7_4_1: "7.4.1", ALL, "Changes analysed for safety",
        "Each change, of SOUP too, is analysed for new causes and for controls it makes necessary.";
    CLAUSE_7_4_2: "7.4.2", B_C, "Changes and existing controls",
        "Each change, of SOUP too, is analysed for whether it disturbs controls that are already there.";
    CLAUSE_7_4_3: "7.4.3", B_C, "Risk work done again",
        "Where that analysis says so, causes, controls and their verification (7.1 to 7.3) are gone through \
         again.";

    CLAUSE_8_1_1: "8.1.1", ALL, "Items have unique names",
        "There is a scheme by which each item and each of its versions is identified uniquely.";
    CLAUSE_8_1_2: "8.1.2", ALL, "Identify each SOUP",
        "For each SOUP item, standard libraries included, there is a title, a manufacturer and what pins the \
         exact version.";
    CLAUSE_8_1_2_A: "8.1.2 a", ALL, "Title of the SOUP",
        "Each SOUP item has a title.";
    CLAUSE_8_1_2_B: "8.1.2 b", ALL, "Manufacturer of the SOUP",
        "It is known who makes each SOUP item: a company, foundation, project or maintainer.";
    CLAUSE_8_1_2_C: "8.1.2 c", ALL, "Unique designator of the SOUP",
        "Something pins exactly what is used: version, release date, patch number, upgrade designation or \
         the like.";
    CLAUSE_8_1_3: "8.1.3", ALL, "The system configuration",
        "There is a record of the items and versions that together are the system.";
    CLAUSE_8_2_1: "8.2.1", ALL, "Change only on approval",
        "A controlled item changes only on an approved request.";
    CLAUSE_8_2_2: "8.2.2", ALL, "Changes made as requested",
        "The change is carried out as the request says, with the activities it makes necessary.";
    CLAUSE_8_2_3: "8.2.3", ALL, "Changes verified",
        "What a change made invalid is verified again.";
    CLAUSE_8_2_4: "8.2.4", ALL, "From change to problem and approval",
        "One can follow the links between a change request, its problem report and its approval.";
    CLAUSE_8_3: "8.3", ALL, "History can be retrieved",
        "The history of controlled items is kept so that it can be looked up.";

    CLAUSE_9_1: "9.1", ALL, "Problem reports",
        "Each problem gets a report that says what it is about and how serious it is.";
    CLAUSE_9_2: "9.2", ALL, "Problems investigated",
        "Each problem is investigated and judged for what it means for safety.";
    CLAUSE_9_3: "9.3", ALL, "Those concerned are told",
        "Whoever needs to know about a problem is told.";
    CLAUSE_9_4: "9.4", ALL, "Fixes are changes",
        "What is changed to solve a problem goes through change control.";
    CLAUSE_9_5: "9.5", ALL, "Problem records kept",
        "Problem reports are kept together with how each was resolved.";
    CLAUSE_9_6: "9.6", ALL, "Trends",
        "Problem reports are looked at together, for trends.";
    CLAUSE_9_7: "9.7", ALL, "Fixes verified",
        "It is verified that a fix solved the problem.";
    CLAUSE_9_8: "9.8", ALL, "Record of a test after a change",
        "The test record tells the result, the anomalies, the version, configuration, tools, date and \
         tester.";
}
