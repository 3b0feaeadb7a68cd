package org.fewshotnas.knime.nodes.learner;

import java.util.List;
import java.util.stream.Collectors;
import org.fewshotnas.predictor.LearningMethod;
import org.fewshotnas.predictor.LearningMethods;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.widget.choices.StringChoice;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;

/** The learners, as settings and the dialog name them. */
public final class LearnerChoices implements StringChoicesProvider {
    @Override
    public List<StringChoice> computeState(NodeParametersInput input) {
        return all();
    }

    /** All of them. */
    public static List<StringChoice> all() {
        return LearningMethods.all().stream()
                .map(learner -> new StringChoice(learner.name(), learner.label()))
                .toList();
    }

    /** A regular expression, of Java and of JavaScript, of the names of those whose outer gradient has an order. */
    static String withOrder() {
        return LearningMethods.all().stream()
                .filter(LearningMethod::hasOrder)
                .map(LearningMethod::name)
                .collect(Collectors.joining("|", "^(", ")$"));
    }

    /** What each does, for the node's description. */
    static String descriptions() {
        return LearningMethods.all().stream()
                .map(learner ->
                        "<li><b>" + escaped(learner.label()) + ":</b> " + escaped(learner.description()) + "</li>\n")
                .collect(Collectors.joining("", "<p>The learners:</p>\n<ul>\n", "</ul>\n"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /**
     * Checks a setting.
     *
     * @throws InvalidSettingsException if it names no learner
     */
    static void check(String name) throws InvalidSettingsException {
        List<String> names =
                LearningMethods.all().stream().map(LearningMethod::name).toList();
        if (!names.contains(name)) {
            throw new InvalidSettingsException(
                    "\"Learner\" is \"" + name + "\". Choose one of " + String.join(", ", names) + ".");
        }
    }
}
