//! The files of a crate and what each of them imports.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{fmt, fs};

use crate::source::{How, Module, Name, Source, child};

/// A longer way through re-exports does not exist; a circle of them would.
const LONGEST_WAY: usize = 32;

const MANIFEST: &str = "/Cargo.toml";

pub struct Tree {
    /// The sources by their path below `src`, with the number of lines.
    pub files: BTreeMap<String, usize>,
    modules: BTreeMap<String, (String, Module)>,
    /// The rooms that are packages of their own: those with a manifest.
    packages: BTreeSet<String>,
    crates: BTreeSet<String>,
}

/// A file names something that another file, or another crate, defines.
#[derive(Clone)]
pub struct Import {
    pub file: String,
    pub line: usize,
    pub name: String,
    pub to: To,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum To {
    /// The file that defines it, and those whose re-exports led there.
    File { file: String, through: Vec<String> },
    /// Another crate; the path as it is there, ending with `*` where everything is taken.
    Outside(Vec<String>),
}

impl Import {
    /// The files of the crate that it names, none when it leads outside.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let files = match &self.to {
            To::File { file, through } => Some(std::iter::once(file).chain(through)),
            To::Outside(_) => None,
        };
        files.into_iter().flatten().map(String::as_str)
    }
}

impl fmt::Display for Import {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "src/{}:{} names {}", self.file, self.line, self.name)?;
        match &self.to {
            To::File { file, .. } => write!(f, " of src/{file}"),
            To::Outside(_) => Ok(()),
        }
    }
}

/// Where a path leads.
enum Found {
    Module(String),
    Item { module: String },
    Outside(Vec<String>),
}

impl Tree {
    /// Reads every source and manifest below a folder. `crates` are the names of the crates outside.
    pub fn read(root: &Path, crates: BTreeSet<String>) -> Tree {
        let mut files = Vec::new();
        collect(root, root, &mut files);
        Tree::new(files, crates)
    }

    pub fn new(files: Vec<(String, String)>, crates: BTreeSet<String>) -> Tree {
        let (manifests, files): (Vec<_>, Vec<_>) =
            files.into_iter().partition(|(file, _)| file.ends_with(MANIFEST));
        let packages = manifests.iter().map(|(file, _)| file.trim_end_matches(MANIFEST).to_owned()).collect();
        let mut tree = Tree { files: BTreeMap::new(), modules: BTreeMap::new(), packages, crates };
        let mut tests = Vec::new();
        for (file, text) in files {
            tree.files.insert(file.clone(), text.lines().count());
            let source = Source::read(&module_of(&file), &text)
                .unwrap_or_else(|error| panic!("src/{file}:{}: {error}", error.span().start().line));
            tests.extend(source.tests);
            tree.modules.extend(source.modules.into_iter().map(|m| (m.path.clone(), (file.clone(), m))));
        }
        tree.modules.retain(|path, _| !tests.iter().any(|test| path == test || is_below(path, test)));
        tree
    }

    /// Whether a file exists only for tests.
    pub fn is_test(&self, file: &str) -> bool {
        !self.modules.values().any(|(of, _)| of == file)
    }

    /// The imports of the crate, each once for a file. What a module hands on from its own children is none.
    pub fn imports(&self) -> Vec<Import> {
        let mut imports = BTreeMap::new();
        for (path, (file, module)) in &self.modules {
            for name in &module.names {
                let mut through = Vec::new();
                let Some(found) = self.resolve(path, &name.path, name, &mut through) else { continue };
                let to = match found {
                    Found::Outside(mut path) => {
                        path.extend(matches!(name.how, How::Glob { .. }).then(|| "*".to_owned()));
                        To::Outside(path)
                    }
                    Found::Module(_) if name.how == How::Inline => continue,
                    Found::Module(module) | Found::Item { module } => {
                        let to = &self.modules[&module].0;
                        if to == file || name.hands_on() && is_below(&module, path) {
                            continue;
                        }
                        through.retain(|through| through != file && through != to);
                        To::File { file: to.clone(), through }
                    }
                };
                let import = Import { file: file.clone(), line: name.line, name: name.to_string(), to };
                imports.entry((file, import.to.clone())).or_insert(import);
            }
        }
        imports.into_values().collect()
    }

