/** Data sets: examples with their targets, how they are divided, normalised, and read from files. Uses {@code graph}, for shapes alone. */
package org.fewshotnas.network.data;
