/**
 * A predictor for a new task: without a score, from a few scores, and which architectures to measure first. How its network is adapted, by
 * gradient steps or in closed form, the predictor's learner says. Uses metalearning and the rooms below it.
 */
package org.fewshotnas.predictor.finetuning;
