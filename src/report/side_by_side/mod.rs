//! Several bases side by side, and the prompts of a preset with their average, in every format.

mod json;

use std::io::{self, Write};

use crate::bon::{Base, Draws, Evaluation, Quantity, Unit};
use crate::family::visible;
use crate::report::json::write_json;
use crate::report::{
    Align, Format, Grid, InformationUnit, Measure, Report, Row, csv, markdown, number, outcome, table,
};

/// One or more bases and presets with prompts, ready to be written as one table.
#[derive(Clone, Debug)]
pub struct SideBySide<'a> {
    /// The unit of information, the same in every report.
    pub unit: InformationUnit,
    /// The quantities asked for, the same in every report.
    pub quantities: Option<&'a [Measure]>,
    /// In the order in which they are shown.
    pub entries: Vec<Entry<'a>>,
}

/// One of them.
#[derive(Clone, Debug)]
pub enum Entry<'a> {
    /// A base.
    Base(Report<'a>),
    /// The prompts of a preset.
    Prompts(Prompts<'a>),
}

/// The prompts of a preset and their average.
#[derive(Clone, Debug)]
pub struct Prompts<'a> {
    /// The name of the preset.
    pub name: &'a str,
    /// Its title.
    pub title: &'a str,
    /// The prompts in the order of the preset.
    pub prompts: Vec<PromptRows<'a>>,
    /// The average over prompts, one row per n.
    pub average: &'a [Row],
}

/// One prompt.
#[derive(Clone, Debug)]
pub struct PromptRows<'a> {
    /// Its name in the preset.
    pub name: &'a str,
    /// Its share of the weight; the shares sum to 1.
    pub share: f64,
    /// Its base and rows.
    pub report: Report<'a>,
}

/// The quantities of a table with a line per base and n.
const MAIN: &[Quantity] =
    &[Quantity::Kl, Quantity::Bound, Quantity::Gap, Quantity::Estimator, Quantity::WinRate];

/// The same where best-of-n draws from a proposal on any of them.
const MAIN_UNDER_PROPOSAL: &[Quantity] =
    &[Quantity::Kl, Quantity::ProposalBound, Quantity::ProposalGap, Quantity::Tv, Quantity::WinRate];

/// How many bases have room as columns.
const COLUMNS: usize = 4;

