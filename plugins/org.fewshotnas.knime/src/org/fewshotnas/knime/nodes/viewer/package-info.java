/** The node Architecture Viewer. Uses the shared rooms of the nodes, and no other node. */
package org.fewshotnas.knime.nodes.viewer;
