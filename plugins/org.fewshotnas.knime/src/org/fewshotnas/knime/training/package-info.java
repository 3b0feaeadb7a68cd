/** How real networks are trained: the settings that nodes share, and what they mean for a data set. Uses {@code common} and {@code dataset}. */
package org.fewshotnas.knime.training;
