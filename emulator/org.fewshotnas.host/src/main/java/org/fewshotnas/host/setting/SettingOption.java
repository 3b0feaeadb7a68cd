package org.fewshotnas.host.setting;

import org.fewshotnas.host.message.ExitCode;
import org.fewshotnas.host.message.HostException;
import org.fewshotnas.host.option.Options.SettingAssignment;
import org.fewshotnas.host.workflow.Workflow.NodeEntry;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;

/** Sets one setting of a node to the value that the command line gave. */
public final class SettingOption {
    private SettingOption() {}

    /**
     * Sets the setting. KNIME looks for it in the settings as they are stored; what these lack it does not take from the defaults.
     *
     * @param model the stored settings of the node, changed
     * @param defaults the default settings of the node, which show whether a setting that is not stored exists
     * @throws HostException with {@link ExitCode#BAD_OPTION} if there is no such setting, or the value does not fit
     */
    public static void apply(SettingAssignment assignment, NodeEntry entry, NodeSettings model, NodeSettings defaults)
            throws HostException {
        String[] path = assignment.path().split("/");
        NodeSettings target = model;
        NodeSettings known = defaults;
        for (int i = 0; i < path.length; i++) {
            String key = path[i];
            if (!target.containsKey(key)) {
                String what = "-option names the setting \"" + assignment.path() + "\" of " + entry.label() + ", but ";
                throw HostException.badOption(
                        known.containsKey(key)
                                ? what + "the workflow stores none. Config for key \"" + key
                                        + "\" not found: it was saved before there was such a setting. Open the node's dialog in KNIME,"
                                        + " press OK, and save the workflow."
                                : what + (i == 0 ? "it has" : "below \"" + path[i - 1] + "\" there are") + " only "
                                        + String.join(", ", target.keySet()) + ".");
            }
            if (i < path.length - 1) {
                target = group(target, key, assignment, entry);
                known = known.containsKey(key) ? group(known, key, assignment, entry) : new NodeSettings(key);
            }
        }
        try {
            SettingValue.set(target, path[path.length - 1], value(assignment));
        } catch (IllegalArgumentException e) {
            throw HostException.badOption(
                    "-option cannot set \"" + assignment.path() + "\" of " + entry.label() + ": " + e.getMessage());
        }
    }

    private static NodeSettings group(NodeSettings settings, String key, SettingAssignment assignment, NodeEntry entry)
            throws HostException {
        try {
            return settings.getNodeSettings(key);
        } catch (InvalidSettingsException e) {
            throw HostException.badOption("-option names the setting \"" + assignment.path() + "\" of " + entry.label()
                    + ", but \"" + key + "\" is a single value.");
        }
    }

    private static Object value(SettingAssignment assignment) {
        String text = assignment.value();
        return switch (assignment.type()) {
            case STRING -> text;
            case INT -> Integer.valueOf(text);
            case LONG -> Long.valueOf(text);
            case DOUBLE -> Double.valueOf(text);
            case BOOLEAN -> Boolean.valueOf(text);
        };
    }
}
