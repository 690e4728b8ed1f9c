//! The presets to choose from, as their list shows them.

/// A preset as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PresetTitle {
    /// Its name.
    pub name: String,
    /// What opens it: its name or its file.
    pub argument: String,
    /// One line.
    pub title: String,
    /// Some sentences, or what is wrong with it.
    pub about: String,
    /// Whether it cannot be read.
    pub broken: bool,
    /// How many steps there are to walk through.
    pub steps: usize,
}

/// The presets that hold every word of `filter` in name, title or description.
pub fn matching<'a>(presets: &'a [PresetTitle], filter: &str) -> impl Iterator<Item = &'a PresetTitle> {
    let words: Vec<String> = filter.split_whitespace().map(str::to_lowercase).collect();
    presets.iter().filter(move |preset| {
        let text = format!("{} {} {}", preset.name, preset.title, preset.about).to_lowercase();
        words.iter().all(|word| text.contains(word.as_str()))
    })
}
