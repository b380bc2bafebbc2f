//! Reading a body: no more than may be, and not for longer than may be.

use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, StatusCode, header},
};
use bytes::BytesMut;
use futures::StreamExt;

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
