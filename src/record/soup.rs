//! SOUP: software of unknown provenance (IEC 62304 3.29).

use jiff::civil::Date;

use super::segregation::Segregation;
use crate::field::{FromNode, Link, Links, Node, Reader, Shape, Text, Value, fields, words};
use crate::standard::Class;
use crate::text::Spanned;

fields! {
    /// A software item that ships in the device and was not developed under the manufacturer's own quality system for it:
    /// ready-made software, or earlier work without adequate records (IEC 62304 3.29).
    pub struct Soup {
        /// Who made it: a company, foundation, project or maintainer (IEC 62304 8.1.2 b). Generic words such as "open source" do not say it.
        manufacturer: Option<Text> = Identity, "Identification";
        /// Who you got it from, if that is somebody else than the manufacturer.
        supplier: Option<Text> = Identity, "Identification";
        /// The unique designator of what is built in: a version, date, commit or distribution revision, exactly as shipped (IEC 62304 8.1.2 c).
        version: Option<Text> = Identity, "Identification", relevant;
        /// The day on which the manufacturer released this version.
        release_date: Option<Spanned<Date>> = Identity, "Identification";
        /// The patch number, where the manufacturer gives one besides the version.
        patch_level: Option<Text> = Identity, "Identification", relevant;
        /// The upgrade designation, where the manufacturer gives one besides the version.
        upgrade_designation: Option<Text> = Identity, "Identification", relevant;
        /// The package URL of exactly this version, as `pkg:pypi/numpy@2.2.6`.
        purl: Option<Text> = Identity, "Machine identity";
        /// The CPE name of exactly this version.
        cpe: Option<Text> = Identity, "Machine identity";
        /// The SWID tag of exactly this version.
        swid: Option<Text> = Identity, "Machine identity";
        /// Hashes of what was taken in, each with its algorithm.
        hashes: Vec<Hash> = Identity, "Machine identity", relevant;
        /// Where the source or the artefact was fetched from.
        source_url: Option<Text> = Identity, "Machine identity";
        /// What sort of software it is.
        kind: Option<Spanned<SoupKind>> = Identity, "Machine identity";
        /// Whether it executes in, or is packed into, the delivered device software. True when not written.
        shipped: Option<Spanned<bool>> = Identity, "Machine identity";
        /// Whether your own software names it or another SOUP brings it along.
        dependency: Option<Spanned<Dependency>> = Identity, "Machine identity";
        /// The SOUP that bring this one along.
        dependency_of: Vec<Link> = Identity, "Machine identity";
        /// The exact parts of a record that stands for a group, each as a package URL or name and version.
        members: Vec<Text> = Identity, "Machine identity";
        /// Whether you changed it; the changes belong into `patches`.
        modified: Option<Spanned<bool>> = Identity, "Machine identity", relevant;
        /// The changes you made to it: files or commits, each with its reason.
        patches: Vec<Text> = Identity, "Machine identity", relevant;
        /// The branch of the definition of SOUP that it falls under (IEC 62304 3.29).
        provenance: Option<Spanned<Provenance>> = Legal, "Provenance";
        /// Why it is SOUP: for earlier work its origin, author and which records are missing.
        provenance_rationale: Option<Text> = Legal, "Provenance";
        /// The licence as an SPDX expression; `NOASSERTION` with a reason in the text when it is not known.
        license: Option<Text> = Legal, "Licence";
        /// The file with the licence's text, counted from the device's root; needed for a `LicenseRef-`.
        license_text: Option<Text> = Legal, "Licence";
        /// What it is used for in this device (IEC 62304 5.3.3).
        intended_use: Option<Text> = Requirement, "Use", relevant;
        /// The software items that use it; its class comes from them (IEC 62304 4.3, 5.3.1).
        used_in: Vec<Link> = Class, "Use", relevant;
        /// Why this one was chosen.
        justification: Option<Text> = Text, "Use";
        /// What it is known not to do, or not well enough.
        limitations: Option<Text> = Text, "Use";
        /// Whether a safety function of the device rests on it.
        safety_related: Option<Spanned<SafetyRelated>> = Class, "Use";
        /// The safety class you expect; it is checked against the one that follows from `used_in`.
        safety_class: Option<Spanned<Class>> = Class, "Class";
        /// Why it has this class.
        class_rationale: Option<Text> = Class, "Class";
        /// What keeps a fault of it from reaching its host, where its class is lower (IEC 62304 4.3 d, 5.3.5).
        segregation: Option<Segregation> = Class, "Class", relevant;
        /// What it needs around it to work properly (IEC 62304 5.3.4).
        system_requirements: Option<SystemRequirements> = Prerequisite, "Requirements", relevant;
        /// Why no performance requirement applies, where none does (IEC 62304 5.3.3).
        performance_not_applicable: Option<Text> = Requirement, "Requirements";
        /// Where the manufacturer publishes known anomalies, or who found out on which day that it publishes none (IEC 62304 7.1.3).
        anomaly_sources: Option<AnomalySources> = Anomaly, "Anomalies";
        /// Why its failure cannot contribute to a hazardous situation (IEC 62304 7.1.2 c).
        no_hazard_rationale: Option<Text> = Risk, "Risk";
        /// Who carries its security risk (IEC 81001-5-1 4.3).
        security_category: Option<Spanned<SecurityCategory>> = Support, "Security and support";
        /// How well its maintainer looks after it (FDA cybersecurity guidance V.A.4(b)).
        level_of_support: Option<Spanned<LevelOfSupport>> = Support, "Security and support";
        /// The day on which its maintainer stops fixing it.
        end_of_support: Option<Spanned<Date>> = Support, "Security and support";
        /// Why no end-of-support date can be given.
        end_of_support_justification: Option<Text> = Support, "Security and support";
        /// The day on which the support was last looked up.
        support_assessed_on: Option<Spanned<Date>> = Support, "Security and support";
        /// What happens when support ends or has ended.
        replacement_plan: Option<Text> = Support, "Security and support";
        /// How it is watched after release (IEC 62304 6.1 f, IEC 81001-5-1 6.2.1).
        monitoring: Option<Monitoring> = Support, "Monitoring";
        /// What shows that its developer's methods are adequate (FDA off-the-shelf guidance, enhanced documentation).
        development_assurance: Option<Text> = Evidence, "Development assurance";
        /// The master file that its developer holds with the regulator.
        master_file: Option<Text> = Evidence, "Development assurance";
        /// Requirements that apply to it. Derived; write it only to have it checked.
        requirements: Vec<Link> = Requirement, "Links";
        /// Risks that it is a cause of. Derived; write it only to have it checked.
        risks: Vec<Link> = Risk, "Links";
        /// Verifications of it. Derived; write it only to have it checked.
        verified_by: Vec<Link> = Evidence, "Links";
        /// SOUP that it brings along. Derived; write it only to have it checked.
        dependencies: Vec<Link> = Identity, "Links";
        /// Problem reports that affect it. Derived; write it only to have it checked.
        problem_reports: Vec<Link> = Anomaly, "Links";
        /// Anomaly reviews that cover it. Derived; write it only to have it checked.
        anomaly_reviews: Vec<Link> = Anomaly, "Links";
        /// Changes that moved it. Derived; write it only to have it checked.
        change_history: Vec<Link> = Meta, "Links";
    }
}

