//! The one HTTP client for addresses that people configured: it reaches public servers alone, whatever a name resolves to.
//!
//! Such an address must not become a way into the network that the server stands in: to its database, a router, or the
//! cloud's metadata. `--allow-internal` names what may be reached all the same.

use std::{
    error::Error as StdError,
    fmt,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    str::FromStr,
    sync::Arc,
    time::Duration,
};

use axum::http::{HeaderValue, Request, Response, header};
use reqwest::{
    dns::{Addrs, Name, Resolve, Resolving},
    redirect,
};
use serde::de::DeserializeOwned;
use url::{Host, Url};

use super::{
    config::Config,
    error::{Error, Result},
};
use crate::http::peer::Network;

const CONNECT_WITHIN: Duration = Duration::from_secs(5);
/// From the first byte asked to the last one answered.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);
const LARGEST_ANSWER: usize = 1024 * 1024;

/// Asks other servers.
pub struct Outgoing {
    http: reqwest::Client,
    guard: Guard,
}

/// A host by its name, or a network, that may be reached although it is internal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Internal {
    Host(String),
    Network(Network),
}

impl FromStr for Internal {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim().trim_end_matches('.').to_lowercase();
        if let Ok(network) = text.parse() {
            return Ok(Internal::Network(network));
        }
        let label = |label: &str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        // What ends in a number is an address that is written wrongly.
        let is_name = text.split('.').all(label) && text.rsplit('.').next().is_some_and(|last| last.parse::<u64>().is_err());
        if is_name { Ok(Internal::Host(text)) } else { Err(format!("“{text}” is neither a host's name nor a network such as 10.0.0.0/8")) }
    }
}

/// Why there is no answer.
#[derive(Debug)]
pub enum Trouble {
    /// This server may not ask there.
    Refused(String),
    /// Nobody answered as HTTP has it, or not in time.
    Failed(String),
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Trouble::Refused(why) | Trouble::Failed(why)) = self;
        f.write_str(why)
    }
}

impl StdError for Trouble {}

/// Decides by address, as late as when it is connected to.
#[derive(Clone)]
struct Guard(Arc<[Internal]>);

impl Guard {
    fn is_named(&self, host: &str) -> bool {
        let host = host.trim_end_matches('.');
        self.0.iter().any(|internal| matches!(internal, Internal::Host(name) if name == host))
    }

    fn is_in_network(&self, address: IpAddr) -> bool {
        self.0.iter().any(|internal| matches!(internal, Internal::Network(network) if network.holds(address.to_canonical())))
    }

    fn admits(&self, address: IpAddr) -> bool {
        is_public(address) || self.is_in_network(address)
    }
}

/// Every connection asks for its addresses here, so a name cannot show one address to a check and another to the connection.
impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let guard = self.clone();
        Box::pin(async move {
            let host = name.as_str().to_owned();
            let found: Vec<SocketAddr> = tokio::net::lookup_host((host.as_str(), 0)).await?.collect();
            let named = guard.is_named(&host);
            let admitted: Vec<SocketAddr> = found.into_iter().filter(|address| named || guard.admits(address.ip())).collect();
            if admitted.is_empty() { Err(internal(&host).into()) } else { Ok(Box::new(admitted.into_iter()) as Addrs) }
        })
    }
}

fn internal(host: &str) -> Trouble {
    Trouble::Refused(format!("{host} is an internal address, which this server asks only when --allow-internal names it."))
}

impl Outgoing {
    pub fn new(config: &Config) -> Result<Self> {
        let guard = Guard(config.allow_internal.clone().into());
        let http = reqwest::Client::builder()
            .user_agent(concat!("Baton/", env!("CARGO_PKG_VERSION")))
            .dns_resolver(Arc::new(guard.clone()))
            // A redirect would go where nobody checked; a proxy would resolve names past the guard.
            .redirect(redirect::Policy::none())
            .no_proxy()
            .connect_timeout(CONNECT_WITHIN)
            .timeout(ANSWER_WITHIN)
            .build()
            .map_err(Error::internal)?;
        Ok(Outgoing { http, guard })
    }

    /// What can be told of an address before its name is resolved: https, and no internal address. What `--allow-internal`
    /// names may be asked without TLS.
    pub fn check(&self, url: &Url) -> Result<(), Trouble> {
        let refuse = |why: &str| Err(Trouble::Refused(format!("{url} {why}")));
        let (allowed, address) = match url.host() {
            Some(Host::Domain(name)) => (self.guard.is_named(name), None),
            Some(Host::Ipv4(address)) => (self.guard.is_in_network(address.into()), Some(IpAddr::V4(address))),
            Some(Host::Ipv6(address)) => (self.guard.is_in_network(address.into()), Some(IpAddr::V6(address))),
            None => return refuse("names no host."),
        };
        if !(url.scheme() == "https" || url.scheme() == "http" && allowed) {
            return refuse("does not begin with https://.");
        }
        if !url.username().is_empty() || url.password().is_some() {
            return refuse("holds a user's name or password.");
        }
        // The resolver is not asked about addresses.
        match address {
            Some(address) if !self.guard.admits(address) => Err(internal(&address.to_string())),
            _ => Ok(()),
        }
    }

