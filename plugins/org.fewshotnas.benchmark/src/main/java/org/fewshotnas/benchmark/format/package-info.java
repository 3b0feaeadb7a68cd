/**
 * The seam at which formats are added: what a format is, and a file that one has opened. Uses {@code table},
 * {@code columns} and {@code features}; knows no format.
 */
package org.fewshotnas.benchmark.format;
