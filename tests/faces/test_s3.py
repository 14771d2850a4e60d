"""Reports in a bucket, shards in another: a server of S3 is in this process, and s3fs asks it as it asks any."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from commandline import REPORTS, Dragoman
from test_sharding_commands import contents


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """The address of a folder with three invented reports; there is another, empty bucket, `work`."""
    import s3fs
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", "http://{}:{}".format(*server.get_host_and_port()))
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            patch.setenv(name, "anybody")
        patch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        patch.setenv("AWS_MAX_ATTEMPTS", "1")
        files = s3fs.S3FileSystem()
        for name in ("news", "work"):
            files.mkdir(f"s3://{name}")
        for name in ("treaty.txt", "wire.jsonl"):
            files.pipe_file(f"s3://news/2024/{name}", REPORTS[name].encode())
        yield "s3://news/2024"
        files.clear_instance_cache()
    server.stop()


def test_reports_of_a_bucket_are_read_at_once_or_by_shards_in_another(
    dragoman: Dragoman, bucket: str, tmp_path: Path
) -> None:
    one, other = tmp_path / "one.duckdb", tmp_path / "other.duckdb"
    assert "Read 3 reports" in dragoman("read", bucket, "--into", one, "--workers", "1").err
    place = "s3://work/shards"
    assert "3 reports in 2 shards at s3://work/shards; 3 were read now." in dragoman("shard", bucket, "--to", place).err
    assert "; 0 were read now." in dragoman("shard", bucket, "--to", place).err
    merged = dragoman("merge", place, "--into", other)
    assert merged == (0, "", f"Took 3 reports in 2 shards from {place} into {other}.\n")
    assert contents(one) == contents(other)
    read = dragoman("read", f"{bucket}/*.txt", "--into", one, "--workers", "1")
    assert (read.code, "1 report in the record already" in read.err) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("read", "{bucket}/none.txt", "--into", "{tmp}/r.duckdb"), "Nothing to read at s3://news/2024/none.txt"),
        (("read", "s3://nowhere/*.txt", "--into", "{tmp}/r.duckdb"), "Nothing to read at s3://nowhere/*.txt"),
        (("shard", "{bucket}", "--to", "s3://nowhere/x"), "The shards at s3://nowhere/x cannot be used: The specified"),
        (("merge", "s3://work/none", "--into", "{tmp}/r.duckdb"), "The shards at s3://work/none cannot be used: there"),
    ],
)
def test_what_is_not_there_is_one_sentence(
    dragoman: Dragoman, bucket: str, tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    ran = dragoman(*(a.format(bucket=bucket, tmp=tmp_path) for a in arguments))
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith(f"Error: {sentence}")


def test_a_place_that_does_not_answer_is_one_sentence(
    dragoman: Dragoman, bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import s3fs

    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    s3fs.S3FileSystem.clear_instance_cache()
    ran = dragoman("read", bucket, "--into", tmp_path / "r.duckdb")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert ran.err.startswith(f"Error: {bucket} cannot be reached: Could not connect")
    ran = dragoman("merge", "s3://work/shards", "--into", tmp_path / "r.duckdb")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert ran.err.startswith("Error: The shards at s3://work/shards cannot be used: Could not connect")
    s3fs.S3FileSystem.clear_instance_cache()
