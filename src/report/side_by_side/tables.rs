//! Several bases side by side, and the prompts of a preset with their average, as a document.

use std::collections::HashMap;

use crate::bon::{Base, Draws, Evaluation, Quantity, Unit};
use crate::report::base::measure::Measure;
use crate::report::base::one_base::Report;
use crate::report::base::row::{self, Row};
use crate::report::base::table::{outcome_names, outcome_records, outcome_table};
use crate::report::document::{Column, Document, Heading, Layout, Part, Parts, Records, Rows, Sheet};
use crate::report::grid::Align;
use crate::report::number;
use crate::report::side_by_side::entries::{Entry, Prompts, SideBySide};
use crate::text::visible;

/// The most bases shown as columns.
const COLUMNS: usize = 4;

/// Rows with their name.
struct Series<'a> {
    /// The name in full.
    name: String,
    /// The share of a prompt; none for a base and an average.
    share: Option<f64>,
    /// None for an average.
    report: Option<&'a Report<'a>>,
    rows: &'a [Row],
}

impl<'a> Series<'a> {
    fn of(report: &'a Report<'a>, share: Option<f64>) -> Series<'a> {
        let name = visible(report.subject.name()).into_owned();
        Series { name, share, report: Some(report), rows: report.rows }
    }
}

impl SideBySide<'_> {
    fn series(&self) -> Vec<Series<'_>> {
        let mut series = Vec::new();
        for entry in &self.entries {
            match entry {
                Entry::Base(report) => series.push(Series::of(report, None)),
                Entry::Prompts(Prompts { name, prompts, average, .. }) => {
                    series
                        .extend(prompts.iter().map(|prompt| Series::of(&prompt.report, Some(prompt.share))));
                    let name = format!("{}#average", visible(name));
                    series.push(Series { name, share: None, report: None, rows: average });
                }
            }
        }
        series
    }

    /// The lines of the table with the position of their series, grouped by n when all series have the same n.
    fn lines<'a>(&self, series: &'a [Series<'_>]) -> Vec<(usize, &'a Row)> {
        let draws = |series: &Series<'_>| series.rows.iter().map(|row| row.n).collect::<Vec<Draws>>();
        let alike = series.windows(2).all(|pair| draws(&pair[0]) == draws(&pair[1]));
        let mut lines: Vec<_> = series
            .iter()
            .enumerate()
            .flat_map(|(at, series)| series.rows.iter().enumerate().map(move |row| (at, row)))
            .collect();
        if alike {
            lines.sort_by_key(|(_, (at, _))| *at);
        }
        lines.into_iter().map(|(series, (_, row))| (series, row)).collect()
    }

    /// The columns of all series; where any of them has a proposal, only what is defined under proposals.
    fn measures(&self, usual: [&[Quantity]; 2], series: &[Series<'_>]) -> Vec<Measure> {
        let rows = series.first().map_or(&[][..], |series| series.rows);
        row::measures(self.quantities, usual, is_proposed(series), rows)
    }

    /// The titles of presets, each under its name.
    fn titles(&self) -> Vec<String> {
        let title = |entry: &Entry<'_>| match entry {
            Entry::Base(report) => report.title.map(|_| report.heading()),
            Entry::Prompts(prompts) => Some(prompts.heading()),
        };
        self.entries.iter().filter_map(title).collect()
    }

    /// What holds of every base at any n, with the titles above and the proposals below.
    fn heading(&self, series: &[Series<'_>]) -> Sheet<'_> {
        let weighted = series.iter().any(|series| series.share.is_some());
        let is_proposed = is_proposed(series);
        let unit = self.unit.name();
        let columns = [
            Column::new("base", "", Align::Left),
            Column::new("weight", "", Align::Point),
            Column::new("outcomes", "", Align::Right),
            Column::new("classes", "", Align::Right),
            Column::new("limit of KL", unit, Align::Point),
            Column::new("Rényi-2 entropy", unit, Align::Point),
        ];
        let keep = |at: usize| weighted || at != 1;
        let columns = columns.into_iter().enumerate().filter(|(at, _)| keep(*at)).map(|(_, column)| column);
        let share = |share: f64| number::of_unit(share, Unit::Share, number::DIGITS);
        let rows = series.iter().zip(short(series, 28)).map(|(series, name)| {
            let count = |count: fn(&Base) -> usize| {
                series.report.map(|report| count(report.base()).to_string()).unwrap_or_default()
            };
            // A proposal does not change a base, but these values are not known for an average under proposals.
            let known = |of_base: fn(&Base) -> f64, of_average: fn(&Evaluation) -> f64| {
                let average =
                    || series.rows.first().filter(|_| !is_proposed).map(|row| of_average(&row.values));
                let nats = series.report.map(|report| of_base(report.base())).or_else(average);
                nats.map(|nats| number::significant(self.unit.shown(nats, Unit::Nats), number::DIGITS))
                    .unwrap_or_default()
            };
            let cells = [
                name,
                series.share.map(share).unwrap_or_default(),
                count(Base::len),
                count(Base::class_count),
                known(Base::kl_limit, |values| values.kl_limit),
                known(Base::renyi2_entropy, |values| values.renyi2_entropy),
            ];
            cells.into_iter().enumerate().filter(|(at, _)| keep(*at)).map(|(_, cell)| cell).collect()
        });
        Sheet {
            above: self.titles(),
            columns: columns.collect(),
            headings: 2,
            rows: collected(rows),
            below: proposals(series).map(|(name, sentence)| format!("{name}: {sentence}")).collect(),
        }
    }

    /// A line per quantity, a column per base.
    fn columns(&self, series: &[Series<'_>]) -> Sheet<'_> {
        // Four columns and the longest title have room in 80 cells with this many digits.
        let digits = if series.len() < COLUMNS { number::DIGITS } else { number::DIGITS - 1 };
        let width = if series.len() < COLUMNS { 20 } else { 10 };
        let mut columns = vec![Column::new(format!("information in {}", self.unit.name()), "", Align::Left)];
        columns.extend(short(series, width).into_iter().map(|name| Column::new(name, "", Align::Right)));
        let cells = |title: String, cell: &dyn Fn(&Row) -> String| {
            let values = series.iter().map(|series| series.rows.first().map(cell).unwrap_or_default());
            std::iter::once(title).chain(values).collect::<Vec<_>>()
        };
        let n = cells("n".to_owned(), &|row| number::exact(row.n.get()));
        let values = self.measures(row::ALL, series).into_iter().map(|measure| {
            let mark = if measure.is_upper_bound() { "<= " } else { "" };
            let title = format!("{mark}{}", measure.title());
            cells(title, &|row| row::text(self.unit, row, measure, digits))
        });
        let rows = collected(std::iter::once(n).chain(values));
        Sheet { above: Vec::new(), columns, headings: 1, rows, below: Vec::new() }
    }

    /// A line per base and n.
    fn rows(&self, series: &[Series<'_>], layout: Layout) -> Sheet<'_> {
        let measures = self.measures(Quantity::COLUMNS_OF_SEVERAL, series);
        // On a screen long names are cut, and n comes first, so that its column never moves.
        let names = match layout {
            Layout::Screen => short(series, 18),
            Layout::Page => series.iter().map(|series| series.name.clone()).collect(),
        };
        let start = |n: Column, base: Column| match layout {
            Layout::Screen => vec![n, base],
            Layout::Page => vec![base, n],
        };
        let mut columns = start(Column::new("n", "", Align::Right), Column::new("base", "", Align::Left));
        let units = |measure: &Measure| self.unit.label(measure.unit());
        columns.extend(
            measures.iter().map(|measure| Column::new(measure.heading(), units(measure), Align::Point)),
        );
        let rows = self.lines(series).into_iter().map(|(series, row)| {
            let name = names[series].clone();
            let n = number::exact(row.n.get());
            let mut cells = match layout {
                Layout::Screen => vec![n, name],
                Layout::Page => vec![name, n],
            };
            cells.extend(measures.iter().map(|&measure| row::text(self.unit, row, measure, number::DIGITS)));
            cells
        });
        Sheet { above: Vec::new(), columns, headings: 2, rows: collected(rows), below: Vec::new() }
    }

    /// What each base is, presets before their prompts.
    fn about(&self) -> Vec<Heading> {
        let about = |entry: &Entry<'_>| match entry {
            Entry::Base(report) => vec![report.about()],
            Entry::Prompts(preset) => {
                let title = Heading { name: preset.heading(), facts: Vec::new(), proposal: None };
                let prompts = preset.prompts.iter().map(|prompt| prompt.report.about());
                std::iter::once(title).chain(prompts).collect()
            }
        };
        self.entries.iter().flat_map(about).collect()
    }
}

impl Document for SideBySide<'_> {
    fn parts(&self, layout: Layout) -> Parts<'_> {
        if let [Entry::Base(report)] = &self.entries[..] {
            return report.parts(layout);
        }
        let series = self.series();
        let start = match layout {
            Layout::Page => [Part::Headings(self.about()), Part::Sheet(self.rows(&series, layout))],
            Layout::Screen => {
                let fits = series.len() <= COLUMNS && series.iter().all(|series| series.rows.len() == 1);
                let main = match self.quantities {
                    None if fits => self.columns(&series),
                    _ => self.rows(&series, layout),
                };
                [Part::Sheet(self.heading(&series)), Part::Sheet(main)]
            }
        };
        let outcomes = series.into_iter().filter_map(|series| {
            let report = series.report.filter(|report| report.outcomes)?;
            let whose = format!(" of {}", series.name);
            Some(report.rows.iter().map(move |row| Part::Sheet(outcome_table(report, row, &whose))))
        });
        Box::new(start.into_iter().chain(outcomes.flatten()))
    }

    /// One record per base and n, or per base, n and outcome, base by base.
    fn records(&self) -> Records<'_> {
        if let [Entry::Base(report)] = &self.entries[..] {
            return report.records();
        }
        let series = self.series();
        let weighted = series.iter().any(|series| series.share.is_some());
        let start = move |base: &str, weight: String| match weighted {
            true => vec![base.to_owned(), weight],
            false => vec![base.to_owned()],
        };
        let share = |series: &Series<'_>| series.share.map(number::exact).unwrap_or_default();
        let mut heading = start("base", "weight".to_owned());
        if series.iter().any(|series| series.report.is_some_and(|report| report.outcomes)) {
            let is_proposed = is_proposed(&series);
            heading.extend(outcome_names(is_proposed));
            let rows = series.into_iter().filter_map(move |series| {
                let start = start(&series.name, share(&series));
                let records = outcome_records(series.report?, is_proposed);
                Some(records.map(move |cells| start.iter().cloned().chain(cells).collect()))
            });
            return Records { heading, rows: Box::new(rows.flatten()) };
        }
        let measures = self.measures(row::ALL, &series);
        heading.extend(["n", "unit"].map(str::to_owned));
        heading.extend(measures.iter().map(|measure| measure.name().into_owned()));
        let unit = self.unit;
        let rows = series.into_iter().flat_map(move |series| {
            let (start, measures) = (start(&series.name, share(&series)), measures.clone());
            series.rows.iter().map(move |row| {
                let mut cells = start.clone();
                cells.extend([number::exact(row.n.get()), unit.name().to_owned()]);
                cells.extend(measures.iter().map(|&measure| number::exact(unit.of(row, measure))));
                cells
            })
        });
        Records { heading, rows: Box::new(rows) }
    }
}

/// Rows that are few enough to hold in memory.
fn collected<'a>(rows: impl Iterator<Item = Vec<String>>) -> Rows<'a> {
    Box::new(rows.collect::<Vec<_>>().into_iter())
}

/// Whether best-of-n draws from a proposal in any series.
fn is_proposed(series: &[Series<'_>]) -> bool {
    series.iter().any(|series| series.report.is_some_and(|report| report.proposal.is_some()))
}

/// The proposals, with the names of their series.
fn proposals<'a>(series: &'a [Series<'_>]) -> impl Iterator<Item = (&'a str, String)> {
    series.iter().filter_map(|series| Some((series.name.as_str(), series.report?.proposal_sentence()?)))
}

/// Names of about `width` cells at most, numbered where two would be the same. The prompts of a single preset drop its
/// name where the full name is too long.
fn short(series: &[Series<'_>], width: usize) -> Vec<String> {
    let prefix = |name: &str| name.split_once('#').map(|(preset, _)| preset.to_owned());
    let common = series.first().and_then(|first| prefix(&first.name));
    let same = common.is_some() && series.iter().all(|series| prefix(&series.name) == common);
    // The name of the preset is shortened before that of the prompt.
    let cut = |name: &str| {
        let (head, prompt) = name.split_at(name.rfind('#').unwrap_or(name.len()));
        let room = width.saturating_sub(prompt.chars().count());
        match name.chars().count() {
            length if length <= width => name.to_owned(),
            _ if room > 3 => format!("{}…{prompt}", head.chars().take(room - 1).collect::<String>()),
            _ => format!("{}…", name.chars().take(width - 1).collect::<String>()),
        }
    };
    let names: Vec<String> = series
        .iter()
        .map(|series| match series.name.split_once('#') {
            Some((_, prompt)) if same => cut(prompt),
            _ => cut(&series.name),
        })
        .collect();
    let mut times: HashMap<&str, usize> = HashMap::new();
    for name in &names {
        *times.entry(name).or_default() += 1;
    }
    names
        .iter()
        .enumerate()
        .map(|(i, name)| if times[name.as_str()] > 1 { format!("{} {name}", i + 1) } else { name.clone() })
        .collect()
}
