//! Connections below HTTP: slow ones end, and nobody has too many.

use std::time::Duration;

use baton::platform::config::Config;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::support::{World, config};

async fn connect(world: &World) -> TcpStream {
    TcpStream::connect(world.base.strip_prefix("http://").unwrap()).await.unwrap()
}

/// Everything that is said until the other side closes.
async fn rest(stream: &mut TcpStream) -> String {
    let mut heard = Vec::new();
    let read = tokio::time::timeout(Duration::from_secs(30), stream.read_to_end(&mut heard)).await;
    assert!(read.is_ok(), "the connection stayed open");
    String::from_utf8_lossy(&heard).into_owned()
}

#[tokio::test]
async fn who_never_ends_a_request_is_not_waited_for() {
    let world = World::with(Config { patience: 1, ..config() }).await;
    for begun in ["", "GET /health/live HTTP/1.1\r\nHost: a\r\nX-Slow: 1\r\n"] {
        let mut stream = connect(&world).await;
        stream.write_all(begun.as_bytes()).await.unwrap();
        assert_eq!(rest(&mut stream).await, "", "{begun:?}");
    }
    for path in ["/graphql", "/f/contact-us"] {
        let mut stream = connect(&world).await;
        let head = format!("POST {path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{\"query\":");
        stream.write_all(head.as_bytes()).await.unwrap();
        let answer = rest(&mut stream).await;
        assert!(answer.starts_with("HTTP/1.1 408 ") && answer.contains("did not come in time"), "{path}: {answer}");
    }
}

#[tokio::test]
async fn a_slow_head_does_not_live_longer_by_sending_drop_by_drop() {
    let world = World::with(Config { patience: 1, ..config() }).await;
    let mut stream = connect(&world).await;
    let mut drops = 0;
    while drops < 200 && stream.write_all(b"G").await.is_ok() {
        drops += 1;
        // The drops are what is tested: there is nothing else to wait for.
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(drops < 60, "{drops} drops in {} ms", drops * 50);
}

#[tokio::test]
async fn a_connection_serves_many_requests_and_slow_answers() {
    let world = World::with(Config { patience: 1, ..config() }).await;
    let mut stream = connect(&world).await;
    for _ in 0..3 {
        stream.write_all(b"GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
        let mut heard = [0; 4096];
        let length = stream.read(&mut heard).await.unwrap();
        assert!(String::from_utf8_lossy(&heard[..length]).ends_with("live\n"));
    }
    // An answer may take longer than a request.
    let stalled = world.app.stall_next_commit();
    let slow = tokio::spawn({
        let ana = world.ana.clone();
        async move { ana.act("createDeal", serde_json::json!({ "name": "Slow" }), "name").await }
    });
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    drop(stalled);
    assert_eq!(slow.await.unwrap(), serde_json::json!({ "name": "Slow" }));
}

#[tokio::test]
async fn one_address_has_half_of_the_connections_at_most() {
    let world = World::with(Config { connection_limit: 6, ..config() }).await;
    // The setting up of this world may still hold one of the three.
    let mut open = Vec::new();
    let mut closed = 0;
    for _ in 0..6 {
        let mut stream = connect(&world).await;
        let asked = stream.write_all(b"GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n").await;
        let mut heard = [0; 64];
        match stream.read(&mut heard).await {
            Ok(length) if asked.is_ok() && length > 0 => open.push(stream),
            _ => closed += 1,
        }
    }
    assert!((2..=3).contains(&open.len()) && closed >= 3, "{} open, {closed} closed", open.len());
    drop(open);
    let again = world.http.get(format!("{}/health/live", world.base));
    for _ in 0..100 {
        if again.try_clone().unwrap().send().await.is_ok() {
            return;
        }
    }
    panic!("a closed connection makes no room");
}

#[tokio::test]
async fn http_2_without_tls_is_not_spoken() {
    let world = World::new().await;
    let preface = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0";
    for piece in [preface.len(), 1] {
        let mut stream = connect(&world).await;
        stream.set_nodelay(true).unwrap();
        for bytes in preface.chunks(piece) {
            let _ = stream.write_all(bytes).await;
            tokio::task::yield_now().await;
        }
        let mut heard = Vec::new();
        let _ = tokio::time::timeout(Duration::from_secs(30), stream.read_to_end(&mut heard)).await.unwrap();
        assert_eq!(heard, b"", "in pieces of {piece}");
    }
}
