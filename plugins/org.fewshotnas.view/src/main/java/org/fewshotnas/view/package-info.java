/**
 * What a node shows: a headline that says the answer, and panels under it, as records that are written as the JSON of the page
 * {@code views/view.js}. Uses {@code space} for cells; knows nothing of KNIME, and nothing of where the numbers come from.
 */
package org.fewshotnas.view;
