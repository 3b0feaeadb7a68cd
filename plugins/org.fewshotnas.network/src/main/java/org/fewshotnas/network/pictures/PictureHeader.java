package org.fewshotnas.network.pictures;

/**
 * What a picture says of itself before its pixels are read.
 *
 * @param height in pixels
 * @param width in pixels
 * @param channels 1 if it is grey, 3 if it has colours
 */
public record PictureHeader(int height, int width, int channels) {}
