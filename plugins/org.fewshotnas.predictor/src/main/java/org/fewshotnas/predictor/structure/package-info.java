/** What can be counted in a unified graph without learning. Uses nothing of the bundle. */
package org.fewshotnas.predictor.structure;
