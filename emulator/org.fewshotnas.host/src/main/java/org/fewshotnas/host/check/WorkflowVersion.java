package org.fewshotnas.host.check;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;

/** Which KNIME wrote a workflow. A platform refuses whatever a later one created. */
public final class WorkflowVersion {
    /** The latest version of the files' layout that is known here. */
    private static final String LAYOUT = "5.1.0";
    /** The first platform that has the API that the nodes use. */
    private static final int[] FIRST = {5, 8};

    private WorkflowVersion() {}

    /**
     * Checks who created a workflow.
     *
     * @return a warning if not all platforms that are supported load it
     * @throws InvalidSettingsException if none does
     */
    public static Optional<String> check(NodeSettings root) throws InvalidSettingsException {
        String layout = root.getString("version");
        String creator = root.getString("created_by", null);
        String by = creator == null ? "" : " (created by KNIME " + creator + ")";
        if (isLater(numbers(layout), numbers(LAYOUT)) || creator != null && numbers(creator)[0] > FIRST[0]) {
            throw new InvalidSettingsException(
                    "The workflow was created with a future version of KNIME: it has version " + layout + by
                            + ", and up to " + LAYOUT + " of KNIME 5 is known.");
        }
        if (creator != null && isLater(new int[] {numbers(creator)[0], numbers(creator)[1]}, FIRST)) {
            return Optional.of("The workflow was created by KNIME " + creator
                    + ". Earlier versions, such as 5.8, refuse to load it.");
        }
        return root.getBoolean("created_by_nightly", false)
                ? Optional.of("The workflow was created by a nightly build of KNIME. No released version loads it.")
                : Optional.empty();
    }

    private static boolean isLater(int[] version, int[] known) {
        for (int i = 0; i < known.length; i++) {
            if (version[i] != known[i]) {
                return version[i] > known[i];
            }
        }
        return false;
    }

    /** Major, minor and micro version; 0 where it is none. */
    private static int[] numbers(String version) {
        int[] numbers = new int[3];
        Matcher matcher = Pattern.compile("\\d{1,6}").matcher(version.replaceAll("[^0-9.].*", ""));
        for (int i = 0; i < numbers.length && matcher.find(); i++) {
            numbers[i] = Integer.parseInt(matcher.group());
        }
        return numbers;
    }
}
