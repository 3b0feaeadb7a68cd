/**
 * Trained networks in the formats of others, which need nothing of this project: raw examples go in, probabilities or values come out.
 * Uses {@code file}, {@code torchscript} and what they use.
 */
package org.fewshotnas.network.export;
