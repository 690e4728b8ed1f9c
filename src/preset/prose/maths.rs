//! Formulas: a small part of TeX, written on one line for a terminal.

use crate::preset::prose::form::Form;

/// A formula.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    source: String,
    row: Row,
}

type Row = Vec<Node>;

#[derive(Clone, Debug, PartialEq)]
enum Node {
    Text(String),
    Symbol(&'static Symbol),
    Group(Row),
    Below(Row),
    Above(Row),
    Fraction(Row, Row),
    Root(Row),
}

/// TeX name, Unicode form, ASCII form.
#[derive(Debug, PartialEq)]
struct Symbol(&'static str, &'static str, &'static str);

const SYMBOLS: &[Symbol] = &[
    Symbol("alpha", "α", "alpha"),
    Symbol("beta", "β", "beta"),
    Symbol("delta", "δ", "delta"),
    Symbol("Delta", "Δ", "Delta"),
    Symbol("epsilon", "ε", "eps"),
    Symbol("lambda", "λ", "lambda"),
    Symbol("mu", "μ", "mu"),
    Symbol("pi", "π", "pi"),
    Symbol("sigma", "σ", "sigma"),
    Symbol("phi", "φ", "phi"),
    Symbol("ln", "ln", "ln"),
    Symbol("exp", "exp", "exp"),
    Symbol("max", "max", "max"),
    Symbol("min", "min", "min"),
    Symbol("sum", "Σ", "sum"),
    Symbol("int", "∫", "int"),
    Symbol("le", "≤", "<="),
    Symbol("ge", "≥", ">="),
    Symbol("ne", "≠", "!="),
    Symbol("ll", "≪", "<<"),
    Symbol("gg", "≫", ">>"),
    Symbol("approx", "≈", "~"),
    Symbol("propto", "∝", "prop. to"),
    Symbol("sim", "~", "~"),
    Symbol("to", "→", "->"),
    Symbol("cdot", "·", "*"),
    Symbol("times", "×", "x"),
    Symbol("infty", "∞", "inf"),
    Symbol("|", "‖", "||"),
    Symbol("dots", "...", "..."),
    Symbol(",", " ", " "),
];

/// The deepest nesting that is read.
const DEEPEST: usize = 16;

impl Formula {
    /// Reads a formula.
    pub(super) fn parse(source: &str) -> Result<Formula, String> {
        let mut reader = Reader { rest: source };
        let row = reader.row(0)?;
        if reader.rest.is_empty() && !row.is_empty() {
            Ok(Formula { source: source.trim().to_owned(), row })
        } else if row.is_empty() {
            Err("it is empty".to_owned())
        } else {
            Err("a \"}\" closes nothing".to_owned())
        }
    }

    /// The formula on one line.
    pub fn written(&self, form: Form) -> String {
        match form {
            Form::Markdown => format!("${}$", self.source),
            Form::Unicode | Form::Ascii => write(&self.row, form),
        }
    }
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    /// Everything up to the end or the closing brace.
    fn row(&mut self, depth: usize) -> Result<Row, String> {
        let mut row = Row::new();
        while !self.rest.is_empty() && !self.rest.starts_with('}') {
            let node = self.node(depth)?;
            match (row.last_mut(), node) {
                (Some(Node::Text(before)), Node::Text(text)) => before.push_str(&text),
                (_, node) => row.push(node),
            }
        }
        Ok(row)
    }

    fn node(&mut self, depth: usize) -> Result<Node, String> {
        if depth > DEEPEST {
            return Err(format!("it nests deeper than {DEEPEST}"));
        }
        let mut chars = self.rest.chars();
        let Some(first) = chars.next() else { return Err("something is missing at its end".to_owned()) };
        let after = chars.as_str();
        match first {
            '\\' => {
                let letters = after.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(after.len());
                let length = letters.max(after.chars().next().map_or(0, char::len_utf8));
                let (name, rest) = after.split_at(length);
                self.rest = rest;
                match name {
                    "frac" => Ok(Node::Fraction(self.argument(depth)?, self.argument(depth)?)),
                    "sqrt" => Ok(Node::Root(self.argument(depth)?)),
                    _ => SYMBOLS
                        .iter()
                        .find(|symbol| symbol.0 == name)
                        .map(Node::Symbol)
                        .ok_or_else(|| format!("there is no symbol \\{name}")),
                }
            }
            '{' => Ok(Node::Group(self.argument(depth)?)),
            '_' | '^' => {
                self.rest = after;
                let row = self.argument(depth)?;
                Ok(if first == '_' { Node::Below(row) } else { Node::Above(row) })
            }
            _ => {
                self.rest = after;
                Ok(Node::Text(first.to_string()))
            }
        }
    }

    /// The contents of braces, or one sign.
    fn argument(&mut self, depth: usize) -> Result<Row, String> {
        self.rest = self.rest.trim_start();
        match self.rest.strip_prefix('{') {
            None => Ok(vec![self.node(depth + 1)?]),
            Some(rest) => {
                self.rest = rest;
                let row = self.row(depth + 1)?;
                self.rest = self.rest.strip_prefix('}').ok_or("a \"{\" is never closed")?;
                Ok(row)
            }
        }
    }
}

fn write(row: &[Node], form: Form) -> String {
    let mut line = String::new();
    for node in row {
        match node {
            Node::Text(text) => line.push_str(text),
            Node::Symbol(Symbol(_, unicode, ascii)) => {
                line.push_str(if form == Form::Unicode { unicode } else { ascii });
            }
            Node::Group(inside) => line.push_str(&write(inside, form)),
            Node::Below(inside) => line.push_str(&script('_', &write(inside, form), form)),
            Node::Above(inside) => line.push_str(&script('^', &write(inside, form), form)),
            Node::Fraction(above, below) => {
                line.push_str(&atom(write(above, form)));
                line.push('/');
                line.push_str(&atom(write(below, form)));
            }
            Node::Root(inside) => {
                line.push_str(if form == Form::Unicode { "√" } else { "sqrt " });
                line.push_str(&atom(write(inside, form)));
            }
        }
    }
    line
}

/// A subscript or superscript: in small signs where every sign has a small form.
fn script(sign: char, text: &str, form: Form) -> String {
    let small = |c: char| match (sign, c) {
        ('_', '0'..='9') => char::from_u32(0x2080 + u32::from(c) - u32::from('0')),
        ('^', '1') => Some('¹'),
        ('^', '2') => Some('²'),
        ('^', '3') => Some('³'),
        ('^', '0' | '4'..='9') => char::from_u32(0x2070 + u32::from(c) - u32::from('0')),
        ('^', '-') => Some('⁻'),
        ('^', '+') => Some('⁺'),
        ('^', 'n') => Some('ⁿ'),
        _ => None,
    };
    match text.chars().map(small).collect::<Option<String>>() {
        Some(small) if form == Form::Unicode => small,
        _ => format!("{sign}{}", atom(text.to_owned())),
    }
}

/// The text, in parentheses unless it is one sign, number, word, call or bracket.
fn atom(text: String) -> String {
    let single = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '^') || !c.is_ascii();
    let word = match text.split_once('(') {
        Some((word, rest)) if rest.find(')') == Some(rest.len().saturating_sub(1)) => word,
        _ => &text,
    };
    let lone = text.chars().count() == 1;
    if lone || !text.starts_with('^') && word.chars().all(single) { text } else { format!("({text})") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_read_well_on_one_line() {
        for (source, unicode, ascii) in [
            (r"\ln n - \frac{n-1}{n}", "ln n - (n-1)/n", "ln n - (n-1)/n"),
            (r"\pi_n(y) = F^n - F_-^n", "π_n(y) = Fⁿ - F_-ⁿ", "pi_n(y) = F^n - F_-^n"),
            (r"2n(n-1)e^{-H_2}", "2n(n-1)e^(-H₂)", "2n(n-1)e^(-H_2)"),
            (r"n \cdot \epsilon_{n} \ll 1", "n · ε_n ≪ 1", "n * eps_n << 1"),
            (r"D(\pi_n \| p) \le \ln \frac{1}{m}", "D(π_n ‖ p) ≤ ln 1/m", "D(pi_n || p) <= ln 1/m"),
            (r"10^{-4}, 2^{64}, \sqrt{x}", "10⁻⁴, 2⁶⁴, √x", "10^(-4), 2^64, sqrt x"),
            (r"\frac12", "1/2", "1/2"),
            (
                r"\frac{\pi_n(y)}{p(y)}, \frac{(a)(b)}{c}",
                "π_n(y)/p(y), ((a)(b))/c",
                "pi_n(y)/p(y), ((a)(b))/c",
            ),
        ] {
            let formula = Formula::parse(source).unwrap();
            assert_eq!(formula.written(Form::Unicode), unicode, "{source}");
            assert_eq!(formula.written(Form::Ascii), ascii, "{source}");
            assert!(formula.written(Form::Ascii).is_ascii());
        }
    }

    #[test]
    fn broken_formulas_are_refused() {
        let deep = "{".repeat(99) + &"}".repeat(99);
        for source in ["", "{", "}", "a}", r"\frac{1}", r"\frac", "x^", r"\", "{{{{", &deep] {
            assert!(Formula::parse(source).is_err(), "{source}");
        }
    }
}
