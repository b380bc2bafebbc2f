//! Who is at the other end: the connection's address or, behind proxies that are trusted, the one that they name.

use std::{
    net::{AddrParseError, IpAddr, SocketAddr},
    str::FromStr,
};

use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, StatusCode},
    middleware::Next,
    response::Response,
};

use super::listener::Line;
use crate::platform::app::App;

const FORWARDED_FOR: &str = "x-forwarded-for";

/// The client's address.
#[derive(Clone, Debug)]
pub struct Peer(pub String);

/// An address, or all that begin with the same bits: `10.0.0.0/8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    bits: u32,
}

impl FromStr for Network {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = |_: AddrParseError| format!("“{text}” is neither an address nor a network such as 10.0.0.0/8");
        let (address, bits) = text.trim().split_once('/').map_or((text.trim(), None), |(address, bits)| (address, Some(bits)));
        let address = address.parse::<IpAddr>().map_err(wrong)?;
        let width = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(width), |bits| bits.parse().ok().filter(|bits| *bits <= width).ok_or_else(|| format!("“{text}” has 0 to {width} bits after its slash")))?;
        Ok(Network { address, bits })
    }
}

impl Network {
    /// Whether an address is in it.
    pub fn holds(&self, address: IpAddr) -> bool {
        let same = |a: u128, b: u128, width: u32| self.bits == 0 || (a ^ b) >> (width - self.bits) == 0;
        match (self.address, address) {
            (IpAddr::V4(a), IpAddr::V4(b)) => same(a.to_bits().into(), b.to_bits().into(), 32),
            (IpAddr::V6(a), IpAddr::V6(b)) => same(a.to_bits(), b.to_bits(), 128),
            _ => false,
        }
    }
}

/// Notes the client's address for what counts by it, and tells the connection that its request is in hand.
pub async fn name(State(app): State<App>, ConnectInfo(line): ConnectInfo<Line>, mut request: Request, next: Next) -> Response {
    line.begin();
    let address = client(line.address.ip(), request.headers(), &app.config.trusted_proxies);
    request.extensions_mut().insert(Peer(address.to_string()));
    let response = next.run(request).await;
    // A connection that became a socket has no next request.
    if response.status() != StatusCode::SWITCHING_PROTOCOLS {
        line.end();
    }
    response
}

/// Each proxy adds the address that asked it at the right end, and anybody may have written what stands left of the first one
/// that is not trusted. So the client is the rightmost address that is no trusted proxy.
fn client(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    // A socket for both families shows IPv4 addresses inside IPv6 ones.
    let mut client = peer.to_canonical();
    let named: Vec<&str> = headers.get_all(FORWARDED_FOR).iter().flat_map(|value| value.to_str().unwrap_or_default().split(',')).collect();
    for hop in named.into_iter().rev() {
        if !trusted.iter().any(|network| network.holds(client)) {
            break;
        }
        // What cannot be read names nobody: the proxy that passed it on answers for it.
        let Some(address) = address_in(hop) else { break };
        client = address;
    }
    client
}

/// An address, with a port or without.
fn address_in(hop: &str) -> Option<IpAddr> {
    let hop = hop.trim();
    let bare = hop.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(hop);
    bare.parse::<IpAddr>().or_else(|_| hop.parse::<SocketAddr>().map(|address| address.ip())).ok().map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(peer: &str, forwarded: &[&str], trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append(FORWARDED_FOR, value.parse().unwrap());
        }
        let trusted: Vec<Network> = trusted.iter().map(|network| network.parse().unwrap()).collect();
        client(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn the_client_is_the_rightmost_address_that_is_no_trusted_proxy() {
        let trusted = ["10.0.0.0/8", "fd00::/8", "192.0.2.7"];
        for (peer, forwarded, client) in [
            ("203.0.113.9", vec!["198.51.100.1"], "203.0.113.9"),
            ("10.1.2.3", vec!["198.51.100.1"], "198.51.100.1"),
            ("10.1.2.3", vec!["6.6.6.6, 198.51.100.1, 10.9.9.9"], "198.51.100.1"),
            ("10.1.2.3", vec!["6.6.6.6", "198.51.100.1:4711 , 192.0.2.7"], "198.51.100.1"),
            ("::ffff:10.1.2.3", vec!["::ffff:198.51.100.1"], "198.51.100.1"),
            ("fd12::1", vec!["[2001:db8::5]:80"], "2001:db8::5"),
            ("fd12::1", vec!["[2001:db8::5]"], "2001:db8::5"),
            ("10.1.2.3", vec!["198.51.100.1, unknown"], "10.1.2.3"),
            ("10.1.2.3", vec!["10.4.4.4"], "10.4.4.4"),
            ("10.1.2.3", vec![], "10.1.2.3"),
            ("192.0.2.8", vec!["198.51.100.1"], "192.0.2.8"),
        ] {
            assert_eq!(seen(peer, &forwarded, &trusted), client, "{peer} says {forwarded:?}");
        }
        assert_eq!(seen("203.0.113.9", &["198.51.100.1"], &["0.0.0.0/0"]), "198.51.100.1");
    }

    #[test]
    fn what_is_no_network_is_refused() {
        for text in ["", "proxy", "10.0.0.0/33", "::/129", "10.0.0.0/x", "10.0.0.0/-1"] {
            assert!(text.parse::<Network>().is_err(), "{text}");
        }
    }
}
