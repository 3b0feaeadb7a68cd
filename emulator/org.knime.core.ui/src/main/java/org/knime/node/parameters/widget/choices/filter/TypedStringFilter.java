package org.knime.node.parameters.widget.choices.filter;

import java.util.Objects;
import java.util.function.Predicate;
import org.knime.core.webui.node.dialog.defaultdialog.setting.filter.util.ManualFilter;
import org.knime.core.webui.node.dialog.defaultdialog.setting.filter.util.PatternFilter;
import org.knime.core.webui.node.dialog.defaultdialog.setting.filter.util.PatternFilter.PatternMode;
import org.knime.core.webui.node.dialog.defaultdialog.setting.filter.withtypes.TypedStringFilterMode;
import org.knime.node.parameters.persistence.Persistable;

/**
 * A choice among texts of a type: one by one, by pattern, or by type.
 *
 * @param <T> the choice by type
 */
public abstract class TypedStringFilter<T extends TypeFilter> implements Persistable {
    /** Which of the choices holds. */
    public TypedStringFilterMode m_mode;

    /** The choice by pattern. */
    public PatternFilter m_patternFilter;

    /** The choice one by one. */
    public ManualFilter m_manualFilter;

    /** The choice by type. */
    public T m_typeFilter;

    /**
     * @param initialSelected the texts chosen one by one
     * @param defaultTypeFilter the choice by type
     */
    protected TypedStringFilter(String[] initialSelected, T defaultTypeFilter) {
        m_mode = TypedStringFilterMode.MANUAL;
        m_manualFilter = new ManualFilter(Objects.requireNonNull(initialSelected));
        m_patternFilter = new PatternFilter();
        m_typeFilter = defaultTypeFilter;
    }

    /** @param value whether texts that were not there when the choice was made are chosen, too */
    protected void setIncludeUnknownValues(boolean value) {
        m_manualFilter.m_includeUnknownColumns = value;
    }

    /** @return the texts that were chosen one by one but are not there */
    protected String[] getMissingSelected(String[] choices) {
        return m_mode == TypedStringFilterMode.MANUAL ? m_manualFilter.getUpdatedMissingValues(choices) : new String[0];
    }

    /**
     * @return whether a text is chosen
     * @throws IllegalStateException if the choice is by type
     */
    protected Predicate<String> getStringFilterPredicate() {
        return switch (m_mode) {
            case MANUAL -> m_manualFilter.getFilterPredicate();
            case REGEX -> m_patternFilter.getIsSelectedPredicate(PatternMode.REGEX);
            case WILDCARD -> m_patternFilter.getIsSelectedPredicate(PatternMode.WILDCARD);
            case TYPE -> throw new IllegalStateException("A choice by type does not choose by name.");
        };
    }
}
