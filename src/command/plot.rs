//! `bonscope plot`: its command line. The chart is the explorer's to draw.

use std::path::PathBuf;
use std::str::FromStr;

use clap::Args;

use super::proposal::ProposalArgs;
use super::standard_input;
use super::terminal::ShownArgs;
use super::values::{one_n, view};
use crate::preset::View;

/// One chart, saved as a picture.
#[derive(Args, Clone, Debug)]
pub struct PlotArgs {
    /// The base: a preset, FILE.toml, `-` for standard input, a family such as uniform:10, or weights
    #[arg(value_parser = standard_input::base)]
    pub base: String,
    /// The file to write the SVG picture to, or `-` for standard output
    #[arg(short, long, value_name = "FILE.svg")]
    pub output: PathBuf,
    /// The number of draws to mark, such as 64, 1e6 or 2^10
    #[arg(short, value_parser = one_n, allow_negative_numbers = true)]
    pub n: Option<u64>,
    /// The chart: kl, gap, win-rate or trade-off
    #[arg(long, value_parser = view())]
    pub view: Option<View>,
    /// Width and height of the picture in pixels
    #[arg(long, default_value = "900x560", value_name = "WIDTHxHEIGHT")]
    pub size: Pixels,
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap would take it for the heading of the flags")]
    pub unit: ShownArgs,
    /// The colour theme
    #[arg(long)]
    pub theme: Option<String>,
    /// Leave the configuration file aside
    #[arg(long)]
    pub no_config: bool,
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap would take it for the heading of the flags")]
    pub proposal: ProposalArgs,
}

/// The size of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// Pixels across.
    pub width: u16,
    /// Pixels down.
    pub height: u16,
}

impl FromStr for Pixels {
    type Err = String;

    fn from_str(text: &str) -> Result<Pixels, String> {
        let side = |text: &str| text.parse().ok().filter(|side| (200..=10_000).contains(side));
        text.split_once('x')
            .and_then(|(width, height)| Some(Pixels { width: side(width)?, height: side(height)? }))
            .ok_or_else(|| {
                "a size is WIDTHxHEIGHT in pixels, each from 200 to 10000, as in 900x560".to_owned()
            })
    }
}
