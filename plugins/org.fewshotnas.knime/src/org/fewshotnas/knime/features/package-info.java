/** Tables of features of data sets, which MetaD2A learns from and is used on. Uses the room of what is common to nodes. */
package org.fewshotnas.knime.features;
