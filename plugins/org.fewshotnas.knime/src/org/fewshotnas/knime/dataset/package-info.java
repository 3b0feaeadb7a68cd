/** Tables of examples: their columns, and how they become what a network learns from. Uses {@code common}. */
package org.fewshotnas.knime.dataset;
