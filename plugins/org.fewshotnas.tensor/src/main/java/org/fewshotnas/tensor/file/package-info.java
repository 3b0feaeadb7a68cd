/** Models as files: named weights, provenance, and strict reading. Uses engine, for its version alone. */
package org.fewshotnas.tensor.file;
