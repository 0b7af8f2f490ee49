//! SQLite: one thread that writes, a few connections that read, and a log ahead of the file so that neither waits for the other.
//!
//! The disk confirms every commit (`synchronous=FULL`): what was acknowledged outlives a power cut.
//! No memory map: pages of a map count as memory of the server, and a damaged disk would end the process instead of giving an error.

use std::fs::OpenOptions;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::time::Duration;

use futures_util::FutureExt as _;
use rusqlite::ffi::SQLITE_IOERR_SHMSIZE;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, Error, ErrorCode, OpenFlags, Statement, ToSql};
use tokio::sync::{Semaphore, oneshot};

use crate::database::Work;
use crate::database::transaction::Transaction;
use crate::database::value::{Row, Value};
use crate::error::StoreError;

/// What migrations call differently from PostgreSQL.
pub(super) const WORDS: &[(&str, &str)] = &[
    ("{blob}", "BLOB"),
    ("{integer}", "INTEGER"),
    ("{real}", "REAL"),
    ("{text}", "TEXT"),
    ("{clustered}", "STRICT, WITHOUT ROWID"),
    ("{table}", "STRICT"),
];

/// How long another process may hold the file before a writer gives up.
const PATIENCE: Duration = Duration::from_secs(10);

/// How many may read at the same time.
const READERS: usize = 4;

/// How many statements a connection keeps ready.
const STATEMENTS: usize = 128;

/// How many pages a backup copies before it lets others at the file, and for how long.
const BACKUP_PAGES: i32 = 1024;
const BACKUP_PAUSE: Duration = Duration::from_millis(5);

type Job = Box<dyn FnOnce(&mut Connection) + Send>;

/// An open file.
pub(crate) struct Sqlite {
    path: PathBuf,
    writer: mpsc::Sender<Job>,
    readers: Arc<Mutex<Vec<Connection>>>,
    permits: Arc<Semaphore>,
}

impl Sqlite {
    /// Opens the file, or makes it.
    pub async fn open(path: PathBuf) -> Result<Sqlite, StoreError> {
        let file = path.clone();
        let connection = blocking(move || writing_connection(&file)).await?;
        let (writer, jobs) = mpsc::channel::<Job>();
        let thread = std::thread::Builder::new().name("tuixin-store".to_owned());
        let started = thread.spawn(move || write_all(connection, &jobs));
        started.map_err(|error| StoreError::File { path: path.clone(), reason: error.to_string() })?;
        Ok(Sqlite { path, writer, readers: Arc::default(), permits: Arc::new(Semaphore::new(READERS)) })
    }

    pub async fn write<I, O>(&self, input: I, work: Work<I, O>) -> Result<O, StoreError>
    where
        I: Send + Sync + 'static,
        O: Send + 'static,
    {
        let (tell, told) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            // Whoever asked may have gone; the work is done all the same.
            let _ = tell.send(in_transaction(connection, "BEGIN IMMEDIATE", &input, work));
        });
        self.writer.send(job).map_err(|_| StoreError::Closed)?;
        told.await.map_err(|_| StoreError::Closed)?
    }

    pub async fn read<I, O>(&self, input: I, work: Work<I, O>) -> Result<O, StoreError>
    where
        I: Send + Sync + 'static,
        O: Send + 'static,
    {
        let permit = Arc::clone(&self.permits).acquire_owned().await.map_err(|_| StoreError::Closed)?;
        let (readers, path) = (Arc::clone(&self.readers), self.path.clone());
        blocking(move || {
            let idle = readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let mut connection = idle.map_or_else(|| reading_connection(&path), Ok)?;
            let result = in_transaction(&mut connection, "BEGIN", &input, work);
            if connection.is_autocommit() {
                readers.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
            }
            drop(permit);
            result
        })
        .await
    }

    pub async fn backup(&self, to: PathBuf) -> Result<(), StoreError> {
        let from = self.path.clone();
        blocking(move || {
            make_private(&to, true)?;
            let source = reading_connection(&from)?;
            let mut target = Connection::open(&to).map_err(told)?;
            let backup = rusqlite::backup::Backup::new(&source, &mut target).map_err(told)?;
            backup.run_to_completion(BACKUP_PAGES, BACKUP_PAUSE, None).map_err(told)
        })
        .await
    }
}

async fn blocking<O: Send + 'static>(work: impl FnOnce() -> Result<O, StoreError> + Send + 'static) -> Result<O, StoreError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| StoreError::Closed)?
}

/// The life of the thread that writes; it ends when nobody can ask any more.
fn write_all(mut connection: Connection, jobs: &mpsc::Receiver<Job>) {
    for job in jobs {
        job(&mut connection);
    }
}

