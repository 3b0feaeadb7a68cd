package org.fewshotnas.benchmark.pickle;

import java.util.Set;

/**
 * A name that a pickle may call: the list of all that are allowed. They are names of data only, and each is answered by code in
 * {@link PickleObjects}; nothing is ever looked up by a name.
 */
enum PickleGlobal {
    ORDERED_DICT(Set.of("collections"), "OrderedDict"),
    SET(Set.of("builtins", "__builtin__"), "set"),
    FROZEN_SET(Set.of("builtins", "__builtin__"), "frozenset"),
    BYTES(Set.of("builtins", "__builtin__"), "bytes"),
    BYTE_ARRAY(Set.of("builtins", "__builtin__"), "bytearray"),
    /** The base of {@link #NB101_OBJECT} in old protocols. */
    OBJECT(Set.of("builtins", "__builtin__"), "object"),
    /** How Python 3 writes bytes in old protocols: as text, each character one byte. */
    ENCODE(Set.of("_codecs"), "encode"),
    RECONSTRUCTOR(Set.of("copyreg", "copy_reg"), "_reconstructor"),
    NUMPY_SCALAR(Set.of("numpy.core.multiarray", "numpy._core.multiarray"), "scalar"),
    NUMPY_RECONSTRUCT(Set.of("numpy.core.multiarray", "numpy._core.multiarray"), "_reconstruct"),
    NUMPY_FROM_BUFFER(Set.of("numpy.core.numeric", "numpy._core.numeric"), "_frombuffer"),
    NUMPY_ARRAY(Set.of("numpy"), "ndarray"),
    NUMPY_TYPE(Set.of("numpy"), "dtype"),
    TORCH_TENSOR(Set.of("torch._utils"), "_rebuild_tensor_v2"),
    TORCH_OLD_TENSOR(Set.of("torch._utils"), "_rebuild_tensor"),
    TORCH_PARAMETER(Set.of("torch._utils"), "_rebuild_parameter"),
    TORCH_SIZE(Set.of("torch"), "Size"),
    /**
     * A graph of python-igraph, of its number of vertices, list of edges, whether they are directed, and the attributes of the graph, of the
     * vertices and of the edges: kept as a {@link PickleRecord}.
     */
    IGRAPH_GRAPH(Set.of("igraph"), "Graph"),
    /** NAS-Bench-101's API writes itself; its fields are plain data. */
    NB101_OBJECT(Set.of("nasbench.api"), "NASBench");

    private final Set<String> modules;
    private final String member;

    PickleGlobal(Set<String> modules, String member) {
        this.modules = modules;
        this.member = member;
    }

    /** The allowed name, or the type of a torch storage. */
    static Object of(String module, String member, long offset) throws PickleException {
        for (PickleGlobal global : values()) {
            if (global.member.equals(member) && global.modules.contains(module)) {
                return global;
            }
        }
        if (module.equals("torch")) {
            for (TorchType type : TorchType.values()) {
                if (type.name().equals(member)) {
                    return type;
                }
            }
        }
        throw PickleException.unsupported(
                offset,
                "it wants to use \"" + shorten(module) + "." + shorten(member)
                        + "\", which is not plain data; nothing of it was run");
    }

    private static String shorten(String name) {
        String printable = name.replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() <= 80 ? printable : printable.substring(0, 77) + "...";
    }
}
