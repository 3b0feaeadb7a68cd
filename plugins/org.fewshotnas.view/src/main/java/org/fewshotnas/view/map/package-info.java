/** Maps: points of many dimensions in two, so that they can be looked at. Uses no other room. */
package org.fewshotnas.view.map;
