/** A search space, an encoding, an operation and kinds of metrics that are added by one type each, and what all bundles make of them. */
package org.fewshotnas.growth;
