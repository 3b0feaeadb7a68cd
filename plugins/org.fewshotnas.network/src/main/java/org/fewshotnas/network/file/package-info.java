/**
 * Networks, trainings and data sets as files and streams, written and read strictly: what is read has been checked as what is built here
 * is. Uses {@code training} and what that uses, {@code cells}, {@code pictures}, and {@code org.fewshotnas.tensor.file}.
 */
package org.fewshotnas.network.file;
