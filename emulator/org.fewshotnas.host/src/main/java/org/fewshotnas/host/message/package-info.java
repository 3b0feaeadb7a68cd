/**
 * What the user sees: the console with its progress, errors in whole sentences with the exit code that follows, numbers as they are read.
 * Uses nothing else of the host.
 */
package org.fewshotnas.host.message;
