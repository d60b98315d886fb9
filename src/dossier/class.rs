//! The safety class of every record, with its reasons (IEC 62304 4.3).
//!
//! A system has the class that it declares, an item that of its parent, a SOUP the highest of its hosts; a complete
//! segregation allows a lower one. What is not classified is C. Every other record is judged by the highest class among the
//! live items and SOUP that it serves.

use std::collections::HashMap;

use super::{Dossier, Placed};
use crate::record::relations::{
    AFFECTS, APPLIES_TO, CAUSES, CONTROLS, COVERS, IMPLEMENTS, ITEM_ARCHITECTURE, MOVES, PARENT,
    SOUP_ARCHITECTURE, USED_IN, VERIFIES,
};
use crate::record::segregation::Segregation;
use crate::record::{Item, Kind, Relation, Soup};
use crate::standard::Class;
use crate::text::Spanned;

/// The class that a record is judged by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Classed {
    /// The class.
    pub class: Class,
    /// The class before any segregation: that of the parent or of the highest host. The same as `class` for other kinds.
    pub inherited: Class,
    /// Why.
    pub reason: Reason,
}

/// Why a record has its class. Records are named by their number in the dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A system declares it (4.3 a).
    Declared,
    /// A system does not declare one, so C applies (4.3 g).
    Undeclared,
    /// Inherited from the parent (4.3 d).
    Parent(usize),
    /// Taken from the highest host (4.3 d).
    Host(usize),
    /// Declared higher than what is inherited from that record: judged by the higher one, and reported.
    Raised(usize),
    /// Lower than what is inherited from that record, by a complete segregation.
    Segregated(usize),
    /// Declared lower than what is inherited from that record, and the segregation lacks these: the lowering has no effect.
    SegregationLacks(usize, Vec<&'static str>),
    /// No system at the end of its parents, or a circle of them: C.
    NoSystem,
    /// No live item uses it: C.
    NoHost,
    /// The highest among what it serves.
    Serves(usize),
    /// It serves no live item or SOUP: C.
    ServesNothing,
    /// Its kind is judged without class.
    NotJudged,
}

/// What a lower class needs, by the words that say what is missing.
pub const RATIONALE: &str = "rationale";
/// The mechanism of the separation.
pub const MECHANISM: &str = "mechanism";
/// The account of what is shared.
pub const SHARED_RESOURCES: &str = "shared resources";
/// The document that describes the separation.
pub const ARCHITECTURE: &str = "architecture document";
/// A passed verification of level `segregation`.
pub const EVIDENCE: &str = "passed verification of level segregation";

impl Reason {
    /// Returns the reason in words, with the ids of the records that it names.
    pub fn sentence(&self, dossier: &Dossier) -> String {
        let id = |index: &usize| dossier.placed[*index].record.id().to_owned();
        match self {
            Reason::Declared => "declared for the system".to_owned(),
            Reason::Undeclared => "no class is declared for the system, so C applies".to_owned(),
            Reason::Parent(parent) => format!("inherited from {}", id(parent)),
            Reason::Host(host) => format!("by host {}", id(host)),
            Reason::Raised(from) => format!("declared above {}", id(from)),
            Reason::Segregated(from) => format!("segregated from {}", id(from)),
            Reason::SegregationLacks(from, lacks) => {
                format!(
                    "by {}; a lower class is declared and has no effect: {} missing",
                    id(from),
                    lacks.join(", ")
                )
            }
            Reason::NoSystem => "no software system above it, so C applies".to_owned(),
            Reason::NoHost => "no live item uses it, so C applies".to_owned(),
            Reason::Serves(record) => format!("serves {}", id(record)),
            Reason::ServesNothing => "serves no live item or SOUP, so C applies".to_owned(),
            Reason::NotJudged => "judged without class".to_owned(),
        }
    }
}

/// Returns what a segregation lacks for a lower class; `architecture` is the relation of the record's kind.
fn lacks(
    record: Placed<'_>,
    segregation: Option<&Segregation>,
    architecture: &'static Relation,
) -> Vec<&'static str> {
    let mut lacks = Vec::new();
    if segregation.is_none_or(|segregation| segregation.rationale.is_none()) {
        lacks.push(RATIONALE);
    }
    if segregation.is_none_or(|segregation| segregation.mechanism.is_empty()) {
        lacks.push(MECHANISM);
    }
    if segregation.is_none_or(|segregation| segregation.shared_resources.is_none()) {
        lacks.push(SHARED_RESOURCES);
    }
    if !record.to(architecture).any(|document| document.is_live()) {
        lacks.push(ARCHITECTURE);
    }
    if !is_proven(record) {
        lacks.push(EVIDENCE);
    }
    lacks
}