fields! {
    /// A hash of an artefact.
    pub struct Hash by algorithm {
        /// The hash function, as `sha256`.
        algorithm: Option<Text> = Identity, "Machine identity", relevant;
        /// The hash in hexadecimal digits.
        value: Option<Text> = Identity, "Machine identity", relevant;
    }
}

fields! {
    /// What the SOUP needs to work properly, and what it was tested on (IEC 62304 5.3.4).
    pub struct SystemRequirements {
        /// Processor, memory, storage, display and the like; `none` needs a reason.
        hardware: Option<Text> = Prerequisite, "Requirements", relevant;
        /// Operating system, runtimes, drivers and libraries with versions; `none` needs a reason.
        software: Option<Text> = Prerequisite, "Requirements", relevant;
    }
}

fields! {
    /// How a SOUP is watched after release (IEC 62304 6.1 f).
    pub struct Monitoring {
        /// Who watches: a named person, or a role.
        owner: Option<Text> = Support, "Monitoring";
        /// How it is done: which sources, which tools.
        method: Option<Text> = Support, "Monitoring";
        /// Days between vulnerability reviews.
        cadence_days: Option<Spanned<u32>> = Support, "Monitoring";
        /// Days between full reviews.
        full_review_days: Option<Spanned<u32>> = Support, "Monitoring";
        /// What asks for a review out of turn.
        triggers: Vec<Text> = Support, "Monitoring";
        /// How updates are judged and taken in.
        update_strategy: Option<Text> = Support, "Monitoring";
    }
}

fields! {
    /// One place where a manufacturer publishes anomalies.
    pub struct AnomalySource by url {
        /// The address of the list.
        url: Option<Text> = Anomaly, "Anomalies";
        /// The file in the repository that holds the list, counted from the device's root.
        file: Option<Text> = Anomaly, "Anomalies";
        /// What is found there.
        note: Option<Text> = Anomaly, "Anomalies";
    }
}

