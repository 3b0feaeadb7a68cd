package org.knime.core.webui.node.dialog.defaultdialog.setting.filter.util;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import org.knime.node.parameters.persistence.Persistable;

/** A choice one by one. */
public class ManualFilter implements Persistable {
    /** The chosen texts. */
    public String[] m_manuallySelected;

    /** The texts that are not chosen. */
    public String[] m_manuallyDeselected = new String[0];

    /** Whether texts that are in neither list are chosen. */
    public boolean m_includeUnknownColumns;

    ManualFilter() {}

    /** @param initialSelected the chosen texts */
    public ManualFilter(String[] initialSelected) {
        m_manuallySelected = initialSelected;
    }

    /** @return whether a text is chosen */
    public Predicate<String> getFilterPredicate() {
        if (m_includeUnknownColumns) {
            return Predicate.not(Set.copyOf(Arrays.asList(m_manuallyDeselected))::contains);
        }
        return Set.copyOf(Arrays.asList(m_manuallySelected))::contains;
    }

    /** @return the chosen texts that are not there */
    public String[] getUpdatedMissingValues(String[] choices) {
        if (m_includeUnknownColumns) {
            return new String[0];
        }
        return Arrays.stream(m_manuallySelected)
                .filter(Predicate.not(Arrays.asList(choices)::contains))
                .toArray(String[]::new);
    }
}
