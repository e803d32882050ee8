"""Pictures of the five main pages in docs/pictures, taken in headless Chromium: `make screenshots`.

The minutes are the seeds, and those of an invented council, which have days, bodies and motions.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

import minutesearch as ms
from docs.tools.blocks import ROOT
from minutesearch.web import WebSettings, create_app
from tests.web.conftest import write_minutes

__all__ = ["main"]

_PICTURES = ROOT / "docs" / "pictures"
_WIDTH, _HEIGHT = 1280, 860


def main() -> None:
    """Take the pictures."""
    _PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "index"
        with ms.open_index(folder, create=True) as index:
            index.add(ROOT / "seeds", write_minutes(Path(name) / "minutes"))
            hit, motion = index.search("culvert blocked silt")[0], index.search("rents stay")[0]
        app = create_app(
            folder, WebSettings(title="Minutes of Anytown", public_url="https://minutes.anytown.example")
        )
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        pages = {
            "search": "/?q=flooding",
            "passage": f"/passage/{hit.passage.id}",
            "item": f"/item/{motion.item.id}",
            "meeting": f"/meeting/{hit.meeting.id}",
            "decisions": "/decisions",
        }
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-lcd-text"]
            )
            page = browser.new_page(viewport={"width": _WIDTH, "height": _HEIGHT})
            for name_, path in pages.items():
                page.goto(address + path)
                page.screenshot(path=_PICTURES / f"{name_}.png")
            browser.close()
        server.should_exit = True
        thread.join()


if __name__ == "__main__":
    main()
