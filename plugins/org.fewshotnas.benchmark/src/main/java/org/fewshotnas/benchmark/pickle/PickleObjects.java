package org.fewshotnas.benchmark.pickle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Makes the few kinds of objects that allowed names stand for, from the values that a pickle gives them. */
final class PickleObjects {
    private static final int IGRAPH_VALUES = 6;

    private PickleObjects() {}

    /** What a call gives. */
    static Object call(Object callable, PickleTuple args, long offset) throws PickleException {
        if (!(callable instanceof PickleGlobal global)) {
            throw PickleException.damaged(offset, "something is called that is not a name");
        }
        Object result =
                switch (global) {
                    case ORDERED_DICT -> orderedDict(args);
                    case SET, FROZEN_SET -> set(args);
                    case BYTES, BYTE_ARRAY -> bytes(args);
                    case ENCODE -> args.size() == 2 && "latin1".equals(args.get(1)) ? latin1(args.get(0)) : null;
                    case RECONSTRUCTOR ->
                        args.size() == 3
                                        && args.get(0) == PickleGlobal.NB101_OBJECT
                                        && args.get(1) == PickleGlobal.OBJECT
                                ? new PickleDict()
                                : null;
                    case NB101_OBJECT -> new PickleDict();
                    case NUMPY_SCALAR -> scalar(args);
                    case NUMPY_RECONSTRUCT ->
                        args.size() == 3 && args.get(0) == PickleGlobal.NUMPY_ARRAY ? new NumpyArray() : null;
                    case NUMPY_FROM_BUFFER -> fromBuffer(args);
                    case NUMPY_TYPE ->
                        args.size() >= 1 && args.get(0) instanceof String code ? type(code, offset) : null;
                    case TORCH_TENSOR, TORCH_OLD_TENSOR -> tensor(args);
                    case TORCH_PARAMETER ->
                        args.size() >= 1 && args.get(0) instanceof TorchTensor values ? values : null;
                    case IGRAPH_GRAPH -> args.size() == IGRAPH_VALUES ? new PickleRecord(args) : null;
                    case TORCH_SIZE -> args.size() == 1 && args.get(0) instanceof PickleTuple sizes ? sizes : null;
                    default -> null;
                };
        if (result == null) {
            throw PickleException.unsupported(offset, global + " is called with values that do not make plain data");
        }
        return result;
    }

    /** Roughly, the bytes that a call with these values or a state takes: pairs of a dictionary, or a copy of bytes. */
    static long cost(Object state) {
        long cost = MemoryAccount.OBJECT;
        if (state instanceof PickleDict fields) {
            return cost + (long) MemoryAccount.PAIR * fields.size();
        }
        PickleTuple args = state instanceof PickleTuple tuple ? tuple : PickleTuple.EMPTY;
        for (int i = 0; i < args.size(); i++) {
            Object value = args.get(i);
            cost += value instanceof PickleList list
                    ? 2L * MemoryAccount.ITEM * list.size()
                    : value instanceof String text && text.length() > 128 ? text.length() : 0;
        }
        return cost;
    }

    /** Gives an object its state. */
    static void build(Object target, Object state, PickleListener listener, Object owner, long offset)
            throws IOException {
        boolean fits;
        if (target instanceof NumpyType type) {
            fits = state instanceof PickleTuple items && items.size() >= 2 && type.setOrder(items.get(1));
        } else if (target instanceof NumpyArray array) {
            fits = state instanceof PickleTuple items
                    && items.size() == 5
                    && items.get(1) instanceof PickleTuple shape
                    && items.get(2) instanceof NumpyType type
                    && latin1(items.get(4)) instanceof byte[] bytes
                    && array.fill(
                            type,
                            shape,
                            Boolean.TRUE.equals(items.get(3)) || Long.valueOf(1).equals(items.get(3)),
                            bytes);
        } else if (target instanceof PickleDict dict) {
            fits = state instanceof PickleDict || state == null;
            // An ordered dictionary has its own pairs; the state is only notes about them.
            if (state instanceof PickleDict fields && dict.size() == 0) {
                for (int i = 0; i < fields.size(); i++) {
                    Object[] pair = {fields.key(i), fields.value(i)};
                    listener.put(owner, dict, pair, 0, 2);
                }
            }
        } else if (target instanceof PickleRecord) {
            // Attributes that a program gave the object besides.
            fits = state instanceof PickleDict || state == null;
        } else {
            fits = false;
        }
        if (!fits) {
            throw PickleException.unsupported(offset, "an object is given a state that is not plain data");
        }
    }

