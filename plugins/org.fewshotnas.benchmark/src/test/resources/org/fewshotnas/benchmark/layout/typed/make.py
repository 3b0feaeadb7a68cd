"""Writes the files of types that pandas, Polars and pyarrow write by default: Arrow IPC and Parquet, 120 rows each."""
import datetime
import decimal


import numpy
import polars
import pyarrow as pa
import pyarrow.ipc as ipc
import pyarrow.parquet as pq

OPERATIONS = ["none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"]
ROWS = 120


def architecture(i):
    digits = [97 * i // 5**k % 5 for k in range(6)]
    edges = iter(digits)
    return "+".join(
        "|" + "|".join(f"{OPERATIONS[next(edges)]}~{source}" for source in range(node)) + "|" for node in (1, 2, 3)
    )


rows = range(ROWS)
archs = [architecture(i) for i in rows]
# Quarters are exact in half precision, too.
score = [i / 4 for i in rows]
missing = [None if i % 3 == 0 else i / 4 for i in rows]
cents = [decimal.Decimal(25 * i) / 100 for i in rows]

common = {
    "half": pa.array(numpy.array(score, "f2")),
    "half_missing": pa.array([None if x is None else numpy.float16(x) for x in missing], pa.float16()),
    "text_number": pa.array([str(x) for x in score]),
    "percent": pa.array([f"{x:.2f}%" for x in score]),
    "decimal": pa.array(cents, pa.decimal128(20, 2)),
    "decimal_missing": pa.array([None if i % 3 == 0 else x for i, x in enumerate(cents)], pa.decimal128(38, 2)),
    "decimal256": pa.array(cents, pa.decimal256(50, 2)),
    "day": pa.array([datetime.date(2024, 1, 1)] * ROWS),
    "bytes": pa.array([b"\xff"] * ROWS),
    "parts": pa.array([{"a": i} for i in rows]),
}
arrow = dict(
    common,
    dictionary_number=pa.array(score).dictionary_encode(),
    dictionary_text=pa.array([str(x) for x in score]).dictionary_encode(),
    view=pa.array([f"{x:.2f}" for x in score], pa.string_view()),
    large=pa.array([str(x) for x in score], pa.large_string()),
    scores=pa.array([[x - 1e-3, x + 1e-3] for x in score]),
    duration=pa.array([datetime.timedelta(seconds=i) for i in rows]),
)


def write_arrow(name, arch, compression, **columns):
    table = pa.table({"arch": arch, **columns})
    with ipc.new_file(name + ".arrow", table.schema, options=ipc.IpcWriteOptions(compression=compression)) as out:
        out.write_table(table, max_chunksize=50)


write_arrow("plain", pa.array(archs), None, **arrow)
write_arrow("lz4", pa.array(archs).dictionary_encode(), "lz4", **arrow)
write_arrow("zstd", pa.array(archs, pa.string_view()), "zstd", **arrow)
# More than one block of 64 KiB in a buffer.
many = [archs[i % ROWS] for i in range(3_000)]
write = pa.table({"arch": many, "half": [i % ROWS / 4 for i in range(3_000)]})
with ipc.new_file("blocks.arrow", write.schema, options=ipc.IpcWriteOptions(compression="lz4")) as out:
    out.write_table(write)
for name, options in {
    "dictionary": {"compression": "snappy"},
    "direct": {"use_dictionary": False, "compression": "zstd", "data_page_version": "2.0"},
    "integers": {"store_decimal_as_integer": True},
}.items():
    columns = {k: v for k, v in common.items() if name != "integers" or k != "decimal256"}
    pq.write_table(pa.table({"arch": archs, **columns}), name + ".parquet", store_schema=False, **options)
# Parquet has no durations: only Arrow's own schema beside the numbers tells them.
noted = {"arch": archs, "half": common["half"], "train_time": arrow["duration"]}
pq.write_table(pa.table(noted), "schema.parquet")

write_arrow(
    "kinds",
    pa.array(archs),
    None,
    pair=pa.array([[x - 1e-3, x + 1e-3] for x in score], pa.list_(pa.float64(), 2)),
    unsigned=pa.array([9_300_000_000_000_000_000 + 10**14 * i for i in rows], pa.uint64()),
)
# Polars has whole numbers of 128 bits, which Arrow's Java library does not read.
polars.DataFrame({"arch": archs, "count": polars.Series(rows, dtype=polars.Int128)}).write_ipc("int128.arrow")
