/** The ports that models go through: how they are stored, and the page that shows them. Uses nothing of the nodes. */
package org.fewshotnas.knime.port;
