//! Markdown: paragraphs, lists and tables.

use std::io::{self, Write};

use crate::report::document::{Column, Heading, Part, Parts, Sheet, with_unit};
use crate::report::grid::Align;

/// Writes the parts with a blank line between them.
pub(super) fn write(parts: Parts<'_>, out: &mut dyn Write) -> io::Result<()> {
    for (index, part) in parts.enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        match part {
            Part::Heading(about) => {
                writeln!(out, "{}", heading(&about))?;
                if let Some(proposal) = &about.proposal {
                    writeln!(out, "\n{}", sentence(proposal))?;
                }
            }
            Part::Headings(several) => {
                for about in &several {
                    writeln!(out, "* {}", heading(about))?;
                    if let Some(proposal) = &about.proposal {
                        writeln!(out, "  {}", sentence(proposal))?;
                    }
                }
            }
            Part::Facts(facts) => {
                for [name, value, remark] in facts {
                    let remark = if remark.is_empty() { remark } else { format!(" ({remark})") };
                    writeln!(out, "* {name}: {value}{remark}")?;
                }
            }
            Part::Sheet(table) => sheet(table, out)?,
            Part::Remark(remark) => writeln!(out, "{}", sentence(&remark))?,
            Part::Method(method) => writeln!(out, "{method}.")?,
            Part::Notices(notices) => {
                for notice in notices {
                    writeln!(out, "* {}", escaped(&notice))?;
                }
            }
        }
    }
    Ok(())
}

/// The name, and what is known, as one sentence.
fn heading(about: &Heading) -> String {
    let name = escaped(&about.name);
    match &about.facts[..] {
        [] => format!("**{name}**"),
        facts => format!("**{name}**: {}.", escaped(&facts.join("; "))),
    }
}

/// A table, with the sentences around it as paragraphs; text stands flush left, numbers flush right.
fn sheet(sheet: Sheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    for above in &sheet.above {
        writeln!(out, "{}\n", sentence(above))?;
    }
    line(out, sheet.columns.iter().map(|column| with_unit(&column.title, &column.unit)))?;
    let rule = |column: &Column| if column.align == Align::Left { ":---" } else { "---:" };
    line(out, sheet.columns.iter().map(|column| rule(column).to_owned()))?;
    for row in sheet.rows {
        line(out, row.iter().map(|cell| escaped(cell)))?;
    }
    for below in &sheet.below {
        writeln!(out, "\n{}", sentence(below))?;
    }
    Ok(())
}

/// A sentence with its capital and its full stop.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{}.", escaped(&format!("{first}{}", letters.as_str())))
}

fn line(out: &mut dyn Write, cells: impl IntoIterator<Item = String>) -> io::Result<()> {
    write!(out, "|")?;
    for cell in cells {
        write!(out, " {cell} |")?;
    }
    writeln!(out)
}

/// Text from outside, so that none of it is read as Markdown.
fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut escaped, character| {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~') {
            escaped.push('\\');
        }
        escaped.push(character);
        escaped
    })
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn labels_cannot_break_the_table() {
        assert_eq!(escaped("a|b"), "a\\|b");
        assert_eq!(escaped("<b>*x*"), "\\<b\\>\\*x\\*");
        assert_eq!(escaped("y1"), "y1");
    }
}
