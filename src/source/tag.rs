//! Reads tags: which there are, who made them, when, and which commit they name.

use git2::{ErrorCode, ObjectType, Oid, Repository};
use globset::Glob;
use jiff::civil::Date;

use super::{
    Commit, Error, Person, Source,
    commit::{lossy, moment},
};

/// One tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The name without `refs/tags/`.
    pub name: String,
    /// Whether it has a message and a date of its own.
    pub kind: TagKind,
    /// The object id of the tag, as hex digits; of a lightweight one that of what it names.
    pub object: String,
    /// Who made it; `None` for lightweight tags, and for very old ones.
    pub tagger: Option<Person>,
    /// The tagger's date in the tagger's own offset; without a tagger the committer's.
    pub date: Option<Date>,
    /// The same as a time in RFC 3339 with offset.
    pub time: Option<String>,
    /// The message without its signature; empty for a lightweight tag.
    pub message: String,
    /// How the tag itself is signed; nobody has checked it. A signed commit does not make a signed tag.
    pub signature: Option<SignatureKind>,
    /// The commit in the end, through tags of tags, or why there is none.
    pub commit: Result<Commit, String>,
}

/// The two kinds of tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagKind {
    /// An object of its own, with tagger, date and message.
    Annotated,
    /// A mere name.
    Lightweight,
}

/// How a tag is signed, from the first line of the signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureKind {
    /// `ssh-keygen -Y sign`
    Ssh,
    /// GnuPG and its like.
    OpenPgp,
    /// `gpgsm`, Sigstore's gitsign.
    X509,
    /// Something newer.
    Other,
}

impl Source {
    /// Returns all tags whose name matches the glob, in no order; none outside git.
    ///
    /// `*` also matches `/`, as it does for `git tag --list`. Objects are read for matching names only.
    ///
    /// # Errors
    /// The glob cannot be understood, or the names cannot be listed. What is wrong with one tag is in that tag.
    pub fn tags(&self, glob: &str) -> Result<Vec<Tag>, Error> {
        let matcher = Glob::new(glob)
            .map_err(|error| Error::BadGlob { glob: glob.to_owned(), reason: error.kind().to_string() })?;
        let matcher = matcher.compile_matcher();
        let state = self.lock();
        let Some(repo) = &state.repo else { return Ok(Vec::new()) };
        let failed = |error: git2::Error| Error::git("the tags", &error);
        let mut tags = Vec::new();
        for reference in repo.references_glob("refs/tags/*").map_err(failed)? {
            let reference = reference.map_err(failed)?;
            let name = lossy(reference.name_bytes());
            let name = name.strip_prefix("refs/tags/").unwrap_or(&name);
            if !matcher.is_match(name) {
                continue;
            }
            let is_utf8 = std::str::from_utf8(reference.name_bytes()).is_ok();
            let target = reference.resolve().ok().and_then(|reference| reference.target());
            tags.push(match target {
                Some(id) if is_utf8 => read(repo, name, id),
                Some(id) => Tag { commit: Err("its name is not UTF-8".to_owned()), ..read(repo, name, id) },
                None => Tag { object: String::new(), ..nowhere(name, Oid::ZERO_SHA1, "it leads nowhere") },
            });
        }
        Ok(tags)
    }
}

fn read(repo: &Repository, name: &str, id: Oid) -> Tag {
    let object = match repo.find_object(id, None) {
        Ok(object) => object,
        Err(error) if error.code() == ErrorCode::NotFound => {
            return nowhere(name, id, "its object is missing");
        }
        Err(error) => return nowhere(name, id, error.message()),
    };
    let commit = object.peel_to_commit();
    let committed = commit.as_ref().ok().map(|commit| moment(commit.committer().when()));
    let kind = if object.kind() == Some(ObjectType::Tag) { TagKind::Annotated } else { TagKind::Lightweight };
    let tag = object.as_tag();
    let tagger = tag.and_then(git2::Tag::tagger);
    let (date, time) = tagger.as_ref().map(|tagger| moment(tagger.when())).or(committed).unzip();
    let message = tag.and_then(git2::Tag::message_bytes).map(lossy).unwrap_or_default();
    let (text, signature) = split(&message);
    // In SHA-256 repositories the signature may stand in the header instead.
    let in_header = || {
        let raw = repo.odb().and_then(|odb| odb.read(id).map(|raw| lossy(raw.data()))).unwrap_or_default();
        let header = raw.split("\n\n").next().unwrap_or_default();
        header.lines().find_map(|line| {
            line.strip_prefix("gpgsig").and_then(|line| line.split_once(' ')).map(|(_, line)| kind_of(line))
        })
    };
    Tag {
        name: name.to_owned(),
        kind,
        object: id.to_string(),
        tagger: tagger.as_ref().map(Person::of),
        date,
        time,
        message: text.trim_end().to_owned(),
        signature: signature.or_else(|| tag.and_then(|_| in_header())),
        commit: commit.map(|commit| Commit::of(&commit)).map_err(|error| {
            match object.peel(ObjectType::Any).unwrap_or(object.clone()).kind() {
                Some(kind @ (ObjectType::Blob | ObjectType::Tree)) => format!("it leads to a {kind}"),
                _ => error.message().to_owned(),
            }
        }),
    }
}

fn nowhere(name: &str, id: Oid, reason: &str) -> Tag {
    Tag {
        name: name.to_owned(),
        kind: TagKind::Lightweight,
        object: id.to_string(),
        tagger: None,
        date: None,
        time: None,
        message: String::new(),
        signature: None,
        commit: Err(reason.to_owned()),
    }
}

/// Splits a message from the signature that git appends to it.
fn split(message: &str) -> (&str, Option<SignatureKind>) {
    match start_of_signature(message.as_bytes()) {
        // The line begins with ASCII, so the text can be cut before it.
        Some(at) => (&message[..at], Some(kind_of(&message[at..]))),
        None => (message, None),
    }
}

/// Returns where the signature begins that git appends to a message: at the last line that opens one.
pub(super) fn start_of_signature(message: &[u8]) -> Option<usize> {
    let mut found = None;
    let mut at = 0;
    for line in message.split_inclusive(|byte| *byte == b'\n') {
        let text = line.trim_ascii_end();
        if text.starts_with(b"-----BEGIN ")
            && (text.ends_with(b"SIGNATURE-----") || text.ends_with(b"MESSAGE-----"))
        {
            found = Some(at);
        }
        at += line.len();
    }
    found
}

/// Returns how something is signed, by the first line of its signature.
pub(super) fn kind_of(signature: &str) -> SignatureKind {
    let starts = |with: &str| signature.starts_with(with);
    if starts("-----BEGIN SSH SIGNATURE-----") {
        SignatureKind::Ssh
    } else if starts("-----BEGIN PGP ") {
        SignatureKind::OpenPgp
    } else if starts("-----BEGIN SIGNED MESSAGE-----") {
        SignatureKind::X509
    } else {
        SignatureKind::Other
    }
}
