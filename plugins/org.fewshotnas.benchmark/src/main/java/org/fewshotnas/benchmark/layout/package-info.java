/**
 * Tables that people make: which column holds architectures, which hold scores, and how their values are read, told by their names and first
 * values. Shared by texts, Arrow and Parquet. Uses {@code format}, {@code dialect}, {@code numbers} and what is below them.
 */
package org.fewshotnas.benchmark.layout;