    /// Sends a request and reads its whole answer, whatever its status.
    pub async fn send(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, Trouble> {
        let request = reqwest::Request::try_from(request).map_err(|error| failed(&error))?;
        self.check(request.url())?;
        let mut answer = self.http.execute(request).await.map_err(|error| failed(&error))?;
        let too_large = || Trouble::Failed(format!("The answer has more than {LARGEST_ANSWER} bytes."));
        if answer.content_length().is_some_and(|length| length > LARGEST_ANSWER as u64) {
            return Err(too_large());
        }
        let (status, headers) = (answer.status(), std::mem::take(answer.headers_mut()));
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(|error| failed(&error))? {
            if body.len() + chunk.len() > LARGEST_ANSWER {
                return Err(too_large());
            }
            body.extend_from_slice(&chunk);
        }
        let mut response = Response::new(body);
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        Ok(response)
    }

    /// Gets a JSON document, as the bearer of a token if there is one.
    pub async fn get<T: DeserializeOwned>(&self, url: &str, bearer: Option<&str>) -> Result<T, Trouble> {
        let mut request = Request::get(url).header(header::ACCEPT, "application/json");
        if let Some(token) = bearer {
            let mut value = HeaderValue::try_from(format!("Bearer {token}")).map_err(|_| Trouble::Failed("The access token cannot be sent.".into()))?;
            value.set_sensitive(true);
            request = request.header(header::AUTHORIZATION, value);
        }
        let request = request.body(Vec::new()).map_err(|_| Trouble::Refused(format!("{url} is no address.")))?;
        let answer = self.send(request).await?;
        if !answer.status().is_success() {
            return Err(Trouble::Failed(format!("{url} answers with {}.", answer.status())));
        }
        serde_json::from_slice(answer.body()).map_err(|error| Trouble::Failed(format!("{url} answers with something else than was asked for: {error}.")))
    }
}

/// The first reason, which libraries wrap: ours when the guard refused.
fn failed(error: &(dyn StdError + 'static)) -> Trouble {
    let mut reason = error;
    loop {
        if let Some(Trouble::Refused(why)) = reason.downcast_ref() {
            return Trouble::Refused(why.clone());
        }
        match reason.source() {
            Some(source) => reason = source,
            None => return Trouble::Failed(format!("There is no answer: {reason}.")),
        }
    }
}

/// Whether an address is one of the public internet, as IANA's registries of special addresses have it.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => match address.segments() {
            // IPv4 inside IPv6: mapped, or as NAT64 translates it.
            [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => is_public_v4(Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low))),
            // Protocol assignments and Teredo; documentation; 6to4, which embeds IPv4; documentation again.
            [0x2001, 0..=0x01ff, ..] | [0x2001, 0x0db8, ..] | [0x2002, ..] | [0x3fff, 0..=0x0fff, ..] => false,
            // All that is assigned for global unicast. Loopback, link-local, unique local and multicast lie outside.
            [first, ..] => (0x2000..=0x3fff).contains(&first),
        },
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    !matches!(
        address.octets(),
        [0 | 10 | 127 | 224..=255, ..] // this network, private, loopback, multicast and reserved
            | [100, 64..=127, ..] // shared by a carrier's customers
            | [169, 254, ..] // link-local, where clouds keep their metadata
            | [172, 16..=31, ..]
            | [192, 0, 0 | 2, _] // protocol assignments, documentation
            | [192, 88, 99, _] // 6to4 relays
            | [192, 168, ..]
            | [198, 18 | 19, ..] // benchmarks
            | [198, 51, 100, _]
            | [203, 0, 113, _]
            | [168, 63, 129, 16] // the host of Azure's machines
    )
}

#[cfg(test)]
mod tests {
    use axum::{Router, response::Redirect, routing::get};

    use super::*;

    fn outgoing(allowed: &[&str]) -> Outgoing {
        let allow_internal = allowed.iter().map(|text| text.parse().unwrap()).collect();
        Outgoing::new(&Config { allow_internal, ..Config::in_memory() }).unwrap()
    }

