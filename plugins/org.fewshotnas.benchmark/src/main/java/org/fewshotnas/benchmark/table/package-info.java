/**
 * The result, and how it is assembled: rows are checked, joined and noted. Uses {@code columns} and what is below it.
 */
package org.fewshotnas.benchmark.table;
