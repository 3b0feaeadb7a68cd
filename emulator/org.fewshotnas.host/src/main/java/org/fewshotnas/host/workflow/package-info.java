/**
 * Workflow folders as they are on disk: {@code workflow.knime} and the {@code settings.xml} of each node, read and nothing resolved. May
 * use {@code check}, {@code file} and {@code message}.
 */
package org.fewshotnas.host.workflow;
