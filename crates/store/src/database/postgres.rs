//! PostgreSQL: a few connections, each asked whether it still lives before it is used.

use std::error::Error as _;
use std::io;
use std::time::Duration;

use deadpool_postgres::{
    Hook, HookError, Manager, ManagerConfig, Pool, PoolError, RecyclingMethod, Runtime, Timeouts, Transaction as Native,
};
use futures_util::future::try_join_all;
use secrecy::{ExposeSecret as _, SecretString};
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use tokio_postgres::{Config, Error, IsolationLevel, NoTls};

use crate::database::transaction::Transaction;
use crate::database::value::{Row, Value};
use crate::database::{Work, tls};
use crate::error::StoreError;

/// What migrations call differently from SQLite. Texts are compared by their bytes, as SQLite does, so that both find the same.
pub(super) const WORDS: &[(&str, &str)] = &[
    ("{blob}", "BYTEA"),
    ("{integer}", "BIGINT"),
    ("{real}", "DOUBLE PRECISION"),
    ("{text}", "TEXT COLLATE \"C\""),
    (" {clustered}", ""),
    (" {table}", ""),
];

/// How many connections are open at most.
const CONNECTIONS: usize = 8;

/// How long to wait for a connection, to make one, and to see whether one still lives.
const WAIT: Duration = Duration::from_secs(10);
const CONNECT: Duration = Duration::from_secs(5);

/// How long a piece of work may take before its server is taken for dead.
const WORK: Duration = Duration::from_secs(120);

/// How often work is begun anew because another one was in its way.
const ATTEMPTS: u32 = 5;

/// A writer that hangs, or whose machine is gone, must not hold the line for ever.
const SESSION: &str = "SET lock_timeout = '30s'; SET idle_in_transaction_session_timeout = '30s'; SET client_min_messages = 'warning'";

/// The lock that all writers take: "tuixin" in letters of a telephone.
const IN_LINE: &str = "SELECT pg_advisory_xact_lock(884946)";

/// A way to a server.
pub(crate) struct Postgres(Pool);

impl Postgres {
    /// Makes the way ready; whether anybody is at its end shows with the first work.
    pub fn open(url: &SecretString) -> Result<Postgres, StoreError> {
        let (url, wish) = tls::split(url.expose_secret());
        // The reason of the library may repeat the URL, and with it the password.
        let mut config: Config = url.parse().map_err(|_| StoreError::Location("the URL of the PostgreSQL cannot be read".to_owned()))?;
        config.application_name("tuixin").connect_timeout(CONNECT);
        let recycle = ManagerConfig { recycling_method: RecyclingMethod::Verified };
        let manager = match tls::connector(&mut config, &wish)? {
            Some(connector) => Manager::from_config(config, connector, recycle),
            None => Manager::from_config(config, NoTls, recycle),
        };
        let settle = Hook::async_fn(|client: &mut deadpool_postgres::ClientWrapper, _| {
            Box::pin(async move { client.batch_execute(SESSION).await.map_err(HookError::Backend) })
        });
        let pool = Pool::builder(manager).max_size(CONNECTIONS).runtime(Runtime::Tokio1).post_create(settle);
        let pool = pool.timeouts(Timeouts { wait: Some(WAIT), create: Some(CONNECT), recycle: Some(CONNECT) });
        pool.build().map(Postgres).map_err(|error| StoreError::Location(error.to_string()))
    }

    pub async fn write<I: Sync, O>(&self, input: &I, work: Work<I, O>) -> Result<O, StoreError> {
        let mut attempt = 1;
        loop {
            match in_time(self.attempt_to_write(input, work)).await {
                Err(StoreError::Busy) if attempt < ATTEMPTS => attempt += 1,
                result => return result,
            }
        }
    }

    async fn attempt_to_write<I: Sync, O>(&self, input: &I, work: Work<I, O>) -> Result<O, StoreError> {
        let mut client = self.0.get().await.map_err(unreachable)?;
        let native = client.transaction().await.map_err(told)?;
        native.batch_execute(IN_LINE).await.map_err(told)?;
        commit(native, input, work).await
    }

    pub async fn read<I: Sync, O>(&self, input: &I, work: Work<I, O>) -> Result<O, StoreError> {
        in_time(async {
            let mut client = self.0.get().await.map_err(unreachable)?;
            let native = client.build_transaction().isolation_level(IsolationLevel::RepeatableRead).read_only(true).start();
            commit(native.await.map_err(told)?, input, work).await
        })
        .await
    }
}

async fn in_time<O>(work: impl Future<Output = Result<O, StoreError>>) -> Result<O, StoreError> {
    let late = |_| StoreError::Unreachable(format!("no answer within {} seconds", WORK.as_secs()));
    tokio::time::timeout(WORK, work).await.map_err(late)?
}

