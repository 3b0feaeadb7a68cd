package org.knime.core.webui.node.dialog.defaultdialog.setting.filter.withtypes;

/** How a choice among typed texts is made. */
public enum TypedStringFilterMode {
    /** One by one. */
    MANUAL,
    /** By a regular expression. */
    REGEX,
    /** By a pattern of * and ?. */
    WILDCARD,
    /** By type. */
    TYPE
}
