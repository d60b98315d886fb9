//! A chain as a picture: what the list beside it says, in columns from cause to proof.

use std::collections::HashMap;
use std::fmt::Write;

use super::gap::Missing;
use super::list::why;
use super::{Chain, Column, End, Step, What};
use crate::site::draw::layers::{self, Node};
use crate::site::draw::text::fit;
use crate::site::html::{escape, text};
use crate::site::words::Words;

/// The most records that one picture shows; of a larger chain it shows a part, and says so.
const MOST: usize = 16;

/// The width of a node, the room between two columns, and the height of a node, in pixels.
const WIDE: i32 = 142;
const APART: i32 = 28;
const HIGH: i32 = 36;

/// The room for the column's headings.
const HEAD: i32 = 22;

/// The room for a result beside its verification.
const RESULT: i32 = 98;

/// How much text a line of a node holds, in hundredths of the size of its type: of the id and its word, and of the title.
const LINE: usize = 1120;

/// What a node is known by: the page that it leads to, and what is missing there.
type Name<'v> = (&'v str, Option<Missing>);

/// One node of the picture.
struct Drawn<'s, 'v> {
    name: Name<'v>,
    step: &'s Step<'v>,
    is_own: bool,
}

/// A picture while it is put together.
struct Sketch<'s, 'v> {
    nodes: Vec<Drawn<'s, 'v>>,
    by_name: HashMap<Name<'v>, usize>,
    links: Vec<(usize, usize)>,
}

/// Returns a chain as a picture with its caption.
pub fn picture(chain: &Chain<'_>, up: &str, words: &Words) -> String {
    let mut sketch = Sketch { nodes: Vec::new(), by_name: HashMap::new(), links: Vec::new() };
    let own = sketch.node(&chain.own, true);
    let room = MOST.saturating_sub(sketch.unknown(&chain.above).min(MOST / 2));
    sketch.add(own, &chain.below, false, room);
    sketch.add(own, &chain.above, true, MOST);
    let all = sketch.known_and(&[&chain.above, &chain.below]);
    let shown = sketch.nodes.len();
    let mut out = String::with_capacity(512 + shown * 256);
    out.push_str("<figure class=\"trace\">");
    sketch.draw(up, words, &mut out);
    out.push_str("<figcaption>");
    out.push_str(&text(words.say("trace-caption")));
    let has = |is_open: bool| {
        let mut steps = sketch.nodes.iter().map(|node| node.step);
        steps.any(|step| matches!(&step.what, What::Gap(gap) if (gap.key() == "missing") == is_open))
    };
    for (is_there, says) in [(has(true), words.say("trace-dashed")), (has(false), words.say("trace-dotted"))]
    {
        if is_there {
            let _ = write!(out, " {}", text(says));
        }
    }
    if shown < all {
        let part = [("shown", shown.to_string().into()), ("count", all.to_string().into())];
        let _ = write!(out, " <strong>{}</strong>", text(&words.fill("trace-part", &part)));
    }
    out.push_str("</figcaption></figure>\n");
    out
}

impl<'s, 'v> Sketch<'s, 'v> {
    /// Returns the node of a step, which it gets where it has none yet.
    fn node(&mut self, step: &'s Step<'v>, is_own: bool) -> usize {
        let name = name(step);
        let next = self.nodes.len();
        let number = *self.by_name.entry(name).or_insert(next);
        if number == next {
            self.nodes.push(Drawn { name, step, is_own });
        }
        number
    }

    /// Adds what follows from a node: each step with all that follows where that fits, the first one as far as it goes.
    fn add(&mut self, from: usize, steps: &'s [Step<'v>], is_above: bool, most: usize) {
        let mut is_first = true;
        for step in steps {
            let fits = self.nodes.len() + self.unknown(std::slice::from_ref(step)) <= most;
            if !fits && (!is_first || self.nodes.len() >= most) {
                continue;
            }
            is_first = false;
            let to = self.node(step, false);
            self.links.push(if is_above { (to, from) } else { (from, to) });
            self.add(to, &step.steps, is_above, most);
        }
    }

    /// Counts what of some steps, and of all that follows from them, has no node yet.
    fn unknown(&self, steps: &[Step<'v>]) -> usize {
        self.known_and(&[steps]) - self.nodes.len()
    }

    /// Counts the nodes with those of some steps, each once.
    fn known_and(&self, lists: &[&[Step<'v>]]) -> usize {
        fn names<'v>(steps: &[Step<'v>], out: &mut Vec<Name<'v>>) {
            for step in steps {
                out.push(name(step));
                names(&step.steps, out);
            }
        }
        let mut all = Vec::new();
        lists.iter().for_each(|steps| names(steps, &mut all));
        all.retain(|name| !self.by_name.contains_key(name));
        all.sort_unstable_by_key(order);
        all.dedup();
        self.nodes.len() + all.len()
    }

    fn draw(&mut self, up: &str, words: &Words, out: &mut String) {
        let mut sorted: Vec<usize> = (0..self.nodes.len()).collect();
        sorted.sort_unstable_by_key(|node| (self.nodes[*node].step.column, order(&self.nodes[*node].name)));
        let mut places = vec![0; sorted.len()];
        sorted.iter().enumerate().for_each(|(place, node)| places[*node] = place);
        let mut columns: Vec<Column> = self.nodes.iter().map(|node| node.step.column).collect();
        columns.sort_unstable();
        columns.dedup();
        let at = |column: Column| columns.iter().position(|other| *other == column).unwrap_or_default();
        let nodes: Vec<Node> = sorted
            .iter()
            .map(|node| Node { column: at(self.nodes[*node].step.column), height: HIGH })
            .collect();
        let links: Vec<(usize, usize)> =
            self.links.iter().map(|(from, to)| (places[*from], places[*to])).collect();
        let laid = layers::lay(&nodes, &links);

        // The room is the same for all nodes, so that pictures of neighbouring pages look alike.
        let results = columns.last() == Some(&Column::Verification);
        let wide = columns.len() as i32 * (WIDE + APART) - APART + if results { RESULT } else { 0 };
        let high = laid.height + HEAD + 2;
        let label = text(words.say("trace-picture"));
        let _ = write!(
            out,
            "<svg viewBox=\"-1 0 {} {high}\" width=\"{}\" role=\"group\" aria-label=\"{label}\">",
            wide + 2,
            wide + 2
        );
        out.push_str("<path d=\"");
        for route in &laid.routes {
            way(nodes[route.from].column, &route.heights, out);
        }
        out.push_str("\"/>");
        for (number, column) in columns.iter().enumerate() {
            let left = number as i32 * (WIDE + APART) + 8;
            let _ = write!(
                out,
                "<g transform=\"translate({left})\"><text y=\"12\">{}</text>",
                text(words.named("trace-column", column.key()))
            );
            if *column == Column::Verification {
                let _ = write!(out, "<text x=\"{WIDE}\" y=\"12\">{}</text>", text(words.say("trace-result")));
            }
            for (place, node) in sorted.iter().enumerate().filter(|(place, _)| nodes[*place].column == number)
            {
                box_of(&self.nodes[*node], laid.tops[place] + HEAD, up, words, out);
            }
            out.push_str("</g>");
        }
        out.push_str("</svg>");
    }
}

