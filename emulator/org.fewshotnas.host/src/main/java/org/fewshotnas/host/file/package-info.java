/**
 * Folders and files: written as a whole or not at all, archives of workflows packed and unpacked, KNIME's locations as paths. Knows where
 * a workflow lies, not what stands in it. May use {@code message}.
 */
package org.fewshotnas.host.file;
