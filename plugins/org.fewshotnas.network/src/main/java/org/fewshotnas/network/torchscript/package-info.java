/**
 * Networks as TorchScript: the archive that PyTorch loads, written without PyTorch, and the module that runs and trains in libtorch. Uses
 * {@code graph}.
 */
package org.fewshotnas.network.torchscript;
