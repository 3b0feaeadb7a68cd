/** The node Latent Map. Uses the shared rooms of the nodes, and no other node. */
package org.fewshotnas.knime.nodes.latent;
