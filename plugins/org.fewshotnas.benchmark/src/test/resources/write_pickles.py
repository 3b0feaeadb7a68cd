"""Writes pickles of all protocols into the folder given, and prints for each what it holds."""
import collections
import pickle
import sys

import numpy as np


def describe(v):
    if v is None or isinstance(v, (bool, np.bool_)):
        return str(v)
    if isinstance(v, (int, np.integer)):
        return str(int(v))
    if isinstance(v, (float, np.floating)):
        return float(v).hex()
    if isinstance(v, str):
        return "'" + str(v) + "'"
    if isinstance(v, (bytes, bytearray)):
        return "b" + bytes(v).hex()
    if isinstance(v, np.ndarray):
        return "array" + str(list(v.shape)).replace(" ", "") + "[" + ",".join(describe(x) for x in v.ravel(order="C")) + "]"
    if isinstance(v, (list, set, frozenset)):
        return "[" + ",".join(describe(x) for x in v) + "]"
    if isinstance(v, tuple):
        return "(" + ",".join(describe(x) for x in v) + ")"
    return "{" + ",".join(describe(k) + ":" + describe(x) for k, x in v.items()) + "}"


shared = ["x-valid@1", 0.25]
values = {
    "plain": [None, True, False, 0, 255, 256, 65535, 65536, -1, 2**31 - 1, -(2**31), 2**63, -(2**70), 1.5, -0.0, 1e300, "", "a\n\\'\"", "äé∑😀"],
    "bytes": [b"", b"\x00\xff\n", bytearray(b"abc"), bytes(300)],
    "nested": {"a": {1: [1, (2, 3, 4), ()], (1, "b"): {}}, "c": shared, "d": shared, "e": (shared, shared)},
    "ordered": collections.OrderedDict([("b", 1), ("a", collections.OrderedDict())]),
    "sets": [set(), {7}, frozenset([3])],
    "long": ["x" * 1000, list(range(3000)), {i: i / 7 for i in range(2500)}],
    "scalars": [np.float64(0.1), np.float32(0.1), np.float16(0.1), np.int64(-5), np.uint8(200), np.int32(7), np.bool_(True), np.str_("né")],
    "arrays": [
        np.arange(6, dtype="<i4").reshape(2, 3),
        np.asfortranarray(np.arange(24, dtype=">f8").reshape(2, 3, 4)),
        np.array([1.5, -2.5], dtype="<f4"),
        np.array([[True, False]]),
        np.array([2**63 + 2048], dtype="u8"),
        np.array([0.1, np.inf, -6e-8], dtype="f2"),
        np.zeros((0, 3)),
        np.array(3.5),
        np.array(["ab", "c"]),
        np.array([b"ab", b"c"]),
        np.arange(10, dtype=">i2")[::2],
        np.arange(12, dtype="i1").reshape(3, 4).T[1:, ::-1],
        np.array([[1, 2**16 - 1]], dtype=">u2"),
        np.array([2**32 - 1], dtype="u4"),
        np.asfortranarray(np.array([[-(2**63), 2], [3, 4]], dtype="i8")),
    ],
}
for name, value in values.items():
    for protocol in range(6):
        file = "%s-%d" % (name, protocol)
        with open(sys.argv[1] + "/" + file, "wb") as out:
            pickle.dump(value, out, protocol)
        print(file + "\t" + describe(value).replace("\n", "\\n"))
