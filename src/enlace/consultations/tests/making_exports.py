"""Small exports of Polis for tests, and where the real ones lie."""

import io
import os
import zipfile
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("ENLACE_SHARED_DATA", Path(__file__).parents[5] / "shared" / "data"))
needs_shared_data = pytest.mark.skipif(
    not (SHARED / "polis_conversations").is_dir(),
    reason="the shared data is absent: set ENLACE_SHARED_DATA to its folder",
)
REAL = [path for name in ("polis_conversations", "polis_math") for path in sorted((SHARED / name).glob("*/"))]

VOTES = "timestamp,datetime,comment-id,voter-id,vote\n"
COMMENTS = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"


def votes_csv(*rows):
    """Rows of (time, statement, voter, vote)."""
    return (VOTES + "".join(f"{at},,{statement},{voter},{vote}\n" for at, statement, voter, vote in rows)).encode()


def comments_csv(*rows):
    """Rows of (statement, moderated, text)."""
    return (COMMENTS + "".join(f"1,,{one},0,0,0,{moderated},{text}\n" for one, moderated, text in rows)).encode()


def export(votes=((1, 0, "a", 1), (2, 1, "a", -1), (3, 0, "b", 0)), comments=((0, 1, "Work"), (1, 1, "School"))):
    return {"votes.csv": votes_csv(*votes), "comments.csv": comments_csv(*comments)}


def zipped(files, compression=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def laid(files, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def cast(votes):
    """`{(voter, statement): value}` of a `Votes`."""
    return {
        (votes.voters[voter], votes.statements[statement]): value
        for voter, statement, value in zip(
            votes.voter.tolist(), votes.statement.tolist(), votes.value.tolist(), strict=True
        )
    }
