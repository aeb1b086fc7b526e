"""The browser: finds a Chromium for tests and PDFs, or installs one; `python -m macros.commands.chromium`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

#: Chromium started from here talks to nobody: without these it looks up update and sync hosts.
ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
]
#: The shell is the same engine without windows: a fresh page costs it a quarter of the time.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """The path of a Chromium on this machine: a system one, else Playwright's own; None where there is none."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found:
        return found
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).is_file() else None


def install() -> None:
    """Installs a Chromium: Debian's package when root on Debian, the lighter one if there is one; else Playwright's."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        for name in (SHELL, "chromium"):
            command = ["apt-get", "install", "-y", "-qq", name]
            if subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode == 0:
                return
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def main() -> int:
    """Makes sure there is a Chromium; returns the exit status."""
    if find() is None:
        install()
    found = find()
    if found is None:
        print("No Chromium was found and none could be installed; tests and PDFs need one.", file=sys.stderr)
        return 1
    print(f"Browser: {found}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
