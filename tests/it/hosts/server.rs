//! A host on loopback: it answers as the interfaces of GitHub and GitLab do, remembers what it was asked, and refuses when told to.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread::JoinHandle;

use serde_json::{Value, json};

/// Who the token belongs to.
pub const BOT: &str = "github-actions[bot]";

/// A host that answers until it is dropped.
pub struct Host {
    state: Arc<Mutex<State>>,
    port: u16,
    thread: Option<JoinHandle<()>>,
}

/// What a host knows.
#[derive(Default)]
pub struct State {
    /// What it was asked, in order.
    pub requests: Vec<Request>,
    /// The comments of the one pull request, the oldest first, as GitHub and GitLab tell them at once.
    pub comments: Vec<Value>,
    /// Statuses with which the next requests of a method are refused; the last one stays for good when `stubborn`.
    pub refusals: BTreeMap<&'static str, Vec<u16>>,
    /// Files that are downloaded, by their path.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// One request.
pub struct Request {
    /// The method and what follows it, as in `GET /user`.
    pub line: String,
    /// The headers, in small letters.
    pub headers: String,
    /// The body as JSON, or null.
    pub body: Value,
}

impl Host {
    /// Starts a host on a free port.
    pub fn start() -> Host {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("it has an address").port();
        let state = Arc::new(Mutex::new(State::default()));
        let known = Arc::clone(&state);
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Some(request) = stream.ok().and_then(|stream| read(stream).ok()) else { return };
                serve(&known, request);
            }
        });
        Host { state, port, thread: Some(thread) }
    }

    /// Returns an address on this host.
    pub fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Returns what it knows.
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no test failed with it")
    }

    /// Adds a comment.
    pub fn comment(&self, author: &str, body: &str) {
        let mut state = self.state();
        let comment = comment(state.comments.len(), author, body);
        state.comments.push(comment);
    }

    /// Returns the bodies of all comments of an author.
    pub fn comments_of(&self, author: &str) -> Vec<String> {
        let state = self.state();
        let own = state.comments.iter().filter(|comment| comment["user"]["login"] == author);
        own.map(|comment| comment["body"].as_str().expect("a comment has a body").to_owned()).collect()
    }

    /// Refuses requests of a method with these statuses, one after another; a single status is meant for all of them.
    pub fn refuse(&self, method: &'static str, statuses: &[u16]) {
        self.state().refusals.insert(method, statuses.to_vec());
    }

    /// Returns the first lines of the requests so far, without their queries.
    pub fn asked(&self) -> Vec<String> {
        let lines = |request: &Request| request.line.split('?').next().unwrap_or_default().to_owned();
        self.state().requests.iter().map(lines).collect()
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        // A connection that says nothing ends the thread.
        drop(TcpStream::connect(("127.0.0.1", self.port)));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn comment(number: usize, author: &str, body: &str) -> Value {
    let id = 1000 + number;
    json!({ "id": id, "body": body, "user": { "login": author }, "author": { "username": author }, "system": false })
}

/// Reads one request; one without a first line is an error.
fn read(stream: TcpStream) -> std::io::Result<(TcpStream, Request)> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let line = line.trim_end().trim_end_matches(" HTTP/1.1").to_owned();
    if line.is_empty() {
        return Err(std::io::ErrorKind::UnexpectedEof.into());
    }
    let mut headers = String::new();
    let mut length = 0;
    loop {
        let mut header = String::new();
        reader.read_line(&mut header)?;
        if header.trim().is_empty() {
            break;
        }
        // Values keep their letters; names do not.
        let (name, value) = header.split_once(':').unwrap_or((&header, ""));
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().unwrap_or(0);
        }
        headers += &format!("{}:{value}", name.to_ascii_lowercase());
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let body = serde_json::from_slice(&body).unwrap_or_default();
    Ok((reader.into_inner(), Request { line, headers, body }))
}

fn serve(state: &Mutex<State>, (mut stream, request): (TcpStream, Request)) {
    let mut state = state.lock().expect("no test failed with it");
    let method = request.line.split(' ').next().unwrap_or_default().to_owned();
    // The question who one is counts as no writing.
    let refusals = state.refusals.get_mut(method.as_str()).filter(|_| !request.line.ends_with("/graphql"));
    let refusal = refusals.and_then(|statuses| match statuses[..] {
        [] => None,
        [only] => Some(only),
        [..] => Some(statuses.remove(0)),
    });
    let (status, body) = match refusal {
        Some(status) if status >= 400 => (status, b"{\"message\":\"refused\"}".to_vec()),
        Some(_) | None => answer(&mut state, &request),
    };
    state.requests.push(request);
    let head =
        format!("HTTP/1.1 {status} Answer\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    // A client that went away has its answer.
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
}

fn answer(state: &mut State, request: &Request) -> (u16, Vec<u8>) {
    let (path, query) = request.line.split_once('?').unwrap_or((&request.line, ""));
    if let Some(file) = path.strip_prefix("GET /").and_then(|path| state.files.get(path)) {
        return (200, file.clone());
    }
    let (collection, last) = path.rsplit_once('/').unwrap_or((path, ""));
    let body = request.body["body"].as_str().unwrap_or_default();
    let (status, answer) = match (path, collection) {
        ("POST /graphql", _) => (200, json!({ "data": { "viewer": { "login": BOT } } })),
        ("GET /user", _) => (200, json!({ "username": BOT })),
        ("GET /repos/maple/triage/issues/7/comments" | "GET /projects/11/merge_requests/7/notes", _) => {
            let asked = |key: &str| {
                let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
                pairs.find(|(name, _)| *name == key).and_then(|(_, value)| value.parse::<usize>().ok())
            };
            let (size, page) = (asked("per_page").unwrap_or(30).min(100), asked("page").unwrap_or(1));
            (200, state.comments.iter().skip(size * (page - 1)).take(size).cloned().collect())
        }
        ("POST /repos/maple/triage/issues/7/comments" | "POST /projects/11/merge_requests/7/notes", _) => {
            let comment = comment(state.comments.len(), BOT, body);
            state.comments.push(comment.clone());
            (201, comment)
        }
        (_, "PATCH /repos/maple/triage/issues/comments" | "PUT /projects/11/merge_requests/7/notes") => {
            match state.comments.iter_mut().find(|comment| comment["id"].as_u64() == last.parse().ok()) {
                Some(comment) => {
                    comment["body"] = body.into();
                    (200, comment.clone())
                }
                None => (404, json!({})),
            }
        }
        _ => (404, json!({ "message": "Not Found" })),
    };
    (status, answer.to_string().into_bytes())
}
