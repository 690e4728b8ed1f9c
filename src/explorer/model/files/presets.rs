//! The presets to choose from.

/// A preset in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PresetTitle {
    /// Its name.
    pub name: String,
    /// The argument that opens it: its name or its file.
    pub argument: String,
    /// Its title, one line.
    pub title: String,
    /// Its description, or what is wrong with it.
    pub about: String,
    /// Whether it cannot be read.
    pub broken: bool,
    /// What the list of walkthroughs calls it, if it is a walkthrough.
    pub walkthrough: Option<String>,
    /// How many steps it has to walk through.
    pub steps: usize,
}

impl PresetTitle {
    /// Its title in the list of walkthroughs.
    pub fn lesson_title(&self) -> &str {
        self.walkthrough.as_ref().unwrap_or(&self.title)
    }
}

/// The presets with every word of `filter` in their name, title or description.
pub fn matching<'a>(presets: &'a [PresetTitle], filter: &str) -> impl Iterator<Item = &'a PresetTitle> {
    let words: Vec<String> = filter.split_whitespace().map(str::to_lowercase).collect();
    presets.iter().filter(move |preset| {
        let text = format!("{} {} {}", preset.name, preset.title, preset.about).to_lowercase();
        words.iter().all(|word| text.contains(word.as_str()))
    })
}
