//! Turns git's commits into plain values: who, when, why.

use git2::{Signature, Time};
use jiff::{Timestamp, civil::Date, tz::Offset};

/// Who made a commit or a tag, as git was told; nobody has checked it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Person {
    /// The name; what is not UTF-8 is replaced by U+FFFD.
    pub name: String,
    /// The address.
    pub email: String,
}

/// One commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// The object id as hex digits.
    pub id: String,
    /// The object id of its tree.
    pub tree: String,
    /// The object ids of its parents, in order; none for a root, and for the edge of a shallow clone.
    pub parents: Vec<String>,
    /// Who wrote the change.
    pub author: Person,
    /// The author's date, in the author's own offset.
    pub date: Date,
    /// The author's time in RFC 3339 with the author's own offset.
    pub time: String,
    /// Who made the commit.
    pub committer: Person,
    /// The committer's date, in the committer's own offset.
    pub committer_date: Date,
    /// The committer's time in RFC 3339 with the committer's own offset.
    pub committer_time: String,
    /// The first paragraph of the message in one line.
    pub subject: String,
    /// The trailers of the message (`Reviewed-by: …`), in order.
    pub trailers: Vec<(String, String)>,
    /// Whether there is a signature; nobody has checked it.
    pub signed: bool,
}

impl Commit {
    pub(super) fn of(commit: &git2::Commit<'_>) -> Commit {
        let (author, committer) = (commit.author(), commit.committer());
        let (date, time) = moment(author.when());
        let (committer_date, committer_time) = moment(committer.when());
        let is_signed = |field| commit.header_field_bytes(field).is_ok();
        Commit {
            id: commit.id().to_string(),
            tree: commit.tree_id().to_string(),
            parents: commit.parent_ids().map(|id| id.to_string()).collect(),
            author: Person::of(&author),
            date,
            time,
            committer: Person::of(&committer),
            committer_date,
            committer_time,
            subject: lossy(commit.summary_bytes().unwrap_or_default()),
            trailers: trailers(commit.message_bytes()),
            signed: is_signed("gpgsig") || is_signed("gpgsig-sha256"),
        }
    }
}

impl Person {
    pub(super) fn of(signature: &Signature<'_>) -> Person {
        Person { name: lossy(signature.name_bytes()), email: lossy(signature.email_bytes()) }
    }
}

/// Returns the date in its own offset, and the time in RFC 3339.
pub(super) fn moment(time: Time) -> (Date, String) {
    // Nothing stops a commit from naming the year 292 277 026 596 or an offset of 99 hours.
    let end = if time.seconds() < 0 { Timestamp::MIN } else { Timestamp::MAX };
    let timestamp = Timestamp::from_second(time.seconds()).unwrap_or(end);
    let offset = Offset::from_seconds(time.offset_minutes().saturating_mul(60)).unwrap_or(Offset::UTC);
    (offset.to_datetime(timestamp).date(), timestamp.display_with_offset(offset).to_string())
}

pub(super) fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn trailers(message: &[u8]) -> Vec<(String, String)> {
    let trailers = git2::message_trailers_bytes(message);
    trailers.map_or_else(
        |_| Vec::new(),
        |trailers| trailers.iter().map(|(key, value)| (lossy(key), lossy(value))).collect(),
    )
}
