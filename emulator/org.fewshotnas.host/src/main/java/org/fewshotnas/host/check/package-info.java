/**
 * What KNIME checks when it loads a workflow: who wrote it, and that each entry has the type that KNIME gives it ({@code
 * entry-types.txt}). May use {@code file}.
 */
package org.fewshotnas.host.check;
