//! What a request gives is held against the types of the schema before anything runs: everything at fault has its field, and a
//! sentence that says how it is written. The library names the first fault alone, in its own words, and no field.

use std::{
    collections::{HashMap, HashSet},
    fmt,
    sync::LazyLock,
};

use async_graphql::{
    ID, InputType, Name, Value as Given, Variables,
    parser::{
        parse_schema,
        types::{
            BaseType, ExecutableDocument, FieldDefinition, InputValueDefinition, OperationDefinition, OperationType, Selection, SelectionSet, Type, TypeKind, TypeSystemDefinition,
        },
    },
};
use async_graphql_value::Value;
use rust_decimal::Decimal;

use crate::{
    platform::{
        clock::{Date, Instant},
        error::{Faults, Result},
    },
    schema,
};

/// The types of the schema, by name.
static TYPES: LazyLock<HashMap<Name, TypeKind>> = LazyLock::new(|| match parse_schema(schema::sdl()) {
    Ok(document) => document
        .definitions
        .into_iter()
        .filter_map(|definition| if let TypeSystemDefinition::Type(named) = definition { Some((named.node.name.node, named.node.kind)) } else { None })
        .collect(),
    Err(error) => {
        tracing::error!(error.message = %error, "the schema cannot be read: what requests give is checked by the library alone");
        HashMap::new()
    }
});

/// Checks all that an operation gives. What the schema does not know is left to validation.
///
/// Errors: `INVALID` naming everything at fault. The parts of an argument `input` stand by themselves, as actions name them.
pub fn check(document: &ExecutableDocument, operation: &OperationDefinition, variables: &Variables) -> Result<()> {
    let root = match operation.ty {
        OperationType::Query => "Query",
        OperationType::Mutation => "Mutation",
        OperationType::Subscription => "Subscription",
    };
    let mut check = Check { document, variables, followed: HashSet::new(), faults: Faults::default() };
    check.set(root, &operation.selection_set.node);
    check.faults.check()
}

struct Check<'a> {
    document: &'a ExecutableDocument,
    variables: &'a Variables,
    followed: HashSet<&'a Name>,
    faults: Faults,
}

impl<'a> Check<'a> {
    fn set(&mut self, parent: &str, set: &'a SelectionSet) {
        for item in &set.items {
            match &item.node {
                Selection::Field(field) => {
                    let Some(known) = fields(parent).iter().map(|known| &known.node).find(|known| known.name.node == field.node.name.node) else { continue };
                    for argument in known.arguments.iter().map(|argument| &argument.node) {
                        let value = field.node.get_argument(&argument.name.node).map(|value| &value.node);
                        self.part(&Path::Argument(&argument.name.node), argument, value, Written::InTheDocument);
                    }
                    self.set(named(&known.ty.node), &field.node.selection_set.node);
                }
                Selection::InlineFragment(inline) => {
                    let of = inline.node.type_condition.as_ref().map_or(parent, |condition| condition.node.on.node.as_str());
                    self.set(of, &inline.node.selection_set.node);
                }
                Selection::FragmentSpread(spread) => {
                    let name = &spread.node.fragment_name.node;
                    if let Some(fragment) = self.document.fragments.get(name)
                        && self.followed.insert(name)
                    {
                        self.set(fragment.node.type_condition.node.on.node.as_str(), &fragment.node.selection_set.node);
                    }
                }
            }
        }
    }

    /// An argument, or a field of an input.
    fn part(&mut self, at: &Path<'_>, part: &InputValueDefinition, value: Option<&Value>, written: Written) {
        match value {
            Some(value) => self.value(at, &part.ty.node, value, written),
            None if part.ty.node.nullable || part.default_value.is_some() => {}
            None => self.faults.add(&at.to_string(), "This is needed."),
        }
    }

