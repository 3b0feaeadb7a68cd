/**
 * What a file offers and what of it is read: columns of numbers, the listing of a file, the user's options and selection, and what to say of
 * what was left out. Uses {@code dialect} for a choice of notation, and {@code file} for limits.
 */
package org.fewshotnas.benchmark.columns;