/// A class that an item or SOUP declares below the one that it would inherit.
#[derive(Debug)]
pub struct Lowering<'d> {
    /// The class that is declared, with its place.
    pub declared: &'d Spanned<Class>,
    /// The class that would be inherited.
    pub inherited: Class,
    /// The parent or host from which it would be inherited.
    pub from: Placed<'d>,
    /// Whether somebody declared that class; else it is C because nothing at the end of the parents is classified (4.3 g).
    pub is_declared: bool,
    /// What is said about the separation.
    pub segregation: Option<&'d Segregation>,
    /// What the separation lacks, whether or not the inherited class asks for it.
    pub lacks: Vec<&'static str>,
}

impl<'d> Placed<'d> {
    /// Returns the class that the record declares below the inherited one, effective or not; `None` where it does not.
    pub fn lowering(self) -> Option<Lowering<'d>> {
        let classed = self.classed();
        let (Reason::Segregated(from) | Reason::SegregationLacks(from, _)) = &classed.reason else {
            return None;
        };
        let (declared, segregation, architecture) = if let Some(item) = self.fields::<Item>() {
            (item.safety_class.as_ref(), item.segregation.as_ref(), &ITEM_ARCHITECTURE)
        } else {
            let soup = self.fields::<Soup>()?;
            (soup.safety_class.as_ref(), soup.segregation.as_ref(), &SOUP_ARCHITECTURE)
        };
        Some(Lowering {
            declared: declared?,
            inherited: classed.inherited,
            from: self.dossier.at_index(*from),
            is_declared: self.dossier.at_index(*from).is_classified(),
            segregation,
            lacks: lacks(self, segregation, architecture),
        })
    }

    /// Returns the class that the record would have if nothing were missing or wrong on the way to its system: what a segregation
    /// without effect declares counts, and what an item declares above its parent does not. `None` where the way ends at nothing that
    /// is classified. Where this is not the class of the record, another rule tells why.
    pub fn intended_class(self) -> Option<Class> {
        let mut at = self;
        loop {
            let next = match &at.classed().reason {
                Reason::Declared | Reason::Segregated(_) => return Some(at.class()),
                Reason::SegregationLacks(..) => return at.lowering().map(|lowering| lowering.declared.value),
                Reason::Raised(_) if at.kind() == Kind::Soup => return Some(at.class()),
                Reason::Raised(from) | Reason::Parent(from) | Reason::Host(from) => *from,
                Reason::Undeclared
                | Reason::NoSystem
                | Reason::NoHost
                | Reason::Serves(_)
                | Reason::ServesNothing
                | Reason::NotJudged => return None,
            };
            at = at.dossier.at_index(next);
        }
    }

    /// Returns whether the class rests on one that somebody declared.
    fn is_classified(self) -> bool {
        let mut at = self.index;
        // Circles are cut when classes are given, so the walk ends at a system or where there is none.
        loop {
            match &self.dossier.classes[at].reason {
                Reason::Declared | Reason::Raised(_) | Reason::Segregated(_) => return true,
                Reason::Parent(from) | Reason::Host(from) | Reason::SegregationLacks(from, _) => at = *from,
                Reason::Undeclared
                | Reason::NoSystem
                | Reason::NoHost
                | Reason::Serves(_)
                | Reason::ServesNothing
                | Reason::NotJudged => return false,
            }
        }
    }
}

/// Returns whether a live, passed verification of level `segregation` verifies the record.
fn is_proven(record: Placed<'_>) -> bool {
    record
        .verifications()
        .any(|(_, verification)| verification.is_of_segregation() && verification.is_passed())
}

/// Returns the class of every record, by its number.
pub(super) fn classify(dossier: &Dossier) -> Vec<Classed> {
    let mut classes: Vec<Option<Classed>> = vec![None; dossier.placed.len()];
    for record in dossier.of_kind(Kind::Item) {
        classify_item(record, &mut classes);
    }
    for record in dossier.of_kind(Kind::Soup) {
        classes[record.index] = Some(classify_soup(record, &classes));
    }
    // Controls serve the causes of risks, requirements what their controls serve, verifications all of these: in this order.
    for kind in [
        Kind::Risk,
        Kind::Control,
        Kind::Requirement,
        Kind::Verification,
        Kind::AnomalyReview,
        Kind::Change,
        Kind::Problem,
    ] {
        for record in dossier.of_kind(kind) {
            classes[record.index] = Some(classify_by_service(record, &classes));
        }
    }
    classes
        .into_iter()
        .map(|class| {
            class.unwrap_or(Classed { class: Class::C, inherited: Class::C, reason: Reason::NotJudged })
        })
        .collect()
}

