/** What every bundle stands on: progress that can be cancelled, and errors that say to an analyst what to do. Uses nothing. */
package org.fewshotnas.space.base;
