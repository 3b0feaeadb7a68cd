package org.fewshotnas.predictor;

import java.util.List;
import java.util.ServiceLoader;
import org.fewshotnas.space.base.InvalidInputException;

/** The learners that there are: those that {@code META-INF/services} of this library name. */
public final class LearningMethods {
    /** What learns where nothing else is chosen. */
    private static final String DEFAULT = "MULTI_TASK";

    private static final List<LearningMethod> ALL =
            ServiceLoader.load(LearningMethod.class, LearningMethod.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();

    private LearningMethods() {}

    /** All of them, in the order in which they are offered. */
    public static List<LearningMethod> all() {
        return ALL;
    }

    /** The one to choose unless there is a reason for another. */
    public static LearningMethod byDefault() {
        return ofName(DEFAULT);
    }

    /**
     * The learner of this {@link LearningMethod#name}.
     *
     * @throws InvalidInputException if there is none
     */
    public static LearningMethod ofName(String name) {
        return ALL.stream()
                .filter(method -> method.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "There is no learner \"" + name + "\".",
                        "Choose one of "
                                + String.join(
                                        ", ",
                                        ALL.stream().map(LearningMethod::name).toList())
                                + "."));
    }
}
