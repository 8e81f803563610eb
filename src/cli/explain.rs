//! `backread explain`: the rules and their pages.

use super::Failure;
use crate::rules;
use std::process::ExitCode;

/// Arguments of `backread explain`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The rule's code; all rules without one.
    code: Option<String>,
}

/// Runs the command.
pub fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    match arguments.code {
        None => {
            for registered in rules::RULES {
                anstream::println!("{:28} {}", registered.rule.code, registered.rule.severity);
            }
        }
        Some(code) => {
            let registered = rules::find(&code).ok_or_else(|| {
                Failure(format!(
                    "no rule is called `{code}`; `backread explain` lists them"
                ))
            })?;
            anstream::println!("{}", registered.docs());
        }
    }
    Ok(ExitCode::SUCCESS)
}
