//! What the first rows of a log hold, and where.

use std::collections::HashMap;

use crate::data::table::{Found, Path, Step, Value};

/// The most places that are listed; logs that have more are dictionaries of something.
const MOST: usize = 4096;

/// The most elements of one list that are examined.
const ELEMENTS: usize = 64;

/// What stands at one path in the first rows.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    /// With `[]` for every list that holds structs on the way.
    pub(super) path: Path,
    /// The deepest nesting of the lists there: 0 for a plain value, 1 for a list, 2 for a list of lists.
    pub(super) lists: usize,
    /// Numbers, and words that tools write for numbers.
    pub(super) numbers: usize,
    pub(super) texts: usize,
    /// Conversations: lists of chat messages.
    pub(super) chats: usize,
    /// Whether it is a struct, the entries of which are leaves of their own.
    pub(super) is_struct: bool,
    /// The most elements of a list there.
    pub(super) longest: usize,
    /// Some text that is no number.
    pub(super) example: Option<String>,
}

impl Leaf {
    fn new(path: Path) -> Leaf {
        Leaf { path, lists: 0, numbers: 0, texts: 0, chats: 0, is_struct: false, longest: 0, example: None }
    }

    /// Whether numbers stand there, but for a few faults.
    pub(super) fn is_numeric(&self) -> bool {
        !self.is_struct && self.chats == 0 && self.numbers > 0 && self.numbers >= self.texts
    }

    /// The deepest nesting of lists that the path goes through or ends at.
    pub(super) fn depth(&self) -> usize {
        self.path.lists() + self.lists
    }

    /// Whether nothing was there at all.
    pub(super) fn is_empty(&self) -> bool {
        !self.is_struct && self.numbers + self.texts + self.chats == 0
    }

    /// What it holds, in words.
    pub(super) fn kind(&self) -> String {
        match self {
            Leaf { is_struct: true, .. } => "several values".to_owned(),
            Leaf { chats: 1.., .. } => "chat messages".to_owned(),
            Leaf { texts: 1.., example, .. } => {
                let example = example.as_deref().map(|text| format!(" such as {text}"));
                format!("text{}", example.unwrap_or_default())
            }
            Leaf { numbers: 0, .. } => "nothing".to_owned(),
            _ => "numbers".to_owned(),
        }
    }

    fn count(&mut self, value: &Value, lists: usize) {
        self.lists = self.lists.max(lists);
        if value.is_chat() {
            self.chats += 1;
            return;
        }
        match value.as_number() {
            Some(Some(_)) => self.numbers += 1,
            Some(None) => {}
            None => {
                self.texts += 1;
                self.example.get_or_insert_with(|| value.quoted());
            }
        }
    }
}

/// What stands where in the first rows.
#[derive(Default)]
pub(super) struct Catalogue {
    pub(super) leaves: Vec<Leaf>,
    places: HashMap<String, usize>,
}

impl Catalogue {
    /// What stands where in these rows, in the order in which it came up; the columns of the heading first.
    pub(super) fn of<'v>(heading: &[String], rows: impl Iterator<Item = &'v Value>) -> Catalogue {
        let mut catalogue = Catalogue::default();
        for name in heading {
            catalogue.leaf(&Path::of_key(name));
        }
        let mut path = Path { steps: Vec::new(), fold: None };
        for row in rows {
            catalogue.add(row, &mut path);
        }
        catalogue
    }

    /// The leaf at this path.
    pub(super) fn at(&self, path: &Path) -> Option<&Leaf> {
        self.places.get(&path.to_string()).and_then(|place| self.leaves.get(*place))
    }

    /// The leaves that are no structs.
    pub(super) fn plain(&self) -> impl Iterator<Item = &Leaf> {
        self.leaves.iter().filter(|leaf| !leaf.is_struct)
    }

    /// The paths, for sentences.
    pub(super) fn names(&self) -> Vec<String> {
        self.plain()
            .map(|leaf| match &leaf.path.steps[..] {
                [Step::Key(key)] => key.to_string(),
                _ => leaf.path.to_string(),
            })
            .collect()
    }

    fn leaf(&mut self, path: &Path) -> Option<&mut Leaf> {
        let name = path.to_string();
        let place = match self.places.get(&name) {
            Some(place) => *place,
            None if self.leaves.len() < MOST => {
                self.leaves.push(Leaf::new(path.clone()));
                self.places.insert(name, self.leaves.len() - 1);
                self.leaves.len() - 1
            }
            None => return None,
        };
        self.leaves.get_mut(place)
    }

    fn add(&mut self, value: &Value, path: &mut Path) {
        match value {
            Value::Struct(entries) => {
                if !path.steps.is_empty()
                    && let Some(leaf) = self.leaf(path)
                {
                    leaf.is_struct = true;
                }
                for (name, value) in entries {
                    path.steps.push(Step::Key(name.clone()));
                    self.add(value, path);
                    path.steps.pop();
                }
            }
            Value::List(values) if !value.is_chat() => {
                self.add_list(values, path, 1);
            }
            _ => {
                if let Some(leaf) = self.leaf(path) {
                    leaf.count(value, 0);
                }
            }
        }
    }

    /// Takes in the elements of a list inside so many lists of `path`.
    fn add_list(&mut self, values: &[Value], path: &mut Path, lists: usize) {
        if !matches!(values.first(), Some(Value::Struct(_)))
            && let Some(leaf) = self.leaf(path)
        {
            (leaf.lists, leaf.longest) = (leaf.lists.max(lists), leaf.longest.max(values.len()));
        }
        for value in values.iter().take(ELEMENTS) {
            match value {
                Value::List(inner) if !value.is_chat() => self.add_list(inner, path, lists + 1),
                Value::Struct(_) => {
                    let length = path.steps.len();
                    path.steps.extend(std::iter::repeat_n(Step::Each, lists));
                    self.add(value, path);
                    path.steps.truncate(length);
                }
                _ => {
                    if let Some(leaf) = self.leaf(path) {
                        leaf.count(value, lists);
                    }
                }
            }
        }
    }
}

/// What stands at a path that may differ from those of the catalogue, in these rows.
pub(super) fn describe<'v>(path: &Path, rows: impl Iterator<Item = &'v Value>) -> Leaf {
    let mut leaf = Leaf::new(path.clone());
    for row in rows {
        count(&path.find(row), &mut leaf);
    }
    leaf
}

fn count(found: &Found<'_>, leaf: &mut Leaf) {
    match found {
        Found::One(value) => count_value(value, 0, leaf),
        Found::Part(_) => leaf.chats += 1,
        Found::Many(found) => found.iter().take(ELEMENTS).for_each(|found| count(found, leaf)),
    }
}

fn count_value(value: &Value, lists: usize, leaf: &mut Leaf) {
    match value {
        Value::Struct(_) => leaf.is_struct = true,
        Value::List(values) if !value.is_chat() => {
            (leaf.lists, leaf.longest) = (leaf.lists.max(lists + 1), leaf.longest.max(values.len()));
            values.iter().take(ELEMENTS).for_each(|value| count_value(value, lists + 1, leaf));
        }
        _ => leaf.count(value, lists),
    }
}
