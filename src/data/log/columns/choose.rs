//! The column of every role.

use std::collections::HashMap;

use crate::data::error::Problem;
use crate::data::log::columns::catalogue::{Catalogue, Leaf};
use crate::data::log::columns::levels::{Paths, plan};
use crate::data::log::columns::plan::Plan;
use crate::data::log::columns::search::Search;
use crate::data::log::columns::witnesses;
use crate::data::log::formats::{self, Format};
use crate::data::log::options::{ColumnNames, LogprobOf, Options};
use crate::data::notice::Notice;
use crate::data::roles::{self, Role};
use crate::data::table::{Path, Step, Value};
use crate::text::quoted;

/// The first text and the first reward of a prompt.
type First = (Option<String>, Option<String>);

/// The word that switches a column off.
const NONE: &str = "none";

/// What was said about a role.
enum Said {
    /// Nothing: it is looked for.
    Nothing,
    Off,
    Path(Path),
}

/// The columns of a log with this heading and these first rows.
///
/// # Errors
/// [`Problem`] for a column that was named and is not there, and for a log without rewards.
pub(in crate::data::log) fn choose(
    heading: Option<&[String]>,
    rows: Vec<&Value>,
    options: &Options,
) -> Result<Plan, Problem> {
    let heading = heading.unwrap_or_default();
    let catalogue = Catalogue::of(heading, rows.iter().copied());
    let search = Search { catalogue, rows };
    let chooser = Chooser::new(search, options)?;
    let plan = chooser.choose(options)?;
    for column in plan.columns() {
        if let Some(top) = column.path.top()
            && heading.iter().filter(|name| **name == *top).count() > 1
        {
            return Err(Problem::TwiceNamed(quoted(top)));
        }
    }
    Ok(plan)
}

struct Chooser<'v> {
    search: Search<'v>,
    format: Option<&'static Format>,
    /// What was said about the roles but the prompt, by their flags.
    said: HashMap<&'static str, Said>,
    /// Paths that have a role.
    taken: Vec<Path>,
    notices: Vec<Notice>,
}

