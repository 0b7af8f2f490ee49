//! The environment: each key as a variable, `server.listen` as `TUIXIN_SERVER_LISTEN`.

use std::collections::BTreeMap;
use std::env;

use toml::{Table, Value};

use super::keys::{KEYS, Key, Shape};
use super::{Config, ConfigError, said};

/// The variables that name keys.
#[derive(Clone, Debug, Default)]
pub struct Environment(BTreeMap<String, String>);

impl Environment {
    /// That of this process.
    pub fn of_process() -> Environment {
        Environment::of(KEYS.iter().filter_map(|key| Some((key.variable(), env::var(key.variable()).ok()?))))
    }

    /// One that is made up.
    pub fn of(variables: impl IntoIterator<Item = (String, String)>) -> Environment {
        Environment(variables.into_iter().collect())
    }

    /// Lays the variables over what the file says.
    pub(super) fn lay_over(&self, table: &mut Table) -> Result<(), ConfigError> {
        for key in KEYS {
            let Some(text) = self.0.get(&key.variable()) else { continue };
            let wrong = |reason: String| ConfigError::Variable { name: key.variable(), reason };
            put(table, key.path, value(key, text).map_err(wrong)?);
            // The types are asked after each variable, so that a fault is told with the name of the one that has it.
            table.clone().try_into::<Config>().map_err(|error: toml::de::Error| wrong(said(&error)))?;
        }
        Ok(())
    }
}

/// What a variable says, in the shape that its key has.
fn value(key: &Key, text: &str) -> Result<Value, String> {
    match key.shape {
        Shape::Text => Ok(Value::String(text.to_owned())),
        Shape::List => Ok(Value::Array(text.split(',').map(str::trim).filter(|item| !item.is_empty()).map(Value::from).collect())),
        Shape::Switch => match text {
            "true" | "1" | "yes" => Ok(Value::Boolean(true)),
            "false" | "0" | "no" => Ok(Value::Boolean(false)),
            _ => Err(format!("expected true or false, found {text:?}")),
        },
        Shape::Number => text.parse().map(Value::Integer).map_err(|_| format!("expected a number, found {text:?}")),
        Shape::Table => text
            .parse::<Value>()
            .ok()
            .filter(Value::is_table)
            .ok_or_else(|| "expected an inline table such as { news = [\"news@example.cn\"] }".to_owned()),
    }
}

fn put(table: &mut Table, path: &str, value: Value) {
    match path.split_once('.') {
        None => drop(table.insert(path.to_owned(), value)),
        Some((section, rest)) => {
            let section = table.entry(section).or_insert_with(|| Value::Table(Table::new()));
            if let Value::Table(section) = section {
                put(section, rest, value);
            }
        }
    }
}
