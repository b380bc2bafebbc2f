//! The listening socket, guarded: a bounded number of connections, and none that is slow to ask or to listen.

use std::{
    collections::HashMap,
    io::{self, ErrorKind, IoSlice},
    net::{IpAddr, SocketAddr},
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, ready},
    time::Duration,
};

use axum::{
    extract::connect_info::Connected,
    serve::{IncomingStream, Listener},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
    time::{Instant, Sleep},
};

use super::{limits::origin, peer::Network};
use crate::platform::{clock::lock, config::Config};

/// A connection may wait so long for its next request.
const IDLE: Duration = Duration::from_secs(75);
/// File descriptors that are left for the database, when connections use up the rest.
const RESERVED_FILES: usize = 256;
/// How HTTP/2 begins without TLS. Nobody needs it: proxies speak HTTP/1 to us, and its streams would escape the guard.
const HTTP2: &[u8] = b"PRI * HTTP/2";

/// Takes connections, but not too many: of one address at most half of all.
pub struct Guarded {
    listener: TcpListener,
    most: usize,
    trusted: Vec<Network>,
    patience: Duration,
    open: Arc<Mutex<Open>>,
}

#[derive(Default)]
struct Open {
    all: usize,
    by_origin: HashMap<String, usize>,
}

impl Guarded {
    pub fn new(listener: TcpListener, config: &Config) -> Self {
        let most = match open_files() {
            Some(files) => config.connection_limit.min(files.saturating_sub(RESERVED_FILES).max(files / 2)),
            None => config.connection_limit,
        };
        Guarded { listener, most, trusted: config.trusted_proxies.clone(), patience: config.patience(), open: Arc::default() }
    }

    /// A place among the connections, unless there are too many.
    fn place(&self, address: IpAddr) -> Option<Place> {
        let address = address.to_canonical();
        let proxy = self.trusted.iter().any(|network| network.holds(address));
        let origin = (!proxy).then(|| origin(&address.to_string()));
        let mut open = lock(&self.open);
        let crowded = origin.as_ref().is_some_and(|origin| open.by_origin.get(origin).is_some_and(|count| *count >= (self.most / 2).max(1)));
        if open.all >= self.most || crowded {
            return None;
        }
        open.all += 1;
        if let Some(origin) = &origin {
            *open.by_origin.entry(origin.clone()).or_default() += 1;
        }
        Some(Place { origin, open: self.open.clone() })
    }
}

/// How many files this process may have open, as the kernel says.
fn open_files() -> Option<usize> {
    let limits = std::fs::read_to_string("/proc/self/limits").ok()?;
    limits.lines().find(|line| line.starts_with("Max open files"))?.split_whitespace().nth(3)?.parse().ok()
}

/// One of the connections that may be open.
struct Place {
    origin: Option<String>,
    open: Arc<Mutex<Open>>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = lock(&self.open);
        open.all -= 1;
        if let Some(origin) = &self.origin
            && let Some(count) = open.by_origin.get_mut(origin)
        {
            *count -= 1;
            if *count == 0 {
                open.by_origin.remove(origin);
            }
        }
    }
}

impl Listener for Guarded {
    type Io = Connection;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Connection, SocketAddr) {
        loop {
            let (stream, address) = Listener::accept(&mut self.listener).await;
            match self.place(address.ip()) {
                Some(place) => {
                    // An answer is written at once, so nothing is won by waiting for more.
                    let _ = stream.set_nodelay(true);
                    return (Connection::new(stream, place, self.patience), address);
                }
                None => tracing::warn!(peer.address = %address.ip(), "a connection was refused: too many are open"),
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// The address of a connection, and whether a request of it is in hand.
#[derive(Clone, Debug)]
pub struct Line {
    pub address: SocketAddr,
    busy: Arc<AtomicBool>,
}

impl Line {
    /// A request's head has come; the time for its body is the reader's.
    pub fn begin(&self) {
        self.busy.store(true, Ordering::Relaxed);
    }

    /// The answer is made: the next request may come.
    pub fn end(&self) {
        self.busy.store(false, Ordering::Relaxed);
    }
}

impl Connected<IncomingStream<'_, Guarded>> for Line {
    fn connect_info(stream: IncomingStream<'_, Guarded>) -> Self {
        Line { address: *stream.remote_addr(), busy: stream.io().busy.clone() }
    }
}

/// What a connection waits for, when no request of it is in hand.
#[derive(PartialEq)]
enum Waiting {
    /// The rest of a head.
    Head,
    /// The next request.
    Next,
    /// Nothing: a request is in hand.
    Nothing,
}

/// A connection that ends when the other side keeps it waiting.
pub struct Connection {
    stream: TcpStream,
    busy: Arc<AtomicBool>,
    waiting: Waiting,
    /// How much of HTTP/2's beginning has come, while nothing else has.
    preface: Option<usize>,
    patience: Duration,
    /// When what is waited for must have come.
    ask: Pin<Box<Sleep>>,
    /// When something must have been taken; set while writing waits.
    take: Pin<Box<Sleep>>,
    stalled: bool,
    _place: Place,
}

impl Connection {
    fn new(stream: TcpStream, place: Place, patience: Duration) -> Self {
        let sleep = || Box::pin(tokio::time::sleep(patience));
        Connection { stream, busy: Arc::default(), waiting: Waiting::Head, preface: Some(0), patience, ask: sleep(), take: sleep(), stalled: false, _place: place }
    }

    fn wait(&mut self, waiting: Waiting, within: Duration) {
        self.waiting = waiting;
        self.ask.as_mut().reset(Instant::now() + within);
    }

    fn begins_http2(&mut self, bytes: &[u8]) -> bool {
        let Some(come) = self.preface else { return false };
        let wanted = &HTTP2[come..];
        let length = bytes.len().min(wanted.len());
        self.preface = (bytes[..length] == wanted[..length]).then_some(come + length);
        self.preface == Some(HTTP2.len())
    }

    /// Counts how long nothing was taken.
    fn written(&mut self, cx: &mut Context<'_>, result: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if result.is_ready() {
            self.stalled = false;
            // An answer that is still being taken leaves its time to the next request.
            if self.waiting == Waiting::Next {
                self.wait(Waiting::Next, IDLE);
            }
            return result;
        }
        if !self.stalled {
            self.stalled = true;
            self.take.as_mut().reset(Instant::now() + self.patience);
        }
        ready!(self.take.as_mut().poll(cx));
        Poll::Ready(Err(ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Connection {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        let before = buffer.filled().len();
        let result = Pin::new(&mut this.stream).poll_read(cx, buffer);
        if this.busy.load(Ordering::Relaxed) {
            this.waiting = Waiting::Nothing;
            return result;
        }
        if this.waiting == Waiting::Nothing {
            this.wait(Waiting::Next, IDLE);
        }
        if result.is_pending() {
            ready!(this.ask.as_mut().poll(cx));
            return Poll::Ready(Err(ErrorKind::TimedOut.into()));
        }
        if this.begins_http2(&buffer.filled()[before..]) {
            return Poll::Ready(Err(ErrorKind::Unsupported.into()));
        }
        if this.waiting == Waiting::Next {
            this.wait(Waiting::Head, this.patience);
        }
        result
    }
}

impl AsyncWrite for Connection {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.written(cx, result)
    }

    fn poll_write_vectored(mut self: Pin<&mut Self>, cx: &mut Context<'_>, slices: &[IoSlice<'_>]) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.stream).poll_write_vectored(cx, slices);
        self.written(cx, result)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
