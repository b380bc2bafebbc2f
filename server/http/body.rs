//! Reading a body: no more than may be, and not for longer than may be.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::Poll,
};

use axum::{
    body::{Body, Bytes, HttpBody},
    extract::Request,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::Response,
};
use bytes::BytesMut;
use futures::{StreamExt, stream};

use crate::platform::{app::App, error::Error};

/// A body may have this many bytes.
pub const LARGEST: usize = 256 * 1024;
/// What is too large is still taken, and dropped as it comes, so that its sender hears why; but not without end.
const MOST_DROPPED: usize = 4 * 1024 * 1024;

/// The whole body. Errors: it is too large, or does not come.
pub async fn read(app: &App, headers: &HeaderMap, body: Body) -> Result<Bytes, (StatusCode, Error)> {
    match tokio::time::timeout(app.config.patience(), gather(headers, body)).await {
        Ok(read) => read,
        Err(_) => Err((StatusCode::REQUEST_TIMEOUT, Error::invalid("body", "The request did not come in time."))),
    }
}

async fn gather(headers: &HeaderMap, body: Body) -> Result<Bytes, (StatusCode, Error)> {
    let announced = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok()).unwrap_or(0);
    let (mut kept, mut length) = (BytesMut::new(), 0);
    let mut chunks = body.into_data_stream();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| (StatusCode::BAD_REQUEST, Error::invalid("body", "The request broke off.")))?;
        length += chunk.len();
        if length > MOST_DROPPED {
            break;
        }
        if length.max(announced) <= LARGEST {
            kept.extend_from_slice(&chunk);
        }
    }
    if length > LARGEST { Err((StatusCode::PAYLOAD_TOO_LARGE, Error::too_complex("bytes", LARGEST))) } else { Ok(kept.freeze()) }
}

/// Says that the connection ends, where an answer was given before the body was read: what is left of it would be taken for the
/// next request, and a client that sends that one loses it.
pub async fn close_when_unread(request: Request, next: Next) -> Response {
    let read = Arc::new(AtomicBool::new(request.body().is_end_stream()));
    let end = read.clone();
    let request = request.map(|body| {
        let end = stream::poll_fn(move |_| {
            end.store(true, Ordering::Relaxed);
            Poll::Ready(None)
        });
        if body.is_end_stream() { body } else { Body::from_stream(body.into_data_stream().chain(end)) }
    });
    let mut response = next.run(request).await;
    if !read.load(Ordering::Relaxed) {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}
