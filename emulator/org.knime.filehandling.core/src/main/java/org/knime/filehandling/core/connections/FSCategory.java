package org.knime.filehandling.core.connections;

/** Kinds of file systems; the constants' names stand in settings. */
public enum FSCategory {
    /** The machine's own files. */
    LOCAL,
    /** Files by their place relative to the workflow; the specifier says relative to what. */
    RELATIVE,
    /** Files on a mount point. */
    MOUNTPOINT,
    /** Files in a space of a hub. */
    HUB_SPACE,
    /** Files by URL; the specifier is a time-out in milliseconds. */
    CUSTOM_URL,
    /** Files of a file system that a port connects. */
    CONNECTED
}
