//! The tree of stretches over the classes of a base, and the outcomes inside large tie classes.

use crate::bon::base::Base;
use crate::bon::fast::crowd::Crowd;
use crate::bon::fast::moments::{LEAF, Moments, powers};
use crate::bon::sum::sum;
use crate::bon::tie::Class;

/// Nodes under a node.
pub(super) const FAN: usize = 4;

/// From this many outcomes on those of one class are kept as a crowd.
const CROWD: usize = 64;

/// Nothing here depends on n.
#[derive(Clone, Debug)]
pub(in crate::bon) struct Tree {
    /// Leaves first, the root last; node i of a level has the nodes from FAN i on of the level before.
    pub(super) levels: Vec<Vec<Stretch>>,
    /// By class.
    crowds: Vec<(usize, Crowd)>,
    /// The mass tied with an outcome that holds more than half of all mass.
    pub(super) beside_dominant: f64,
}

/// A stretch of neighbouring classes.
#[derive(Clone, Debug)]
pub(super) struct Stretch {
    /// ln F of its highest class.
    pub(super) top: f64,
    /// The greatest width of a class.
    pub(super) widest: f64,
    /// Where in ln u the middles of its classes lie: halfway between the first and the last, and how far on either
    /// side; infinite when no n could take it as one.
    pub(super) centre: f64,
    pub(super) half: f64,
    pub(super) moments: Moments,
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

    fn leaf(base: &Base, first: usize, classes: &[Class], crowds: &[(usize, Crowd)]) -> Stretch {
        let (low, high) = (&classes[0], &classes[classes.len() - 1]);
        let widest = classes.iter().map(|class| class.width).fold(0.0, f64::max);
        let mut leaf = Stretch::new(middle(low), middle(high), high.ln_cdf, widest);
        if leaf.half.is_finite() {
            let untied = base.class_count() == base.len();
            leaf.moments = Moments::of(classes.iter().enumerate().map(|(i, class)| {
                let powers = if untied { powers(class.mass) } else { power_sums(base, first + i, crowds) };
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

fn power_sums(base: &Base, c: usize, crowds: &[(usize, Crowd)]) -> [f64; 5] {
    if let Ok(at) = crowds.binary_search_by_key(&c, |crowd| crowd.0) {
        return crowds[at].1.powers;
    }
    let mut sums = [0.0; 5];
    for rank in base.members(c) {
        sums.iter_mut().zip(powers(base.p(rank))).for_each(|(sum, power)| *sum += power);
    }
    sums
}

impl Tree {
    pub(in crate::bon) fn new(base: &Base) -> Tree {
        let dominant = base.dominant_outcome();
        let crowds: Vec<(usize, Crowd)> = (0..base.class_count())
            .filter(|&c| base.class_count() < base.len() && base.members(c).len() > CROWD)
            .map(|c| {
                let others = base.members(c).filter(|&rank| Some(rank) != dominant);
                (c, Crowd::new(others.map(|rank| base.p(rank)).filter(|&p| p > 0.0).collect()))
            })
            .collect();
        let leaf = |(i, classes)| Stretch::leaf(base, i * LEAF, classes, &crowds);
        let mut levels: Vec<Vec<Stretch>> = vec![base.classes().chunks(LEAF).enumerate().map(leaf).collect()];
        while let Some(last) = levels.last().filter(|last| last.len() > 1) {
            let next = last.chunks(FAN).map(Stretch::above).collect();
            levels.push(next);
        }
        let beside_dominant = dominant.map_or(0.0, |dominant| {
            sum(base
                .members(base.class_of(dominant))
                .filter(|&rank| rank != dominant)
                .map(|rank| base.p(rank)))
        });
        Tree { levels, crowds, beside_dominant }
    }

    /// The outcomes of class `c` other than one that holds more than half of all mass, where they are many.
    pub(super) fn crowd(&self, c: usize) -> Option<&Crowd> {
        let at = self.crowds.binary_search_by_key(&c, |crowd| crowd.0).ok()?;
        Some(&self.crowds[at].1)
    }
}
