//! Which parts of a graph of dependencies only development reaches.

use std::collections::HashSet;

/// A graph of components by their numbers: what brings along what, and what only development asks for.
#[derive(Default)]
pub(super) struct Graph {
    /// Where the product begins.
    pub roots: Vec<usize>,
    /// Each component with what ships along with it.
    pub ships: Vec<(usize, usize)>,
    /// What tests, builds and developers use.
    pub development: Vec<usize>,
}

impl Graph {
    /// Lets the product begin with what nothing else brings along, for files that do not say where it begins.
    pub(super) fn begin_at_the_top(&mut self, count: usize) {
        let brought: HashSet<usize> =
            self.ships.iter().map(|(_, to)| *to).chain(self.development.iter().copied()).collect();
        self.roots = (0..count).filter(|number| !brought.contains(number)).collect();
    }

    /// Returns, for each of `count` components, whether development reaches it and the product does not. What neither reaches
    /// is not said to be for development: nothing says that it does not ship.
    pub(super) fn development_only(&self, count: usize) -> Vec<bool> {
        let mut below: Vec<Vec<usize>> = vec![Vec::new(); count];
        for (from, to) in &self.ships {
            below[*from].push(*to);
        }
        let reached = |from: &[usize]| {
            let mut reached = vec![false; count];
            let mut open = from.to_vec();
            while let Some(one) = open.pop() {
                if !std::mem::replace(&mut reached[one], true) {
                    open.extend(&below[one]);
                }
            }
            reached
        };
        let (product, development) = (reached(&self.roots), reached(&self.development));
        product.into_iter().zip(development).map(|(product, development)| development && !product).collect()
    }
}
