/** The nodes that use trained networks: they apply them to data, and write them for other programs. Uses {@code port} and {@code dataset}. */
package org.fewshotnas.knime.nodes.network;