impl<'v> Chooser<'v> {
    fn new(search: Search<'v>, options: &Options) -> Result<Chooser<'v>, Problem> {
        let format = match options.format_of.as_deref() {
            Some("flat") => None,
            None | Some("auto") => {
                formats::ALL.iter().find(|format| format.fits(|path| search.leads_somewhere(path)))
            }
            Some(name) => Some(formats::named(name).ok_or_else(|| formats::unknown(name))?),
        };
        let ColumnNames { prompt: _, reward, logprob, gold, weight, text, tokens, mask, count } =
            &options.names;
        let mut chooser =
            Chooser { search, format, said: HashMap::new(), taken: Vec::new(), notices: Vec::new() };
        let mut named: Vec<(Role, Path)> = Vec::new();
        for (role, given) in [
            (roles::REWARD, reward),
            (roles::LOGPROB, logprob),
            (roles::GOLD, gold),
            (roles::WEIGHT, weight),
            (roles::TEXT, text),
            (roles::TOKENS, tokens),
            (roles::MASK, mask),
            (roles::COUNT, count),
        ] {
            let said = match given.as_deref() {
                None => Said::Nothing,
                Some(NONE) if chooser.search.catalogue.at(&Path::of_key(NONE)).is_none() => Said::Off,
                Some(text) => {
                    let path = chooser.search.given(text)?;
                    if let Some((first, _)) = named.iter().find(|(_, other)| *other == path) {
                        let column = quoted(&path.to_string());
                        return Err(Problem::TwoRoles { column, first: first.name, second: role.name });
                    }
                    named.push((role, path.clone()));
                    chooser.taken.push(path.clone());
                    Said::Path(path)
                }
            };
            chooser.said.insert(role.flag, said);
        }
        Ok(chooser)
    }

    fn choose(mut self, options: &Options) -> Result<Plan, Problem> {
        let reward = self.reward()?;
        self.taken.push(reward.clone());
        let mut prompt = self.prompt(options)?;
        self.taken.extend(prompt.iter().cloned());
        let logprob = self.number(roles::LOGPROB).filter(|path| self.is_of_draws(path, options));
        let mut text = self.text(&reward, &prompt);
        if prompt.is_empty() && options.names.prompt.is_none() {
            prompt.extend(self.conversation());
            self.taken.extend(prompt.iter().cloned());
            if text.is_none() && matches!(self.said[roles::TEXT.flag], Said::Nothing) && !prompt.is_empty() {
                text = Path::parse("messages[-1].content").ok();
            }
        }
        self.taken.extend(text.iter().cloned());
        let gold = self.number(roles::GOLD);
        let weight = self.number(roles::WEIGHT);
        let tokens = self.number(roles::TOKENS);
        let mask = self.number(roles::MASK);
        let step = self.step(options)?;
        self.taken.extend(step.iter().cloned());
        if options.logprob_mean && logprob.is_some() && tokens.is_none() {
            return Err(crate::data::heading::missing(roles::TOKENS, &self.search.catalogue.names()));
        }
        let count = match self.said.get(roles::COUNT.flag) {
            Some(Said::Path(path)) => Some(path.clone()),
            Some(Said::Off) => None,
            Some(Said::Nothing) | None => {
                self.notices.extend(witnesses::on_count(&self.search, &self.taken));
                None
            }
        };
        // Rows that are kept apart by their group, or taken together on request, need no word about models.
        let model =
            options.group.is_none().then(|| witnesses::model(&self.search, &self.taken, &reward)).flatten();
        let reference = text.as_ref().and_then(|_| witnesses::reference(&self.search, &self.taken));
        let reference_reward = witnesses::reference_reward(&self.search, &self.taken);
        let paths = Paths {
            prompt,
            reward,
            logprob,
            gold,
            weight,
            text,
            tokens,
            mask,
            count,
            model,
            reference,
            reference_reward,
            step,
        };
        let format = self.format.map(|format| format.name);
        let mut plan = plan(&self.search, paths, format, options)?;
        plan.notices.splice(0..0, self.notices);
        Ok(plan)
    }

    /// Whether the log-probabilities there are those of the distribution of the draws, as far as anybody said.
    fn is_of_draws(&mut self, path: &Path, options: &Options) -> bool {
        if options.logprob_of != LogprobOf::Base {
            return true;
        }
        self.notices.push(Notice::remark(format!(
            "the log-probabilities of the column {} are those of the model before temperature, top-k and top-p and not those of the distribution that the draws came from, so they were not used",
            quoted(&path.to_string())
        )));
        false
    }

    /// What was said about a role, or what the format says about it.
    fn told(&mut self, role: Role) -> Said {
        match self.said.insert(role.flag, Said::Nothing) {
            Some(Said::Off) => {
                self.said.insert(role.flag, Said::Off);
                Said::Off
            }
            Some(Said::Path(path)) => Said::Path(path),
            Some(Said::Nothing) | None => {
                let told = self.format.map(|format| format.paths(role)).unwrap_or_default();
                let found = told.iter().filter_map(|text| Path::parse(text).ok());
                let found = found.filter(|path| !self.taken.contains(path));
                match found.into_iter().find(|path| !self.search.describe(path).is_empty()) {
                    Some(path) => Said::Path(path),
                    None => Said::Nothing,
                }
            }
        }
    }

    fn reward(&mut self) -> Result<Path, Problem> {
        let role = roles::REWARD;
        let path = match self.told(role) {
            Said::Path(path) => path,
            Said::Off => return Err(crate::data::heading::missing(role, &self.search.catalogue.names())),
            Said::Nothing => {
                let candidates = self.search.candidates(role);
                let free = || candidates.iter().filter(|leaf| !self.taken.contains(&leaf.path));
                let holds_numbers = |leaf: &&&Leaf| {
                    leaf.is_numeric() || leaf.is_struct && self.search.only_number(role, &leaf.path).is_ok()
                };
                let found = free()
                    .find(holds_numbers)
                    .or_else(|| free().find(|leaf| leaf.is_struct))
                    .or_else(|| free().find(|leaf| !leaf.is_struct));
                match found {
                    Some(leaf) => leaf.path.clone(),
                    None => self.search.reward_by_part(role)?,
                }
            }
        };
        if self.search.describe(&path).is_struct { self.search.only_number(role, &path) } else { Ok(path) }
    }

    fn prompt(&mut self, options: &Options) -> Result<Vec<Path>, Problem> {
        match options.names.prompt.as_deref() {
            Some(NONE) if self.search.catalogue.at(&Path::of_key(NONE)).is_none() => return Ok(Vec::new()),
            // A column may have a comma in its name.
            Some(text) => match self.search.given(text) {
                Ok(path) => return Ok(vec![path]),
                Err(_) if text.contains(',') => {
                    return text.split(',').map(|part| self.search.given(part.trim())).collect();
                }
                Err(problem) => return Err(problem),
            },
            None => {}
        }
        let told = self.format.map(|format| format.paths(roles::PROMPT)).unwrap_or_default();
        let told: Vec<Path> = told
            .iter()
            .filter_map(|text| Path::parse(text).ok())
            .filter(|path| !self.search.describe(path).is_empty() && !self.taken.contains(path))
            .collect();
        if !told.is_empty() {
            return Ok(told);
        }
        let is_free = |leaf: &&&Leaf| !self.taken.contains(&leaf.path) && !leaf.is_struct && !leaf.is_empty();
        let candidates = self.search.candidates(roles::PROMPT);
        if let Some(leaf) = candidates.iter().find(is_free) {
            let mut paths = vec![leaf.path.clone()];
            // The two halves of an instruction.
            let input = Path::of_key("input");
            let has_input =
                self.search.catalogue.at(&input).is_some_and(|leaf| !leaf.is_empty() && !leaf.is_struct);
            if leaf.path == Path::of_key("instruction") && has_input && !self.taken.contains(&input) {
                paths.push(input);
            }
            return Ok(paths);
        }
        let ids = self.search.candidates(Role { usual: &roles::IDS, ..roles::PROMPT });
        let id = ids.iter().find(|leaf| is_free(leaf) && self.comes_again(&leaf.path));
        Ok(id.map(|leaf| leaf.path.clone()).into_iter().collect())
    }

    /// Whether a value there comes up twice in the first rows.
    fn comes_again(&self, path: &Path) -> bool {
        let mut seen = std::collections::HashSet::new();
        self.search.rows.iter().any(|row| words(path, row).is_some_and(|words| !seen.insert(words)))
    }

    /// The conversation before the last message, where nothing else tells prompts apart.
    fn conversation(&self) -> Option<Path> {
        let messages = self.search.catalogue.at(&Path::of_key("messages"))?;
        (messages.chats > 0).then(|| Path::parse("messages[:-1]").ok()).flatten()
    }

    /// A column of numbers that may be missing.
    fn number(&mut self, role: Role) -> Option<Path> {
        match self.told(role) {
            Said::Path(path) => {
                self.taken.push(path.clone());
                return Some(path);
            }
            Said::Off => return None,
            Said::Nothing => {}
        }
        let candidates = self.search.candidates(role);
        let free: Vec<&&Leaf> =
            candidates.iter().filter(|leaf| !leaf.is_struct && !self.taken.contains(&leaf.path)).collect();
        let found = free.iter().find(|leaf| leaf.is_numeric());
        let found = found.or_else(|| free.iter().find(|leaf| leaf.is_empty()));
        if let Some(leaf) = found {
            let path = leaf.path.clone();
            self.taken.push(path.clone());
            return Some(path);
        }
        // Said where the column is plainly meant.
        if let Some(leaf) =
            free.first().filter(|leaf| leaf.texts > 0 && role != roles::TOKENS && role != roles::MASK)
        {
            self.notices.push(Notice::remark(format!(
                "the column {} holds {} and no numbers, so it was not taken for the {}",
                quoted(&leaf.path.to_string()),
                leaf.kind(),
                role.name
            )));
        }
        None
    }

    /// The answer; a text that is the same for all draws of a prompt is none.
    fn text(&mut self, reward: &Path, prompt: &[Path]) -> Option<Path> {
        match self.told(roles::TEXT) {
            Said::Path(path) => return Some(path),
            Said::Off => return None,
            Said::Nothing => {}
        }
        let candidates = self.search.candidates(roles::TEXT);
        let is_free = |leaf: &&&Leaf| !leaf.is_struct && !leaf.is_empty() && !self.taken.contains(&leaf.path);
        let reaches = |leaf: &&&Leaf| leaf.depth() >= reward.lists();
        let mut found = candidates.iter().filter(|leaf| is_free(leaf)).filter(reaches);
        found.find(|leaf| !self.is_of_the_prompt(&leaf.path, reward, prompt)).map(|leaf| leaf.path.clone())
    }

    /// Whether a text is the same for all draws of every prompt, although their rewards differ.
    fn is_of_the_prompt(&self, text: &Path, reward: &Path, prompt: &[Path]) -> bool {
        let mut of_prompt: HashMap<Vec<Option<String>>, First> = HashMap::new();
        let mut differ = false;
        for row in &self.search.rows {
            let key = prompt.iter().map(|path| words(path, row)).collect();
            let (text, reward) = (words(text, row), words(reward, row));
            if reward.is_none() {
                continue;
            }
            let (first_text, first_reward) =
                of_prompt.entry(key).or_insert_with(|| (text.clone(), reward.clone()));
            if *first_text != text {
                return false;
            }
            differ |= *first_reward != reward;
        }
        differ
    }

    fn step(&mut self, options: &Options) -> Result<Option<Path>, Problem> {
        if let Some(group) = &options.group {
            return if group == NONE { Ok(None) } else { self.search.given(group).map(Some) };
        }
        let told = self.format.map(|format| format.paths(roles::STEP)).unwrap_or_default();
        let told = told.iter().filter_map(|text| Path::parse(text).ok());
        if let Some(path) = told.into_iter().find(|path| !self.search.describe(path).is_empty()) {
            return Ok(Some(path));
        }
        let is_it = |leaf: &&Leaf| {
            leaf.lists == 0
                && leaf.path.steps.iter().all(|step| matches!(step, Step::Key(_)))
                && leaf.path.steps.len() == 1
                && leaf.is_numeric()
                && !self.taken.contains(&leaf.path)
        };
        Ok(self.search.candidates(roles::STEP).into_iter().find(is_it).map(|leaf| leaf.path.clone()))
    }
}

/// What stands at a path of a row, as text.
fn words(path: &Path, row: &Value) -> Option<String> {
    let mut out = String::new();
    crate::data::log::draws::write_words(&path.find(row), &mut out).then_some(out)
}
