/**
 * The door: opens a benchmark's file, says what it offers and reads it as a table of architectures; or hands over what it holds instead. It
 * finds the formats as services, so that it uses {@code format} and what is below it, and none of the rooms in which formats are.
 */
package org.fewshotnas.benchmark;
