/**
 * Architectures as other libraries write them, read as what a benchmark's own notation says: the one table of words for operations, the
 * notations, and the codings of cells by six numbers. Uses the search spaces only.
 */
package org.fewshotnas.benchmark.dialect;
