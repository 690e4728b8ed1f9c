//! The tree of stretches over the classes of a base, and the outcomes inside large tie classes.

pub(crate) mod moments;
pub(crate) mod tied;

use std::ops::Range;

use self::moments::{LEAF, Moments, powers};
use self::tied::Tied;
use crate::base::tie::{self, Class};
use crate::numeric::sum::sum;

/// Nodes under a node.
pub(crate) const FAN: usize = 4;

/// From this many outcomes on those of one class are kept as [`Tied`].
const MANY: usize = 64;

/// Nothing here depends on n.
#[derive(Clone, Debug)]
pub(crate) struct Tree {
    /// Leaves first, the root last; node i of a level has the nodes from FAN i on of the level before.
    pub(crate) levels: Vec<Vec<Stretch>>,
    /// By class.
    tied: Vec<(usize, Tied)>,
    /// The mass tied with an outcome that holds more than half of all mass.
    pub(crate) beside_dominant: f64,
}

/// A stretch of neighbouring classes.
#[derive(Clone, Debug)]
pub(crate) struct Stretch {
    /// ln F of its highest class.
    pub(crate) top: f64,
    /// The greatest width of a class.
    pub(crate) widest: f64,
    /// Where in ln u the middles of its classes lie: halfway between the first and the last, and how far on either
    /// side; infinite when no n could treat it as one class.
    pub(crate) centre: f64,
    pub(crate) half: f64,
    pub(crate) moments: Moments,
}

/// What a tree is made from.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    /// The probabilities by rank.
    pub(super) p: &'a [f64],
    pub(super) classes: &'a [Class],
    /// The rank of the outcome that holds more than half of the mass.
    pub(super) dominant: Option<usize>,
}

impl Source<'_> {
    fn members(self, c: usize) -> Range<usize> {
        tie::members(self.classes, self.p.len(), c)
    }

    fn is_untied(self) -> bool {
        self.classes.len() == self.p.len()
    }
}

/// Wider stretches or classes are of no use at any n.
const WIDEST: f64 = 0.125;

fn middle(class: &Class) -> f64 {
    class.ln_cdf - 0.5 * class.width
}

impl Stretch {
    fn new(low: f64, high: f64, top: f64, widest: f64) -> Stretch {
        let half = 0.5 * (high - low);
        let usable = half <= WIDEST && widest <= WIDEST;
        let half = if usable { half } else { f64::INFINITY };
        Stretch { top, widest, centre: low + 0.5 * (high - low), half, moments: Moments::NONE }
    }

    fn leaf(source: Source<'_>, first: usize, classes: &[Class], tied: &[(usize, Tied)]) -> Stretch {
        let (low, high) = (&classes[0], &classes[classes.len() - 1]);
        let widest = classes.iter().map(|class| class.width).fold(0.0, f64::max);
        let mut leaf = Stretch::new(middle(low), middle(high), high.ln_cdf, widest);
        if leaf.half.is_finite() {
            let untied = source.is_untied();
            leaf.moments = Moments::of(classes.iter().enumerate().map(|(i, class)| {
                let powers = if untied { powers(class.mass) } else { power_sums(source, first + i, tied) };
                (class.width, middle(class) - leaf.centre, powers)
            }));
        }
        leaf
    }

    fn above(children: &[Stretch]) -> Stretch {
        let (low, high) = (&children[0], &children[children.len() - 1]);
        let widest = children.iter().map(|child| child.widest).fold(0.0, f64::max);
        let mut stretch = Stretch::new(low.centre - low.half, high.centre + high.half, high.top, widest);
        if stretch.half.is_finite() {
            for child in children {
                stretch.moments.merge(&child.moments, child.centre - stretch.centre);
            }
        }
        stretch
    }
}

fn power_sums(source: Source<'_>, c: usize, tied: &[(usize, Tied)]) -> [f64; 5] {
    if let Ok(at) = tied.binary_search_by_key(&c, |tied| tied.0) {
        return tied[at].1.powers;
    }
    let mut sums = [0.0; 5];
    for rank in source.members(c) {
        sums.iter_mut().zip(powers(source.p[rank])).for_each(|(sum, power)| *sum += power);
    }
    sums
}

impl Tree {
    pub(super) fn new(source: Source<'_>) -> Tree {
        let Source { p, classes, dominant } = source;
        let tied: Vec<(usize, Tied)> = (0..classes.len())
            .filter(|&c| !source.is_untied() && source.members(c).len() > MANY)
            .map(|c| {
                let others = source.members(c).filter(|&rank| Some(rank) != dominant);
                (c, Tied::new(others.map(|rank| p[rank]).filter(|&p| p > 0.0).collect()))
            })
            .collect();
        let leaf = |(i, classes)| Stretch::leaf(source, i * LEAF, classes, &tied);
        let mut levels: Vec<Vec<Stretch>> = vec![classes.chunks(LEAF).enumerate().map(leaf).collect()];
        while let Some(last) = levels.last().filter(|last| last.len() > 1) {
            let next = last.chunks(FAN).map(Stretch::above).collect();
            levels.push(next);
        }
        let beside_dominant = dominant.map_or(0.0, |dominant| {
            let beside = source.members(tie::class_of(classes, p.len(), dominant));
            sum(beside.filter(|&rank| rank != dominant).map(|rank| p[rank]))
        });
        Tree { levels, tied, beside_dominant }
    }

    /// The outcomes of class `c` other than one that holds more than half of all mass, where they are many.
    pub(crate) fn tied(&self, c: usize) -> Option<&Tied> {
        let at = self.tied.binary_search_by_key(&c, |tied| tied.0).ok()?;
        Some(&self.tied[at].1)
    }
}
