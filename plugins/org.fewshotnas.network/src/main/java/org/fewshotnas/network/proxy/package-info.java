/**
 * Zero-cost proxies: numbers of networks that have not been trained, which are meant to say how well they would learn a data set. Uses
 * {@code torchscript}, {@code cells}, {@code data} and {@code graph}.
 */
package org.fewshotnas.network.proxy;