/// Walks from an item up to the system, then gives every item on the way its class.
fn classify_item(record: Placed<'_>, classes: &mut [Option<Classed>]) {
    let mut path: Vec<Placed<'_>> = Vec::new();
    let mut on_path: HashMap<usize, usize> = HashMap::new();
    let mut at = record;
    while classes[at.index].is_none() {
        if let Some(from) = on_path.insert(at.index, path.len()) {
            // A circle of parents: everything on it is C.
            for item in path.drain(from..) {
                classes[item.index] = Some(unclassified(Reason::NoSystem));
            }
            break;
        }
        path.push(at);
        match at.to(&PARENT).find(|parent| parent.is_live()) {
            Some(parent) if !at.is_system() => at = parent,
            _ => break,
        }
    }
    for item in path.into_iter().rev() {
        let fields = item.fields::<Item>();
        let declared = fields.and_then(|fields| fields.safety_class.as_ref()).map(|class| class.value);
        let parent = item.to(&PARENT).find(|parent| parent.is_live());
        let classed = if item.is_system() {
            match declared {
                Some(class) => Classed { class, inherited: class, reason: Reason::Declared },
                None => unclassified(Reason::Undeclared),
            }
        } else if let Some(parent) = parent {
            let inherited = classes[parent.index].as_ref().map_or(Class::C, |parent| parent.class);
            let segregation = fields.and_then(|fields| fields.segregation.as_ref());
            weigh(item, declared, inherited, parent.index, Reason::Parent, segregation, &ITEM_ARCHITECTURE)
        } else {
            unclassified(Reason::NoSystem)
        };
        classes[item.index] = Some(classed);
    }
}

fn classify_soup(record: Placed<'_>, classes: &[Option<Classed>]) -> Classed {
    let host = record
        .to(&USED_IN)
        .filter(|host| host.is_live())
        .map(|host| (classes[host.index].as_ref().map_or(Class::C, |host| host.class), host.index))
        // Of several hosts with the highest class the first one written is named.
        .fold(None, |highest: Option<(Class, usize)>, host| match highest {
            Some(highest) if highest.0 >= host.0 => Some(highest),
            _ => Some(host),
        });
    let Some((inherited, host)) = host else { return unclassified(Reason::NoHost) };
    let soup = record.fields::<Soup>();
    let declared = soup.and_then(|soup| soup.safety_class.as_ref()).map(|class| class.value);
    let segregation = soup.and_then(|soup| soup.segregation.as_ref());
    weigh(record, declared, inherited, host, Reason::Host, segregation, &SOUP_ARCHITECTURE)
}

/// Weighs a declared class against the inherited one.
fn weigh(
    record: Placed<'_>,
    declared: Option<Class>,
    inherited: Class,
    from: usize,
    plain: fn(usize) -> Reason,
    segregation: Option<&Segregation>,
    architecture: &'static Relation,
) -> Classed {
    let Some(declared) = declared else {
        return Classed { class: inherited, inherited, reason: plain(from) };
    };
    if declared > inherited {
        return Classed { class: declared, inherited, reason: Reason::Raised(from) };
    }
    if declared == inherited {
        return Classed { class: inherited, inherited, reason: plain(from) };
    }
    let mut lacks = lacks(record, segregation, architecture);
    if inherited == Class::B {
        // From B the rationale is enough; what else is missing is a warning (4.3 d).
        lacks.retain(|&missing| missing == RATIONALE);
    }
    if lacks.is_empty() {
        Classed { class: declared, inherited, reason: Reason::Segregated(from) }
    } else {
        Classed { class: inherited, inherited, reason: Reason::SegregationLacks(from, lacks) }
    }
}

fn classify_by_service(record: Placed<'_>, classes: &[Option<Classed>]) -> Classed {
    let highest = served(record)
        .into_iter()
        .filter(|served| served.is_live())
        .filter_map(|served| classes[served.index].as_ref().map(|classed| (served.index, classed)))
        .filter(|(_, classed)| !matches!(classed.reason, Reason::ServesNothing | Reason::NotJudged))
        .fold(None, |highest: Option<(usize, Class)>, (index, classed)| match highest {
            Some((_, class)) if class >= classed.class => highest,
            _ => Some((index, classed.class)),
        });
    match highest {
        Some((index, class)) => Classed { class, inherited: class, reason: Reason::Serves(index) },
        None => unclassified(Reason::ServesNothing),
    }
}

/// Returns the records that a record serves directly; their own service counts in turn.
fn served(record: Placed<'_>) -> Vec<Placed<'_>> {
    match record.kind() {
        Kind::Risk => record.to(&CAUSES).collect(),
        Kind::Control => record.from(&CONTROLS).collect(),
        Kind::Requirement => record.to(&APPLIES_TO).chain(record.to(&IMPLEMENTS)).collect(),
        Kind::Verification => record.to(&VERIFIES).filter(|target| target.kind() != Kind::Document).collect(),
        Kind::AnomalyReview => record.to(&COVERS).collect(),
        Kind::Change => record.to(&MOVES).collect(),
        Kind::Problem => record.to(&AFFECTS).collect(),
        Kind::Item | Kind::Soup | Kind::Tool | Kind::Document | Kind::Release | Kind::Waiver => Vec::new(),
    }
}

fn unclassified(reason: Reason) -> Classed {
    Classed { class: Class::C, inherited: Class::C, reason }
}

#[cfg(test)]
mod tests;
