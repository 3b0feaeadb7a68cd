/** The search spaces of the published benchmarks, with their native encodings. Uses cell and base. */
package org.fewshotnas.space.published;
