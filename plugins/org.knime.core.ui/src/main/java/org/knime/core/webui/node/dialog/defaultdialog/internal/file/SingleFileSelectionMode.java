package org.knime.core.webui.node.dialog.defaultdialog.internal.file;

/** What a user can choose as a file. */
public enum SingleFileSelectionMode {
    /** A file. */
    FILE,
    /** A folder. */
    FOLDER,
    /** Either. */
    FILE_OR_FOLDER,
    /** A workflow; not supported by dialogs yet. */
    WORKFLOW
}
