/**
 * The learners, a {@code LearningMethod} each. Uses metalearning, finetuning and the rooms below them; nothing uses this room but the list
 * in {@code META-INF/services}, where a learner is added.
 */
package org.fewshotnas.predictor.learner;
