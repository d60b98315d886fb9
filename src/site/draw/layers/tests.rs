//! Tests of the layers over graphs drawn by lot.

use super::*;

/// Numbers by lot, the same on every machine.
struct Lot(u64);

impl Lot {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % limit as u64) as usize
    }
}

fn graph(lot: &mut Lot) -> (Vec<Node>, Vec<(usize, usize)>) {
    let count = 1 + lot.below(40);
    let columns = 1 + lot.below(6);
    let nodes: Vec<Node> =
        (0..count).map(|_| Node { column: lot.below(columns), height: 16 + lot.below(30) as i32 }).collect();
    let links = (0..lot.below(90)).map(|_| (lot.below(count), lot.below(count))).collect();
    (nodes, links)
}

fn each_graph(check: impl Fn(&[Node], &[(usize, usize)], &Layers)) {
    let mut lot = Lot(20);
    for _ in 0..400 {
        let (nodes, links) = graph(&mut lot);
        check(&nodes, &links, &lay(&nodes, &links));
    }
}

#[test]
fn no_two_nodes_of_a_column_overlap() {
    each_graph(|nodes, _, laid| {
        for (one, top) in laid.tops.iter().enumerate() {
            assert!(*top >= 0 && top + nodes[one].height <= laid.height);
            for (other, below) in laid.tops.iter().enumerate().skip(one + 1) {
                let apart = nodes[one].column != nodes[other].column
                    || top + nodes[one].height + BETWEEN <= *below
                    || below + nodes[other].height + BETWEEN <= *top;
                assert!(apart, "{one} at {top} and {other} at {below}");
            }
        }
    });
}

#[test]
fn no_link_runs_through_a_node_on_its_way() {
    each_graph(|nodes, _, laid| {
        for route in &laid.routes {
            let first = nodes[route.from].column;
            for (at, height) in route.heights.iter().enumerate() {
                let is_end = at == 0 || at + 1 == route.heights.len();
                for (number, node) in nodes.iter().enumerate().filter(|(_, node)| node.column == first + at) {
                    let top = laid.tops[number];
                    let inside = (top..=top + node.height).contains(height);
                    let own = is_end && (number == route.from || number == route.to);
                    assert_eq!(inside, own, "{route:?} at {number}");
                }
            }
        }
    });
}

#[test]
fn every_link_from_left_to_right_is_there_once() {
    each_graph(|nodes, links, laid| {
        let mut told: Vec<_> = links.to_vec();
        told.retain(|(from, to)| nodes[*from].column < nodes[*to].column);
        told.sort_unstable();
        told.dedup();
        assert_eq!(told, laid.routes.iter().map(|route| (route.from, route.to)).collect::<Vec<_>>());
        for route in &laid.routes {
            assert_eq!(route.heights.len(), nodes[route.to].column - nodes[route.from].column + 1);
        }
    });
}

#[test]
fn the_order_of_the_links_changes_nothing() {
    let mut lot = Lot(7);
    for _ in 0..200 {
        let (nodes, mut links) = graph(&mut lot);
        let first = lay(&nodes, &links);
        for at in (1..links.len()).rev() {
            links.swap(at, lot.below(at + 1));
        }
        assert_eq!(lay(&nodes, &links), first);
    }
}

#[test]
fn a_tree_is_drawn_without_a_crossing_and_its_root_in_the_middle() {
    let node = |column| Node { column, height: 36 };
    let nodes = [node(0), node(1), node(1), node(2), node(2), node(2)];
    let laid = lay(&nodes, &[(0, 1), (0, 2), (1, 4), (2, 3), (2, 5)]);
    assert_eq!(laid.tops[3..], [46, 0, 92], "the child of the first parent comes first");
    assert!(laid.tops[1] < laid.tops[2] && laid.height == 128);
    assert_eq!(laid.tops[0], (laid.tops[1] + laid.tops[2]) / 2);
}

#[test]
fn nothing_is_laid_as_nothing() {
    assert_eq!(lay(&[], &[]), Layers::default());
}
