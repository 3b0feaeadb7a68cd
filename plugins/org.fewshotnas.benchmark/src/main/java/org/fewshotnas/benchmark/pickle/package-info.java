/**
 * Python's pickles as data: a reader that builds plain values and never runs anything, with an account of the memory it takes. By hand,
 * because a library would either run what a pickle asks for or build the whole of a file of gigabytes; here a listener sees each value as it
 * comes. Uses nothing else of the product.
 */
package org.fewshotnas.benchmark.pickle;
