//! Mail that the server sends: short letters as plain text and simple HTML. They are sent by jobs, so that none is lost
//! while the mail server is down.

use std::time::Duration;

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, MultiPart},
};
use url::Url;

use super::{
    config::Config,
    error::{Error, Faults, Result},
};

/// One letter takes at most this long: less than the lease of the job that sends it.
const LONGEST: Duration = Duration::from_secs(20);

/// The way to the mail server, if there is one.
pub struct Mail(Option<Post>);

struct Post {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// A letter to one person, with one thing to do.
#[derive(Clone, Debug)]
pub struct Letter {
    pub to_name: String,
    pub to_address: String,
    pub subject: String,
    /// What it says, before the link.
    pub text: String,
    /// What the link does, and where it leads.
    pub link: (String, String),
    /// What else is to be known, after the link.
    pub note: String,
}

impl Mail {
    /// Reads the settings. Errors: `INVALID` for what cannot be used.
    pub fn open(config: &Config) -> Result<Self> {
        let Some(url) = &config.smtp_url else { return Ok(Mail(None)) };
        let mut faults = Faults::default();
        let from = config.mail_from.as_deref().map(str::parse::<Mailbox>);
        match &from {
            None => faults.add("mailFrom", "With --smtp-url, set --mail-from: who mail is from."),
            Some(Err(error)) => faults.add("mailFrom", format!("--mail-from is no mail address: {error}.")),
            Some(Ok(_)) => {}
        }
        // What the URL holds may be a password: the error tells none of it.
        let transport = with_tls(url).and_then(|url| AsyncSmtpTransport::<Tokio1Executor>::from_url(&url).ok());
        if transport.is_none() {
            faults.add("smtpUrl", "--smtp-url is not the address of a mail server, such as smtps://USER:PASSWORD@HOST.");
        }
        faults.check()?;
        let (Some(transport), Some(Ok(from))) = (transport, from) else { return Ok(Mail(None)) };
        Ok(Mail(Some(Post { transport: transport.timeout(Some(LONGEST)).build(), from })))
    }

    /// Whether there is a mail server at all.
    pub fn works(&self) -> bool {
        self.0.is_some()
    }

    /// Sends a letter. Errors: internal, when the mail server does not take it now.
    pub async fn send(&self, letter: Letter) -> Result<()> {
        let Some(post) = &self.0 else { return Err(Error::internal("no mail server is set")) };
        let address = letter.to_address.parse().map_err(Error::internal)?;
        let message = Message::builder()
            .from(post.from.clone())
            .to(Mailbox::new(Some(letter.to_name.clone()), address))
            .subject(letter.subject.clone())
            .multipart(MultiPart::alternative_plain_html(plain(&letter), html(&letter)))
            .map_err(Error::internal)?;
        match tokio::time::timeout(LONGEST, post.transport.send(message)).await {
            Ok(sent) => sent.map(drop).map_err(Error::internal),
            Err(_) => Err(Error::internal("the mail server did not answer in time")),
        }
    }
}

/// Mail is encrypted on its way to another machine when the server there can do so.
fn with_tls(url: &str) -> Option<String> {
    let mut url = Url::parse(url).ok()?;
    let near = matches!(url.host_str()?, "localhost" | "127.0.0.1" | "[::1]");
    if url.scheme() == "smtp" && !near && !url.query_pairs().any(|(name, _)| name == "tls") {
        url.query_pairs_mut().append_pair("tls", "opportunistic");
    }
    Some(url.into())
}

fn plain(letter: &Letter) -> String {
    let Letter { to_name, text, link: (does, link), note, .. } = letter;
    format!("Hello {to_name},\n\n{text}\n\n{does}:\n{link}\n\n{note}\n")
}

fn html(letter: &Letter) -> String {
    let [name, text, does, link, note] = [&letter.to_name, &letter.text, &letter.link.0, &letter.link.1, &letter.note].map(|text| escape(text));
    format!(
        "<!doctype html><html><body style=\"font:16px/1.5 sans-serif;max-width:36em\"><p>Hello {name},</p><p>{text}</p><p><a href=\"{link}\">{does}</a></p><p style=\"color:#555\">{note}</p></body></html>"
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_that_cannot_be_used_are_named() {
        let open = |url: &str, from: Option<&str>| {
            let config = Config { smtp_url: Some(url.into()), mail_from: from.map(str::to_owned), ..Config::in_memory() };
            Mail::open(&config).map(|mail| mail.works()).map_err(|error| error.faults().iter().map(|fault| fault.field.clone()).collect::<Vec<_>>())
        };
        assert_eq!(open("http://mail.example.com", Some("nobody")), Err(vec!["mailFrom".into(), "smtpUrl".into()]));
        assert_eq!(open("smtp://mail.example.com:2525", None), Err(vec!["mailFrom".into()]));
        // A pool of connections needs a runtime to close them in.
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let _inside = runtime.enter();
        assert_eq!(open("smtp://mail.example.com:2525", Some("Baton <baton@example.com>")), Ok(true));
    }

    #[test]
    fn mail_to_another_machine_is_encrypted_where_it_can_be() {
        assert_eq!(with_tls("smtp://a:b@mail.example.com:25").unwrap(), "smtp://a:b@mail.example.com:25?tls=opportunistic");
        assert_eq!(with_tls("smtp://mail.example.com?tls=required").unwrap(), "smtp://mail.example.com?tls=required");
        assert_eq!(with_tls("smtp://127.0.0.1:2525").unwrap(), "smtp://127.0.0.1:2525");
    }

    #[test]
    fn a_name_is_text_in_a_letter_never_markup() {
        let letter = Letter {
            to_name: "<b>Ana</b>".into(),
            to_address: "ana@example.com".into(),
            subject: "Hello".into(),
            text: "Tom & Ben ask.".into(),
            link: ("Open".into(), "https://baton.example/reset/\"x\"".into()),
            note: "Bye.".into(),
        };
        let html = html(&letter);
        assert!(html.contains("&lt;b&gt;Ana") && html.contains("Tom &amp; Ben") && html.contains("href=\"https://baton.example/reset/&quot;x&quot;\""), "{html}");
        assert!(plain(&letter).contains("Open:\nhttps://baton.example/reset/\"x\"\n"));
    }
}
