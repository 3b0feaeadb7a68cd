/** Files and folders wherever KNIME can reach them, and the samples that come with the nodes. Uses nothing of the nodes. */
package org.fewshotnas.knime.files;
