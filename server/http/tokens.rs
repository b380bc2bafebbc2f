//! The tokens of a GraphQL text, and how many there may be. A parser sees only what has passed here, since parsers nest.

use crate::platform::error::{Error, Result};

/// A text may have this many bytes and tokens; the web client's largest has a quarter of each.
const MOST_BYTES: usize = 15_000;
const MOST_TOKENS: usize = 1_000;
const MOST_ALIASES: usize = 15;
const MOST_DIRECTIVES: usize = 50;
/// Brackets of any kind within each other: selections, lists and objects.
const DEEPEST: usize = 32;

/// A text's tokens, each as it is written. What is no GraphQL comes as odd tokens, which the parser refuses.
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Tokens<'a> {
    pub fn of(text: &'a str) -> Self {
        Tokens { text, at: 0 }
    }

    fn rest(&self) -> &'a [u8] {
        &self.text.as_bytes()[self.at..]
    }

    fn skip_ignored(&mut self) {
        loop {
            match self.rest() {
                [b' ' | b'\t' | b'\n' | b'\r' | b',', ..] => self.at += 1,
                [0xEF, 0xBB, 0xBF, ..] => self.at += 3,
                [b'#', comment @ ..] => self.at += 1 + comment.iter().take_while(|byte| !matches!(byte, b'\n' | b'\r')).count(),
                _ => return,
            }
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        self.skip_ignored();
        let rest = self.rest();
        let run = |belongs: fn(&u8) -> bool| rest.iter().take_while(|byte| belongs(byte)).count();
        let length = match rest {
            [] => return None,
            [b'"', b'"', b'"', ..] => block_string(rest),
            [b'"', ..] => string(rest),
            [b'.', b'.', b'.', ..] => 3,
            [b'a'..=b'z' | b'A'..=b'Z' | b'_', ..] => run(|byte| byte.is_ascii_alphanumeric() || *byte == b'_'),
            [b'0'..=b'9' | b'-', ..] => run(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'+' | b'-' | b'_')),
            _ => self.text[self.at..].chars().next().map_or(1, char::len_utf8),
        };
        let token = &self.text[self.at..self.at + length];
        self.at += length;
        Some(token)
    }
}

/// The length of a string that begins here; its end is its line's at the latest.
fn string(bytes: &[u8]) -> usize {
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\n' | b'\r' => return at,
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii) => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn block_string(bytes: &[u8]) -> usize {
    let mut at = 3;
    while at < bytes.len() {
        match &bytes[at..] {
            [b'"', b'"', b'"', ..] => return at + 3,
            [b'\\', b'"', b'"', b'"', ..] => at += 4,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// Refuses a text that is too much for a parser. Takes time by the bytes that may be sent, never by those that are.
///
/// Errors: `TOO_COMPLEX`.
pub fn check(text: &str) -> Result<()> {
    if text.len() > MOST_BYTES {
        return Err(Error::too_complex("bytes", MOST_BYTES));
    }
    let (mut tokens, mut aliases, mut directives, mut depth, mut round) = (0, 0, 0, 0_usize, 0_usize);
    for token in Tokens::of(text) {
        tokens += 1;
        match token {
            "{" | "[" => depth += 1,
            "}" | "]" => depth = depth.saturating_sub(1),
            "(" => (depth, round) = (depth + 1, round + 1),
            ")" => (depth, round) = (depth.saturating_sub(1), round.saturating_sub(1)),
            // Inside round brackets a colon stands before a value or a type.
            ":" if round == 0 => aliases += 1,
            "@" => directives += 1,
            _ => {}
        }
        for (what, count, most) in
            [("tokens", tokens, MOST_TOKENS), ("levels of brackets", depth, DEEPEST), ("aliases", aliases, MOST_ALIASES), ("directives", directives, MOST_DIRECTIVES)]
        {
            if count > most {
                return Err(Error::too_complex(what, most));
            }
        }
    }
    Ok(())
}

/// The definitions of a text, each with one space between its tokens: the same for every way to lay it out.
pub fn definitions(text: &str) -> Vec<String> {
    let (mut found, mut current, mut depth) = (Vec::new(), String::new(), 0_usize);
    for token in Tokens::of(text) {
        if !current.is_empty() {
            current.push(' ');
        }
        current.push_str(token);
        match token {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth = depth.saturating_sub(1),
            _ => {}
        }
        // Objects among a variable's defaults stand in round brackets: this ends the definition.
        if token == "}" && depth == 0 {
            found.push(std::mem::take(&mut current));
        }
    }
    if !current.is_empty() {
        found.push(current);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_falls_into_its_tokens() {
        let text = "query Q($a: [Int!]=[-1.5e+3]) { # \"no string\n\u{feff}a: b(c: \"x \\\" { y\", d: \"\"\"z \\\"\"\" {\"\"\") ...F @e, é }";
        let tokens: Vec<&str> = Tokens::of(text).collect();
        assert_eq!(tokens.join("|"), "query|Q|(|$|a|:|[|Int|!|]|=|[|-1.5e+3|]|)|{|a|:|b|(|c|:|\"x \\\" { y\"|,|d|:|\"\"\"z \\\"\"\" {\"\"\"|)|...|F|@|e|é|}".replace("|,|", "|"));
        for broken in ["\"", "\"\"\"", "\"\\", "\"\\é", "\"\"\"\\\"\"", "#", "\"a\nb", "..", "\u{0}"] {
            assert_eq!(Tokens::of(broken).map(str::len).sum::<usize>(), broken.trim_start_matches('#').replace('\n', "").len(), "{broken:?}");
        }
    }

    #[test]
    fn definitions_are_the_same_however_they_are_laid_out() {
        let one = definitions("query A($a:In={b:{}}){b(c:$a){...F}} fragment F on B{id,name}");
        assert_eq!(one, definitions("fragment F on B {\n  id # the id\n  name\n}\nquery A($a: In = {b: {}}) { b(c: $a) { ...F } }").into_iter().rev().collect::<Vec<_>>());
        assert_eq!(one, ["query A ( $ a : In = { b : { } } ) { b ( c : $ a ) { ... F } }", "fragment F on B { id name }"]);
        assert_ne!(definitions("{ a(b: \"c  d\") }"), definitions("{ a(b: \"c d\") }"));
    }
}
