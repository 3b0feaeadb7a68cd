package org.fewshotnas.network.file;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.fewshotnas.network.training.LearningCurve;
import org.fewshotnas.network.training.TrainedNetwork;
import org.fewshotnas.network.training.TrainingResult;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.tensor.file.Json;
import org.fewshotnas.tensor.file.ModelFile;
import org.fewshotnas.tensor.file.Provenance;
import org.fewshotnas.tensor.file.Weights;

/** What came of a training as a {@link ModelFile}: its curve and score, and its network, if there is one. */
public final class TrainingResultFile {
    /** Counts up with every change of what is written, or of what trainings give. */
    public static final String VERSION = "2";

    private static final String KIND = "training";
    private static final String NETWORK = "network.";

    private TrainingResultFile() {}

    /** Writes a result. The stream stays open. */
    public static void write(TrainingResult result, OutputStream out) throws IOException {
        Map<String, String> description = new TreeMap<>();
        description.put(ModelFile.FORMAT, ModelFile.formatOf(KIND));
        description.put("format_version", VERSION);
        JsonArray curve = new JsonArray();
        result.curve().epochs().forEach(epoch -> curve.add(write(epoch)));
        description.put("curve", curve.toString());
        result.score().ifPresent(score -> description.put("score", "{\"value\":" + score + "}"));
        result.failure().ifPresent(failure -> description.put("failure", failure));
        Optional<NetworkModel> model = result.network().map(TrainingResultFile::model);
        model.ifPresent(it -> it.spec().toProperties().forEach((key, value) -> description.put(NETWORK + key, value)));
        Weights weights = model.map(NetworkModel::weights).orElseGet(() -> new Weights.Builder().build());
        new ModelFile(KIND, description, weights).write(out);
    }

    private static NetworkModel model(TrainedNetwork network) {
        return NetworkModel.of(
                network, Optional.empty(), Target.UNNAMED, Optional.empty(), Optional.empty(), Provenance.NONE);
    }

    private static JsonObject write(LearningCurve.Epoch epoch) {
        JsonObject object = new JsonObject();
        object.addProperty("loss", epoch.loss());
        epoch.score().ifPresent(score -> object.addProperty("score", score));
        object.addProperty("seconds", epoch.seconds());
        return object;
    }

    /**
     * Reads a result to the end of the stream, which stays open.
     *
     * @throws InvalidInputException if it is something else or damaged
     */
    public static TrainingResult read(InputStream in) throws IOException {
        ModelFile file = ModelFile.read(KIND, in, description -> network(description)
                .map(NetworkSpec::tensors)
                .orElse(Map.of()));
        Map<String, String> description = file.description();
        String what = "the curve of a training";
        List<LearningCurve.Epoch> epochs = Json.list(
                Json.parseArray(NetworkSpecJson.property(description, "curve"), what), element -> epoch(element, what));
        Optional<TrainedNetwork> network =
                network(description).map(spec -> new NetworkModel(spec, file.weights()).network());
        Optional<String> failure = Optional.ofNullable(description.get("failure"));
        if (network.isPresent() == failure.isPresent()) {
            throw Json.invalid("the result of a training", "there has to be either a network or a failure");
        }
        OptionalDouble score = description.containsKey("score")
                ? number(Json.parseObject(description.get("score"), "score"), "value", "score")
                : OptionalDouble.empty();
        return new TrainingResult(new LearningCurve(epochs), network, score, failure);
    }

    private static LearningCurve.Epoch epoch(JsonElement element, String what) {
        JsonObject object = Json.object(element, "an epoch", what);
        return new LearningCurve.Epoch(
                Json.number(object, "loss", what), number(object, "score", what), Json.number(object, "seconds", what));
    }

    private static OptionalDouble number(JsonObject object, String key, String what) {
        return object.has(key) ? OptionalDouble.of(Json.number(object, key, what)) : OptionalDouble.empty();
    }

    private static Optional<NetworkSpec> network(Map<String, String> description) {
        if (!VERSION.equals(description.get("format_version"))) {
            throw Json.invalid("the result of a training", "its format version is not " + VERSION);
        }
        Map<String, String> properties = new TreeMap<>();
        description.forEach((key, value) -> {
            if (key.startsWith(NETWORK)) {
                properties.put(key.substring(NETWORK.length()), value);
            }
        });
        return properties.isEmpty() ? Optional.empty() : Optional.of(NetworkSpec.fromProperties(properties));
    }
}
