/**
 * Numbers as people and programs print them: what a cell can mean, and which reading a column's cells share. The one reader of numbers
 * for CSV, JSON, and texts in Arrow and Parquet. Uses nothing else of the product.
 */
package org.fewshotnas.benchmark.numbers;
