//! Reads one source file: what it defines and what it names, tests left out.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Attribute, Item, Meta, Token, UseTree, Visibility};

/// The modules that one file holds: its own and those written in braces inside it.
pub struct Source {
    pub modules: Vec<Module>,
    /// The paths of the modules that exist only for tests, which may have files of their own.
    pub tests: Vec<String>,
}

#[derive(Default)]
pub struct Module {
    /// Its path from the root of the crate, `bon::fast`; the root's is empty.
    pub path: String,
    /// What it defines itself, other than by a macro.
    pub items: BTreeSet<String>,
    pub names: Vec<Name>,
}

/// A path as it is written.
#[derive(Debug, PartialEq)]
pub struct Name {
    pub line: usize,
    pub path: Vec<String>,
    pub how: How,
}

#[derive(Debug, PartialEq)]
pub enum How {
    /// `use path as alias`.
    Use { alias: String, public: bool },
    /// `use path::*`.
    Glob { public: bool },
    /// Anywhere else.
    Inline,
}

impl Source {
    /// Reads the text of the module at `path`.
    pub fn read(path: &str, text: &str) -> syn::Result<Source> {
        let mut reader = Reader { done: Vec::new(), tests: Vec::new(), now: Open::new(path.to_owned()) };
        reader.visit_file(&syn::parse_file(text)?);
        let last = reader.now.close();
        reader.done.push(last);
        Ok(Source { modules: reader.done, tests: reader.tests })
    }
}

/// The path of `name` inside the module `path`.
pub fn child(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}::{name}") }
}

/// A module that is being read.
struct Open {
    module: Module,
    /// Variables; a word alone that is one of them names nothing of another file.
    variables: BTreeSet<String>,
}

impl Open {
    fn new(path: String) -> Open {
        Open { module: Module { path, ..Module::default() }, variables: BTreeSet::new() }
    }

    fn close(self) -> Module {
        let Open { mut module, variables } = self;
        module.names.retain(|name| {
            name.how != How::Inline || name.path.len() > 1 || !variables.contains(&name.path[0])
        });
        module
    }
}

struct Reader {
    done: Vec<Module>,
    tests: Vec<String>,
    now: Open,
}

impl Reader {
    fn name(&mut self, path: Vec<String>, span: Span, how: How) {
        self.now.module.names.push(Name { line: span.start().line, path, how });
    }

