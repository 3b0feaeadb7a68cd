"""Writes the Parquet files of the tests with pyarrow: one table, in the ways in which its writers differ."""
import datetime
import decimal

import pyarrow as pa
import pyarrow.parquet as pq

OPERATIONS = ["none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"]
ROWS = 60


def architecture(i):
    digits = [i // 5**k % 5 for k in range(6)]
    edges = iter(digits)
    return "+".join(
        "|" + "|".join(f"{OPERATIONS[next(edges)]}~{source}" for source in range(node)) + "|" for node in (1, 2, 3)
    )


rows = range(ROWS)
flat = {
    "arch": pa.array([architecture(97 * i) for i in rows]),
    "device": pa.array([None if i % 4 == 0 else f"device {i % 3}" for i in rows]).dictionary_encode(),
    "cifar100_valid_accuracy": pa.array([None if i % 5 == 0 else i / 7 for i in rows], pa.float64()),
    "cpu_latency_ms": pa.array([i / 3 for i in rows], pa.float32()),
    "params": pa.array([i // 10 for i in rows], pa.int32()),
    "macs": pa.array([2**40 + i for i in rows], pa.int64()),
    "unsigned": pa.array([2**32 - 1 - i for i in rows], pa.uint32()),
    "energy": pa.array([decimal.Decimal(i) / 100 for i in rows], pa.decimal128(8, 2)),
    "unmeasured": pa.array([None] * ROWS, pa.float64()),
    "flag": pa.array([None if i % 7 == 0 else i % 3 == 0 for i in rows], pa.bool_()),
    "day": pa.array([datetime.date(2024, 1, 1)] * ROWS),
}
nested = {"by_seed": pa.array([[i, i + 1] for i in rows]), "parts": pa.array([{"a": i, "b": [i]} for i in rows])}


def write(name, table, **options):
    options.setdefault("store_schema", False)
    pq.write_table(table, name + ".parquet", **options)


table = pa.table(flat)
write("snappy", table)
write("gzip2", table, compression="gzip", data_page_version="2.0", use_dictionary=False, store_decimal_as_integer=True)
write("zstd2", table, compression="zstd", data_page_version="2.0", row_group_size=25, store_decimal_as_integer=True)
write("none", table, compression="none", use_dictionary=["arch"], row_group_size=7, data_page_size=64,
      write_page_checksum=True)
required = pa.schema([pa.field(name, column.type, nullable=column.null_count > 0) for name, column in flat.items()])
write("required", pa.table(list(flat.values()), schema=required), data_page_size=64, write_batch_size=4)
write("nested", pa.table(nested | flat), store_schema=True)
write("lz4", table, compression="lz4")
write("brotli", table, compression="brotli")
write("delta", table, use_dictionary=False, column_encoding={"arch": "DELTA_BYTE_ARRAY", "macs": "DELTA_BINARY_PACKED"})
mixed = {name: flat[name] for name in ("arch", "cifar100_valid_accuracy", "cpu_latency_ms", "macs", "energy")}
write("mixed", pa.table(mixed), use_dictionary=["arch"],
      compression={name: "brotli" if name == "energy" else "snappy" for name in mixed},
      column_encoding={"macs": "DELTA_BINARY_PACKED", "cpu_latency_ms": "BYTE_STREAM_SPLIT"})
