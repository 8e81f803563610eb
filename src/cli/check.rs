//! `backread check`: drafts against sources.

use super::{Failure, complain, fix, print, read_draft, width};
use crate::config::{self, Discovered, Problem, ProblemKind, Settings, SourceSet, nearest};
use crate::engine::{Checked, Engine, Progress, ignore};
use crate::finding::Severity;
use crate::report::{self, Run, text::counted};
use crate::rules;
use crate::sources::{LoadError, load};
use crate::text::{Document, Format};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// Number of sources from which reading them takes long enough to show how far it is.
const MANY_SOURCES: usize = 64;

/// Arguments of `backread check`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Drafts to check; without any, those that backread.toml names.
    #[arg(value_name = "DRAFT")]
    drafts: Vec<PathBuf>,
    /// Files, folders and globs to check against, instead of those configured.
    #[arg(long, value_name = "PATH")]
    sources: Vec<String>,
    /// Configuration file, instead of the backread.toml beside or above the draft.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// How to print findings.
    #[arg(long, default_value = "text")]
    format: Output,
    /// Print findings to a file instead of standard output.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Least severity that makes the command fail: hint, information, warning or error.
    #[arg(long, value_name = "SEVERITY", default_value = "warning")]
    fail_on: Severity,
    /// Severity of a rule: off, hint, information, warning or error. May be given several times.
    #[arg(long = "rule", value_name = "CODE=SEVERITY", value_parser = rule)]
    rules: Vec<(String, Option<Severity>)>,
    /// Apply the fixes that are safe without looking.
    #[arg(long)]
    fix: bool,
    /// Number of threads.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Output {
    Text,
    Json,
    Sarif,
    Github,
    Html,
}

/// `CODE=SEVERITY`.
fn rule(text: &str) -> Result<(String, Option<Severity>), String> {
    let (code, severity) = text.split_once('=').ok_or("write it as CODE=SEVERITY")?;
    if rules::find(code).is_none() {
        let near = nearest(code, rules::codes());
        let hint = near.map_or_else(
            || "`backread explain` lists them".to_owned(),
            |n| format!("did you mean `{n}`?"),
        );
        return Err(format!("no rule is called `{code}`; {hint}"));
    }
    let severity = match severity {
        "off" => None,
        word => Some(
            word.parse::<Severity>()
                .map_err(|e| format!("{e}, or off"))?,
        ),
    };
    Ok((code.to_owned(), severity))
}

/// A draft with what holds for it.
struct Job {
    draft: Arc<Document>,
    settings: Arc<Settings>,
    set: SourceSet,
    /// Where a `sources/` was looked for, when none is named.
    looked: String,
}

/// What went wrong on the way that must not stop the rest, but makes the command fail.
#[derive(Default)]
struct Trouble(bool);

impl Trouble {
    fn tell(&mut self, what: &dyn std::fmt::Display) {
        complain(what);
        self.0 = true;
    }
}

/// Runs the command.
pub fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    if let Some(jobs) = arguments.jobs {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(usize::from(jobs));
        pool.build_global()
            .map_err(|e| Failure(format!("cannot start {jobs} threads: {e}")))?;
    }
    let mut trouble = Trouble::default();
    let jobs = jobs(&arguments, &mut trouble)?;
    if jobs.is_empty() {
        return Ok(ExitCode::from(2));
    }
    let drafts: Vec<PathBuf> = jobs.iter().map(|j| j.draft.path.clone()).collect();
    let engines = engines(&jobs, &drafts, &mut trouble);
    let results: Vec<Option<Checked>> = jobs
        .par_iter()
        .zip(&engines)
        .map(|(job, engine)| checked(job, engine))
        .collect();
    let mut checked = Vec::new();
    for ((result, job), engine) in results.into_iter().zip(&jobs).zip(&engines) {
        match result {
            Some(mut result) => {
                if arguments.fix {
                    mend(&mut result, engine, &mut trouble);
                }
                checked.push(result);
            }
            None => trouble.tell(&format!(
                "cannot check {}: a defect of Backread, described above; please report it",
                job.draft.path.display()
            )),
        }
    }
    let run = Run::new(&checked, engines.iter().map(|e| &*e.dossier));
    report(&run, &arguments)?;
    Ok(ExitCode::from(if trouble.0 {
        2
    } else {
        u8::from(run.worst().is_some_and(|w| w >= arguments.fail_on))
    }))
}

