/**
 * What an architecture is: operations, cells, unified graphs, what a search space promises, and when two cells are isomorphic. Uses
 * base.
 */
package org.fewshotnas.space.cell;
