//! A throwaway PostgreSQL: a cluster from the machine's own binaries, started once for the whole test process, with a
//! fresh database for each test.
//!
//! The server listens on a socket in its own folder and nowhere else. It is started and watched by a shell that reads
//! a pipe from this process: however this process ends (a panic, `kill -9`), the pipe closes, and the shell stops the
//! server and removes the folder.

use std::io::{BufRead, BufReader};
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection, Executor};

/// A database of its own for one test; removed when dropped.
#[derive(Debug)]
pub struct Database {
    name: String,
}

impl Database {
    /// Makes a new, empty database; starts the server where it is not yet running.
    ///
    /// Panics, saying how to install it, where the machine has no PostgreSQL server.
    pub fn new() -> Database {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let name = format!("test_{}", NEXT.fetch_add(1, Ordering::Relaxed));
        Cluster::shared().run(format!("CREATE DATABASE {name}")).expect("a new database is made");
        Database { name }
    }

    /// Where it is, with a password that must never be shown (the server does not ask for it).
    pub fn url(&self) -> String {
        Cluster::shared().url(&self.name)
    }

    /// The same for a new role without the rights of a superuser: the owner of this database, or one that only reads and
    /// writes the rows there are.
    pub fn url_of_role(&self, is_owner: bool) -> String {
        let Database { name } = self;
        let role = format!("role_of_{name}");
        self.run(&format!("CREATE ROLE {role} LOGIN NOSUPERUSER"));
        match is_owner {
            true => self.run(&format!("ALTER DATABASE {name} OWNER TO {role}")),
            false => {
                self.run(&format!("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}"))
            }
        }
        self.url().replacen(SUPERUSER, &role, 1)
    }

    /// Runs statements in it, the way another program could.
    pub fn run(&self, statements: &str) {
        Cluster::shared().run_in(&self.name, statements.to_owned()).expect("the statements are right");
    }

    /// Takes no new connection, and ends those there are.
    pub fn refuse(&self) {
        let name = &self.name;
        let end = format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        Cluster::shared().run(format!("ALTER DATABASE {name} ALLOW_CONNECTIONS false; {end}")).expect("it is closed");
    }

    /// Sets the server's clock, as every connection made from now on sees it, to so many seconds after this machine's.
    pub fn set_clock(&self, ahead: i64) {
        self.run(&format!(
            "CREATE SCHEMA IF NOT EXISTS other_clock;
             CREATE OR REPLACE FUNCTION other_clock.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS
             $$SELECT pg_catalog.clock_timestamp() + {ahead} * interval '1 second'$$;
             ALTER DATABASE {} SET search_path = public, other_clock, pg_catalog",
            self.name
        ));
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // What is left behind goes with the whole cluster, so a failure here is no failure of the test.
        let _ = Cluster::shared().run(format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name));
    }
}

/// The password in every URL: no output may ever hold it.
pub const PASSWORD: &str = "never-to-be-shown";

/// Who the server belongs to, inside.
const SUPERUSER: &str = "dialoom_tests";

#[derive(Debug)]
struct Cluster {
    folder: PathBuf,
    /// Its standard input is the pipe that keeps the server alive.
    _watcher: Child,
}

/// Run with the folder, the folder of the binaries and the superuser's name; says `ready` or `failed`, and ends when its
/// input does. Signals are ignored so that nothing but that ends it: a killed watcher would leave its server behind.
const WATCH: &str = r#"
trap '' PIPE HUP INT TERM
folder=$1 bin=$2 user=$3
start() {
    "$bin/initdb" --pgdata="$folder/data" --username="$user" --auth=trust --encoding=UTF8 --locale=C \
        --no-sync --no-instructions || return 1
    cat >>"$folder/data/postgresql.conf" <<END
listen_addresses = ''
unix_socket_directories = '$folder'
max_connections = 300
shared_buffers = 64MB
fsync = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 256MB
autovacuum = off
log_min_messages = warning
END
    "$bin/pg_ctl" --pgdata="$folder/data" --log="$folder/server.log" --wait --timeout=60 start
}
if start >"$folder/start.log" 2>&1; then echo ready; else echo failed; fi
cat >/dev/null
"$bin/pg_ctl" --pgdata="$folder/data" --mode=immediate stop >/dev/null 2>&1
cd / && rm -rf "$folder"
"#;

