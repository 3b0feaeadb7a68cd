/**
 * Runs workflow folders that KNIME saved, without KNIME: {@link org.fewshotnas.host.Main}, and {@code Host}, which goes through one run.
 *
 * <p>A run goes one way. {@code OptionParser} reads the command line, {@code Workspace} finds or unpacks the workflow, {@code
 * WorkflowReader} reads its files, {@code NodeLoader} makes its nodes from the factories that {@code Extensions} finds on the class path,
 * {@code WorkflowRun} configures and executes them, {@code ResultStore} keeps each result as soon as it is there, {@code Exporter} and
 * {@code SavedWorkflow} write what was asked for, and {@code Console} shows the user what happens.
 *
 * <p>Results live in {@code .fewshotnas} inside the workflow folder, not in KNIME's own files: KNIME opens the folder as before, and runs
 * the nodes itself.
 *
 * <p>This package may use all others of the host, and none uses it. In the order in which they may use those before them: {@code message};
 * {@code file}; {@code check} and {@code option}; {@code workflow}; {@code setting}, {@code table} and {@code result}; {@code run}; {@code
 * save}.
 */
package org.fewshotnas.host;
