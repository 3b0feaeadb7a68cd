/** Trains networks and applies them: settings, scores, the training itself, and what comes of it. Uses {@code torchscript} and {@code data}. */
package org.fewshotnas.network.training;
