//! The hosts that belong to a machine or a network alone, which are not asked.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Names that are of this machine or its network by agreement (RFC 6761, 6762 and 8375; ICANN
/// 2024-07-29).
const LOCAL: [&str; 4] = ["localhost", "local", "home.arpa", "internal"];

/// The error that a host is of a machine or a network alone.
#[derive(Debug)]
pub(super) struct Private;

impl fmt::Display for Private {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a private address")
    }
}

impl std::error::Error for Private {}

/// Finds the addresses of a host, and gives out those that belong to everybody.
///
/// The client connects to the addresses given out, so that a name cannot have one address when it
/// is looked at and a different one when it is asked. Each redirect comes here too.
#[derive(Debug, Default)]
pub(super) struct Public<R = DefaultResolver>(R);

impl<R: Resolver> Resolver for Public<R> {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        // The proxy of the newsroom is of its network, and meant.
        if config
            .proxy()
            .is_some_and(|proxy| proxy.uri() == uri && !proxy.is_no_proxy(uri))
        {
            return self.0.resolve(uri, config, timeout);
        }
        if uri.host().is_none_or(is_private) {
            return Err(refused());
        }
        let mut public = self.empty();
        for address in self.0.resolve(uri, config, timeout)?.iter() {
            if is_public(address.ip()) {
                public.push(*address);
            }
        }
        if public.is_empty() {
            Err(refused())
        } else {
            Ok(public)
        }
    }
}

fn refused() -> ureq::Error {
    ureq::Error::Other(Box::new(Private))
}

/// Returns true if the name or address of a host says that it is of a machine or a network alone.
pub(super) fn is_private(host: &str) -> bool {
    let host = host
        .trim_start_matches('[')
        .trim_end_matches(']')
        .trim_end_matches('.')
        .to_ascii_lowercase();
    if let Ok(ip) = host.parse() {
        return !is_public(ip);
    }
    // An address in a different form, such as 2130706433 or 0x7f.1 (WHATWG URL, 3.5: a host that
    // ends in a number).
    let last = host.rsplit('.').next().unwrap_or_default();
    let is_number = last.starts_with("0x") || last.bytes().all(|b| b.is_ascii_digit());
    // A zone belongs to an address of a network alone (RFC 4007), and a name without a dot is found
    // there alone.
    !host.contains('.')
        || host.contains([':', '%'])
        || is_number
        || LOCAL.iter().any(|name| is_below(&host, name))
}

/// Returns true if a host is `name`, or a name below it.
fn is_below(host: &str, name: &str) -> bool {
    host.strip_suffix(name)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// Returns true if an address is one of the internet's (IANA's registries of addresses for special
/// purposes).
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    !matches!(
        ip.octets(),
        [0 | 10 | 127 | 224.., ..]
            | [100, 64..=127, ..]
            | [169, 254, ..]
            | [172, 16..=31, ..]
            | [192, 0, 0 | 2, _]
            | [192, 88, 99, _]
            | [192, 168, ..]
            | [198, 18 | 19, ..]
            | [198, 51, 100, _]
            | [203, 0, 113, _]
    )
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    match ip.segments() {
        // An address of IPv4, as such or as a network without IPv4 reaches it (RFC 4291, RFC 6052).
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            is_public_v4(Ipv4Addr::from(u32::from(high) << 16 | u32::from(low)))
        }
        // Protocols, Teredo among them; documentation; 6to4.
        [0x2001, 0..=0x1ff, ..] | [0x2001, 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] | [0x2002, ..] => {
            false
        }
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use ureq::Timeout;
    use ureq::unversioned::transport::time::Duration;

    use super::*;

    /// Finds these addresses for every name.
    #[derive(Debug)]
    struct Finds(&'static [&'static str]);

    impl Resolver for Finds {
        fn resolve(
            &self,
            _: &Uri,
            _: &Config,
            _: NextTimeout,
        ) -> Result<ResolvedSocketAddrs, ureq::Error> {
            let mut found = self.empty();
            self.0
                .iter()
                .for_each(|ip| found.push((ip.parse::<IpAddr>().unwrap(), 80).into()));
            Ok(found)
        }
    }

    #[test]
    fn a_name_is_as_private_as_its_addresses() {
        let found = |url: &str, ips| {
            let config = ureq::Agent::config_builder().proxy(None).build();
            let timeout = NextTimeout {
                after: Duration::NotHappening,
                reason: Timeout::Global,
                ..NextTimeout::default()
            };
            let found = Public(Finds(ips))
                .resolve(&url.parse().unwrap(), &config, timeout)
                .ok()?;
            Some(found.iter().map(|a| a.ip().to_string()).collect::<Vec<_>>())
        };
        assert_eq!(
            found("http://a.example/", &["1.1.1.1", "240e::1"]).unwrap(),
            ["1.1.1.1", "240e::1"]
        );
        assert_eq!(
            found("http://a.example/", &["10.0.0.1", "1.1.1.1", "::1"]).unwrap(),
            ["1.1.1.1"]
        );
        assert_eq!(
            found(
                "http://a.example/",
                &["127.0.0.1", "::ffff:169.254.169.254"]
            ),
            None
        );
        assert_eq!(found("http://127.0.0.1/", &["1.1.1.1"]), None);
        assert_eq!(found("http://printer.local:631/", &["1.1.1.1"]), None);
    }

    #[test]
    fn private_and_public_hosts_are_different() {
        for host in [
            "127.0.0.1",
            "127.255.0.9",
            "localhost",
            "LOCALHOST.",
            "a.localhost",
            "printer.local",
            "nas.home.arpa",
            "wiki.internal",
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "100.127.255.255",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "255.255.255.255",
            "2130706433",
            "0x7f000001",
            "0x7f.1",
            "127.1",
            "0177.0.0.1",
            "1.2.3.4.5",
            "vm",
            "ip6-localhost",
            "",
            "[::1%25lo]",
            "[::ffff:127.0.0.1%25lo]",
            "[::]",
            "[::1]",
            "[::ffff:127.0.0.1]",
            "[::ffff:10.0.0.1]",
            "[::127.0.0.1]",
            "[64:ff9b::10.0.0.1]",
            "[64:ff9b:1::1]",
            "[2001::1]",
            "[2001:db8::1]",
            "[2002:7f00:1::]",
            "[3fff::1]",
            "[fc00::1]",
            "[fd12::1]",
            "[fe80::1]",
            "[fec0::1]",
            "[ff02::1]",
        ] {
            assert!(is_private(host), "{host}");
        }
        for host in [
            "news.example.cn",
            "localhost.example.cn",
            "mylocal.cn",
            "xn--fiqs8s.cn",
            "1.1.1.1",
            "100.63.0.1",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.1.2.3",
            "198.20.0.1",
            "223.5.5.5",
            "[2606:4700::1111]",
            "[240e::1]",
            "[::ffff:1.1.1.1]",
            "[64:ff9b::1.1.1.1]",
            "[2001:200::1]",
        ] {
            assert!(!is_private(host), "{host}");
        }
    }
}
