/** Trains cells on small tasks made of Fashion-MNIST, one row a training. Uses the network bundle; nothing uses it. */
package org.fewshotnas.trainings;
