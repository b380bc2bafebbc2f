//! The field catalogue: each slice declares its fields once; conditions, forms, `fields(object)` and screens follow.

use async_graphql::{Enum, SimpleObject};

/// What a field holds, and so how it compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "FieldType")]
pub enum FieldKind {
    Text,
    LongText,
    Integer,
    Decimal,
    Money,
    Date,
    DateTime,
    Boolean,
    /// One of a list of names; compared exactly.
    Enum,
    /// The id of a record.
    Reference,
    /// Several texts, stored folded.
    Tags,
    /// A value with parts of its own.
    Object,
}

/// One field of a kind of record.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name in the API, the database and the code.
    pub name: &'static str,
    pub label: &'static str,
    pub kind: FieldKind,
    pub required: bool,
    pub filterable: bool,
    pub sortable: bool,
    pub groupable: bool,
    /// May be hidden by a role; so it is nullable in the API.
    pub hideable: bool,
    pub editable: bool,
    /// For an enum: its values.
    pub options: &'static [&'static str],
    /// Other names in the API that tell its value: hidden with it.
    pub also: &'static [&'static str],
}

/// A filterable, editable, hideable field: what most are.
pub const fn field(name: &'static str, label: &'static str, kind: FieldKind) -> Field {
    Field {
        name,
        label,
        kind,
        required: false,
        filterable: !matches!(kind, FieldKind::LongText),
        sortable: false,
        groupable: false,
        hideable: true,
        editable: true,
        options: &[],
        also: &[],
    }
}

/// A part of a record that is neither filtered by, nor typed, nor hidden: whoever sees the record sees it.
pub const fn part(name: &'static str, label: &'static str, kind: FieldKind) -> Field {
    field(name, label, kind).derived().always_shown().unfiltered()
}

impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.kind == other.kind
    }
}

impl Eq for Field {}

impl Field {
    /// Other names in the API that tell its value, for example a product of it.
    pub const fn also(mut self, names: &'static [&'static str]) -> Self {
        self.also = names;
        self
    }

    /// Not for conditions.
    pub const fn unfiltered(mut self) -> Self {
        self.filterable = false;
        self
    }

    /// Whether `name` is this field, a part of it, or tells its value.
    pub fn tells(&self, name: &str) -> bool {
        let part = || name.strip_prefix(self.name).is_some_and(|rest| rest.starts_with('.'));
        name == self.name || part() || self.also.contains(&name)
    }

    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    pub const fn sortable(mut self) -> Self {
        self.sortable = true;
        self
    }

    pub const fn groupable(mut self) -> Self {
        self.groupable = true;
        self
    }

    /// Follows from other fields or from actions, never typed.
    pub const fn derived(mut self) -> Self {
        self.editable = false;
        self
    }

    pub const fn always_shown(mut self) -> Self {
        self.hideable = false;
        self
    }

    pub const fn options(mut self, options: &'static [&'static str]) -> Self {
        self.options = options;
        self
    }
}

/// A field as the API tells it.
#[derive(SimpleObject)]
#[graphql(name = "Field")]
pub struct FieldInfo {
    /// Its API name.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// What it holds.
    #[graphql(name = "type")]
    pub kind: FieldKind,
    /// Must have a value in every record.
    pub required: bool,
    /// May stand in a condition.
    pub filterable: bool,
    /// Lists can be ordered by it.
    pub sortable: bool,
    /// Aggregates can be grouped by it.
    pub groupable: bool,
    /// A role may hide it; it is null then.
    pub hideable: bool,
    /// People may change it directly.
    pub editable: bool,
    /// For an enum: what it may be.
    pub options: Vec<FieldOption>,
}

/// One value that an enum field may have.
#[derive(SimpleObject)]
pub struct FieldOption {
    /// As the API spells it.
    pub value: String,
    /// As people read it.
    pub label: String,
}

impl From<&Field> for FieldInfo {
    fn from(field: &Field) -> Self {
        FieldInfo {
            name: field.name.into(),
            label: field.label.into(),
            kind: field.kind,
            required: field.required,
            filterable: field.filterable,
            sortable: field.sortable,
            groupable: field.groupable,
            hideable: field.hideable,
            editable: field.editable,
            options: field.options.iter().map(|value| FieldOption { value: (*value).into(), label: sentence(value) }).collect(),
        }
    }
}

/// `BEST_CASE` as “Best case”.
pub fn sentence(value: &str) -> String {
    let lower = value.replace('_', " ").to_lowercase();
    let mut chars = lower.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
