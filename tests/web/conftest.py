"""A site over the minutes of two invented councils, and how a test asks it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest
from starlette.testclient import TestClient

import minutesearch as ms
from minutesearch.web import WebSettings, create_app

#: What each file of minutes says, by its name.
MINUTES = {
    "allotments.txt": """Agenda item

Allotment rents

Minutes:

1. Councillor Hill said that the rents had not risen since the flood of 2014.

2. Councillor Hill moved, and Councillor Marsh seconded, that the rents stay. The motion was carried by 7
votes to 2.

RESOLVED that the rents of the allotments be noted.
""",
    "flooding.txt": """Agenda item

Flooding in Mill Lane

This report tells the Committee of the flooding in Mill Lane.

Minutes:

1. The Clerk explained that the culvert under Mill Lane was blocked with silt and that flooding had followed.

2. Councillor Marsh asked when the culvert would be cleared.

RESOLVED that the culvert be cleared and that the report on flooding be approved.
""",
    "culvert.txt": """Agenda item

Flooding in Mill Lane: the culvert

Minutes:

1. The Clerk reported that the culvert under Mill Lane had been cleared of silt and that no flooding had followed.
""",
    "parking.txt": """Agenda item

Parking permits

Minutes:

1. Councillor Dogwood said that permits were dear & that parking <b>in the square</b> was scarce.

RESOLVED that the charges for permits be deferred.
""",
}
SIDECAR = """file,council,body,date,item number,url
allotments.txt,Anytown Council,Open Spaces Committee,2019-10-07,5,https://anytown.example/ai?ID=5
flooding.txt,Anytown Council,Planning Committee,2019-11-04,6,https://anytown.example/ai?ID=6
culvert.txt,Anytown Council,Planning Committee,2021-02-01,3,
parking.txt,Otherton Council,Highways Committee,2021-03-02,4,
"""

Ask = Callable[..., httpx2.Response]


def write_minutes(folder: Path) -> Path:
    """Write the files of minutes with their sidecar into a new folder, and return it."""
    folder.mkdir()
    for name, text in MINUTES.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "metadata.csv").write_text(SIDECAR, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def minutes_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("web")
    with ms.open_index(place / "index", create=True) as index:
        report = index.add(write_minutes(place / "minutes"))
    assert (4, ()) == (report.added, report.problems)
    return place / "index"


def open_client(folder: Path | ms.Index, **settings: object) -> TestClient:
    return TestClient(create_app(folder, WebSettings(**settings)), follow_redirects=False)


@pytest.fixture(scope="session")
def client(minutes_index: Path) -> Iterator[TestClient]:
    with open_client(minutes_index) as opened:
        yield opened


@pytest.fixture(scope="session")
def ask(client: TestClient) -> Ask:
    """Return a function that asks for a path with parameters by name."""

    def get(path: str, **parameters: object) -> httpx2.Response:
        return client.get(path, params=parameters or None)

    return get
