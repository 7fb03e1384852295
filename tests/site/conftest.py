"""Real sites, really built and served: by mkdocs, in folders of their own."""

import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

import browser as browser_finder
from support import MKDOCS, ROOT, SITE_URL, SMALL_FACTS, Project, Serving, environment, served

ARGUMENTS = [
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A site of one fact, with the configuration of the real one."""
    folder = tmp_path / "事实 base"  # a path with a space and Chinese characters
    folder.mkdir()
    shutil.copy(ROOT / "mkdocs.yml", folder)
    made = Project(folder)
    made.write("facts/acme.yaml", SMALL_FACTS)
    made.write("docs/en/about.md", "---\ntitle: About\n---\n\n# About\n\nHello.\n")
    made.write("docs/zh/about.md", "---\ntitle: 关于\n---\n\n# 关于\n\n你好。\n")
    return made


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own site, strictly built for a project path."""
    site = tmp_path_factory.mktemp("real") / "site"
    built = subprocess.run(
        [MKDOCS, "build", "--strict", "--site-dir", site],
        cwd=ROOT,
        env=environment(SITE_URL),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    return site


@pytest.fixture(scope="session")
def real_address(real_site: Path) -> Iterator[str]:
    """The address of the real site, served below the path it was built for."""
    with served(real_site, "/base/") as address:
        yield address


@pytest.fixture
def serve(project: Project) -> Iterator[Callable[[], Serving]]:
    """Start `mkdocs serve` on the small project; stopped when the test ends."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> Serving:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        log = (project.folder / "serve.log").open("wb")
        process = subprocess.Popen(
            [MKDOCS, "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=project.folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        log.close()
        started.append(process)
        return Serving(f"http://127.0.0.1:{port}/", process)

    yield start
    for process in started:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A browser with an empty profile; without one, the tests are skipped, or fail in CI."""
    path = browser_finder.find()
    if path is None:
        give_up = pytest.fail if os.environ.get("CI") else pytest.skip
        give_up("there is no browser: run python tests/browser.py")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()
