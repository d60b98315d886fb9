//! Resolves revisions and reads git's trees, without a checkout.

use std::sync::Arc;

use git2::{ErrorCode, ObjectType, Oid, Repository};

use super::{
    BlobId, Commit, Error, Moment, Problem, ProblemKind, Snapshot, Source,
    blob::key,
    object, path,
    state::{Leaf, Listing, Spot, State, reason},
};

/// One name in a git tree.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub name: Vec<u8>,
    pub mode: i32,
    pub id: Oid,
}

/// What git calls a symbolic link, a submodule and a folder.
pub(super) const LINK: i32 = 0o120000;
pub(super) const SUBMODULE: i32 = 0o160000;
pub(super) const FOLDER: i32 = 0o040000;

impl Source {
    /// Resolves a moment to its commit, without reading files.
    ///
    /// # Errors
    /// A plain folder or a bare repository has no such moment; the revision is unknown, or leads to no commit.
    pub fn snapshot(&self, moment: &Moment) -> Result<Snapshot, Error> {
        let state = self.lock();
        let not_git = || Error::NotGit { path: self.root.clone() };
        let commit = match (moment, &state.repo) {
            (Moment::WorkTree, _) if self.bare => return Err(Error::Bare { moment: "work tree" }),
            (Moment::Index, _) if self.bare => return Err(Error::Bare { moment: "index" }),
            (Moment::WorkTree, None) => None,
            (Moment::WorkTree, Some(repo)) => head(repo)?,
            (Moment::Index, repo) => head(repo.as_ref().ok_or_else(not_git)?)?,
            (Moment::Revision(name), repo) => Some(resolve(repo.as_ref().ok_or_else(not_git)?, name)?),
        };
        Ok(Snapshot {
            moment: moment.clone(),
            id: commit.as_ref().map(git2::Commit::tree_id),
            tree: commit.as_ref().map(|commit| commit.tree_id().to_string()),
            commit: commit.as_ref().map(Commit::of),
            laid: Default::default(),
        })
    }
}

impl State {
    /// Lists all files below a folder of a tree, both counted from the repository's root.
    pub fn list_tree(&mut self, root: Oid, folder: &str) -> Listing {
        let mut listing = Listing::default();
        let trouble = |kind| Problem { path: folder.to_owned(), kind };
        match self.walk(root, folder) {
            Ok(Step { node: Some((FOLDER, id)), .. }) => self.list_below(id, folder, &mut listing),
            Ok(Step { node: Some((LINK, id)), .. }) => {
                listing.problems.push(trouble(ProblemKind::FolderIsSymlink { target: self.target(id) }));
            }
            Ok(Step { node: Some((SUBMODULE, _)), .. }) => {
                listing.problems.push(trouble(ProblemKind::FolderIsSubmodule))
            }
            Ok(_) => {}
            Err(error) => listing.problems.push(trouble(ProblemKind::Unreadable { reason: reason(&error) })),
        }
        listing
    }

    /// Says what a path leads to in a tree.
    pub fn spot_in_tree(&mut self, root: Oid, path: &str) -> Leaf {
        let (id, spot) = match self.walk(root, path) {
            Ok(Step { node: Some((mode, id)), whole }) => (BlobId::of(id), self.spot_of(mode, id, whole)),
            Ok(Step { node: None, .. }) => (BlobId::UNREAD, Spot::Missing),
            Err(error) => (BlobId::UNREAD, Spot::Unreadable { reason: reason(&error) }),
        };
        Leaf { path: path.to_owned(), id, spot }
    }

    /// Says what a mode of a tree or of the index means; `whole`: nothing of the path is left.
    pub fn spot_of(&self, mode: i32, id: Oid, whole: bool) -> Spot {
        match mode {
            LINK => Spot::Link { target: self.target(id) },
            SUBMODULE => Spot::Submodule,
            FOLDER => Spot::Folder,
            _ if whole => Spot::Blob(id),
            _ => Spot::Missing,
        }
    }

    /// Returns one level of a tree, in git's order, read at most once.
    fn level(&mut self, id: Oid) -> Result<Arc<Vec<Node>>, git2::Error> {
        if let Some(nodes) = self.folders.get(&key(id)) {
            return Ok(Arc::clone(nodes));
        }
        object::with(self.git(), id, ObjectType::Tree, |_| ())?;
        let nodes: Vec<Node> = self
            .git()
            .find_tree(id)?
            .iter()
            .map(|entry| Node { name: entry.name_bytes().to_vec(), mode: entry.filemode(), id: entry.id() })
            .collect();
        let nodes = Arc::new(nodes);
        self.folders.insert(key(id), Arc::clone(&nodes));
        Ok(nodes)
    }

