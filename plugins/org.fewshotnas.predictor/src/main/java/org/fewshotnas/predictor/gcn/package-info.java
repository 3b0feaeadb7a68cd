/**
 * The graph convolutional network (MP-NAS, section 3.2): its shape, batches of graphs, forward and backward passes. Uses nothing of
 * the bundle.
 */
package org.fewshotnas.predictor.gcn;
