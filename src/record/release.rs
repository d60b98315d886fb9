//! Releases of the device's software (IEC 62304 5.8).

use jiff::civil::Date;

use crate::field::{FromNode, Link, Links, Node, Reader, Shape, Text, Value, fields};
use crate::text::Spanned;

fields! {
    /// A released version, with the anomalies that are known to remain in it.
    pub struct Release {
        /// The version of the device's software (IEC 62304 5.8.4).
        version: Option<Text> = Identity, "Release";
        /// The git tag of the baseline.
        tag: Option<Text> = Identity, "Release";
        /// The day of the release.
        date: Option<Spanned<Date>> = Identity, "Release";
        /// The anomalies that remain, each as `soup` and `anomaly`, or as the id of a problem report (IEC 62304 5.8.2).
        residual_anomalies: Vec<ResidualAnomaly> = Anomaly, "Release";
    }
}

/// An anomaly that remains in a release.
#[derive(Clone, Debug)]
pub enum ResidualAnomaly {
    /// An anomaly of a SOUP.
    Soup(SoupAnomaly),
    /// A problem report.
    Problem(Link),
}

fields! {
    /// An anomaly of a SOUP that remains in a release.
    pub struct SoupAnomaly by anomaly {
        /// The SOUP that has it.
        soup: Option<Link> = Anomaly, "Release";
        /// The anomaly's number.
        anomaly: Option<Text> = Anomaly, "Release";
    }
}

impl FromNode for ResidualAnomaly {
    const KEY: Option<&'static str> = SoupAnomaly::KEY;
    fn read(node: &Node, reader: &mut Reader) -> Option<ResidualAnomaly> {
        match node.value {
            Value::Map(_) => SoupAnomaly::read(node, reader).map(ResidualAnomaly::Soup),
            Value::Absent | Value::Scalar { .. } | Value::List(_) => {
                Link::read(node, reader).map(ResidualAnomaly::Problem)
            }
        }
    }
    fn shape() -> Shape {
        let shapes = vec![SoupAnomaly::shape(), Shape::Id];
        Shape::Special("parts `soup` and `anomaly`, or the id of a problem report", shapes)
    }
    fn links<'a>(&'a self, schema: &str, named: &str, found: &mut Links<'a>) {
        match self {
            ResidualAnomaly::Soup(anomaly) => anomaly.links(schema, named, found),
            ResidualAnomaly::Problem(link) => link.links(schema, named, found),
        }
    }
    fn key(&self) -> Option<&str> {
        match self {
            ResidualAnomaly::Soup(anomaly) => anomaly.key(),
            ResidualAnomaly::Problem(link) => link.key(),
        }
    }
}