/// The drafts, read, with the configuration of each.
fn jobs(arguments: &Arguments, trouble: &mut Trouble) -> Result<Vec<Job>, Failure> {
    let codes = rules::codes();
    let mut told: Vec<Problem> = Vec::new();
    let common = match &arguments.config {
        Some(file) => Some(configured(config::discover_with(file, &codes), &mut told)?),
        None => None,
    };
    let mut paths = Vec::new();
    if arguments.drafts.is_empty() {
        let found = match &common {
            Some(found) => found.clone(),
            None => configured(config::discover_in(Path::new(""), &codes), &mut told)?,
        };
        paths = configured_drafts(&found, trouble)?;
    } else {
        for draft in &arguments.drafts {
            let (files, errors) =
                load::expand(Path::new(""), &[draft.to_string_lossy().into_owned()]);
            if let [LoadError::NoFiles { .. }] = errors.as_slice() {
                trouble.tell(&format!("no drafts in {}", draft.display()));
                continue;
            }
            // A file that cannot be found is told as one that cannot be read.
            paths.extend(if errors.is_empty() {
                files
            } else {
                vec![draft.clone()]
            });
        }
    }
    let mut seen = std::collections::HashSet::new();
    paths.retain(|p| seen.insert(p.clone()));
    let mut out = Vec::new();
    for path in paths {
        let text = match read_draft(&path) {
            Ok(text) => text,
            Err(failure) => {
                trouble.tell(&failure);
                continue;
            }
        };
        let format = Format::of_path(&path);
        let draft = Arc::new(Document::new(path.clone(), text, format));
        let mut found = match &common {
            Some(found) => found.clone(),
            None => configured(config::discover(&path, &codes), &mut told)?,
        };
        found.settings.rules.extend(arguments.rules.iter().cloned());
        warn_of_comments(&draft, &codes);
        let set = if arguments.sources.is_empty() {
            found.sources_of(&path, &draft.metadata.sources)
        } else {
            SourceSet {
                base: PathBuf::new(),
                patterns: arguments.sources.clone(),
            }
        };
        if arguments.sources.is_empty() && is_source(&path, &set, &found.settings) {
            complain(&format!(
                "{}: `sources` matches it too; an editor takes it for a source and tells nothing of it, unless `drafts` of {} names it",
                path.display(),
                config::FILE_NAME
            ));
        }
        let looked = found.where_looked();
        out.push(Job {
            draft,
            settings: Arc::new(found.settings),
            set,
            looked,
        });
    }
    Ok(out)
}

/// Whether a draft is one of its sources by their patterns, and `drafts` does not say that it is none.
fn is_source(path: &Path, set: &SourceSet, settings: &Settings) -> bool {
    let Ok(real) = path.canonicalize() else {
        return false;
    };
    let among = |base: &Path, patterns: &[String]| {
        // Most drafts lie apart from their sources: these need no look at every file.
        let is_near = patterns.iter().any(|pattern| {
            let place = load::fixed_part(&Path::new(".").join(base).join(pattern));
            place
                .canonicalize()
                .is_ok_and(|place| real.starts_with(place))
        });
        let is_it = |file: &PathBuf| {
            file.file_name() == real.file_name()
                && file.canonicalize().is_ok_and(|file| file == real)
        };
        is_near && load::expand(base, patterns).0.iter().any(is_it)
    };
    among(&set.base, &set.patterns) && !among(&settings.root, &settings.drafts)
}

/// Tells what is wrong in a configuration, once; a file that cannot be used ends the command.
fn configured(found: Discovered, told: &mut Vec<Problem>) -> Result<Discovered, Failure> {
    for problem in &found.problems {
        if problem.kind == ProblemKind::Unreadable {
            return Err(Failure(problem.to_string()));
        }
        if !told.contains(problem) {
            complain(problem);
            told.push(problem.clone());
        }
    }
    Ok(found)
}

fn configured_drafts(found: &Discovered, trouble: &mut Trouble) -> Result<Vec<PathBuf>, Failure> {
    let file = found.file.as_deref().map(|f| f.display().to_string());
    let Some(file) = file else {
        return Err(Failure(format!(
            "no draft named, and no {} here or above to name one",
            config::FILE_NAME
        )));
    };
    if found.settings.drafts.is_empty() {
        return Err(Failure(format!(
            "no draft named, and {file} has no `drafts`"
        )));
    }
    let (files, errors) = load::expand(&found.settings.root, &found.settings.drafts);
    for error in &errors {
        trouble.tell(&format!("`drafts` of {file}: {error}"));
    }
    if files.is_empty() && errors.is_empty() {
        return Err(Failure(format!(
            "no file matches `drafts` of {file}: {}",
            found.settings.drafts.join(", ")
        )));
    }
    Ok(files)
}

