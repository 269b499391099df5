#!/usr/bin/env python3
"""Writes the rows of `export -o FILE.parquet` with pyarrow: what our parquet is measured against (docs/performance.md).

Usage: parquet_by_pyarrow.py DATABASE FILE.parquet

Same columns, same order, same packing (Zstandard, pyarrow's own level), row groups of 8 MiB of text. It takes the
shortest way pyarrow has: flat lists of roles and texts with the places where conversations begin, and no row objects.
"""

import sqlite3
import sys

import pyarrow
import pyarrow.parquet

GROUP_BYTES = 8 << 20
ROWS = """SELECT c.id, t.role, t.content FROM conversations c
    JOIN conversation_turns t ON t.conversation_id = c.id
    WHERE c.status = 'approved' ORDER BY c.created_at, c.id, t.turn_number"""


def field(name, kind):
    return pyarrow.field(name, kind, nullable=False)


MESSAGE = pyarrow.struct([field("role", pyarrow.string()), field("content", pyarrow.string())])
SCHEMA = pyarrow.schema([field("messages", pyarrow.list_(field("element", MESSAGE)))])


def groups(database):
    """Tables of whole conversations."""
    begins, roles, texts, held, last = [], [], [], 0, None
    for id, role, text in database.execute(ROWS):
        if id != last:
            if held >= GROUP_BYTES:
                yield table(begins, roles, texts)
                begins, roles, texts, held = [], [], [], 0
            begins.append(len(roles))
            last = id
        roles.append(role)
        texts.append(text)
        held += len(text)
    if roles:
        yield table(begins, roles, texts)


def table(begins, roles, texts):
    columns = [pyarrow.array(roles, pyarrow.string()), pyarrow.array(texts, pyarrow.string())]
    messages = pyarrow.StructArray.from_arrays(columns, fields=list(MESSAGE))
    begins = pyarrow.array(begins + [len(roles)], pyarrow.int32())
    lists = pyarrow.ListArray.from_arrays(begins, messages, type=SCHEMA.field("messages").type)
    return pyarrow.Table.from_arrays([lists], schema=SCHEMA)


def main():
    database = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
    with pyarrow.parquet.ParquetWriter(sys.argv[2], SCHEMA, compression="zstd") as writer:
        for group in groups(database):
            writer.write_table(group)


if __name__ == "__main__":
    main()
