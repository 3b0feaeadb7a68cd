package org.fewshotnas.tensor.file;

import ai.djl.engine.Engine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.engine.Torch;

/**
 * How a predictor came to be: the steps that made it, oldest first, each with its inputs, parameters, seed and the versions that ran. It
 * is enough to make the predictor again, and it never holds a folder, a host or a user name.
 *
 * @param steps meta-learning first, then each fine-tuning
 */
public record Provenance(List<Step> steps) {
    /** Of a predictor that nobody has recorded anything about. */
    public static final Provenance NONE = new Provenance(List.of());

    public Provenance {
        steps = List.copyOf(steps);
    }

    /** This provenance and one step more. */
    public Provenance plus(Step step) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(step);
        return new Provenance(longer);
    }

    /**
     * A file that numbers came from.
     *
     * @param name the file's name; what leads up to the last slash or backslash is cut off
     * @param sha256 SHA-256 of the file's bytes in lower-case hexadecimal, or empty where it is not known
     */
    public record Input(String name, String sha256) {
        /**
         * @throws InvalidInputException if the hash is neither empty nor 64 hexadecimal digits
         */
        public Input {
            name = fileName(name);
            if (!sha256.matches("([0-9a-f]{64})?")) {
                throw new InvalidInputException(
                        "The SHA-256 of the input \"" + Json.shorten(name) + "\" is not 64 hexadecimal digits.",
                        "Give the hash in lower-case hexadecimal digits, or leave it empty.");
            }
        }

        /** The distinct files that these metrics were read from, in the order of the metrics. */
        public static List<Input> of(List<Metric> metrics) {
            Set<Input> inputs = new LinkedHashSet<>();
            for (Metric metric : metrics) {
                metric.sources().forEach(source -> inputs.add(new Input(source.name(), source.sha256())));
            }
            return List.copyOf(inputs);
        }

        public static String fileName(String path) {
            return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        }
    }

    /**
     * One run of a learner.
     *
     * @param action what was done, such as "meta-learning" or "fine-tuning"
     * @param inputs the files that the scores came from
     * @param parameters every parameter of the run by name, in a fixed order
     * @param seed of the run
     * @param versions what ran, by name; see {@link #currentVersions}
     * @param elapsedSeconds wall-clock time of the run
     */
    public record Step(
            String action,
            List<Input> inputs,
            Map<String, String> parameters,
            long seed,
            Map<String, String> versions,
            double elapsedSeconds) {
        public Step {
            inputs = List.copyOf(inputs);
            parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
            versions = Collections.unmodifiableMap(new TreeMap<>(versions));
        }
    }

    /**
     * The versions that a step records: this project, DJL, PyTorch, Java, operating system and processor architecture. It starts the
     * tensor engine where nobody has yet.
     *
     * @throws InvalidInputException if the engine cannot start
     */
    public static Map<String, String> currentVersions() {
        String own = Provenance.class.getPackage().getImplementationVersion();
        Map<String, String> versions = new TreeMap<>();
        versions.put("fewshotnas", own == null ? "development" : own);
        versions.put("djl", String.valueOf(Engine.getDjlVersion()));
        versions.put("pytorch", Torch.version());
        versions.put("java", System.getProperty("java.version"));
        versions.put("os", System.getProperty("os.name"));
        versions.put("arch", System.getProperty("os.arch"));
        return versions;
    }
}
