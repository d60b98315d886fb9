//! Layers: nodes in columns with links from left to right, placed so that nothing overlaps and no link crosses a node.
//!
//! Nodes of a column stand in the order of their neighbours' mean; where that is equal, in the order in which they came in.
//! A link over several columns gets a place of its own in each column between. Everything is counted in whole pixels, so the
//! same nodes and links give the same picture on every machine, in whatever order the links come in.

/// The room between two nodes of a column.
const BETWEEN: i32 = 10;

/// The room that a link takes in a column that it only passes.
const PASSING: i32 = 4;

/// How often the columns are put in order, left to right and back in turn.
const SWEEPS: usize = 4;

/// A node that is to be placed.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// Its column, from the left.
    pub column: usize,
    /// Its height.
    pub height: i32,
}

/// A way from a node to one further right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The number of the node at the left end.
    pub from: usize,
    /// The number of the node at the right end.
    pub to: usize,
    /// The height at which it meets each column, those of its two ends among them.
    pub heights: Vec<i32>,
}

/// Nodes with their places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layers {
    /// The upper edge of each node.
    pub tops: Vec<i32>,
    /// The ways, by their ends.
    pub routes: Vec<Route>,
    /// The height of the whole.
    pub height: i32,
}

/// What takes room in a column: a node, or a link on its way through.
struct Slot {
    column: usize,
    height: i32,
    left: Vec<usize>,
    right: Vec<usize>,
}

/// Places nodes; links go by the numbers of the nodes, and those that do not lead from left to right are left out.
pub fn lay(nodes: &[Node], links: &[(usize, usize)]) -> Layers {
    let mut links: Vec<(usize, usize)> =
        links.iter().copied().filter(|(from, to)| nodes[*from].column < nodes[*to].column).collect();
    links.sort_unstable();
    links.dedup();
    let own =
        |node: &Node| Slot { column: node.column, height: node.height, left: Vec::new(), right: Vec::new() };
    let mut slots: Vec<Slot> = nodes.iter().map(own).collect();
    let mut ways: Vec<Vec<usize>> = Vec::with_capacity(links.len());
    for (from, to) in &links {
        let mut way = vec![*from];
        for column in nodes[*from].column + 1..nodes[*to].column {
            way.push(slots.len());
            slots.push(Slot { column, height: PASSING, left: Vec::new(), right: Vec::new() });
        }
        way.push(*to);
        for pair in way.windows(2) {
            slots[pair[0]].right.push(pair[1]);
            slots[pair[1]].left.push(pair[0]);
        }
        ways.push(way);
    }
    let columns = ordered(&slots);
    let mut centres = placed(&slots, &columns);
    let top = (0..slots.len()).map(|slot| centres[slot] - slots[slot].height / 2).min().unwrap_or_default();
    centres.iter_mut().for_each(|centre| *centre -= top);
    let bottom = |slot: usize| centres[slot] - slots[slot].height / 2 + slots[slot].height;
    Layers {
        tops: (0..nodes.len()).map(|node| centres[node] - nodes[node].height / 2).collect(),
        height: (0..slots.len()).map(bottom).max().unwrap_or_default(),
        routes: links
            .iter()
            .zip(ways)
            .map(|((from, to), way)| Route {
                from: *from,
                to: *to,
                heights: way.into_iter().map(|slot| centres[slot]).collect(),
            })
            .collect(),
    }
}

/// Returns the slots of each column from top to bottom.
fn ordered(slots: &[Slot]) -> Vec<Vec<usize>> {
    let count = slots.iter().map(|slot| slot.column + 1).max().unwrap_or_default();
    let mut columns: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (number, slot) in slots.iter().enumerate() {
        columns[slot.column].push(number);
    }
    let mut places = vec![0; slots.len()];
    columns.iter().for_each(|column| number(column, &mut places));
    let mut best = columns.clone();
    let mut fewest = crossings(slots, &columns, &places);
    for sweep in 0..SWEEPS {
        if fewest == 0 {
            break;
        }
        let to_right = sweep % 2 == 0;
        for step in 0..count {
            let column = if to_right { step } else { count - 1 - step };
            let mean = |slot: &usize| {
                let neighbours = if to_right { &slots[*slot].left } else { &slots[*slot].right };
                let sum: i64 = neighbours.iter().map(|neighbour| places[*neighbour]).sum();
                if neighbours.is_empty() { places[*slot] } else { sum / neighbours.len() as i64 }
            };
            let mut sorted: Vec<(i64, usize)> =
                columns[column].iter().map(|slot| (mean(slot), *slot)).collect();
            sorted.sort_unstable();
            columns[column] = sorted.into_iter().map(|(_, slot)| slot).collect();
            number(&columns[column], &mut places);
        }
        let now = crossings(slots, &columns, &places);
        if now < fewest {
            fewest = now;
            best.clone_from(&columns);
        }
    }
    best
}

