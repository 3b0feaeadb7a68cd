/**
 * Parquet: footer, pages, codings, and the format that makes tables of them. By hand, because Parquet's own library brings Hadoop; to be
 * replaced once a light reader runs on Java 17. Uses {@code layout} and what is below it.
 */
package org.fewshotnas.benchmark.parquet;
