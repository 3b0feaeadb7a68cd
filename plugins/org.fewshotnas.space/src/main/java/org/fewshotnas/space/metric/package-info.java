/** The one vocabulary of metrics: what a score measures, in which unit, and which direction is better. Uses base. */
package org.fewshotnas.space.metric;
