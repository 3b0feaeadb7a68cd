/** Maps: points of many dimensions in two, so that they can be looked at. Uses nothing. */
package org.fewshotnas.view.map;
