//! `backread lsp`: the language server.

use super::Failure;
use crate::server::{self, Ending};
use std::fs::OpenOptions;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Mutex;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::fmt::writer::BoxMakeWriter;

/// The variable that says how much is logged.
const LEVEL: &str = "BACKREAD_LOG";

/// Arguments of `backread lsp`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Speak over standard input and output (the default).
    #[arg(long)]
    stdio: bool,
    /// Connect to the editor that listens on this port of this machine.
    #[arg(long, value_name = "N", conflicts_with = "stdio")]
    port: Option<u16>,
    /// Connect to the editor that listens on this socket.
    #[cfg(unix)]
    #[arg(long, value_name = "PATH", conflicts_with_all = ["stdio", "port"])]
    socket: Option<PathBuf>,
    /// Log to this file instead of standard error; what is there stays.
    #[arg(long, value_name = "PATH")]
    log_file: Option<PathBuf>,
    /// What is logged: off, error, warn, info, debug or trace. BACKREAD_LOG says it too; without either, warn.
    #[arg(long, value_name = "LEVEL")]
    log_level: Option<LevelFilter>,
}

/// Runs the command.
pub fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    start_log(&arguments)?;
    let ending = serve(&arguments).map_err(|e| Failure(format!("cannot serve: {e}")))?;
    Ok(match ending {
        Ending::Clean | Ending::EndOfInput => ExitCode::SUCCESS,
        Ending::Abrupt => ExitCode::FAILURE,
    })
}

/// Logs to the file that was named, else to standard error.
fn start_log(arguments: &Arguments) -> Result<(), Failure> {
    let writer = match &arguments.log_file {
        None => BoxMakeWriter::new(std::io::stderr),
        Some(path) => {
            let file = OpenOptions::new().create(true).append(true).open(path);
            let file =
                file.map_err(|e| Failure(format!("cannot write the log {}: {e}", path.display())))?;
            BoxMakeWriter::new(Mutex::new(file))
        }
    };
    let filter = match arguments.log_level {
        Some(level) => EnvFilter::default().add_directive(level.into()),
        None => EnvFilter::try_from_env(LEVEL).unwrap_or_else(|_| EnvFilter::new("warn")),
    };
    // Only the first subscriber of a process counts; a second one is no failure.
    let _ = tracing_subscriber::fmt()
        .with_writer(writer)
        .with_ansi(false)
        .with_env_filter(filter)
        .try_init();
    Ok(())
}

fn serve(arguments: &Arguments) -> std::io::Result<Ending> {
    if let Some(port) = arguments.port {
        let stream = std::net::TcpStream::connect(("127.0.0.1", port))?;
        stream.set_nodelay(true)?;
        return server::run(stream.try_clone()?, stream);
    }
    #[cfg(unix)]
    if let Some(path) = &arguments.socket {
        let stream = std::os::unix::net::UnixStream::connect(path)?;
        return server::run(stream.try_clone()?, stream);
    }
    server::run(std::io::stdin(), std::io::stdout())
}
