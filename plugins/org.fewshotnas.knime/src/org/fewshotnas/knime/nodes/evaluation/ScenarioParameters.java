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
                    "Adds rows for predictors that are fine-tuned on the architectures that they find most informative. Takes no more "
                            + "learning.")
    boolean chosenCells;

    @Widget(
            title = "Also with known scores of the other tasks",
            description =
                    "Adds rows for learners that know the other tasks' scores of the tested architectures, too, as of a published "
                            + "benchmark. Doubles the time.")
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
