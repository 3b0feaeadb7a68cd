package org.fewshotnas.knime.training;

import java.nio.file.Path;
import org.fewshotnas.knime.common.Settings;
import org.fewshotnas.network.cache.TrainingCache;
import org.fewshotnas.network.worker.Workers;
import org.fewshotnas.tensor.engine.Device;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;

/** How many trainings run at once, and what is kept of them. */
public final class WorkParameters implements NodeParameters {
    /** For the descriptions of nodes that have these settings. */
    public static final String MANUAL =
            """
            <p><b>Trainings at once</b> run side by side, each on one core or all on the GPU, and, unless it takes a few seconds only, in a process
            of its own. <b>Finished trainings</b> are kept on this machine, unless that is switched off: when the node is run again after it was
            stopped, or with more architectures, it goes on from there. Another data set, network, setting, seed or device is another training.
            They lie in the system's temporary folder, in a folder few-shot-nas-trainings-... of each user, 1 GiB at most; those that were not
            used for the longest time go first.</p>
            """;

    private static final long MOST_BYTES = 1L << 30;

    @Widget(
            title = "Trainings at once",
            description =
                    "How many networks are trained side by side; 0: one on each core, or one on a GPU. On the processor results do not "
                            + "depend on it.")
    @Advanced
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int workers;

    @Widget(
            title = "Keep finished trainings",
            description =
                    "Whether finished trainings are kept on this machine, so that none is done twice: a node that was stopped goes on from "
                            + "there.")
    @Advanced
    boolean keep = true;

    @Override
    public void validate() throws InvalidSettingsException {
        Settings.range("Trainings at once", workers, 0, 1024);
    }

    /** Where trainings run that a device computes. */
    public Workers workers(Device device) {
        return (workers == 0 ? Workers.automatic() : Workers.automatic(workers)).on(device);
    }

    /** Where finished trainings are kept. */
    public TrainingCache cache() {
        return keep
                ? TrainingCache.in(
                        Path.of(
                                System.getProperty("java.io.tmpdir"),
                                "few-shot-nas-trainings-" + System.getProperty("user.name")),
                        MOST_BYTES)
                : TrainingCache.off();
    }
}
