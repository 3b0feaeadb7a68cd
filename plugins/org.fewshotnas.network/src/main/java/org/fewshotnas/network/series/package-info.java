/**
 * Time series as the UCR and UEA archives write them, line by line: tab-separated numbers behind a class, and the format {@code .ts}. Uses nothing
 * else of the bundle.
 */
package org.fewshotnas.network.series;
