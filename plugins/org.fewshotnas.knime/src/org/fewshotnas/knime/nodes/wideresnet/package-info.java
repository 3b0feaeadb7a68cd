/** The node Wide ResNet Learner: a network made by hand, to compare found ones with. */
package org.fewshotnas.knime.nodes.wideresnet;