    /** The storage that a persistent name of torch describes. */
    static TorchStorage storage(Object id, long offset) throws PickleException {
        if (id instanceof PickleTuple items
                && items.size() >= 5
                && "storage".equals(items.get(0))
                && items.get(1) instanceof TorchType type
                && items.get(2) instanceof String key
                && items.get(4) instanceof Long size
                && size >= 0
                && size <= Integer.MAX_VALUE / type.bytes()) {
            if (items.size() > 5 && items.get(5) != null) {
                throw PickleException.unsupported(
                        offset, "a torch storage is a view of another, which is not supported");
            }
            return new TorchStorage(type, key, size);
        }
        throw PickleException.unsupported(
                offset, "an outside object is referred to that is not a torch storage of numbers");
    }

    private static Object orderedDict(PickleTuple args) {
        PickleDict dict = new PickleDict();
        if (args.size() == 0) {
            return dict;
        }
        if (args.size() != 1 || !(args.get(0) instanceof PickleList pairs)) {
            return null;
        }
        for (int i = 0; i < pairs.size(); i++) {
            if (pairs.get(i) instanceof PickleTuple pair && pair.size() == 2) {
                dict.put(pair.get(0), pair.get(1));
            } else if (pairs.get(i) instanceof PickleList pair && pair.size() == 2) {
                dict.put(pair.get(0), pair.get(1));
            } else {
                return null;
            }
        }
        return dict;
    }

    private static Object set(PickleTuple args) {
        return args.size() == 0 ? new PickleList() : args.get(0) instanceof PickleList list ? list : null;
    }

    private static Object bytes(PickleTuple args) {
        return args.size() == 0 ? new byte[0] : latin1(args.get(0));
    }

    private static Object latin1(Object value) {
        return value instanceof String text
                ? text.getBytes(StandardCharsets.ISO_8859_1)
                : value instanceof byte[] ? value : null;
    }

    private static Object scalar(PickleTuple args) {
        return args.size() == 2
                        && args.get(0) instanceof NumpyType type
                        && latin1(args.get(1)) instanceof byte[] bytes
                        && bytes.length == type.size()
                ? type.value(bytes, 0)
                : null;
    }

    private static Object type(String code, long offset) throws PickleException {
        return NumpyType.of(code)
                .orElseThrow(() -> PickleException.unsupported(
                        offset,
                        "a numpy array or number is of the type \""
                                + (code.length() > 20 ? code.substring(0, 20) : code)
                                + "\", which is not one of plain numbers or texts"));
    }

    private static Object fromBuffer(PickleTuple args) {
        NumpyArray array = new NumpyArray();
        return args.size() == 4
                        && args.get(0) instanceof byte[] bytes
                        && args.get(1) instanceof NumpyType type
                        && args.get(2) instanceof PickleTuple shape
                        && array.fill(type, shape, "F".equals(args.get(3)), bytes)
                ? array
                : null;
    }

    private static Object tensor(PickleTuple args) {
        return args.size() >= 4
                        && args.get(0) instanceof TorchStorage storage
                        && args.get(1) instanceof Long offset
                        && args.get(2) instanceof PickleTuple shape
                        && args.get(3) instanceof PickleTuple strides
                ? TorchTensor.of(storage, offset, shape, strides).orElse(null)
                : null;
    }
}
