package org.fewshotnas.network.file;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.network.torchscript.Optimizer;
import org.fewshotnas.network.training.Augmentation;
import org.fewshotnas.network.training.LossKind;
import org.fewshotnas.network.training.Schedule;
import org.fewshotnas.network.training.Score;
import org.fewshotnas.network.training.TrainingSettings;
import org.fewshotnas.tensor.file.Json;

/** {@link TrainingSettings} as JSON; the same settings are the same text. */
final class SettingsJson {
    private static final String WHAT = "settings";

    private SettingsJson() {}

    static JsonObject write(TrainingSettings settings) {
        JsonObject object = new JsonObject();
        object.add("optimizer", write(settings.optimizer()));
        object.addProperty("rate", settings.rate());
        object.add("schedule", write(settings.schedule()));
        object.addProperty("warm_up_epochs", settings.warmUpEpochs());
        object.addProperty("batch", settings.batch());
        object.addProperty("epochs", settings.epochs());
        settings.timeLimit().ifPresent(limit -> object.addProperty("time_limit", limit.toString()));
        object.addProperty("loss", settings.loss().name());
        object.addProperty("score", settings.score().name());
        object.addProperty("shift", settings.augmentation().shift());
        object.addProperty("flip", settings.augmentation().flip() ? 1 : 0);
        // As text: a JSON number cannot hold every 64-bit seed.
        object.addProperty("seed", Long.toString(settings.seed()));
        return object;
    }

    private static JsonObject write(Optimizer optimizer) {
        JsonObject object = new JsonObject();
        object.addProperty("type", optimizer.getClass().getSimpleName());
        if (optimizer instanceof Optimizer.Sgd sgd) {
            object.addProperty("momentum", sgd.momentum());
            object.addProperty("weight_decay", sgd.weightDecay());
        } else if (optimizer instanceof Optimizer.AdamW adam) {
            object.addProperty("beta1", adam.beta1());
            object.addProperty("beta2", adam.beta2());
            object.addProperty("weight_decay", adam.weightDecay());
        }
        return object;
    }

    private static JsonObject write(Schedule schedule) {
        JsonObject object = new JsonObject();
        object.addProperty("type", schedule.getClass().getSimpleName());
        if (schedule instanceof Schedule.Steps steps) {
            JsonArray milestones = new JsonArray();
            steps.milestones().forEach(milestones::add);
            object.addProperty("ratio", steps.ratio());
            object.add("milestones", milestones);
        }
        return object;
    }

    static TrainingSettings read(JsonObject object) {
        try {
            return new TrainingSettings(
                    optimizer(Json.object(object.get("optimizer"), "\"optimizer\"", WHAT)),
                    Json.number(object, "rate", WHAT),
                    schedule(Json.object(object.get("schedule"), "\"schedule\"", WHAT)),
                    Json.number(object, "warm_up_epochs", WHAT),
                    count(object, "batch"),
                    count(object, "epochs"),
                    Optional.ofNullable(object.get("time_limit")).map(SettingsJson::duration),
                    EnumJson.read(object, "loss", LossKind.values(), WHAT),
                    EnumJson.read(object, "score", Score.values(), WHAT),
                    new Augmentation(count(object, "shift"), count(object, "flip") == 1),
                    Long.parseLong(Json.text(object, "seed", WHAT)));
        } catch (IllegalArgumentException e) {
            throw Json.invalid(WHAT, Json.shorten(String.valueOf(e.getMessage())));
        }
    }

    private static Duration duration(JsonElement element) {
        String text = Json.text(element, "\"time_limit\"", WHAT);
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw Json.invalid(WHAT, "\"time_limit\" is \"" + Json.shorten(text) + "\"");
        }
    }

    private static Optimizer optimizer(JsonObject object) {
        String type = Json.text(object, "type", WHAT);
        return switch (type) {
            case "Sgd" ->
                new Optimizer.Sgd(Json.number(object, "momentum", WHAT), Json.number(object, "weight_decay", WHAT));
            case "AdamW" ->
                new Optimizer.AdamW(
                        Json.number(object, "beta1", WHAT),
                        Json.number(object, "beta2", WHAT),
                        Json.number(object, "weight_decay", WHAT));
            default -> throw Json.invalid(WHAT, "there is no optimizer \"" + Json.shorten(type) + "\"");
        };
    }

    private static Schedule schedule(JsonObject object) {
        String type = Json.text(object, "type", WHAT);
        return switch (type) {
            case "Cosine" -> new Schedule.Cosine();
            case "Constant" -> new Schedule.Constant();
            case "Steps" -> {
                List<Double> milestones =
                        Json.list(object, "milestones", WHAT, element -> Json.number(element, "a milestone", WHAT));
                yield new Schedule.Steps(Json.number(object, "ratio", WHAT), milestones);
            }
            default -> throw Json.invalid(WHAT, "there is no schedule \"" + Json.shorten(type) + "\"");
        };
    }

    private static int count(JsonObject object, String key) {
        long count = Json.count(object, key, WHAT);
        if (count > Integer.MAX_VALUE) {
            throw Json.invalid(WHAT, "\"" + key + "\" is " + count);
        }
        return (int) count;
    }
}