/// Rows under the name they are shown with.
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
    /// Writes them; a single base as [`Report::write`] does.
    ///
    /// # Errors
    /// What the writer answers.
    pub fn write(&self, format: Format, out: &mut dyn Write) -> io::Result<()> {
        match (format, &self.entries[..]) {
            (_, [Entry::Base(report)]) => report.write(format, out),
            (Format::Json, [Entry::Prompts(prompts)]) => write_json(prompts, out),
            (Format::Json, _) => write_json(self, out),
            (Format::Table, _) => self.write_table(out),
            (Format::Csv, _) => self.write_csv(out),
            (Format::Markdown, _) => self.write_markdown(out),
        }
    }

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

    /// Every line of the table: those of one n together, when all have the same n.
    fn lines<'a>(&self, series: &'a [Series<'_>]) -> Vec<(&'a Series<'a>, &'a Row)> {
        let draws = |series: &Series<'_>| series.rows.iter().map(|row| row.n).collect::<Vec<Draws>>();
        let alike = series.windows(2).all(|pair| draws(&pair[0]) == draws(&pair[1]));
        let mut lines: Vec<_> = series
            .iter()
            .flat_map(|series| series.rows.iter().enumerate().map(move |row| (series, row)))
            .collect();
        if alike {
            lines.sort_by_key(|(_, (at, _))| *at);
        }
        lines.into_iter().map(|(series, (_, row))| (series, row)).collect()
    }

    /// The columns of every series: where best-of-n draws from a proposal on any of them, only what is known there.
    fn measures(&self, usual: [&[Quantity]; 2], series: &[Series<'_>]) -> Vec<Measure> {
        let rows = series.first().map_or(&[][..], |series| series.rows);
        crate::report::measures(self.quantities, usual, is_proposed(series), rows)
    }

    fn write_table(&self, out: &mut dyn Write) -> io::Result<()> {
        let series = self.series();
        for title in self.titles() {
            writeln!(out, "{title}")?;
        }
        self.heading(&series).write(out)?;
        for (name, sentence) in proposals(&series) {
            writeln!(out, "{name}: {sentence}")?;
        }
        writeln!(out)?;
        let fits = series.len() <= COLUMNS && series.iter().all(|series| series.rows.len() == 1);
        match self.quantities {
            None if fits => self.columns(&series).write(out)?,
            _ => self.rows(&series).write(out)?,
        }
        for (name, report, row) in outcome_tables(&series) {
            writeln!(out, "\noutcomes of {name} at n = {}, lowest reward first", number::exact(row.n.get()))?;
            table::outcome_table(report, row).write(out)?;
        }
        Ok(())
    }

    /// The titles of presets, each under its name.
    fn titles(&self) -> Vec<String> {
        let title = |entry: &Entry<'_>| match entry {
            Entry::Base(report) => report.title.map(|_| report.heading()),
            Entry::Prompts(prompts) => Some(format!("{}: {}", visible(prompts.name), visible(prompts.title))),
        };
        self.entries.iter().filter_map(title).collect()
    }

    /// What holds of every base at any n.
    fn heading(&self, series: &[Series<'_>]) -> Grid {
        let weighted = series.iter().any(|series| series.share.is_some());
        let is_proposed = is_proposed(series);
        let names = ["base", "weight", "outcomes", "classes", "limit of KL", "Rényi-2 entropy"];
        let keep = |(at, cell): (usize, String)| (weighted || at != 1).then_some(cell);
        let kept = |cells: [String; 6]| cells.into_iter().enumerate().filter_map(keep).collect::<Vec<_>>();
        let aligned = [Align::Left, Align::Point, Align::Right, Align::Right, Align::Point, Align::Point];
        let mut grid = Grid::new(
            aligned.into_iter().enumerate().filter(|(at, _)| weighted || *at != 1).map(|(_, align)| align),
        );
        grid.heading(kept(names.map(str::to_owned)));
        let unit = self.unit.name();
        grid.heading(kept(["", "", "", "", unit, unit].map(str::to_owned)));
        let share = |share: f64| number::of_unit(share, Unit::Share, number::DIGITS);
        for (series, name) in series.iter().zip(short(series, 28)) {
            let count = |count: fn(&Base) -> usize| {
                series.report.map(|report| count(report.base()).to_string()).unwrap_or_default()
            };
            // What is drawn from is no part of the base, and of the average it leaves nothing to say here.
            let known = |of_base: fn(&Base) -> f64, of_average: fn(&Evaluation) -> f64| {
                let average =
                    || series.rows.first().filter(|_| !is_proposed).map(|row| of_average(&row.values));
                let nats = series.report.map(|report| of_base(report.base())).or_else(average);
                nats.map(|nats| number::significant(self.unit.shown(nats, Unit::Nats), number::DIGITS))
                    .unwrap_or_default()
            };
            grid.row(kept([
                name,
                series.share.map(share).unwrap_or_default(),
                count(Base::len),
                count(Base::class_count),
                known(Base::kl_limit, |values| values.kl_limit),
                known(Base::renyi2_entropy, |values| values.renyi2_entropy),
            ]));
        }
        grid
    }

    /// A line per quantity, a column per base.
    fn columns(&self, series: &[Series<'_>]) -> Grid {
        // Four columns and the longest title have room in 80 cells with this many digits.
        let digits = if series.len() < COLUMNS { number::DIGITS } else { number::DIGITS - 1 };
        let mut grid = Grid::new(std::iter::once(Align::Left).chain(series.iter().map(|_| Align::Right)));
        let width = if series.len() < COLUMNS { 20 } else { 10 };
        grid.heading(
            std::iter::once(format!("information in {}", self.unit.name())).chain(short(series, width)),
        );
        let cells = |title: String, cell: &dyn Fn(&Row) -> String| {
            let values = series.iter().map(|series| series.rows.first().map(cell).unwrap_or_default());
            std::iter::once(title).chain(values).collect::<Vec<_>>()
        };
        grid.row(cells("n".to_owned(), &|row| number::exact(row.n.get())));
        for measure in self.measures(crate::report::ALL, series) {
            let mark = if measure.is_upper_bound() { "<= " } else { "" };
            let title = format!("{mark}{}", measure.title());
            grid.row(cells(title, &|row| crate::report::text(self.unit, row, measure, digits)));
        }
        grid
    }

    /// A line per base and n.
    fn rows(&self, series: &[Series<'_>]) -> Grid {
        let measures = self.measures([MAIN, MAIN_UNDER_PROPOSAL], series);
        let start = [Align::Right, Align::Left];
        let mut grid = Grid::new(start.into_iter().chain(measures.iter().map(|_| Align::Point)));
        let names = ["n", "base"].map(str::to_owned);
        grid.heading(names.into_iter().chain(measures.iter().map(|measure| measure.heading())));
        let units = measures.iter().map(|measure| self.unit.label(measure.unit()).to_owned());
        grid.heading([String::new(), String::new()].into_iter().chain(units));
        let short = short(series, 18);
        let place = |found: &Series<'_>| series.iter().position(|series| std::ptr::eq(series, found));
        for (series, row) in self.lines(series) {
            let name = place(series).and_then(|at| short.get(at)).cloned().unwrap_or_default();
            let values =
                measures.iter().map(|&measure| crate::report::text(self.unit, row, measure, number::DIGITS));
            grid.row([number::exact(row.n.get()), name].into_iter().chain(values));
        }
        grid
    }

    fn write_markdown(&self, out: &mut dyn Write) -> io::Result<()> {
        let series = self.series();
        let measures = self.measures([MAIN, MAIN_UNDER_PROPOSAL], &series);
        for entry in &self.entries {
            let reports: Vec<&Report<'_>> = match entry {
                Entry::Base(report) => vec![report],
                Entry::Prompts(Prompts { name, title, prompts, .. }) => {
                    writeln!(
                        out,
                        "* **{}: {}**",
                        markdown::escaped(&visible(name)),
                        markdown::escaped(&visible(title))
                    )?;
                    prompts.iter().map(|prompt| &prompt.report).collect()
                }
            };
            for report in reports {
                writeln!(out, "* **{}**: {}.", markdown::escaped(&report.heading()), report.summary())?;
                if let Some(sentence) = report.proposal_sentence() {
                    writeln!(out, "  {}.", sentence.replacen("best", "Best", 1))?;
                }
            }
        }
        writeln!(out)?;
        let headings = measures.iter().map(|measure| markdown::heading(*measure, self.unit));
        markdown::head(out, &[("base", ":---"), ("n", "---:")], headings)?;
        for (series, row) in self.lines(&series) {
            let start = [markdown::escaped(&series.name), number::exact(row.n.get())];
            let values =
                measures.iter().map(|&measure| crate::report::text(self.unit, row, measure, number::DIGITS));
            markdown::line(out, start.into_iter().chain(values))?;
        }
        for series in &series {
            if let Some(report) = series.report.filter(|report| report.outcomes) {
                markdown::write_outcomes(report, &format!(" of {}", markdown::escaped(&series.name)), out)?;
            }
        }
        Ok(())
    }

    /// One line per base and n, base by base.
    fn write_csv(&self, out: &mut dyn Write) -> io::Result<()> {
        let series = self.series();
        let mut writer = ::csv::Writer::from_writer(out);
        let weighted = series.iter().any(|series| series.share.is_some());
        let start = |base: &str, weight: String| match weighted {
            true => vec![base.to_owned(), weight],
            false => vec![base.to_owned()],
        };
        let share = |series: &Series<'_>| series.share.map(number::exact).unwrap_or_default();
        let mut heading = start("base", "weight".to_owned());
        let is_outcomes = series.iter().any(|series| series.report.is_some_and(|report| report.outcomes));
        if is_outcomes {
            let columns = outcome::columns(is_proposed(&series));
            heading.extend(csv::outcome_heading(columns).map(str::to_owned));
            csv::record(&mut writer, &heading)?;
            for (series, report) in series.iter().filter_map(|series| Some((series, series.report?))) {
                for cells in csv::outcome_records(report, columns) {
                    csv::record(&mut writer, start(&series.name, share(series)).into_iter().chain(cells))?;
                }
            }
        } else {
            let measures = self.measures(crate::report::ALL, &series);
            heading.extend(["n", "unit"].map(str::to_owned));
            heading.extend(measures.iter().map(|measure| measure.name().into_owned()));
            csv::record(&mut writer, &heading)?;
            for series in &series {
                for row in series.rows {
                    let values = measures.iter().map(|&measure| number::exact(self.unit.of(row, measure)));
                    let mut cells = start(&series.name, share(series));
                    cells.extend([number::exact(row.n.get()), self.unit.name().to_owned()]);
                    csv::record(&mut writer, cells.into_iter().chain(values))?;
                }
            }
        }
        writer.flush()
    }
}

/// Whether best-of-n draws from a proposal on any of them.
fn is_proposed(series: &[Series<'_>]) -> bool {
    series.iter().any(|series| series.report.is_some_and(|report| report.proposal.is_some()))
}

/// What is drawn from instead of each base, under its name.
fn proposals<'a>(series: &'a [Series<'_>]) -> impl Iterator<Item = (&'a str, String)> {
    series.iter().filter_map(|series| Some((series.name.as_str(), series.report?.proposal_sentence()?)))
}

/// The outcome tables that were asked for.
fn outcome_tables<'a>(series: &'a [Series<'_>]) -> impl Iterator<Item = (&'a str, &'a Report<'a>, &'a Row)> {
    series
        .iter()
        .filter_map(|series| Some((series, series.report.filter(|report| report.outcomes)?)))
        .flat_map(|(series, report)| series.rows.iter().map(move |row| (series.name.as_str(), report, row)))
}

/// Names of at most `width` cells or so; where two would be the same they are numbered. The prompts of a single preset
/// go without its name where that is too long.
fn short(series: &[Series<'_>], width: usize) -> Vec<String> {
    let prefix = |name: &str| name.split_once('#').map(|(preset, _)| preset.to_owned());
    let common = series.first().and_then(|first| prefix(&first.name));
    let same = common.is_some() && series.iter().all(|series| prefix(&series.name) == common);
    // Of a prompt the name of the preset is shortened first.
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
    let repeated = |name: &String| names.iter().filter(|other| *other == name).count() > 1;
    names
        .iter()
        .enumerate()
        .map(|(i, name)| if repeated(name) { format!("{} {name}", i + 1) } else { name.clone() })
        .collect()
}
