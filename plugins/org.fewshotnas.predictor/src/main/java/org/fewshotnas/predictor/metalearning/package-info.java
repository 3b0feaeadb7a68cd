/**
 * Learning from many tasks (MP-NAS, section 3.4): the outer loop, and the objectives that it minimises; episodes of tasks and the inner loop,
 * or all tasks at once. Knows no learner by name: they are put together from what is here. Uses what a predictor is, and the rooms below it.
 */
package org.fewshotnas.predictor.metalearning;
