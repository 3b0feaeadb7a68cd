/**
 * Numbers that say what an example looks like, without a network that had to be trained elsewhere: scattering transforms of images and of
 * series. Plain arithmetic: this room uses nothing.
 */
package org.fewshotnas.metad2a.features;
