//! The index itself: one document a record, with the words that find it and the keys that may.

use std::sync::{Arc, Mutex};

use tantivy::{
    Index, IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, Term,
    collector::TopDocs,
    query::{BooleanQuery, ConstScoreQuery, Occur, PhrasePrefixQuery, Query, TermQuery},
    schema::{Field, IndexRecordOption, STORED, STRING, Schema, TEXT, Value},
};

use crate::platform::{
    actor::Actor,
    clock::lock,
    config::Config,
    error::{Error, Result},
    id::Id,
    record::RecordType,
    scope::Scope,
};

/// Memory for documents that wait to be written.
const WRITER_BYTES: usize = 24 * 1024 * 1024;
/// Words of a query that count.
const MOST_WORDS: usize = 8;
/// Words of the index that one unfinished word may stand for.
const MOST_ENDINGS: u32 = 10_000;

// How a match counts. Each is worth more than all below it together, so that what is found by its name's beginning stands
// before what is found inside it, whatever its kind.
const WHOLE_TITLE: f32 = 16.0;
const TITLE_BEGINS: f32 = 8.0;
const TITLE_HOLDS: f32 = 4.0;
const WHOLE_WORD: f32 = 2.0;

/// What finds a record.
#[derive(Clone, Debug)]
pub struct Entry {
    pub id: Id,
    pub kind: RecordType,
    pub title: String,
    pub subtitle: Option<String>,
    /// More words: e-mail addresses, numbers, domains.
    pub words: String,
    pub keys: Vec<String>,
}

/// Something that was found.
#[derive(Clone, Debug)]
pub struct Hit {
    pub id: Id,
    pub kind: RecordType,
    pub title: String,
    pub subtitle: Option<String>,
}

/// One kind of record that is looked for, and what of it may be known.
#[derive(Clone, Debug)]
pub struct Within {
    kind: RecordType,
    scope: Scope,
    /// A field that finds it may be hidden: it is found by its name, and told by nothing else.
    by_name: bool,
}

impl Within {
    /// Within `scope`, as the actor's role shows this kind.
    pub fn of(actor: &Actor, kind: RecordType, scope: Scope) -> Self {
        let rules = &actor.access.fields;
        // A lead is called after its contact.
        let by_name = rules.hides_any(kind) || (kind == RecordType::Lead && rules.hides_any(RecordType::Contact));
        Within { kind, scope, by_name }
    }
}

/// The search index of this process. Cheap to clone.
#[derive(Clone)]
pub struct Search(Arc<Inner>);

struct Inner {
    fields: Fields,
    reader: IndexReader,
    writer: Mutex<IndexWriter>,
}

#[derive(Clone, Copy)]
struct Fields {
    id: Field,
    kind: Field,
    /// As it is shown.
    shown: Field,
    /// Its words. A record that is called after its e-mail address, for want of a name, is found by its words alone.
    title: Field,
    /// The whole title as one term, its words as a query's are cut.
    start: Field,
    subtitle: Field,
    words: Field,
    keys: Field,
}

impl Search {
    /// An empty index in memory; [`super::feed`] fills it.
    pub fn open(_config: &Config) -> Result<Self> {
        let mut schema = Schema::builder();
        let fields = Fields {
            id: schema.add_text_field("id", STRING | STORED),
            kind: schema.add_text_field("kind", STRING | STORED),
            shown: schema.add_text_field("shown", STORED),
            title: schema.add_text_field("title", TEXT),
            start: schema.add_text_field("start", STRING),
            subtitle: schema.add_text_field("subtitle", STORED),
            words: schema.add_text_field("words", TEXT),
            keys: schema.add_text_field("keys", STRING),
        };
        let index = Index::create_in_ram(schema.build());
        let writer = index.writer_with_num_threads(1, WRITER_BYTES).map_err(Error::internal)?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(Error::internal)?;
        Ok(Search(Arc::new(Inner { fields, reader, writer: Mutex::new(writer) })))
    }

    /// Puts records in, in place of what was there of them, and makes it findable.
    pub async fn put(&self, entries: Vec<Entry>) -> Result<()> {
        let search = self.clone();
        beside(move || search.put_now(&entries)).await
    }

    /// The best matches of `text` within these bounds. Every word must match; the last may be unfinished.
    pub async fn find(&self, text: &str, within: &[Within], limit: usize) -> Result<Vec<Hit>> {
        let (search, text, within) = (self.clone(), text.to_owned(), within.to_vec());
        beside(move || search.find_now(&text, &within, limit)).await
    }

    fn put_now(&self, entries: &[Entry]) -> Result<()> {
        let fields = self.0.fields;
        let mut writer = lock(&self.0.writer);
        for entry in entries {
            writer.delete_term(Term::from_field_text(fields.id, entry.id.as_str()));
            if entry.title.is_empty() {
                continue;
            }
            let mut document = TantivyDocument::default();
            document.add_text(fields.id, entry.id.as_str());
            document.add_text(fields.kind, entry.kind.table());
            document.add_text(fields.shown, &entry.title);
            if is_address(&entry.title) {
                document.add_text(fields.words, &entry.title);
            } else {
                document.add_text(fields.title, &entry.title);
                document.add_text(fields.start, words_of(&entry.title).join(" "));
            }
            if let Some(subtitle) = &entry.subtitle {
                document.add_text(fields.subtitle, subtitle);
            }
            document.add_text(fields.words, &entry.words);
            for key in &entry.keys {
                document.add_text(fields.keys, key);
            }
            writer.add_document(document).map_err(Error::internal)?;
        }
        writer.commit().map_err(Error::internal)?;
        drop(writer);
        self.0.reader.reload().map_err(Error::internal)
    }

