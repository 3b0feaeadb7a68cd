/** The report of a run: one page with the views of all nodes. Uses the nodes of {@code run}, and files. */
package org.fewshotnas.host.report;
