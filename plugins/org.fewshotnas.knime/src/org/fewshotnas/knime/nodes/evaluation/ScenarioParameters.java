package org.fewshotnas.knime.nodes.evaluation;

import java.util.EnumSet;
import java.util.Set;
import org.fewshotnas.predictor.evaluation.Scenario;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;

/**
 * Which rows there are beside those of the strict protocol. None by default: the rows are then those of the paper's tables, and nothing takes
 * longer than they need.
 */
final class ScenarioParameters implements NodeParameters {
    private static final class IsLeaveOneOut implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(TransferEvaluationParameters.ProtocolReference.class)
                    .isOneOf(ProtocolChoice.LEAVE_ONE_OUT);
        }
    }

    @Widget(
            title = "Also with chosen architectures",
            description =
                    "Adds rows, named as in \"Multi-task, chosen cells\", for every learner that can choose: its predictor is fine-tuned on the "
                            + "architectures that it finds most informative, chosen as the Few-Shot Sampler does among the first 1,000 of "
                            + "the run's random order, or among half of those that are left if these are fewer. It is tested on all others. Takes "
                            + "no more learning. There are no such rows for No meta-learning, which knows nothing to choose by, nor for Naive "
                            + "transfer.")
    boolean chosenCells;

    @Widget(
            title = "Also with known scores of the other tasks",
            description =
                    "Adds rows, named as in \"Multi-task, scores of other tasks known\": the learner learns from the scores of all architectures "
                            + "on the other tasks, of those that are tested too. So it will be if your candidates are architectures of a "
                            + "published benchmark, and only their scores on your task are not known. Fine-tuned and tested on the same "
                            + "architectures as without. Every learner but No meta-learning learns anew for these rows, which doubles the time.")
    @Effect(predicate = IsLeaveOneOut.class, type = EffectType.SHOW)
    boolean knownScores;

    /** The scenarios; only where one task is left out there are other tasks with scores of the tested cells. */
    Set<Scenario> value(ProtocolChoice protocol) {
        Set<Scenario> scenarios = EnumSet.of(Scenario.STRICT);
        if (chosenCells) {
            scenarios.add(Scenario.CHOSEN_CELLS);
        }
        if (knownScores && protocol == ProtocolChoice.LEAVE_ONE_OUT) {
            scenarios.add(Scenario.KNOWN_SCORES);
        }
        return scenarios;
    }
}
