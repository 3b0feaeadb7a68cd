"""Reads a folder of packed pickles with CPython, as the benchmarks' own API does: python3 unpickle.py PROCESSES FOLDER."""
import bz2
import collections
import io
import multiprocessing
import os
import pickle
import sys


class Anything:
    """Stands for numpy's numbers and types, which need not be installed."""

    def __init__(self, *values):
        pass

    def __setstate__(self, state):
        pass


class Reader(pickle.Unpickler):
    def find_class(self, module, name):
        return collections.OrderedDict if name == "OrderedDict" else Anything


def read(path):
    with open(path, "rb") as file:
        return len(Reader(io.BytesIO(bz2.decompress(file.read()))).load())


if __name__ == "__main__":
    folder = sys.argv[2]
    paths = [os.path.join(folder, name) for name in sorted(os.listdir(folder))]
    if int(sys.argv[1]) == 1:
        count = sum(1 for path in paths if read(path))
    else:
        with multiprocessing.Pool(int(sys.argv[1])) as pool:
            count = sum(1 for _ in pool.imap_unordered(read, paths, 64))
    print(count, "entries")
