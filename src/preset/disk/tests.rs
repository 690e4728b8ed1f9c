use super::*;

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

#[test]
fn only_what_may_be_replaced_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.toml");
    let kind = |result: io::Result<()>| result.unwrap_err().kind();
    save(&path, b"one", Overwrite::Nothing).unwrap();
    assert_eq!(kind(save(&path, b"two", Overwrite::Nothing)), io::ErrorKind::AlreadyExists);
    assert_eq!(kind(save(&path, b"two", Overwrite::Unchanged(b"other"))), io::ErrorKind::AlreadyExists);
    assert_eq!(read(&path), "one");
    save(&path, b"two", Overwrite::Unchanged(b"one")).unwrap();
    save(&path, b"three", Overwrite::Anything).unwrap();
    assert_eq!(read(&path), "three");
    fs::remove_file(&path).unwrap();
    save(&path, b"four", Overwrite::Unchanged(b"three")).unwrap();
    assert_eq!(read(&path), "four");
    let directory = save(folder.path(), b"five", Overwrite::Anything);
    assert!(directory.is_err(), "a folder is no file");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file stays behind");
}

#[test]
fn leftovers_of_killed_programs_go_and_files_in_use_stay() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let long_ago = std::time::SystemTime::now() - SETTLED * 2;
    let make = |name: &str| {
        let file = fs::File::create(at(name)).unwrap();
        file.set_modified(long_ago).unwrap();
        file
    };
    drop([make(".bonscope-left"), make("mine.toml"), make("bonscope-other")]);
    let held = make(".bonscope-held");
    held.try_lock().unwrap();
    let mut fresh = beside(&at("x")).unwrap();
    fresh.as_file_mut().write_all(b"x").unwrap();
    fs::create_dir(at(".bonscope-folder")).unwrap();
    tidy(folder.path());
    let names = || {
        let entries = fs::read_dir(folder.path()).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect::<Vec<_>>()
    };
    assert!(!at(".bonscope-left").exists() && names().len() == 5, "{:?}", names());
    drop(held);
    tidy(folder.path());
    assert!(!at(".bonscope-held").exists() && fresh.path().exists(), "{:?}", names());
    tidy(&at("nowhere"));
}

#[test]
fn what_could_not_be_saved_is_told_before() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.svg");
    try_to_save(&path).unwrap();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is changed");
    let missing = try_to_save(&folder.path().join("no/a.svg")).unwrap_err();
    assert_eq!(missing.to_string(), format!("there is no folder {}", folder.path().join("no").display()));
    assert_eq!(try_to_save(folder.path()).unwrap_err().kind(), io::ErrorKind::IsADirectory);
    fs::write(&path, "").unwrap();
    assert!(try_to_save(&path.join("b.svg")).unwrap_err().to_string().ends_with("a.svg is no folder"));
    assert!(save(&path.join("b.svg"), b"", Overwrite::Anything).is_err());
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("deep")).unwrap();
    fs::write(at("deep/real"), "one").unwrap();
    fs::set_permissions(at("deep/real"), fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink("deep/middle", at("link")).unwrap();
    std::os::unix::fs::symlink("real", at("deep/middle")).unwrap();
    save(&at("link"), b"two", Overwrite::Unchanged(b"one")).unwrap();
    assert_eq!(read(&at("deep/real")), "two");
    assert!(fs::symlink_metadata(at("link")).unwrap().is_symlink());
    assert_eq!(fs::metadata(at("deep/real")).unwrap().permissions().mode() & 0o777, 0o640);
    std::os::unix::fs::symlink("deep/nothing-yet", at("dangling")).unwrap();
    save(&at("dangling"), b"new", Overwrite::Nothing).unwrap();
    assert_eq!(read(&at("deep/nothing-yet")), "new");
    std::os::unix::fs::symlink("round", at("round")).unwrap();
    assert!(save(&at("round"), b"x", Overwrite::Anything).is_err());
}
#[cfg(unix)]
#[test]
fn other_names_and_the_owner_stay() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (folder.path().join("one"), folder.path().join("two"));
    fs::write(&one, "a long first text").unwrap();
    fs::hard_link(&one, &two).unwrap();
    save(&one, b"short", Overwrite::Unchanged(b"a long first text")).unwrap();
    assert_eq!((read(&one), read(&two)), ("short".to_owned(), "short".to_owned()));
    fs::remove_file(&two).unwrap();
    // Only root may give a file away.
    if std::os::unix::fs::chown(&one, Some(1234), Some(4321)).is_ok() {
        fs::set_permissions(&one, fs::Permissions::from_mode(0o4604)).unwrap();
        save(&one, b"more", Overwrite::Anything).unwrap();
        let found = fs::metadata(&one).unwrap();
        assert_eq!((found.uid(), found.gid(), found.mode() & 0o7777), (1234, 4321, 0o4604));
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no copy stays behind");
}

#[test]
fn a_read_only_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.toml");
    fs::write(&path, "one").unwrap();
    let mut mode = fs::metadata(&path).unwrap().permissions();
    mode.set_readonly(true);
    fs::set_permissions(&path, mode).unwrap();
    for wanted in [Overwrite::Anything, Overwrite::Unchanged(b"one")] {
        assert_eq!(save(&path, b"two", wanted).unwrap_err().to_string(), "it is read-only");
    }
    assert_eq!(try_to_save(&path).unwrap_err().to_string(), "it is read-only");
    assert_eq!(read(&path), "one");
}

#[cfg(unix)]
#[test]
fn a_link_that_the_system_does_not_follow_is_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    let (link, end) = (folder.path().join("link"), folder.path().join("end"));
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o1777)).unwrap();
    std::os::unix::fs::symlink(&end, &link).unwrap();
    // Systems that follow another user's link in a folder for all leave nothing to test.
    let planted = std::os::unix::fs::lchown(&link, Some(1234), None).is_ok();
    if planted && fs::metadata(&link).is_err_and(|error| error.kind() == io::ErrorKind::PermissionDenied) {
        assert!(save(&link, b"x", Overwrite::Anything).is_err() && !end.exists());
        assert!(try_to_save(&link).is_err());
    }
}

#[test]
fn of_two_that_save_at_one_instant_one_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.toml");
    fs::write(&path, "0").unwrap();
    for round in 0..50 {
        let before = read(&path);
        let start = std::sync::Barrier::new(2);
        let attempt = |mark: &str| {
            let text = format!("{round} {mark}");
            start.wait();
            save(&path, text.as_bytes(), Overwrite::Unchanged(before.as_bytes())).map(|()| text)
        };
        let both = std::thread::scope(|scope| {
            let other = scope.spawn(|| attempt("b"));
            [attempt("a"), other.join().unwrap()]
        });
        let saved: Vec<&String> = both.iter().flatten().collect();
        assert_eq!(saved, [&read(&path)], "{both:?}");
    }
}
