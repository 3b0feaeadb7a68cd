package org.fewshotnas.benchmark.nats;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fewshotnas.benchmark.columns.EpochChoice;
import org.fewshotnas.benchmark.pickle.PickleDict;
import org.fewshotnas.benchmark.pickle.PickleListener;
import org.fewshotnas.benchmark.pickle.PickleTuple;
import org.fewshotnas.benchmark.pickle.PickledNumbers;

/**
 * Keeps of NAS-Bench-201 and NATS-Bench what is wanted, while the file is read: of each field by epoch one value a set, of each training
 * the wanted fields; and hands over the results of an architecture as soon as they are complete.
 */
final class NatsListener implements PickleListener {
    /** Takes the results of an architecture. */
    interface Entries {
        /**
         * @param architecture text
         * @param budget key of the training budget
         * @param results by pairs of data set and seed
         */
        void entry(String architecture, String budget, PickleDict results) throws IOException;
    }

    /** The value that counts so far. */
    static final class EpochValue {
        private long epoch;
        private double value;

        double value() {
            return value;
        }
    }

    private record SetAndEpoch(String set, long epoch) {}

    private static final String RESULTS = "all_results";
    private static final String NAME = "arch_str";
    /** A training has two dozen. */
    private static final int MOST_KEPT = 100;
    /** A few data sets with a few seeds each. */
    private static final int MOST_TRAININGS = 200;

    /** Of sets and epochs, which are kept as texts come again and again. */
    private static final int MOST_KEYS = 100_000;

    private static final Set<String> NOT_KEPT = Set.of(
            "meta_archs",
            "arch_config",
            "net_state_dict",
            "net_string",
            "eval_names",
            "dataset_seed",
            "evaluated_indexes");

    private final EpochChoice epoch;
    private final Optional<Set<String>> fields;
    private final Entries entries;
    private final Map<String, SetAndEpoch> keys = new HashMap<>();

    /**
     * @param epoch that counts
     * @param fields of a training that are wanted, or nothing for all
     */
    NatsListener(EpochChoice epoch, Optional<Set<String>> fields, Entries entries) {
        this.epoch = epoch;
        this.fields = fields;
        this.entries = entries;
    }

    @Override
    public void put(Object owner, PickleDict dict, Object[] stack, int from, int to) throws IOException {
        if (owner instanceof String name) {
            Optional<String> quantity = NatsColumn.quantityByEpoch(name);
            if (quantity.isPresent() && isWanted(name)) {
                putEpochs(dict, stack, from, to, !quantity.get().endsWith(NatsColumn.ACCURACY));
            }
            if (quantity.isPresent() || NOT_KEPT.contains(name)) {
                return;
            }
        }
        for (int i = from; i < to; i += 2) {
            putPair(owner, dict, stack[i], stack[i + 1]);
        }
    }

    private void putPair(Object owner, PickleDict dict, Object key, Object value) throws IOException {
        boolean handedOver = value instanceof PickleDict inner && inner.isReleased();
        if (handedOver || key instanceof String name && (NOT_KEPT.contains(name) || !isWanted(name))) {
            return;
        }
        // Of a training, told by data set and seed, there is more than anybody asks for.
        if (owner instanceof PickleTuple && key instanceof String name && !isResult(name)) {
            return;
        }
        if (dict.size() == MOST_KEPT && owner instanceof PickleTuple) {
            throw new IOException("it holds a training with more than " + MOST_KEPT + " things in it");
        }
        dict.put(key, value);
        if ((RESULTS.equals(key) || NAME.equals(key))
                && dict.get(RESULTS) instanceof PickleDict results
                && dict.get(NAME) instanceof String architecture) {
            if (results.size() > MOST_TRAININGS) {
                throw new IOException("it holds " + results.size() + " trainings of an architecture; at most "
                        + MOST_TRAININGS + " are expected");
            }
            entries.entry(architecture, String.valueOf(owner), results);
            dict.release();
        }
    }

    private boolean isWanted(String field) {
        return fields.isEmpty() || !isResult(field) || fields.get().contains(field);
    }

    private static boolean isResult(String field) {
        return NatsColumn.quantityByEpoch(field).isPresent()
                || NatsColumn.cost(field).isPresent();
    }

    private void putEpochs(PickleDict dict, Object[] stack, int from, int to, boolean smallerIsBetter) {
        for (int i = from; i < to; i += 2) {
            double value = PickledNumbers.number(stack[i + 1]);
            Optional<SetAndEpoch> key = Double.isNaN(value) ? Optional.empty() : key(stack[i]);
            if (key.isPresent()) {
                putEpoch(dict, key.get(), value, smallerIsBetter);
            }
        }
    }

    private void putEpoch(PickleDict dict, SetAndEpoch key, double value, boolean smallerIsBetter) {
        if (epoch.kind() == EpochChoice.Kind.GIVEN && key.epoch() != epoch.epoch() - 1) {
            return;
        }
        if (!(dict.get(key.set()) instanceof EpochValue)) {
            EpochValue none = new EpochValue();
            none.epoch = -1;
            dict.put(key.set(), none);
        }
        EpochValue kept = (EpochValue) dict.get(key.set());
        boolean better = smallerIsBetter ? value < kept.value : value > kept.value;
        if (kept.epoch < 0 || (epoch.kind() == EpochChoice.Kind.BEST ? better : key.epoch() >= kept.epoch)) {
            kept.epoch = key.epoch();
            kept.value = value;
        }
    }

    /** The set and the epoch, from 0, of a key such as "x-valid@199", or of the training set's key 199. */
    private Optional<SetAndEpoch> key(Object key) {
        if (key instanceof Long number) {
            return Optional.of(new SetAndEpoch("train", number));
        }
        if (!(key instanceof String text)) {
            return Optional.empty();
        }
        Optional<SetAndEpoch> known = Optional.ofNullable(keys.get(text));
        if (known.isEmpty() && keys.size() <= MOST_KEYS) {
            int at = text.lastIndexOf('@');
            long number = at < 0 ? -1 : epoch(text, at + 1);
            if (number >= 0) {
                known = Optional.of(new SetAndEpoch(text.substring(0, at), number));
                keys.put(text, known.get());
            }
        }
        return known;
    }

    /** The digits of a text from an index on, or -1 if they are none. */
    private static long epoch(String text, int from) {
        long number = from < text.length() && text.length() - from < 10 ? 0 : -1;
        for (int i = from; i < text.length() && number >= 0; i++) {
            char digit = text.charAt(i);
            number = digit >= '0' && digit <= '9' ? 10 * number + digit - '0' : -1;
        }
        return number;
    }
}
