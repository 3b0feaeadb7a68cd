package org.fewshotnas.benchmark.features;

/**
 * Features of some pictures of a class.
 *
 * @param label of the class, as the archive has it
 * @param features (pictures that were read, numbers of each); not copied, not to be changed
 * @param pictures how many the archive has of the class
 */
public record ClassRows(String label, float[][] features, int pictures) {}
