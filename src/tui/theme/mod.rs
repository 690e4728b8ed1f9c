//! Themes: one style for every role, and the choice of a theme.
//!
//! Owns every colour of the screen. Views ask for a [`Role`] and must never name a colour themselves.

mod ascii;
mod degrade;
#[cfg(test)]
mod tests;

pub use crate::tui::theme::degrade::{Depth, Surroundings, degrade};
pub(crate) use crate::tui::theme::degrade::{ansi_index, indexed_rgb};

use ratatui::style::{Color, Modifier, Style};

/// The meaning of a piece of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Ordinary text; also the background of the whole screen.
    Text,
    /// Less important text, ticks, help.
    Dim,
    /// The title of a pane, the program's name.
    Title,
    /// The border of a pane.
    Border,
    /// The border of the pane that has the focus.
    BorderFocused,
    /// A key in the footer and the help.
    Key,
    /// The selected row.
    Selection,
    /// The field being edited.
    Field,
    /// Text that names the columns of a table.
    Heading,
    /// The exact KL.
    Exact,
    /// The popular bound.
    Bound,
    /// The paper's estimator.
    Estimator,
    /// The spread of the estimator.
    Band,
    /// The gap between bound and exact KL.
    Gap,
    /// The gap bound.
    GapBound,
    /// The win rate.
    WinRate,
    /// Its bound n/(n+1).
    WinBound,
    /// The best any policy can do.
    Frontier,
    /// Rewind-and-repeat.
    Rewind,
    /// The reward-tilted policy.
    Tilt,
    /// Soft best-of-n.
    Soft,
    /// Best-of-Poisson.
    Poisson,
    /// The base distribution.
    Base,
    /// The best-of-n policy.
    Policy,
    /// The line through the charts at the current n, and the slider's handle.
    Cursor,
    /// Curves that were pinned for comparison.
    Pinned,
    /// A horizontal line such as the limit of the KL.
    Reference,
    /// A claim that holds, an accepted change.
    Good,
    /// A claim that fails, an error.
    Bad,
    /// Something worth knowing.
    Notice,
    /// The outcome a walkthrough points at.
    Highlight,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 31] = [
        Role::Text,
        Role::Dim,
        Role::Title,
        Role::Border,
        Role::BorderFocused,
        Role::Key,
        Role::Selection,
        Role::Field,
        Role::Heading,
        Role::Exact,
        Role::Bound,
        Role::Estimator,
        Role::Band,
        Role::Gap,
        Role::GapBound,
        Role::WinRate,
        Role::WinBound,
        Role::Frontier,
        Role::Rewind,
        Role::Tilt,
        Role::Soft,
        Role::Poisson,
        Role::Base,
        Role::Policy,
        Role::Cursor,
        Role::Pinned,
        Role::Reference,
        Role::Good,
        Role::Bad,
        Role::Notice,
        Role::Highlight,
    ];
}

/// A style for every role.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    name: &'static str,
    about: &'static str,
    palette: &'static Palette,
    /// Its palette for sixteen colours.
    sixteen: &'static Palette,
}

/// The colours a theme is made of; weights and underlines are the same in all of them.
#[derive(Debug)]
struct Palette {
    text: Style,
    dim: Style,
    border: Color,
    focus: Color,
    selection: Style,
    exact: Color,
    bound: Color,
    estimator: Color,
    gap: Color,
    win: Color,
    rival: Color,
    good: Color,
    bad: Color,
    notice: Color,
}

const fn rgb(hex: u32) -> Color {
    Color::from_u32(hex)
}

/// The sixteen colours of the terminal on its own background: readable on light and on dark, so neither white nor black
/// text, and yellow for nothing important. Blue is hard to see on black and green on white; the exact KL, which matters
/// most, has the colour of the text.
const TERMINAL: Palette = Palette {
    text: Style::new(),
    dim: Style::new().add_modifier(Modifier::DIM),
    border: Color::Reset,
    focus: Color::Cyan,
    selection: Style::new().add_modifier(Modifier::REVERSED),
    exact: Color::Reset,
    bound: Color::Red,
    estimator: Color::Green,
    gap: Color::Magenta,
    win: Color::Cyan,
    rival: Color::Magenta,
    good: Color::Green,
    bad: Color::Red,
    notice: Color::Magenta,
};