impl Cluster {
    fn shared() -> &'static Cluster {
        static CLUSTER: OnceLock<Cluster> = OnceLock::new();
        CLUSTER.get_or_init(Cluster::start)
    }

    fn start() -> Cluster {
        let bin = binaries().unwrap_or_else(|| {
            panic!(
                "no PostgreSQL server on this machine (looked for initdb, pg_ctl and postgres on PATH, in `pg_config \
                 --bindir`, /usr/lib/postgresql/*/bin and /usr/pgsql-*/bin). Run scripts/test, which installs it, or \
                 install it yourself: `sudo apt-get install postgresql` on Debian and Ubuntu, `sudo dnf install \
                 postgresql-server` on Fedora, `brew install postgresql` on macOS."
            )
        });
        // /tmp whatever TMPDIR says: a socket's path has room for 107 bytes, and the user the server runs as must get in.
        let folder =
            tempfile::Builder::new().prefix("dialoom-pg-").tempdir_in("/tmp").expect("a folder in /tmp").keep();
        let mut watcher = Command::new("/bin/sh");
        watcher.arg("-c").arg(WATCH).arg("postgres-for-tests").args([&folder, &bin]).arg(SUPERUSER);
        watcher.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).current_dir(&folder);
        watcher.env_clear().env("PATH", "/usr/local/bin:/usr/bin:/bin").env("LC_ALL", "C").env("TZ", "UTC");
        // A Ctrl-C at the terminal is for the tests; the watcher ends with them, and after them.
        watcher.process_group(0);
        if std::fs::metadata(&folder).expect("the folder was just made").uid() == 0 {
            // The server refuses to run as root.
            let (uid, gid) = unprivileged_user();
            chown(&folder, Some(uid), Some(gid)).expect("root can give the folder away");
            watcher.uid(uid).gid(gid);
        }
        let mut watcher = watcher.spawn().expect("/bin/sh starts");
        let mut answer = String::new();
        let said = watcher.stdout.take().expect("its output is a pipe");
        BufReader::new(said).read_line(&mut answer).expect("the watcher says how it went");
        if answer.trim() != "ready" {
            let log = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap_or_default();
            panic!("PostgreSQL from {} did not start:\n{}{}", bin.display(), log("start.log"), log("server.log"));
        }
        Cluster { folder, _watcher: watcher }
    }

    fn url(&self, database: &str) -> String {
        let folder = self.folder.to_str().expect("the folder's name is ours").replace('/', "%2F");
        format!("postgres://{SUPERUSER}:{PASSWORD}@{folder}:5432/{database}")
    }

    /// Runs one statement as the superuser, on a thread of its own, so that tests with and without a runtime can call.
    fn run(&self, statement: String) -> sqlx::Result<()> {
        self.run_in("postgres", statement)
    }

    fn run_in(&self, database: &str, statement: String) -> sqlx::Result<()> {
        let url = self.url(database);
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(async {
                let mut connection = PgConnection::connect(&url).await?;
                connection.execute(AssertSqlSafe(statement)).await?;
                connection.close().await
            })
        })
        .join()
        .expect("the thread does not panic")
    }
}

/// The folder of the newest server binaries that are complete.
fn binaries() -> Option<PathBuf> {
    let on_path = std::env::var_os("PATH").map(|path| std::env::split_paths(&path).collect::<Vec<_>>());
    let configured = Command::new("pg_config").arg("--bindir").output().ok();
    let configured = configured.map(|said| PathBuf::from(String::from_utf8_lossy(&said.stdout).trim()));
    let mut installed: Vec<(u32, PathBuf)> = ["/usr/lib/postgresql", "/usr"]
        .iter()
        .filter_map(|parent| std::fs::read_dir(parent).ok())
        .flat_map(|entries| entries.flatten())
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let version = name.strip_prefix("pgsql-").unwrap_or(&name).parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .collect();
    installed.sort();
    let installed = installed.into_iter().rev().map(|(_, folder)| folder);
    let complete = |folder: &PathBuf| ["initdb", "pg_ctl", "postgres"].iter().all(|name| folder.join(name).is_file());
    on_path.into_iter().flatten().chain(configured).chain(installed).find(complete)
}

/// User and group to run the server as when we are root: `postgres` where it exists, otherwise `nobody`.
fn unprivileged_user() -> (u32, u32) {
    let users = std::fs::read_to_string(Path::new("/etc/passwd")).expect("/etc/passwd can be read");
    ["postgres", "nobody"]
        .iter()
        .find_map(|wanted| {
            let fields: Vec<&str> =
                users.lines().map(|line| line.split(':').collect()).find(|f: &Vec<_>| f[0] == *wanted)?;
            Some((fields.get(2)?.parse().ok()?, fields.get(3)?.parse().ok()?))
        })
        .expect("a user `postgres` or `nobody` to run the server as, since it refuses to run as root")
}

/// What the tests above the server rely on.
mod tests {
    use super::*;

    #[test]
    fn each_test_gets_a_database_of_its_own_and_it_is_gone_afterwards() {
        let (one, two) = (Database::new(), Database::new());
        assert_ne!(one.url(), two.url());
        let url = one.url();
        drop(one);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            assert!(PgConnection::connect(&url).await.is_err());
            assert!(PgConnection::connect(&two.url()).await.is_ok());
        });
    }
}
