/**
 * Views of architectures: their cells, what predictions owe to them, and how a predictor sees them. Uses {@code result}, whose words and samples
 * these views share, and {@code map}; knows nothing of tables.
 */
package org.fewshotnas.view.architecture;
