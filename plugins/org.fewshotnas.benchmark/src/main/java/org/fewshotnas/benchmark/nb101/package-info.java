/**
 * NAS-Bench-101, as its authors publish it: TFRecord, and the pickled API. Uses {@code format}, {@code pickle} and what is below them.
 */
package org.fewshotnas.benchmark.nb101;
