/**
 * Ways to get the score of an architecture, of which a search does not know which it has. Uses nothing else of the bundle; training
 * uses {@code org.fewshotnas.network}.
 */
package org.fewshotnas.search.evaluate;
