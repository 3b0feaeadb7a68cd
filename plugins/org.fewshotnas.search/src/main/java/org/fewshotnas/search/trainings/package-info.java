/**
 * Trains a list of architectures, each with one or more seeds, and keeps the best network; the worst may be stopped early. Uses the
 * trainings of {@code org.fewshotnas.network}.
 */
package org.fewshotnas.search.trainings;
