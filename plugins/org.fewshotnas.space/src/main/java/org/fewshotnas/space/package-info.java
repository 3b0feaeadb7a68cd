/** Which search spaces there are. Uses all other rooms of the bundle. */
package org.fewshotnas.space;
