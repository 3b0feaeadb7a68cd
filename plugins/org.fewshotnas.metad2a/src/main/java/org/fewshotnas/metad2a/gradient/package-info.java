/** Tensor operations whose gradients are written out, named tensors, and a training that follows them. Uses the tensor bundle alone. */
package org.fewshotnas.metad2a.gradient;
