"""Where shards lie: a folder here, or any address that fsspec reaches; a file there is whole or not there at all."""

import io
import json
import uuid
from dataclasses import dataclass
from typing import Any, cast

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.elsewhere import complaint, reaching
from dragoman.errors import ExtraMissing, ShardsUnusable, ShardUnreadable

UNFINISHED = ".part"
# Where a file appears only when all of it has come; elsewhere it is written under another name first.
WHOLE_AT_ONCE = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "memory"})
EXTRAS = {"s3": ("s3fs", "s3"), "s3a": ("s3fs", "s3")}
COMPRESSION = "zstd"


@dataclass(frozen=True, slots=True)
class Place:
    """A folder for shards, by its path or address (s3://bucket/folder); names within it are joined by `/`."""

    address: str

    def put(self, name: str, data: bytes) -> None:
        """Write a file, in place of the one of that name; raises ShardsUnusable."""
        system, root = self._where()
        path = f"{root}/{name}"
        try:
            with reaching():
                if _protocol(system) in WHOLE_AT_ONCE:  # and there are no folders: to make one can make a bucket
                    system.pipe_file(path, data)
                    return
                system.makedirs(path.rpartition("/")[0], exist_ok=True)
                unfinished = f"{path}.{uuid.uuid4().hex}{UNFINISHED}"
                system.pipe_file(unfinished, data)
                system.mv(unfinished, path)
        except (OSError, ValueError) as error:
            raise self._unusable(error, "choose a place that may be written to, with room in it") from error

    def get(self, name: str) -> bytes | None:
        """The bytes of a file, or null where there is none; raises ShardsUnusable."""
        system, root = self._where()
        try:
            with reaching():
                return cast(bytes, system.cat_file(f"{root}/{name}"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise self._unusable(error, "check that it can be read from here") from error

    def remove(self, name: str) -> None:
        """Remove a file; that there is none is no error. Raises ShardsUnusable."""
        system, root = self._where()
        try:
            with reaching():
                system.rm_file(f"{root}/{name}")
        except FileNotFoundError:
            return
        except (OSError, ValueError) as error:
            raise self._unusable(error, "choose a place where files may be removed") from error

    def sizes(self, folder: str) -> dict[str, int]:
        """The files of a folder and their bytes, those that are not finished left out; raises ShardsUnusable."""
        system, root = self._where()
        try:
            with reaching():
                system.invalidate_cache()
                if not system.isdir(f"{root}/{folder}"):
                    return {}
                rows = cast("list[dict[str, Any]]", system.ls(f"{root}/{folder}", detail=True))
        except (OSError, ValueError) as error:
            raise self._unusable(error, "check that it can be read from here") from error
        found = {f"{folder}/{row['name'].rpartition('/')[2]}": row for row in rows if row["type"] == "file"}
        return {name: int(row["size"]) for name, row in sorted(found.items()) if not name.endswith(UNFINISHED)}

    def put_json(self, name: str, value: object) -> None:
        """Write plain values; raises ShardsUnusable."""
        self.put(name, json.dumps(value, ensure_ascii=False, indent=1).encode())

    def get_json(self, name: str) -> dict[str, Any] | None:
        """The plain values of a file, or null where there is none; raises ShardsUnusable for what is no JSON."""
        data = self.get(name)
        if data is None:
            return None
        try:
            return dict(json.loads(data))
        except (ValueError, TypeError) as error:
            raise ShardsUnusable(self.address, f"{name} is damaged", "remove it, and shard again") from error

    def put_table(self, name: str, table: pa.Table) -> bytes:
        """Write a table as Parquet, and return the file's bytes; raises ShardsUnusable."""
        out = io.BytesIO()
        pq.write_table(table, out, compression=COMPRESSION)
        self.put(name, out.getvalue())
        return out.getvalue()

    def get_table(self, name: str, shape: pa.Schema, columns: list[str] | None = None) -> pa.Table | None:
        """Some or all columns of a table, or null where there is none.

        Raises ShardUnreadable for a file that is damaged or not of this shape, ShardsUnusable.
        """
        system, root = self._where()
        try:
            with reaching(), system.open(f"{root}/{name}", "rb") as file:
                return read_table(name, file, shape, columns)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._unusable(error, "check that it can be read from here") from error

    def _where(self) -> tuple[Any, str]:
        scheme = self.address.partition("://")[0].casefold() if "://" in self.address else "file"
        if "::" in self.address:
            raise ShardsUnusable(self.address, "addresses that are chained with '::' are not used", "name one place")
        try:
            with reaching():
                system, root = fsspec.core.url_to_fs(self.address)
        except ImportError as error:
            library, extra = EXTRAS.get(scheme, (scheme, "s3"))
            raise ExtraMissing(f"Shards at {scheme}://", library, extra) from error
        except (OSError, ValueError) as error:
            raise self._unusable(error, "check the address") from error
        return system, str(root).rstrip("/")

    def _unusable(self, error: Exception, remedy: str) -> ShardsUnusable:
        problem = getattr(error, "strerror", None) or complaint(error, 200)
        return ShardsUnusable(self.address, str(problem).rstrip("."), remedy)


def read_table(name: str, file: Any, shape: pa.Schema, columns: list[str] | None = None) -> pa.Table:
    """Some or all columns of a Parquet file; raises ShardUnreadable for one that is damaged or not of this shape."""
    try:
        opened = pq.ParquetFile(file)
        found = opened.schema_arrow
        wanted = shape if columns is None else pa.schema([shape.field(c) for c in columns])
        if (found.metadata or {}).get(VERSION_KEY) != (shape.metadata or {}).get(VERSION_KEY):
            told = (found.metadata or {}).get(VERSION_KEY, b"no version").decode("utf-8", "replace")
            raise ShardUnreadable(name, f"it was written as {told}, which this version does not read")
        table = opened.read(columns=columns)
        if not table.schema.equals(wanted):
            raise ShardUnreadable(name, "its columns are not those of a shard")
    except (pa.ArrowException, OSError) as error:
        what = complaint(error).rstrip(".")
        raise ShardUnreadable(name, f"the file is damaged ({what})") from error
    return table


VERSION_KEY = b"dragoman.shape"


def _protocol(system: Any) -> str:
    told = system.protocol
    return str(told if isinstance(told, str) else told[0])
