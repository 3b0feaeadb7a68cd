package org.fewshotnas.knime.common;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.persistence.NodeParametersPersistor;
import org.knime.node.parameters.widget.choices.StringChoice;

/**
 * A choice, mostly of a column, that may stay open. To leave it open is a choice like the others, which says in words what happens then: an
 * empty one would be shown as a field without a value. Workflows of earlier versions, and flow variables, have the empty text for it.
 */
public abstract class OpenChoice implements NodeParametersPersistor<String> {
    /** What is stored where nothing is wanted. */
    public static final String NONE = "<none>";
    /** What is stored where the node finds out by itself. */
    public static final String DETECT = "<detect>";

    private final String key;
    private final String open;

    /**
     * @param key under which it is stored: the field's name
     * @param open what is stored where it is left open
     */
    protected OpenChoice(String key, String open) {
        this.key = key;
        this.open = open;
    }

    /** Whether a choice is left open. */
    public static boolean isOpen(String choice) {
        return choice == null || choice.isEmpty() || choice.equals(NONE) || choice.equals(DETECT);
    }

    /**
     * The choices: to leave it open, and these.
     *
     * @param open what is stored where it is left open
     * @param text what happens then, in words
     */
    public static List<StringChoice> choices(String open, String text, Stream<String> names) {
        List<StringChoice> choices = new ArrayList<>(List.of(new StringChoice(open, text)));
        names.map(StringChoice::fromId).forEach(choices::add);
        return choices;
    }

    /** As {@link #choices(String, String, Stream)}, of columns. */
    public static List<StringChoice> columns(String open, String text, List<DataColumnSpec> columns) {
        return choices(open, text, columns.stream().map(DataColumnSpec::getName));
    }

    @Override
    public final String load(NodeSettingsRO settings) throws InvalidSettingsException {
        String stored = settings.getString(key);
        return isOpen(stored) ? open : stored;
    }

    @Override
    public final void save(String choice, NodeSettingsWO settings) {
        settings.addString(key, choice);
    }

    @Override
    public final String[][] getConfigPaths() {
        return new String[][] {{key}};
    }
}
