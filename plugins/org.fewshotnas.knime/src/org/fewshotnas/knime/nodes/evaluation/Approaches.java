package org.fewshotnas.knime.nodes.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.fewshotnas.predictor.Learner;
import org.fewshotnas.predictor.evaluation.Approach;
import org.fewshotnas.predictor.evaluation.GraphForest;
import org.fewshotnas.predictor.evaluation.MetaLearned;
import org.fewshotnas.predictor.evaluation.NaiveTransfer;
import org.fewshotnas.predictor.finetuning.FineTuneSettings;
import org.fewshotnas.predictor.metalearning.MetaLearningSettings;
import org.fewshotnas.tensor.engine.Device;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.widget.choices.StringChoice;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;

/** What can be compared: all learners, naive transfer, and a forest that knows no other task. */
final class Approaches {
    private static final StringChoice NAIVE_TRANSFER = new StringChoice("NAIVE_TRANSFER", "Naive transfer");

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
        return Stream.concat(
                Arrays.stream(Learner.values()).map(learner -> new StringChoice(learner.name(), learner.label())),
                Stream.of(NAIVE_TRANSFER, GRAPH_FOREST));
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
        Learner learner = naive ? Learner.PRE_TRAINING : Learner.valueOf(name);
        MetaLearningSettings settings = preset == PresetChoice.PAPER
                ? MetaLearningSettings.paper().withLearner(learner)
                : MetaLearningSettings.defaults(learner);
        Approach approach = new MetaLearned(steps == 0 ? settings : settings.withSteps(steps), fineTuning, device);
        return naive ? new NaiveTransfer(approach) : approach;
    }
}
