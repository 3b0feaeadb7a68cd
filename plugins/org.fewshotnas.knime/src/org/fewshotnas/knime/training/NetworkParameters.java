package org.fewshotnas.knime.training;

import java.util.Collections;
import org.fewshotnas.knime.common.Settings;
import org.fewshotnas.network.cells.Head;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.cells.MacroArchitecture.Skeleton;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.network.graph.TensorShape;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** The network around a cell. */
public final class NetworkParameters implements NodeParameters {
    private static final int MAX_STACKS = 5;
    /** Places of an example, pixels or steps, above which networks are narrower unless the user says otherwise. */
    private static final long MANY_PLACES = 32 * 32;

    @Widget(
            title = "Channels",
            description =
                    "Channels of the first stack; each further stack has twice as many. 0: 16 as in the published networks, or 8 where an example "
                            + "has more than 1,024 pixels or steps or the target is a field. The time grows about with the square.")
    @Advanced
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int channels;

    @Widget(
            title = "Stacks",
            description =
                    "How many stacks of cells follow each other. Each but the first begins with halving height and width, unless the "
                            + "target is a field. 0: 3 as in the published networks, or fewer where examples would shrink to nothing.")
    @Advanced
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int stacks;

    @Widget(
            title = "Cells a stack",
            description =
                    "How often the cell is repeated in each stack. The published networks of NAS-Bench-201 have 5, those of NAS-Bench-101 have "
                            + "3: take these for the final network of much data. One ranks architectures almost as well, in a fifth of the time.")
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
                Skeleton.RESIDUAL,
                channels == 0 ? usualChannels(data.shape(), field) : channels,
                stacks == 0 ? usualStacks(data.shape(), field) : stacks,
                cells,
                field ? 1 : 2,
                head);
    }

    private static Head head(DataSet data) {
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
    private static int usualStacks(TensorShape shape, boolean field) {
        int shortest = Collections.min(shape.extents());
        return field || shortest > 4 ? 3 : shortest > 2 ? 2 : 1;
    }
}