const DARK: Palette = Palette {
    text: Style::new().fg(rgb(0xd8dee9)).bg(rgb(0x14181f)),
    dim: Style::new().fg(rgb(0x8a94a6)),
    border: rgb(0x4a5568),
    focus: rgb(0x7cc4ff),
    selection: Style::new().bg(rgb(0x2c3a52)).fg(rgb(0xffffff)),
    exact: rgb(0x6cb6ff),
    bound: rgb(0xff8f70),
    estimator: rgb(0x7ee0a1),
    gap: rgb(0xd6a4ff),
    win: rgb(0x5ed4d4),
    rival: rgb(0xf2c069),
    good: rgb(0x7ee0a1),
    bad: rgb(0xff7a85),
    notice: rgb(0xf2c069),
};

const LIGHT: Palette = Palette {
    text: Style::new().fg(rgb(0x1f2430)).bg(rgb(0xfcfcfa)),
    dim: Style::new().fg(rgb(0x646b78)),
    border: rgb(0xaab1bd),
    focus: rgb(0x005fb8),
    selection: Style::new().bg(rgb(0xcfe3f8)).fg(rgb(0x10141c)),
    exact: rgb(0x005fb8),
    bound: rgb(0xb83a14),
    estimator: rgb(0x1c7a3e),
    gap: rgb(0x7a37b0),
    win: rgb(0x00707a),
    rival: rgb(0x8a5a00),
    good: rgb(0x1c7a3e),
    bad: rgb(0xb3202c),
    notice: rgb(0x8a5a00),
};

/// The colours of Okabe and Ito that can be read on white and on black.
const COLOUR_BLIND: Palette = Palette {
    text: Style::new(),
    dim: Style::new().add_modifier(Modifier::DIM),
    border: Color::Reset,
    focus: rgb(0x0072b2),
    selection: Style::new().add_modifier(Modifier::REVERSED),
    exact: rgb(0x0072b2),
    bound: rgb(0xd55e00),
    estimator: rgb(0x009e73),
    gap: rgb(0xcc79a7),
    win: rgb(0x56b4e9),
    rival: rgb(0xe69f00),
    good: rgb(0x009e73),
    bad: rgb(0xd55e00),
    notice: rgb(0xcc79a7),
};

const DARK_16: Palette = Palette {
    text: Style::new().fg(Color::White).bg(Color::Black),
    dim: Style::new().fg(Color::Gray),
    border: Color::DarkGray,
    focus: Color::LightCyan,
    exact: Color::LightBlue,
    bound: Color::LightRed,
    estimator: Color::LightGreen,
    gap: Color::LightMagenta,
    win: Color::LightCyan,
    rival: Color::LightYellow,
    good: Color::LightGreen,
    bad: Color::LightRed,
    notice: Color::LightYellow,
    ..TERMINAL
};

const LIGHT_16: Palette = Palette {
    text: Style::new().fg(Color::Black).bg(Color::White),
    dim: Style::new().fg(Color::DarkGray),
    border: Color::DarkGray,
    focus: Color::Blue,
    exact: Color::Blue,
    ..TERMINAL
};

/// Red and green look alike to some people: blue, red and cyan do not.
const COLOUR_BLIND_16: Palette = Palette { estimator: Color::Cyan, good: Color::Cyan, ..TERMINAL };

const MONO: Palette = Palette {
    text: Style::new(),
    dim: Style::new().add_modifier(Modifier::DIM),
    border: Color::Reset,
    focus: Color::Reset,
    selection: Style::new().add_modifier(Modifier::REVERSED),
    exact: Color::Reset,
    bound: Color::Reset,
    estimator: Color::Reset,
    gap: Color::Reset,
    win: Color::Reset,
    rival: Color::Reset,
    good: Color::Reset,
    bad: Color::Reset,
    notice: Color::Reset,
};

/// The themes, the default first.
const THEMES: [Theme; 5] = [
    Theme {
        name: "terminal",
        about: "the terminal's own sixteen colours, on light or dark",
        palette: &TERMINAL,
        sixteen: &TERMINAL,
    },
    Theme { name: "dark", about: "soft colours on a dark ground", palette: &DARK, sixteen: &DARK_16 },
    Theme::PAPER,
    Theme {
        name: "colour-blind",
        about: "the colours of Okabe and Ito",
        palette: &COLOUR_BLIND,
        sixteen: &COLOUR_BLIND_16,
    },
    Theme { name: "mono", about: "bold, dim, underlined and reversed only", palette: &MONO, sixteen: &MONO },
];

