/**
 * Labelled examples in files: a folder for each class, IDX, CIFAR, NumPy and MATLAB arrays, series of the UCR and UEA archives; and Darcy flow, which is
 * computed. What there is, is known at once; pictures and numbers are streamed. Uses {@code pictures}, {@code data} for the format IDX, {@code
 * series}, {@code matlab}, {@code darcy}, and {@code graph} for shapes.
 */
package org.fewshotnas.network.source;
