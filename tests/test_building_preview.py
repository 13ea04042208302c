"""The page that shows what was built: only that, only here, and what is wrong laid over what was last good."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.building.preview import Preview


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    (tmp_path / "out/kettles").mkdir(parents=True)
    (tmp_path / "out/kettles/buyer.html").write_text("<p>first</p>")
    (tmp_path / "out/kettles/buyer.pdf").write_bytes(b"%PDF-")
    (tmp_path / "secret.html").write_text("secret")
    shown = Preview(tmp_path / "out")
    yield shown
    shown.close()


def get(preview: Preview, path: str, host: str | None = None) -> tuple[int, bytes]:
    request = urllib.request.Request(preview.url + path, headers={"Host": host} if host else {})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def state(preview: Preview) -> dict[str, object]:
    told: dict[str, object] = json.loads(get(preview, "state")[1])
    return told


def test_it_listens_on_this_machine_alone(preview: Preview) -> None:
    assert preview.url.startswith("http://127.0.0.1:")
    assert get(preview, "", host="kettles.example")[0] == 403


def test_it_gives_out_what_was_built_and_nothing_else(preview: Preview) -> None:
    assert get(preview, "kettles/buyer.html")[0] == 404  # nobody said yet that it is there
    preview.show(["kettles/buyer.html"])
    assert get(preview, "kettles/buyer.html") == (200, b"<p>first</p>")
    assert get(preview, "kettles/buyer.pdf") == (200, b"%PDF-")
    for path in ("../secret.html", "%2e%2e/secret.html", "kettles/../../secret.html", "kettles/", "secret.html"):
        assert get(preview, path)[0] == 404


def test_what_is_wrong_is_laid_over_what_was_last_good(preview: Preview) -> None:
    preview.show(["kettles/buyer.html"])
    before = state(preview)
    preview.show([], "error[unknown-fact]: <no such>")
    after = state(preview)
    assert after["wrong"] == "error[unknown-fact]: <no such>"
    assert after["pages"] == before["pages"] == ["kettles/buyer.html"]
    assert after["version"] != before["version"]
    preview.show(["kettles/buyer.html"])
    assert state(preview)["wrong"] == ""