async fn commit<I, O>(native: Native<'_>, input: &I, work: Work<I, O>) -> Result<O, StoreError> {
    let mut transaction = Transaction::Postgres(native);
    // A transaction that is dropped is rolled back.
    let output = work(&mut transaction, input).await?;
    if let Transaction::Postgres(native) = transaction {
        native.commit().await.map_err(told)?;
    }
    Ok(output)
}

pub(super) async fn run(transaction: &Native<'_>, sql: &str) -> Result<(), StoreError> {
    transaction.batch_execute(sql).await.map_err(told)
}

pub(super) async fn query(transaction: &Native<'_>, sql: &str, values: &[Value]) -> Result<Vec<Row>, StoreError> {
    let statement = transaction.prepare_cached(sql).await.map_err(told)?;
    let rows = transaction.query(&statement, &parameters(values)).await.map_err(told)?;
    let row = |row: &tokio_postgres::Row| (0..row.len()).map(|column| row.try_get(column)).collect::<Result<_, _>>().map(Row::of);
    rows.iter().map(row).collect::<Result<_, _>>().map_err(told)
}

pub(super) async fn execute(transaction: &Native<'_>, sql: &str, values: &[Value]) -> Result<u64, StoreError> {
    let statement = transaction.prepare_cached(sql).await.map_err(told)?;
    transaction.execute(&statement, &parameters(values)).await.map_err(told)
}

pub(super) async fn execute_many(transaction: &Native<'_>, sql: &str, rows: &[Vec<Value>]) -> Result<Vec<u64>, StoreError> {
    let statement = &transaction.prepare_cached(sql).await.map_err(told)?;
    let execute = |values| async move { transaction.execute(statement, &parameters(values)).await.map_err(told) };
    try_join_all(rows.iter().map(Vec::as_slice).map(execute)).await
}

fn parameters(values: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

type Boxed = Box<dyn std::error::Error + Sync + Send>;

impl ToSql for Value {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Boxed> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Integer(number) if *kind == Type::INT4 => i32::try_from(*number)?.to_sql(kind, out),
            Value::Integer(number) if *kind == Type::INT8 => number.to_sql(kind, out),
            Value::Real(number) if *kind == Type::FLOAT8 => number.to_sql(kind, out),
            Value::Text(text) if *kind == Type::TEXT || *kind == Type::VARCHAR => text.to_sql(kind, out),
            Value::Blob(bytes) if *kind == Type::BYTEA => bytes.to_sql(kind, out),
            _ => Err(format!("a value does not fit into a {kind}").into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl<'a> FromSql<'a> for Value {
    fn from_sql(kind: &Type, raw: &'a [u8]) -> Result<Value, Boxed> {
        Ok(match *kind {
            Type::INT4 => Value::Integer(i32::from_sql(kind, raw)?.into()),
            Type::INT8 => Value::Integer(i64::from_sql(kind, raw)?),
            Type::BOOL => Value::Integer(bool::from_sql(kind, raw)?.into()),
            Type::FLOAT8 => Value::Real(f64::from_sql(kind, raw)?),
            Type::BYTEA => Value::Blob(Vec::from_sql(kind, raw)?),
            _ => Value::Text(String::from_sql(kind, raw)?),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Value, Boxed> {
        Ok(Value::Null)
    }

    fn accepts(kind: &Type) -> bool {
        [Type::INT4, Type::INT8, Type::BOOL, Type::FLOAT8, Type::BYTEA, Type::TEXT, Type::VARCHAR].contains(kind)
    }
}

fn unreachable(error: PoolError) -> StoreError {
    match error {
        PoolError::Backend(error) | PoolError::PostCreateHook(HookError::Backend(error)) => match told(error) {
            // Whatever keeps a server from taking a connection, a wrong password too, may be set right there.
            StoreError::Refused(reason) => StoreError::Unreachable(reason),
            other => other,
        },
        other => StoreError::Unreachable(other.to_string()),
    }
}

/// What an error comes to, by its class (appendix A of PostgreSQL's manual). Its details are left out, since they show values.
fn told(error: Error) -> StoreError {
    if let Some(reported) = error.as_db_error() {
        let reason = format!("{} ({})", reported.message(), reported.code().code());
        return match reported.code().code() {
            "53100" => StoreError::Full,
            "40001" | "40P01" => StoreError::Busy,
            "55P03" => StoreError::Unreachable(reason),
            // Transaction state 25006: the server stands by, and takes no writes until it leads again.
            "25006" => StoreError::Unreachable(reason),
            code if ["08", "53", "57", "58"].iter().any(|class| code.starts_with(class)) => StoreError::Unreachable(reason),
            _ => StoreError::Refused(reason),
        };
    }
    let source = error.source();
    let reason = source.map_or_else(|| error.to_string(), |source| format!("{error}: {source}"));
    let is_lost = error.is_closed() || source.is_some_and(|source| source.is::<io::Error>());
    if is_lost { StoreError::Unreachable(reason) } else { StoreError::Refused(reason) }
}
