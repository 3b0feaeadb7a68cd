/** Which search spaces there are. Uses base and cell; what is published or added is found as a service. */
package org.fewshotnas.space;
