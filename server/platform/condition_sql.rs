//! Compiles a condition to SurrealQL with bound values. Field names come from the catalogue, never from outside.

use std::fmt::Write;

use surrealdb::types::{SurrealValue, Value, Variables};

use super::{
    clock::Date,
    condition::{Condition, Op, Operand, Terms},
    field::FieldKind,
};

/// A compiled condition: its text, and the values it names `$c0`, `$c1`, ….
pub struct Compiled {
    pub sql: String,
    pub vars: Variables,
}

/// Compiles `condition`; `terms` give `me`, `now` and `today` their values.
pub fn compile(condition: &Condition, terms: &Terms) -> Compiled {
    let mut out = Compiled { sql: String::new(), vars: Variables::new() };
    part(condition, terms, &mut out);
    out
}

fn part(condition: &Condition, terms: &Terms, out: &mut Compiled) {
    match condition {
        Condition::All(parts) => joined(parts, " AND ", "true", terms, out),
        Condition::Any(parts) => joined(parts, " OR ", "false", terms, out),
        Condition::Not(inner) => {
            out.sql.push_str("!(");
            part(inner, terms, out);
            out.sql.push(')');
        }
        Condition::Test { field, kind, op, operands } => test(field, *kind, *op, operands, terms, out),
    }
}

fn joined(parts: &[Condition], with: &str, none: &str, terms: &Terms, out: &mut Compiled) {
    if parts.is_empty() {
        out.sql.push_str(none);
        return;
    }
    out.sql.push('(');
    for (i, inner) in parts.iter().enumerate() {
        if i > 0 {
            out.sql.push_str(with);
        }
        part(inner, terms, out);
    }
    out.sql.push(')');
}

fn test(field: &str, kind: FieldKind, op: Op, operands: &[Operand], terms: &Terms, out: &mut Compiled) {
    let missing = format!("({field} = NONE OR {field} = NULL OR {field} = '' OR {field} = [])");
    match op {
        Op::IsEmpty => return out.sql.push_str(&missing),
        Op::IsNotEmpty => {
            let _ = write!(out.sql, "!{missing}");
            return;
        }
        _ => {}
    }
    let mut values: Vec<Value> = Vec::with_capacity(operands.len());
    for operand in operands {
        match value(operand, terms) {
            Some(value) => values.push(value),
            // `me` without a person: nothing compares with it.
            None if op == Op::In => {}
            None => return out.sql.push_str("false"),
        }
    }
    let folded = matches!(kind, FieldKind::Text | FieldKind::LongText);
    let subject = if folded { format!("string::lowercase({field} ?? '')") } else { field.to_owned() };
    let bound = if op == Op::In { Value::from_t(values) } else { values.into_iter().next().unwrap_or(Value::None) };
    let name = format!("c{}", out.vars.len());
    out.vars.insert(name.clone(), bound);
    // An index is used where the bare comparison stands first; a missing value equals none and is in no list.
    let comparison = match op {
        Op::Eq => format!("({subject} = ${name} AND !{missing})"),
        Op::Ne => format!("({subject} != ${name} AND !{missing})"),
        Op::Lt => format!("({subject} < ${name} AND !{missing})"),
        Op::Lte => format!("({subject} <= ${name} AND !{missing})"),
        Op::Gt => format!("({subject} > ${name} AND !{missing})"),
        Op::Gte => format!("({subject} >= ${name} AND !{missing})"),
        Op::In => format!("({subject} IN ${name} AND !{missing})"),
        Op::Contains if kind == FieldKind::Tags => format!("(({field} ?? []) CONTAINS ${name})"),
        Op::Contains => format!("(string::contains({subject}, ${name}) AND !{missing})"),
        Op::StartsWith => format!("(string::starts_with({subject}, ${name}) AND !{missing})"),
        Op::IsEmpty | Op::IsNotEmpty => missing,
    };
    out.sql.push_str(&comparison);
}

fn value(operand: &Operand, terms: &Terms) -> Option<Value> {
    Some(match operand {
        Operand::Text(text) => text.clone().into_value(),
        Operand::Number(number) => (*number).into_value(),
        Operand::Bool(flag) => flag.into_value(),
        Operand::Date(date) => (*date).into_value(),
        Operand::Today => Date(terms.today).into_value(),
        Operand::Instant(at) => (*at).into_value(),
        Operand::Now => terms.now.into_value(),
        Operand::Reference(id) => id.clone().into_value(),
        Operand::Me => terms.me.clone()?.into_value(),
    })
}
