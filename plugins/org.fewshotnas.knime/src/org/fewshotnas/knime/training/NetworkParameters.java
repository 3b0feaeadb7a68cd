package org.fewshotnas.knime.training;

import java.util.Collections;
import org.fewshotnas.knime.common.Settings;
import org.fewshotnas.network.cells.Head;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.network.graph.TensorShape;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** The network around a cell. */
public final class NetworkParameters implements NodeParameters {
    private static final int MAX_STACKS = 5;
    /** Places of an example, pixels or steps, above which networks are narrower unless the user says otherwise. */
    private static final long MANY_PLACES = 32 * 32;

    @Widget(
            title = "Network around the cell",
            description = "How stems, stacks of cells and what lies between them make a network.")
    @Advanced
    @Migrate(loadDefaultIfAbsent = true)
    SkeletonChoice skeleton = SkeletonChoice.RESIDUAL;

    @Widget(
            title = "Channels",
            description =
                    "Channels of the first stack; further stacks have more. 0: 16, or 8 where an example has more than 1,024 pixels or "
                            + "steps or the target is a field. The time grows about with its square.")
    @Advanced
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int channels;

    @Widget(
            title = "Stacks",
            description =
                    "How many stacks of cells follow each other. 0: as many as in the published networks, or fewer where examples would "
                            + "shrink to nothing.")
    @Advanced
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int stacks;

    @Widget(
            title = "Cells a stack",
            description =
                    "How often the cell is repeated in each stack: published networks have 3 or 5, which suits much data. One ranks "
                            + "architectures almost as well, in a fifth of the time.")
    @Advanced
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int cells = 1;

    @Override
    public void validate() throws InvalidSettingsException {
        Settings.range("Channels", channels, 0, 1024);
        Settings.range("Stacks", stacks, 0, MAX_STACKS);
        Settings.range("Cells a stack", cells, 1, 100);
    }

    /** The network for such examples. */
    public MacroArchitecture value(DataSet data) {
        Head head = head(data);
        boolean field = head instanceof Head.Field;
        return new MacroArchitecture(
                skeleton.skeleton,
                channels == 0 ? usualChannels(data.shape(), field) : channels,
                stacks == 0 ? usualStacks(data.shape(), field ? 1 : 2, head) : stacks,
                cells,
                field ? 1 : 2,
                head);
    }

    /** What a network for such examples says in the end. */
    public static Head head(DataSet data) {
        if (data.targets() instanceof Targets.Classes classes) {
            return new Head.Classes(classes.names().size());
        }
        TensorShape target = ((Targets.Numbers) data.targets()).shape();
        return target.dimensions() == 0 ? new Head.Values(target.channels()) : new Head.Field(target.channels());
    }

    private static int usualChannels(TensorShape shape, boolean field) {
        return field || shape.size() / shape.channels() > MANY_PLACES ? 8 : 16;
    }

    /** The last stack sees two places at least along each extent. */
    private int usualStacks(TensorShape shape, int stride, Head head) {
        int shortest = Collections.min(shape.extents());
        int usual = skeleton.publishedStacks;
        while (usual > 1
                && shortest <= new MacroArchitecture(skeleton.skeleton, 1, usual, 1, stride, head).reduction()) {
            usual--;
        }
        return usual;
    }
}
