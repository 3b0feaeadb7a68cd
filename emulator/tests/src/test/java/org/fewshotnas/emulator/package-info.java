/**
 * Holds the nodes and the stand-ins against KNIME's API: {@code knime-api.txt} lists, as facts, the names and descriptors of those of its
 * classes and members that the nodes use or the stand-ins have. The packages of nodes and host are held to be rooms. Reads class files.
 */
package org.fewshotnas.emulator;
