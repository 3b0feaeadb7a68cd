/** Numbers in MATLAB's files of level 5, read column by column. Uses nothing else of the bundle. */
package org.fewshotnas.network.matlab;