fn name<'v>(step: &Step<'v>) -> Name<'v> {
    let missing = match &step.what {
        What::Record { .. } => None,
        What::Gap(gap) => Some(gap.missing),
    };
    (step.page, missing)
}

fn order<'v>(name: &Name<'v>) -> (&'v str, Option<u8>) {
    (name.0, name.1.map(|missing| missing as u8))
}

/// Writes a link: a curve in each gap between columns, and straight on through the columns that it only passes.
fn way(column: usize, heights: &[i32], out: &mut String) {
    let x = column as i32 * (WIDE + APART) + WIDE;
    let half = APART / 2;
    let _ = write!(out, "M{x} {}", heights.first().copied().unwrap_or_default() + HEAD);
    for (step, pair) in heights.windows(2).enumerate() {
        if step > 0 {
            let _ = write!(out, "h{WIDE}");
        }
        match pair[1] - pair[0] {
            0 => {
                let _ = write!(out, "h{APART}");
            }
            down => {
                let _ = write!(out, "c{half} 0 {half} {down} {APART} {down}");
            }
        }
    }
}

/// Writes a node: a link to its page, its id with a word, and as much of its title as fits; the whole in its title.
fn box_of(drawn: &Drawn<'_, '_>, top: i32, up: &str, words: &Words, out: &mut String) {
    let step = drawn.step;
    let (first, second) = (top + 15, top + 29);
    match &step.what {
        What::Gap(gap) => {
            let missing = words.named("trace-no", gap.missing.key());
            let why = why(gap, words);
            let key = gap.key();
            // Only what a rule reports leads anywhere: to the finding.
            let is_open = key == "missing";
            let _ = match is_open {
                true => write!(out, "<a class=\"{key}\" href=\"{up}{}#findings\">", text(step.page)),
                false => write!(out, "<g class=\"{key}\">"),
            };
            let _ = write!(
                out,
                "<title>{}: {}</title><rect y=\"{top}\"/><text y=\"{first}\">{} {}</text><text y=\"{second}\">{}</text>{}",
                text(missing),
                text(&why),
                gap.shape(),
                text(&fit(missing, LINE - 100)),
                text(&fit(&why, LINE)),
                if is_open { "</a>" } else { "</g>" },
            );
        }
        What::Record { id, title, end, .. } => {
            let (class, word, state) = match end {
                End::Open => ("", "", None),
                End::Word(word) => ("", &**word, None),
                End::Result(key, word, _) => (*key, *word, Some(crate::site::state::mark(key))),
            };
            if drawn.is_own {
                out.push_str("<g class=\"own\">");
            } else {
                out.push_str("<a");
                if state.is_some() && class != "fresh" {
                    let _ = write!(out, " class=\"{class}\"");
                }
                let _ = write!(out, " href=\"{up}{}\">", text(step.page));
            }
            let between = if word.is_empty() { "" } else { ": " };
            out.push_str("<title>");
            escape(id, out);
            out.push(' ');
            escape(title, out);
            out.push_str(between);
            escape(word, out);
            let _ = write!(out, "</title><rect y=\"{top}\"/><text y=\"{first}\">");
            let line =
                if state.is_some() || word.is_empty() { (*id).to_owned() } else { format!("{id} {word}") };
            escape(&fit(&line, LINE), out);
            let _ = write!(out, "</text><text y=\"{second}\">");
            escape(&fit(title, LINE), out);
            out.push_str("</text>");
            if let Some(shape) = state {
                result(shape, word, first, second, out);
            }
            out.push_str(if drawn.is_own { "</g>" } else { "</a>" });
        }
    }
}

/// Writes a result beside its verification: what it was, and when.
fn result(shape: &str, word: &str, first: i32, second: i32, out: &mut String) {
    let (what, when) = word
        .rsplit_once(' ')
        .filter(|(_, when)| when.starts_with(|first: char| first.is_ascii_digit()))
        .unwrap_or((word, ""));
    let _ = write!(out, "<text x=\"{WIDE}\" y=\"{first}\">{shape} {}</text>", text(what));
    if !when.is_empty() {
        let _ = write!(out, "<text x=\"{WIDE}\" y=\"{second}\">{when}</text>");
    }
}
