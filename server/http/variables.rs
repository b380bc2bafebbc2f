//! Variables as the specification has them: a variable has the value that was given, else its default, else none. An argument or a
//! field of an input that refers to a variable without a value was not given either; in a list it stands for null.

use std::collections::HashSet;

use async_graphql::{
    Name, Value as Given, Variables,
    parser::types::{Directive, DocumentOperations, ExecutableDocument, OperationDefinition, Selection, SelectionSet},
};
use async_graphql_value::Value;

use crate::platform::error::{Faults, Result};

/// Gives each variable of the operation that will run its value, and takes out of the document what refers to one without.
///
/// The library would put null in its place, and null clears. Defaults are among the values from here on, and what the operation
/// does not declare is not. Errors: `INVALID` naming each variable that is needed.
pub fn settle(document: &mut ExecutableDocument, name: Option<&str>, variables: &mut Variables) -> Result<()> {
    let Some(operation) = chosen(&document.operations, name) else { return Ok(()) };
    let (mut settled, mut without, mut faults) = (Variables::default(), HashSet::new(), Faults::default());
    for definition in operation.variable_definitions.iter().map(|definition| &definition.node) {
        let name = &definition.name.node;
        let given = variables.get(name).or_else(|| definition.default_value.as_ref().map(|value| &value.node)).cloned();
        match given {
            Some(Given::Null) if !definition.var_type.node.nullable => faults.add(name, format!("The variable “{name}” cannot be null.")),
            Some(value) => drop(settled.insert(name.clone(), value)),
            None if !definition.var_type.node.nullable => faults.add(name, format!("The variable “{name}” is needed.")),
            None => drop(without.insert(name.clone())),
        }
    }
    faults.check()?;
    *variables = settled;
    if !without.is_empty() {
        leave_out(document, name, &without);
    }
    Ok(())
}

/// The operation that this name stands for; without a name the only one there is.
pub fn chosen<'a>(operations: &'a DocumentOperations, name: Option<&str>) -> Option<&'a OperationDefinition> {
    match (operations, name) {
        (DocumentOperations::Single(operation), None) => Some(&operation.node),
        (DocumentOperations::Multiple(operations), Some(name)) => operations.get(name).map(|operation| &operation.node),
        (DocumentOperations::Multiple(operations), None) if operations.len() == 1 => operations.values().next().map(|operation| &operation.node),
        _ => None,
    }
}

/// The same, to change it.
pub fn chosen_mut<'a>(operations: &'a mut DocumentOperations, name: Option<&str>) -> Option<&'a mut OperationDefinition> {
    match (operations, name) {
        (DocumentOperations::Single(operation), None) => Some(&mut operation.node),
        (DocumentOperations::Multiple(operations), Some(name)) => operations.get_mut(name).map(|operation| &mut operation.node),
        (DocumentOperations::Multiple(operations), None) if operations.len() == 1 => operations.values_mut().next().map(|operation| &mut operation.node),
        _ => None,
    }
}

/// Takes those of these variables away that the chosen operation does not refer to any more.
pub fn forget_unused(document: &mut ExecutableDocument, name: Option<&str>, these: &HashSet<Name>, variables: &mut Variables) {
    let mut used = Pruning::of(these);
    for fragment in document.fragments.values() {
        used.set(&mut fragment.node.selection_set.node.clone());
    }
    let Some(operation) = chosen_mut(&mut document.operations, name) else { return };
    used.operation(&mut operation.clone());
    for unused in these.difference(&used.found) {
        operation.variable_definitions.retain(|definition| definition.node.name.node != *unused);
        variables.remove(unused);
    }
}

/// Takes what refers to these variables out of the chosen operation and all fragments, and the variables with it.
fn leave_out(document: &mut ExecutableDocument, name: Option<&str>, without: &HashSet<Name>) {
    let mut pruning = Pruning::of(without);
    for fragment in document.fragments.values_mut() {
        pruning.directives(&mut fragment.node.directives);
        pruning.set(&mut fragment.node.selection_set.node);
    }
    let mut operations: Vec<(Option<&str>, &mut OperationDefinition)> = match &mut document.operations {
        DocumentOperations::Single(operation) => vec![(None, &mut operation.node)],
        DocumentOperations::Multiple(operations) => operations.iter_mut().map(|(name, operation)| (Some(name.as_str()), &mut operation.node)).collect(),
    };
    let only = operations.len() == 1;
    for (_, operation) in operations.iter_mut().filter(|(named, _)| only || *named == name) {
        pruning.operation(operation);
    }
    for (named, operation) in operations {
        // Another operation keeps what it says itself; what it said by a fragment alone it says no more.
        let mut own = Pruning::of(without);
        if !only && named != name {
            own.operation(&mut operation.clone());
        }
        operation.variable_definitions.retain(|definition| !pruning.found.contains(&definition.node.name.node) || own.found.contains(&definition.node.name.node));
    }
}

struct Pruning<'a> {
    without: &'a HashSet<Name>,
    /// Those of them that something referred to. One that nothing does is an error of the document, and stays.
    found: HashSet<Name>,
}

impl<'a> Pruning<'a> {
    fn of(without: &'a HashSet<Name>) -> Self {
        Pruning { without, found: HashSet::new() }
    }

    fn operation(&mut self, operation: &mut OperationDefinition) {
        self.directives(&mut operation.directives);
        self.set(&mut operation.selection_set.node);
    }

    fn set(&mut self, set: &mut SelectionSet) {
        for item in &mut set.items {
            self.directives(item.node.directives_mut());
            match &mut item.node {
                Selection::Field(field) => {
                    field.node.arguments.retain_mut(|(_, value)| self.keep(&mut value.node));
                    self.set(&mut field.node.selection_set.node);
                }
                Selection::InlineFragment(inline) => self.set(&mut inline.node.selection_set.node),
                Selection::FragmentSpread(_) => {}
            }
        }
    }

    fn directives(&mut self, directives: &mut [async_graphql::Positioned<Directive>]) {
        for directive in directives {
            directive.node.arguments.retain_mut(|(_, value)| self.keep(&mut value.node));
        }
    }

    /// Whether a value is there at all, once what is not there was taken out of it.
    fn keep(&mut self, value: &mut Value) -> bool {
        match value {
            Value::Variable(name) if self.without.contains(name) => {
                self.found.insert(name.clone());
                return false;
            }
            Value::Object(fields) => fields.retain(|_, value| self.keep(value)),
            Value::List(items) => {
                for item in items {
                    if !self.keep(item) {
                        *item = Value::Null;
                    }
                }
            }
            _ => {}
        }
        true
    }
}
