/**
 * Arrow IPC: files and streams, read with Arrow's library, with its memory bounded and each batch checked; and the writer of architecture
 * tables. Uses {@code layout} and what is below it.
 */
package org.fewshotnas.benchmark.arrow;
