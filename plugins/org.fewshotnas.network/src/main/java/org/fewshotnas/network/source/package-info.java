/**
 * Labelled examples in files: a folder for each class, IDX, NumPy arrays. What there is, is known at once; pictures and numbers are streamed.
 * Uses {@code pictures}, {@code data} for the format IDX, and {@code graph} for shapes.
 */
package org.fewshotnas.network.source;