    fn find_now(&self, text: &str, within: &[Within], limit: usize) -> Result<Vec<Hit>> {
        let words = words_of(text);
        if words.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        let allowed: Vec<(Occur, Box<dyn Query>)> =
            within.iter().filter(|bounds| !bounds.scope.keys().is_empty()).map(|bounds| (Occur::Should, self.within(bounds, &words))).collect();
        if allowed.is_empty() {
            return Ok(Vec::new());
        }
        let mut parts: Vec<(Occur, Box<dyn Query>)> = words.iter().map(|word| (Occur::Must, self.word(word))).collect();
        parts.push((Occur::Must, worth(BooleanQuery::new(allowed), 0.0)));
        parts.extend(self.merits(&words, within).into_iter().map(|merit| (Occur::Should, merit)));
        let searcher = self.0.reader.searcher();
        let found = searcher.search(&BooleanQuery::new(parts), &TopDocs::with_limit(limit).order_by_score()).map_err(Error::internal)?;
        found
            .into_iter()
            .map(|(_, address)| searcher.doc::<TantivyDocument>(address).map_err(Error::internal))
            .map(|document| document.and_then(|document| self.hit(&document, within)))
            .collect()
    }

    /// Matches what has a word that begins so; worth nothing by itself.
    fn word(&self, word: &str) -> Box<dyn Query> {
        let either = [self.0.fields.title, self.0.fields.words].map(|field| (Occur::Should, begins(field, word)));
        worth(BooleanQuery::new(either.into()), 0.0)
    }

    /// What a match gains by where its words stand, and a little by its kind: people and companies before what is about them.
    fn merits(&self, words: &[String], within: &[Within]) -> Vec<Box<dyn Query>> {
        let fields = self.0.fields;
        let title = words.join(" ");
        let holds = words.iter().map(|word| (Occur::Must, begins(fields.title, word))).collect();
        let last = words.last().map_or("", String::as_str);
        let mut merits = vec![
            worth(is(fields.start, &title), WHOLE_TITLE),
            worth(begins(fields.start, &title), TITLE_BEGINS),
            worth(BooleanQuery::new(holds), TITLE_HOLDS),
            worth(is(fields.title, last), WHOLE_WORD),
        ];
        merits.extend(within.iter().map(|bounds| worth(is(fields.kind, bounds.kind.table()), merit_of(bounds.kind))));
        merits
    }

    fn within(&self, bounds: &Within, words: &[String]) -> Box<dyn Query> {
        let fields = self.0.fields;
        let keys = bounds.scope.keys().iter().map(|key| (Occur::Should, is(fields.keys, key))).collect();
        let mut all: Vec<(Occur, Box<dyn Query>)> = vec![(Occur::Must, is(fields.kind, bounds.kind.table())), (Occur::Must, Box::new(BooleanQuery::new(keys)))];
        if bounds.by_name {
            all.extend(words.iter().map(|word| (Occur::Must, begins(fields.title, word))));
        }
        Box::new(BooleanQuery::new(all))
    }

    fn hit(&self, document: &TantivyDocument, within: &[Within]) -> Result<Hit> {
        let text = |field: Field| document.get_first(field).and_then(|value| value.as_str()).map(str::to_owned);
        let fields = self.0.fields;
        let id = text(fields.id).unwrap_or_default();
        let (table, key) = id.split_once(':').unwrap_or_default();
        let kind = RecordType::of_table(table).ok_or_else(|| Error::internal("the search index holds what is no record"))?;
        let by_name = within.iter().any(|bounds| bounds.kind == kind && bounds.by_name);
        let subtitle = text(fields.subtitle).filter(|_| !by_name);
        Ok(Hit { id: Id::new(table, key), kind, title: text(fields.shown).unwrap_or_default(), subtitle })
    }
}

/// Has this term.
fn is(field: Field, text: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic))
}

/// Has a term that begins so.
fn begins(field: Field, text: &str) -> Box<dyn Query> {
    let mut query = PhrasePrefixQuery::new(vec![Term::from_field_text(field, text)]);
    query.set_max_expansions(MOST_ENDINGS);
    Box::new(query)
}

/// The same matches, each with this score.
fn worth(query: impl Query, score: f32) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(Box::new(query), score))
}

/// What a kind is worth among equal matches.
fn merit_of(kind: RecordType) -> f32 {
    match kind {
        RecordType::Contact => 1.0,
        RecordType::Company => 0.9,
        RecordType::Lead => 0.6,
        RecordType::Campaign => 0.4,
        _ => 0.2,
    }
}

/// The index works for milliseconds without a pause: not on the threads that answer requests.
async fn beside<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)?
}

/// Whether a record is called after an e-mail address.
pub fn is_address(name: &str) -> bool {
    name.contains('@')
}

/// Lower-case words as the index cuts them.
fn words_of(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(MOST_WORDS).map(str::to_lowercase).collect()
}
