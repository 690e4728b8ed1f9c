//! What the charts compare, and the views of the lower chart.

mod bits;
mod chosen_curves;
mod pins;
mod policies;
mod renyi;
mod views;
