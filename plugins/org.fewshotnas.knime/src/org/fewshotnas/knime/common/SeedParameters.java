package org.fewshotnas.knime.common;

import java.util.concurrent.ThreadLocalRandom;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.webui.node.dialog.defaultdialog.internal.button.SimpleButtonWidget;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.ButtonReference;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.ValueProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.knime.node.parameters.widget.text.TextInputWidgetValidation.PatternValidation;

/**
 * The seed of everything random in a node. It is kept as text, because dialogs lose the last digits of large numbers.
 */
public final class SeedParameters implements NodeParameters {
    private static final class UseSeed implements BooleanReference {}

    private static final class NewSeed implements ButtonReference {}

    /** A whole number of up to 18 digits, so that it fits into 64 bits. */
    static final class WholeNumber extends PatternValidation {
        @Override
        protected String getPattern() {
            return "[+-]?[0-9]{1,18}";
        }

        @Override
        public String getErrorMessage() {
            return "Enter a whole number of at most 18 digits.";
        }
    }

    /** Draws a seed when the button is pressed. */
    static final class DrawnSeed implements StateProvider<String> {
        @Override
        public void init(StateProviderInitializer initializer) {
            initializer.computeOnButtonClick(NewSeed.class);
        }

        @Override
        public String computeState(NodeParametersInput input) {
            return Long.toString(ThreadLocalRandom.current().nextLong(1_000_000_000L));
        }
    }

    @Widget(
            title = "Use a fixed seed",
            description =
                    "With a fixed seed, the same input and settings give the same result on the same machine. Without one, every run draws "
                            + "its own random numbers.")
    @ValueReference(UseSeed.class)
    boolean useSeed = true;

    @Widget(
            title = "Seed",
            description =
                    "Where the random numbers start: any whole number of at most 18 digits. Run the node with several seeds to see how much "
                            + "is chance.")
    @TextInputWidget(patternValidation = WholeNumber.class)
    @Effect(predicate = UseSeed.class, type = EffectType.SHOW)
    @ValueProvider(DrawnSeed.class)
    String seed = "1";

    @Widget(title = "New seed", description = "Draws a new seed and enters it above.")
    @SimpleButtonWidget(ref = NewSeed.class)
    @Effect(predicate = UseSeed.class, type = EffectType.SHOW)
    Void newSeed;

    @Override
    public void validate() throws InvalidSettingsException {
        if (useSeed && (seed == null || !seed.matches("[+-]?[0-9]{1,18}"))) {
            throw new InvalidSettingsException(
                    "\"Seed\" is \"" + seed + "\". Set a whole number of at most 18 digits.");
        }
    }

    /** The seed to use: the fixed one, or a new one. */
    public long value() {
        return useSeed ? Long.parseLong(seed) : ThreadLocalRandom.current().nextLong(1_000_000_000L);
    }
}