    /// Follows a path as it is written in `module`. `own` is the name that asks: a `use` does not explain itself.
    fn resolve(&self, module: &str, path: &[String], own: &Name, through: &mut Vec<String>) -> Option<Found> {
        match path[0].as_str() {
            "crate" => self.walk(self.package(module), &path[1..], own, through),
            // The program sees the library from outside.
            "bonscope" if module == "main" => self.walk("", &path[1..], own, through),
            "self" | "super" => self.walk(module, path, own, through),
            first => self
                .lookup(module, path, own, through)
                .or_else(|| {
                    self.packages
                        .contains(first)
                        .then(|| self.walk(first, &path[1..], own, through))
                        .flatten()
                })
                .or_else(|| self.crates.contains(first).then(|| Found::Outside(path.to_vec()))),
        }
    }

    /// The root of the package that `module` is in.
    fn package<'a>(&self, module: &'a str) -> &'a str {
        let room = module.split_once("::").map_or(module, |(room, _)| room);
        if self.packages.contains(room) { room } else { "" }
    }

    /// Follows the rest of a path from inside `module`.
    fn walk(&self, module: &str, rest: &[String], own: &Name, through: &mut Vec<String>) -> Option<Found> {
        match rest.first().map(String::as_str) {
            None => Some(Found::Module(module.to_owned())),
            Some("self") => self.walk(module, &rest[1..], own, through),
            Some("super") => {
                let parent = module.rsplit_once("::").map_or("", |(parent, _)| parent);
                self.walk(parent, &rest[1..], own, through)
            }
            // What a macro defines is not seen.
            Some(_) => {
                self.lookup(module, rest, own, through).or(Some(Found::Item { module: module.to_owned() }))
            }
        }
    }

    fn lookup(&self, at: &str, rest: &[String], own: &Name, through: &mut Vec<String>) -> Option<Found> {
        let (first, more) = rest.split_first()?;
        let inner = child(at, first);
        let is_module = self.modules.contains_key(&inner);
        // `use a::sum` takes both a module and a function of this name; other code means the function.
        if is_module && (!more.is_empty() || matches!(own.how, How::Use { .. })) {
            return self.walk(&inner, more, own, through);
        }
        let (file, module) = self.modules.get(at)?;
        if module.items.contains(first) {
            return Some(Found::Item { module: at.to_owned() });
        }
        if through.len() > LONGEST_WAY {
            return None;
        }
        for name in module.names.iter().filter(|name| !std::ptr::eq(*name, own)) {
            match &name.how {
                How::Use { alias, .. } if alias == first => {
                    through.push(file.clone());
                    return self.resolve(at, &[&name.path[..], more].concat(), name, through);
                }
                _ => {}
            }
        }
        if is_module {
            return Some(Found::Module(inner));
        }
        let globs = module.names.iter().filter(|name| matches!(name.how, How::Glob { .. }));
        for glob in globs.filter(|name| !std::ptr::eq(*name, own)) {
            let mut way = through.clone();
            way.push(file.clone());
            if let Some(Found::Module(of)) = self.resolve(at, &glob.path, glob, &mut way)
                && let Some(found) = self.lookup(&of, rest, glob, &mut way)
            {
                *through = way;
                return Some(found);
            }
        }
        None
    }
}

impl Name {
    fn hands_on(&self) -> bool {
        matches!(self.how, How::Use { public: true, .. } | How::Glob { public: true })
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path.join("::"))?;
        f.write_str(if matches!(self.how, How::Glob { .. }) { "::*" } else { "" })
    }
}

fn is_below(path: &str, module: &str) -> bool {
    module.is_empty() && !path.is_empty()
        || path.strip_prefix(module).is_some_and(|rest| rest.starts_with("::"))
}

/// `bon/fast/mod.rs` is `bon::fast`; `lib.rs` is the root.
fn module_of(file: &str) -> String {
    let path = file.trim_end_matches(".rs");
    let path = path.strip_suffix("/mod").unwrap_or(path);
    if path == "lib" { String::new() } else { path.replace('/', "::") }
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") || path.ends_with("Cargo.toml")
        {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            files.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
}
