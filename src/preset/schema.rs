//! From the text of a preset to a checked [`Preset`]. It must never accept a key it does not use.

use std::sync::Arc;

use crate::bon::Quantity;
use crate::document::{self, MAX_FILE, Source, Table, Value};
use crate::preset::claim::{Claim, Test};
use crate::preset::definition::{KIND, Location, Origin, Preset, Start};
use crate::preset::error::PresetError;
use crate::preset::fields::{self, known_quantity, plain_name, tables};
use crate::preset::prompt::{self, Prompt};
use crate::preset::{proposal, step};
use crate::text::visible;

/// The only format there is.
const FORMAT: f64 = 1.0;

/// The preset in `text`; `file` is what errors call it.
///
/// # Errors
/// [`PresetError`] with file, line and column of the first thing that is wrong.
pub fn parse(text: &str, file: &str) -> Result<Preset, PresetError> {
    if text.len() > MAX_FILE {
        return Err(PresetError::TooLarge { file: visible(file).into_owned(), kind: KIND });
    }
    let source = Source { text, file };
    let document = source.parse()?;
    let root = Table::root(source, document.get_ref(), "the preset").only(&[
        "format",
        "name",
        "title",
        "walkthrough",
        "source",
        "about",
        "base",
        "prompt",
        "proposal",
        "start",
        "claim",
        "step",
    ])?;

    let format = root.need("format", "format = 1")?;
    if format.number()? != FORMAT {
        return Err(format.refuse("1, the only format there is"));
    }
    let name = plain_name(root.need("name", "the name of the preset, such as \"uniform-10\"")?)?;
    let title = root.need("title", "a title of one line")?.line()?;
    let cited = root.get("source").map_or(Ok(String::new()), Value::prose)?;
    let about = root.get("about").map_or(Ok(String::new()), Value::prose)?;
    let (base, mut prompts) = prompt::bases(root, &name)?;
    let start = root.get("start").map_or(Ok(Start::default()), |value| start(value.table("[start]")?))?;
    let (proposal, proposed) = proposal::read(root, &base, &mut prompts)?;
    let known = if proposal.is_none() { Quantity::ALL } else { Quantity::UNDER_PROPOSAL };
    let claims = tables(root, "claim", "[[claim]]", |table| claim(table, &prompts, known))?;
    let steps = step::read(root, &base)?;
    let walkthrough = match root.get("walkthrough") {
        Some(value) if steps.is_empty() => {
            let (key, table, with) = ("walkthrough", root.name(), "[[step]] tables");
            return Err(value.error(document::Problem::Misplaced { key, table, with }));
        }
        value => value.map(Value::line).transpose()?,
    };
    let origin = Arc::new(Origin { location: Location::Stream, name: name.clone(), text: text.to_owned() });
    Ok(Preset {
        base,
        prompts,
        proposal,
        proposed,
        name,
        title,
        source: cited,
        about,
        start,
        claims,
        walkthrough,
        steps,
        origin,
    })
}

fn start(table: Table<'_>) -> Result<Start, PresetError> {
    let table = table.only(&["n", "view"])?;
    let Start { n, view } = Start::default();
    Ok(Start {
        n: table.get("n").map_or(Ok(n), Value::draws)?,
        view: table.get("view").map_or(Ok(view), fields::view)?,
    })
}

fn claim(table: Table<'_>, prompts: &[Prompt], known: &'static [Quantity]) -> Result<Claim, PresetError> {
    const TESTS: [&str; 3] = ["equals", "at_most", "at_least"];
    let table = table.only(&["prompt", "n", "quantity", "equals", "within", "at_most", "at_least", "why"])?;
    let prompt = match table.get("prompt") {
        None => None,
        Some(value) if prompts.is_empty() => {
            let key = document::Problem::Misplaced {
                key: "prompt",
                table: table.name(),
                with: "[[prompt]] tables",
            };
            return Err(value.error(key));
        }
        Some(value) => prompt::named(value, prompts)?,
    };
    let n = table.need("n", "a whole number from 1 to 1e15")?.draws()?;
    let quantity = table.need("quantity", "the name of a quantity, such as \"kl\"")?;
    let quantity = known_quantity(quantity, known)?;
    let found: Vec<&'static str> = TESTS.into_iter().filter(|key| table.get(key).is_some()).collect();
    let [kind] = found[..] else {
        let found = if found.is_empty() { "none of them".to_owned() } else { found.join(" and ") };
        return Err(table.error(document::Problem::ExactlyOne {
            table: table.name(),
            found,
            allowed: "equals, at_most or at_least",
        }));
    };
    if let Some(within) = table.get("within").filter(|_| kind != "equals") {
        return Err(within.error(document::Problem::Misplaced {
            key: "within",
            table: table.name(),
            with: "equals",
        }));
    }
    let value = table.need(kind, "a number")?.number()?;
    let test = match kind {
        "equals" => {
            const ALLOWED: &str = "a relative tolerance from 0 to 1, such as 1e-12";
            let given = table.need("within", ALLOWED)?;
            let within = given.number()?;
            if !(0.0..=1.0).contains(&within) {
                return Err(given.refuse(ALLOWED));
            }
            Test::Equals { value, within }
        }
        "at_most" => Test::AtMost(value),
        _ => Test::AtLeast(value),
    };
    Ok(Claim { prompt, n, quantity, test, why: table.get("why").map_or(Ok(String::new()), Value::prose)? })
}
