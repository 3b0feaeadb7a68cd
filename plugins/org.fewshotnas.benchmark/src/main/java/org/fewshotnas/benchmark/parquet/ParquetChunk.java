package org.fewshotnas.benchmark.parquet;

/**
 * The values of a column in a group of rows.
 *
 * @param type as the chunk says it
 * @param codec number of the way in which its pages are packed
 * @param values number of values, missing ones among them
 * @param offset of its first page in the file
 * @param length of all its pages in bytes
 */
record ParquetChunk(int type, int codec, long values, long offset, long length) {}