    #[test]
    fn public_addresses_are_told_from_all_others() {
        for address in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "100.100.100.200",
            "100.127.255.255",
            "127.0.0.1",
            "127.8.8.8",
            "168.63.129.16",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.192",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "239.255.255.250",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::7f00:1",
            "::ffff:127.0.0.1",
            "::ffff:169.254.169.254",
            "64:ff9b::10.0.0.1",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:2::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "3fff::1",
            "5f00::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
        for address in [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.1",
            "100.63.255.255",
            "100.128.0.1",
            "126.255.255.255",
            "128.0.0.1",
            "168.63.129.17",
            "169.253.1.1",
            "172.15.255.255",
            "172.32.0.1",
            "192.0.1.1",
            "192.167.255.255",
            "192.169.0.1",
            "198.17.255.255",
            "198.20.0.1",
            "223.255.255.255",
            "::ffff:1.1.1.1",
            "64:ff9b::1.1.1.1",
            "2001:200::1",
            "2001:4860:4860::8888",
            "2606:4700:4700::1111",
            "2a00:1450::1",
        ] {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn addresses_are_refused_before_anything_is_sent() {
        let check = |allowed: &[&str], url: &str| outgoing(allowed).check(&url.parse().unwrap()).is_ok();
        for url in [
            "http://example.com/",
            "ftp://example.com/",
            "https://user@example.com/",
            "https://:word@example.com/",
            "https://127.0.0.1/",
            "https://127.1/",
            "https://2130706433/",
            "https://0x7f.0.0.1/",
            "https://[::1]/",
            "https://[::ffff:10.0.0.1]/",
            "https://169.254.169.254/latest/meta-data",
            "unix:/run/docker.sock",
        ] {
            assert!(!check(&[], url), "{url}");
        }
        assert!(check(&[], "https://example.com:8443/") && check(&[], "https://1.1.1.1/"));
        let inside = ["id.corp.example", "10.0.0.0/8"];
        for url in ["http://id.corp.example/", "https://ID.corp.example./", "http://10.1.2.3:8080/", "https://[::ffff:10.1.2.3]/"] {
            assert!(check(&inside, url), "{url}");
        }
        for url in ["http://x.id.corp.example/", "https://192.168.0.1/", "http://example.com/", "http://11.0.0.1/"] {
            assert!(!check(&inside, url), "{url}");
        }
    }

    #[test]
    fn what_is_neither_a_host_nor_a_network_cannot_be_allowed() {
        for text in ["", "*", "*.example.com", "https://example.com", "10.0.0.0/33", "10.0.0", "a b", "example.com:443"] {
            assert!(text.parse::<Internal>().is_err(), "{text}");
        }
        assert_eq!("ID.Corp.example.".parse(), Ok(Internal::Host("id.corp.example".into())));
    }

    /// A server on this machine; gives its port.
    async fn serve() -> u16 {
        let routes =
            Router::new().route("/", get(async || "\"hello\"")).route("/away", get(async || Redirect::to("/"))).route("/large", get(async || vec![b' '; LARGEST_ANSWER + 1]));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        tokio::spawn(async move { axum::serve(listener, routes).await });
        port
    }

    #[tokio::test]
    async fn a_name_that_resolves_to_this_machine_is_refused_unless_it_is_allowed() {
        let port = serve().await;
        let url = format!("http://localhost:{port}/");
        let guard = Guard([].into());
        let refused = guard.resolve("localhost".parse().unwrap()).await.err().unwrap();
        assert!(matches!(refused.downcast_ref(), Some(Trouble::Refused(_))), "{refused}");
        let refused = outgoing(&[]).get::<String>(&url.replace("http:", "https:"), None).await.unwrap_err();
        assert!(matches!(refused, Trouble::Refused(_)), "{refused}");
        assert!(refused.to_string().contains("--allow-internal"), "{refused}");
        assert_eq!(outgoing(&["localhost"]).get::<String>(&url, None).await.unwrap(), "hello");
        let by_address = format!("http://127.0.0.1:{port}/");
        assert_eq!(outgoing(&["127.0.0.0/8"]).get::<String>(&by_address, None).await.unwrap(), "hello");
        assert!(matches!(outgoing(&["localhost"]).get::<String>(&by_address, None).await, Err(Trouble::Refused(_))));
    }

    #[tokio::test]
    async fn redirects_are_not_followed_and_answers_are_bounded() {
        let port = serve().await;
        let ask = async |path: &str| outgoing(&["127.0.0.1"]).get::<String>(&format!("http://127.0.0.1:{port}{path}"), None).await.unwrap_err().to_string();
        assert!(ask("/away").await.contains("303"), "{}", ask("/away").await);
        assert!(ask("/large").await.contains("more than"), "{}", ask("/large").await);
        assert!(ask("/missing").await.contains("404"));
    }
}