    fn list_below(&mut self, id: Oid, folder: &str, listing: &mut Listing) {
        let nodes = match self.level(id) {
            Ok(nodes) => nodes,
            Err(error) => {
                let kind = ProblemKind::Unreadable { reason: reason(&error) };
                return listing.problems.push(Problem { path: folder.to_owned(), kind });
            }
        };
        for node in nodes.iter() {
            let path = path::join(folder, &String::from_utf8_lossy(&node.name));
            if std::str::from_utf8(&node.name).is_err() {
                listing.problems.push(Problem { path, kind: ProblemKind::NameNotUtf8 });
            } else if node.mode == FOLDER {
                self.list_below(node.id, &path, listing);
            } else {
                let spot = self.spot_of(node.mode, node.id, true);
                listing.leaves.push(Leaf { path, id: BlobId::of(node.id), spot });
            }
        }
    }

    /// Goes down a path until it ends, or until something that is no folder stands in the way.
    fn walk(&mut self, root: Oid, path: &str) -> Result<Step, git2::Error> {
        let mut at = (FOLDER, root);
        let mut names = path.split('/').filter(|name| !name.is_empty()).peekable();
        for name in names.by_ref() {
            let level = self.level(at.1)?;
            let Some(node) = level.iter().find(|node| node.name == name.as_bytes()) else {
                return Ok(Step { node: None, whole: false });
            };
            at = (node.mode, node.id);
            if node.mode != FOLDER {
                break;
            }
        }
        Ok(Step { node: Some(at), whole: names.peek().is_none() })
    }

    fn target(&self, id: Oid) -> String {
        let target = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        object::with(self.git(), id, ObjectType::Blob, target).unwrap_or_else(|_| "?".to_owned())
    }
}

/// Where a walk along a path ended: mode and id, and whether nothing of the path was left.
struct Step {
    node: Option<(i32, Oid)>,
    whole: bool,
}

/// Returns the commit of `HEAD`, `None` before the first commit.
pub(super) fn head(repo: &Repository) -> Result<Option<git2::Commit<'_>>, Error> {
    match repo.head().and_then(|head| head.peel_to_commit()) {
        Ok(commit) => Ok(Some(commit)),
        Err(error) if error.code() == ErrorCode::UnbornBranch => Ok(None),
        // A repository with a detached `HEAD` and no commits is as empty as one with an unborn branch.
        Err(_) if repo.is_empty().unwrap_or(false) => Ok(None),
        Err(error) => Err(Error::git("HEAD", &error)),
    }
}

/// Resolves a revision to its commit.
pub(super) fn resolve<'repo>(repo: &'repo Repository, name: &str) -> Result<git2::Commit<'repo>, Error> {
    let unknown = |hint: String| Error::UnknownRevision { name: name.to_owned(), hint };
    let object = match repo.revparse_single(name) {
        Ok(object) if !name.is_empty() => object,
        Err(error) if error.code() == ErrorCode::Ambiguous => {
            return Err(unknown("several objects begin like this: use more digits".to_owned()));
        }
        Ok(_) | Err(_) => return Err(unknown(hint(repo, name))),
    };
    object.peel_to_commit().map_err(|error| {
        let end = object.peel(ObjectType::Any).ok().and_then(|end| end.kind()).or_else(|| object.kind());
        match end {
            Some(kind @ (ObjectType::Blob | ObjectType::Tree)) => {
                Error::NotACommit { name: name.to_owned(), kind: kind.str().to_owned() }
            }
            _ => Error::git(format!("`{name}`"), &error),
        }
    })
}

fn hint(repo: &Repository, name: &str) -> String {
    let remote = format!("refs/remotes/origin/{name}");
    if git2::Reference::is_valid_name(&remote) && repo.find_reference(&remote).is_ok() {
        format!("there is `origin/{name}`")
    } else if repo.is_shallow() {
        "this is a shallow clone: older commits and tags are not in it. Get them with `git fetch --unshallow --tags`, \
         in CI with `fetch-depth: 0`"
            .to_owned()
    } else if matches!(head(repo), Ok(None)) {
        "the repository has no commits yet".to_owned()
    } else {
        "`git tag` and `git branch --all` list what there is; `git fetch --tags` gets what is missing"
            .to_owned()
    }
}
