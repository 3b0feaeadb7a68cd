package org.knime.core.data;

import java.util.Objects;

/** Makes column specs. */
public final class DataColumnSpecCreator {
    private final String name;
    private final DataType type;
    private DataColumnDomain domain = new DataColumnDomain(null, null, null);
    private DataColumnProperties properties = new DataColumnProperties();

    /**
     * @param name of the column; blanks at its ends are dropped, an empty one becomes a place holder
     * @param type of all its cells
     */
    public DataColumnSpecCreator(String name, DataType type) {
        String trimmed = name.trim();
        this.name = trimmed.isEmpty() ? "<empty>" : trimmed;
        this.type = Objects.requireNonNull(type, "Type of column can't be null.");
    }

    /** @param cspec what to begin with */
    public DataColumnSpecCreator(DataColumnSpec cspec) {
        this(cspec.getName(), cspec.getType());
        domain = cspec.getDomain();
        properties = cspec.getProperties();
    }

    /** @param domain what values there are; {@code null} if that is not known */
    public void setDomain(DataColumnDomain domain) {
        this.domain = domain == null ? new DataColumnDomain(null, null, null) : domain;
    }

    /** @param props what else is said of the column; {@code null} for nothing */
    public void setProperties(DataColumnProperties props) {
        properties = props == null ? new DataColumnProperties() : props;
    }

    /** @return the column */
    public DataColumnSpec createSpec() {
        return new DataColumnSpec(name, type, domain, properties);
    }
}
