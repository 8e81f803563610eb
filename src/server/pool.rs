//! Threads for work that takes time. A panic costs its job alone, and what takes long costs its document alone: neither the
//! checks nor the requests about one document ever take all threads.
//!
//! Not rayon's: a thread that waits inside rayon takes up other jobs meanwhile, and a job that waits for the result
//! its own thread is computing would wait for ever.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use tower_lsp::lsp_types::Url;

/// What goes first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Lane {
    /// Somebody waits for an answer.
    Request,
    /// Nobody is waiting but the screen.
    Check,
}

struct Job {
    name: &'static str,
    lane: Lane,
    /// What it is about, where that is one document.
    document: Option<Url>,
    run: Box<dyn FnOnce() + Send>,
}

#[derive(Default)]
struct Queues {
    requests: VecDeque<Job>,
    checks: VecDeque<Job>,
    /// What the threads are at.
    under_way: UnderWay,
    /// Set when the pool is dropped.
    over: bool,
}

/// What the threads are at.
#[derive(Default)]
struct UnderWay {
    checks: usize,
    /// Jobs by their document.
    of_document: HashMap<Url, usize>,
}

impl Queues {
    /// The first job that may begin: requests go first, and to each its share of the threads.
    fn next(&mut self, threads: usize) -> Option<Job> {
        let UnderWay {
            checks,
            of_document,
        } = &self.under_way;
        let share = (threads / 2).max(1);
        let may_begin = |job: &Job| {
            let of_document = job.document.as_ref().and_then(|uri| of_document.get(uri));
            of_document.is_none_or(|&jobs| jobs < share)
        };
        if let Some(i) = self.requests.iter().position(may_begin) {
            return self.requests.remove(i);
        }
        // Checks alone never take all threads.
        if *checks + 1 < threads.max(2) {
            let i = self.checks.iter().position(may_begin)?;
            return self.checks.remove(i);
        }
        None
    }

    fn began(&mut self, job: &Job) {
        self.under_way.checks += usize::from(job.lane == Lane::Check);
        if let Some(uri) = &job.document {
            *self.under_way.of_document.entry(uri.clone()).or_default() += 1;
        }
    }

    fn ended(&mut self, lane: Lane, document: Option<Url>) {
        self.under_way.checks -= usize::from(lane == Lane::Check);
        if let Some(Entry::Occupied(mut jobs)) =
            document.map(|uri| self.under_way.of_document.entry(uri))
        {
            *jobs.get_mut() -= 1;
            if *jobs.get() == 0 {
                jobs.remove();
            }
        }
    }
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
    /// As many threads as the machine has, at least four: a few long checks, also of what was closed meanwhile, leave
    /// threads for what comes.
    pub fn new() -> std::io::Result<Pool> {
        Pool::with_threads(std::thread::available_parallelism().map_or(4, |n| n.get().clamp(4, 8)))
    }

    fn with_threads(threads: usize) -> std::io::Result<Pool> {
        let shared = Arc::new(Shared::default());
        for i in 0..threads {
            let shared = shared.clone();
            std::thread::Builder::new()
                .name(format!("worker {i}"))
                .spawn(move || work(&shared, threads))?;
        }
        Ok(Pool { shared })
    }

    /// Queues a job.
    pub fn spawn(&self, lane: Lane, name: &'static str, job: impl FnOnce() + Send + 'static) {
        self.queue(lane, name, None, Box::new(job));
    }

    /// Queues a job about a document.
    pub fn spawn_for(
        &self,
        lane: Lane,
        name: &'static str,
        document: Url,
        job: impl FnOnce() + Send + 'static,
    ) {
        self.queue(lane, name, Some(document), Box::new(job));
    }

    fn queue(
        &self,
        lane: Lane,
        name: &'static str,
        document: Option<Url>,
        run: Box<dyn FnOnce() + Send>,
    ) {
        let mut queues = lock(&self.shared.queues);
        let queue = match lane {
            Lane::Request => &mut queues.requests,
            Lane::Check => &mut queues.checks,
        };
        queue.push_back(Job {
            name,
            lane,
            document,
            run,
        });
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

fn work(shared: &Shared, threads: usize) {
    let mut queues = lock(&shared.queues);
    loop {
        if queues.over {
            return;
        }
        let Some(job) = queues.next(threads) else {
            queues = shared
                .ready
                .wait(queues)
                .unwrap_or_else(PoisonError::into_inner);
            continue;
        };
        queues.began(&job);
        drop(queues);
        let (name, lane, document) = (job.name, job.lane, job.document);
        if catch_unwind(AssertUnwindSafe(job.run)).is_err() {
            tracing::error!("the job `{name}` panicked; others go on");
        }
        queues = lock(&shared.queues);
        // Two jobs may have waited for this one: the next of its document, and the next check.
        queues.ended(lane, document);
        shared.ready.notify_one();
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

    #[test]
    fn what_takes_long_leaves_threads_for_other_documents() {
        let pool = Pool::with_threads(4).unwrap();
        let gate = Arc::new(Mutex::new(()));
        let closed = gate.lock().unwrap();
        let [slow, other] =
            ["file:///slow.md", "file:///other.md"].map(|uri| Url::parse(uri).unwrap());
        let (tell, told) = mpsc::channel();
        for lane in [Lane::Request, Lane::Check] {
            for _ in 0..10 {
                let (held, tell) = (gate.clone(), tell.clone());
                pool.spawn_for(lane, "hold", slow.clone(), move || {
                    drop(held.lock());
                    tell.send("slow").unwrap();
                });
            }
        }
        for lane in [Lane::Check, Lane::Request] {
            let tell = tell.clone();
            pool.spawn_for(lane, "tell", other.clone(), move || {
                tell.send("other").unwrap()
            });
        }
        // Checks of many documents leave a thread as well.
        for i in 0..10 {
            let uri = Url::parse(&format!("file:///{i}.md")).unwrap();
            let (held, tell) = (gate.clone(), tell.clone());
            pool.spawn_for(Lane::Check, "hold", uri, move || {
                drop(held.lock());
                tell.send("slow").unwrap();
            });
        }
        let next = || told.recv_timeout(Duration::from_secs(10));
        assert_eq!([next(), next()], [Ok("other"); 2]);
        drop((closed, tell));
        // Nothing is lost.
        assert_eq!(told.iter().collect::<Vec<_>>(), ["slow"; 30]);
    }
}
