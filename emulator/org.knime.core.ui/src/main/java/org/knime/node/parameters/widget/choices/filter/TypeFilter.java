package org.knime.node.parameters.widget.choices.filter;

import org.knime.node.parameters.persistence.Persistable;

/** A choice by type. */
public abstract class TypeFilter implements Persistable {
    /** The identifiers of the chosen types. */
    public String[] m_selectedTypes;

    /** No type. */
    protected TypeFilter() {
        this(new String[0]);
    }

    /** @param selectedTypes identifiers of the chosen types */
    protected TypeFilter(String[] selectedTypes) {
        m_selectedTypes = selectedTypes;
    }
}
