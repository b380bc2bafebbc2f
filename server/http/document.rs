//! What a document asks for, measured on its shape before it is validated: each fragment is measured once, so that fragments
//! of fragments cost no more than their text.

use std::collections::{HashMap, HashSet};

use super::{inputs, tokens, variables};
use crate::platform::error::{Error, Result};
use async_graphql::{
    Name, Request, ServerError, Value, Variables,
    parser::{
        parse_query,
        types::{DocumentOperations, ExecutableDocument, Field, OperationDefinition, OperationType, Selection, SelectionSet},
    },
};

/// Fields within fields.
const DEEPEST: u32 = 6;
/// A leaf costs 1, a field with fields of its own 2 and half as much again as these.
const MOST_COST: f64 = 5_000.0;
/// The same field again at the same place.
const MOST_REPEATS: usize = 15;
/// Rows of all pages, pages within pages multiplied.
const MOST_ROWS: f64 = 20_000.0;
/// A page's usual size, where none is given.
const USUAL_PAGE: f64 = 50.0;
/// A type within a type, as introspection queries unwrap lists.
const DEEPEST_INTROSPECTION: u32 = 20;
const MOST_INTROSPECTED: usize = 500;
/// Lists of types and members in introspection: following one from within another goes round in circles.
const MEMBERS: [&str; 4] = ["fields", "inputFields", "interfaces", "possibleTypes"];

/// A document that is small enough to validate.
pub struct Document {
    pub parsed: ExecutableDocument,
    /// Asks for the schema itself.
    pub introspects: bool,
    /// Asks for a page, so that nobody knows how long the answer becomes.
    pub pages: bool,
}

impl Document {
    /// Reads the text of a request, and gives the request's variables their values. What refers to a variable without one is not
    /// in the document.
    ///
    /// Errors: `TOO_COMPLEX`, or `INVALID` for what is no GraphQL and for variables that are needed.
    pub fn read(request: &mut Request) -> Result<Document, ServerError> {
        tokens::check(&request.query).map_err(Error::into_server_error)?;
        let mut parsed = parse_query(&request.query)?;
        variables::settle(&mut parsed, request.operation_name.as_deref(), &mut request.variables).map_err(Error::into_server_error)?;
        let mut measure = Measure { document: &parsed, variables: &request.variables, fragments: HashMap::new(), repeats: 0, introspected: 0, schemas: 0 };
        let rows = measure.all().map_err(Error::into_server_error)?;
        let introspects = measure.introspected > 0;
        Ok(Document { parsed, introspects, pages: rows > 0.0 })
    }

    /// The operation that this name stands for; without a name the only one there is.
    pub fn operation(&self, name: Option<&str>) -> Option<&OperationDefinition> {
        variables::chosen(&self.parsed.operations, name)
    }

    /// What the operation is called, if it has a name.
    pub fn name<'a>(&'a self, name: Option<&'a str>) -> Option<&'a str> {
        match &self.parsed.operations {
            DocumentOperations::Multiple(operations) if operations.len() == 1 => operations.keys().next().map(|name| name.as_str()),
            _ => name,
        }
    }

    /// Holds what a request gives against the schema's types. Errors: `INVALID` naming everything at fault.
    pub fn check_inputs(&self, request: &Request) -> Result<()> {
        // Without an operation there is nothing to check, and nothing runs.
        self.operation(request.operation_name.as_deref()).map_or(Ok(()), |operation| inputs::check(&self.parsed, operation, &request.variables))
    }

    /// Whether nothing in it changes or subscribes to anything.
    pub fn reads_only(&self) -> bool {
        self.parsed.operations.iter().all(|(_, operation)| operation.node.ty == OperationType::Query)
    }
}

/// What a selection asks for, with all below it.
#[derive(Clone, Copy, Default)]
struct Size {
    depth: u32,
    cost: f64,
    rows: f64,
}

impl Size {
    fn beside(self, other: Size) -> Size {
        Size { depth: self.depth.max(other.depth), cost: self.cost + other.cost, rows: self.rows + other.rows }
    }
}

struct Measure<'a> {
    document: &'a ExecutableDocument,
    variables: &'a Variables,
    /// `None` while it is being measured.
    fragments: HashMap<&'a Name, Option<Size>>,
    repeats: usize,
    introspected: usize,
    schemas: usize,
}

impl<'a> Measure<'a> {
    /// Measures everything; gives how many rows it asks for.
    fn all(&mut self) -> Result<f64> {
        let document = self.document;
        let mut size = Size::default();
        for (_, operation) in document.operations.iter() {
            size = size.beside(self.set(&operation.node.selection_set.node)?);
        }
        // Validation looks at fragments that nobody uses too.
        for name in document.fragments.keys() {
            self.fragment(name)?;
        }
        for (what, much, most) in [
            ("levels of fields", size.depth.into(), DEEPEST.into()),
            ("points of cost", size.cost, MOST_COST),
            ("rows on pages within pages", size.rows, MOST_ROWS),
            ("repeated fields", self.repeats as f64, MOST_REPEATS as f64),
        ] {
            if much > most {
                return Err(Error::too_complex(what, most as usize));
            }
        }
        Ok(size.rows)
    }

