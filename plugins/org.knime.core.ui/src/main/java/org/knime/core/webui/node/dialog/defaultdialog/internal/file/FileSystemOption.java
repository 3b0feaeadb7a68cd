package org.knime.core.webui.node.dialog.defaultdialog.internal.file;

/** File systems to choose a file from. */
public enum FileSystemOption {
    /** The machine's own files. */
    LOCAL,
    /** Files by their place relative to the workflow. */
    SPACE,
    /** Files inside of the workflow. */
    EMBEDDED,
    /** Files by URL. */
    CUSTOM_URL,
    /** Files of a file system that a port connects. */
    CONNECTED
}
