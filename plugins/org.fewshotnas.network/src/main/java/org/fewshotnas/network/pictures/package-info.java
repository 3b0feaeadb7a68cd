/**
 * Pictures: PNG, JPEG, BMP and GIF, decoded in memory and brought to one shape of numbers, and written as PNG. Uses {@code graph}, for
 * shapes alone.
 */
package org.fewshotnas.network.pictures;
