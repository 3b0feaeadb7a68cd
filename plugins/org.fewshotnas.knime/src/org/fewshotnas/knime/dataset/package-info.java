/** Tables of examples: their columns, and how they become what a network learns from. Uses {@code common} and {@code files}. */
package org.fewshotnas.knime.dataset;
