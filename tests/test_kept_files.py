"""Kept sites: what was kept comes back byte for byte, or not at all."""

import os
import threading
from pathlib import Path

import pytest

from factsheet.plugin.kept_files import DamagedError, clear, find, keep

KEY, OTHER = "a" * 64, "b" * 64
FILES = {
    "index.html": b"<h1>\xe4\xba\x8b\xe5\xae\x9e</h1>\n",
    "en/empty.txt": b"",
    "en/\u4e8b\u5b9e base/picture.png": bytes(range(256)) * 9,
    ".well-known/note": b"hidden\n",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    for name, content in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache/sites"


@pytest.fixture
def kept(cache: Path, site: Path) -> Path:
    assert keep(cache, KEY, site)
    return cache / f"{KEY}.site"


def read(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_kept_site_comes_back_as_it_was(kept: Path, tmp_path: Path) -> None:
    found = find(kept.parent, KEY)
    assert found is not None
    found.place(tmp_path / "again")
    assert read(tmp_path / "again") == FILES


def test_what_is_changed_in_a_site_that_was_placed_does_not_change_what_is_kept(
    kept: Path, tmp_path: Path
) -> None:
    for folder in ("first", "second"):
        found = find(kept.parent, KEY)
        assert found is not None
        found.place(tmp_path / folder)
        if folder == "first":
            (tmp_path / folder / "index.html").write_bytes(b"changed in place")
    assert read(tmp_path / "second") == FILES


def test_a_folder_becomes_the_site_whatever_was_in_it(kept: Path, tmp_path: Path) -> None:
    folder, outside = tmp_path / "again", tmp_path / "outside"
    outside.mkdir()
    (outside / "index.html").write_bytes(b"not to be touched")
    for stray in ("stray.txt", "en/stray/deep/er.txt", "index.html/file", ".git/HEAD"):
        (folder / stray).parent.mkdir(parents=True, exist_ok=True)
        (folder / stray).write_bytes(b"stray")
    (folder / "empty").mkdir()
    (folder / "link").symlink_to(outside)
    (folder / "en/empty.txt").symlink_to(outside / "index.html")
    (folder / "en/事实 base").symlink_to(outside)
    found = find(kept.parent, KEY)
    assert found is not None
    found.place(folder)
    assert read(folder) == {**FILES, ".git/HEAD": b"stray"}
    assert not any(path.is_symlink() for path in folder.rglob("*"))
    assert sorted(path.name for path in folder.iterdir() if path.is_dir()) == [
        ".git",
        ".well-known",
        "en",
    ]
    assert read(outside) == {"index.html": b"not to be touched"}


def test_files_that_are_right_stay_as_they_are(kept: Path, site: Path) -> None:
    (site / "index.html").write_bytes(b"wrong")
    before = {path: path.stat() for path in site.rglob("*") if path.is_file()}
    found = find(kept.parent, KEY)
    assert found is not None
    found.place(site)
    assert read(site) == FILES
    written = [path.name for path, state in before.items() if path.stat() != state]
    assert [name for name in written if name != "index.html"] == []
    assert (site / "index.html").read_bytes() == FILES["index.html"]


def test_another_key_finds_nothing(kept: Path) -> None:
    assert find(kept.parent, OTHER) is None
    assert find(kept.parent / "missing", KEY) is None


@pytest.mark.parametrize("where", [0, 30, 200, 900, -1])
def test_a_damaged_file_is_refused_and_removed(kept: Path, where: int) -> None:
    content = bytearray(kept.read_bytes())
    content[where] ^= 1
    kept.write_bytes(content)
    with pytest.raises(DamagedError, match="its digest is another one"):
        find(kept.parent, KEY)
    assert not kept.exists()


@pytest.mark.parametrize("length", [0, 1, 31, 32, 100, -1])
def test_a_file_that_was_cut_short_is_refused_and_removed(kept: Path, length: int) -> None:
    kept.write_bytes(kept.read_bytes()[:length])
    with pytest.raises(DamagedError, match="its digest is another one"):
        find(kept.parent, KEY)
    assert not kept.exists()


def test_a_site_under_the_key_of_another_is_refused(kept: Path) -> None:
    kept.rename(kept.with_name(f"{OTHER}.site"))
    with pytest.raises(DamagedError, match="it is another site"):
        find(kept.parent, OTHER)


def test_a_file_of_another_program_is_refused(kept: Path) -> None:
    kept.write_bytes(b"PK\x03\x04 something else, long enough to have a digest at its end")
    with pytest.raises(DamagedError):
        find(kept.parent, KEY)


def test_a_file_that_others_may_write_is_refused(kept: Path) -> None:
    kept.chmod(0o666)
    with pytest.raises(DamagedError, match="somebody else may have written it"):
        find(kept.parent, KEY)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_a_file_of_another_user_is_refused(kept: Path) -> None:
    os.chown(kept, 65534, 65534)
    with pytest.raises(DamagedError, match="somebody else may have written it"):
        find(kept.parent, KEY)


def test_a_link_to_a_file_is_not_followed(kept: Path) -> None:
    moved = kept.rename(kept.with_name("elsewhere"))
    kept.symlink_to(moved)
    with pytest.raises(OSError, match="symbolic link"):
        find(kept.parent, KEY)


def test_a_file_that_leads_outside_is_refused(
    cache: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = site.parent / "outside"
    outside.write_bytes(b"poison")
    listed = [("../outside", 6)]
    monkeypatch.setattr("factsheet.plugin.kept_files._files", lambda _: listed)
    keep(cache, KEY, site)
    with pytest.raises(DamagedError, match="it leads outside"):
        find(cache, KEY)


def test_only_its_user_can_read_what_is_kept(kept: Path) -> None:
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.parent.stat().st_mode & 0o777 == 0o700


def test_the_newest_sites_stay_and_one_that_was_used_is_new(cache: Path, site: Path) -> None:
    for age, name in enumerate("dcba"):
        keep(cache, name * 64, site)
        os.utime(cache / f"{name * 64}.site", (age, age))
        if name == "b":
            used = find(cache, "d" * 64)
            assert used is not None
            used.file.close()
    assert sorted(path.name[0] for path in cache.iterdir()) == ["a", "b", "d"]


def test_no_more_is_kept_than_fits(cache: Path, site: Path) -> None:
    for age, name in enumerate("ba"):
        keep(cache, name * 64, site)
        os.utime(cache / f"{name * 64}.site", (age, age))
    size = (cache / f"{KEY}.site").stat().st_size
    clear(cache, most_bytes=2 * size)
    assert len(list(cache.iterdir())) == 2
    clear(cache, most_bytes=2 * size - 1)
    assert [path.name[0] for path in cache.iterdir()] == ["a"]


def test_a_site_that_is_too_large_is_not_kept(
    cache: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("factsheet.plugin.kept_files.MOST_BYTES", 100)
    assert not keep(cache, KEY, site)
    assert not cache.exists()


def test_what_a_killed_build_has_left_is_cleared_after_a_day(cache: Path, site: Path) -> None:
    cache.mkdir(parents=True)
    old, new = cache / "old.part", cache / "new.part"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (1, 1))
    keep(cache, KEY, site)
    assert sorted(path.name for path in cache.iterdir()) == [f"{KEY}.site", "new.part"]


def test_builds_that_keep_and_take_at_once_do_no_harm(cache: Path, site: Path) -> None:
    faults: list[object] = []

    def work(name: str) -> None:
        for turn in range(20):
            key = "abcde"[turn % 5] * 64
            try:
                keep(cache, key, site)
                found = find(cache, key)
                if found is not None:
                    found.place(site.parent / name)
                    faults.extend([read(site.parent / name)] if not _is_whole(name) else [])
            except (OSError, DamagedError) as error:
                faults.append(error)

    def _is_whole(name: str) -> bool:
        return read(site.parent / name) == FILES

    threads = [threading.Thread(target=work, args=(f"site{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert not list(cache.glob("*.part"))
