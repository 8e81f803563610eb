//! `backread lsp`: the language server.

use super::Failure;
use crate::server::{self, Ending};
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

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
    socket: Option<std::path::PathBuf>,
}

/// Runs the command. Logs go to standard error; `BACKREAD_LOG=debug` shows more.
pub fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    // Only the first subscriber of a process counts; a second one is no failure.
    let _ = tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .with_env_filter(
            EnvFilter::try_from_env("BACKREAD_LOG").unwrap_or_else(|_| EnvFilter::new("warn")),
        )
        .try_init();
    let ending = serve(&arguments).map_err(|e| Failure(format!("cannot serve: {e}")))?;
    Ok(match ending {
        Ending::Clean | Ending::EndOfInput => ExitCode::SUCCESS,
        Ending::Abrupt => ExitCode::FAILURE,
    })
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
