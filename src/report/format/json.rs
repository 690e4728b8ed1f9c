//! JSON: one object, an array element a line, numbers in shortest round-trip form.

use std::io::{self, Write};

use serde::ser::Serialize;

/// Writes `value` as JSON with a line for each key of the outermost object and each array element.
///
/// # Errors
/// What the writer answers.
pub fn write_json(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(&mut *out, Lines::default());
    value.serialize(&mut serializer)?;
    writeln!(out)
}

/// A layout between compact and pretty: one line per key of the outermost object and per array element.
#[derive(Default)]
struct Lines {
    arrays: usize,
    objects: usize,
}

impl Lines {
    fn line<W: ?Sized + Write>(&self, out: &mut W, indent: usize) -> io::Result<()> {
        write!(out, "\n{:indent$}", "")
    }

    fn is_outermost(&self) -> bool {
        self.objects == 1 && self.arrays == 0
    }
}

impl serde_json::ser::Formatter for Lines {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.arrays += 1;
        out.write_all(b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.line(out, self.arrays)?;
        self.arrays -= 1;
        out.write_all(b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        out.write_all(if first { b"" } else { b"," })?;
        self.line(out, self.arrays + 1)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.objects += 1;
        out.write_all(b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        if self.is_outermost() {
            self.line(out, 0)?;
        }
        self.objects -= 1;
        out.write_all(b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        out.write_all(if first { b"" } else { b"," })?;
        match self.is_outermost() {
            true => self.line(out, 1),
            false if first => Ok(()),
            false => out.write_all(b" "),
        }
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::number::Number;

    fn written(value: &impl Serialize) -> String {
        let mut out = Vec::new();
        write_json(value, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn numbers_are_short_and_exact() {
        let cases = [
            (64.0, "64\n"),
            (1e15, "1000000000000000\n"),
            (-0.0, "0\n"),
            (0.1, "0.1\n"),
            (1e-300, "1e-300\n"),
            (f64::INFINITY, "\"inf\"\n"),
            (f64::NEG_INFINITY, "\"-inf\"\n"),
        ];
        for (value, text) in cases {
            assert_eq!(written(&Number(value)), text);
        }
        let large: f64 = serde_json::from_str(&written(&Number(1.7e300))).unwrap();
        assert_eq!(large, 1.7e300);
    }

    #[test]
    fn an_array_element_takes_a_line() {
        let value = serde_json::json!({"a": {"b": 1, "c": 2}, "d": [{"e": [1, 2]}, {}]});
        let text =
            "{\n \"a\": {\"b\": 1, \"c\": 2},\n \"d\": [\n  {\"e\": [\n   1,\n   2\n  ]},\n  {}\n ]\n}\n";
        assert_eq!(written(&value), text);
    }
}
