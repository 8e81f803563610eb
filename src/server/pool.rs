//! Threads for work that takes time. A panic costs its job alone.
//!
//! Not rayon's: a thread that waits inside rayon takes up other jobs meanwhile, and a job that waits for the result
//! its own thread is computing would wait for ever.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// What goes first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Lane {
    /// Somebody waits for an answer.
    Request,
    /// Nobody is waiting but the screen.
    Check,
}

type Job = (&'static str, Box<dyn FnOnce() + Send>);

#[derive(Default)]
struct Queues {
    requests: VecDeque<Job>,
    checks: VecDeque<Job>,
    /// Set when the pool is dropped.
    over: bool,
}

#[derive(Default)]
struct Shared {
    queues: Mutex<Queues>,
    ready: Condvar,
}

/// The threads.
pub(super) struct Pool {
    shared: Arc<Shared>,
}

impl Pool {
    /// As many threads as the machine has, at least two, so that a request is answered beside a long check.
    pub fn new() -> std::io::Result<Pool> {
        Pool::with_threads(std::thread::available_parallelism().map_or(2, |n| n.get().clamp(2, 8)))
    }

    fn with_threads(threads: usize) -> std::io::Result<Pool> {
        let shared = Arc::new(Shared::default());
        for i in 0..threads {
            let shared = shared.clone();
            std::thread::Builder::new()
                .name(format!("worker {i}"))
                .spawn(move || work(&shared))?;
        }
        Ok(Pool { shared })
    }

    /// Queues a job.
    pub fn spawn(&self, lane: Lane, name: &'static str, job: impl FnOnce() + Send + 'static) {
        let mut queues = lock(&self.shared.queues);
        let queue = match lane {
            Lane::Request => &mut queues.requests,
            Lane::Check => &mut queues.checks,
        };
        queue.push_back((name, Box::new(job)));
        drop(queues);
        self.shared.ready.notify_one();
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        lock(&self.shared.queues).over = true;
        self.shared.ready.notify_all();
    }
}

fn work(shared: &Shared) {
    loop {
        let mut queues = lock(&shared.queues);
        let (name, job) = loop {
            if queues.over {
                return;
            }
            if let Some(job) = queues.requests.pop_front() {
                break job;
            }
            if let Some(job) = queues.checks.pop_front() {
                break job;
            }
            queues = shared
                .ready
                .wait(queues)
                .unwrap_or_else(PoisonError::into_inner);
        };
        drop(queues);
        if catch_unwind(AssertUnwindSafe(job)).is_err() {
            tracing::error!("the job `{name}` panicked; others go on");
        }
    }
}

fn lock(queues: &Mutex<Queues>) -> std::sync::MutexGuard<'_, Queues> {
    queues.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;
    use std::time::Duration;

    #[test]
    fn a_panic_costs_its_job_alone() {
        let pool = Pool::new().unwrap();
        for _ in 0..20 {
            pool.spawn(Lane::Check, "bad", || panic!("a job that fails"));
        }
        let (tell, told) = mpsc::channel();
        pool.spawn(Lane::Check, "good", move || tell.send(7).unwrap());
        assert_eq!(told.recv_timeout(Duration::from_secs(10)), Ok(7));
    }

    #[test]
    fn a_request_goes_before_checks() {
        let pool = Pool::with_threads(1).unwrap();
        let gate = Arc::new(Mutex::new(()));
        let closed = gate.lock().unwrap();
        let held = gate.clone();
        pool.spawn(Lane::Request, "hold", move || drop(held.lock()));
        let (tell, told) = mpsc::channel();
        for lane in [Lane::Check, Lane::Request, Lane::Check, Lane::Request] {
            let tell = tell.clone();
            pool.spawn(lane, "tell", move || tell.send(lane).unwrap());
        }
        drop((closed, tell));
        use Lane::{Check, Request};
        let order: Vec<Lane> = told.iter().collect();
        assert_eq!(order, [Request, Request, Check, Check]);
    }
}