    fn value(&mut self, at: &Path<'_>, of: &Type, value: &Value, written: Written) {
        match (value, &of.base) {
            // One without a value was taken out before, or is no variable at all.
            (Value::Variable(name), _) => {
                if let Some(given) = self.variables.get(name) {
                    self.value(at, of, &given.clone().into_value(), Written::AsJson);
                }
            }
            (Value::Null, _) if of.nullable => {}
            (Value::Null, _) => self.faults.add(&at.to_string(), "This cannot be null."),
            (Value::List(items), BaseType::List(item)) => {
                for (i, value) in items.iter().enumerate() {
                    self.value(&Path::Item(at, i), item, value, written);
                }
            }
            // One stands for a list of one.
            (value, BaseType::List(item)) => self.value(at, item, value, written),
            (value, BaseType::Named(name)) => match TYPES.get(name) {
                Some(TypeKind::InputObject(object)) => self.object(at, &object.fields, value, written),
                Some(TypeKind::Enum(known)) => {
                    let named = match value {
                        Value::Enum(name) => Some(name.as_str()),
                        // JSON has no other way to write it.
                        Value::String(name) if written == Written::AsJson => Some(name.as_str()),
                        _ => None,
                    };
                    if !named.is_some_and(|named| known.values.iter().any(|value| value.node.value.node == named)) {
                        self.faults.add(&at.to_string(), format!("This is no {name}: see the schema for its values."));
                    }
                }
                _ => {
                    if let Some(words) = wrong(name, value) {
                        self.faults.add(&at.to_string(), words);
                    }
                }
            },
        }
    }

    fn object(&mut self, at: &Path<'_>, known: &[async_graphql::Positioned<InputValueDefinition>], value: &Value, written: Written) {
        let Value::Object(given) = value else { return self.faults.add(&at.to_string(), "This takes an object of fields and their values.") };
        for part in known.iter().map(|part| &part.node) {
            self.part(&Path::Field(at, &part.name.node), part, given.get(&part.name.node), written);
        }
        for name in given.keys().filter(|name| !known.iter().any(|part| part.node.name.node == **name)) {
            self.faults.add(&Path::Field(at, name).to_string(), "There is no such field here.");
        }
    }
}

/// What a type's fields are; none of what has none.
fn fields(name: &str) -> &'static [async_graphql::Positioned<FieldDefinition>] {
    match TYPES.get(name) {
        Some(TypeKind::Object(object)) => &object.fields,
        Some(TypeKind::Interface(interface)) => &interface.fields,
        _ => &[],
    }
}

/// The name of a type, without the wrapping of lists.
fn named(of: &Type) -> &str {
    match &of.base {
        BaseType::Named(name) => name.as_str(),
        BaseType::List(item) => named(item),
    }
}

/// How a scalar is written, when this is not one.
fn wrong(scalar: &str, value: &Value) -> Option<&'static str> {
    let (fits, words): (fn(Given) -> bool, _) = match scalar {
        "Int" => (is::<i32>, "This takes a whole number between -2147483648 and 2147483647."),
        "Float" => (is::<f64>, "This takes a number."),
        "String" => (is::<String>, "This takes a text."),
        "Boolean" => (is::<bool>, "This takes true or false."),
        "ID" => (is::<ID>, "This takes an id."),
        "Decimal" => (is::<Decimal>, "This takes a number with a point before its decimals and nothing else, for example 1234.56."),
        "Date" => (is::<Date>, "This takes a date such as 2026-11-28."),
        "DateTime" => (is::<Instant>, "This takes a date with a time and its zone, such as 2026-11-28T10:00:00Z."),
        // Whatever JSON holds.
        _ => return None,
    };
    let fine = value.clone().into_const().is_some_and(fits);
    (!fine).then_some(words)
}

fn is<T: InputType>(value: Given) -> bool {
    T::parse(Some(value)).is_ok()
}

/// How a value came.
#[derive(Clone, Copy, PartialEq)]
enum Written {
    InTheDocument,
    AsJson,
}

/// Where a value stands, written out only when it is at fault.
enum Path<'a> {
    Argument(&'a Name),
    Field(&'a Path<'a>, &'a Name),
    Item(&'a Path<'a>, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Path::Argument(name) => f.write_str(name),
            Path::Field(Path::Argument(input), name) if *input == "input" => f.write_str(name),
            Path::Field(at, name) => write!(f, "{at}.{name}"),
            Path::Item(at, i) => write!(f, "{at}[{i}]"),
        }
    }
}
