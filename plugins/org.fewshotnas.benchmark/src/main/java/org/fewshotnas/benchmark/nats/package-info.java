/**
 * NAS-Bench-201 and NATS-Bench, as their authors publish them. Uses {@code format}, {@code pickle} and what is below them.
 */
package org.fewshotnas.benchmark.nats;
