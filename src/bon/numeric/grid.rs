//! Grids of n: evenly spaced on the log scale every chart and table uses.

use super::draws::Draws;

/// At most `points` whole numbers from `lo` to `hi`, evenly spaced in ln n, ascending, without repeats and
/// with both ends. The ends are exchanged when they are the wrong way round.
pub fn whole_grid(lo: u64, hi: u64, points: usize) -> Vec<u64> {
    let (lo, hi) = (lo.min(hi).max(1), hi.max(lo).max(1));
    let mut grid: Vec<u64> = real_grid(lo as f64, hi as f64, points)
        .into_iter()
        .map(|n| (n.get().round() as u64).clamp(lo, hi))
        .collect();
    grid.dedup();
    grid
}

/// `points` real numbers of draws from `lo` to `hi`, evenly spaced in ln n, both ends included; just `lo` when
/// fewer than two points are asked for. The ends are brought into the domain of [`Draws`].
pub fn real_grid(lo: f64, hi: f64, points: usize) -> Vec<Draws> {
    let clamp = |n: f64| Draws::new(n.clamp(Draws::MIN.get(), Draws::MAX.get())).unwrap_or(Draws::MIN);
    let (lo, hi) = (clamp(lo), clamp(hi));
    let steps = points.saturating_sub(1).max(1);
    let ratio = (hi.get() / lo.get()).ln();
    (0..points.max(1))
        .map(|i| match i {
            0 => lo,
            _ if i == steps => hi,
            _ => clamp(lo.get() * (ratio * i as f64 / steps as f64).exp()),
        })
        .collect()
}
