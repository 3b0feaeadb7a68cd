/**
 * Features of pictures by their class, and which classes make which data set: what MetaD2A publishes beside its database. Uses {@code file} and
 * {@code pickle}.
 */
package org.fewshotnas.benchmark.features;
