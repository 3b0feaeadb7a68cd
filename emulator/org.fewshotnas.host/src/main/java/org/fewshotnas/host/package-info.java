/**
 * Runs workflow folders that KNIME saved, without KNIME: {@link org.fewshotnas.host.Main}.
 *
 * <p>A run goes one way. {@code OptionParser} reads the command line, {@code Workspace} finds or unpacks the workflow, {@code
 * WorkflowReader} reads its files, {@code NodeLoader} makes its nodes from the factories that {@code Extensions} finds on the class path,
 * {@code WorkflowRun} configures and executes them, {@code ResultStore} keeps each result as soon as it is there, {@code Exporter} and
 * {@code SavedWorkflow} write what was asked for, and {@code Console} tells the user.
 *
 * <p>Results live in {@code .fewshotnas} inside the workflow folder, not in KNIME's own files: KNIME opens the folder as before, and runs
 * the nodes itself.
 */
package org.fewshotnas.host;
