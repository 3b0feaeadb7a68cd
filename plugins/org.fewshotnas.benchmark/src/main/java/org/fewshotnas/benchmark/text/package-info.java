/**
 * Tables of texts: CSV in all its forms, JSON in its shapes, and NumPy's arrays. Uses {@code layout} and what is below it.
 */
package org.fewshotnas.benchmark.text;
