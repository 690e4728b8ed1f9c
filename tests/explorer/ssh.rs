//! Over a real sshd on this machine: the explorer is used, left, and survives a connection that drops.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, io, thread};

use crate::assert_restored;
use crate::pty::Session;

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// A program, where it is installed; servers are seldom on the path of a person.
fn installed(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain(["/usr/sbin", "/usr/local/sbin"].map(PathBuf::from));
    folders.map(|folder| folder.join(name)).find(|program| program.is_file())
}

fn output(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().unwrap();
    assert!(output.status.success(), "{program} {arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// A server of its own, with keys of its own, for one person.
struct Server {
    sshd: Child,
    port: u16,
    folder: tempfile::TempDir,
}

impl Server {
    /// Starts one; none where there is no sshd, which is said.
    fn start() -> Option<Server> {
        let programs = ["sshd", "ssh", "ssh-keygen"].map(|name| (name, installed(name)));
        if let Some((missing, _)) = programs.iter().find(|(_, program)| program.is_none()) {
            eprintln!("skipped: {missing} is not installed");
            return None;
        }
        let [sshd, _, keygen] = programs.map(|(_, program)| program.unwrap());
        if output("id", &["-u"]) == "0" {
            // Where a server that is started by hand as root keeps the parts without rights.
            fs::create_dir_all("/run/sshd").unwrap();
        }
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name).display().to_string();
        for key in ["host", "person"] {
            let file = at(key);
            output(keygen.to_str().unwrap(), &["-q", "-t", "ed25519", "-N", "", "-f", &file]);
        }
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
        let settings = format!(
            "Port {port}\nListenAddress 127.0.0.1\nHostKey {}\nAuthorizedKeysFile {}\nPidFile none\nStrictModes no\n\
             UsePAM no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\nPermitRootLogin yes\n\
             PrintMotd no\nPrintLastLog no\n",
            at("host"),
            at("person.pub")
        );
        fs::write(at("settings"), settings).unwrap();
        let log = fs::File::create(at("log")).unwrap();
        let mut command = Command::new(sshd);
        command.args(["-D", "-e", "-f", &at("settings")]).stdin(Stdio::null()).stderr(log);
        let server = Server { sshd: command.spawn().unwrap(), port, folder };
        let began = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            assert!(began.elapsed() < PATIENCE, "sshd does not listen: {}", server.log());
            thread::sleep(Duration::from_millis(10));
        }
        if !server.lets_in() {
            eprintln!("skipped: sshd does not let this account in: {}", server.log());
            return None;
        }
        Some(server)
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    fn state(&self) -> PathBuf {
        self.folder.path().join("state")
    }

    /// What runs a command at the other end of a connection, with a terminal (`-tt`) or without (`-T`).
    fn line(&self, terminal: &str, command: &str) -> Vec<String> {
        let ssh = installed("ssh").unwrap().display().to_string();
        let key = self.folder.path().join("person").display().to_string();
        let person = format!("{}@127.0.0.1", output("id", &["-un"]));
        let mut line = vec![ssh, terminal.to_owned()];
        line.extend(["-F", "none", "-i", &key, "-p", &self.port.to_string()].map(str::to_owned));
        for setting in [
            "StrictHostKeyChecking=no",
            "UserKnownHostsFile=/dev/null",
            "IdentitiesOnly=yes",
            "BatchMode=yes",
            "LogLevel=ERROR",
        ] {
            line.extend(["-o", setting].map(str::to_owned));
        }
        line.extend([person, command.to_owned()]);
        line
    }

    /// Whether it lets this person in: some accounts are locked.
    fn lets_in(&self) -> bool {
        let line = self.line("-T", "true");
        Command::new(&line[0])
            .args(&line[1..])
            .stdin(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    }

    /// The explorer at the other end of a connection.
    fn explorer(&self, arguments: &str) -> Session {
        let (home, state) = (self.folder.path().display(), self.state().display().to_string());
        let bonscope = env!("CARGO_BIN_EXE_bonscope");
        let command = format!("exec env HOME='{home}' XDG_STATE_HOME='{state}' '{bonscope}' {arguments}");
        let line = self.line("-tt", &command);
        let line: Vec<&str> = line.iter().map(String::as_str).collect();
        Session::of(80, 24, &line, &[])
    }

    /// How many explorers of this server run.
    fn explorers(&self) -> usize {
        let state = self.state().display().to_string();
        let is_ours = |process: &Path| -> io::Result<bool> {
            let line = fs::read(process.join("cmdline"))?;
            let environment = fs::read(process.join("environ"))?;
            let holds = |bytes: &[u8], text: &str| String::from_utf8_lossy(bytes).contains(text);
            Ok(line.starts_with(env!("CARGO_BIN_EXE_bonscope").as_bytes()) && holds(&environment, &state))
        };
        let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
        processes.filter(|process| is_ours(&process.path()).unwrap_or(false)).count()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.sshd.kill();
        let _ = self.sshd.wait();
    }
}

fn wait_until(what: &str, server: &Server, condition: impl Fn() -> bool) {
    let began = Instant::now();
    while !condition() {
        assert!(began.elapsed() < PATIENCE, "{what} did not come; sshd says\n{}", server.log());
        thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_connection_is_used_and_left_with_the_terminal_as_it_was() {
    let Some(server) = Server::start() else { return };
    let mut session = server.explorer("0.5,0.5 -n 2");
    session.wait_for("0.1308 nats");
    session.send("]");
    session.wait_for("best-of-4");
    session.resize(120, 40);
    session.wait_for("F3 At n = 4");
    session.send("q");
    let (status, bytes) = session.finish();
    assert!(status.success(), "{status:?} {}", server.log());
    assert_restored(&bytes);
    assert_eq!(server.explorers(), 0);
}

#[test]
fn a_connection_that_drops_leaves_no_process_and_loses_no_edit() {
    let Some(server) = Server::start() else { return };
    let mut session = server.explorer("0.5,0.5 -n 2");
    session.wait_for("0.1308 nats");
    session.send("e1/1000\r");
    session.wait_for("3.86e-4 nats");
    assert!(server.explorers() == 1 || !Path::new("/proc/self/environ").exists());
    // At once, before a pause in which edits are written anyway.
    session.signal("KILL");
    wait_until("the end of the explorer", &server, || server.explorers() == 0);
    let folder = server.state().join("bonscope/unsaved");
    let files = || fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let kept = || files().find(|path| path.extension().is_some_and(|extension| extension == "toml"));
    wait_until("the unsaved work", &server, || kept().is_some());
    let text = fs::read_to_string(kept().unwrap()).unwrap();
    assert!(text.contains("p = [0.999, 0.001]"), "{text}");
    // It is offered at the next start, over the next connection.
    let mut session = server.explorer("");
    session.wait_for("nsaved work");
    session.send("\x1b");
    session.wait_for("q quit");
    session.send("q");
    session.finish();
}
