/**
 * MetaD2A (Lee, Hyung and Hwang, ICLR 2021): learns from data sets and scores of architectures on them, then makes architectures for a new
 * data set without training any. Uses all rooms of this bundle.
 */
package org.fewshotnas.metad2a;
