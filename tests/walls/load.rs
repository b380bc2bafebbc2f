//! Ten thousand hostile requests against the binary: what each costs, and what stays of them.

use std::time::{Duration, Instant};

use futures::{StreamExt, stream};
use serde_json::Value as Json;

use super::hostile::{large, small};
use crate::support::process::{Server, free_port};

const REQUESTS: usize = 10_000;
/// One request in so many is a large one.
const LARGE_EVERY: usize = 100;
const AT_ONCE: usize = 16;
/// A page and a clock tick of the kernel's, as every Linux has them.
const PAGE: u64 = 4096;
/// What a request may cost; code that was not optimised gets twice that.
const MOST: Duration = Duration::from_millis(if cfg!(debug_assertions) { 10 } else { 5 });
const TICK: Duration = Duration::from_millis(10);

/// The resident memory of a process, and the time that it has worked.
fn used(pid: u32) -> (u64, Duration) {
    let statm = std::fs::read_to_string(format!("/proc/{pid}/statm")).unwrap();
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
    // The name in brackets may hold spaces; user and system time are the 12th and 13th field behind it.
    let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
    let ticks: u32 = fields[11].parse::<u32>().unwrap() + fields[12].parse::<u32>().unwrap();
    (statm.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() * PAGE, TICK * ticks)
}

async fn send(http: &reqwest::Client, base: &str, what: &str, body: String) {
    let response = http.post(format!("{base}/graphql")).header("content-type", "application/json").body(body).send().await;
    let answer: Json = response.unwrap_or_else(|error| panic!("{what}: {error:?}")).json().await.unwrap();
    let code = answer["errors"][0]["extensions"]["code"].as_str().unwrap_or_default();
    assert!(["TOO_COMPLEX", "INVALID"].contains(&code), "{what}: {answer}");
}

#[tokio::test]
async fn ten_thousand_hostile_requests_cost_little_each_and_leave_nothing() {
    let data = std::env::temp_dir().join(format!("baton-hostile-{}", std::process::id()));
    let settings = ["--database", "mem://", "--rate-limit", "0", "--stranger-rate-limit", "0", "--data", data.to_str().unwrap()];
    let server = Server::start(free_port(), &settings);
    let http = reqwest::Client::new();
    let (small, large) = (small(), large());
    let of = |i: usize| if i.is_multiple_of(LARGE_EVERY) { &large[i / LARGE_EVERY % large.len()] } else { &small[i % small.len()] };
    // What is made once, like buffers, threads and the allocator's own, is there before the count begins.
    stream::iter(0..REQUESTS / 2).for_each_concurrent(AT_ONCE, |i| send(&http, &server.base, of(i).0, of(i).1.clone())).await;

    let (memory_before, time_before) = used(server.pid());
    let began = Instant::now();
    stream::iter(0..REQUESTS).for_each_concurrent(AT_ONCE, |i| send(&http, &server.base, of(i).0, of(i).1.clone())).await;
    let (memory, time) = used(server.pid());
    let each = (time - time_before) / u32::try_from(REQUESTS).unwrap();
    let grown = memory.saturating_sub(memory_before) / (1024 * 1024);
    println!("{REQUESTS} hostile requests in {:.1?}: {each:.0?} of the server's time each, memory grew by {grown} MiB", began.elapsed());
    assert!(each < MOST, "each took {each:?}");
    assert!(grown < 20, "memory grew by {grown} MiB");

    // None of them alone takes long either. The server has work of its own besides, so the best of three counts.
    for (what, body, _) in small.iter().chain(&large) {
        let mut best = Duration::MAX;
        for _ in 0..3 {
            let (_, before) = used(server.pid());
            for _ in 0..10 {
                send(&http, &server.base, what, body.clone()).await;
            }
            best = best.min((used(server.pid()).1 - before) / 10);
        }
        assert!(best < MOST, "{what} took {best:?}");
    }
}
