/**
 * The door: opens a benchmark's file, says what it offers and reads it as a table of architectures. The one list of all formats is here, so
 * that this room uses all others, and none uses it.
 */
package org.fewshotnas.benchmark;
