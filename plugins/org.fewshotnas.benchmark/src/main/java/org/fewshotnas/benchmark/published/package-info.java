/**
 * Published benchmarks that are a class or two each: TransNAS-Bench-101, NAS-Bench-ASR, NAS-Bench-Suite-Zero, MetaD2A, and pickled scores.
 * Uses {@code format}, {@code features}, {@code pickle}, {@code dialect} and what is below them.
 */
package org.fewshotnas.benchmark.published;