    fn set(&mut self, set: &'a SelectionSet) -> Result<Size> {
        let mut size = Size::default();
        let mut keys = HashSet::new();
        for item in &set.items {
            let directives = item.node.directives();
            if directives.iter().enumerate().any(|(i, one)| directives[..i].iter().any(|other| other.node.name.node == one.node.name.node)) {
                return Err(Error::invalid("query", "A directive stands twice at one place."));
            }
            size = size.beside(match &item.node {
                Selection::Field(field) => {
                    if !keys.insert(&field.node.response_key().node) {
                        self.repeats += 1;
                    }
                    self.field(&field.node)?
                }
                Selection::InlineFragment(inline) => self.set(&inline.node.selection_set.node)?,
                Selection::FragmentSpread(spread) => {
                    let spread = self.fragment(&spread.node.fragment_name.node)?;
                    Size { cost: spread.cost + 1.0, ..spread }
                }
            });
        }
        Ok(size)
    }

    fn fragment(&mut self, name: &'a Name) -> Result<Size> {
        // Validation says which fragment is missing.
        let Some(fragment) = self.document.fragments.get(name) else { return Ok(Size::default()) };
        match self.fragments.get(name) {
            Some(Some(size)) => return Ok(*size),
            Some(None) => return Err(Error::invalid("query", "A fragment spreads itself.")),
            None => {}
        }
        self.fragments.insert(name, None);
        let size = self.set(&fragment.node.selection_set.node)?;
        self.fragments.insert(name, Some(size));
        Ok(size)
    }

    fn field(&mut self, field: &'a Field) -> Result<Size> {
        let set = &field.selection_set.node;
        if matches!(field.name.node.as_str(), "__schema" | "__type") {
            self.introspection(set, 1, false)?;
            return Ok(Size { depth: 1, cost: 1.0, rows: 0.0 });
        }
        if set.items.is_empty() {
            return Ok(Size { depth: 1, cost: 1.0, rows: 0.0 });
        }
        let below = self.set(set)?;
        let page = self.page(field);
        Ok(Size { depth: below.depth + 1, cost: 2.0 + 1.5 * below.cost, rows: page.map_or(below.rows, |page| page * (1.0 + below.rows)) })
    }

    /// How many rows a field gives at most, if it gives a page of them.
    fn page(&self, field: &Field) -> Option<f64> {
        let given = ["first", "last"].iter().find_map(|name| {
            let value = field.get_argument(name)?.node.clone();
            match value.into_const_with(|variable| self.variables.get(&variable).cloned().ok_or(())) {
                Ok(Value::Number(number)) => number.as_f64(),
                _ => None,
            }
        });
        let pages = |item: &Selection| matches!(item, Selection::Field(field) if matches!(field.node.name.node.as_str(), "nodes" | "edges"));
        given.map(|rows| rows.max(1.0)).or_else(|| field.selection_set.node.items.iter().any(|item| pages(&item.node)).then_some(USUAL_PAGE))
    }

    /// Introspection is deep by its nature and its answer grows by what is listed within lists: it has rules of its own.
    fn introspection(&mut self, set: &'a SelectionSet, depth: u32, within_members: bool) -> Result<()> {
        if depth > DEEPEST_INTROSPECTION {
            return Err(Error::too_complex("levels of introspection", DEEPEST_INTROSPECTION as usize));
        }
        for item in &set.items {
            // Fragments are followed here at each spread, since what is within members matters.
            self.introspected += 1;
            if self.introspected > MOST_INTROSPECTED {
                return Err(Error::too_complex("fields of introspection", MOST_INTROSPECTED));
            }
            match &item.node {
                Selection::Field(field) => {
                    let name = field.node.name.node.as_str();
                    let members = MEMBERS.contains(&name);
                    self.schemas += usize::from(name == "types");
                    if members && within_members || self.schemas > 1 {
                        return Err(Error::too_complex("list of all types, or of a type's members in introspection,", 1));
                    }
                    self.introspection(&field.node.selection_set.node, depth + 1, within_members || members)?;
                }
                Selection::InlineFragment(inline) => self.introspection(&inline.node.selection_set.node, depth + 1, within_members)?,
                Selection::FragmentSpread(spread) => {
                    if let Some(fragment) = self.document.fragments.get(&spread.node.fragment_name.node) {
                        self.introspection(&fragment.node.selection_set.node, depth + 1, within_members)?;
                    }
                }
            }
        }
        Ok(())
    }
}
