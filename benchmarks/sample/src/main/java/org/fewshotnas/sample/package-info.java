/** Measures the samples of the Benchmark Reader, and cuts those of the Labelled Data Reader. Uses the network bundle; nothing uses it. */
package org.fewshotnas.sample;
