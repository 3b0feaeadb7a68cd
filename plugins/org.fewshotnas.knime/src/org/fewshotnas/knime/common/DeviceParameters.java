package org.fewshotnas.knime.common;

import org.fewshotnas.tensor.engine.Device;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;

/** Where a node computes. */
public final class DeviceParameters implements NodeParameters {
    /** For the descriptions of nodes that have these settings. */
    public static final String MANUAL =
            """
            <p><b>Device.</b> A processor serves small networks well, such as a predictor of the default size; a predictor of the paper's size,
            and networks of many channels, gain from a GPU. The PyTorch library that comes with this extension computes on processors only. A
            GPU is used where, before KNIME starts, the environment variable PYTORCH_LIBRARY_PATH names the folder of the libraries of a PyTorch
            2.7.1 for CUDA 12.8, PYTORCH_VERSION is 2.7.1 and PYTORCH_FLAVOR is cu128 (Linux and Windows, x86-64). Results on different devices
            differ in the last digits.</p>
            """;

    private static final int MAX_GPU = 255;

    /** The devices to choose from. */
    enum Choice {
        @Label(
                value = "Automatic",
                description =
                        "The first GPU where there is one that the PyTorch library can use, otherwise the processor.")
        AUTOMATIC,
        @Label(value = "Processor", description = "The machine's processor. Every machine can do it.")
        CPU,
        @Label(value = "GPU", description = "The GPU of the number below. The node fails where there is no such GPU.")
        GPU
    }

    private interface ChoiceReference extends ParameterReference<Choice> {}

    private static final class IsGpu implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(ChoiceReference.class).isOneOf(Choice.GPU);
        }
    }

    @Widget(
            title = "Device",
            description =
                    "What computes. Automatic takes a GPU where PyTorch finds one, and the processor otherwise; the node's description says "
                            + "how to give it a GPU.")
    @Advanced
    @ValueSwitchWidget
    @ValueReference(ChoiceReference.class)
    Choice device = Choice.AUTOMATIC;

    @Widget(title = "GPU number", description = "Which GPU, counted from 0.")
    @Advanced
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = IsGpu.class, type = EffectType.SHOW)
    int gpuNumber;

    @Override
    public void validate() throws InvalidSettingsException {
        Settings.present("Device", device);
        if (device == Choice.GPU) {
            Settings.range("GPU number", gpuNumber, 0, MAX_GPU);
        }
    }

    /** The device of these settings. */
    public Device value() {
        return switch (device) {
            case AUTOMATIC -> Device.automatic();
            case CPU -> Device.cpu();
            case GPU -> Device.gpu(gpuNumber);
        };
    }
}
