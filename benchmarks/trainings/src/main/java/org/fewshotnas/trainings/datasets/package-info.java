/**
 * Many small data sets of several families, and networks trained on each: what MetaD2A learns from. A {@link org.fewshotnas.trainings.datasets.DataSetTask}
 * draws its images from an {@link org.fewshotnas.trainings.datasets.ImageFamily}; nothing of a picture's or a font's file gets into what is written.
 */
package org.fewshotnas.trainings.datasets;