    /// Each path of a `use`, its groups taken apart.
    fn tree(&mut self, tree: &UseTree, mut before: Vec<String>, public: bool) {
        match tree {
            UseTree::Path(path) => {
                before.push(word(&path.ident));
                self.tree(&path.tree, before, public);
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.tree(tree, before.clone(), public);
                }
            }
            UseTree::Name(name) => self.taken(before, &name.ident, None, public),
            UseTree::Rename(rename) => self.taken(before, &rename.ident, Some(&rename.rename), public),
            UseTree::Glob(glob) => {
                self.name(before, glob.star_token.spans[0], How::Glob { public });
            }
        }
    }

    fn taken(&mut self, mut path: Vec<String>, last: &Ident, alias: Option<&Ident>, public: bool) {
        // `a::{self}` is `a`.
        if path.is_empty() || last != "self" {
            path.push(word(last));
        }
        let alias = alias.map_or_else(|| path[path.len() - 1].clone(), word);
        self.name(path, last.span(), How::Use { alias, public });
    }

    /// The paths among the tokens of a macro or an attribute, which nothing has parsed.
    fn tokens(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let is = |at: usize, sign| matches!(tokens.get(at), Some(TokenTree::Punct(p)) if p.as_char() == sign);
        let colons = |at| is(at, ':') && is(at + 1, ':');
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let start = at;
            at += 1;
            match token {
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Ident(first) => {
                    let mut path = vec![word(first)];
                    while colons(at)
                        && let Some(TokenTree::Ident(next)) = tokens.get(at + 2)
                    {
                        path.push(word(next));
                        at += 3;
                    }
                    let of_value = start > 0 && is(start - 1, '.') && !(start > 1 && is(start - 2, '.'));
                    let of_type = start > 1 && colons(start - 2);
                    // A field, an argument by name, or a macro.
                    let label = path.len() == 1 && [':', '=', '!'].iter().any(|&sign| is(at, sign));
                    if !(of_value || of_type || label) {
                        self.name(path, first.span(), How::Inline);
                    }
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item(&mut self, item: &'ast Item) {
        let test = attributes(item).iter().any(is_test);
        match item {
            Item::Mod(module) => {
                let path = child(&self.now.module.path, &word(&module.ident));
                if test {
                    self.tests.push(path);
                } else if module.content.is_some() {
                    let outer = std::mem::replace(&mut self.now, Open::new(path));
                    visit::visit_item_mod(self, module);
                    let inner = std::mem::replace(&mut self.now, outer);
                    self.done.push(inner.close());
                }
                return;
            }
            _ if test => return,
            Item::Use(item) => {
                let public = !matches!(item.vis, Visibility::Inherited);
                return self.tree(&item.tree, Vec::new(), public);
            }
            _ => {}
        }
        self.now.module.items.extend(defined(item).map(word));
        visit::visit_item(self, item);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        if !function.attrs.iter().any(is_test) {
            visit::visit_impl_item_fn(self, function);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let first = &path.segments[0].ident;
        self.name(path.segments.iter().map(|part| word(&part.ident)).collect(), first.span(), How::Inline);
        visit::visit_path(self, path);
    }

    fn visit_pat_ident(&mut self, pattern: &'ast syn::PatIdent) {
        self.now.variables.insert(word(&pattern.ident));
        visit::visit_pat_ident(self, pattern);
    }

    fn visit_macro(&mut self, invoked: &'ast syn::Macro) {
        if invoked.path.segments.len() > 1 {
            self.visit_path(&invoked.path);
        }
        self.tokens(invoked.tokens.clone());
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if let Meta::List(list) = &attribute.meta
            && !list.path.is_ident("cfg")
        {
            self.tokens(list.tokens.clone());
        }
    }

    /// `pub(in path)` imports nothing.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}
}

/// An identifier, `r#` left out.
fn word(ident: &Ident) -> String {
    let word = ident.to_string();
    word.strip_prefix("r#").map_or_else(|| word.clone(), str::to_owned)
}

/// `#[cfg(test)]`, also together with more.
fn is_test(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg") && attribute.parse_args().is_ok_and(|condition| needs_test(&condition))
}

fn needs_test(condition: &Meta) -> bool {
    match condition {
        Meta::List(list) if list.path.is_ident("all") => list
            .parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
            .is_ok_and(|conditions| conditions.iter().any(needs_test)),
        condition => condition.path().is_ident("test"),
    }
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

fn defined(item: &Item) -> Option<&Ident> {
    match item {
        Item::Const(item) => Some(&item.ident),
        Item::Enum(item) => Some(&item.ident),
        Item::Fn(item) => Some(&item.sig.ident),
        Item::Macro(item) => item.ident.as_ref(),
        Item::Static(item) => Some(&item.ident),
        Item::Struct(item) => Some(&item.ident),
        Item::Trait(item) => Some(&item.ident),
        Item::Type(item) => Some(&item.ident),
        Item::Union(item) => Some(&item.ident),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(text: &str) -> Module {
        Source::read("room::file", text).unwrap().modules.pop().unwrap()
    }

    /// The paths as they are written, in order.
    fn names(text: &str) -> Vec<String> {
        module(text).names.iter().map(|name| name.path.join("::")).collect()
    }

    #[test]
    fn groups_are_taken_apart() {
        let text = "use crate::{\n    bon::{self, Base as B},\n    family,\n};\npub use super::r#try::*;";
        let used = |line, path: [&str; 2], alias: &str| Name {
            line,
            path: path.iter().filter(|part| !part.is_empty()).map(ToString::to_string).collect(),
            how: How::Use { alias: alias.to_owned(), public: false },
        };
        let [bon, base, family, glob] = &module(text).names[..] else { panic!("four names") };
        assert_eq!(bon, &used(2, ["crate", "bon"], "bon"));
        assert_eq!(base.path, ["crate", "bon", "Base"]);
        assert_eq!(base.how, How::Use { alias: "B".to_owned(), public: false });
        assert_eq!(family, &used(3, ["crate", "family"], "family"));
        assert_eq!(
            (&glob.path[..], &glob.how),
            (&["super", "try"].map(str::to_owned)[..], &How::Glob { public: true })
        );
    }

    #[test]
    fn paths_in_code_are_read() {
        assert_eq!(
            names("fn f(a: &super::A<b::B>) -> u8 { let c = a; c.d(e::f(c)) }"),
            ["super::A", "b::B", "u8", "e::f"]
        );
        assert_eq!(names("impl<T: a::A> b::B for T where T: c::C {}"), ["a::A", "T", "c::C", "b::B", "T"]);
        assert_eq!(
            names("fn f() { match g() { h::H { .. } => <I as j::J>::k(), _ => L } }"),
            ["g", "h::H", "I", "j::J::k", "L"]
        );
    }

    #[test]
    fn paths_in_macros_and_attributes_are_read() {
        let text = "fn f() { a!(\"{} x::y\", b::c(d), e = crate::f::<g::H>::I, j.k(), l!(m), n: o::P) }";
        assert_eq!(names(text), ["b::c", "d", "crate::f", "g::H", "j", "m", "o::P"]);
        assert_eq!(
            names("#[derive(a::B)] struct C { #[arg(value_parser = d::e)] f: u8 }"),
            ["a::B", "d::e", "u8"]
        );
        assert_eq!(names("macro_rules! a { ($b:ident) => { $crate::c::$b } }"), ["ident", "crate::c", "b"]);
    }

    #[test]
    fn variables_are_no_names() {
        assert_eq!(
            names("fn f(a: B) { let Some(c) = a else { return }; d(c, |e| e, A) }"),
            ["B", "Some", "d", "A"]
        );
    }

    #[test]
    fn inner_modules_stand_by_themselves() {
        let text = "mod a { use super::B; mod c { fn d() {} } } #[cfg(test)] mod tests; mod e;";
        let source = Source::read("room", text).unwrap();
        let modules: Vec<&str> = source.modules.iter().map(|module| module.path.as_str()).collect();
        assert_eq!(modules, ["room::a::c", "room::a", "room"]);
        assert_eq!(source.tests, ["room::tests"]);
        assert!(source.modules[0].items.contains("d"));
    }

    #[test]
    fn what_is_for_tests_only_is_left_out() {
        let text = "#[cfg(test)] use a::B; #[cfg(all(test, unix))] fn c() { d::e() }
            struct F; impl F { #[cfg(test)] fn g() { h::i() } fn j() { k::l() } } #[cfg(not(test))] use m::N;";
        assert_eq!(names(text), ["F", "k::l", "m::N"]);
    }
}