fields! {
    /// The statement that the manufacturer publishes no list of anomalies.
    pub struct NonePublished {
        /// Who found that out.
        by: Option<Text> = Anomaly, "Anomalies";
        /// On which day.
        on: Option<Spanned<Date>> = Anomaly, "Anomalies";
        /// How: what was asked or searched.
        source: Option<Text> = Anomaly, "Anomalies";
    }
}

/// Where anomalies are published, or the statement that they are not.
#[derive(Clone, Debug)]
pub enum AnomalySources {
    /// The places.
    Published(Vec<AnomalySource>),
    /// Nowhere, as somebody found out.
    NonePublished(NonePublished),
}

fields! {
    /// Holds [`NonePublished`] under its key.
    pub struct NonePublishedKey {
        /// Who found out, when and how, that the manufacturer publishes no list.
        none_published: Option<NonePublished> = Anomaly, "Anomalies";
    }
}

impl FromNode for AnomalySources {
    const KEY: Option<&'static str> = AnomalySource::KEY;
    fn read(node: &Node, reader: &mut Reader) -> Option<AnomalySources> {
        match &node.value {
            Value::Map(entries) if entries.iter().any(|(key, _)| &*key.value == "none_published") => {
                NonePublishedKey::read(node, reader)?.none_published.map(AnomalySources::NonePublished)
            }
            Value::Absent | Value::Scalar { .. } | Value::List(_) | Value::Map(_) => {
                Vec::<AnomalySource>::read(node, reader).map(AnomalySources::Published)
            }
        }
    }
    fn shape() -> Shape {
        Shape::Special(
            "list of parts `url` or `file`, `note`; or `none_published` with `by`, `on`, `source`",
            vec![<Vec<AnomalySource> as FromNode>::shape(), NonePublishedKey::shape()],
        )
    }
    fn links<'a>(&'a self, _: &str, _: &str, _: &mut Links<'a>) {}
}

words! {
    /// What sort of software a SOUP is.
    pub enum SoupKind {
        /// An operating system.
        OperatingSystem = "operating-system",
        /// A library.
        Library = "library",
        /// A framework.
        Framework = "framework",
        /// A language runtime or interpreter.
        Runtime = "runtime",
        /// A driver or board support package.
        Driver = "driver",
        /// Firmware.
        Firmware = "firmware",
        /// A database.
        Database = "database",
        /// The client of a service.
        ServiceClient = "service-client",
        /// A trained model.
        MlModel = "ml-model",
        /// Something else.
        Other = "other",
        /// A compiler: a tool, not SOUP.
        Compiler = "compiler",
        /// A build tool: a tool, not SOUP.
        BuildTool = "build-tool",
        /// A test tool: a tool, not SOUP.
        TestTool = "test-tool",
        /// An editor: a tool, not SOUP.
        Editor = "editor",
    }
}

impl SoupKind {
    /// Returns whether the kind names a tool that does not ship in the device.
    pub fn is_tool(self) -> bool {
        matches!(self, SoupKind::Compiler | SoupKind::BuildTool | SoupKind::TestTool | SoupKind::Editor)
    }
}

words! {
    /// How a SOUP comes into the device.
    pub enum Dependency {
        /// Your own software names it.
        Direct = "direct",
        /// Another SOUP brings it along.
        Transitive = "transitive",
    }
}

words! {
    /// The branch of the definition of SOUP.
    pub enum Provenance {
        /// Ready-made, generally obtainable, not made for this device.
        OffTheShelf = "off-the-shelf",
        /// Developed earlier, without adequate records of its development.
        InadequateRecords = "inadequate-records",
    }
}

words! {
    /// Whether safety rests on a SOUP.
    pub enum SafetyRelated {
        /// It takes part in a safety function.
        Directly = "directly",
        /// It can disturb a safety function.
        Indirectly = "indirectly",
        /// It does neither.
        No = "no",
    }
}

words! {
    /// Who carries the security risk of a SOUP (IEC 81001-5-1 4.3).
    pub enum SecurityCategory {
        /// The device's manufacturer.
        Maintained = "maintained",
        /// The manufacturer tells the customer of known risks.
        Supported = "supported",
        /// The manufacturer considers risks known before release.
        Required = "required",
    }
}

words! {
    /// How well a SOUP's maintainer looks after it.
    pub enum LevelOfSupport {
        /// Watched and fixed.
        ActivelyMaintained = "actively maintained",
        /// No longer fixed.
        NoLongerMaintained = "no longer maintained",
        /// Left behind.
        Abandoned = "abandoned",
    }
}