fn writing_connection(path: &Path) -> Result<Connection, StoreError> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| StoreError::File { path: folder.to_owned(), reason: error.to_string() })?;
    }
    make_private(path, false)?;
    let connection = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;
             PRAGMA cache_size = -16384; PRAGMA journal_size_limit = 67108864; PRAGMA temp_store = MEMORY;",
        )
        .map_err(told)?;
    Ok(connection)
}

fn reading_connection(path: &Path) -> Result<Connection, StoreError> {
    let connection = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.execute_batch("PRAGMA query_only = ON; PRAGMA cache_size = -4096; PRAGMA temp_store = MEMORY;").map_err(told)?;
    Ok(connection)
}

fn open(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(|error| StoreError::File { path: path.to_owned(), reason: error.to_string() })?;
    connection.busy_timeout(PATIENCE).map_err(told)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(connection)
}

/// Makes the file, for nobody else to read; SQLite gives its companions the same rights.
fn make_private(path: &Path, must_be_new: bool) -> Result<(), StoreError> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).create_new(must_be_new);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop).map_err(|error| StoreError::File { path: path.to_owned(), reason: error.to_string() })
}

fn in_transaction<I, O>(connection: &mut Connection, begin: &str, input: &I, work: Work<I, O>) -> Result<O, StoreError> {
    run(connection, begin)?;
    let done = work(&mut Transaction::Sqlite(connection), input).now_or_never();
    let done = done.unwrap_or_else(|| Err(StoreError::Refused("the work waited for something else than the database".to_owned())));
    let kept = done.and_then(|output| run(connection, "COMMIT").map(|()| output));
    // A full disk ends the transaction by itself, and a failed commit leaves it open.
    if kept.is_err() && !connection.is_autocommit() {
        run(connection, "ROLLBACK")?;
    }
    kept
}

pub(super) fn run(connection: &Connection, sql: &str) -> Result<(), StoreError> {
    connection.execute_batch(sql).map_err(told)
}

pub(super) fn query(connection: &Connection, sql: &str, values: &[Value]) -> Result<Vec<Row>, StoreError> {
    let mut statement = connection.prepare_cached(sql).map_err(told)?;
    let places = places(&statement)?;
    bind(&mut statement, &places, values)?;
    let columns = statement.column_count();
    let mut found = statement.raw_query();
    let mut rows = Vec::new();
    while let Some(row) = found.next().map_err(told)? {
        let values: Result<Vec<Value>, Error> = (0..columns).map(|column| row.get_ref(column).map(owned)).collect();
        rows.push(Row::of(values.map_err(told)?));
    }
    Ok(rows)
}

pub(super) fn execute(connection: &Connection, sql: &str, values: &[Value]) -> Result<u64, StoreError> {
    let mut statement = connection.prepare_cached(sql).map_err(told)?;
    let places = places(&statement)?;
    bind(&mut statement, &places, values)?;
    statement.raw_execute().map(|rows| rows as u64).map_err(told)
}

pub(super) fn execute_many(connection: &Connection, sql: &str, rows: &[Vec<Value>]) -> Result<Vec<u64>, StoreError> {
    let mut statement = connection.prepare_cached(sql).map_err(told)?;
    let places = places(&statement)?;
    let run = |values: &Vec<Value>| {
        bind(&mut statement, &places, values)?;
        statement.raw_execute().map(|rows| rows as u64).map_err(told)
    };
    rows.iter().map(run).collect()
}

/// For each parameter, which value it is. SQLite counts `$1` as a name, in order of appearance.
fn places(statement: &Statement<'_>) -> Result<Vec<usize>, StoreError> {
    let number = |index| statement.parameter_name(index)?.strip_prefix('$')?.parse::<usize>().ok()?.checked_sub(1);
    let numbers = (1..=statement.parameter_count()).map(number);
    numbers.collect::<Option<_>>().ok_or_else(|| StoreError::Refused("a parameter of a statement has no number".to_owned()))
}

fn bind(statement: &mut Statement<'_>, places: &[usize], values: &[Value]) -> Result<(), StoreError> {
    for (index, place) in places.iter().enumerate() {
        let value = values.get(*place).ok_or_else(|| StoreError::Refused("a statement has too few values".to_owned()))?;
        statement.raw_bind_parameter(index + 1, value).map_err(told)?;
    }
    Ok(())
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Integer(number) => ValueRef::Integer(*number),
            Value::Real(number) => ValueRef::Real(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

fn owned(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Integer(number),
        ValueRef::Real(number) => Value::Real(number),
        ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
    }
}

fn told(error: Error) -> StoreError {
    // The file that those who use the database share could not grow, which is how a full disk shows when it is opened.
    if error.sqlite_error().is_some_and(|error| error.extended_code == SQLITE_IOERR_SHMSIZE) {
        return StoreError::Full;
    }
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => StoreError::Full,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy,
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StoreError::Damaged(error.to_string()),
        Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::OutOfMemory) => {
            StoreError::Unreachable(error.to_string())
        }
        _ => StoreError::Refused(error.to_string()),
    }
}
