package org.fewshotnas.knime.nodes.evaluation;

import java.util.List;
import java.util.stream.Stream;
import org.fewshotnas.knime.nodes.learner.LearnerChoices;
import org.fewshotnas.predictor.LearningMethod;
import org.fewshotnas.predictor.LearningMethods;
import org.fewshotnas.predictor.MetaLearningSettings;
import org.fewshotnas.predictor.evaluation.Approach;
import org.fewshotnas.predictor.evaluation.GraphForest;
import org.fewshotnas.predictor.evaluation.MetaLearned;
import org.fewshotnas.predictor.evaluation.NaiveTransfer;
import org.fewshotnas.predictor.finetuning.FineTuneSettings;
import org.fewshotnas.tensor.engine.Device;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.widget.choices.StringChoice;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;

/** What can be compared: all learners, naive transfer, and a forest that knows no other task. */
final class Approaches {
    private static final StringChoice NAIVE_TRANSFER = new StringChoice("NAIVE_TRANSFER", "Naive transfer");

    /** What naive transfer learns by. */
    private static final String NAIVE_LEARNER = "PRE_TRAINING";

    private static final StringChoice GRAPH_FOREST = new StringChoice("GRAPH_FOREST", GraphForest.NAME);

    private Approaches() {}

    /** For the dialog. */
    static final class Choices implements StringChoicesProvider {
        @Override
        public List<StringChoice> computeState(NodeParametersInput input) {
            return all().toList();
        }
    }

    private static Stream<StringChoice> all() {
        return Stream.concat(LearnerChoices.all().stream(), Stream.of(NAIVE_TRANSFER, GRAPH_FOREST));
    }

    /** As settings name them. */
    static List<String> names() {
        return all().map(StringChoice::id).toList();
    }

    /**
     * What a setting names.
     *
     * @param steps of learning; 0 for as many as belong to the hyper-parameters
     */
    static Approach of(String name, PresetChoice preset, int steps, FineTuneSettings fineTuning, Device device) {
        if (name.equals(GRAPH_FOREST.id())) {
            return new GraphForest();
        }
        boolean naive = name.equals(NAIVE_TRANSFER.id());
        LearningMethod learner = LearningMethods.ofName(naive ? NAIVE_LEARNER : name);
        MetaLearningSettings settings =
                preset == PresetChoice.PAPER ? MetaLearningSettings.paper(learner) : learner.defaults();
        Approach approach = new MetaLearned(steps == 0 ? settings : settings.withSteps(steps), fineTuning, device);
        return naive ? new NaiveTransfer(approach) : approach;
    }
}
