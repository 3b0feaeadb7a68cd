/**
 * Learning a predictor from many tasks (MP-NAS, section 3.4): objectives, episodes, the inner and the outer loop. Uses what a
 * predictor is, and the rooms below it.
 */
package org.fewshotnas.predictor.metalearning;