/// A code that no rule has silences nothing: better told than kept quiet.
fn warn_of_comments(draft: &Document, codes: &[&str]) {
    for comment in ignore::comments(draft) {
        for (code, span) in comment
            .codes
            .iter()
            .filter(|(c, _)| !codes.contains(&c.as_str()))
        {
            let (line, column) = report::text::place(draft, span.start);
            let hint =
                nearest(code, codes.iter().copied()).map(|n| format!("; did you mean `{n}`?"));
            let hint = hint.unwrap_or_default();
            complain(&format!(
                "{}:{line}:{column}: no rule is called `{code}`{hint}",
                draft.path.display()
            ));
        }
    }
}

/// One engine a job; drafts with the same configuration and sources share theirs.
fn engines(jobs: &[Job], drafts: &[PathBuf], trouble: &mut Trouble) -> Vec<Engine> {
    let mut out: Vec<Engine> = Vec::new();
    for (i, job) in jobs.iter().enumerate() {
        let same = jobs[..i]
            .iter()
            .position(|j| j.settings == job.settings && j.set == job.set);
        if let Some(engine) = same.and_then(|s| out.get(s)).cloned() {
            out.push(engine);
            continue;
        }
        let (engine, errors) = open(job, drafts);
        for error in &errors {
            complain(error);
        }
        if engine.dossier.is_empty() {
            without_sources(job, &errors, trouble);
        }
        out.push(engine);
    }
    out
}

/// A draft has nothing to be held against. That is a failure where sources were named and are not there; why not was
/// told when they were looked for.
fn without_sources(job: &Job, errors: &[LoadError], trouble: &mut Trouble) {
    let (draft, looked) = (job.draft.path.display(), &job.looked);
    if job.set.patterns.is_empty() {
        complain(&format!(
            "no sources for {draft}: {looked}; only the draft itself is checked"
        ));
    } else if errors.is_empty() {
        let named = job.set.patterns.join(", ");
        trouble.tell(&format!(
            "no sources for {draft}: `{named}` names the drafts themselves"
        ));
    } else if errors.iter().any(|e| !matches!(e, LoadError::Empty { .. })) {
        trouble.0 = true;
    }
}

/// Checks one draft; `None` where that panicked, which costs this draft and no other.
fn checked(job: &Job, engine: &Engine) -> Option<Checked> {
    catch_unwind(AssertUnwindSafe(|| engine.check(job.draft.clone()))).ok()
}

/// Loads the sources of a job, with a bar on a terminal where they are many.
fn open(job: &Job, drafts: &[PathBuf]) -> (Engine, Vec<LoadError>) {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
    let opened = Engine::open(job.settings.clone(), &job.set, drafts, &|progress| {
        match progress {
            Progress::Files(n) if n >= MANY_SOURCES => {
                bar.set_length(n as u64);
                if let Ok(style) =
                    ProgressStyle::with_template("reading sources {bar:40} {pos}/{len}")
                {
                    bar.set_style(style);
                }
                bar.set_draw_target(ProgressDrawTarget::stderr());
            }
            Progress::Files(_) => {}
            Progress::Read(_) => bar.inc(1),
        }
        ControlFlow::Continue(())
    });
    bar.finish_and_clear();
    opened.unwrap_or_default()
}

/// Applies the safe fixes of a draft, writes it, and checks what was written.
fn mend(checked: &mut Checked, engine: &Engine, trouble: &mut Trouble) {
    let Some((text, mended)) = fix::fixed(checked) else {
        return;
    };
    let before = checked.facts.document.clone();
    if let Err(failure) = fix::write(&before.path, &before.text, &text) {
        trouble.tell(&failure);
        return;
    }
    complain(&format!(
        "{} mended in {}",
        counted(mended, "finding"),
        before.path.display()
    ));
    *checked = engine.check(Arc::new(Document::new(
        before.path.clone(),
        text,
        before.format,
    )));
}

fn report(run: &Run, arguments: &Arguments) -> Result<(), Failure> {
    let columns = if arguments.output.is_some() {
        report::text::DEFAULT_WIDTH
    } else {
        width()
    };
    let text = match arguments.format {
        Output::Text => report::text::findings(run, columns),
        Output::Json => report::json::findings(run),
        Output::Sarif => report::sarif::findings(run),
        Output::Github => report::github::findings(run),
        Output::Html => report::html::findings(run),
    };
    match &arguments.output {
        // Colours are for terminals. The other formats hold none, and their text stays as it is.
        None if arguments.format == Output::Text => print(&text),
        None => super::print_plain(&text),
        Some(file) => {
            let text = match arguments.format {
                Output::Text => anstream::adapter::strip_str(&text).to_string(),
                _ => text,
            };
            std::fs::write(file, text)
                .map_err(|e| Failure(format!("cannot write {}: {e}", file.display())))
        }
    }
}
