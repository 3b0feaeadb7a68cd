/** The pages of nodes: where their files are, and how what they show is kept until they open. Uses no other room. */
package org.fewshotnas.knime.view;
