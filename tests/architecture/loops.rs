//! Loops of files: of two files in one loop neither can be read, tested or moved without the other.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::tree::{Import, To};

/// One import for each file that a file imports.
type Graph<'a> = BTreeMap<&'a str, BTreeMap<&'a str, &'a Import>>;

/// Files that all import each other, directly or through others.
pub struct Loop<'a> {
    pub files: BTreeSet<&'a str>,
    /// The imports that lead around it the shortest way.
    pub shortest: Vec<&'a Import>,
}

/// The loops of the crate, the largest first.
pub fn loops(imports: &[Import]) -> Vec<Loop<'_>> {
    let mut graph = Graph::new();
    for import in imports {
        if let To::File { file, .. } = &import.to {
            graph.entry(&import.file).or_default().entry(file).or_insert(import);
        }
    }
    let reached: BTreeMap<&str, BTreeSet<&str>> =
        graph.keys().map(|&file| (file, ways(&graph, file).into_keys().collect())).collect();
    let mut found = Vec::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for (&file, reaches) in &reached {
        if !reaches.contains(file) || seen.contains(file) {
            continue;
        }
        let back = |other: &&str| reached.get(other).is_some_and(|back| back.contains(file));
        let files: BTreeSet<&str> = reaches.iter().copied().filter(back).collect();
        seen.extend(&files);
        let around = files.iter().map(|file| around(&ways(&graph, file), file));
        let shortest = around.min_by_key(Vec::len).unwrap_or_default();
        found.push(Loop { files, shortest });
    }
    found.sort_by_key(|found| std::cmp::Reverse(found.files.len()));
    found
}

/// Every file that can be reached from `start`, with the last import on a shortest way to it.
fn ways<'a>(graph: &Graph<'a>, start: &str) -> BTreeMap<&'a str, &'a Import> {
    let mut ways = BTreeMap::new();
    let mut waiting = VecDeque::from([start]);
    while let Some(file) = waiting.pop_front() {
        for (&next, &import) in graph.get(file).into_iter().flatten() {
            if !ways.contains_key(next) {
                ways.insert(next, import);
                waiting.push_back(next);
            }
        }
    }
    ways
}

/// The imports from `file` back to itself.
fn around<'a>(ways: &BTreeMap<&'a str, &'a Import>, file: &str) -> Vec<&'a Import> {
    let mut imports = Vec::new();
    let mut at = file;
    loop {
        let import = ways[at];
        imports.push(import);
        at = &import.file;
        if at == file {
            break;
        }
    }
    imports.reverse();
    imports
}
