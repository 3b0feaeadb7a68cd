/** Architectures as graphs of numbered vertices, and the recurrent network that goes along them. Uses the room of gradients and the bundle of spaces. */
package org.fewshotnas.metad2a.graph;
