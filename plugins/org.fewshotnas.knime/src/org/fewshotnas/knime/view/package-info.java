/** The pages of nodes: where their files are, and how what they show is kept until they open. Uses {@code common} for
 * columns and rows. */
package org.fewshotnas.knime.view;