/// A theme that does not exist was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no theme is called \"{}\"{}; the themes are {}", name.escape_debug(), nearest.map(|name| format!(" (did you mean {name}?)")).unwrap_or_default(), names())]
pub struct ThemeError {
    name: String,
    nearest: Option<&'static str>,
}

fn names() -> String {
    THEMES.map(|theme| theme.name).join(", ")
}

impl Default for Theme {
    fn default() -> Theme {
        THEMES[0]
    }
}

impl Theme {
    /// Every theme, the default first.
    pub fn all() -> &'static [Theme] {
        &THEMES
    }

    /// The theme for printed pictures.
    pub const PAPER: Theme = Theme {
        name: "light",
        about: "strong colours on a light ground",
        palette: &LIGHT,
        sixteen: &LIGHT_16,
    };

    /// The theme with this name.
    ///
    /// # Errors
    /// When there is none: a sentence with the nearest name and all names.
    pub fn named(name: &str) -> Result<Theme, ThemeError> {
        let wanted = name.trim().to_lowercase().replace([' ', '_'], "-").replace("color", "colour");
        THEMES.iter().find(|theme| theme.name == wanted).copied().ok_or_else(|| {
            let nearest = THEMES
                .iter()
                .map(|theme| (strsim::normalized_damerau_levenshtein(theme.name, &wanted), theme.name))
                .filter(|(likeness, _)| *likeness >= 0.5)
                .max_by(|a, b| a.0.total_cmp(&b.0));
            ThemeError { name: name.to_owned(), nearest: nearest.map(|(_, name)| name) }
        })
    }

    /// Its name, as `--theme` takes it.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// What it is, in a few words.
    pub fn about(&self) -> &'static str {
        self.about
    }

    /// The variant of this theme for a depth: `mono` without colours, because a selection then needs another sign than
    /// its background, and chosen rather than nearest colours for sixteen.
    pub fn at(self, depth: Depth) -> Theme {
        match depth {
            Depth::Mono => Theme { palette: &MONO, ..self },
            Depth::Ansi16 => Theme { palette: self.sixteen, ..self },
            Depth::Ansi256 | Depth::True => self,
        }
    }

    /// The style of a role. [`Role::Text`] carries the background of the screen; the others are laid over it.
    pub fn style(&self, role: Role) -> Style {
        let palette = self.palette;
        let colour = |colour: Color| match colour {
            Color::Reset => Style::new(),
            _ => Style::new().fg(colour),
        };
        match role {
            Role::Text => palette.text,
            Role::Dim | Role::Pinned | Role::Reference => palette.dim,
            Role::Title => Style::new().add_modifier(Modifier::BOLD),
            Role::Heading => palette.dim.add_modifier(Modifier::UNDERLINED),
            Role::Border if palette.border == Color::Reset => palette.dim,
            Role::Border => colour(palette.border),
            Role::BorderFocused => colour(palette.focus).add_modifier(Modifier::BOLD),
            Role::Key => colour(palette.focus).add_modifier(Modifier::BOLD),
            Role::Selection => palette.selection,
            Role::Field => Style::new().add_modifier(Modifier::UNDERLINED),
            Role::Exact => colour(palette.exact).add_modifier(Modifier::BOLD),
            Role::Bound => colour(palette.bound),
            Role::Estimator | Role::Band => colour(palette.estimator),
            Role::Gap => colour(palette.gap),
            Role::GapBound => colour(palette.bound),
            Role::WinRate => colour(palette.win).add_modifier(Modifier::BOLD),
            Role::WinBound => colour(palette.bound),
            Role::Frontier => colour(palette.estimator),
            Role::Rewind => colour(palette.rival),
            Role::Tilt => colour(palette.gap),
            Role::Soft => colour(palette.exact),
            Role::Poisson => colour(palette.good),
            Role::Base => palette.dim,
            Role::Policy => colour(palette.exact),
            Role::Cursor => colour(palette.focus),
            Role::Good => colour(palette.good),
            Role::Bad => colour(palette.bad).add_modifier(Modifier::BOLD),
            Role::Notice => colour(palette.notice),
            Role::Highlight => Style::new().add_modifier(Modifier::BOLD.union(Modifier::UNDERLINED)),
        }
    }
}
