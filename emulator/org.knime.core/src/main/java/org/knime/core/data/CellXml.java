package org.knime.core.data;

import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** How the bounds and possible values of a domain stand in a config: class name, and below it one entry by the class's simple name. */
final class CellXml {
    private static final String DATACELL = "datacell";

    private CellXml() {}

    static void save(ConfigWO parent, String key, DataCell cell) {
        ConfigWO config = parent.addConfig(key);
        String name = cell.getClass().getName();
        config.addString(DATACELL, name);
        ConfigWO content = config.addConfig(name);
        if (cell instanceof StringCell c) {
            content.addString("StringCell", c.getStringValue());
        } else if (cell instanceof DoubleCell c) {
            content.addDouble("DoubleCell", c.getDoubleValue());
        } else if (cell instanceof IntCell c) {
            content.addInt("IntCell", c.getIntValue());
        } else if (cell instanceof LongCell c) {
            content.addLong("LongCell", c.getLongValue());
        } else if (cell instanceof BooleanCell c) {
            content.addBoolean("BooleanCell", c.getBooleanValue());
        } else {
            throw new IllegalArgumentException("A domain cannot hold a " + name + ".");
        }
    }

    static boolean canSave(DataCell cell) {
        return cell instanceof StringCell
                || cell instanceof DoubleCell
                || cell instanceof IntCell
                || cell instanceof LongCell
                || cell instanceof BooleanCell;
    }

    static DataCell load(ConfigRO parent, String key) throws InvalidSettingsException {
        ConfigRO config = parent.getConfig(key);
        String name = config.getString(DATACELL);
        if (name == null) {
            throw new InvalidSettingsException("Cell \"" + key + "\" has no class.");
        }
        ConfigRO content = config.getConfig(name);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "StringCell" -> new StringCell(required(content.getString("StringCell")));
            case "DoubleCell" -> new DoubleCell(content.getDouble("DoubleCell"));
            case "IntCell" -> new IntCell(content.getInt("IntCell"));
            case "LongCell" -> new LongCell(content.getLong("LongCell"));
            case "BooleanCell" -> BooleanCell.get(content.getBoolean("BooleanCell"));
            default -> throw new InvalidSettingsException("A domain cannot hold a " + name + ".");
        };
    }

    private static String required(String s) throws InvalidSettingsException {
        if (s == null) {
            throw new InvalidSettingsException("A text in a domain is null.");
        }
        return s;
    }
}
