/**
 * What every other room may use: work in parallel that keeps its order, the signal that enough was read, and what messages quote of a file.
 * Uses nothing.
 */
package org.fewshotnas.benchmark.base;
