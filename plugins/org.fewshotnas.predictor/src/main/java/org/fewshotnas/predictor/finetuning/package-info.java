/**
 * A predictor for a new task: without a score, from a few scores, and which architectures to measure first. Uses metalearning and the
 * rooms below it.
 */
package org.fewshotnas.predictor.finetuning;
