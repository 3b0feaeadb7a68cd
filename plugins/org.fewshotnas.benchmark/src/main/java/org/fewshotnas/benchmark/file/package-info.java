/**
 * Bytes: files and folders, which only {@code SourceFile} opens, their first bytes, packed files and torch's containers, texts of any encoding,
 * limits, progress, and what went wrong in the words of a user. Knows nothing of tables. Uses {@code base}, and {@code bzip2} and
 * {@code pickle} to unpack.
 */
package org.fewshotnas.benchmark.file;
