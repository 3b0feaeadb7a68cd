/** Finished trainings that are kept, so that none is done twice. Uses {@code worker}, {@code file} and what they use. */
package org.fewshotnas.network.cache;
