/** What every bundle stands on: progress that can be cancelled, errors that say to an analyst what to do, and what can be exported. Uses nothing. */
package org.fewshotnas.space.base;
