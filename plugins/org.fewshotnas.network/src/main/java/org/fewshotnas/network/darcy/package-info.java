/** Darcy flow as a task of our own: random media, and the pressure in them. Uses nothing else of the bundle. */
package org.fewshotnas.network.darcy;
