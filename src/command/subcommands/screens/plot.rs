//! `bonscope plot`: its command line. The explorer draws the chart.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, ValueEnum};

use crate::bon::comparator::Kind;
use crate::command::flags::base::base;
use crate::command::flags::proposal::ProposalArgs;
use crate::command::flags::terminal::ShownArgs;
use crate::command::flags::values::{check_soft_temperature, one_n, real, view};
use crate::command::shared::failure::Failure;
use crate::preset::{LowerView, View};

const EXAMPLES: &str = "\
Examples:
  bonscope plot staircase-3 -o staircase.svg
  bonscope plot zipf:1000,1.1 -n 1e4 --view trade-off --theme light -o plane.svg
  bonscope plot toy-lm-logprob -n 16 --policies best-possible,reward-tilt --reward -o policies.svg
  bonscope plot 0.9,0.1 --size 600x400 -o - > kl.svg";

/// Save one chart as a picture
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub struct PlotArgs {
    /// The base: a preset, FILE.toml, `-` for standard input, a family such as uniform:10, or weights
    #[arg(value_parser = base)]
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
    /// The policies of the trade-off, separated by commas; best-of-n is always among them
    #[arg(long, value_enum, value_name = "NAMES", value_delimiter = ',')]
    pub policies: Vec<PolicyName>,
    /// Draw the expected reward instead of the win rate in the trade-off
    #[arg(long)]
    pub reward: bool,
    /// The temperature of soft best-of-n in the trade-off; when left out, one at which it reaches the KL of best-of-n
    #[arg(long, value_name = "T", value_parser = real, allow_hyphen_values = true)]
    pub soft_temperature: Option<f64>,
    /// Width and height of the picture in pixels
    #[arg(long, default_value = "900x560", value_name = "WIDTHxHEIGHT")]
    pub size: Pixels,
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap would take it for the heading of the flags")]
    pub unit: ShownArgs,
    /// The colour theme
    #[arg(long)]
    pub theme: Option<String>,
    /// Ignore the configuration file
    #[arg(long)]
    pub no_config: bool,
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap would take it for the heading of the flags")]
    pub proposal: ProposalArgs,
}

/// A policy of the trade-off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[expect(missing_docs, reason = "clap would take it for the help of a value")]
pub enum PolicyName {
    BestOfN,
    BestPossible,
    RewardTilt,
    RewindAndRepeat,
    SoftBestOfN,
    BestOfPoisson,
}

impl From<PolicyName> for Kind {
    fn from(name: PolicyName) -> Kind {
        match name {
            PolicyName::BestOfN => Kind::BestOfN,
            PolicyName::BestPossible => Kind::BestPossible,
            PolicyName::RewardTilt => Kind::RewardTilt,
            PolicyName::RewindAndRepeat => Kind::Rewind,
            PolicyName::SoftBestOfN => Kind::Soft,
            PolicyName::BestOfPoisson => Kind::Poisson,
        }
    }
}

impl PlotArgs {
    /// The chart asked for; the trade-off when a flag of the trade-off is given.
    ///
    /// # Errors
    /// [`Failure::Input`] when a flag of the trade-off is given and another chart is asked for, and for a temperature that
    /// is not above 0.
    pub fn view(&self) -> Result<Option<View>, Failure> {
        let flags = [
            ("--policies", !self.policies.is_empty()),
            ("--reward", self.reward),
            ("--soft-temperature", self.soft_temperature.is_some()),
        ];
        check_soft_temperature(self.soft_temperature)?;
        let trade_off = View::Lower(LowerView::TradeOff);
        match (flags.iter().find(|(_, given)| *given), self.view) {
            (None, view) => Ok(view),
            (Some(_), None) => Ok(Some(trade_off)),
            (Some(_), Some(view)) if view == trade_off => Ok(Some(trade_off)),
            (Some((flag, _)), Some(view)) => Err(Failure::input(format_args!(
                "{flag}: this flag is for the trade-off, but --view {} asks for another chart; leave one of them out",
                view.name()
            ))),
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies_are_called_as_everywhere() {
        let names = PolicyName::value_variants();
        assert!(names.iter().map(|&name| Kind::from(name)).eq(Kind::ALL.iter().copied()));
        for &name in names {
            let called = name.to_possible_value().unwrap().get_name().replace('-', "_");
            assert_eq!(called, Kind::from(name).name());
        }
    }
}
