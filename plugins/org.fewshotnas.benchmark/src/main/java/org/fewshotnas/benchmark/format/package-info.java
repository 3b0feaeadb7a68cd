/**
 * The seam at which formats are added: what a format is, and a file that one has opened. Uses {@code table} and {@code columns}; knows no
 * format.
 */
package org.fewshotnas.benchmark.format;
