/**
 * The command line: the options of KNIME's batch application and two of the host's own, as one record. The grammar is KNIME's, with its
 * commas and quotes in a value, and no library reads it; that is why it is parsed here. May use {@code file} and {@code message}.
 */
package org.fewshotnas.host.option;