/// Notes where in its column each slot stands, so that columns of different length can be compared.
fn number(column: &[usize], places: &mut [i64]) {
    for (at, slot) in column.iter().enumerate() {
        places[*slot] = (2 * at as i64 + 1) * (1 << 20) / (2 * column.len() as i64);
    }
}

/// Counts how often links cross between neighbouring columns.
fn crossings(slots: &[Slot], columns: &[Vec<usize>], places: &[i64]) -> usize {
    let mut count = 0;
    let mut links: Vec<(i64, i64)> = Vec::new();
    for column in columns {
        links.clear();
        for slot in column {
            links.extend(slots[*slot].right.iter().map(|right| (places[*slot], places[*right])));
        }
        for (at, one) in links.iter().enumerate() {
            count += links[at + 1..].iter().filter(|other| one.0 < other.0 && one.1 > other.1).count();
        }
    }
    count
}

/// Returns the middle of each slot: the tallest column stands evenly, the others as near to their neighbours' mean as they can.
fn placed(slots: &[Slot], columns: &[Vec<usize>]) -> Vec<i32> {
    let mut centres = vec![0; slots.len()];
    let tall = |column: &Vec<usize>| column.iter().map(|slot| slots[*slot].height + BETWEEN).sum::<i32>();
    let Some(first) =
        (0..columns.len()).max_by_key(|number| (tall(&columns[*number]), columns.len() - number))
    else {
        return centres;
    };
    settle(slots, &columns[first], &mut centres, |_, _| None);
    for column in &columns[first + 1..] {
        settle(slots, column, &mut centres, |slot, centres| mean(&slot.left, centres));
    }
    for column in columns[..first].iter().rev() {
        settle(slots, column, &mut centres, |slot, centres| mean(&slot.right, centres));
    }
    centres
}

fn mean(neighbours: &[usize], centres: &[i32]) -> Option<i32> {
    let sum: i32 = neighbours.iter().map(|slot| centres[*slot]).sum();
    (!neighbours.is_empty()).then(|| sum.div_euclid(neighbours.len() as i32))
}

/// Places a column in its order. Each slot gets where it wishes to be; those that would overlap share the mean of their wishes.
fn settle(
    slots: &[Slot],
    column: &[usize],
    centres: &mut [i32],
    wish: impl Fn(&Slot, &[i32]) -> Option<i32>,
) {
    // A run is what stands close together: how many slots, and the sum of their wishes less what stands above them in it.
    let mut runs: Vec<(i32, i32)> = Vec::with_capacity(column.len());
    let mut offsets = Vec::with_capacity(column.len());
    let (mut offset, mut above) = (0, None::<&Slot>);
    for slot in column.iter().map(|number| &slots[*number]) {
        offset += above.map_or(0, |above| (above.height + 1) / 2 + BETWEEN + (slot.height + 1) / 2);
        let last = runs.last().map(|(count, sum)| sum.div_euclid(*count));
        let wished = wish(slot, centres).map(|centre| centre - offset).or(last).unwrap_or_default();
        runs.push((1, wished));
        offsets.push(offset);
        above = Some(slot);
        while let [.., (count, sum), (next, others)] = *runs {
            if sum.div_euclid(count) < others.div_euclid(next) {
                break;
            }
            runs.pop();
            runs.pop();
            runs.push((count + next, sum + others));
        }
    }
    let starts = runs.iter().flat_map(|(count, sum)| (0..*count).map(|_| sum.div_euclid(*count)));
    for ((slot, offset), start) in column.iter().zip(offsets).zip(starts) {
        centres[*slot] = start + offset;
    }
}

#[cfg(test)]
mod tests;
