/**
 * The learners, a {@code LearningMethod} each. Uses metalearning, finetuning and the rooms below them; nothing uses this room: learners are
 * found by their names in {@code META-INF/services}, and a new one is added there.
 */
package org.fewshotnas.predictor.learner;
