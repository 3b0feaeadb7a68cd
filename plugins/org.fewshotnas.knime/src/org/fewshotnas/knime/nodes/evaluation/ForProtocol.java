package org.fewshotnas.knime.nodes.evaluation;

import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;

/** For which protocols there is a setting. */
final class ForProtocol {
    private ForProtocol() {}

    static final class IsAcrossSpaces implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(TransferEvaluationParameters.ProtocolReference.class)
                    .isOneOf(ProtocolChoice.ACROSS_SPACES);
        }
    }

    static final class IsSynthetic implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(TransferEvaluationParameters.ProtocolReference.class)
                    .isOneOf(ProtocolChoice.SYNTHETIC);
        }
    }

    static final class IsWithinSpaces implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(TransferEvaluationParameters.ProtocolReference.class)
                    .isOneOf(ProtocolChoice.LEAVE_ONE_OUT, ProtocolChoice.SYNTHETIC);
        }
    }
}
