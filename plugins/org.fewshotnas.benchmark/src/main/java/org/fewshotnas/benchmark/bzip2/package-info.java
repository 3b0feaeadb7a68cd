/**
 * bzip2, unpacked on all processors. By hand, because libraries unpack on one, and unpacking is most of the work of reading gigabytes. Uses
 * {@code base} only.
 */
package org.fewshotnas.benchmark.bzip2;
