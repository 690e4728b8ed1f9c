//! The command palette: finds any action of the panes by a few letters of its title, name, keys or help.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::explorer::action::keymap::Keymap;
use crate::explorer::action::{Action, Context, Entry, table};
use crate::text::{draws, number};
use crate::tui::input::Key;

/// How many actions it remembers.
const REMEMBERED: usize = 8;

/// The memory of the palette.
#[derive(Clone, Debug, Default)]
pub struct Palette {
    /// The actions chosen last, the latest first.
    recent: Vec<Action>,
}

/// What a line of the palette does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// An action.
    Act(Action),
    /// Set n to this number.
    Draws(u64),
}

/// A line of the palette.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it does.
    pub command: Command,
    /// Its title, a few words.
    pub title: String,
    /// The positions of the typed letters in the title, ascending.
    pub marked: Vec<u32>,
    /// One sentence about it.
    pub help: &'static str,
}

/// How well an action matches: where the letters were found, and how well they fit there.
type Rank = (FoundIn, u32);

/// Where the letters were found, the best place last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum FoundIn {
    Help,
    Id,
    Title,
    Key,
}

impl Palette {
    /// The lines for the typed letters, best match first, with those of a walkthrough while `has_lesson`; without letters
    /// the latest actions come first.
    pub fn found(&self, keymap: &Keymap, has_lesson: bool, filter: &str) -> Vec<Found> {
        self.among(table::of_panes(has_lesson), keymap, filter)
    }

    /// The lines among the actions of one context.
    pub fn search_in(&self, keymap: &Keymap, context: Context, filter: &str) -> Vec<Found> {
        let entries = table::of_context(context).filter(|entry| entry.action != Action::Interrupt);
        self.among(entries, keymap, filter)
    }

    fn among(
        &self,
        entries: impl Iterator<Item = &'static Entry>,
        keymap: &Keymap,
        filter: &str,
    ) -> Vec<Found> {
        if refusal(filter).is_some() {
            return Vec::new();
        }
        let entries = entries.filter(|entry| entry.action != Action::Palette);
        let age = |action| self.recent.iter().position(|&recent| recent == action).unwrap_or(REMEMBERED);
        let mut search = Search::new(filter);
        let mut found: Vec<(Rank, Found)> = entries.filter_map(|entry| search.find(entry, keymap)).collect();
        found.sort_by_key(|((place, fit), found)| match found.command {
            Command::Act(action) => (std::cmp::Reverse((*place, *fit)), age(action)),
            Command::Draws(_) => (std::cmp::Reverse((*place, *fit)), 0),
        });
        let number = number(filter).map(|n| Found {
            command: Command::Draws(n),
            title: format!("n = {n}"),
            marked: Vec::new(),
            help: "set n to this number",
        });
        number.into_iter().chain(found.into_iter().map(|(_, found)| found)).collect()
    }

    /// Remembers a chosen action.
    pub(in crate::explorer) fn remember(&mut self, action: Action) {
        self.recent.retain(|&recent| recent != action);
        self.recent.insert(0, action);
        self.recent.truncate(REMEMBERED);
    }
}

/// The number in `64` or `n 64`.
fn typed(filter: &str) -> &str {
    let text = filter.trim();
    text.strip_prefix('n').map_or(text, |rest| rest.trim_start_matches([' ', '=']))
}

fn number(filter: &str) -> Option<u64> {
    match draws::parse_list(typed(filter), 2).ok()?[..] {
        [n] => Some(n),
        _ => None,
    }
}

/// Why the typed number cannot be n, in one sentence; none for a number that can be n and for letters.
pub fn refusal(filter: &str) -> Option<String> {
    let text = typed(filter);
    number::parse(text).ok()?;
    draws::parse_list(text, 2).err().map(|error| error.to_string())
}

struct Search<'a> {
    matcher: Matcher,
    filter: &'a str,
    letters: Pattern,
    words: Pattern,
}

impl Search<'_> {
    fn new(filter: &str) -> Search<'_> {
        let filter = filter.trim();
        let pattern = |kind| Pattern::new(filter, CaseMatching::Ignore, Normalization::Never, kind);
        Search {
            matcher: Matcher::new(Config::DEFAULT),
            filter,
            letters: pattern(AtomKind::Fuzzy),
            words: pattern(AtomKind::Substring),
        }
    }

    fn find(&mut self, entry: &Entry, keymap: &Keymap) -> Option<(Rank, Found)> {
        let Search { matcher, filter, letters, words } = self;
        let mut buffer = Vec::new();
        let mut marked = Vec::new();
        let title = letters.indices(Utf32Str::new(entry.title, &mut buffer), matcher, &mut marked);
        marked.sort_unstable();
        marked.dedup();
        let is_key = |key: &Key| key.to_string() == *filter;
        let rank = if keymap.keys(entry.action).iter().any(is_key) {
            (FoundIn::Key, 0)
        } else if let Some(fit) = title {
            (FoundIn::Title, fit)
        } else if let Some(fit) = letters.score(Utf32Str::new(entry.id, &mut buffer), matcher) {
            (FoundIn::Id, fit)
        } else {
            (FoundIn::Help, words.score(Utf32Str::new(entry.help, &mut buffer), matcher)?)
        };
        if title.is_none() {
            marked.clear();
        }
        let (title, help) = (entry.title.to_owned(), entry.help);
        Some((rank, Found { command: Command::Act(entry.action), title, marked, help }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(filter: &str) -> Vec<String> {
        let found = Palette::default().found(&Keymap::default(), true, filter);
        found.into_iter().map(|found| found.title).collect()
    }

    #[test]
    fn letters_words_names_and_keys_find() {
        for (filter, title) in [
            ("undo", "Undo"),
            ("zoom", "Zoom the pane"),
            ("dupl", "Duplicate the outcome"),
            ("nxv", "Next view"),
            ("far-more", "Raise n a big step"),
            ("ctrl-r", "Redo"),
            ("z", "Zoom the pane"),
            ("V", "Previous view"),
            ("best-of-1", "First n"),
            ("64", "n = 64"),
            ("n 2^10", "n = 1024"),
            ("n=1e3", "n = 1000"),
        ] {
            assert_eq!(titles(filter).first().map(String::as_str), Some(title), "{filter}");
        }
        assert!(titles("xyzzy").is_empty());
        assert!(!titles("").contains(&"n = 1".to_owned()) && titles("").len() > 30);
    }

    #[test]
    fn the_letters_found_are_marked() {
        let found = Palette::default().found(&Keymap::default(), false, "TI ou");
        let tie = found.iter().find(|found| found.title == "Tie the outcome").unwrap();
        assert_eq!(tie.marked, [0, 1, 8, 9]);
    }

    #[test]
    fn the_latest_comes_first_until_something_is_typed() {
        let mut palette = Palette::default();
        palette.remember(Action::Zoom);
        palette.remember(Action::Undo);
        let first = |filter| palette.found(&Keymap::default(), false, filter)[0].command;
        assert_eq!((first(""), first("zo")), (Command::Act(Action::Undo), Command::Act(Action::Zoom)));
        assert_eq!(palette.found(&Keymap::default(), false, "")[1].command, Command::Act(Action::Zoom));
    }
}
